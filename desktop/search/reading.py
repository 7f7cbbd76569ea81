"""One state of the index, open for reading.

A snapshot keeps its state whatever writers do meanwhile: its files stay mapped even when they are deleted. Import this
module late: it brings Whoosh and numpy with it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from desktop.domain.ids import PostId
from desktop.search.arrays import Array, ArraysInFile
from desktop.search.codec import open_arrays
from desktop.search.commits import INDEX_NAME, Commit
from desktop.search.expanding import expanded
from desktop.search.found import FoundPosts
from desktop.search.querying import Days, Moments, Pattern, Scope, Similar
from desktop.search.schema import NEVER, field_kinds, schema
from desktop.search.segments import (
    ARTICLE_ID,
    BEGIN,
    END,
    FIRST_DAY,
    IS_DAY,
    LAST_DAY,
    NOWHERE,
    NUMBER,
    ORDER_KEY,
    ORDINAL,
    POST_ID,
    SegmentField,
)

_MOST_EXPANSIONS = 64  # of patterns, remembered with a segment
_FIRST_LOOK = 4_096  # posts, for the first fifty hits
_FEW_RANKS, _MOST_RANKED = 1 / 8, 5 / 8  # shares of all posts up to which a way to put them in order is the quickest
_MOST_PUT_IN = 4_000  # posts that are put in order one by one; more are sorted with all others


class OpenSegment:
    """A segment whose file is open.

    Attributes:
        name: Its name; its arrays never change under it, only its deletions do.
        deleted: The posts that were deleted.
    """

    def __init__(self, name: str, arrays: ArraysInFile, post_count: int, deleted: Array) -> None:
        self.name, self.arrays, self.post_count, self.deleted = name, arrays, post_count, deleted
        self._fields = {field: SegmentField(field, arrays) for field in field_kinds()}
        self._expansions: dict[tuple[str, Pattern | Similar], Array] = {}

    def field(self, name: str) -> SegmentField:
        """Return the terms of a field."""
        return self._fields[name]

    def expanded(self, scope: Scope, wording: Pattern | Similar) -> Array:
        """Return the places of the words of a part that a pattern or a misspelt word means."""
        asked = scope, replace(wording, scopes=())
        if asked not in self._expansions:
            if len(self._expansions) >= _MOST_EXPANSIONS:
                self._expansions.clear()
            self._expansions[asked] = expanded(wording, self.field(scope))
        return self._expansions[asked]


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
        self._columns: dict[str, Array] = {}
        self._used: dict[tuple[Scope, ...], tuple[Scope, ...]] = {}
        self._earlier_order = _order_kept(earlier, self.segments)

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
        """All places, oldest post first; those of one moment article by article, the lower on its page first."""
        if self._earlier_order is None:
            articles = self.column(ARTICLE_ID).astype("S8").view(">u8")
            keys = self.column(NUMBER), -self.column(ORDINAL), articles, self.column(ORDER_KEY)
            return np.lexsort(keys).astype(np.int32)
        return self._with_later(self._earlier_order)

    def _with_later(self, order: Array) -> Array:
        """Put the posts that came later in among others that are in order, one by one: they are few."""
        moments = self.column(ORDER_KEY)
        known, later = moments[order], range(len(order), self.size)

        def key(place: int) -> tuple[float, bytes, int, int]:
            segment, row = self._at(place)
            article, ordinal, number = (
                segment.arrays.part(name, row, row + 1)[0] for name in (ARTICLE_ID, ORDINAL, NUMBER)
            )
            return float(moments[place]), bytes(article)[:8], -int(ordinal), int(number)

        begins = np.searchsorted(known, moments[len(order) :], "left").tolist()
        ends = np.searchsorted(known, moments[len(order) :], "right").tolist()
        found = sorted((key(place), place, begin, end) for place, begin, end in zip(later, begins, ends, strict=True))
        spots = [
            bisect_right(order, wanted, begin, end, key=lambda place: key(int(place)))
            for wanted, _, begin, end in found
        ]
        return np.insert(order, spots, [place for _, place, _, _ in found])

    def _at(self, place: int) -> tuple[OpenSegment, int]:
        number = bisect_right(self.starts, place) - 1
        return self.segments[number], place - self.starts[number]

    @cached_property
    def ranks(self) -> Array:
        """Where each place stands in `by_time`."""
        ranks = np.empty(self.size, np.int32)
        ranks[self.by_time] = np.arange(self.size, dtype=np.int32)
        return ranks

    def found(self, places: Array, scores: Array | None = None) -> FoundPosts:
        """Return the posts at some places as hits."""
        return FoundPosts(self._gathered(POST_ID, places), scores)

    def ids_at(self, places: Array) -> list[PostId]:
        """Return the ids of the posts at some places. Each is made into text once, however often it is asked for."""
        return self._ids[places].tolist()  # type: ignore[no-any-return]

    @cached_property
    def all_ids(self) -> frozenset[PostId]:
        """The ids of all posts, deleted ones included."""
        return frozenset(self._ids.tolist())

    @cached_property
    def _ids(self) -> Array:
        return np.array([PostId(post_id.decode()) for post_id in self.column(POST_ID).tolist()], object)

    def _gathered(self, name: str, places: Array) -> Array:
        """Return the values of a column at some places."""
        if len(self.segments) == 1:
            found: Array = self.segments[0].arrays.array(name)[places]
            return found
        parts = [segment.arrays.array(name) for segment in self.segments]
        kind = np.result_type(*parts) if parts else np.dtype("i8")
        gathered = np.empty(len(places), kind)
        owners = np.searchsorted(self.starts, places, "right") - 1
        for number in np.unique(owners).tolist():
            its = owners == number
            gathered[its] = parts[number][places[its] - self.starts[number]]
        return gathered

    def count_of(self, chosen: Array) -> int:
        """Return how many posts a choice holds."""
        return int(np.count_nonzero(chosen))

    def none(self) -> Array:
        """Return a choice of no post: one truth for each place."""
        return np.zeros(self.size, bool)

    def in_time(self, chosen: Array, stop: int | None = None, *, newest_first: bool = False) -> Array:
        """Return the places of a choice in order of time.

        Args:
            chosen: One truth for each place.
            stop: How many to return at most; None for all.
            newest_first: Whether to begin at the newest post, not at the oldest.
        """
        order = self.by_time[::-1] if newest_first else self.by_time
        if stop is not None:
            return self._first_of(order, chosen, stop)
        places: Array = np.flatnonzero(chosen)
        if len(places) > _MOST_RANKED * self.size:
            in_order: Array = order[chosen[order]]
            return in_order
        ranks = self._rising(self.ranks[places])
        sorted_places: Array = self.by_time[ranks[::-1] if newest_first else ranks]
        return sorted_places

    def _rising(self, ranks: Array) -> Array:
        """Return ranks in rising order; many are ticked off in a list of all, which is quicker than sorting them."""
        if len(ranks) < _FEW_RANKS * self.size:
            ranks.sort()
            return ranks
        is_there = self.none()
        is_there[ranks] = True
        return np.flatnonzero(is_there)

    def _first_of(self, order: Array, chosen: Array, stop: int) -> Array:
        """Return the first places of a choice, in an order, without looking at all of it."""
        found: list[Array] = []
        count, begin, width = 0, 0, max(_FIRST_LOOK, 2 * stop)
        while count < stop and begin < len(order):
            stretch = order[begin : begin + width]
            part = stretch[chosen[stretch]]
            found.append(part)
            count, begin, width = count + len(part), begin + width, width * 4
        return np.concatenate(found)[:stop] if found else np.empty(0, np.int32)

    def between_days(self, days: Days) -> Array:
        """Choose the posts that may have been published between two days, both included."""
        begins, ends = self.column(FIRST_DAY), self.column(LAST_DAY)
        chosen: Array = begins != NEVER
        if days.last is not None:
            chosen &= begins <= days.last
        if days.first is not None:
            chosen &= ends >= days.first
        if days.clock is None:
            return chosen
        begin, end = days.clock
        by_clock: Array = (self.column(BEGIN) <= end) & (self.column(END) >= begin)
        return np.where(self.column(IS_DAY), chosen, by_clock)

    def between_moments(self, moments: Moments) -> Array:
        """Choose the posts that may have been published from one instant up to another, which is not included."""
        chosen: Array = (self.column(BEGIN) < moments.end) & (self.column(END) >= moments.begin)
        return chosen

    def of_numbers(self, numbers: Array) -> Array:
        """Choose the posts that the database knows under some numbers."""
        chosen, table = self.none(), self._place_of_number
        places = table[numbers[numbers < len(table)]]
        chosen[places[places != NOWHERE]] = True
        return chosen

    @cached_property
    def _place_of_number(self) -> Array:
        numbers = self.column(NUMBER)
        table = np.full(int(numbers.max(initial=0)) + 1, NOWHERE, np.int32)
        places = np.flatnonzero(self.live)
        table[numbers[places]] = places
        return table

    def in_use(self, scopes: tuple[Scope, ...]) -> tuple[Scope, ...]:
        """Return those of some parts in which any post has words; often there are no notes, or no bylines."""
        used = self._used.get(scopes)
        if used is None:
            used = tuple(scope for scope in scopes if any(len(segment.field(scope)) for segment in self.segments))
            self._used[scopes] = used
        return used

    def mark(self, field: str, term: str, chosen: Array) -> None:
        """Add the posts that hold a term to a choice."""
        encoded = term.encode()
        for segment, base in zip(self.segments, self.starts, strict=False):  # asked for every word: no generator
            terms = segment.field(field)
            place = terms.place_of(encoded)
            if place != NOWHERE:
                chosen[base : base + segment.post_count][terms.posts(place)] = True

    def mark_prefix(self, field: str, prefix: str, chosen: Array) -> None:
        """Add the posts that hold a term that begins so."""
        encoded = prefix.encode()
        for segment, base in self.based():
            terms = segment.field(field)
            first, last = terms.places_of_prefix(encoded)
            if first < last:
                _choose(chosen, base, segment, terms.posts(first, last))

    def mark_expanded(self, scope: Scope, wording: Pattern | Similar, chosen: Array) -> None:
        """Add the posts that hold a word which a pattern or a misspelt word means."""
        for segment, base in self.based():
            places = segment.expanded(scope, wording)
            if len(places):
                _choose(chosen, base, segment, segment.field(scope).posts_of(places))

    def column(self, name: str) -> Array:
        """Return the values of a column for all places."""
        if name not in self._columns:
            columns = [segment.arrays.array(name) for segment in self.segments]
            if len(columns) == 1:
                return columns[0]
            self._columns[name] = np.concatenate(columns) if columns else np.empty(0, "S1" if name == POST_ID else "i8")
        return self._columns[name]


def _order_kept(earlier: "Snapshot | None", segments: Sequence[OpenSegment]) -> Array | None:
    """Return the order in time of the segments that an earlier snapshot had too, if few posts have come since."""
    if earlier is None or "by_time" not in earlier.__dict__:
        return None
    count = 0
    for before, now in zip(earlier.segments, segments, strict=False):
        if before.name != now.name:
            break
        count += now.post_count
    added = sum(segment.post_count for segment in segments) - count
    if not count or added > _MOST_PUT_IN:
        return None
    order = earlier.by_time
    return order if count == len(order) else order[order < count]


def _choose(chosen: Array, base: int, segment: OpenSegment, posts: Array) -> None:
    chosen[base : base + segment.post_count][posts] = True


def _opened(storage: Any, segment: Any, known: Mapping[str, ArraysInFile]) -> OpenSegment:  # noqa: ANN401 (Whoosh has no types)
    name = segment.segment_id()
    deleted = np.fromiter(segment.deleted_docs(), np.int64)
    return OpenSegment(name, known.get(name) or open_arrays(storage, segment), segment.doc_count_all(), deleted)
