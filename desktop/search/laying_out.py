"""How found posts lie in a list and in time: which days part them, and how many there are in each stretch of time.

Import this module late: it brings numpy with it.
"""

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

import numpy as np

from desktop.domain.days import in_zone
from desktop.domain.outlines import BAR_WIDTHS, MOST_BARS, DayRun, TimeSpread
from desktop.search.arrays import Array
from desktop.search.reading import Snapshot
from desktop.search.schema import LAST_DAY as NO_LAST_DAY
from desktop.search.schema import NEVER
from desktop.search.segments import BEGIN, END, FIRST_DAY, IS_DAY, LAST_DAY

DAY: Final = 86_400
EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - wall-clock time
EPOCH_DAY: Final = EPOCH.toordinal()
FIRST_SECOND: Final = int((datetime.min - EPOCH).total_seconds())  # noqa: DTZ901 - no bar begins before the calendar


def runs_of(places: Array, snapshot: Snapshot, zone: tzinfo | None) -> tuple[DayRun, ...]:
    """Part posts, in their order, where the days change on which they may have been published.

    Args:
        places: Where they stand in the index, in the order of the list.
        snapshot: The index.
        zone: By which clock days count; None takes each post's own.
    """
    if not len(places):
        return ()
    first, last = snapshot.column(FIRST_DAY)[places], snapshot.column(LAST_DAY)[places]
    if zone is not None:
        first, last = _days_by(zone, places, snapshot, first, last)
    starts = np.flatnonzero(np.concatenate(([True], (np.diff(first) != 0) | (np.diff(last) != 0))))
    lengths = np.diff(np.append(starts, len(places)))
    rows = zip(first[starts].tolist(), last[starts].tolist(), lengths.tolist(), strict=True)
    return tuple(DayRun(_day(begin), _day(end), length) for begin, end, length in rows)


def spread_of_time(places: Array, snapshot: Snapshot, zone: tzinfo) -> TimeSpread | None:
    """Count posts over time, in buckets of a width that suits their range.

    Args:
        places: Where they stand in the index, in any order.
        snapshot: The index.
        zone: By which clock buckets and days begin.

    Returns:
        At most `MOST_BARS` buckets; None if no time is known.
    """
    begins, ends = snapshot.column(BEGIN)[places], snapshot.column(END)[places]
    is_known = np.isfinite(begins) | np.isfinite(ends)
    begins, ends = _wall_clock(begins[is_known], zone), _wall_clock(ends[is_known], zone)
    bounds = np.concatenate((begins[np.isfinite(begins)], ends[np.isfinite(ends)]))
    if not len(bounds):
        return None
    low, high = float(bounds.min()), float(bounds.max())
    width = next((width for width in BAR_WIDTHS if high // width - low // width < MOST_BARS), BAR_WIDTHS[-1])
    begin = max(int(low // width) * width, FIRST_SECOND)
    known, spread = _counted(np.maximum(begins, low), np.minimum(ends, high), begin, width, high)
    days = (_moment(low).date(), _moment(high).date())
    return TimeSpread(_moment(begin), width, tuple(known.tolist()), tuple(spread.tolist()), days, zone)


def _counted(begins: Array, ends: Array, begin: int, width: int, high: float) -> tuple[Array, Array]:
    bars = int((high - begin) // width) + 1
    first = np.clip((begins - begin) // width, 0, bars - 1).astype(np.int64)
    last = np.clip((ends - begin) // width, 0, bars - 1).astype(np.int64)
    is_exact = begins == ends
    known = np.bincount(first[is_exact], minlength=bars)
    share = 1 / (last - first + 1)[~is_exact]
    steps = np.bincount(first[~is_exact], share, bars + 1) - np.bincount(last[~is_exact] + 1, share, bars + 1)
    return known, np.maximum(np.cumsum(steps)[:-1].round(9), 0.0)


def _days_by(zone: tzinfo, places: Array, snapshot: Snapshot, first: Array, last: Array) -> tuple[Array, Array]:
    """Return the days by one clock; those that are stated as days, or not bounded, stay."""
    found = []
    for days, bounds in ((first, snapshot.column(BEGIN)[places]), (last, snapshot.column(END)[places])):
        moved = np.isfinite(bounds) & ~snapshot.column(IS_DAY)[places]
        by_clock = days.copy()
        by_clock[moved] = (_wall_clock(bounds[moved], zone) // DAY).astype(np.int64) + EPOCH_DAY
        found.append(by_clock)
    return found[0], found[1]


def _wall_clock(seconds: Array, zone: tzinfo) -> Array:
    """Return what a clock of a zone shows, as seconds since it showed the beginning of 1970.

    Most days have one offset from beginning to end; only for the others each hour is asked for.
    """
    shown = seconds.astype(float)
    finite = np.isfinite(shown)
    if zone is UTC or not finite.any():
        return shown
    days, whose = np.unique(shown[finite] // DAY, return_inverse=True)
    begins = np.array([_offset(day * DAY, zone) for day in days.tolist()])
    ends = np.array([_offset((day + 1) * DAY, zone) for day in days.tolist()])
    offsets = begins[whose]
    for number in np.flatnonzero((begins != ends)[whose]).tolist():
        offsets[number] = _offset(float(shown[finite][number]), zone)
    shown[finite] += offsets
    return shown


def _offset(seconds: float, zone: tzinfo) -> float:
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):  # beyond the calendar
        return 0.0
    return (in_zone(moment, zone).utcoffset() or timedelta()).total_seconds()


def _moment(seconds: float) -> datetime:
    return EPOCH + timedelta(seconds=seconds)


def _day(ordinal: int) -> date | None:
    return None if ordinal in (NEVER, 0, NO_LAST_DAY) else date.fromordinal(ordinal)
