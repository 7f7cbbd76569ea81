"""The border: what SQLite and the disk report becomes an error that the reader can act on.

Why by code and not by wording: SQLite's messages differ between versions, its result codes never change.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.domain.errors import DiskProblem, LibraryBusy, LibraryDamaged, ReaderError, WrongUsage

PRIMARY_CODE = 0xFF  # an extended code holds the primary one in its lowest byte
BUSY_CODES = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
DAMAGE_CODES = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
DAMAGE_EXTENDED_CODES = frozenset({sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS})
DISK_CODES = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_NOLFS,
    }
)
UNREADABLE_TEXT = "Could not decode to UTF-8"  # Python's own error: it carries no code
FULL_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
BACKUPS = "backups"


@contextmanager
def sqlite_errors_translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into the reader's.

    Args:
        path: The database.

    Raises:
        LibraryDamaged, LibraryBusy, DiskProblem: Where the file or its disk is at fault. An error that only the
            program can have made passes through unchanged.
        WrongUsage: A text holds half a character (a lone surrogate), as from bytes that were no UTF-8.
    """
    try:
        yield
    except sqlite3.Error as error:
        explained = explain(error, path)
        if explained is None:
            raise
        raise explained from error
    except UnicodeEncodeError as error:
        hint = "Type it again, or save it as UTF-8."
        raise WrongUsage("A text holds a character that is not whole and cannot be kept.", hint) from error


@contextmanager
def disk_errors_translated(path: Path) -> Iterator[None]:
    """Turn the operating system's errors about a file of the library into `DiskProblem`."""
    try:
        yield
    except OSError as error:
        raise disk_problem(path, error.strerror or str(error), is_full=error.errno in FULL_DISK) from error


def damaged(path: Path, reason: str) -> LibraryDamaged:
    """Say that a database cannot be read, and where the copies are."""
    hint = (
        f"The file was left as it is. Copies of the database lie in {path.parent / BACKUPS}: move {path.name} away,"
        f" with any {path.name}-wal and {path.name}-shm beside it, then put a copy in its place. A backup of the"
        " whole library comes back with “timeline-reader restore”."
    )
    return LibraryDamaged(f"The library's database {path} cannot be read: {reason}.", hint)


def unreadable_value() -> LibraryDamaged:
    """Say that SQLite found nothing wrong, and yet a value is not what this program or an older one wrote."""
    hint = "“timeline-reader check” says in which table. Restore the last backup into a new folder."
    return LibraryDamaged("The library's database holds a value that cannot be read.", hint)


def disk_problem(path: Path, reason: str, *, is_full: bool = False) -> DiskProblem:
    """Say that the disk under a file of the library does not do its work."""
    hint = "Free some space on this disk." if is_full else "Check that the disk is there and may be written to."
    return DiskProblem(f"The library's file {path} cannot be used: {reason}.", f"{hint} Nothing was changed.")


def explain(error: sqlite3.Error, path: Path) -> ReaderError | None:
    """Say what an error of SQLite means for the reader; None if only the program can have made it."""
    extended: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    code, reason = extended & PRIMARY_CODE, str(error)
    if code in DAMAGE_CODES or extended in DAMAGE_EXTENDED_CODES or reason.startswith(UNREADABLE_TEXT):
        return damaged(path, reason)
    if code in BUSY_CODES:
        hint = "Wait until the other work is done, then try again. Nothing was changed."
        return LibraryBusy(f"The library's database {path} is being written by somebody else.", hint)
    if code in DISK_CODES:
        return disk_problem(path, reason, is_full=code == sqlite3.SQLITE_FULL)
    return None
