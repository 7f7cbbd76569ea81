"""Unpacking: a source that is packed with gzip becomes the source inside it.

Never unpacks more than the limit, whatever the file promises.
"""

import zlib
from dataclasses import replace
from typing import Final

from desktop.domain.documents import Source
from desktop.domain.errors import CannotRead
from desktop.importers.limits import MAX_MEMBERS, MAX_SOURCE_BYTES, in_megabytes

_GZIP: Final = b"\x1f\x8b"
_GZIP_WINDOW: Final = 31  # zlib's way to ask for gzip
_CHUNK: Final = 16 * 1024  # small: what is left of it is copied for every member that ends in it


def unpack(source: Source) -> Source:
    """Return the source inside a gzip file, or the same source if it is not packed.

    Raises:
        CannotRead: The file is damaged or unpacks to more than the limit.
    """
    if not source.data.startswith(_GZIP):
        return source
    return replace(source, data=_gunzip(source))


def _gunzip(source: Source) -> bytes:
    """Unpack all members of a gzip file; zeros that fill up a block of the disk or tape after them are none."""
    parts, left = list[bytes](), memoryview(source.data)
    room, members = MAX_SOURCE_BYTES, 0
    unpacker = zlib.decompressobj(wbits=_GZIP_WINDOW)
    rest = b""
    while rest or left:
        packed, left = (rest, left) if rest else (bytes(left[:_CHUNK]), left[_CHUNK:])
        if unpacker.eof:
            packed = packed.lstrip(b"\0")
            if not packed:
                rest = b""
                continue
            members += 1
            unpacker = zlib.decompressobj(wbits=_GZIP_WINDOW)
        parts.append(_inflated(unpacker, packed, room + 1, source.name))
        room -= len(parts[-1])
        if room < 0 or members > MAX_MEMBERS:
            raise _too_large(source.name)
        rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    if not unpacker.eof:
        raise CannotRead(f"“{source.name}” is a gzip file that was cut off.", "Download or copy it again.")
    return b"".join(parts)


def _inflated(unpacker: "zlib._Decompress", packed: bytes, most: int, name: str) -> bytes:
    try:
        return unpacker.decompress(packed, most)
    except zlib.error as error:
        raise CannotRead(f"“{name}” begins like a gzip file, but is damaged.", "Download or pack it again.") from error


def _too_large(name: str) -> CannotRead:
    return CannotRead(
        f"“{name}” unpacks to more than {in_megabytes(MAX_SOURCE_BYTES)}.",
        "Unpack it yourself, look at what is in it, and import the part you want.",
    )
