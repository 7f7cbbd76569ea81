"""The index's fields: what Whoosh is told of them, and what of a post goes into each.

Nothing is stored with a post but one row of numbers, its card. Import this module late: it brings Whoosh with it.
"""

from array import array
from collections.abc import Mapping, Sequence
from math import inf, nan
from typing import NamedTuple

from whoosh import fields, formats

from desktop.search.documents import IndexedPost
from desktop.search.parsing import label_form
from desktop.search.querying import LabelKind, Scope

NEVER = -1  # the day of a post of which no day is known
LAST_DAY = 2**31 - 1
ID_FIELD = "id"


class Card(NamedTuple):
    """What the index keeps beside the words of a post, in the order of `segments.POST_ARRAYS`.

    Attributes:
        first_day: The first day on which it may have been published, as an ordinal number; NEVER if unknown.
        last_day: The last one.
        begin: The first second at which it may have been published; lower than any other if nothing bounds it.
        end: The last one; both are no number if nothing at all is known.
        is_day: Whether no more than a day is stated.
        number: The number under which the database knows it.
        article_id: The article it belongs to.
    """

    order_key: float
    ordinal: int
    first_day: int
    last_day: int
    begin: float
    end: float
    is_day: bool
    number: int
    article_id: bytes
    post_id: bytes


CARD_KINDS = ("<f8", "<i8", "<i4", "<i4", "<f8", "<f8", "?", "<i8", "S", "S")


class PackedPositions(formats.Positions):  # type: ignore[misc]
    """Positions as `codec` hands them out: raw 32-bit numbers."""

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Read positions."""
        return array("I", valuestring).tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        """Return how many positions there are."""
        return len(valuestring) // array("I").itemsize

    def decode_weight(self, valuestring: bytes) -> float:
        """Return the weight of a posting: how often the word stands there."""
        return float(self.decode_frequency(valuestring))


class FoldedText(fields.FieldType):  # type: ignore[misc]
    """A field of texts: each word as folded, and beside it its stem where that differs."""

    def __init__(self) -> None:
        self.analyzer = None
        self.format = PackedPositions()
        self.indexed = self.scorable = True
        self.stored = self.unique = self.spelling = False
        self.vector = self.column_type = None


class Labels(fields.FieldType):  # type: ignore[misc]
    """A field of labels, each kept whole."""

    def __init__(self) -> None:
        self.analyzer = None
        self.format = formats.Existence()
        self.indexed = True
        self.scorable = self.stored = self.spelling = self.unique = False
        self.vector = self.column_type = None


def schema() -> fields.Schema:
    """Return the index's fields."""
    return fields.Schema(**{name: FoldedText() if is_text else Labels() for name, is_text in field_kinds().items()})


def field_kinds() -> Mapping[str, bool]:
    """Return the names of the fields, and whether each is one of texts."""
    return {ID_FIELD: False, **{scope.value: True for scope in Scope}, **{kind.value: False for kind in LabelKind}}


def fields_of(post: IndexedPost) -> Mapping[str, Sequence[str]]:
    """Return the texts and labels of a post, by field."""
    texts = {
        Scope.TITLE: (post.title, post.page_title),
        Scope.BODY: (post.body,),
        Scope.CAPTIONS: post.captions,
        Scope.NOTES: post.notes,
        Scope.QUOTES: post.quotes,
        Scope.SPEAKERS: post.speakers,
        Scope.SOURCE: (post.site,),
        Scope.BYLINES: post.byline,
        Scope.HIGHLIGHTS: post.highlights,
        Scope.NAMES: post.names,
    }
    has = {
        "title": post.title,
        "caption": any(post.captions),
        "picture": post.has_picture,
        "note": any(post.notes),
        "highlight": post.highlights,
        "quote": any(post.quotes),
        "tag": post.tags,
    }
    return {
        ID_FIELD: (post.id,),
        **{scope.value: value for scope, value in texts.items() if any(value)},
        LabelKind.TAG.value: tuple(label_form(tag) for tag in post.tags),
        LabelKind.ARTICLE.value: (label_form(post.article_id),),
        LabelKind.HAS.value: tuple(name for name, is_there in has.items() if is_there),
        LabelKind.KIND.value: (post.kind.value,),
        LabelKind.ENTITY.value: post.entities,
    }


def card_of(post: IndexedPost) -> Card:
    """Return the card of a post."""
    first, last = post.days or (None, None)
    begin = end = NEVER
    if first is not None or last is not None:
        begin, end = first.toordinal() if first else 0, last.toordinal() if last else LAST_DAY
    moments = _moments(post)
    ids = post.article_id.encode(), post.id.encode()
    return Card(post.order_key, post.ordinal, begin, end, *moments, post.is_day, post.number, *ids)


def _moments(post: IndexedPost) -> tuple[float, float]:
    begin, end = post.moments
    if begin is None and end is None:
        return nan, nan
    return -inf if begin is None else begin, inf if end is None else end
