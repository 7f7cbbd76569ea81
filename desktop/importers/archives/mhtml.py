"""MHTML: a page and its pictures in one file, as browsers save it.

Finds the page among the parts (the one the head names, else the first page), and hands it on to the reader of web
pages with the pictures beside it. Frames of other sites are parts too; they are no articles.

Source: RFC 2557; the fields `Snapshot-Content-Location` and `From: <Saved by Blink>` are Chromium's.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Final

from desktop.domain.documents import Document, Source
from desktop.domain.errors import CannotRead, NotAnArticle
from desktop.importers.archives.mime_parts import MimePart, parts_of, read_head
from desktop.importers.archives.page_parts import picture_parts
from desktop.importers.pages import html
from desktop.importers.pages.page_facts import web_address
from desktop.importers.values.digests import sha256

NAME: Final = "mhtml"
_PAGES: Final = ("text/html", "application/xhtml+xml")
_NO_PICTURES: Final = ("text/", "font/", "application/xhtml")
_HEAD_LINE: Final = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]*\r?\n")
_TELLING: Final = re.compile(
    rb"^(?:Snapshot-Content-Location:|From:\s*<Saved by|Content-Type:\s*multipart/related\b)",
    re.IGNORECASE | re.MULTILINE,
)
_PAGE_FIELD: Final = re.compile(rb"^Content-Type:\s*text/html\b", re.IGNORECASE | re.MULTILINE)
_VERSION_FIELD: Final = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)


def score(head: bytes) -> float:
    """How surely a file that begins so is a page saved with its parts, between 0 and 1."""
    head = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not _HEAD_LINE.match(head):
        return 0.0
    fields = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    if _TELLING.search(fields):
        return 1.0
    return 0.9 if _VERSION_FIELD.search(fields) and _PAGE_FIELD.search(fields) else 0.0


def read(source: Source) -> Document:
    """Read the page in an MHTML file.

    Raises:
        NotAnArticle: No part is a page, or the page shows no text.
        CannotRead: The page passes a limit.
    """
    head, _ = read_head(source.data)
    parts = list(parts_of(source.data))
    page = _page(head, parts)
    if page is None:
        raise NotAnArticle(
            f"“{source.name}” is an MHTML file without a web page in it.", "Open it in a browser and save it again."
        )
    if not page.data.strip():
        raise CannotRead(f"“{source.name}”: the page in it is empty.", "Open it in a browser and save it again.")
    inner = _inner(source, head, page, parts)
    document = html.read(inner)
    return replace(document, source_sha256=sha256(source.data), format=NAME, saved=document.saved or inner.saved)


def _inner(source: Source, head: Message, page: MimePart, parts: Sequence[MimePart]) -> Source:
    """Return the page as a source of its own, with its pictures."""
    stated = (page.field("Content-Location"), _field(head, "Snapshot-Content-Location"), source.address or "")
    where = next((address for text in stated if text and (address := web_address(text))), None)
    pictures = _by_name(parts, where)
    return replace(
        source,
        data=page.data,
        address=where,
        parts=picture_parts(page.data, page.field("Content-Location") or where, pictures.get),
        saved=source.saved or _date(head),
        charset=page.head.get_param("charset") and str(page.head.get_content_charset()),
    )


def _page(head: Message, parts: Sequence[MimePart]) -> MimePart | None:
    """Return the part that the head calls the page, else the first page."""
    pages = [part for part in parts if part.kind in _PAGES]
    start = head.get_param("start")
    where = _field(head, "Snapshot-Content-Location")
    for part in pages:
        if start and part.field("Content-ID").strip("<>") == str(start).strip("<>"):
            return part
    same = [part for part in pages if where and part.field("Content-Location") == where]
    return next(iter([*same, *pages]), None)


def _by_name(parts: Sequence[MimePart], base: str | None) -> dict[str, bytes]:
    """Return the parts that may be pictures under every name by which the page may call them."""
    found: dict[str, bytes] = {}
    for part in parts:
        if part.field("Content-Type") and part.kind.startswith(_NO_PICTURES):
            continue
        where, name = part.field("Content-Location"), part.field("Content-ID").strip("<>")
        for key in (where, where and base and _complete(base, where), name and f"cid:{name}"):
            if key:
                found.setdefault(key, part.data)
    return found


def _complete(base: str, where: str) -> str:
    return web_address(where, base) or where


def _field(head: Message, name: str) -> str:
    return " ".join(str(head.get(name, "")).split())


def _date(head: Message) -> datetime | None:
    try:
        stated = parsedate_to_datetime(_field(head, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return stated if stated.tzinfo else stated.replace(tzinfo=UTC)
