"""Zip folders: the files in a zip archive, safely.

Reads names and files one at a time and writes nothing to disk. Refuses what leads out of the archive, links, encrypted
files, files that unpack to far more than their size, and lists of contents that would not fit into memory; the rest of
the archive stays readable. Believes no stated size: what comes out is counted.
"""

import posixpath
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from desktop.domain.errors import CannotRead, ReaderError
from desktop.importers.limits import (
    MAX_DIRECTORY_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_SOURCE_BYTES,
    UNPACKED_ALLOWANCE,
    in_megabytes,
)

_CHUNK: Final = 256 * 1024
_HEAD: Final = 8192
_SMALL: Final = 8 * 1024 * 1024  # a file below may be packed as tightly as it likes
_MAX_FILE_RATIO: Final = 200
_END_OF_DIRECTORY: Final = b"PK\x05\x06"
_END_WINDOW: Final = 22 + 65_535
_DRIVE: Final = re.compile(r"[A-Za-z]:")
# What the standard library raises for damaged archives: its own errors, and those of code that trusted a number.
_BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError),
    *(ValueError, LookupError, OverflowError, TypeError, AttributeError),
)
_OVERLAP: Final = (
    "shares its bytes with another file",
    "It may be made to fill the memory: import it only if you know who made it, and unpack it first.",
)
_LOCAL_HEAD: Final = 30
_LOCAL_SIGN: Final = b"PK\x03\x04"
_SIZE_FOLLOWS: Final = 0x8


def first_files(head: bytes) -> tuple[str, ...]:
    """Return the names of the files that begin in the first bytes of a zip archive; none if they are no archive."""
    found: list[str] = []
    at = 0
    while head.startswith(_LOCAL_SIGN, at) and len(head) >= at + _LOCAL_HEAD:
        flags, packed, name_length, extra_length = struct.unpack("<6xH10xI4xHH", head[at : at + _LOCAL_HEAD])
        start = at + _LOCAL_HEAD
        found.append(head[start : start + name_length].decode("utf-8", "replace"))
        at = start + name_length + extra_length + packed
        if flags & _SIZE_FOLLOWS and not packed:
            at = head.find(_LOCAL_SIGN, at)
            if at < 0:
                break
    return tuple(found)


class ZipFolder:
    """The files in a zip archive.

    Attributes:
        name: What errors call the archive.
        names: The files that may be read, in the order of the archive, each once.
        refused: The files that may not, each with its reason.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.name = name
        self._file = file
        self._budget = UNPACKED_ALLOWANCE + MAX_RATIO * file.seek(0, 2)
        _refuse_long_directory(file, name)
        try:
            self._archive = zipfile.ZipFile(file)
        except (NotImplementedError, *_BROKEN) as error:
            raise CannotRead(
                f"“{name}” begins like a zip archive, but is damaged or was cut off.", "Copy or download it again."
            ) from error
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._refused: dict[str, ReaderError] = {}
        # A list may name one place many times; it is one file.
        listed = list({(info.header_offset, info.filename): info for info in self._archive.infolist()}.values())
        overlapping = _overlapping(listed)
        for info in listed:
            self._take(info, is_overlapping=info in overlapping)
        self.names: tuple[str, ...] = tuple(self._members)
        self.refused: tuple[ReaderError, ...] = tuple(self._refused.values())
        self._refuse_bomb()

    def has(self, member: str) -> bool:
        """Whether a file of that name may be read."""
        return member in self._members

    def head(self, member: str) -> bytes:
        """Return the first bytes of a file.

        Raises:
            CannotRead: It is damaged.
        """
        return next(self.chunks(member, _HEAD), b"")

    def read(self, member: str, limit: int = MAX_SOURCE_BYTES) -> bytes:
        """Return the bytes of a file.

        Raises:
            CannotRead: It is damaged, encrypted, larger than the limit, or the archive unpacks to too much.
        """
        if member not in self._members:
            missing = self._error(member, "is not in the archive", "The archive may be incomplete: make it again.")
            raise self._refused.get(member, missing)
        if self._members[member].file_size > limit:
            raise self._too_large(member, limit)
        kept, size = [], 0
        for chunk in self.chunks(member):
            size += len(chunk)
            if size > limit:
                raise self._too_large(member, limit)
            kept.append(chunk)
        return b"".join(kept)

    def chunks(self, member: str, length: int = _CHUNK) -> Iterator[bytes]:
        """Yield the bytes of a file piece by piece.

        Raises:
            CannotRead: It is damaged or encrypted, or the archive unpacks to too much.
        """
        try:
            with self._archive.open(self._members[member]) as opened:
                while chunk := opened.read(length):
                    self._spend(len(chunk), member)
                    yield chunk
        except NotImplementedError as error:
            raise self._error(
                member, "is packed in a way that cannot be read", "Unpack the archive and import the file."
            ) from error
        except _BROKEN as error:
            raise self._error(member, "is damaged", "Copy or download the archive again.") from error

    def stored_at(self, member: str) -> tuple[int, int] | None:
        """Return where the bytes of a file that is not packed stand in the archive, and how many there are."""
        info = self._members[member]
        is_packed = info.compress_type != zipfile.ZIP_STORED or info.compress_size != info.file_size
        if is_packed or info.header_offset < 0:
            return None
        self._file.seek(info.header_offset)
        head = self._file.read(_LOCAL_HEAD)
        if len(head) < _LOCAL_HEAD:
            return None
        name_length, extra_length = struct.unpack("<HH", head[26:30])
        return info.header_offset + _LOCAL_HEAD + name_length + extra_length, info.file_size

    def _take(self, info: zipfile.ZipInfo, *, is_overlapping: bool) -> None:
        """Accept a file, or refuse it with a reason."""
        if info.filename.endswith("/") and not info.file_size:
            return
        name = info.filename.replace("\\", "/")
        reason = _OVERLAP if is_overlapping else _reason_against(name, info)
        if reason:
            self._refused[name] = self._error(name, *reason)
            return
        plain = posixpath.normpath(name)
        if plain in self._members:
            what = f"stands there more than once, here as “{_shown(info.filename)}”; the first one was read"
            self._refused[info.filename] = self._error(
                plain, what, "Give each file a name of its own, and pack it again."
            )
            return
        self._members[plain] = info

    def _refuse_bomb(self) -> None:
        """Refuse files that together unpack to far more than any texts do, before the first of them is read.

        Raises:
            CannotRead: They do. Their stated sizes can be asked: no more than these is ever unpacked.
        """
        unpacked = sum(info.file_size for info in self._members.values())
        packed = sum(info.compress_size for info in self._members.values())
        if unpacked > UNPACKED_ALLOWANCE and unpacked > MAX_RATIO * packed:
            raise CannotRead(
                f"“{self.name}” unpacks to {in_megabytes(unpacked)}, {unpacked // max(1, packed):,} times its size.",
                "It may be made to fill the memory: import it only if you know who made it, and unpack it first.",
            )

    def _spend(self, count: int, member: str) -> None:
        self._budget -= count
        if self._budget < 0:
            raise self._error(
                member,
                "cannot be read: the archive unpacks to much more than its size allows",
                "It may be made to fill the memory: import it only if you know who made it, and unpack it first.",
            )

    def _too_large(self, member: str, limit: int) -> CannotRead:
        return self._error(
            member,
            f"unpacks to more than {in_megabytes(limit)}",
            "Unpack the archive yourself, look at what is in it, and import the part you want.",
        )

    def _error(self, member: str, what: str, hint: str) -> CannotRead:
        return CannotRead(f"“{self.name}”: the file “{_shown(member)}” in it {what}.", hint)


def _reason_against(name: str, info: zipfile.ZipInfo) -> tuple[str, str] | None:
    """Say what is wrong with a file and what to do, or None if it may be read."""
    parts = name.split("/")
    if name.startswith("/") or _DRIVE.match(name) or ".." in parts or "\0" in name or posixpath.normpath(name) == ".":
        return "leads out of the archive", "Leave it aside: a harmless archive has no such names."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link to another place", "Unpack the archive yourself, and import the file the link leads to."
    if info.flag_bits & 0x1:
        return "is locked with a password", "Unpack the archive with its password, and import the files."
    if info.file_size > _SMALL and info.file_size > _MAX_FILE_RATIO * max(1, info.compress_size):
        return (
            f"unpacks to {info.file_size // max(1, info.compress_size):,} times its size",
            "It may be made to fill the memory: unpack it yourself only if you know who made it.",
        )
    return None


def _overlapping(infos: list[zipfile.ZipInfo]) -> frozenset[zipfile.ZipInfo]:
    """Return the files whose bytes are said to reach into those of the next one: so few bytes can pass for many."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    ends = ((one, one.header_offset + _LOCAL_HEAD + one.compress_size) for one in ordered)
    return frozenset(
        one for (one, end), following in zip(ends, ordered[1:], strict=False) if end > following.header_offset
    )


def _refuse_long_directory(file: BinaryIO, name: str) -> None:
    """Refuse an archive whose list of contents would not fit into memory, before it is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_WINDOW))
    tail = file.read(_END_WINDOW)
    at = tail.rfind(_END_OF_DIRECTORY)
    if at < 0 or len(tail) < at + 22:
        return
    count, length = struct.unpack("<HI", tail[at + 10 : at + 16])
    if count == 0xFFFF or length == 0xFFFFFFFF:
        count, length = _large_directory(tail, at, file) or (count, length)
    if count > MAX_MEMBERS or length > MAX_DIRECTORY_BYTES:
        raise CannotRead(
            f"“{name}” holds {count:,} files; at most {MAX_MEMBERS:,} can be read from one archive.",
            "Unpack it, and import the folder.",
        )


def _large_directory(tail: bytes, at: int, file: BinaryIO) -> tuple[int, int] | None:
    """Return the number of files and the length of the list from the record that large archives have."""
    locator = tail[at - 20 : at] if at >= 20 else b""
    if not locator.startswith(b"PK\x06\x07"):
        return None
    offset = struct.unpack("<Q", locator[8:16])[0]
    if offset >= file.seek(0, 2):
        return None
    file.seek(offset)
    record = file.read(56)
    return struct.unpack("<QQ", record[32:48]) if record.startswith(b"PK\x06\x06") and len(record) == 56 else None


def _shown(member: str) -> str:
    """Return a name that can be shown: no control or direction signs, no lone surrogates, not too long."""
    plain = re.sub(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", "\ufffd", member)
    return plain if len(plain) <= 200 else f"{plain[:100]}…{plain[-80:]}"
