"""Feeds: RSS from 0.9 to 2.0, Atom and RDF, well-formed or not.

Each entry becomes an article of its own, with the text that the feed holds, or a link where it holds none. Dates keep
the zone that the feed states; an Atom entry that was changed after it was published says both.

Why feedparser and not a faster reader: it hands out dates as they are written, where others turn them into UTC and
guess the zone of those that name none; and a feed of half a megabyte takes it a tenth of a second.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from time import struct_time
from typing import Any, Final

from desktop.domain.blocks import ArticleKind
from desktop.domain.documents import Document, Source
from desktop.domain.errors import CannotRead
from desktop.domain.times import UNKNOWN_TIME, Precision, When
from desktop.importers.limits import MAX_FEED_ENTRIES
from desktop.importers.pages.fragments import NOTHING, Fragment, plain_fragment, read_fragment
from desktop.importers.pages.markup import plain
from desktop.importers.pages.page_facts import web_address
from desktop.importers.saved.saved_articles import (
    Found,
    Saved,
    document,
    is_place,
    left_out,
    numbered,
    read_each,
    shared_pages,
)
from desktop.importers.saved.saved_values import read_tags
from desktop.importers.syndication.feed_entries import beginning
from desktop.importers.values.json_values import words
from desktop.importers.values.sniffing import looks_like_text
from desktop.importers.values.stamps import read_time
from desktop.importers.values.whitespace import collapse
from desktop.importers.values.xml_text import read_xml, root_name

NAME: Final = "feed"
_ROOTS: Final = frozenset({"rss", "feed", "channel"})
_RDF: Final = re.compile(rb"purl\.org/rss|my\.netscape\.com|<(?:\w+:)?(?:channel|item)\b", re.IGNORECASE)
_BURIED: Final = re.compile(rb"<rss\s[^>]*version|<feed\s[^>]*xmlns|<rdf:RDF\s", re.IGNORECASE)
_HTML: Final = re.compile(rb"<html[\s>]|<!doctype\s+html", re.IGNORECASE)
_NAMES_ZONE: Final = re.compile(r"(?:[Zz]|[+-]\d{2}:?\d{2}|\s[A-Z]{2,5})\s*$")
_MOST_CHARACTERS: Final = 16 * 1024 * 1024  # some fifteen seconds of work
_EASTMOST: Final = timezone(timedelta(hours=14))
_WESTMOST: Final = timezone(timedelta(hours=-12))

_Parsed = dict[str, Any]


def score(head: bytes) -> float:
    """How surely a file that begins so is a feed, between 0 and 1."""
    root = root_name(head)
    if root in _ROOTS:
        return 1.0
    if root == "rdf":
        return 1.0 if _RDF.search(head) else 0.3
    is_buried = looks_like_text(head) and _BURIED.search(head) and not _HTML.search(head)
    return 0.6 if is_buried else 0.0


def read_all(source: Source) -> Found:
    """Read every entry of a feed.

    Raises:
        NotAnArticle: There is none.
        CannotRead: It is no feed.
    """
    decoded = read_xml(source.name, source.data, source.charset)
    text, total = beginning(decoded.text, MAX_FEED_ENTRIES)
    feed, entries = _parse(source.name, text)
    about = _About(source, feed, decoded.warnings, entries)
    found = read_each(source, numbered(entries), about.read)
    return found if total <= MAX_FEED_ENTRIES else (*found, left_out(source.name, total, MAX_FEED_ENTRIES))


def _parse(name: str, text: str) -> tuple[_Parsed, list[_Parsed]]:
    import feedparser  # noqa: PLC0415 - slow to load, and few files need it

    if len(text) > _MOST_CHARACTERS:
        raise CannotRead(
            f"“{name}” has {len(text):,} characters; at most {_MOST_CHARACTERS:,} of a feed can be read.",
            "Split it, or take its newest part.",
        )
    # A stream, because feedparser takes a string for an address to fetch or a file to open.
    stream = io.BytesIO(text.encode("utf-8", "replace"))
    try:
        found = feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=True)
    except Exception as error:  # a stranger's feed can break the parser in ways it does not name
        raise CannotRead(f"“{name}” is too broken to be read as a feed.", "Download it again.") from error
    return dict(found.get("feed", {})), list(found.get("entries", []))


class _About:
    """What the feed as a whole says, for its entries."""

    def __init__(self, source: Source, feed: _Parsed, warnings: tuple[str, ...], entries: list[_Parsed]) -> None:
        self._source = source
        self._base = source.address or next(filter(web_address, _own_addresses(feed)), None)
        self._shared = shared_pages(self._address(entry) for entry in entries)
        self._warnings = warnings
        self._site = _plain(feed, "title")
        self._key = _feed_key(feed, self._site)
        self._language = words(feed.get("language"))
        self._authors = tuple(_authors(feed))

    def read(self, entry: _Parsed, where: str) -> Document:
        """Make a document of an entry."""
        address = self._address(entry)
        title = _plain(entry, "title")
        published, modified = _times(entry)
        saved = Saved(
            address=address,
            title=title,
            body=_body(where, entry, address),
            tags=read_tags([one.get("label") or one.get("term") for one in entry.get("tags") or []]),
            site=self._site,
            byline=tuple(_authors(entry)) or self._authors,
            language=words(entry.get("language")) or self._language,
            published=published,
            modified=modified,
            key="\n".join([self._key, words(dict.get(entry, "id")) or address or f"{title}\n{published.stated or ''}"]),
            kind=ArticleKind.FEED_ENTRY,
            is_place=is_place(address, self._shared),
        )
        made = document(self._source, NAME, where, saved)
        return replace(made, warnings=(*self._warnings, *made.warnings))

    def _address(self, entry: _Parsed) -> str:
        stated = words(entry.get("link"))
        return (web_address(stated, self._base) if stated else None) or stated


def _feed_key(feed: _Parsed, site: str) -> str:
    """Return what tells a feed from all others: its id or address if that is a whole one, else with its title."""
    name = words(feed.get("id")) or words(feed.get("link"))
    return name if ":" in name else f"{name}\n{site}"


def _own_addresses(feed: _Parsed) -> Iterator[str]:
    """Yield the addresses that a feed gives of itself: of its site, of the file, and its id."""
    yield words(feed.get("link"))
    yield from (words(link.get("href")) for link in feed.get("links") or [])
    yield words(feed.get("id"))


def _plain(thing: _Parsed, name: str) -> str:
    """Return a title as plain words; it may be HTML."""
    value = words(thing.get(name))
    detail = thing.get(f"{name}_detail") or {}
    is_markup = detail.get("type") in ("text/html", "application/xhtml+xml")
    return collapse(plain(value)) if is_markup and ("<" in value or "&" in value) else collapse(value)


def _authors(thing: _Parsed) -> Iterator[str]:
    for author in thing.get("authors") or []:
        name = words(author.get("name")) or words(author.get("email"))
        if name:
            yield name
    if not thing.get("authors") and words(thing.get("author")):
        yield words(thing.get("author"))


def _body(where: str, entry: _Parsed, address: str) -> Fragment:
    """Return the text: the first content that can be read, else the summary."""
    contents = [one for one in entry.get("content") or [] if _is_readable(one)]
    contents += [entry.get("summary_detail") or {"value": entry.get("summary")}]
    chosen = next((one for one in contents if words(one.get("value"))), None)
    if chosen is None:
        return NOTHING
    text = words(chosen.get("value"))
    if chosen.get("type") == "text/plain":
        return plain_fragment(text)
    return read_fragment(where, text, words(chosen.get("base")) or address)


def _is_readable(content: _Parsed) -> bool:
    kind = words(content.get("type"))
    return not kind or kind.startswith("text/") or kind.endswith("xml")


def _times(entry: _Parsed) -> tuple[When, datetime | None]:
    """Return when an entry was published, else when it was changed; and when it was changed."""
    published = _time(entry, "published")
    created = _time(entry, "created") if published is UNKNOWN_TIME else published
    updated = _time(entry, "updated")
    modified = updated.earliest if updated.is_exact else None
    return (created if created is not UNKNOWN_TIME else updated), modified


def _time(entry: _Parsed, name: str) -> When:
    """Read a date as the feed writes it, and where that is in no form we know, as feedparser reads it."""
    # Through `dict`, because feedparser's own look-up answers with other dates where one is missing.
    stated = collapse(words(dict.get(entry, name)))
    when = read_time(stated, f"the feed’s “{name}” date")
    parsed = dict.get(entry, f"{name}_parsed")
    if when is not UNKNOWN_TIME or not isinstance(parsed, struct_time):
        return when
    try:
        moment = datetime(*parsed[:6])  # noqa: DTZ001 - the zone is joined below
        if _NAMES_ZONE.search(stated):
            instant = moment.replace(tzinfo=UTC)
            return When(instant, instant, Precision.SECOND, (f"the feed’s “{name}” date",), stated)
        reasons = (f"the feed’s “{name}” date", "it names no time zone, so it can be any on earth")
        bounds = moment.replace(tzinfo=_EASTMOST), moment.replace(tzinfo=_WESTMOST)
        return When(*bounds, Precision.INTERVAL, reasons, stated)
    except (ValueError, OverflowError, TypeError):
        return UNKNOWN_TIME
