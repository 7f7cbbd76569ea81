"""Days as they are written in a query: "2022-02-11", "2022-02", "2022" and ranges of them.

Why not the query library's own dates: it reads a range of days as the whole year and finds nothing for "after".
"""

import calendar
import re
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
RANGE_SIGN = ".."


def parse_days(text: str) -> tuple[date, date] | None:
    """Read a day, month, year or range.

    Args:
        text: For example "2022-02", or "2022-02-10..2022-02-12".

    Returns:
        The first and last day, both included; None if it is no date.
    """
    first, sign, last = text.partition(RANGE_SIGN)
    begin, end = _parse_date(first), _parse_date(last if sign else first)
    if begin is None or end is None or begin[0] > end[1]:
        return None
    return begin[0], end[1]


def _parse_date(text: str) -> tuple[date, date] | None:
    match = _DATE.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = (int(group) if group else None for group in match.groups())
    try:
        return _bounds(year or 0, month, day)
    except ValueError:  # no such month or day
        return None


def _bounds(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    if day is not None and month is not None:
        return date(year, month, day), date(year, month, day)
    if month is not None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)
