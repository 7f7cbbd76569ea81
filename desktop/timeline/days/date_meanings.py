"""Date meanings: which days an expression means, seen from the day on which it was written.

Knows that "Friday" is the last one where a sentence tells what happened and the next one where it tells what will, that
a page's own weekday is that very day, that weeks begin on Monday, and that a date without a year lies within half a
year. Never gives a day for a date that the calendar does not have.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from desktop.domain.dates import DatePrecision
from desktop.timeline.days.date_names import Away, Moment, Names, OnDate, OnDayOfMonth, OnWeekday, Unit
from desktop.timeline.language.tenses import Tense

DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
YEARS: Final = range(1500, 2100)
UNLIKELY: Final = 60  # days by which a date seems farther that the sentence does not lead to
SHORTLY_AHEAD: Final = 5  # years for which a year without its century is still the one to come
LEAP_DAY: Final = (2, 29)
LEAP_YEARS: Final = 8  # at most so many lie between two leap days
RECENT: Final = timedelta(days=45)  # so long something may be called by the date alone on which it happened
SOON: Final = 2  # where nothing tells of past or future, a day so close ahead is meant and not one of last week
NEAR: Final = 3  # "later on Friday" is said on that Friday, give or take what is not known of the day of writing


@dataclass(frozen=True, slots=True)
class Meaning:
    """The days that an expression means.

    Attributes:
        first: The first of them.
        last: The last of them.
        basis: How they follow, in words.
    """

    first: date
    last: date
    precision: DatePrecision
    basis: str


def meaning_of(names: Names, base: date | None, tense: Tense) -> Meaning | None:
    """Say which days are meant.

    Args:
        names: What the words name.
        base: The day on which they were written, where they speak; None if it is not known.
        tense: Whether the sentence tells of what was or of what is to come.

    Returns:
        The days; None where they cannot be known, or the calendar does not have them.
    """
    try:
        if isinstance(names, OnDate):
            return _on_date(names, base, tense)
        if base is None:
            return None
        if isinstance(names, OnWeekday):
            return _on_weekday(names, base, tense)
        if isinstance(names, OnDayOfMonth):
            return _on_day_of_month(names.day, base, tense)
        if isinstance(names, Moment):
            return _one_day(base, "the day on which it was written")
        return _away(names, base, tense)
    except (ValueError, OverflowError):  # no such date, or one beyond the calendar
        return None


def _one_day(day: date, basis: str) -> Meaning:
    return Meaning(day, day, DatePrecision.DAY, basis)


def _seen(base: date, how: str) -> str:
    return f"{how} {base:%A} {base.day} {base:%B %Y}"


# ---- dates of the calendar


def _on_date(names: OnDate, base: date | None, tense: Tense) -> Meaning | None:
    if names.years_away is not None:
        year = None if base is None else base.year + names.years_away
        names = replace(names, year=year, years_away=None) if year else names
    if names.short_year is not None:
        names = _with_century(names, base)
    if names.year is not None and names.year not in YEARS:
        return None
    if names.month is None:
        return _in_year(names) if names.year is not None else None
    if names.day is None:
        return _in_month(names, base, tense)
    if names.year is not None:
        return _of_month(names, names.year, "the date is written out")
    if base is None:
        return None
    years = [year for year in _near_years(names, base, tense) if _is_date(year, names)]
    if names.which == "past":
        return _recent(names, years, base)
    matching = [year for year in years if date(year, names.month, names.day).weekday() == names.weekday]
    year = _nearest(matching or years, lambda year: date(year, names.month or 1, names.day or 1), base, tense)
    reason = "the year in which it is that weekday" if matching else _seen(base, "the year nearest to")
    return _of_month(names, year, reason) if year is not None else None


def _with_century(names: OnDate, base: date | None) -> OnDate:
    """A year with the century that has it begun last, or brings it within a few years."""
    if base is None or names.short_year is None:
        return replace(names, short_year=None)
    year = base.year - (base.year - names.short_year) % 100
    year += 100 if year + 100 <= base.year + SHORTLY_AHEAD and not names.is_decade else 0
    return replace(names, short_year=None, year=year, last_year=year + 9 if names.is_decade else None)


def _near_years(names: OnDate, base: date, tense: Tense) -> range:
    """The years around; of a leap day all since the one before last, or until the next, as the sentence has it."""
    if (names.month, names.day) != LEAP_DAY:
        return range(base.year - 1, base.year + 2)
    return range(
        base.year - (LEAP_YEARS if tense is not Tense.FUTURE else 0),
        base.year + 1 + LEAP_YEARS * (tense is not Tense.PAST),
    )


def _recent(names: OnDate, years: list[int], base: date) -> Meaning | None:
    """The last such date, if it is not long ago: else the thing that is called by it may be of any year."""
    past = [year for year in years if timedelta() <= base - date(year, names.month or 1, names.day or 1) <= RECENT]
    return _of_month(names, past[-1], _seen(base, "the last such date before")) if past else None


def _is_date(year: int, names: OnDate) -> bool:
    try:
        date(year, names.month or 1, names.day or 1)
    except ValueError:
        return False
    return True


def _nearest(years: list[int], day_in: Callable[[int], date], base: date, tense: Tense) -> int | None:
    """The year that brings a date nearest; where the sentence tells of what was, one in the far future is none."""

    def distance(year: int) -> int:
        away = (day_in(year) - base).days
        is_against = (tense is Tense.PAST and away > 0) or (tense is Tense.FUTURE and away < 0)
        return abs(away) + (UNLIKELY if is_against else 0)

    return min(years, key=distance, default=None)


def _of_month(names: OnDate, year: int, basis: str) -> Meaning:
    month, day = names.month or 1, names.day or 1
    first = date(year, month, day)
    if names.last_day is None:
        return _one_day(first, basis)
    return Meaning(first, date(year, month, names.last_day), DatePrecision.SPAN, basis)


def _in_year(names: OnDate) -> Meaning:
    assert names.year is not None
    first, last = date(names.year, 1, 1), date(names.last_year or names.year, 12, 31)
    if names.last_year is not None:
        return _part_of(Meaning(first, last, DatePrecision.SPAN, "the years are written out"), names.part)
    return _part_of(Meaning(first, last, DatePrecision.YEAR, "the year is written out"), names.part)


def _in_month(names: OnDate, base: date | None, tense: Tense) -> Meaning | None:
    month = names.month or 1
    if names.year is not None:
        return _part_of(_month(names.year, month, "month and year are written out"), names.part)
    if base is None:
        return None
    years = [base.year - 1, base.year, base.year + 1]
    if names.which == "last" or (tense is Tense.PAST and names.which != "next"):
        is_this_one = month == base.month and names.which != "last"
        year = base.year if is_this_one or month < base.month else base.year - 1
    elif names.which == "next" or tense is Tense.FUTURE:
        is_this_one = month == base.month and names.which != "next"
        year = base.year if is_this_one or month > base.month else base.year + 1
    else:
        year = min(years, key=lambda year: _distance(date(year, month, 15), base))
    return _part_of(_month(year, month, _seen(base, "the month nearest to")), names.part)


def _distance(day: date, base: date) -> int:
    """How far a month is from a day; one to come seems farther, for most of what is told has happened."""
    away = (day - base).days
    return abs(away) + (UNLIKELY if away > 0 else 0)


def _month(year: int, month: int, basis: str) -> Meaning:
    first = date(year, month, 1)
    return Meaning(first, (first + 31 * DAY).replace(day=1) - DAY, DatePrecision.MONTH, basis)


def _part_of(whole: Meaning, part: str) -> Meaning:
    """A third of a stretch: its beginning, middle or end."""
    if part not in ("early", "mid", "late"):
        return whole
    third = (whole.last - whole.first) // 3
    first = {"early": whole.first, "mid": whole.first + third, "late": whole.last - third}[part]
    return replace(whole, first=first, last=first + third, precision=DatePrecision.SPAN)


# ---- seen from the day of writing


def _on_weekday(names: OnWeekday, base: date, tense: Tense) -> Meaning:
    if names.week:
        monday = base - base.weekday() * DAY + {"last": -1, "next": 1}.get(names.week, 0) * WEEK
        return _one_day(monday + names.weekday * DAY, _seen(base, f"that day of {names.week} week, seen from"))
    distance = (base.weekday() - names.weekday) % 7
    back, ahead = base - distance * DAY, base + (7 - distance) * DAY if distance else base
    which = names.which
    if which == "last":
        return _one_day(back - WEEK if distance == 0 else back, _seen(base, "the last such day before"))
    if which == "next":
        return _one_day(ahead + WEEK if distance == 0 else ahead, _seen(base, "the next such day after"))
    if which == "in a week":
        return _one_day(ahead + WEEK, _seen(base, "a week after the next such day from"))
    if distance == 0:
        return _one_day(base, "the day on which it was written")
    if names.is_later:
        return _one_day(back if distance <= NEAR else ahead, _seen(base, "the nearest such day to"))
    is_ahead = which in ("coming", "upcoming", "this coming") or (tense is Tense.FUTURE and which != "this past")
    is_ahead = is_ahead or (which == "this" and tense is not Tense.PAST)
    is_soon = tense is Tense.OPEN and which == "" and 7 - distance <= SOON
    if is_ahead or is_soon:
        return _one_day(ahead, _seen(base, "the next such day after"))
    return _one_day(back, _seen(base, "the latest such day up to"))


def _on_day_of_month(day: int, base: date, tense: Tense) -> Meaning | None:
    months = [base.replace(day=1), (base.replace(day=1) - DAY).replace(day=1), (base.replace(day=28) + 4 * DAY)]
    days = [each.replace(day=day) for each in months if _has_day(each, day)]
    if tense is Tense.PAST:
        days = [each for each in days if each <= base] or days
    elif tense is Tense.FUTURE:
        days = [each for each in days if each >= base] or days
    nearest = min(days, key=lambda each: abs(each - base), default=None)
    return None if nearest is None else _one_day(nearest, _seen(base, "the nearest such day to"))


def _has_day(month: date, day: int) -> bool:
    return day <= ((month.replace(day=1) + 31 * DAY).replace(day=1) - DAY).day


def _away(names: Away, base: date, tense: Tense) -> Meaning:
    match names.unit:
        case Unit.DAY:
            return _one_day(base + names.by * DAY, _counted(names, base))
        case Unit.WEEK:
            monday = base - base.weekday() * DAY + names.by * WEEK
            week = Meaning(monday, monday + 6 * DAY, DatePrecision.WEEK, _seen(base, "weeks from Monday, seen from"))
            return _part_of(week, names.part)
        case Unit.WEEKEND:
            return _weekend(names, base, tense)
        case Unit.MONTH:
            months = base.year * 12 + base.month - 1 + names.by
            return _part_of(_month(months // 12, months % 12 + 1, _seen(base, "seen from")), names.part)
        case Unit.YEAR:
            first, last = date(base.year + names.by, 1, 1), date(base.year + names.by, 12, 31)
            return _part_of(Meaning(first, last, DatePrecision.YEAR, _seen(base, "seen from")), names.part)


def _counted(names: Away, base: date) -> str:
    if names.by == 0:
        return "the day on which it was written"
    return _seen(base, "counted from")


def _weekend(names: Away, base: date, tense: Tense) -> Meaning:
    """Saturday and Sunday. During one, "the weekend" is that one; between two, the tense decides which."""
    saturday = base - base.weekday() * DAY + 5 * DAY  # that of the week in which it was written
    is_now = base.weekday() >= 5
    by = names.by
    if names.part == "open" and not is_now and tense is Tense.PAST:
        by = -1
    first = saturday + by * WEEK
    return Meaning(first, first + DAY, DatePrecision.SPAN, _seen(base, "Saturday and Sunday, seen from"))
