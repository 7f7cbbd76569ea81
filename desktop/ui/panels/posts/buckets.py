"""Buckets: how much news was there when?

Knows how to count posts over time. A post whose time is known counts in one bucket; one that is known to lie in an
interval is spread over it evenly and counted apart, so that a bar never pretends to know more than the page. Where an
interval is open, it ends with the times on show.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from desktop.domain.listings import PostRow
from desktop.domain.outlines import BAR_WIDTHS, MOST_BARS, TimeSpread
from desktop.domain.times import When

HOUR: Final = 3600
DAY: Final = 24 * HOUR

Interval = tuple[float, float]
Moments = tuple[datetime, datetime]
OpenInterval = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Buckets:
    """Posts counted over time.

    Attributes:
        starts: When each bucket begins, wall-clock time of `zone`, oldest first, evenly spaced.
        width_seconds: How long a bucket is.
        known: Posts whose time is known.
        spread: Posts that may belong here, each spread over the interval in which it lies.
        days: The first and the last day on which there are posts; None without any.
        zone: By which clock days and hours begin.
    """

    starts: tuple[datetime, ...] = ()
    width_seconds: int = HOUR
    known: tuple[int, ...] = ()
    spread: tuple[float, ...] = ()
    days: tuple[date, date] | None = None
    zone: tzinfo = UTC

    @property
    def highest(self) -> float:
        """The height of the highest bar, in posts."""
        return max((known + spread for known, spread in zip(self.known, self.spread, strict=True)), default=0.0)

    def days_of(self, bucket: int) -> tuple[date, date]:
        """Return the first and the last day of a bucket."""
        start = self.starts[bucket]
        return (start.date(), _later(start, self.width_seconds - 1).date())

    def moments_of(self, first: int, last: int) -> Moments:
        """Return when the first of some buckets begins and the last ends."""
        end = _later(self.starts[last], self.width_seconds)
        return (self.starts[first].replace(tzinfo=self.zone), end.replace(tzinfo=self.zone))

    def moments_of_days(self, first: date, last: date) -> Moments:
        """Return when the first of some days begins and the last ends."""
        end = _later(datetime.combine(last, time()), DAY)
        return (datetime.combine(first, time(), self.zone), end.replace(tzinfo=self.zone))

    def place_of(self, moment: datetime) -> float:
        """Return where an instant lies among the buckets: 1.5 is the middle of the second."""
        if not self.starts:
            return 0.0
        begin = (self.starts[0] - _EPOCH).total_seconds()
        return (_seconds(moment, self.zone) - begin) / self.width_seconds


def count_posts(rows: Sequence[PostRow], zone: tzinfo = UTC) -> Buckets:
    """Count posts over time, in buckets of a width that suits their range.

    Args:
        rows: The posts, in any order. Those of unknown time are left out.
        zone: By which clock days and hours begin.

    Returns:
        At most `MOST_BARS` buckets; none if no time is known.
    """
    dated = [row for row in rows if row.time.earliest or row.time.latest]
    intervals = [_interval(row.time, zone) for row in dated]
    bounds = [bound for interval in intervals for bound in interval if bound is not None]
    if not bounds:
        return Buckets()
    first, last = min(bounds), max(bounds)
    width = next((width for width in BAR_WIDTHS if _bars(first, last, width) <= MOST_BARS), BAR_WIDTHS[-1])
    begin = max(int(first // width) * width, _FIRST_SECOND)
    closed = [(first if start is None else start, last if end is None else end) for start, end in intervals]
    exact = [row.time.is_exact for row in dated]
    known, spread = _counts(closed, exact, begin, width, int((last - begin) // width) + 1)
    starts = tuple(_EPOCH + timedelta(seconds=begin + n * width) for n in range(len(known)))
    days = ((_EPOCH + timedelta(seconds=first)).date(), (_EPOCH + timedelta(seconds=last)).date())
    return Buckets(starts, width, tuple(known), tuple(spread), days, zone)


def buckets_of(spread: TimeSpread | None) -> Buckets:
    """Take the buckets in which the library counted a long list."""
    if spread is None:
        return Buckets()
    starts = tuple(_later(spread.begin, number * spread.width_seconds) for number in range(len(spread.known)))
    return Buckets(starts, spread.width_seconds, spread.known, spread.spread, spread.days, spread.zone)


_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall-clock time of the zone on show
_FIRST_SECOND = int((datetime.min - _EPOCH).total_seconds())  # noqa: DTZ901 - of the calendar: no bar begins before it


def _later(start: datetime, seconds: int) -> datetime:
    """Add seconds; the calendar's last moment where that leads beyond it."""
    return start + min(timedelta(seconds=seconds), datetime.max.replace(tzinfo=start.tzinfo) - start)


def _bars(first: float, last: float, width: int) -> int:
    return int(last // width) - int(first // width) + 1


def _interval(when: When, zone: tzinfo) -> OpenInterval:
    """Return the wall-clock seconds between which a time lies; None on a side that nothing bounds."""
    return (
        None if when.earliest is None else _seconds(when.earliest, zone),
        None if when.latest is None else _seconds(when.latest, zone),
    )


def _seconds(moment: datetime, zone: tzinfo) -> float:
    """Return the wall-clock seconds of an instant."""
    try:
        offset = moment.astimezone(zone).utcoffset() or timedelta()
    except OverflowError:  # the first and the last day of the calendar cannot be moved
        offset = timedelta()
    return moment.timestamp() + offset.total_seconds()


def _counts(
    intervals: Sequence[Interval], exact: Sequence[bool], begin: int, width: int, bars: int
) -> tuple[list[int], list[float]]:
    known = [0] * bars
    steps = [0.0] * (bars + 1)  # what each bucket has more than the one before: an interval costs two entries
    for (start, end), is_exact in zip(intervals, exact, strict=True):
        first, last = int((start - begin) // width), int((end - begin) // width)
        if is_exact:
            known[first] += 1
        else:
            share = 1 / (last - first + 1)
            steps[first] += share
            steps[last + 1] -= share
    spread, level = [], 0.0
    for step in steps[:-1]:
        level += step
        spread.append(max(0.0, round(level, 9)))
    return known, spread
