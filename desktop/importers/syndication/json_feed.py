"""JSON Feed, versions 1.0 and 1.1.

Any value may be of the wrong kind; it then says nothing, and the entry is kept for what else it holds.

Source: JSON Feed 1.1: `{version, title, language, authors, items: [{id, url, external_url, title, content_html,
content_text, summary, date_published, date_modified, authors, tags, language}]}`; 1.0 has `author`.
"""

import re
from html import unescape
from typing import Final

from desktop.domain.blocks import ArticleKind
from desktop.domain.documents import Document, Source
from desktop.importers.limits import MAX_FEED_ENTRIES
from desktop.importers.pages.fragments import NOTHING, Fragment, plain_fragment, read_fragment
from desktop.importers.saved.saved_articles import Found, Saved, document, is_place, numbered, read_each, shared_pages
from desktop.importers.saved.saved_values import read_tags
from desktop.importers.values.json_values import JsonObject, field, first_words, keys_of, objects, read_source, words
from desktop.importers.values.stamps import read_instant, read_time

NAME: Final = "jsonfeed"
_VERSION: Final = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')
_KEYS: Final = frozenset({"items", "id"})
_CONTENT: Final = frozenset({"content_html", "content_text", "date_published"})


def score(head: bytes) -> float:
    """How surely a file that begins so is a JSON Feed, between 0 and 1."""
    keys = keys_of(head)
    if keys and _VERSION.search(head):
        return 1.0
    return 0.8 if keys >= _KEYS and keys & _CONTENT else 0.0


def read_all(source: Source) -> Found:
    """Read every entry.

    Raises:
        NotAnArticle: There is none.
        CannotRead: It is no whole JSON file.
    """
    feed = read_source(source)
    things = objects(field(feed, "items"))
    shared = shared_pages(map(_address, things))
    return read_each(
        source,
        numbered(things),
        lambda thing, where: _document(source, where, thing, feed, shared),
        most=MAX_FEED_ENTRIES,
    )


def _address(thing: JsonObject) -> str:
    return first_words(thing, "url", "external_url", "id")


def _document(source: Source, where: str, thing: JsonObject, feed: object, shared: frozenset[str]) -> Document:
    name = words(thing.get("id"))
    address = _address(thing)
    saved = Saved(
        address=address,
        title=unescape(first_words(thing, "title")),
        body=_body(where, thing, address),
        tags=read_tags(thing.get("tags")),
        site=words(field(feed, "title")),
        byline=_authors(thing) or _authors(feed),
        language=first_words(thing, "language") or words(field(feed, "language")),
        published=read_time(words(thing.get("date_published")), "the feed’s date_published"),
        modified=read_instant(words(thing.get("date_modified"))),
        key="\n".join(
            [words(field(feed, "feed_url")) or words(field(feed, "title")), name or first_words(thing, "title")]
        ),
        kind=ArticleKind.FEED_ENTRY,
        is_place=is_place(address, shared),
    )
    return document(source, NAME, where, saved)


def _body(where: str, thing: JsonObject, address: str) -> Fragment:
    markup = first_words(thing, "content_html")
    if markup:
        return read_fragment(where, markup, address)
    text = first_words(thing, "content_text", "summary")
    return plain_fragment(text) if text else NOTHING


def _authors(thing: object) -> tuple[str, ...]:
    """Return the names of the authors; both forms may stand in one entry."""
    both = [*objects(field(thing, "authors")), *objects(field(thing, "author"))]
    return tuple(dict.fromkeys(name for one in both if (name := first_words(one, "name"))))
