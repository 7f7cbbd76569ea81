"""Figure dates: which of two days a date in figures means, as "03-05-22" the third of May or the fifth of March.

Knows that Americans write the month first and nearly all others the day, and that a page speaks most of its own day.
Where neither its country nor its words tell, no day is chosen.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from desktop.domain.blocks import Block
from desktop.timeline.days.zones import AMERICAN_CLOCKS, COUNTRIES, publisher_zone
from desktop.timeline.language.calendar_names import month_number, weekday_number

# Countries whose pages may write the year first in figures, or both ways: their domains tell nothing.
_UNSURE: Final = frozenset({"ca", "cn", "hu", "jp", "kr", "lt", "ph", "se", "tw", "za"})
_MORE_COUNTRIES: Final = """
ar au bg br cl cy ee eg es gh hk hr id ke kz lk lu lv ma mt mx my ng nz pe pt ro rs ru si sk th tr vn
"""
_DAY_FIRST: Final = frozenset({*COUNTRIES, *_MORE_COUNTRIES.split()}) - _UNSURE
_AMERICAN: Final = frozenset({"us", "gov", "mil", "edu"})
_DAY_FIRST_ZONES: Final = ("Europe/", "Australia/")
CLOSE: Final = 3  # days by which a page's other dates may lie off its day
FEWEST: Final = 3  # words that name a day's month or weekday, before they tell which day is meant
CLEARLY: Final = 2  # times as many as for the other day
_NAMES: Final = re.compile(r"\b[A-Z][a-z]{2,8}\b")


def writes_day_first(url: str | None, zone: str | None) -> bool | None:
    """Whether a page writes the day before the month in figures.

    Args:
        url: Its address; the country of its publisher decides.
        zone: The IANA name of the zone in which it speaks, where its address tells nothing.

    Returns:
        None where neither tells.
    """
    home = publisher_zone(url)
    if home is not None and home.name in AMERICAN_CLOCKS:
        return False
    country = _country(url)
    if country in _UNSURE:
        return None
    if country in _AMERICAN:
        return False
    if home is not None or country in _DAY_FIRST:
        return True
    if zone in AMERICAN_CLOCKS:
        return False
    return True if (zone or "").startswith(_DAY_FIRST_ZONES) else None


def likelier_day(days: Sequence[date], told: date | None, blocks: Sequence[Block]) -> date | None:
    """Of the days that figures may mean, the one of which the rest of the page speaks.

    Args:
        days: Two of them; of any other number none is chosen.
        told: The day that the page tells otherwise, if it does.
        blocks: The page, whose months and weekdays are counted.
    """
    if len(days) != 2:
        return None
    if told is not None:
        nearest = min(days, key=lambda day: abs(day - told))
        return nearest if abs((nearest - told).days) <= CLOSE else None
    counts = _names_counted(blocks)
    less, more = sorted(days, key=lambda day: _spoken_of(day, counts))
    least, most = _spoken_of(less, counts), _spoken_of(more, counts)
    return more if most >= FEWEST and most >= CLEARLY * least else None


def _country(url: str | None) -> str:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.rpartition(".")[2]


def _names_counted(blocks: Sequence[Block]) -> Counter[tuple[str, int]]:
    """How often a page names each month and each weekday."""
    counts: Counter[tuple[str, int]] = Counter()
    for block in blocks:
        for word in _NAMES.findall(block.text):
            month, weekday = month_number(word), weekday_number(word)
            if month is not None:
                counts["month", month] += 1
            elif weekday is not None:
                counts["weekday", weekday] += 1
    return counts


def _spoken_of(day: date, counts: Counter[tuple[str, int]]) -> int:
    return counts["month", day.month] + counts["weekday", day.weekday()]
