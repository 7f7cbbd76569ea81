"""Address dates: the day that an address names.

Knows the forms of the common publishers ("…-12-02-22", "/2022/feb/12/"). Never gives a day that the calendar does not
have, nor one of a year in which there were no live pages; and where figures may mean two days it gives both.
"""

import re
from datetime import date
from typing import Final

from desktop.timeline.language.calendar_names import month_number

YEARS: Final = range(1990, 2100)
_END = r"(?=$|[/_.-])"
_MONTH_NAME = r"(?P<month>[a-z]{3,9})"
_NTH = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_ADDRESS_DATES: Final = (
    re.compile(
        r"(?:^|[/_-])(?P<year>(?:19|20)\d\d)(?:"
        r"[/_-]?(?P<month>0[1-9]|1[0-2])[/_-]?(?P<day>[0-3]\d)|"
        r"(?P<sign>[/_])(?P<bare_month>[1-9]|1[0-2])(?P=sign)(?P<bare_day>[1-9]|[12]\d|3[01])|"
        rf"[/_-]?(?P<month_name>[a-z]{{3,9}})[/_-]?(?P<day_of_name>[0-3]?\d)){_END}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?:^|[/_-]){_MONTH_NAME}-{_NTH}-(?P<year>20\d\d){_END}", re.IGNORECASE),
    re.compile(rf"(?:^|[/_-]){_NTH}-{_MONTH_NAME}-(?P<year>20\d\d){_END}", re.IGNORECASE),
)
# A year of two figures is one only behind two others of two, and where nothing goes on: "3-2-20" is how a match ended.
_IN_FIGURES: Final = re.compile(
    r"(?:^|[/_]|(?<!\d)-)(?:(?P<first>\d\d)-(?P<second>\d\d)-(?P<short>\d\d)(?!-\d)|"
    rf"(?P<one>\d\d?)-(?P<other>\d\d?)-(?P<year>20\d\d)){_END}"
)


def days_in_address(url: str | None, *, day_first: bool | None = None) -> tuple[date, ...]:
    """Return the day that an address names ("…-02-12-22", "/2022/feb/12/").

    Args:
        url: The address.
        day_first: Whether its publisher writes the day before the month; None if that is not known.

    Returns:
        One day, or none; two where a date in figures may mean either and nothing says which, the one that has the day
        first before the other.
    """
    path = (url or "").split("?")[0]
    for pattern in _ADDRESS_DATES:
        for found in pattern.finditer(path):
            day = _written_out(found)
            if day is not None:
                return (day,)
    for found in _IN_FIGURES.finditer(path):
        days = _in_figures(found, day_first=day_first)
        if days:
            return days
    return ()


def _written_out(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    month = parts["month"] or parts.get("bare_month") or parts.get("month_name") or ""
    day = parts["day"] or parts.get("bare_day") or parts.get("day_of_name") or ""
    number = int(month) if month.isdigit() else month_number(month)
    return _day(int(parts["year"]), number, int(day)) if number else None


def _in_figures(found: re.Match[str], *, day_first: bool | None) -> tuple[date, ...]:
    first, second = int(found["first"] or found["one"]), int(found["second"] or found["other"])
    year = int(found["year"]) if found["year"] else 2000 + int(found["short"])
    read_day_first, read_month_first = _day(year, second, first), _day(year, first, second)
    wanted = {True: (read_day_first,), False: (read_month_first,), None: (read_day_first, read_month_first)}[day_first]
    days = [day for day in wanted if day] or [day for day in (read_day_first, read_month_first) if day]
    return tuple(dict.fromkeys(days))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if made.year in YEARS else None
