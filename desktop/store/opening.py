"""Opening a library: is it there, is it whole, may we write, is it of today?

A start must be quick, so only what costs next to nothing is looked at: the first hundred bytes, the length of the file
and the steps it went through. `check()` looks at everything.

Source:
    The SQLite file format (magic, page size at 16, change counter at 24, page count at 28, version-valid-for at 92).
"""

import os
import sqlite3
from pathlib import Path

from desktop.domain.errors import CannotRead, DiskProblem
from desktop.store.connection import Connection
from desktop.store.files import flush_folder
from desktop.store.migrations import STEPS, applied_steps, apply_steps, pending_steps, upgrade
from desktop.store.translating import BACKUPS, damaged, disk_errors_translated, disk_problem, sqlite_errors_translated

DATABASE_NAME = "library.sqlite3"
NEW_DATABASE = DATABASE_NAME + ".new"
COMPANIONS = ("-wal", "-shm", "-journal")  # what SQLite puts beside a database
BUSY_SECONDS = 15.0
CACHE_KIB = 4 * 1024  # of each connection; the system's own cache does the rest

MAGIC = b"SQLite format 3\0"
HEADER_BYTES = 100
LARGEST_PAGE = 65_536  # written as 1, because it does not fit into two bytes


def open_for_writing(folder: Path, busy_seconds: float = BUSY_SECONDS) -> Connection:
    """Open the library in a folder; make one where there is none, bring an older one up to date.

    Args:
        folder: The library folder; made if it is missing.
        busy_seconds: How long to wait for another writer.

    Raises:
        LibraryTooNew, LibraryDamaged, LibraryBusy, DiskProblem: It cannot be used. Its files are as they were.
    """
    path = folder / DATABASE_NAME
    with disk_errors_translated(folder):
        folder.mkdir(parents=True, exist_ok=True)
        is_there = path.exists()
    if is_there:
        _open_known(folder, busy_seconds).close()  # a library that we cannot use stays untouched
        _require_write_access(path)
    else:
        _make_library(path)
    connection = _connect(path, busy_seconds)
    try:
        _set_up_for_writing(connection)
        upgrade(connection, folder / BACKUPS)
    except BaseException:
        connection.close()
        raise
    return connection


def open_for_reading(folder: Path, busy_seconds: float = BUSY_SECONDS) -> Connection:
    """Open the library in a folder without changing anything, also while another process writes.

    Raises:
        CannotRead: There is no library, or an older program wrote it and it must be brought up to date first.
        LibraryTooNew, LibraryDamaged, LibraryBusy, DiskProblem: It cannot be used.
    """
    connection = _open_known(folder, busy_seconds)
    if pending_steps(connection):
        connection.close()
        raise CannotRead(
            f"The library {connection.path} was written by an older version of this program.",
            "Open it once where it may be written to; that brings it up to date.",
        )
    return connection


def _open_known(folder: Path, busy_seconds: float) -> Connection:
    """Open a library of any age for reading, if it is one that this program knows."""
    path = folder / DATABASE_NAME
    _look_at_file(path)
    connection = _connect_for_reading(path, busy_seconds)
    try:
        pending_steps(connection)
        if not applied_steps(connection):
            raise damaged(path, "it is a database, but not a library of this program")
    except BaseException:
        connection.close()
        raise
    return connection


def _look_at_file(path: Path) -> None:
    with disk_errors_translated(path):
        if not path.exists():
            raise CannotRead(f"There is no library in {path.parent}.", "Choose another folder, or import something.")
        if not path.is_file():
            raise damaged(path, "it is not a file")
        with path.open("rb") as file:
            header = file.read(HEADER_BYTES)
        size = path.stat().st_size
    if not header:
        raise damaged(path, "it is empty")
    if len(header) < HEADER_BYTES or not header.startswith(MAGIC):
        raise damaged(path, "it is not a database")
    if size < _stated_size(header) and not _has_journal(path):
        raise damaged(path, "its end is missing")


def _stated_size(header: bytes) -> int:
    """How long a database says it is, in bytes; 0 if it does not say so reliably."""

    def number(start: int, length: int) -> int:
        return int.from_bytes(header[start : start + length], "big")

    if number(24, 4) != number(92, 4):
        return 0
    page = number(16, 2)
    return (LARGEST_PAGE if page == 1 else page) * number(28, 4)


def _has_journal(path: Path) -> bool:
    """Whether a write-ahead log may hold pages that the database itself still lacks."""
    journal = path.with_name(path.name + "-wal")
    return journal.is_file() and journal.stat().st_size > 0


def _connect(path: Path, busy_seconds: float, options: str = "") -> Connection:
    with sqlite_errors_translated(path):
        # One thread at a time uses a connection, but not always the one that opened it.
        raw = sqlite3.connect(
            path.absolute().as_uri() + options,
            uri=True,
            timeout=busy_seconds,
            isolation_level=None,
            check_same_thread=False,
        )
    connection = Connection(raw, path)
    try:
        for pragma in ("foreign_keys = ON", "temp_store = MEMORY", f"cache_size = -{CACHE_KIB}", "schema_version"):
            connection.rows(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_for_reading(path: Path, busy_seconds: float) -> Connection:
    """Connect without writing.

    SQLite keeps an index of the write-ahead log beside the database and must be able to make it. Where the folder
    is read-only and there is no log, nobody can be writing, so the file may be taken as it lies.
    """
    try:
        return _connect(path, busy_seconds, "?mode=ro")
    except DiskProblem:
        if _has_journal(path):
            raise
        return _connect(path, busy_seconds, "?mode=ro&immutable=1")


def _require_write_access(path: Path) -> None:
    # SQLite would open it for reading without a word, and fail at the first write.
    for each in (path, path.parent):
        if not os.access(each, os.W_OK):
            raise disk_problem(each, "it may only be read")


def _set_up_for_writing(connection: Connection) -> None:
    connection.write("PRAGMA journal_mode = WAL")
    connection.write("PRAGMA synchronous = FULL")  # what the reader typed survives a power cut


def _make_library(path: Path) -> None:
    """Make an empty library beside its place, then move it there: a database that is cut off is never seen."""
    if _has_journal(path):
        raise damaged(path, "it is missing, although its write-ahead log is there")
    new = path.with_name(NEW_DATABASE)
    with disk_errors_translated(new), sqlite_errors_translated(new):
        _remove(new, *(_companion(new, suffix) for suffix in COMPANIONS))
        _remove(*(_companion(path, suffix) for suffix in COMPANIONS))
        connection = _connect(new, BUSY_SECONDS)
        try:
            apply_steps(connection, STEPS)
            connection.write("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
        new.replace(path)
        flush_folder(path.parent)


def _companion(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _remove(*paths: Path) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
