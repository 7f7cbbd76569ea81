"""Ordering: what the order of a page says about the times of its posts.

Knows that a page runs one way, that a pinned post may stand anywhere, and that a post between two others lies between
them in time too. Never moves a time that the source states.

Why only posts bound each other: a summary, a teaser or a notice is put where it is seen, whenever it was written.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Final

from desktop.domain.posts import Post, PostKind
from desktop.domain.times import Precision, When
from desktop.timeline.lines.runs import longest_rise

STEP: Final = 1.0  # seconds between neighbours of which nothing else is known, in keys that are never shown
TINY: Final = 0.001  # seconds between posts of the same stated minute


def is_newest_first(posts: Sequence[Post], pinned: frozenset[int] = frozenset()) -> bool:
    """Whether a page runs from the newest post down, by its stated times; so it is if they do not tell.

    A time that is stated but not exact ("2 hours ago", a clock of one of two days) tells the way as well.
    """
    known = [post.time for n, post in enumerate(posts) if n not in pinned]
    stated = [when for when in known if when.is_exact or (when.stated and when.latest)]
    times = [when.earliest for when in stated if when.earliest]
    down = sum(a > b for a, b in pairwise(times))
    up = sum(a < b for a, b in pairwise(times))
    return up <= down


def narrow(posts: Sequence[Post], *, newest_first: bool, pinned: frozenset[int] = frozenset()) -> tuple[Post, ...]:
    """Close in on the times that are not stated, from the stated ones above and below.

    Args:
        posts: One article's, in page order.
        newest_first: Whether the top of the page is its newest part.
        pinned: The numbers of posts whose place says nothing.

    Returns:
        All of them, with times that are closer or as they were. Times that contradict the order of the page stay as
        they were, all of them.

    Units:
        Aware datetimes, compared exactly; bounds are inclusive.
    """
    upward = list(reversed(posts)) if newest_first else list(posts)
    aside = {len(posts) - 1 - n for n in pinned} if newest_first else pinned
    bound = [n for n, post in enumerate(upward) if post.kind is PostKind.POST and n not in aside]
    chain = _agreeing([upward[n] for n in bound])
    if chain is None:
        return tuple(posts)
    way = "newest" if newest_first else "oldest"
    _raise_earliest(upward, bound, chain, way)
    _lower_latest(upward, bound, chain, way)
    return tuple(reversed(upward)) if newest_first else tuple(upward)


def order_keys(posts: Sequence[Post], *, newest_first: bool, base: float) -> list[float]:
    """Return for each post a number that sorts it: its stated time, else a place between its neighbours.

    Args:
        posts: In page order.
        newest_first: Which way the page runs.
        base: Where to begin if no post has any bound.

    Returns:
        Keys in page order. Apart from posts whose stated time contradicts the page, they follow the page strictly.

    Units:
        Seconds since 1970.
    """
    upward = list(reversed(posts)) if newest_first else list(posts)
    keys: list[float | None] = [None] * len(upward)
    fixed = _fix_stated(upward, keys)
    _fill(upward, keys, fixed, base)
    made = [key if key is not None else base for key in keys]
    return made[::-1] if newest_first else made


def _agreeing(posts: Sequence[Post]) -> frozenset[int] | None:
    """Numbers of the posts whose times agree with the order, or None if even their bounds contradict each other."""
    exact = [n for n, post in enumerate(posts) if post.time.is_exact and post.time.earliest]
    kept = {exact[k] for k in longest_rise([_seconds(posts[n].time.earliest) for n in exact])}
    chain = [n for n in range(len(posts)) if n in kept or not posts[n].time.is_exact]
    highest: datetime | None = None
    for n in chain:
        when = posts[n].time
        if highest and when.latest and when.latest < highest:
            return None
        highest = max(filter(None, (highest, when.earliest)), default=None)
    return frozenset(chain)


def _raise_earliest(upward: list[Post], bound: Sequence[int], chain: frozenset[int], way: str) -> None:
    reason = f"a post that came before it (the page is taken to run {way} first) is not older than that"
    floor: When | None = None  # the time whose earliest bound is the highest so far
    for n in (n for k, n in enumerate(bound) if k in chain):
        when = upward[n].time
        lowest = floor.earliest if floor else None
        if floor and lowest and not when.is_exact and (when.earliest is None or when.earliest < lowest):
            raised = replace(when, earliest=lowest, earliest_is_day=floor.earliest_is_day)
            upward[n] = replace(upward[n], time=_reasoned(raised, reason))
        elif when.earliest and (lowest is None or when.earliest >= lowest):
            floor = when


def _lower_latest(upward: list[Post], bound: Sequence[int], chain: frozenset[int], way: str) -> None:
    reason = f"a post that came after it (the page is taken to run {way} first) is not newer than that"
    ceiling: When | None = None  # the time whose latest bound is the lowest so far
    for n in (bound[k] for k in range(len(bound) - 1, -1, -1) if k in chain):
        when = upward[n].time
        highest = ceiling.latest if ceiling else None
        if ceiling and highest and not when.is_exact and (when.latest is None or when.latest > highest):
            lowered = replace(when, latest=highest, latest_is_day=ceiling.latest_is_day)
            upward[n] = replace(upward[n], time=_reasoned(lowered, reason))
        elif when.latest and (highest is None or when.latest <= highest):
            ceiling = when


def _reasoned(when: When, reason: str) -> When:
    return replace(when, precision=Precision.INTERVAL, basis=(*when.basis, reason))


def _fix_stated(upward: Sequence[Post], keys: list[float | None]) -> list[int]:
    """Give stated times their own keys; return the posts whose keys agree with the page's order."""
    exact = [n for n, post in enumerate(upward) if post.time.is_exact and post.time.earliest]
    for n in exact:
        keys[n] = _seconds(upward[n].time.earliest)
    fixed = [exact[k] for k in longest_rise([_seconds(upward[n].time.earliest) for n in exact])]
    for before, n in pairwise(fixed):
        above = keys[before] or 0.0
        if (keys[n] or 0.0) <= above:
            keys[n] = above + TINY
    return fixed


def _fill(upward: Sequence[Post], keys: list[float | None], fixed: Sequence[int], base: float) -> None:
    """Give the others a place between the stated ones around them."""
    edges = [-1, *fixed, len(upward)]
    for before, after in pairwise(edges):
        gap = [n for n in range(before + 1, after) if keys[n] is None]
        low = keys[before] if before >= 0 else None
        high = keys[after] if after < len(upward) else None
        if low is not None and high is not None:
            for k, n in enumerate(gap, 1):
                keys[n] = low + (high - low) * k / (len(gap) + 1)
        elif high is not None:
            for k, n in enumerate(gap):
                keys[n] = high - STEP * (len(gap) - k)
        else:
            _climb(upward, keys, gap, low if low is not None else _start(upward, gap, base) - STEP)


def _start(upward: Sequence[Post], gap: Sequence[int], base: float) -> float:
    """Where to begin at the bottom of a page: the first bound from above or below that is met."""
    for n in gap:
        when = upward[n].time
        if when.earliest:
            return _seconds(when.earliest)
        if when.latest:
            return _seconds(when.latest) - STEP * len(gap)
    return base


def _climb(upward: Sequence[Post], keys: list[float | None], gap: Sequence[int], low: float) -> None:
    """One step up for each post, and to its own earliest time where that is later."""
    for n in gap:
        earliest = upward[n].time.earliest
        low = max(low + STEP, _seconds(earliest) if earliest else low + STEP)
        keys[n] = low


def _seconds(at: datetime | None) -> float:
    return (at or datetime(1970, 1, 1, tzinfo=UTC)).timestamp()
