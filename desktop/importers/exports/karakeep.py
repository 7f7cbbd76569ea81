"""Karakeep: its JSON of bookmarks and lists.

The file holds neither the text of pages nor highlights; notes written in Karakeep are articles of their own. Lists
become tags.

Source: public exports: `{bookmarks: [{createdAt in seconds, title, tags, lists, content: {type, url or text}, note,
archived}], lists}`.
"""

from collections.abc import Mapping
from typing import Final

from desktop.domain.documents import Carried, Document, Source
from desktop.importers.pages.fragments import NOTHING, plain_fragment
from desktop.importers.saved.saved_articles import Found, Saved, document, numbered, read_each
from desktop.importers.saved.saved_values import read_flag, read_moment, read_tags
from desktop.importers.values.json_values import (
    JsonObject,
    entries,
    field,
    first_words,
    keys_of,
    objects,
    read_source,
    words,
)

NAME: Final = "karakeep"
_KEYS: Final = frozenset({"bookmarks", "createdAt", "content"})


def score(head: bytes) -> float:
    """How surely a file that begins so is an export of Karakeep, between 0 and 1."""
    return 1.0 if keys_of(head) >= _KEYS else 0.0


def read_all(source: Source) -> Found:
    """Read every bookmark.

    Raises:
        NotAnArticle: There is none.
        CannotRead: It is no whole JSON file.
    """
    value = read_source(source)
    lists = {first_words(one, "id"): first_words(one, "name") for one in objects(field(value, "lists"))}
    things = numbered(objects(field(value, "bookmarks")), "bookmark")
    return read_each(source, things, lambda thing, where: _document(source, where, thing, lists))


def _document(source: Source, where: str, thing: JsonObject, lists: Mapping[str, str]) -> Document:
    content = thing.get("content")
    text = words(field(content, "text"))
    is_archived = read_flag(thing.get("archived"))
    places = [lists.get(words(one), words(one)) if not isinstance(one, dict) else one for one in _lists(thing)]
    saved = Saved(
        address=words(field(content, "url")) or words(field(content, "sourceUrl")),
        title=first_words(thing, "title") or words(field(content, "title")),
        body=plain_fragment(text) if text else NOTHING,
        tags=read_tags([*entries(thing.get("tags")), *places]),
        carried=Carried(
            added=read_moment(thing.get("createdAt")),
            is_read=is_archived,
            is_starred=bool(read_flag(thing.get("favourited"))),
            is_archived=bool(is_archived),
        ),
        note=first_words(thing, "note"),
        key=f"karakeep {first_words(thing, 'id', 'createdAt')} {first_words(thing, 'title')}",
    )
    return document(source, NAME, where, saved)


def _lists(thing: JsonObject) -> list[object]:
    return entries(thing.get("lists")) or entries(thing.get("listIds"))
