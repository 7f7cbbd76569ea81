"""Zip files: an export that is packed as one, read in memory and within bounds.

Writes nothing to disk, so a member's path can lead nowhere; a member that is encrypted, damaged or too large is its
own error.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from desktop.domain.errors import CannotRead
from desktop.importers.limits import MAX_SOURCE_BYTES, in_megabytes

_SIGNATURE: Final = b"PK\x03\x04"
_LOCAL_NAME: Final = re.compile(rb"PK\x03\x04.{22}(.{2}).{2}([\x20-\x7e\x80-\xff]{1,400})", re.DOTALL)
# What the standard library raises for a damaged archive; not all of it on purpose.
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    OverflowError,
    NotImplementedError,
)
_MAX_MEMBERS: Final = 200_000
_MAX_ALL_BYTES: Final = 4 * MAX_SOURCE_BYTES


def first_names(head: bytes) -> tuple[str, ...]:
    """Return the names of the members that begin in the first bytes of a zip file; none if it is no zip file."""
    if not head.startswith(_SIGNATURE):
        return ()
    found = (
        name[: int.from_bytes(length, "little")].decode("utf-8", "replace")
        for length, name in _LOCAL_NAME.findall(head)
    )
    return tuple(found)


class ZipFile:
    """A zip file in memory. Counts what it unpacks and stops at a limit.

    Attributes:
        names: The names of its files, in the order of the archive, folders left out.
    """

    def __init__(self, name: str, data: bytes) -> None:
        """Read the list of members.

        Raises:
            CannotRead: It is damaged, or has too many members.
        """
        self._name = name
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as error:
            raise CannotRead(f"“{name}” is a damaged zip file.", "Download or copy it again.") from error
        if len(self._zip.filelist) > _MAX_MEMBERS:
            raise CannotRead(
                f"“{name}” has {len(self._zip.filelist):,} members; at most {_MAX_MEMBERS:,} can be read.",
                "Unpack it yourself and import the part you want.",
            )
        self.names = tuple(info.filename for info in self._zip.filelist if not info.is_dir())

    def matching(self, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
        """Yield the first group and the whole name of each file whose name the pattern finds."""
        for name in self.names:
            found = pattern.search(name)
            if found:
                yield found.group(1), name

    def read(self, member: str) -> bytes:
        """Return the bytes of a member.

        Raises:
            CannotRead: It is damaged, encrypted, or unpacks to more than a limit.
        """
        where = f"“{self._name}”, {member[-100:]!r}"
        room = min(MAX_SOURCE_BYTES, _MAX_ALL_BYTES - self._unpacked)
        try:
            with self._zip.open(member) as file:
                data = file.read(room + 1)
        except NotImplementedError as error:
            raise CannotRead(f"{where} is packed in a way that cannot be undone here.", "Pack it again.") from error
        except RuntimeError as error:
            raise CannotRead(f"{where} is encrypted.", "Unpack it yourself with its password.") from error
        except _DAMAGED as error:
            raise CannotRead(f"{where} is damaged.", "Download or copy the file again.") from error
        self._unpacked += len(data)
        if len(data) > room:
            raise CannotRead(
                f"{where} unpacks to more than {in_megabytes(MAX_SOURCE_BYTES)}, or all members together to too much.",
                "Unpack it yourself and import the part you want.",
            )
        return data
