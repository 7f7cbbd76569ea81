"""Instapaper: its CSV, old and new, and its HTML list.

Three of its folders are states; all others become tags. A selection is a highlight.

Source: public exports: `URL,Title,Selection,Folder`, since November 2025 also `Timestamp` (unix seconds) and `Tags` (a
JSON list written into a cell).
"""

import re
from typing import Final

from desktop.domain.documents import Carried, Document, Source
from desktop.importers.exports.link_pages import Link, links_in
from desktop.importers.saved.saved_articles import Found, Saved, broken_row, document, mark, numbered, read_each
from desktop.importers.saved.saved_values import read_moment, read_tags
from desktop.importers.values.decoding import decode
from desktop.importers.values.tables import Row, columns_of, rows_of

NAME: Final = "instapaper"
_COLUMNS: Final = frozenset({"url", "selection", "folder"})
_PAGE: Final = re.compile(rb"<title>\s*Instapaper: Export", re.IGNORECASE)
_STATES: Final = frozenset({"unread", "archive", "starred", "liked", ""})


def score(head: bytes) -> float:
    """How surely a file that begins so is an export of Instapaper, between 0 and 1."""
    return 1.0 if _PAGE.search(head) or columns_of(head) >= _COLUMNS else 0.0


def read_all(source: Source) -> Found:
    """Read every row of a table, or every link of a list.

    Raises:
        NotAnArticle: It holds no row.
    """
    text = decode(source.data).text
    if _PAGE.search(source.data[:8192]):
        return read_each(source, numbered(links_in(text), "link"), lambda link, where: _from_link(source, where, link))
    rows = ((f"row {row.number}", row) for row in rows_of(text))
    return read_each(source, rows, lambda row, where: _from_row(source, where, row))


def _from_row(source: Source, where: str, row: Row) -> Document:
    if row.is_broken:
        raise broken_row(where)
    saved = Saved(
        address=row.get("url"),
        title=row.get("title"),
        tags=_tags(row.get("folder"), row.get("tags")),
        carried=_carried(row.get("folder"), row.get("timestamp"), row.get("selection")),
    )
    return document(source, NAME, where, saved)


def _from_link(source: Source, where: str, link: Link) -> Document:
    added = link.attributes.get("time_added", "") or link.attributes.get("add_date", "")
    saved = Saved(
        address=link.attributes.get("href", ""),
        title=link.title,
        tags=_tags(link.heading, ""),
        carried=_carried(link.heading, added, ""),
    )
    return document(source, NAME, where, saved)


def _tags(folder: str, tags: str) -> tuple[str, ...]:
    folders = [] if folder.lower() in _STATES else [folder]
    return read_tags([*folders, *read_tags(tags)])


def _carried(folder: str, added: str, selection: str) -> Carried:
    state = folder.lower()
    is_archived = state == "archive"
    return Carried(
        added=read_moment(added),
        is_read=True if is_archived else False if state == "unread" else None,
        is_starred=state in ("starred", "liked"),
        is_archived=is_archived,
        marks=mark(selection),
    )
