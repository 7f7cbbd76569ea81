"""Pocket: what it handed out before it closed: a zip of CSV files with highlights beside them, and an HTML list.

Each of its files can also be read alone. Highlights are joined to their article by its address; where no article has
it, they bring one of their own.

Source: public exports: `title,url,time_added,[cursor,]tags,status` with tags parted by `|`; `annotations/*.json` as a
list of `{url, title, highlights: [{quote, created_at}]}`; `ril_export.html` with tags parted by commas.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.domain.documents import Carried, CarriedMark, Document, Source
from desktop.domain.errors import ReaderError
from desktop.importers.archives.zip_files import ZipFile, first_names
from desktop.importers.exports.link_pages import Link, links_in
from desktop.importers.saved.saved_articles import Found, Saved, broken_row, document, mark, read_each
from desktop.importers.saved.saved_values import read_moment, read_tags
from desktop.importers.values.decoding import decode
from desktop.importers.values.json_values import JsonObject, first_words, keys_of, objects, read_json
from desktop.importers.values.tables import Row, columns_of, rows_of

NAME: Final = "pocket"
_TABLE: Final = re.compile(r"(?:^|/)(part_\d+\.csv)$", re.IGNORECASE)
_NOTES: Final = re.compile(r"(?:^|/)(annotations/[^/]+\.json)$", re.IGNORECASE)
_COLUMNS: Final = frozenset({"url", "time added"})
_KEYS: Final = frozenset({"url", "highlights", "quote"})
_PAGE: Final = re.compile(rb"<title>\s*Pocket Export|<a\s[^>]*\btime_added=", re.IGNORECASE)
_ARCHIVED: Final = ("archive", "archived", "read", "1")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One article of any of the forms."""

    address: str
    title: str = ""
    added: str = ""
    tags: tuple[str, ...] = ()
    is_archived: bool | None = None
    marks: tuple[CarriedMark, ...] = ()


_Placed = tuple[str, _Entry | ReaderError]


def score(head: bytes) -> float:
    """How surely a file that begins so is an export of Pocket, between 0 and 1."""
    if any(_TABLE.search(name) or _NOTES.search(name) for name in first_names(head)):
        return 1.0
    if _PAGE.search(head) or columns_of(head) >= _COLUMNS:
        return 1.0
    return 0.9 if keys_of(head) >= _KEYS else 0.0


def read_all(source: Source) -> Found:
    """Read a zip, a table, a list of highlights or an HTML list.

    Raises:
        NotAnArticle: It holds no article.
        CannotRead: It is damaged.
    """
    return read_each(source, list(_entries(source)), lambda entry, where: _document(source, where, entry))


def _document(source: Source, where: str, entry: _Entry | ReaderError) -> Document | ReaderError:
    if isinstance(entry, ReaderError):
        return entry
    carried = Carried(
        added=read_moment(entry.added),
        is_read=entry.is_archived,
        is_archived=bool(entry.is_archived),
        marks=entry.marks,
    )
    saved = Saved(address=entry.address, title=entry.title, tags=entry.tags, carried=carried)
    return document(source, NAME, where, saved)


def _entries(source: Source) -> Iterator[_Placed]:
    if source.data.startswith(b"PK"):
        yield from _from_zip(source)
    elif keys_of(source.data[:8192]):
        yield from _from_notes(read_json(source.name, source.data))
    elif _PAGE.search(source.data[:8192]):
        yield from _from_page(decode(source.data).text)
    else:
        yield from _from_table(source.name, decode(source.data).text)


def _from_zip(source: Source) -> Iterator[_Placed]:
    """Yield the articles of all parts, each with its highlights, then the highlights that have no article."""
    packed = ZipFile(source.name, source.data)
    notes: dict[str, list[_Entry]] = {}
    failed: list[_Placed] = []
    for short, name in packed.matching(_NOTES):
        try:
            found = list(_from_notes(read_json(f"{source.name}, {short}", packed.read(name))))
        except ReaderError as error:
            failed.append((short, error))
            continue
        for _, entry in found:
            if isinstance(entry, _Entry):
                notes.setdefault(entry.address, []).append(entry)
    for short, name in packed.matching(_TABLE):
        try:
            table = decode(packed.read(name)).text
        except ReaderError as error:
            failed.append((short, error))
            continue
        for place, entry in _from_table(f"{source.name}, {short}", table):
            yield f"{short}, {place}", _with_marks(entry, notes)
    yield from failed
    yield from ((f"highlights of {address[:200]}", entry) for address, found in notes.items() for entry in found)


def _with_marks(entry: _Entry | ReaderError, notes: dict[str, list[_Entry]]) -> _Entry | ReaderError:
    if isinstance(entry, ReaderError) or entry.address not in notes:
        return entry
    marks = tuple(mark for other in notes.pop(entry.address) for mark in other.marks)
    return _Entry(entry.address, entry.title, entry.added, entry.tags, entry.is_archived, marks)


def _from_table(name: str, text: str) -> Iterator[_Placed]:
    for row in rows_of(text):
        place = f"row {row.number}"
        yield place, broken_row(f"{name}, {place}") if row.is_broken else _from_row(row)


def _from_row(row: Row) -> _Entry:
    status = row.get("status").lower()
    return _Entry(
        address=row.get("url", "resolved url", "given url"),
        title=row.get("title", "resolved title", "given title"),
        added=row.get("time added"),
        tags=read_tags(row.get("tags"), "|"),
        is_archived=status in _ARCHIVED if status else None,
    )


def _from_notes(value: object) -> Iterator[_Placed]:
    for number, thing in enumerate(objects(value), 1):
        marks = tuple(made for one in objects(thing.get("highlights")) for made in _mark(one))
        yield f"entry {number}", _Entry(first_words(thing, "url"), first_words(thing, "title"), marks=marks)


def _mark(thing: JsonObject) -> Sequence[CarriedMark]:
    return mark(
        first_words(thing, "quote"),
        first_words(thing, "note", "comment"),
        created=read_moment(thing.get("created_at")),
    )


def _from_page(text: str) -> Iterator[_Placed]:
    for number, link in enumerate(links_in(text), 1):
        yield f"link {number}", _from_link(link, link.attributes)


def _from_link(link: Link, stated: Mapping[str, str]) -> _Entry:
    return _Entry(
        address=stated.get("href", ""),
        title=link.title,
        added=stated.get("time_added", ""),
        tags=read_tags(stated.get("tags", "")),
        is_archived="archive" in link.heading.lower() if link.heading else None,
    )
