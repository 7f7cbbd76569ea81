"""File windows: a stretch of a file that looks like a file of its own.

Why: a web archive inside a zip archive is usually not packed again, so it can be read in place, forwards and back,
whatever its size.
"""

import io
from typing import BinaryIO


class FileWindow(io.RawIOBase):
    """The bytes of a file from an offset on, read only. Several windows on one file may be used in turn."""

    def __init__(self, file: BinaryIO, offset: int, length: int) -> None:
        super().__init__()
        self._file = file
        self._offset = offset
        self._length = length
        self._at = 0

    def readable(self) -> bool:
        """A window can be read."""
        return True

    def seekable(self) -> bool:
        """A window can be moved in."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move to a place; return it."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        """Return the place."""
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        """Return the bytes from the place on, at most `size`."""
        left = max(0, self._length - self._at)
        wanted = left if size is None or size < 0 else min(size, left)
        self._file.seek(self._offset + self._at)
        data = self._file.read(wanted)
        self._at += len(data)
        return data
