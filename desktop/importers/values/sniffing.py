"""Sniffing: what do the first bytes look like?

Knows the signatures of files that people choose by mistake, so that a refusal can say what the file is. Never reads
more than the first few kilobytes, and never goes by the name.
"""

import re
from functools import lru_cache
from typing import Final

from desktop.importers.values.decoding import utf16_without_mark

HEAD_BYTES: Final = 8192
_HEADS_KEPT: Final = 4  # every importer asks the same of one head; its answers are kept for the next to ask
_MANY_CONTROLS: Final = 0.02
_MANY_ZEROS: Final = 0.3
_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive, or a document packed as one"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"OggS", "a sound or video"),
    (b"ID3", "a sound"),
    (b"\0\0\0\x18ftyp", "a video"),
    (b"\0\0\0\x20ftyp", "a video"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"RIFF", "a sound, video or WebP picture"),
)
_BYTE_ORDER_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CONTROLS: Final = bytes(set(range(1, 32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_XML: Final = re.compile(
    rb"<\?xml|<!DOCTYPE(?!\s+html)|<(rss|feed|opml|rdf:RDF|svg|urlset|sitemapindex)\b", re.IGNORECASE
)
_JSON: Final = re.compile(rb"""[\[{]\s*(["\[{\]}]|-?\d|true|false|null)""")
_HTML: Final = re.compile(
    rb"<!doctype\s+html|<(html|head|body|title|meta|article|main|section|div|p|h[1-6]|span|table|blockquote|ul|ol|figure|a|br)[\s>/]",
    re.IGNORECASE,
)
_XHTML: Final = re.compile(rb"<html[\s>]|<!doctype\s+html", re.IGNORECASE)


def known_binary(head: bytes) -> str | None:
    """Say in words what kind of binary file begins with these bytes, or None."""
    return next((words for signature, words in _SIGNATURES if head.startswith(signature)), None)


@lru_cache(maxsize=_HEADS_KEPT)
def looks_like_text(head: bytes) -> bool:
    """Whether the first bytes can be text in some encoding."""
    head = head[:HEAD_BYTES]
    if known_binary(head):
        return False
    if head.startswith(_BYTE_ORDER_MARKS) or utf16_without_mark(head):
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls <= 1 + _MANY_CONTROLS * len(head) and head.count(0) <= _MANY_ZEROS * len(head)


@lru_cache(maxsize=_HEADS_KEPT)
def looks_like_data(head: bytes) -> str | None:
    """Say which format that nobody reads as text the first bytes are in, "XML" or "JSON"; else None."""
    start = _beginning(head)
    if _XML.match(start):
        return None if _XHTML.search(start) else "XML"
    return "JSON" if _JSON.match(start) else None


@lru_cache(maxsize=_HEADS_KEPT)
def html_likeness(head: bytes) -> float:
    """How surely a file that begins so is HTML, between 0 and 1."""
    start = _beginning(head)
    if not looks_like_text(head) or looks_like_data(head):
        return 0.0
    if _XHTML.search(start):
        return 1.0
    found = _HTML.findall(start)
    if start.startswith(b"<") and found:
        return 0.9
    return 0.5 if len(found) > 2 else 0.0  # a text may quote a tag or two


def _beginning(head: bytes) -> bytes:
    """Return the first bytes as ASCII-like bytes, without byte-order mark and leading white space."""
    wide = utf16_without_mark(head[:HEAD_BYTES])
    if wide or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[:HEAD_BYTES].replace(b"\0", b"")
    return head[:HEAD_BYTES].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
