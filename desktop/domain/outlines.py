"""Outlines: the posts on show and how they lie in time, without what a row of the list says of each.

Why: a list may hold a hundred thousand posts, and a window shows thirty. The rows of a long list are read when they
come into sight.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from typing import Final

from desktop.domain.ids import PostId
from desktop.domain.listings import Hits, Listing, PostRow

MOST_BARS: Final = 48
FEW_LOOKED_UP: Final = 8
_HOUR: Final = 3600
_DAY: Final = 24 * _HOUR
BAR_WIDTHS: Final = (
    *(600, 1800, _HOUR, 2 * _HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR),
    *(_DAY * days for days in (1, 2, 7, 30, 91, 365, 1826, 7305)),
)  # seconds; the narrowest that needs no more than `MOST_BARS` is taken


@dataclass(frozen=True, slots=True)
class DayRun:
    """Posts that follow one another in a list and may be from the same days; None where nothing bounds them."""

    first: date | None
    last: date | None
    length: int


@dataclass(frozen=True, slots=True)
class TimeSpread:
    """Posts counted over time, in buckets of one width.

    Attributes:
        begin: When the first bucket begins: wall-clock time, without a zone.
        known: Posts in each bucket whose time is known.
        spread: Posts that may belong there, each spread evenly over the interval in which it lies.
        days: The first and the last day on which there are posts.
        zone: By which clock buckets and days begin.
    """

    begin: datetime
    width_seconds: int
    known: tuple[int, ...]
    spread: tuple[float, ...]
    days: tuple[date, date]
    zone: tzinfo = UTC


class Places(Mapping[PostId, int]):
    """Where each post stands in a list.

    Why no dictionary from the start: of a hundred thousand posts only those are looked up that are read or chosen, and
    a new list comes with every key. Used by one thread at a time.
    """

    def __init__(self, ids: Sequence[PostId] = ()) -> None:
        self._ids = ids
        self._looked_up: dict[PostId, int | None] = {}
        self._all: dict[PostId, int] | None = None

    def __getitem__(self, post_id: PostId) -> int:
        place = self._place_of(post_id)
        if place is None:
            raise KeyError(post_id)
        return place

    def __iter__(self) -> Iterator[PostId]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def _place_of(self, post_id: PostId) -> int | None:
        if self._all is None and post_id not in self._looked_up and len(self._looked_up) >= FEW_LOOKED_UP:
            self._all = {each: place for place, each in enumerate(self._ids)}
        if self._all is not None:
            return self._all.get(post_id)
        if post_id not in self._looked_up:
            self._looked_up[post_id] = self._ids.index(post_id) if post_id in self._ids else None
        return self._looked_up[post_id]


@dataclass(frozen=True, slots=True)
class Outline:
    """The posts on show, in order.

    Attributes:
        ids: All of them.
        library_total: How many posts the library holds in all.
        hits: What the search found, but for the hits themselves; None if nothing was searched for.
        place_total: How many posts the shelf or the article holds, whatever search or filter narrows it.
        rows: What the list shows of each, of all posts or of none: a long list's rows are read as they are looked at.
        places: Where each post stands in the list.
        runs: By which days a long list is parted; empty where the rows tell.
        spread: How a long list lies in time; None where the rows tell, or no time is known.
        is_behind: Whether the index that told it has not seen the last small changes yet.
    """

    ids: tuple[PostId, ...] = ()
    library_total: int = 0
    hits: Hits | None = None
    place_total: int = 0
    rows: tuple[PostRow, ...] = ()
    places: Mapping[PostId, int] = field(default_factory=Places)
    runs: tuple[DayRun, ...] = ()
    spread: TimeSpread | None = None
    is_behind: bool = False

    @property
    def has_rows(self) -> bool:
        """Whether the rows of all posts are here."""
        return len(self.rows) == len(self.ids)


def outline_of(listing: Listing) -> Outline:
    """Make the outline of a list whose rows are all here."""
    ids = tuple(row.id for row in listing.rows)
    return Outline(ids, listing.library_total, listing.hits, listing.place_total, listing.rows, Places(ids))
