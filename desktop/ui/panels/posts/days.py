"""Days: under which heading does each post of a chronological list stand?

Knows how to group rows that are already in order. A post whose day is not certain gets a heading that says so, unless
it stands between two posts of one day and may itself be of that day: then its place decides. Posts of several articles
whose days are known differently well take turns in the list; they share one heading that is true of all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from desktop.domain.days import possible_days
from desktop.domain.listings import PostRow
from desktop.domain.outlines import DayRun
from desktop.ui.clocks import Clocks
from desktop.ui.time_words import MONTHS, long_day

DAY_NOT_KNOWN = "Day not known"
MOST_BETWEEN = 6  # rows; a heading that returns sooner than that is no landmark

Span = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class DayGroup:
    """A run of rows under one heading.

    Attributes:
        title: The words of the heading.
        clock: What the one clock is called by which all of them are told; "" if they have none or several.
    """

    title: str
    first_row: int
    length: int
    clock: str = ""


@dataclass(frozen=True, slots=True)
class _Run:
    span: Span
    first_row: int
    length: int

    @property
    def is_certain(self) -> bool:
        return self.span[0] is not None and self.span[0] == self.span[1]


def group_by_day(rows: Sequence[PostRow], clocks: Clocks) -> tuple[DayGroup, ...]:
    """Group rows that stand in the order of time.

    Args:
        rows: The posts, oldest first.
        clocks: By which clock the days of each post count.

    Returns:
        Groups that together hold every row once, in order.
    """
    merged = _shared(_merged(_settled(_runs(rows, clocks))))
    with_year = len({day.year for run in merged for day in run.span if day}) > 1
    return tuple(
        DayGroup(
            day_title(run.span, with_year=with_year),
            run.first_row,
            run.length,
            _shared_clock(rows[run.first_row : run.first_row + run.length], clocks),
        )
        for run in merged
    )


def group_runs(runs: Sequence[DayRun]) -> tuple[DayGroup, ...]:
    """Group a long list, of which only the days are known, in the same way."""
    first_row, spans = 0, []
    for run in runs:
        spans.append(_Run((run.first, run.last), first_row, run.length))
        first_row += run.length
    merged = _shared(_merged(_settled(spans)))
    with_year = len({day.year for run in merged for day in run.span if day}) > 1
    return tuple(DayGroup(day_title(run.span, with_year=with_year), run.first_row, run.length) for run in merged)


def _shared_clock(rows: Sequence[PostRow], clocks: Clocks) -> str:
    shown = clocks.on_show(rows)
    if len(shown) != 1:
        return ""
    return next(name for row in rows if (name := clocks.name_for(row.time, row.article_id)))


def day_title(span: Span, *, with_year: bool = False) -> str:
    """Word the days on which a group of posts may have been published."""
    first, last = span
    if first is None and last is None:
        return DAY_NOT_KNOWN
    if first is None or last is None:
        known = first or last
        assert known is not None
        return f"{long_day(known, with_year=with_year)} or {'later' if last is None else 'earlier'}"
    if first == last:
        return long_day(first, with_year=with_year)
    if last - first == timedelta(days=1):
        return _two_days(first, last, with_year)
    return f"Between {_start(first, last, with_year)} and {_plain(last, with_year)}"


def _two_days(first: date, last: date, with_year: bool) -> str:
    start = long_day(first).rsplit(" ", 1)[0] if first.month == last.month else long_day(first)
    return f"{start} or {long_day(last, with_year=with_year)}"


def _start(first: date, last: date, with_year: bool) -> str:
    """Say of the first day only what the last day does not say anyway."""
    if (first.year, first.month) == (last.year, last.month):
        return str(first.day)
    return _plain(first, with_year and first.year != last.year)


def _plain(day: date, with_year: bool) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if with_year else "")


def _runs(rows: Sequence[PostRow], clocks: Clocks) -> list[_Run]:
    known: dict[tuple[object, ...], Span] = {}

    def span_of(indexed: tuple[int, PostRow]) -> Span:
        when, article = indexed[1].time, indexed[1].article_id
        key = (when.earliest, when.latest, when.precision, when.zone, article)
        if key not in known:
            known[key] = possible_days(when, clocks.of(when, article))
        return known[key]

    runs = []
    for span, group in groupby(enumerate(rows), key=span_of):
        members = list(group)
        runs.append(_Run(span, members[0][0], len(members)))
    return runs


def _settled(runs: list[_Run]) -> list[_Run]:
    """Give runs of uncertain day that stand between two runs of one day that very day, if it is possible for them."""
    before = _nearest_days(runs)
    after = _nearest_days(runs[::-1])[::-1]
    settled = []
    for run, earlier, later in zip(runs, before, after, strict=True):
        if not run.is_certain and earlier is not None and earlier == later and _allows(run.span, earlier):
            run = replace(run, span=(earlier, earlier))
        settled.append(run)
    return settled


def _nearest_days(runs: Sequence[_Run]) -> list[date | None]:
    nearest: list[date | None] = []
    day: date | None = None
    for run in runs:
        day = run.span[0] if run.is_certain else day
        nearest.append(day)
    return nearest


def _allows(span: Span, day: date) -> bool:
    return (span[0] is None or span[0] <= day) and (span[1] is None or day <= span[1])


def _shared(runs: list[_Run]) -> list[_Run]:
    """Let vague runs that take turns share one run, as wide as all of them; a certain day ends the turns."""
    shared: list[_Run] = []
    for is_vague, stretch in groupby(runs, key=_is_vague):
        members = list(stretch)
        shared += _without_turns(members) if is_vague else members
    return shared


def _is_vague(run: _Run) -> bool:
    return not run.is_certain and run.span != (None, None)


def _without_turns(runs: list[_Run]) -> list[_Run]:
    """Join each run with the next of the same days and what stands between, if that is no more than a few rows."""
    following: list[int] = []
    next_places: dict[Span, int] = {}
    for place in reversed(range(len(runs))):
        next_place = next_places.get(runs[place].span, place)
        between = runs[next_place].first_row - runs[place].first_row - runs[place].length
        following.append(next_place if between <= MOST_BETWEEN else place)
        next_places[runs[place].span] = place
    kept: list[_Run] = []
    reach = -1
    for place, run in enumerate(runs):
        if place <= reach:
            kept[-1] = _joined(kept[-1], run)
        else:
            kept.append(run)
        reach = max(reach, following[-1 - place])
    return _merged(kept)


def _joined(one: _Run, other: _Run) -> _Run:
    (first, last), (begin, end) = one.span, other.span
    span = (
        min(first, begin) if first and begin else None,
        max(last, end) if last and end else None,
    )
    return _Run(span, one.first_row, one.length + other.length)


def _merged(runs: list[_Run]) -> list[_Run]:
    merged: list[_Run] = []
    for run in runs:
        if merged and merged[-1].span == run.span:
            merged[-1] = _Run(run.span, merged[-1].first_row, merged[-1].length + run.length)
        else:
            merged.append(run)
    return merged
