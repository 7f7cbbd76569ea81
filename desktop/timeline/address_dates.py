"""Address dates: the day that an address names.

Knows the forms of the common publishers ("…-02-12-22", "/2022/feb/12/"). Never gives a day that the calendar does not
have, nor one of a year in which there were no live pages.
"""

import re
from datetime import date
from typing import Final

from desktop.timeline.calendar_names import month_number

YEARS: Final = range(1990, 2100)
_ADDRESS_DATES = (
    re.compile(
        r"(?:^|[/_-])(?P<year>(?:19|20)\d\d)[/_-]?(?P<month>0[1-9]|1[0-2]|[a-z]{3,9})[/_-]?(?P<day>[0-3]?\d)(?=$|[/_.-])",
        re.I,
    ),
    re.compile(r"(?:^|[/_-])(?P<month>0?[1-9]|1[0-2])-(?P<day>0?[1-9]|[12]\d|3[01])-(?P<year>\d\d|20\d\d)(?=$|[/_.-])"),
    re.compile(r"(?:^|[/_-])(?P<month>[a-z]{3,9})-(?P<day>[0-3]?\d)-(?P<year>20\d\d)(?=$|[/_.-])", re.I),
    re.compile(r"(?:^|[/_-])(?P<day>[0-3]?\d)-(?P<month>[a-z]{3,9})-(?P<year>20\d\d)(?=$|[/_.-])", re.I),
)


def day_in_address(url: str | None) -> date | None:
    """Return the day that an address names ("…-02-12-22", "/2022/feb/12/"), or None."""
    for pattern in _ADDRESS_DATES:
        for found in pattern.finditer((url or "").split("?")[0]):
            day = _from_address(found)
            if day is not None:
                return day
    return None


def _from_address(found: re.Match[str]) -> date | None:
    month = int(found["month"]) if found["month"].isdigit() else month_number(found["month"])
    year = int(found["year"])
    return _day(year + 2000 if year < 100 else year, month, int(found["day"])) if month else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if made.year in YEARS else None
