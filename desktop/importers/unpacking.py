"""Unpacking: a source that is packed with gzip becomes the source inside it.

Never unpacks more than the limit, whatever the file promises.
"""

import zlib
from dataclasses import replace
from typing import Final

from desktop.domain.documents import Source
from desktop.domain.errors import CannotRead
from desktop.importers.limits import MAX_SOURCE_BYTES, in_megabytes

_GZIP: Final = b"\x1f\x8b"
_GZIP_WINDOW: Final = 31  # zlib's way to ask for gzip


def unpack(source: Source) -> Source:
    """Return the source inside a gzip file, or the same source if it is not packed.

    Raises:
        CannotRead: The file is damaged or unpacks to more than the limit.
    """
    if not source.data.startswith(_GZIP):
        return source
    return replace(source, data=_gunzip(source))


def _gunzip(source: Source) -> bytes:
    unpacker = zlib.decompressobj(wbits=_GZIP_WINDOW)
    try:
        data = unpacker.decompress(source.data, MAX_SOURCE_BYTES)
    except zlib.error as error:
        raise CannotRead(
            f"“{source.name}” begins like a gzip file, but is damaged.", "Download or pack it again."
        ) from error
    if unpacker.unconsumed_tail:
        raise CannotRead(
            f"“{source.name}” unpacks to more than {in_megabytes(MAX_SOURCE_BYTES)}.",
            "Unpack it yourself, look at what is in it, and import the part you want.",
        )
    if not unpacker.eof:
        raise CannotRead(f"“{source.name}” is a gzip file that was cut off.", "Download or copy it again.")
    return data
