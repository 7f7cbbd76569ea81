"""One state of the index, open for reading.

A snapshot keeps its state whatever writers do meanwhile: its files stay mapped even when they are deleted. Import this
module late: it brings Whoosh and numpy with it.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from desktop.domain.ids import PostId
from desktop.search.arrays import Array, ArraysInFile
from desktop.search.codec import open_arrays
from desktop.search.commits import INDEX_NAME, Commit
from desktop.search.schema import NEVER, field_kinds, schema
from desktop.search.segments import (
    FIRST_DAY,
    LAST_DAY,
    NOWHERE,
    NUMBER,
    ORDER_KEY,
    ORDINAL,
    POST_ID,
    SegmentField,
)


class OpenSegment:
    """A segment whose file is open.

    Attributes:
        name: Its name; its arrays never change under it, only its deletions do.
        deleted: The posts that were deleted.
    """

    def __init__(self, name: str, arrays: ArraysInFile, post_count: int, deleted: Array) -> None:
        self.name, self.arrays, self.post_count, self.deleted = name, arrays, post_count, deleted
        self._fields = {field: SegmentField(field, arrays) for field in field_kinds()}

    def field(self, name: str) -> SegmentField:
        """Return the terms of a field."""
        return self._fields[name]


class Snapshot:
    """The posts of one commit, by place: a place is where a post stands in the index and means nothing outside."""

    def __init__(self, commit: Commit, earlier: "Snapshot | None" = None) -> None:
        """Open a commit.

        Args:
            commit: The state to read.
            earlier: A state whose segments need not be opened again.

        Raises:
            OSError, ValueError: If a writer has replaced the commit meanwhile, or it is damaged.
        """
        storage = FileStorage(str(commit.folder))
        table = TOC.read(storage, INDEX_NAME, gen=commit.generation, schema=schema())
        known = {segment.name: segment.arrays for segment in earlier.segments} if earlier else {}
        self.segments: tuple[OpenSegment, ...] = tuple(_opened(storage, segment, known) for segment in table.segments)
        sizes = [segment.post_count for segment in self.segments]
        self.starts: tuple[int, ...] = tuple(np.cumsum([0, *sizes]).tolist())
        self.size = self.starts[-1]

    def based(self) -> Iterator[tuple[OpenSegment, int]]:
        """Yield each segment with the place of its first post."""
        yield from zip(self.segments, self.starts, strict=False)

    @cached_property
    def live(self) -> Array:
        """For each place whether its post is not deleted."""
        live = np.ones(self.size, bool)
        for segment, base in self.based():
            live[base + segment.deleted] = False
        return live

    @cached_property
    def has_deleted(self) -> bool:
        """Whether any post is deleted."""
        return any(len(segment.deleted) for segment in self.segments)

    @cached_property
    def by_time(self) -> Array:
        """All places, oldest post first; of posts of one moment, the lower on its page first."""
        ids = self._column(POST_ID).astype("S8")
        return np.lexsort((ids.view(">u8"), -self._column(ORDINAL), self._column(ORDER_KEY)))

    @cached_property
    def ranks(self) -> Array:
        """Where each place stands in `by_time`."""
        ranks = np.empty(self.size, np.int32)
        ranks[self.by_time] = np.arange(self.size, dtype=np.int32)
        return ranks

    @cached_property
    def numbers(self) -> Array:
        """The number under which the database knows the post of each place."""
        return self._column(NUMBER)

    @cached_property
    def _post_ids(self) -> Array:
        return self._column(POST_ID)

    def post_ids(self, places: Array) -> list[PostId]:
        """Return the posts of some places."""
        return [PostId(post_id.decode()) for post_id in self._post_ids[places].tolist()]

    def none(self) -> Array:
        """Return a choice of no post: one truth for each place."""
        return np.zeros(self.size, bool)

    def in_time(self, chosen: Array) -> Array:
        """Return the places of a choice, oldest post first."""
        places: Array = np.flatnonzero(chosen)
        if len(places) * 8 < self.size:
            sorted_places: Array = places[np.argsort(self.ranks[places])]
            return sorted_places
        in_order: Array = self.by_time[chosen[self.by_time]]
        return in_order

    def between_days(self, first: int | None, last: int | None) -> Array:
        """Choose the posts that may have been published between two days, both included."""
        begins, ends = self._days
        chosen: Array = begins != NEVER
        if last is not None:
            chosen &= begins <= last
        if first is not None:
            chosen &= ends >= first
        return chosen

    @cached_property
    def _days(self) -> tuple[Array, Array]:
        return self._column(FIRST_DAY), self._column(LAST_DAY)

    def of_numbers(self, numbers: Array) -> Array:
        """Choose the posts that the database knows under some numbers."""
        return np.isin(self.numbers, numbers)

    def mark(self, field: str, term: str, chosen: Array) -> None:
        """Add the posts that hold a term to a choice."""
        encoded = term.encode()
        for segment, base in self.based():
            terms = segment.field(field)
            place = terms.place_of(encoded)
            if place != NOWHERE:
                _choose(chosen, base, segment, terms.posts(place))

    def mark_prefix(self, field: str, prefix: str, chosen: Array) -> None:
        """Add the posts that hold a term that begins so."""
        encoded = prefix.encode()
        for segment, base in self.based():
            terms = segment.field(field)
            first, last = terms.places_of_prefix(encoded)
            if first < last:
                _choose(chosen, base, segment, terms.posts(first, last))

    def count(self, field: str, term: str) -> int:
        """Return how many posts hold a term, deleted ones included."""
        total = 0
        for segment, _ in self.based():
            terms = segment.field(field)
            place = terms.place_of(term.encode())
            total += 0 if place == NOWHERE else int(terms.sizes(place, place + 1)[0])
        return total

    def terms(self, field: str, prefix: str = "") -> Mapping[str, int]:
        """Return the terms of a field that begin so, in order, and how many posts hold each, deleted ones included."""
        found: dict[bytes, int] = {}
        for segment, _ in self.based():
            terms = segment.field(field)
            first, last = terms.places_of_prefix(prefix.encode())
            for term, size in zip(terms.terms(first, last), terms.sizes(first, last).tolist(), strict=True):
                found[term] = found.get(term, 0) + size
        return {term.decode(): found[term] for term in sorted(found)}

    def _column(self, name: str) -> Array:
        columns = [segment.arrays.array(name) for segment in self.segments]
        if len(columns) == 1:
            return columns[0]
        return np.concatenate(columns) if columns else np.empty(0, "S1" if name == POST_ID else "i8")


def _choose(chosen: Array, base: int, segment: OpenSegment, posts: Array) -> None:
    chosen[base : base + segment.post_count][posts] = True


def _opened(storage: Any, segment: Any, known: Mapping[str, ArraysInFile]) -> OpenSegment:  # noqa: ANN401 (Whoosh has no types)
    name = segment.segment_id()
    deleted = np.fromiter(segment.deleted_docs(), np.int64)
    return OpenSegment(name, known.get(name) or open_arrays(storage, segment), segment.doc_count_all(), deleted)
