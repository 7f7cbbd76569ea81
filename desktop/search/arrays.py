"""Arrays in one file: written once, read without being copied, and never believed unchecked.

A file holds named arrays one after the other, then a directory of them with a checksum for every block of bytes. A
block is compared with its checksum when it is first read, so that opening a file costs nothing, and no damaged byte is
ever taken for an answer.

Knows bytes; knows nothing of words and posts. Import this module late: it brings numpy with it.
"""

import json
import mmap
import shutil
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

BLOCK = 1 << 16  # bytes that share a checksum
_ALIGNMENT = 64
_MAGIC = b"arrays 1"
_TRAILER = struct.Struct("<QQI8s")  # where the directory begins, its length, its checksum, the magic
_IN_MEMORY = 1 << 23  # bytes of an array that wait in memory until the file is put together
_COPIED_AT_ONCE = 1 << 20


class FileTorn(ValueError):
    """The bytes of the file are not those that were written."""


class Arrays(Protocol):
    """Named arrays, in memory or in a file."""

    def __contains__(self, name: str) -> bool:
        """Whether there is an array of that name."""

    def array(self, name: str) -> Array:
        """Return a whole array."""

    def part(self, name: str, start: int, stop: int) -> Array:
        """Return a part of an array."""


class ArraysInMemory:
    """Arrays that were just made."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = arrays

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def array(self, name: str) -> Array:
        """Return a whole array."""
        return self._arrays[name]

    def part(self, name: str, start: int, stop: int) -> Array:
        """Return a part of an array."""
        return self._arrays[name][start:stop]

    def write(self, path: Path) -> None:
        """Write all of them into a file."""
        with writing(path) as writer:
            for name, array in self._arrays.items():
                writer.add(name, array)


class ArraysInFile:
    """Arrays of a file, mapped into memory and checked as they are read."""

    def __init__(self, path: Path) -> None:
        """Open a file.

        Args:
            path: A file that `writing` wrote.

        Raises:
            FileTorn: If its directory is not whole.
            OSError: If it cannot be read.
        """
        self._path = path
        with path.open("rb") as file:
            if path.stat().st_size < _TRAILER.size:
                raise FileTorn(f"{path} is too short")
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        directory = _directory(self._bytes, path)
        size, blocks = directory["size"], directory["blocks"]
        self._places: dict[str, tuple[np.dtype[Any], int, int]] = {
            name: (np.dtype(kind), offset, count) for name, (kind, offset, count) in directory["arrays"].items()
        }
        self._checksums: list[int] = blocks
        self._is_checked = bytearray(len(blocks))
        self._size: int = size

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def array(self, name: str) -> Array:
        """Return a whole array."""
        return self.part(name, 0, self._places[name][2])

    def part(self, name: str, start: int, stop: int) -> Array:
        """Return a part of an array.

        Raises:
            FileTorn: If its bytes are not those that were written.
        """
        kind, offset, _ = self._places[name]
        begin, count = offset + start * kind.itemsize, stop - start
        if count <= 0:
            return np.empty(0, kind)
        self._check(begin, begin + count * kind.itemsize)
        return np.frombuffer(self._bytes, kind, count, begin)

    def _check(self, begin: int, end: int) -> None:
        first, last = begin // BLOCK, (end - 1) // BLOCK + 1
        if self._is_checked.find(0, first, last) < 0:
            return
        for number in range(first, last):
            if self._is_checked[number]:
                continue
            block = self._bytes[number * BLOCK : min((number + 1) * BLOCK, self._size)]
            if zlib.crc32(block) != self._checksums[number]:
                raise FileTorn(f"{self._path} is not as it was written")
            self._is_checked[number] = 1


class ArrayWriter:
    """Puts arrays into a file; several may grow at the same time."""

    def __init__(self) -> None:
        self._growing: dict[str, tuple[np.dtype[Any], Any]] = {}

    def begin(self, name: str, kind: str) -> None:
        """Begin an array of that dtype."""
        self._growing[name] = (np.dtype(kind), SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 (closed by `save`)

    def append(self, name: str, values: Array) -> None:
        """Add values to the end of an array that was begun."""
        kind, file = self._growing[name]
        file.write(np.ascontiguousarray(values, kind).data)

    def add(self, name: str, values: Array) -> None:
        """Add a whole array."""
        self.begin(name, values.dtype.newbyteorder("<").str)
        self.append(name, values)

    def save(self, path: Path) -> None:
        """Write the file. It is not forced to the disk."""
        with path.open("wb") as file:
            places = {name: _copy(growing, kind, file) for name, (kind, growing) in self._growing.items()}
            size = file.tell()
        blocks = _checksums(path)
        directory = json.dumps({"arrays": places, "size": size, "blocks": blocks}).encode()
        with path.open("ab") as file:
            file.write(directory + _TRAILER.pack(size, len(directory), zlib.crc32(directory), _MAGIC))

    def close(self) -> None:
        """Give back what is kept on the way."""
        for _, growing in self._growing.values():
            growing.close()


@contextmanager
def writing(path: Path) -> Iterator[ArrayWriter]:
    """Write a file of arrays; it appears when the block ends without an error."""
    writer = ArrayWriter()
    try:
        yield writer
        writer.save(path)
    finally:
        writer.close()


def directory_checksum(path: Path) -> int:
    """Return a checksum of a file of arrays that vouches for all of its blocks.

    Raises:
        FileTorn: If it is no whole file of arrays.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        if size < _TRAILER.size:
            raise FileTorn(f"{path} is too short")
        file.seek(size - _TRAILER.size)
        begin, length, checksum, magic = _TRAILER.unpack(file.read(_TRAILER.size))
        if magic != _MAGIC or begin + length + _TRAILER.size != size:
            raise FileTorn(f"{path} is not as it was written")
        file.seek(begin)
        if zlib.crc32(file.read(length)) != checksum:
            raise FileTorn(f"{path} is not as it was written")
    return int(checksum)


def _directory(data: mmap.mmap, path: Path) -> dict[str, Any]:
    begin, length, checksum, magic = _TRAILER.unpack(data[-_TRAILER.size :])
    if magic != _MAGIC or begin + length + _TRAILER.size != len(data):
        raise FileTorn(f"{path} is not as it was written")
    directory = data[begin : begin + length]
    if zlib.crc32(directory) != checksum:
        raise FileTorn(f"{path} is not as it was written")
    content: dict[str, Any] = json.loads(directory)
    return content


def _copy(growing: Any, kind: "np.dtype[Any]", file: Any) -> tuple[str, int, int]:  # noqa: ANN401 (files have no common type)
    file.write(bytes(-file.tell() % _ALIGNMENT))
    offset = file.tell()
    growing.seek(0)
    shutil.copyfileobj(growing, file, _COPIED_AT_ONCE)
    return kind.str, offset, (file.tell() - offset) // kind.itemsize


def _checksums(path: Path) -> list[int]:
    with path.open("rb") as file:
        return [zlib.crc32(block) for block in iter(lambda: file.read(BLOCK), b"")]
