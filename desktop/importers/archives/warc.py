"""WARC: a web archive, as crawlers and archiving tools write it.

Each page that was captured with success becomes a source of its own, with the pictures it shows and the date of its
capture; a page that was captured twice comes twice, the older one first. Frames of a page are no articles.
"""

import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from desktop.domain.documents import Source
from desktop.domain.errors import NotAnArticle, ReaderError
from desktop.importers.archives.captures import Captures, sources_of
from desktop.importers.archives.warc_records import WarcFile

NAME: Final = "warc"
_GZIP: Final = b"\x1f\x8b"
_BEGINNING: Final = b"WARC/"


def score(head: bytes) -> float:
    """How surely a file that begins so is a web archive, packed or not, between 0 and 1."""
    return 1.0 if _unpacked(head).lstrip(b"\r\n").startswith(_BEGINNING) else 0.0


def unpack(file: BinaryIO, name: str) -> Iterator[Source | ReaderError]:
    """Hand out the pages of a web archive one by one."""
    captures = Captures(name, [WarcFile(file, name)])
    if not captures.pages and not captures.problems:
        yield NotAnArticle(
            f"“{name}” holds no web page that was captured with success.",
            "Check what was captured, and capture it again.",
        )
    yield from sources_of(captures)


def _unpacked(head: bytes) -> bytes:
    if not head.startswith(_GZIP):
        return head
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64)
    except zlib.error:
        return b""
