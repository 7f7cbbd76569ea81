"""One segment: its posts, its terms, and which posts hold which term.

Reads what `inverting` and `merging` made. The postings of neighbouring terms lie side by side, so the posts of all
words that begin alike are one stretch of an array. Knows nothing of Whoosh. Import this module late: it brings numpy
with it.
"""

import re
from bisect import bisect_left
from functools import cached_property
from itertools import pairwise

import numpy as np

from desktop.search.arrays import Array, Arrays
from desktop.search.inverting import field_names, spread

ORDER_KEY, ORDINAL, FIRST_DAY, LAST_DAY = "order_key", "ordinal", "first_day", "last_day"
BEGIN, END, IS_DAY = "begin", "end", "is_day"
NUMBER, ARTICLE_ID, POST_ID = "number", "article_id", "post_id"
POST_ARRAYS = (  # one row for each post; for which see `Card`
    *(ORDER_KEY, ORDINAL, FIRST_DAY, LAST_DAY, BEGIN, END, IS_DAY),
    *(NUMBER, ARTICLE_ID, POST_ID),
)
NOWHERE = -1
_STRIDE = 64
_MOST_PLACES = 1_024
_BEYOND = b"\xff"  # no byte of UTF-8 is as high


class SegmentField:
    """The terms of one field of a segment, by their place in the order of all its terms."""

    def __init__(self, field: str, arrays: Arrays) -> None:
        self._arrays = arrays
        self._names = field_names(field)
        self._places: dict[bytes, int] = {}  # looked up last: while a query is typed, all words but one stay

    def __len__(self) -> int:
        return self._count

    @cached_property
    def _count(self) -> int:
        return len(self._term_starts) - 1

    @property
    def is_text(self) -> bool:
        """Whether it knows how often and where a term stands."""
        return self._names.counts in self._arrays

    def term(self, place: int) -> bytes:
        """Return a term."""
        return self._terms[self._term_starts[place] : self._term_starts[place + 1]]

    def terms(self, first: int, last: int) -> list[bytes]:
        """Return terms in order."""
        terms = self._terms
        starts = self._term_starts[first : last + 1].tolist()
        return [terms[start:end] for start, end in pairwise(starts)]

    def lengths_of(self, places: Array) -> Array:
        """Return how many bytes each of some terms has."""
        starts = self._start_array
        lengths: Array = starts[places + 1] - starts[places]
        return lengths

    def ends_of(self, places: Array) -> Array:
        """Return where in `term_bytes` each of some terms ends."""
        ends: Array = self._start_array[places + 1].astype(np.int64)
        return ends

    @cached_property
    def term_bytes(self) -> Array:
        """All terms in order, joined."""
        return self._arrays.array(self._names.terms)

    def places_holding(self, piece: bytes) -> Array:
        """Return the places of the terms that hold these bytes anywhere, in rising order."""
        starts = np.array(
            [match.start() for match in re.finditer(b"(?=" + re.escape(piece) + b")", self._terms)], np.int64
        )
        places = np.searchsorted(self._start_array, starts, "right") - 1
        is_inside = starts + len(piece) <= self.ends_of(places)
        held: Array = np.unique(places[is_inside])
        return held

    @cached_property
    def _start_array(self) -> Array:
        return self._arrays.array(self._names.term_starts)

    def place_at(self, term: bytes) -> int:
        """Return the place of the first term that is not before this one."""
        after = bisect_left(self._signposts, term) * _STRIDE
        return bisect_left(range(len(self)), term, max(0, after - _STRIDE), min(after, len(self)), key=self.term)

    def place_of(self, term: bytes) -> int:
        """Return the place of a term, or `NOWHERE`."""
        place = self._places.get(term)
        if place is None:
            if len(self._places) >= _MOST_PLACES:
                self._places.clear()
            self._places[term] = place = self._look_up(term)
        return place

    def _look_up(self, term: bytes) -> int:
        place = self.place_at(term)
        return place if place < len(self) and self.term(place) == term else NOWHERE

    def places_of_prefix(self, prefix: bytes) -> tuple[int, int]:
        """Return the first place and the one after the last of the terms that begin so."""
        return self.place_at(prefix), self.place_at(prefix + _BEYOND)

    def posting_bounds(self, first: int, last: int) -> tuple[int, int]:
        """Return where the postings of some terms begin and end."""
        starts = self._posting_starts
        return starts[first], starts[last]

    def size(self, place: int) -> int:
        """Return how many posts hold a term."""
        first, last = self.posting_bounds(place, place + 1)
        return last - first

    def sizes(self, first: int, last: int) -> Array:
        """Return how many posts hold each of some terms."""
        return np.diff(self._arrays.array(self._names.posting_starts)[first : last + 1].astype(np.int64))

    def posts(self, first: int, last: int | None = None) -> Array:
        """Return the posts that hold a term, in rising order; of several terms, those of one after the other."""
        return self._arrays.part(self._names.posts, *self.posting_bounds(first, first + 1 if last is None else last))

    def posts_of(self, places: Array) -> Array:
        """Return the posts that hold any of some terms, those of one term after the other."""
        if len(places) and places[-1] - places[0] + 1 == len(places):
            return self.posts(int(places[0]), int(places[-1]) + 1)
        starts = self._arrays.array(self._names.posting_starts)
        begins = starts[places].astype(np.int64)
        return self._arrays.array(self._names.posts)[spread(begins, starts[places + 1].astype(np.int64) - begins)]

    def sizes_of(self, places: Array) -> Array:
        """Return how many posts hold each of some terms."""
        starts = self._arrays.array(self._names.posting_starts)
        sizes: Array = (starts[places + 1] - starts[places]).astype(np.int64)
        return sizes

    def counted(self, chosen: Array) -> Array:
        """Return of each term how many of the chosen posts hold it.

        Args:
            chosen: For each post of the segment whether it counts.
        """
        sums = np.zeros(int(self._posting_starts[len(self)]) + 1, np.int64)
        np.cumsum(chosen[self.posts(0, len(self))], out=sums[1:])
        starts = self._arrays.array(self._names.posting_starts).astype(np.int64)
        held: Array = sums[starts[1:]] - sums[starts[:-1]]
        return held

    def counts(self, place: int) -> Array:
        """Return how often a term stands in each of its posts."""
        return self._arrays.part(self._names.counts, *self.posting_bounds(place, place + 1))

    def positions(self, place: int) -> Array:
        """Return where a term stands, post after post; a stem stands nowhere."""
        starts = self._position_starts
        return self._arrays.part(self._names.positions, starts[place], starts[place + 1])

    def positions_in(self, place: int, posts: Array) -> tuple[Array, Array]:
        """Return where a term stands in posts that all hold it.

        Returns:
            For each position the number of its post among `posts`, and the position.
        """
        counts = self.counts(place)
        rows = np.searchsorted(self.posts(place), posts)
        ends = np.cumsum(counts, dtype=np.int64)
        wanted = counts[rows].astype(np.int64)
        chosen = spread(ends[rows] - wanted, wanted)
        return np.repeat(np.arange(len(posts)), wanted), self.positions(place)[chosen]

    @cached_property
    def lengths(self) -> Array:
        """How many words each post has."""
        return self._arrays.array(self._names.lengths)

    @cached_property
    def length(self) -> int:
        """How many words all posts have together."""
        return int(self.lengths.sum(dtype=np.int64))

    def letters_of(self, places: Array) -> Array:
        """Return how many code points each of some terms has."""
        before = self._letters_before
        letters: Array = before[places + 1] - before[places]
        return letters

    @cached_property
    def _letters_before(self) -> Array:
        """How many code points all terms before each have together."""
        is_first = (self.term_bytes & 0xC0) != 0x80  # of the bytes of a code point in UTF-8
        counts = np.zeros(len(is_first) + 1, np.int64)
        np.cumsum(is_first, out=counts[1:])
        return counts[self._start_array]

    @cached_property
    def _signposts(self) -> list[bytes]:
        """Every so many terms one, so that most of a look-up is done by comparing what lies side by side."""
        return [self.term(place) for place in range(0, len(self), _STRIDE)]

    @cached_property
    def _terms(self) -> bytes:
        return self._arrays.array(self._names.terms).tobytes()

    @cached_property
    def _term_starts(self) -> memoryview:
        return self._arrays.array(self._names.term_starts).data

    @cached_property
    def _posting_starts(self) -> memoryview:
        return self._arrays.array(self._names.posting_starts).data

    @cached_property
    def _position_starts(self) -> memoryview:
        return self._arrays.array(self._names.position_starts).data
