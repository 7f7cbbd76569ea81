"""wallabag: its JSON, version 1 and 2, with texts, states, tags and annotations.

Its values change their kind inside one file: ids are numbers and strings, states are booleans, 0 and "0", tags are
strings and objects. Its annotations give places as paths into its own rendering of the text, which tell words that
stand twice apart.

Source: public exports of both versions.
"""

import re
from typing import Final

from desktop.domain.documents import Carried, CarriedMark, Document, Source
from desktop.importers.exports.marked_ranges import context
from desktop.importers.pages.fragments import NOTHING, Fragment, read_fragment
from desktop.importers.saved.saved_articles import Found, Saved, document, mark, numbered, read_each
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
from desktop.importers.values.stamps import read_time
from desktop.importers.values.whitespace import collapse

NAME: Final = "wallabag"
_SECOND: Final = frozenset({"is_archived", "is_starred"})
_FIRST: Final = frozenset({"is_read", "is_fav"})
_TWICE: Final = frozenset({"0", "1", "2"})  # version 1 writes every value under its number too, the text before names
_NO_TITLE: Final = "no title found"
_MESSAGE: Final = re.compile(r"wallabag can[’']?t retrieve|no content", re.IGNORECASE)
_LONGEST_MESSAGE: Final = 500


def score(head: bytes) -> float:
    """How surely a file that begins so is an export of wallabag, between 0 and 1."""
    keys = keys_of(head)
    if keys & {"url", "2"} and (keys >= _SECOND or keys >= _FIRST or keys >= _TWICE):
        return 1.0
    return 0.9 if "url" in keys and keys & {"is_archived", "is_starred", "is_fav"} else 0.0


def read_all(source: Source) -> Found:
    """Read every entry.

    Raises:
        NotAnArticle: There is none.
        CannotRead: It is no whole JSON file.
    """
    value = read_source(source)
    things = objects(field(value, "_embedded", "items") or value)
    return read_each(source, numbered(things), lambda thing, where: _document(source, where, thing))


def _document(source: Source, where: str, thing: JsonObject) -> Document:
    address = first_words(thing, "url", "given_url", "origin_url")
    title = first_words(thing, "title")
    is_archived = read_flag(thing.get("is_archived", thing.get("is_read")))
    saved = Saved(
        address=address,
        title="" if collapse(title).lower() == _NO_TITLE else title,
        body=_body(where, first_words(thing, "content"), address),
        tags=read_tags(thing.get("tags")),
        carried=Carried(
            added=read_moment(thing.get("created_at")),
            is_read=is_archived,
            is_starred=bool(read_flag(thing.get("is_starred", thing.get("is_fav")))),
            is_archived=bool(is_archived),
            marks=_marks(thing),
        ),
        byline=_byline(thing.get("published_by")),
        language=first_words(thing, "language").replace("_", "-"),
        published=read_time(words(thing.get("published_at")), "wallabag’s published_at"),
    )
    return document(source, NAME, where, saved)


def _marks(thing: JsonObject) -> tuple[CarriedMark, ...]:
    content = first_words(thing, "content")
    return tuple(made for one in objects(thing.get("annotations")) for made in _mark(content, one))


def _mark(content: str, annotation: JsonObject) -> tuple[CarriedMark, ...]:
    quote = first_words(annotation, "quote")
    ranges = objects(annotation.get("ranges"))[:1]
    before, after = "", ""
    if ranges and quote and content.count(quote.split()[0]) > 1:
        before, after = context(content, quote, first_words(ranges[0], "start"), first_words(ranges[0], "startOffset"))
    return mark(
        quote,
        first_words(annotation, "text"),
        prefix=before,
        suffix=after,
        created=read_moment(annotation.get("created_at")),
    )


def _body(where: str, content: str, address: str) -> Fragment:
    """Return the text; what wallabag writes where it could fetch none is no text."""
    if len(content) <= _LONGEST_MESSAGE and _MESSAGE.search(content):
        return NOTHING
    return read_fragment(where, content, address) if content else NOTHING


def _byline(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(words(one) for one in entries(value))
