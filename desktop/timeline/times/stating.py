"""Stating: which time does each time line of a page state?

Knows that a clock is of the day that its own line names, else of the day that a line above it names, else of the day
that follows from the order of the page. Only where one day is left does a clock become a point in time; else it becomes
the span of the days that are left, with the reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from desktop.domain.blocks import Block
from desktop.domain.days import in_zone
from desktop.domain.posts import Post
from desktop.domain.times import Precision, When
from desktop.timeline.days.zones import Zone, abbreviated_zone, meanings, moments_shown
from desktop.timeline.lines.ages import Age
from desktop.timeline.lines.stamps import Stamp, read_day_line, read_stamp
from desktop.timeline.times.page_times import DayOf, PageTimes
from desktop.timeline.times.unrolling import DAY, HALF_DAY, Clock, Unrolled, unroll

WEST: Final = timedelta(hours=12)  # how far behind UTC a clock may be
EAST: Final = timedelta(hours=14)  # and how far ahead
SLACK: Final = 5  # minutes by which an "Updated …" line may lag behind the newest post
SOON: Final = 120  # minutes within which a page that is live is changed again
EARLY: Final = 60  # minutes by which the first post may be older than the page says it is
TELLING: Final = 540  # minutes that a reading in halves of the day must save before it is believed


@dataclass(frozen=True, slots=True)
class _Lined:
    """One post with a clock, while its day is sought.

    Attributes:
        number: Which post of the page.
        stamp: Its time line; None for a post whose time the mark-up states.
        day: The day that it, or a line above it, names.
        zone: The zone of its clock.
    """

    number: int
    stamp: Stamp | None
    zone: Zone | None
    day: date | None = None
    at: int | None = None


def state_times(posts: Sequence[Post], blocks: Sequence[Block], page: PageTimes, pinned: frozenset[int]) -> list[Post]:
    """Give each post the time that its time line states.

    Args:
        posts: In page order, as `cutting` made them.
        blocks: The page they were cut from, for days that stand alone above them.
        page: What is known of the whole page.
        pinned: The numbers of posts that stand outside its order.

    Returns:
        As many posts; those without a time line are as they were.
    """
    stamps = [_own_stamp(post) for post in posts]
    if not any(stamps):
        return list(posts)
    days = _days_above(stamps, blocks, page)
    clocks = _stated_by_order(posts, stamps, days, page, pinned)
    made = []
    for number, (post, stamp) in enumerate(zip(posts, stamps, strict=True)):
        if stamp is None:
            made.append(post)
        else:
            made.append(replace(post, time=clocks.get(number) or _without_order(stamp, page)))
    return made


def _own_stamp(post: Post) -> Stamp | None:
    """The time line that the cut left for a post, if it has no time yet."""
    if post.time.precision is not Precision.UNKNOWN or post.time.stated is None:
        return None
    return read_stamp(post.time.stated)


def _without_order(stamp: Stamp, page: PageTimes) -> When:
    if stamp.clock is not None:
        return When(None, None, Precision.UNKNOWN, (f"“{stamp.words}”, but no day is known",), stamp.words)
    if stamp.age is not None and page.base is not None:
        return _resolve_age(stamp, stamp.age, page)
    return When(None, None, Precision.UNKNOWN, (f"“{stamp.words}”, but nothing says from when",), stamp.words)


def _resolve_age(stamp: Stamp, age: Age, page: PageTimes) -> When:
    """An interval as wide as the unit: "4 hours ago" is at least four and less than five hours ago."""
    assert page.base is not None
    first, last = page.base
    try:
        earliest = first - timedelta(seconds=age.seconds + age.width)
        latest = last + timedelta(minutes=1) - timedelta(seconds=age.seconds)
    except OverflowError:  # "9999 years ago"
        return When(None, None, Precision.UNKNOWN, (f"“{stamp.words}”, but that cannot be",), stamp.words)
    zone = page.zone.name if page.zone else None
    return When(
        earliest, latest, Precision.INTERVAL, (f"the page says “{stamp.words}”", page.base_basis), stamp.words, zone
    )


# ---- days that lines name


def _days_above(stamps: Sequence[Stamp | None], blocks: Sequence[Block], page: PageTimes) -> dict[int, date]:
    """The days of lines that name nothing but a day, for the first post below each.

    One such line alone at the top is the day of the page, not of the posts below it.
    """
    numbers = [number for number, stamp in enumerate(stamps) if stamp is not None and stamp.clock is not None]
    waiting: Stamp | None = None
    found: dict[int, Stamp] = {}
    place = 0
    for block in blocks:
        if place == len(numbers):
            break
        if (line := read_day_line(block.text)) is not None:
            waiting = line
        elif (stamp := stamps[numbers[place]]) and block.text.startswith(stamp.words):
            if waiting is not None:
                found[numbers[place]] = waiting
            waiting, place = None, place + 1
    if not numbers or list(found) == [numbers[0]]:
        return {}
    days = {number: _named_day(line, page) for number, line in found.items()}
    return {number: day for number, day in days.items() if day is not None}


def _named_day(stamp: Stamp, page: PageTimes) -> date | None:
    """The day that a line names; one without a year is the nearest to the page's day."""
    if stamp.day:
        return stamp.day
    if stamp.either_day:
        return _meant_by_figures(stamp.either_day, page)
    if page.day is None:
        return None
    if stamp.month_day:
        return _nearest(page.day, stamp.month_day)
    if stamp.weekday is not None:
        ahead = (stamp.weekday - page.day.weekday()) % 7
        return page.day + timedelta(days=ahead if ahead <= 1 else ahead - 7)
    if stamp.days_back is not None and page.day_of is not DayOf.PAGE:
        return page.day - timedelta(days=stamp.days_back)
    return None


def _meant_by_figures(days: tuple[date, date], page: PageTimes) -> date | None:
    """Of the two days of a date in figures the one nearest to the page's day, else that of the publisher's country."""
    if page.day is not None:
        base = page.day
        return min(days, key=lambda day: abs(day - base))
    return None if page.day_first is None else days[0 if page.day_first else 1]


def _nearest(base: date, month_day: tuple[int, int]) -> date | None:
    candidates = []
    for year in (base.year - 1, base.year, base.year + 1):
        try:
            candidates.append(date(year, *month_day))
        except ValueError:
            continue
    return min(candidates, key=lambda day: abs(day - base), default=None)


# ---- days that follow from the order


def _stated_by_order(
    posts: Sequence[Post],
    stamps: Sequence[Stamp | None],
    days: dict[int, date],
    page: PageTimes,
    pinned: frozenset[int],
) -> dict[int, When]:
    lined = [one for number in range(len(posts)) if (one := _lined(number, posts[number], stamps[number], days, page))]
    main = next((one.zone for one in lined if one.stamp is not None), None)
    on_line = [one for one in lined if (one.zone and one.zone.name) == (main and main.name)]
    spans = _spans(on_line, page, main, pinned)
    alone = {
        one.number: span for one in lined if one.number not in spans and (span := _by_itself(one, page)) is not None
    }
    is_anchored = any(one.day is not None for one in on_line)
    made = {}
    for one in lined:
        span = spans.get(one.number) or alone.get(one.number)
        if one.stamp is not None and span is not None:
            is_line = one.number in spans
            by_day = _day_reasons(one, page, span, is_line=is_line, is_anchored=is_line and is_anchored)
            made[one.number] = _as_time(one, span, by_day)
    return made


def _lined(number: int, post: Post, stamp: Stamp | None, days: dict[int, date], page: PageTimes) -> _Lined | None:
    if stamp is not None and stamp.clock is not None:
        zone = abbreviated_zone(stamp.zone, page.zone)
        day = _named_day(stamp, page) or days.get(number)
        at = None if day is None else day.toordinal() * DAY + _minutes(stamp.clock)
        return _Lined(number, stamp, zone, day, at)
    if stamp is None and post.time.is_exact and post.time.earliest and page.zone:
        local = in_zone(post.time.earliest, page.zone.info)
        return _Lined(number, None, page.zone, local.date(), local.toordinal() * DAY + _minutes(local.time()))
    return None


def _by_itself(one: _Lined, page: PageTimes) -> tuple[int, int] | None:
    """A clock of another zone than the others is on the day that it names, else on the page's."""
    day = one.day or page.day
    if one.stamp is None or one.stamp.clock is None or day is None:
        return None
    at = day.toordinal() * DAY + _minutes(one.stamp.clock)
    return at, at


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _spans(
    lined: Sequence[_Lined], page: PageTimes, zone: Zone | None, pinned: frozenset[int]
) -> dict[int, tuple[int, int]]:
    """For each post the first and last minute, by its own clock, at which it may have been written."""
    if all(one.at is not None for one in lined):
        return {one.number: (one.at, one.at) for one in lined if one.at is not None}
    readings = _readings(lined, pinned)
    moved = [
        [(low + shift, high + shift) for low, high in reading.places]
        for reading in readings
        for shift in _shifts(reading, page, zone)
    ]
    allowed = _nearest_readings([places for places in moved if _fits(places, page, zone)] or moved, page, zone)
    stated = {one.number: (one.at, one.at) for one in lined if one.at is not None}
    found = {
        one.number: (min(places[n][0] for places in allowed), max(places[n][1] for places in allowed))
        for n, one in enumerate(lined)
        if allowed
    }
    return found | stated


def _readings(lined: Sequence[_Lined], pinned: frozenset[int]) -> tuple[Unrolled, ...]:
    """The ways to read the clocks; of a page that never says "p.m." only if it cannot be read otherwise."""
    stamps = [one.stamp for one in lined if one.stamp is not None]
    plainly = unroll([_clock(one, pinned, counts_to_12=False) for one in lined])
    if any(stamp.counts_to_24 for stamp in stamps) or all(stamp.has_half for stamp in stamps):
        return plainly
    by_halves = unroll([_clock(one, pinned, counts_to_12=True) for one in lined])
    has_halves = any(stamp.has_half for stamp in stamps)
    return by_halves if has_halves or plainly[0].cost - by_halves[0].cost >= TELLING else plainly


def _clock(one: _Lined, pinned: frozenset[int], *, counts_to_12: bool) -> Clock:
    if one.stamp is None or one.stamp.clock is None:
        return Clock(((one.at or 0) % DAY,), one.at, one.number in pinned)
    minutes = _minutes(one.stamp.clock)
    if one.stamp.has_half or not counts_to_12 or one.at is not None:
        return Clock((minutes,), one.at, one.number in pinned)
    return Clock((minutes % HALF_DAY, minutes % HALF_DAY + HALF_DAY), None, one.number in pinned)


def _shifts(reading: Unrolled, page: PageTimes, zone: Zone | None) -> list[int]:
    """By how many minutes the line of a reading may be moved to lie in the calendar; none if no day is known."""
    if reading.is_anchored:
        return [0]
    if page.day is None:
        return []
    newest = max(high for _, high in reading.places)
    days = newest // DAY
    first = page.day.toordinal() - days
    if page.day_of is DayOf.PAGE:
        return [(first + more) * DAY for more in range(days + 1)]
    local = _local_minutes(page.latest, zone)
    is_later = page.day_of is DayOf.MOMENT and local is not None and newest + first * DAY > local + SLACK
    return [(first - is_later) * DAY]


def _fits(places: Sequence[tuple[int, int]], page: PageTimes, zone: Zone | None) -> bool:
    """Whether a page whose clocks lie so can have been first published and last changed when it was."""
    latest, since = _local_minutes(page.latest, zone), _local_minutes(page.since, zone)
    newest, oldest = max(low for low, _ in places), min(high for _, high in places)
    return (latest is None or newest <= latest + SLACK) and (since is None or oldest >= since - EARLY)


def _nearest_readings(
    allowed: list[list[tuple[int, int]]], page: PageTimes, zone: Zone | None
) -> list[list[tuple[int, int]]]:
    """Of morning and evening, the one nearest below the moment at which the page stood so."""
    latest = _local_minutes(page.latest, zone)
    if latest is None or len(allowed) < 2:
        return allowed
    nearest = max(allowed, key=_newest)
    return [nearest] if page.day_of is DayOf.MOMENT or 0 <= latest + SLACK - _newest(nearest) <= SOON else allowed


def _newest(places: Sequence[tuple[int, int]]) -> int:
    return max(high for _, high in places)


def _local_minutes(moment: datetime | None, zone: Zone | None) -> int | None:
    if moment is None or zone is None:
        return None
    local = in_zone(moment, zone.info)
    return local.toordinal() * DAY + _minutes(local.time())


def _as_time(one: _Lined, span: tuple[int, int], day_reasons: tuple[str, ...]) -> When:
    """The time of a clock line whose day is known, or that of the days that are left."""
    stamp = one.stamp
    assert stamp is not None
    second = stamp.clock.second if stamp.clock else 0
    first, last = (_local(minutes, second) for minutes in span)
    zone = one.zone
    basis = (f"the page states “{stamp.words}”", *day_reasons)
    if zone is None:
        return _in_any_zone(first, last, stamp, basis)
    if first != last:
        is_half = (last - first) % timedelta(days=1) != timedelta()
        by_day = "the page passes midnight, so the day is not sure"
        reasons = (*basis, "nothing says whether morning or evening is meant" if is_half else by_day)
        return When(
            first.replace(tzinfo=zone.info), last.replace(tzinfo=zone.info), Precision.INTERVAL, reasons, stamp.words,
            zone.name,
        )  # fmt: skip
    shown = moments_shown(first.date(), first.time(), zone, stamp.zone)
    if len(shown) != 1:
        return _on_night_of_change(first, zone, stamp, basis)
    precision = Precision.SECOND if stamp.has_seconds else Precision.MINUTE
    return When(shown[0], shown[0], precision, (*basis, zone.basis), stamp.words, zone.name)


def _on_night_of_change(at: datetime, zone: Zone, stamp: Stamp, basis: tuple[str, ...]) -> When:
    """A clock time that came twice that night, or not at all: an hour in which it lies, by one reading or the other."""
    readings = [in_zone(at.replace(tzinfo=zone.info, fold=fold), UTC) for fold in (0, 1)]
    reason = "the clocks there were changed that night, so the hour is not sure"
    return When(min(readings), max(readings), Precision.INTERVAL, (*basis, zone.basis, reason), stamp.words, zone.name)


def _in_any_zone(first: datetime, last: datetime, stamp: Stamp, basis: tuple[str, ...]) -> When:
    """A clock whose zone is not known: of all zones on earth, or of those that its abbreviation may name."""
    possible = meanings(stamp.zone)
    if not possible:
        reasons = (*basis, "its zone is not known")
        return When(_aware(first - EAST), _aware(last + WEST), Precision.INTERVAL, reasons, stamp.words)
    low = min(first.replace(tzinfo=zone.info).astimezone(UTC) for zone in possible)
    high = max(last.replace(tzinfo=zone.info).astimezone(UTC) for zone in possible)
    named = ", ".join(zone.name.rpartition("/")[2].replace("_", " ") for zone in possible)
    reasons = (*basis, f"“{stamp.zone}” names the clocks of several zones: {named}")
    return When(low, high, Precision.INTERVAL, reasons, stamp.words)


def _day_reasons(
    one: _Lined, page: PageTimes, span: tuple[int, int], *, is_line: bool, is_anchored: bool
) -> tuple[str, ...]:
    """Why a clock is of the day on which it is placed."""
    if one.day is not None:
        return () if one.stamp and one.stamp.names_a_day else ("a line above it names the day",)
    is_day_of_page = page.day is not None and span[0] // DAY == page.day.toordinal()
    if is_anchored and not is_day_of_page:
        return ("another post names its day, and the clocks of the page are read in its order",)
    if not is_line or is_day_of_page:
        return (page.day_basis,) if page.day_basis else ()
    return ("the clocks of the page, read in its order, pass midnight", *((page.day_basis,) if page.day_basis else ()))


def _local(minutes: int, second: int) -> datetime:
    days, rest = divmod(minutes, DAY)
    return datetime.combine(date.fromordinal(days), time(rest // 60, rest % 60, second))


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)
