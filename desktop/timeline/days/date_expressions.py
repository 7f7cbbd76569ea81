"""Date expressions: the words of a text that name a day, a week, a month, a year or a clock time.

Knows in what order to look, what is not worth looking for, and that of two expressions that overlap the longer one is
meant. Never says which day is meant.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from desktop.timeline.days.calendar_dates import find_month_dates, find_numeric_dates, find_short_years, find_years
from desktop.timeline.days.clock_times import find_clocks
from desktop.timeline.days.date_names import Away, Expression, Moment, OnDate, OnDayOfMonth, OnWeekday, Unit
from desktop.timeline.days.day_words import find_agos, find_day_words, find_days_of_month, find_periods, find_weekdays

Look = Callable[[str], Iterator[Expression]]

_CLOCK_THEN_DAY = re.compile(r"\)?,? ?(?:\(|on |early |late |this )?", re.IGNORECASE)
_DAY_THEN_CLOCK = re.compile(r",? ?(?:at|by|around|about|from|until|before|after|shortly (?:before|after))? ?", re.I)
_RANGE = re.compile(r" ?[-–] ?| (?:to|through|until|and) ")
_DIGIT = re.compile(r"\d")
_FOUR_DIGITS = re.compile(r"\d{4}")
_SHORT_YEAR = re.compile(r"[’'‘]\d\d")
_NUMBERS = re.compile(r"\d[-./]\d")
_HOUR = re.compile(r"\d\s?(?:[apAP]\.?\s?[mM]|:\d\d|\.\d\d\s|\d\d\d\s?(?:[A-Zh]|[-–]\d))|\d (?:to|and|until|till) \d")
_MONTH_BEGINS = re.compile(
    r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JU|AUG|SEP|OCT|NOV|DEC"
)


def find_expressions(text: str) -> list[Expression]:
    """Find the words of a text that name dates.

    Args:
        text: A paragraph or a sentence, with its white space collapsed.

    Returns:
        In the order of the text; none overlaps another. A clock time beside the day it belongs to is one with it.
    """
    found = [each for look in _looks(text) for each in look(text)]
    return _joined(text, _longest(found)) if found else found


def _looks(text: str) -> Iterator[Look]:
    """What is worth being looked for in a text: a glance is a tenth of the price of a look."""
    has_day = "day" in text
    if (has_day and _has_weekday(text)) or "DAY" in text:
        yield find_weekdays
    if _has_day_word(text, has_day=has_day):
        yield find_day_words
    if "week" in text or "month" in text or "year" in text:
        yield find_periods
    if " ago" in text:
        yield find_agos
    if _MONTH_BEGINS.search(text):
        yield find_month_dates
    if _DIGIT.search(text):
        yield from _numeric_looks(text)
    elif _has_noon(text):
        yield _clocks


def _numeric_looks(text: str) -> Iterator[Look]:
    if _HOUR.search(text) or _has_noon(text):
        yield _clocks  # first, for "1800" of "1800 to 1900 GMT" is no year
    if _FOUR_DIGITS.search(text):
        yield find_years
        if _NUMBERS.search(text):
            yield find_numeric_dates
    if _SHORT_YEAR.search(text):
        yield find_short_years
    if "the " in text:
        yield find_days_of_month


# Written out because a generator over the same words takes four times as long, and this is asked of every paragraph.


def _has_weekday(text: str) -> bool:
    return "nday" in text or "sday" in text or "iday" in text or "rday" in text


def _has_day_word(text: str, *, has_day: bool) -> bool:
    is_day = has_day and ("oday" in text or "esterday" in text or "day after" in text)
    is_near = is_day or "onight" in text or "omorrow" in text or "ast night" in text
    return is_near or "his morning" in text or "his afternoon" in text or "his evening" in text


def _has_noon(text: str) -> bool:
    return "noon" in text or "midnight" in text or "midday" in text


def _clocks(text: str) -> Iterator[Expression]:
    for clock in find_clocks(text):
        yield Expression(clock.start, clock.end, Moment(), clock)


def _longest(found: list[Expression]) -> list[Expression]:
    """Of those that overlap the longest, in the order of the text."""
    if len(found) == 1:
        return found
    kept: list[Expression] = []
    for each in sorted(found, key=_longest_first):
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return sorted(kept, key=_place)


def _longest_first(each: Expression) -> tuple[int, int]:
    return each.start - each.end, each.start


def _place(each: Expression) -> int:
    return each.start


def _joined(text: str, found: list[Expression]) -> list[Expression]:
    """Make one of a day and a clock time that stand side by side, and of a day and its date behind it."""
    made: list[Expression] = []
    for each in found:
        above = made[-1] if made else None
        gap = text[above.end : each.start] if above is not None else ""
        if above is not None and _belong_together(gap, above, each):
            whole = replace(above if above.clock is None else each, clock=above.clock or each.clock)
            made[-1] = replace(whole, start=above.start, end=each.end)
        elif above is not None and _is_of_year(gap, above, each):
            made[-1] = _in_relative_year(above, each)
        elif above is not None and _is_date_of(gap, above, each):
            closes = gap == " (" and text[each.end : each.end + 1] == ")"
            made[-1] = replace(each, start=above.start, end=each.end + closes)
        else:
            if above is not None and _lends_year(gap, above, each):
                made[-1] = _in_year_of(above, each)
            made.append(each)
    return made


def _is_date_of(gap: str, left: Expression, right: Expression) -> bool:
    """Whether a date says which day the words before it mean: "this evening (Monday 18th May)"."""
    is_day = isinstance(left.names, OnWeekday) or (isinstance(left.names, Away) and left.names.unit is Unit.DAY)
    has_date = isinstance(right.names, OnDate) and right.names.day is not None
    return is_day and left.clock is None and has_date and gap in (" (", ", ", " ")


def _is_of_year(gap: str, left: Expression, right: Expression) -> bool:
    """Whether a month or date is one of a year counted from now: "June last year"."""
    is_date = isinstance(left.names, OnDate) and left.names.month is not None and left.names.year is None
    is_year = isinstance(right.names, Away) and right.names.unit is Unit.YEAR and not right.names.part
    return is_date and is_year and gap in (" ", " of ", ", ")


def _in_relative_year(left: Expression, right: Expression) -> Expression:
    assert isinstance(left.names, OnDate)
    assert isinstance(right.names, Away)
    return replace(left, end=right.end, names=replace(left.names, years_away=right.names.by))


def _lends_year(gap: str, left: Expression, right: Expression) -> bool:
    """Whether the year behind a range belongs to its first date too: "July 30 to Aug. 14, 1932"."""
    if not (isinstance(left.names, OnDate) and isinstance(right.names, OnDate)) or not _RANGE.fullmatch(gap):
        return False
    return left.names.month is not None and left.names.year is None and right.names.year is not None


def _in_year_of(left: Expression, right: Expression) -> Expression:
    assert isinstance(left.names, OnDate)
    assert isinstance(right.names, OnDate)
    return replace(left, names=replace(left.names, year=right.names.year)) if right.names.day else left


def _belong_together(gap: str, left: Expression, right: Expression) -> bool:
    if (left.clock is None) == (right.clock is None) or not (_is_day(left) or _is_day(right)):
        return False
    return bool((_DAY_THEN_CLOCK if left.clock is None else _CLOCK_THEN_DAY).fullmatch(gap))


def _is_day(each: Expression) -> bool:
    names = each.names
    if isinstance(names, OnDate):
        return names.day is not None and names.last_day is None
    return isinstance(names, OnWeekday | OnDayOfMonth) or (isinstance(names, Away) and names.unit is Unit.DAY)
