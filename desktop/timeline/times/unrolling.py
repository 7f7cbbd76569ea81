"""Unrolling: on which day does each clock time of a page lie?

A page that runs one way and prints bare clock times passes midnight wherever a clock would run backwards. Knows how to
lay such clocks on one line of time that runs with the page, how to leave out posts that stand elsewhere (pinned ones),
and how to tell 9:05 in the morning from 9:05 at night by their neighbours. Never decides which calendar day the line
begins on, unless a clock on it has a day of its own: it gives every line that the page allows.

Why one line and not one rule per pair: a single pinned post would shift the day of all others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

DAY: Final = 1440
HALF_DAY: Final = 720
REACH: Final = 4  # so many clocks ahead a line may go on, those between left out
LEFT_OUT: Final = 900  # minutes; what a clock left out costs, as if the page had been silent so long
TOP_LEFT_OUT: Final = 600  # minutes; the same for the topmost, where pinned posts stand
NEARLY: Final = 180  # minutes; a clock that is this little out of order lies on the day of its neighbours


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time on a page.

    Attributes:
        minutes: Since midnight; two values where nothing says whether morning or evening is meant.
        at: Minutes since the first midnight of the calendar, if its day is stated.
        is_pinned: Whether the post stands outside the order of the page.
    """

    minutes: tuple[int, ...]
    at: int | None = None
    is_pinned: bool = False


@dataclass(frozen=True, slots=True)
class Unrolled:
    """One way to read the clocks of a page.

    Attributes:
        newest_first: Which way the page runs in this reading.
        is_anchored: Whether the days are those of the calendar; else the first day of the page counts as day 0.
        places: For each clock the earliest and latest minute at which it may lie, equal where the order decides. Where
            the line is not anchored, a clock with a day of its own lies beside it like any other that was left out.
        cost: How little the reading fits; the minutes from the first post to the last and what was left out.
    """

    newest_first: bool
    is_anchored: bool
    places: tuple[tuple[int, int], ...]
    cost: int


@dataclass(frozen=True, slots=True)
class _Step:
    """The best line that ends at one clock, read one way."""

    cost: int
    at: int
    before: tuple[int, int] | None


def unroll(clocks: Sequence[Clock], *, newest_first: bool | None = None) -> tuple[Unrolled, ...]:
    """Lay the clocks of a page on one line of time.

    Args:
        clocks: In page order.
        newest_first: Which way the page runs, if that is known otherwise.

    Returns:
        The readings that fit best: one as a rule, two where morning and evening fit equally well.
    """
    ways = [True, False] if newest_first is None else [newest_first]
    drawn = [_best_lines(clocks, newest_first=way) for way in ways]
    best = min(drawn, key=lambda lines: lines.cost)
    made = {reading.places: reading for line in best.lines if (reading := _reading(clocks, best, line))}
    return tuple(made.values())


@dataclass(frozen=True, slots=True)
class _Lines:
    """The cheapest lines through a page, read one way: the clocks on each, counted upwards, and where they lie."""

    newest_first: bool
    cost: int
    lines: tuple[dict[int, int], ...]


def _best_lines(clocks: Sequence[Clock], *, newest_first: bool) -> _Lines:
    upward = list(reversed(clocks)) if newest_first else list(clocks)
    ordered = [n for n, clock in enumerate(upward) if not clock.is_pinned] or list(range(len(upward)))
    steps = _lines([upward[n] for n in ordered], top_first=not newest_first)
    last = len(ordered) - 1
    ends: list[tuple[int, tuple[int, int]]] = []
    for n in range(max(0, last - REACH + 1), last + 1):
        skipped = _edge_cost(last - n, is_top=newest_first)
        ends += [(step.cost + skipped, (n, k)) for k, step in enumerate(steps[n])]
    least = min(cost for cost, _ in ends)
    lines = [_follow(steps, end) for cost, end in ends if cost == least]
    return _Lines(newest_first, least, tuple({ordered[n]: at for n, at in line.items()} for line in lines))


def _reading(clocks: Sequence[Clock], best: _Lines, line: dict[int, int]) -> Unrolled:
    upward = list(reversed(clocks)) if best.newest_first else list(clocks)
    places, is_anchored = _settle(upward, line)
    down = tuple(reversed(places)) if best.newest_first else tuple(places)
    return Unrolled(best.newest_first, is_anchored, down, best.cost)


def _edge_cost(count: int, *, is_top: bool) -> int:
    """What it costs to leave out so many clocks at one edge of the page."""
    return LEFT_OUT * count - (LEFT_OUT - TOP_LEFT_OUT) * (is_top and count > 0)


def _lines(upward: Sequence[Clock], *, top_first: bool) -> list[list[_Step]]:
    """For each clock, read each way, the cheapest line that ends there."""
    steps: list[list[_Step]] = []
    for n, clock in enumerate(upward):
        row = []
        for minutes in clock.minutes:
            begin = _edge_cost(n, is_top=top_first) if n < REACH else None
            best = None if begin is None else _Step(begin, minutes, None)
            for m in range(max(0, n - REACH), n):
                for k, step in enumerate(steps[m]):
                    gap = _gap(upward[m], step.at, clock, minutes)
                    if gap is None:
                        continue
                    cost = step.cost + min(gap, DAY) + LEFT_OUT * (n - m - 1)
                    if best is None or cost < best.cost:
                        best = _Step(cost, step.at + gap, (m, k))
            row.append(best or _Step(_edge_cost(n, is_top=top_first), minutes, None))
        steps.append(row)
    return steps


def _gap(before: Clock, at: int, clock: Clock, minutes: int) -> int | None:
    """Minutes from one clock to the next on the line; None if the line would run backwards."""
    if before.at is not None and clock.at is not None:
        return clock.at - before.at if clock.at >= before.at else None
    return (minutes - at) % DAY


def _follow(steps: Sequence[Sequence[_Step]], end: tuple[int, int]) -> dict[int, int]:
    """The clocks of a line and the minutes at which they lie on it."""
    line = {}
    place: tuple[int, int] | None = end
    while place is not None:
        step = steps[place[0]][place[1]]
        line[place[0]] = step.at
        place = step.before
    return dict(sorted(line.items()))


def _settle(upward: Sequence[Clock], line: dict[int, int]) -> tuple[list[tuple[int, int]], bool]:
    """Give every clock its place, by the calendar if any clock on the line has a day of its own."""
    anchors = [(n, at) for n, clock in enumerate(upward) if n in line and (at := clock.at) is not None]
    low, high = dict(line), dict(line)
    if anchors:
        low, high = _between_anchors(line, anchors)
    else:
        first = min(line.values()) // DAY * DAY
        low = high = {n: at - first for n, at in line.items()}
    bottom, top = min(low.values()), max(high.values())
    places = []
    for n, clock in enumerate(upward):
        if clock.at is not None and anchors:
            places.append((clock.at, clock.at))
        elif n in low:
            places.append((low[n], high[n]))
        else:
            places.append(_aside(clock, n, low, bottom, top))
    return places, bool(anchors)


def _between_anchors(line: dict[int, int], anchors: Sequence[tuple[int, int]]) -> tuple[dict[int, int], dict[int, int]]:
    """Count from the stated days below and above; where the two disagree, a day or more passed without a post."""
    low, high = {}, {}
    for n, at in line.items():
        below = [stated + at - line[a] for a, stated in anchors if a <= n]
        above = [stated + at - line[a] for a, stated in anchors if a >= n]
        reckoned = ([below[-1]] if below else []) + ([above[0]] if above else [])
        low[n], high[n] = min(reckoned), max(reckoned)
    return low, high


def _aside(clock: Clock, n: int, low: dict[int, int], bottom: int, top: int) -> tuple[int, int]:
    """The place of a clock that the line left out: beside its neighbours if it nearly fits, else on any day."""
    before, after = max((m for m in low if m < n), default=None), min((m for m in low if m > n), default=None)
    near = [low[m] for m in (before, after) if m is not None]
    possible = [minutes + day * DAY for minutes in clock.minutes for day in range(bottom // DAY, top // DAY + 1)]
    close = [at for at in possible if any(abs(at - beside) <= NEARLY for beside in near)]
    kept = close if len(close) == 1 else possible
    return min(kept), max(kept)
