"""Links: lists of addresses in CSV or JSON whose maker is not known, or of whom nothing more is to be known.

Goes by the names of columns and keys alone, which say the same in most programs: an address, a title, tags or folders,
when it was saved, what state it is in, a note, and perhaps a text.

Source: public exports of wallabag (CSV), Raindrop, Readability, elCurator and others.
"""

from collections.abc import Mapping
from typing import Final

from desktop.domain.documents import Carried, Document, Source
from desktop.importers.pages.fragments import NOTHING, read_fragment
from desktop.importers.saved.saved_articles import Found, Saved, broken_row, document, mark, numbered, read_each
from desktop.importers.saved.saved_values import read_flag, read_moment, read_tags
from desktop.importers.values.decoding import decode
from desktop.importers.values.json_values import JsonObject, keys_of, objects, read_source, words
from desktop.importers.values.stamps import read_time
from desktop.importers.values.tables import Row, columns_of, rows_of, tidy

NAME: Final = "links"
_SURE_ENOUGH: Final = 0.3
_ADDRESS: Final = ("url", "href", "link", "uri", "article url", "address", "bookmark url", "source url")
_TITLE: Final = ("title", "name", "article title", "bookmark title", "headline")
_TAGS: Final = ("tags", "labels", "keywords", "categories", "label")
_FOLDER: Final = ("folder", "collection", "list", "category")
_ADDED: Final = (
    *("created at", "created", "time added", "date added", "added", "added at"),
    *("saved at", "saved date", "creation date", "date created", "timestamp", "time", "date"),
)
_NOTE: Final = ("note", "notes", "extended", "comment", "annotation")
_HIGHLIGHT: Final = ("highlights", "highlight", "selection", "quote")
_TEXT: Final = ("content", "content html", "html", "text", "content text", "body")
_READ: Final = ("read", "is read", "seen")
_STARRED: Final = ("starred", "is starred", "favorite", "favourite", "favorited", "is fav", "important")
_ARCHIVED: Final = ("archived", "is archived", "archive")
_AUTHOR: Final = ("author", "byline", "creator")
_PUBLISHED: Final = ("published at", "published", "date published", "pubdate")


def score(head: bytes) -> float:
    """How surely a file that begins so is a list of addresses, between 0 and 1; a surer format goes first."""
    if columns_of(head).intersection(_ADDRESS):
        return _SURE_ENOUGH
    return _SURE_ENOUGH if {tidy(key) for key in keys_of(head)}.intersection(_ADDRESS) else 0.0


def read_all(source: Source) -> Found:
    """Read every row of a table, or every object of a list.

    Raises:
        NotAnArticle: There is none.
        CannotRead: It is neither a table nor whole JSON.
    """
    if keys_of(source.data[:8192]):
        things = numbered(_listed(read_source(source)))
        return read_each(source, things, lambda thing, where: _from_json(source, where, thing))
    rows = ((f"row {row.number}", row) for row in rows_of(decode(source.data).text))
    return read_each(source, rows, lambda row, where: _from_row(source, where, row))


def _listed(value: object) -> list[JsonObject]:
    """Return the objects of a list, or of the first list of objects inside an object."""
    if isinstance(value, dict) and not any(tidy(key) in _ADDRESS for key in value):
        lists = (objects(inner) for inner in value.values() if isinstance(inner, list))
        return next((found for found in lists if found), [])
    return objects(value)


def _from_json(source: Source, where: str, thing: JsonObject) -> Document:
    tidied = {tidy(key): value for key, value in thing.items()}
    cells = {name: words(value) if not isinstance(value, bool) else str(value) for name, value in tidied.items()}
    cells |= {name: "\n".join(read_tags(value)) for name, value in tidied.items() if isinstance(value, list)}
    lists: dict[str, object] = {name: value for name, value in tidied.items() if isinstance(value, list)}
    return _document(source, where, Row(0, cells), lists)


def _from_row(source: Source, where: str, row: Row) -> Document:
    if row.is_broken:
        raise broken_row(where)
    return _document(source, where, row, {})


def _document(source: Source, where: str, row: Row, lists: Mapping[str, object]) -> Document:
    address = row.get(*_ADDRESS)
    text = row.get(*_TEXT)
    tags: list[object] = [row.get(*_FOLDER)]
    for name in _TAGS:
        tags.extend(read_tags(lists.get(name) or row.get(name), _separator(row.get(name))))
    is_archived = read_flag(row.get(*_ARCHIVED) or None)
    is_read = read_flag(row.get(*_READ) or None)
    saved = Saved(
        address=address,
        title=row.get(*_TITLE),
        body=read_fragment(where, text, address) if text else NOTHING,
        tags=read_tags(tags),
        carried=Carried(
            added=read_moment(row.get(*_ADDED)),
            is_read=is_read if is_read is not None else is_archived,
            is_starred=bool(read_flag(row.get(*_STARRED) or None)),
            is_archived=bool(is_archived),
            marks=mark(row.get(*_HIGHLIGHT)),
        ),
        note=row.get(*_NOTE),
        byline=(row.get(*_AUTHOR),),
        published=read_time(row.get(*_PUBLISHED), "the list"),
    )
    return document(source, NAME, where, saved)


def _separator(tags: str) -> str:
    """Return the character that parts tags: the first of the usual ones that stands between any."""
    return next((character for character in "|;," if character in tags), ",")
