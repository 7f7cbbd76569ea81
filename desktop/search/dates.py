"""Days as they are written in a query: "2022-02-11", "2022-02", "yesterday", "11 February 2022" and ranges of them.

Why not the query library's own dates: it reads a range of days as the whole year and finds nothing for "after".
"""

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

Span = tuple[date, date]

RANGE_SIGN: Final = ".."
LATE_DAY: Final = date(9990, 1, 1)  # for callers that do not say which day it is: everything was before it
DATE_WORDS: Final = (
    "today",
    "yesterday",
    "this-week",
    "last-week",
    "this-month",
    "last-month",
    "this-year",
    "last-year",
)
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_AGO = re.compile(r"(\d{1,4}) ?(d|days?|w|weeks?|m|months?|y|years?)(?: ago)?")
_BETWEEN = re.compile(r"[\s\-_,.]+")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_YEAR = re.compile(r"\d{4}")
_SHORTEST_NAME = 3  # letters of a month or weekday
_MONTHS = (  # not those of `calendar`, which speaks the language of the computer
    "", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


def parse_days(text: str, today: date) -> Span | None:
    """Read a day, week, month, year or range.

    Args:
        text: For example "2022-02", "2022-02-10..2022-02-12", "yesterday", "11 Feb 2022", "friday" or "3 days ago".
            Without a year the newest such day that is not still to come is meant.
        today: The day on which it is asked.

    Returns:
        The first and last day, both included; None if it is no date. An open end of a range reaches as far as days go.
    """
    first, sign, last = text.partition(RANGE_SIGN)
    if not sign:
        return _span(text, today)
    begin = _span(first, today) if first.strip() else (date.min, date.min)
    end = _span(last, today) if last.strip() else (date.max, date.max)
    if begin is None or end is None or not text.strip(" .") or begin[0] > end[1]:
        return None
    return begin[0], end[1]


def _span(text: str, today: date) -> Span | None:
    spoken = text.strip().lower()
    words = [word for word in _BETWEEN.split(spoken) if word]
    try:
        if match := _ISO.fullmatch(spoken):
            return _of_numbers(*(int(group) if group else None for group in match.groups()))
        return _relative(" ".join(words), today) or _named(words, today)
    except (ValueError, OverflowError):  # no such day
        return None


def _of_numbers(year: int | None, month: int | None = None, day: int | None = None) -> Span:
    year = year or 0
    if day is not None and month is not None:
        return date(year, month, day), date(year, month, day)
    if month is not None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def _relative(spoken: str, today: date) -> Span | None:
    if spoken in ("today", "yesterday"):
        day = today if spoken == "today" else today - _DAY
        return day, day
    which, _, unit = spoken.partition(" ")
    if which in ("this", "last") and unit in ("week", "month", "year"):
        return _whole(unit, today, back=int(which == "last"))
    if match := _AGO.fullmatch(spoken):
        count, letter = int(match[1]), match[2][0]
        if letter in "dw":
            day = today - count * (_WEEK if letter == "w" else _DAY)
            return (day, day) if spoken.endswith("ago") else (day, today)
        first, _ = _whole("month", today, back=count * (12 if letter == "y" else 1))
        day = first.replace(day=min(today.day, calendar.monthrange(first.year, first.month)[1]))
        return (day, day) if spoken.endswith("ago") else (day, today)
    return None


def _whole(unit: str, today: date, back: int) -> Span:
    if unit == "week":
        first = today - timedelta(days=today.weekday()) - back * _WEEK
        return first, first + _WEEK - _DAY
    if unit == "year":
        return _of_numbers(today.year - back)
    months = today.year * 12 + today.month - 1 - back
    return _of_numbers(months // 12, months % 12 + 1)


def _named(words: Sequence[str], today: date) -> Span | None:
    """Read what names a weekday or a month: "friday", "11 feb", "february 2022", "feb 11 2022"."""
    if len(words) == 1 and (weekday := _place(words[0], _WEEKDAYS)) is not None:
        day = today - timedelta(days=(today.weekday() - weekday) % 7)
        return day, day
    months = [month for word in words if (month := _place(word, _MONTHS)) is not None]
    years = [int(word) for word in words if _YEAR.fullmatch(word)]
    days = [int(match[1]) for word in words if (match := _ORDINAL.fullmatch(word))]
    is_whole = len(months) + len(years) + len(days) == len(words)
    if not is_whole or len(months) != 1 or len(years) > 1 or len(days) > 1:
        return None
    of_month = days[0] if days else None
    if years:
        return _of_numbers(years[0], months[0], of_month)
    this_year = _of_numbers(today.year, months[0], of_month)
    return this_year if this_year[0] <= today else _of_numbers(today.year - 1, months[0], of_month)


def _place(word: str, names: Sequence[str]) -> int | None:
    if len(word) < _SHORTEST_NAME or not word.isalpha():
        return None
    return next((place for place, name in enumerate(names) if name and name.startswith(word)), None)
