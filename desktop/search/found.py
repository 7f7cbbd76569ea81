"""The hits of a search, made one by one when they are looked at.

Why: a common word has a hundred thousand hits, of which a window shows fifty. Import this module late: it brings numpy
with it.
"""

from collections.abc import Iterator, Sequence
from typing import overload

from desktop.domain.ids import PostId
from desktop.domain.listings import Hit
from desktop.search.arrays import Array


class FoundPosts(Sequence[Hit]):
    """Hits in order, packed; equal to any other sequence of the same hits."""

    def __init__(self, post_ids: Array, scores: Array | None = None) -> None:
        """Take hold of what was found.

        Args:
            post_ids: The ids, as bytes.
            scores: How well each matches; None where that was not asked.
        """
        self._post_ids, self._scores = post_ids, scores

    def __len__(self) -> int:
        return len(self._post_ids)

    @overload
    def __getitem__(self, place: int) -> Hit: ...
    @overload
    def __getitem__(self, place: slice) -> "FoundPosts": ...
    def __getitem__(self, place: int | slice) -> "Hit | FoundPosts":
        if isinstance(place, slice):
            return FoundPosts(self._post_ids[place], None if self._scores is None else self._scores[place])
        score = 0.0 if self._scores is None else float(self._scores[place])
        return Hit(PostId(self._post_ids[place].decode()), score)

    def __iter__(self) -> Iterator[Hit]:
        if self._scores is None:
            return map(Hit, self._ids())
        return map(Hit, self._ids(), self._scores.tolist())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"FoundPosts({list(self)})"

    def _ids(self) -> list[PostId]:
        return [PostId(post_id.decode()) for post_id in self._post_ids.tolist()]
