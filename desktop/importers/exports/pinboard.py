"""Pinboard and Delicious: their JSON lists of bookmarks.

Source: public exports: Pinboard's `{href, description (the title), extended (the note), time, tags parted by blanks,
toread}`; Delicious's `{url, title, description (the note), created, tags, private}`, where the only tag may be empty.
"""

from typing import Final

from desktop.domain.documents import Carried, Document, Source
from desktop.importers.saved.saved_articles import Found, Saved, document, numbered, read_each
from desktop.importers.saved.saved_values import read_flag, read_moment, read_tags
from desktop.importers.values.json_values import JsonObject, first_words, keys_of, objects, read_source

NAME: Final = "pinboard"
_PINBOARD: Final = frozenset({"href", "description", "tags"})
_DELICIOUS: Final = frozenset({"url", "created", "tags", "private"})


def score(head: bytes) -> float:
    """How surely a file that begins so is a list of one of the two, between 0 and 1."""
    keys = keys_of(head)
    return 1.0 if keys >= _PINBOARD or keys >= _DELICIOUS else 0.0


def read_all(source: Source) -> Found:
    """Read every bookmark.

    Raises:
        NotAnArticle: There is none.
        CannotRead: It is no whole JSON file.
    """
    things = numbered(objects(read_source(source)), "bookmark")
    return read_each(source, things, lambda thing, where: _document(source, where, thing))


def _document(source: Source, where: str, thing: JsonObject) -> Document:
    is_pinboard = "href" in thing
    waits = read_flag(thing.get("toread"))
    saved = Saved(
        address=first_words(thing, "href", "url"),
        title=first_words(thing, "description" if is_pinboard else "title"),
        tags=read_tags(thing.get("tags"), " " if is_pinboard else ","),
        carried=Carried(
            added=read_moment(thing.get("time") or thing.get("created")), is_read=None if waits is None else not waits
        ),
        note=first_words(thing, "extended" if is_pinboard else "description"),
    )
    return document(source, NAME, where, saved)
