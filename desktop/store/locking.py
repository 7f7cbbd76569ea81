"""One writer: a library is written to by one process at a time.

The operating system holds the lock and lets go of it when the process ends, however it ends. Who holds it is written
beside it, for the message alone.
"""

import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import LibraryBusy
from desktop.store.translating import disk_errors_translated

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK_NAME = "write.lock"
OWNER_NAME = "write.lock.owner"


class WriteLock:
    """The right to write to one library, held until `release` or the end of the process.

    One lock serves all connections of a process; hand it on instead of asking for a second one.
    """

    def __init__(self, folder: Path, lock: "BaseFileLock") -> None:
        self.folder = folder
        self._lock = lock

    @classmethod
    def acquire(cls, folder: Path) -> "WriteLock":
        """Take the lock at once, or say who has it.

        Args:
            folder: The library folder; made if it is missing.

        Raises:
            LibraryBusy: Another window or program writes to the library.
            DiskProblem: The folder cannot be made or written to.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415  slow: it draws in asyncio

        path = folder / LOCK_NAME
        with disk_errors_translated(path):
            folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(path, timeout=0, thread_local=False)
            try:
                lock.acquire()
            except Timeout as error:
                hint = "Close it there to make changes here. Reading works meanwhile."
                message = f"The library {folder} is open in another window{_owner(folder)}."
                raise LibraryBusy(message, hint) from error
            (folder / OWNER_NAME).write_text(f"{os.getpid()} {platform.node()}", encoding="utf-8")
        return cls(folder, lock)

    def release(self) -> None:
        """Give the lock up; a second call does nothing."""
        if self._lock.is_locked:
            with disk_errors_translated(self.folder / OWNER_NAME):
                (self.folder / OWNER_NAME).unlink(missing_ok=True)
            self._lock.release()


def _owner(folder: Path) -> str:
    try:
        process, _, computer = (folder / OWNER_NAME).read_text(encoding="utf-8").partition(" ")
    except (OSError, UnicodeDecodeError):
        return ""
    return f" (process {process} on {computer})" if process.isdigit() and computer else ""
