"""PDF: the text of a document with pages.

Reads page after page and joins the lines to paragraphs; bookmarks of the file become headings. Pictures are not read,
and a page that is one picture has no text here. The library that opens the file is an extra; without it a PDF is
refused with a word on how to get it.
"""

import logging
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from desktop.domain.blocks import ArticleKind, Block, BlockKind
from desktop.domain.documents import Document, Source
from desktop.domain.errors import CannotRead, NotAnArticle
from desktop.importers.documents.pdf_lines import Paragraph, paragraphs
from desktop.importers.limits import MAX_PARAGRAPH_CHARACTERS, MAX_PDF_PAGES, MAX_TEXT_CHARACTERS
from desktop.importers.pages.page_facts import web_address
from desktop.importers.values.digests import sha256
from desktop.importers.values.whitespace import collapse, letters

NAME: Final = "pdf"
_BEGINNING: Final = b"%PDF-"
_BEGINNING_WITHIN: Final = 1024
_LONGEST_TITLE: Final = 200
_FEWEST_LETTERS: Final = 20
_MOST_BOOKMARKS: Final = 5_000
_MOST_WARNINGS: Final = 10
_ADDRESS: Final = re.compile(r"https?://[^\s…]{4,500}(?![^\s]*…)")
_NO_TITLE: Final = re.compile(
    r"untitled|.*\.(?:docx?|indd|qxd|pdf|rtf|odt|html?)|microsoft word\b.*|about:blank|", re.I
)


def score(head: bytes) -> float:
    """How surely a file that begins so is a PDF, between 0 and 1."""
    if head.startswith(_BEGINNING):
        return 1.0
    return 0.6 if _BEGINNING in head[:_BEGINNING_WITHIN] and b"\0" in head else 0.0


def read(source: Source) -> Document:
    """Read a PDF as one article.

    Raises:
        NotAnArticle: It holds no text, for example because its pages are pictures.
        CannotRead: It is damaged or locked, passes a limit, or the library for it is not installed.
    """
    file = _opened(source)
    texts, warnings = _texts(source.name, file)
    found = list(paragraphs(texts))
    _refuse_unreadable(source.name, found, warnings)
    about = _about(file)
    bookmarks = frozenset(letters(title) for title in _bookmarks(file))
    title = about.get("title") or _first_line(found)
    return Document(
        source_sha256=sha256(source.data),
        format=NAME,
        kind=ArticleKind.ARTICLE,
        title=title or None,
        url=source.address or _printed_address(found),
        blocks=tuple(_blocks(found, title, bookmarks)),
        saved=_created(file),
        byline=tuple(name for name in re.split(r"\s*[;,]\s*|\s+and\s+", about.get("author", "")) if name),
        tags=tuple(word for word in re.split(r"\s*[;,]\s*", about.get("keywords", "")) if word),
        warnings=tuple(warnings[:_MOST_WARNINGS]),
    )


def _opened(source: Source) -> Any:  # noqa: ANN401 - pypdf comes only with its extra
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise CannotRead(
            f"“{source.name}” is a PDF, and the part of the program that reads PDF files is not installed.",
            "Install it with “pip install timeline-reader[pdf]”, or save the page as HTML.",
        ) from error
    log = logging.getLogger("pypdf")
    if not log.handlers:
        log.addHandler(logging.NullHandler())  # else what it says of damaged files lands on the terminal
    try:
        file = PdfReader(BytesIO(source.data), strict=False)
        is_locked = file.is_encrypted and not file.decrypt("")
        count = 0 if is_locked else len(file.pages)
    except _faults() as error:
        raise CannotRead(f"“{source.name}” is a damaged PDF: {_said(error)}.", "Download or print it again.") from error
    if is_locked:
        raise CannotRead(
            f"“{source.name}” is locked with a password.",
            "Open it with its password, print it to a new PDF, and import that.",
        )
    if count > MAX_PDF_PAGES:
        raise CannotRead(
            f"“{source.name}” has {count:,} pages; at most {MAX_PDF_PAGES:,} can be read.",
            "Split it, and import the parts.",
        )
    return file


def _faults() -> tuple[type[Exception], ...]:
    """Return what the library raises for a file that is not as it should be, its own errors and Python's."""
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - an extra, and slow to load

    usual = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, EOFError, OSError)
    return (PyPdfError, RecursionError, NotImplementedError, ImportError, struct.error, zlib.error, *usual)


def _said(error: Exception) -> str:
    words = collapse(str(error))[:200].rstrip(".")
    return words or type(error).__name__


def _texts(name: str, file: Any) -> tuple[list[str], list[str]]:  # noqa: ANN401 - as above
    """Return the text of each page, and what could not be read."""
    texts: list[str] = []
    warnings: list[str] = []
    amount = 0
    for number in range(len(file.pages)):
        try:
            text = str(file.pages[number].extract_text() or "")
        except _faults() as error:
            text = ""
            warnings.append(f"Page {number + 1} could not be read: {_said(error)}.")
        amount += len(text)
        if amount > MAX_TEXT_CHARACTERS:
            raise CannotRead(
                f"“{name}” has more than {MAX_TEXT_CHARACTERS:,} characters.", "Split it, and import the parts."
            )
        texts.append(text)
    return texts, warnings


def _refuse_unreadable(name: str, found: Sequence[Paragraph], warnings: Sequence[str]) -> None:
    amount = sum(len(letters(one.text)) for one in found if one.kind is not BlockKind.FURNITURE)
    if amount < _FEWEST_LETTERS and warnings:
        raise CannotRead(f"“{name}” could not be read. {warnings[0]}", "Download or print it again.")
    if amount < _FEWEST_LETTERS:
        raise NotAnArticle(
            f"“{name}” holds no text: its pages are probably pictures.",
            "Let a program for recognising text make a PDF with text of it, and import that.",
        )
    if any(len(one.text) > MAX_PARAGRAPH_CHARACTERS for one in found):
        raise CannotRead(
            f"“{name}” has a paragraph of more than {MAX_PARAGRAPH_CHARACTERS:,} characters.",
            "Check that it is a text and not a table of data.",
        )


def _blocks(found: Sequence[Paragraph], title: str, bookmarks: frozenset[str]) -> Iterator[Block]:
    told = letters(title)
    if title:
        yield Block(BlockKind.TITLE, title)
    for number, one in enumerate(found):
        if number < 3 and told and letters(one.text) == told:
            continue
        is_heading = one.kind is BlockKind.TEXT and letters(one.text) in bookmarks
        yield Block(BlockKind.HEADING if is_heading else one.kind, one.text)


def _first_line(found: Sequence[Paragraph]) -> str:
    first = next((one.text for one in found if one.kind is BlockKind.TEXT), "")
    return first if len(first) <= _LONGEST_TITLE and not first.endswith((".", ",", ";")) else ""


def _printed_address(found: Sequence[Paragraph]) -> str | None:
    """Return the address that a browser printed at the edge of every page."""
    for one in found:
        address = _ADDRESS.search(one.text) if one.kind is BlockKind.FURNITURE else None
        if address:
            return web_address(address.group())
    return None


def _about(file: Any) -> dict[str, str]:  # noqa: ANN401 - as above
    """Return what the file says about itself; nothing where it is damaged."""
    try:
        stated = file.metadata or {}
        values = {name: collapse(str(stated.get(f"/{name.title()}") or "")) for name in ("title", "author", "keywords")}
    except _faults():
        return {}
    if _NO_TITLE.fullmatch(values["title"]):
        values["title"] = ""
    return values


def _created(file: Any) -> datetime | None:  # noqa: ANN401 - as above
    try:
        created = file.metadata.creation_date if file.metadata else None
    except _faults():
        return None
    return created if isinstance(created, datetime) and created.tzinfo else None


def _bookmarks(file: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """Yield the titles of the file's bookmarks."""
    try:
        waiting = list(file.outline)
    except _faults():
        return
    for _ in range(_MOST_BOOKMARKS):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting[:0] = one
        else:
            yield collapse(str(getattr(one, "title", "") or ""))
