"""Hypothesis: annotations as its programming interface and its exports give them, joined by the page they are on.

Each page becomes a link with its highlights and notes. A note on the whole page has no quote; an answer to a note
stands under the words that the note is on.

Source: public rows: `{uri, text, tags, created, target: [{selector: [{type: TextQuoteSelector, exact, prefix, suffix},
…]}], document: {title: [...]}, references}`. Its offsets count otherwise than ours, so that only quotes are used.
"""

import re
from collections.abc import Mapping
from typing import Final

from desktop.domain.documents import Carried, CarriedMark, Document, Source
from desktop.importers.saved.saved_articles import Found, Saved, document, grouped, mark, read_each
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
from desktop.importers.values.whitespace import without_surrogates

NAME: Final = "hypothesis"
_KEYS: Final = frozenset({"uri", "target"})
_BLANKS: Final = re.compile(r"[\s\0]+")
_NO_QUOTE: Final[JsonObject] = {}


def score(head: bytes) -> float:
    """How surely a file that begins so holds annotations of Hypothesis, between 0 and 1."""
    keys = keys_of(head)
    return 1.0 if keys >= _KEYS and keys & {"selector", "document", "references", "text"} else 0.0


def read_all(source: Source) -> Found:
    """Read all annotations, page by page.

    Raises:
        NotAnArticle: There is none.
        CannotRead: It is no whole JSON file.
    """
    value = read_source(source)
    listed = field(value, "rows") or field(value, "annotations") or value
    rows = objects(listed)
    quotes = {first_words(row, "id"): _quote(row) for row in rows}
    groups = grouped(rows, _page)
    placed = ((f"page {number}", group) for number, group in enumerate(groups, 1))
    return read_each(source, placed, lambda group, where: _document(source, where, group, quotes))


def _page(row: JsonObject) -> str:
    return first_words(row, "uri").partition("#")[0]


def _document(source: Source, where: str, group: list[JsonObject], quotes: Mapping[str, JsonObject]) -> Document:
    marks = tuple(made for row in group for made in _mark(row, quotes))
    moments = [made.created for made in marks if made.created]
    saved = Saved(
        address=_page(group[0]),
        title=next((title for row in group if (title := _title(row))), ""),
        carried=Carried(added=min(moments, default=None), marks=marks),
    )
    return document(source, NAME, where, saved)


def _title(row: JsonObject) -> str:
    stated = field(row, "document", "title")
    return words(next(iter(entries(stated)), "")) or words(stated)


def _mark(row: JsonObject, quotes: Mapping[str, JsonObject]) -> tuple[CarriedMark, ...]:
    quote = _quote(row)
    for parent in reversed(entries(row.get("references"))):
        quote = quote or quotes.get(words(parent), _NO_QUOTE)
    return mark(
        first_words(quote, "exact"),
        first_words(row, "text"),
        tags=read_tags(row.get("tags")),
        prefix=_context(quote.get("prefix")),
        suffix=_context(quote.get("suffix")),
        created=read_moment(row.get("created")),
    )


def _context(value: object) -> str:
    """Return the words beside a quote with the blanks that part them from it."""
    return _BLANKS.sub(" ", without_surrogates(value)) if isinstance(value, str) else ""


def _quote(row: JsonObject) -> JsonObject:
    """Return the selector that quotes the marked words, an empty one if there is none."""
    selectors = (one for target in objects(row.get("target")) for one in objects(target.get("selector")))
    return next((one for one in selectors if one.get("type") == "TextQuoteSelector"), _NO_QUOTE)
