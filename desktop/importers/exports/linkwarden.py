"""Linkwarden: its JSON backup of collections and links.

Collections become tags, descriptions notes. The backup holds no highlights, and text only where it was kept as such.

Source: public backups: `{collections: [{name, links: [{name, url, tags: [{name}], createdAt}]}]}`.
"""

from collections.abc import Iterator
from typing import Final

from desktop.domain.documents import Carried, Document, Source
from desktop.importers.pages.fragments import NOTHING, plain_fragment
from desktop.importers.saved.saved_articles import Found, Saved, document, numbered, read_each
from desktop.importers.saved.saved_values import read_moment, read_tags
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

NAME: Final = "linkwarden"
_KEYS: Final = frozenset({"collections", "links"})
_NO_FOLDER: Final = "unorganized"  # what it calls the place of links that were put into no collection


def score(head: bytes) -> float:
    """How surely a file that begins so is a backup of Linkwarden, between 0 and 1."""
    keys = keys_of(head)
    return 1.0 if keys >= _KEYS else 0.6 if "collections" in keys else 0.0


def read_all(source: Source) -> Found:
    """Read every link of every collection.

    Raises:
        NotAnArticle: There is none.
        CannotRead: It is no whole JSON file.
    """
    value = read_source(source)
    pinned = {words(one.get("id")) for one in objects(field(value, "pinnedLinks"))} - {""}
    found = numbered(_links(value), "link")
    return read_each(source, found, lambda link, where: _document(source, where, *link, pinned))


def _links(value: object) -> Iterator[tuple[JsonObject, str]]:
    for collection in objects(field(value, "collections")):
        name = first_words(collection, "name")
        yield from ((link, name) for link in objects(collection.get("links")))


def _document(source: Source, where: str, thing: JsonObject, collection: str, pinned: set[str]) -> Document:
    folders = [] if collection.lower() == _NO_FOLDER else [collection]
    text = first_words(thing, "textContent")
    saved = Saved(
        address=first_words(thing, "url"),
        title=first_words(thing, "name", "title"),
        body=plain_fragment(text) if text else NOTHING,
        tags=read_tags([*folders, *entries(thing.get("tags"))]),
        carried=Carried(
            added=read_moment(thing.get("importDate") or thing.get("createdAt")),
            is_starred=words(thing.get("id")) in pinned or bool(entries(thing.get("pinnedBy"))),
        ),
        note=first_words(thing, "description"),
        key=f"linkwarden {first_words(thing, 'id')}",
    )
    return document(source, NAME, where, saved)
