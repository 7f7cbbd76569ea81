"""What a search says of itself beside its hits: how the query was read, and how the hits are spread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desktop.domain.ids import ArticleId, EntityId
from desktop.domain.posts import PostKind


class PartKind(StrEnum):
    """What a part of a query was taken for."""

    WORD = "word"  # in any of its English forms
    EXACT = "exact"  # exactly these words
    BEGINNING = "beginning"
    PATTERN = "pattern"
    SIMILAR = "similar"
    FIELD = "field"
    OPERATOR = "operator"
    PLAIN = "plain"  # it looked like more, and was taken as plain words
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class QueryPart:
    """One part of a query and how it was taken.

    Attributes:
        start: Where it begins in what was typed.
        end: One past its last character.
        meaning: In words for the reader.
    """

    start: int
    end: int
    kind: PartKind
    meaning: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of a text that shows why it was found.

    Attributes:
        text: The line, with "…" where something was left out.
        hits: What matches in it: code points, half-open, in order and without overlap.
        part: From which part of the post it is: "title", "text", "caption", "note" or "byline".
    """

    text: str
    hits: tuple[tuple[int, int], ...] = ()
    part: str = "text"


@dataclass(frozen=True, slots=True)
class Facets:
    """How the posts of a search and filter are spread; counted over all of them, not over those on show.

    Attributes:
        total: How many posts there are.
        sources: How many by publisher, as the pages name it; "" where a page names none.
        articles: How many by article.
        kinds: How many by kind.
        entities: How many mention each entity; the most mentioned ones, as many as were asked for.
        days: How many on each day; only posts of which the day is known.
        undated: How many of which the day is not known, or not exactly.
    """

    total: int = 0
    sources: Mapping[str, int] = field(default_factory=dict)
    articles: Mapping[ArticleId, int] = field(default_factory=dict)
    kinds: Mapping[PostKind, int] = field(default_factory=dict)
    entities: Mapping[EntityId, int] = field(default_factory=dict)
    days: Mapping[date, int] = field(default_factory=dict)
    undated: int = 0
