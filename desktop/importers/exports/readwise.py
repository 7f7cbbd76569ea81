"""Readwise: its CSV of highlights, the CSV for importing highlights into it, and the list of its Reader's library.

The highlights of one document become one article. Where the file names the document's address, that is a link whose
text can be fetched; where it names none, as for a book, the highlights themselves are the text.

Source: public exports: `Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,
Highlighted at,Document tags`; `Highlight,Title,Author,URL,Note,Location,Date`; `Title,URL,ID,Document tags,Saved date,
Reading progress,Location,Seen`.
"""

from collections.abc import Iterable
from typing import Final

from desktop.domain.blocks import Block, BlockKind
from desktop.domain.documents import Carried, CarriedMark, Document, Source
from desktop.domain.errors import ReaderError
from desktop.importers.pages.fragments import NOTHING, Fragment
from desktop.importers.pages.page_facts import web_address
from desktop.importers.saved.saved_articles import Found, Saved, broken_row, document, grouped, mark, read_each
from desktop.importers.saved.saved_values import read_moment, read_tags
from desktop.importers.values.decoding import decode
from desktop.importers.values.tables import Row, columns_of, rows_of
from desktop.importers.values.whitespace import collapse

NAME: Final = "readwise"
_LIBRARY: Final = frozenset({"document tags", "saved date", "reading progress", "seen"})
_FEWEST: Final = 2
_TITLES: Final = ("book title", "title", "document title")
_AUTHORS: Final = ("book author", "author", "document author")
_ADDRESSES: Final = ("url", "source url", "document url")
_DATES: Final = ("highlighted at", "date")


def score(head: bytes) -> float:
    """How surely a file that begins so is an export of Readwise, between 0 and 1."""
    columns = columns_of(head)
    if "highlight" in columns:
        return 1.0
    return 0.95 if "url" in columns and len(columns & _LIBRARY) >= _FEWEST else 0.0


def read_all(source: Source) -> Found:
    """Read a table of highlights or of documents.

    Raises:
        NotAnArticle: It holds no row.
    """
    rows = list(rows_of(decode(source.data).text))
    if any("highlight" in row.cells for row in rows):
        groups = grouped(rows, _document_key)
        return read_each(source, map(_placed, groups), lambda group, where: _of_highlights(source, where, group))
    placed = ((f"row {row.number}", row) for row in rows)
    return read_each(source, placed, lambda row, where: _of_library(source, where, row))


def _document_key(row: Row) -> str:
    """Return what the rows of one document have in common; a broken row stands alone."""
    if row.is_broken:
        return f"row {row.number}"
    names = (row.get(*_ADDRESSES), row.get(*_TITLES), row.get(*_AUTHORS))
    return "\n".join(collapse(name) for name in names)


def _placed(group: list[Row]) -> tuple[str, list[Row]]:
    first, last = group[0].number, group[-1].number
    return f"row {first}" if first == last else f"rows {first} to {last}", group


def _of_highlights(source: Source, where: str, group: list[Row]) -> Document | ReaderError:
    row = group[0]
    if row.is_broken:
        return broken_row(where)
    marks = tuple(made for one in group for made in _mark(one))
    address = row.get(*_ADDRESSES)
    saved = Saved(
        address=address,
        title=row.get(*_TITLES),
        body=NOTHING if web_address(collapse(address)) else _as_text(marks),
        tags=read_tags([name for one in group for name in read_tags(one.get("document tags"))]),
        carried=Carried(added=min((made.created for made in marks if made.created), default=None), marks=marks),
        byline=(row.get(*_AUTHORS),),
        key="\n".join(["readwise", row.get("amazon book id"), collapse(row.get(*_TITLES)), row.get(*_AUTHORS)]),
    )
    return document(source, NAME, where, saved)


def _mark(row: Row) -> tuple[CarriedMark, ...]:
    return mark(
        row.get("highlight"),
        row.get("note"),
        tags=read_tags(row.get("tags")),
        colour=row.get("color", "colour"),
        created=read_moment(row.get(*_DATES)),
    )


def _as_text(marks: Iterable[CarriedMark]) -> Fragment:
    return Fragment(tuple(Block(BlockKind.QUOTE, one.quote) for one in marks if one.quote))


def _of_library(source: Source, where: str, row: Row) -> Document | ReaderError:
    if row.is_broken:
        return broken_row(where)
    place = row.get("location").lower()
    saved = Saved(
        address=row.get("url", "source url"),
        title=row.get("title"),
        tags=read_tags(row.get("document tags", "tags")),
        carried=Carried(
            added=read_moment(row.get("saved date", "saved at")),
            is_read=_is_read(row.get("reading progress")),
            is_archived=place == "archive",
            is_starred=place == "shortlist",
        ),
        byline=(row.get("author"),),
    )
    return document(source, NAME, where, saved)


def _is_read(progress: str) -> bool | None:
    """Whether a share (0.85) or a percentage (85%) says that the end was reached."""
    try:
        share = float(progress.removesuffix("%")) / (100 if progress.endswith("%") else 1)
    except ValueError:
        return None
    return share >= 1
