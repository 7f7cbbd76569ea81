"""Watched files: reading that the reader can stop, and that ends in time.

Whoever reads from one need not know of it: each piece that is asked for is a moment to stop. Why not a flag that
unpackers ask for: a stage takes values and gives values, and a file is one that it has anyway.
"""

import io
import time
from collections.abc import Callable
from typing import BinaryIO

from desktop.domain.errors import Cancelled, CannotRead

PATIENCE_SECONDS = 45.0
BYTES_A_SECOND = 16 * 1024 * 1024  # what a large archive may take longer for


def never() -> bool:
    """Say that nobody stopped it."""
    return False


class WatchedFile(io.RawIOBase):
    """A file that stops whoever reads from it once the reader wishes or the time is over."""

    def __init__(self, file: BinaryIO, name: str, cancelled: Callable[[], bool]) -> None:
        super().__init__()
        self._file = file
        self._name = name
        self._cancelled = cancelled
        self._patience = PATIENCE_SECONDS + file.seek(0, io.SEEK_END) / BYTES_A_SECOND
        file.seek(0)
        self.start_again()

    def start_again(self) -> None:
        """Give it its time anew."""
        self._until = time.monotonic() + self._patience

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that one can go to any place in it."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place; see `io.IOBase.seek`."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Say where the next byte stands."""
        return self._file.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read what comes next; 0 at the end.

        Raises:
            Cancelled: The reader stopped it.
            CannotRead: Its time is over.
        """
        if self._cancelled():
            raise Cancelled("Unpacking was stopped.", "What was read before is kept.")
        if time.monotonic() >= self._until:
            raise CannotRead(
                f"{self._name} takes too long to unpack.",
                "It may be made to: unpack it yourself, and look what is in it.",
            )
        found = self._file.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)
