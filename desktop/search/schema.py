"""The index's fields, as Whoosh knows them.

Nothing is stored with a post but one small column, its card: id, place in time, days. Import this module late: it
brings Whoosh with it.
"""

import struct
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from whoosh import columns, fields, formats

from desktop.search.documents import IndexedPost
from desktop.search.folding import STEM_MARK, index_forms, stem
from desktop.search.parsing import label_form
from desktop.search.querying import LabelKind, Scope

GAP = 64  # positions between two captions or notes, so that no phrase reaches from one into the next
NEVER = -1  # the day of a post of which no day is known
LAST_DAY = 2**31 - 1

_CARD = struct.Struct("<dqii")


class Card(NamedTuple):
    """What the index keeps beside the words of a post.

    Attributes:
        first_day: The first day on which it may have been published, as an ordinal number; NEVER if unknown.
        last_day: The last one.
    """

    order_key: float
    ordinal: int
    first_day: int
    last_day: int
    post_id: str

    def pack(self) -> bytes:
        """Return the card as bytes."""
        return _CARD.pack(*self[:4]) + self.post_id.encode()

    @classmethod
    def unpack(cls, data: bytes) -> "Card":
        """Read a card back."""
        order_key, ordinal, first_day, last_day = _CARD.unpack_from(data)
        return cls(order_key, ordinal, first_day, last_day, data[_CARD.size :].decode())


class PackedPositions(formats.Positions):  # type: ignore[misc]
    """Positions as raw 32-bit numbers: quicker than Whoosh's pickles, and no post is too long for them."""

    def encode(self, poslist: Iterable[int]) -> bytes:
        """Return positions as bytes."""
        return array("I", poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Read positions back."""
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

    def index(self, value: Iterable[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:  # noqa: ANN401 (Whoosh's signature)
        """Yield each form of the texts with its frequency, weight and encoded positions."""
        encode = self.format.encode
        for form, positions in _positions(value).items():
            yield form.encode(), len(positions), float(len(positions)), encode(positions)


class Labels(fields.FieldType):  # type: ignore[misc]
    """A field of labels, each kept whole."""

    def __init__(self, *, unique: bool = False) -> None:
        self.analyzer = None
        self.format = formats.Existence()
        self.indexed, self.unique = True, unique
        self.scorable = self.stored = self.spelling = False
        self.vector = self.column_type = None

    def index(self, value: Iterable[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:  # noqa: ANN401 (Whoosh's signature)
        """Yield each label once."""
        for label in dict.fromkeys(value):
            yield label.encode(), 1, 1.0, b""


def _positions(texts: Iterable[str]) -> dict[str, list[int]]:
    positions: defaultdict[str, list[int]] = defaultdict(list)
    start = 0
    for text in texts:
        position = start
        for position, form in index_forms(text, start):
            positions[form].append(position)
            stemmed = stem(form)
            if stemmed != form:
                positions[STEM_MARK + stemmed].append(position)
        start = position + GAP
    return positions


def schema() -> fields.Schema:
    """Return the index's fields."""
    texts = {scope.value: FoldedText() for scope in Scope}
    labels = {kind.value: Labels() for kind in LabelKind}
    return fields.Schema(id=Labels(unique=True), card=fields.COLUMN(columns.VarBytesColumn()), **texts, **labels)


def fields_of(post: IndexedPost) -> dict[str, Any]:
    """Return what Whoosh is to index of a post."""
    texts = {
        Scope.TITLE: (post.title,),
        Scope.BODY: (post.body,),
        Scope.CAPTIONS: post.captions,
        Scope.NOTES: post.notes,
        Scope.SOURCE: (post.site,),
    }
    has = {"title": post.title, "caption": any(post.captions), "note": any(post.notes), "tag": post.tags}
    return {
        "id": (post.id,),
        "card": _card(post).pack(),
        **{scope.value: value for scope, value in texts.items() if any(value)},
        LabelKind.TAG.value: tuple(label_form(tag) for tag in post.tags),
        LabelKind.ARTICLE.value: (label_form(post.article_id),),
        LabelKind.HAS.value: tuple(name for name, is_there in has.items() if is_there),
    }


def _card(post: IndexedPost) -> Card:
    first, last = post.days or (None, None)
    if first is None and last is None:
        return Card(post.order_key, post.ordinal, NEVER, NEVER, post.id)
    return Card(
        post.order_key,
        post.ordinal,
        first.toordinal() if first else 0,
        last.toordinal() if last else LAST_DAY,
        post.id,
    )
