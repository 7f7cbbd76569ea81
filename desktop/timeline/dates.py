"""Dates: the days that words and addresses name.

Knows weekdays, "today", "Feb. 7" and the date forms of addresses. Never gives a day for what is no date: an impossible
date, a year alone, "recent weeks".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from desktop.timeline.calendar_names import month_number
from desktop.timeline.english import may_name_a_day, unquoted

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FARTHEST_BACK: Final = timedelta(days=14)  # a date before that is background to a post, not its event
YEARS: Final = range(1990, 2100)

_SENTENCE = re.compile(r"(?<![ap]\.m\.)(?<=[a-z0-9)”\"’%][.!?…])\s+|\n+")
_WEEKDAY = re.compile(
    r"\b(?:(?P<which>next|last|this|coming|later(?: on)?|every|each) )?"
    r"(?P<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_TODAY = re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", re.IGNORECASE)
_YESTERDAY = re.compile(r"\b(?:yesterday|last night)\b", re.IGNORECASE)
_DAY_AFTER = re.compile(r"\bc[ao]mes? (?:just )?(?:one|a) day after\b", re.IGNORECASE)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>(?:19|20)\d\d)\b)?", re.IGNORECASE)
_DATE_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? (?P<year>(?:19|20)\d\d))?\b", re.IGNORECASE
)
_MONTH_BEGINS = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|[A-Z]{3})")
_AHEAD = re.compile(
    r"\b(?:will|would|expected|scheduled|planned|plans?|due|set to|upcoming|until|by|before|later|going to|shall|"
    r"ahead of|next)\b",
    re.IGNORECASE,
)
_ADDRESS_DATES = (
    re.compile(
        r"(?:^|[/_-])(?P<year>(?:19|20)\d\d)[/_-]?(?P<month>0[1-9]|1[0-2]|[a-z]{3,9})[/_-]?(?P<day>[0-3]?\d)(?=$|[/_.-])",
        re.I,
    ),
    re.compile(r"(?:^|[/_-])(?P<month>0?[1-9]|1[0-2])-(?P<day>0?[1-9]|[12]\d|3[01])-(?P<year>\d\d|20\d\d)(?=$|[/_.-])"),
    re.compile(r"(?:^|[/_-])(?P<month>[a-z]{3,9})-(?P<day>[0-3]?\d)-(?P<year>20\d\d)(?=$|[/_.-])", re.I),
    re.compile(r"(?:^|[/_-])(?P<day>[0-3]?\d)-(?P<month>[a-z]{3,9})-(?P<year>20\d\d)(?=$|[/_.-])", re.I),
)


@dataclass(frozen=True, slots=True)
class Named:
    """A day that a text names.

    Attributes:
        day: The day meant.
        words: The words that name it.
        is_ahead: Whether the text speaks of it as still to come.
        is_later: Whether it says "later" that day.
    """

    day: date
    words: str
    is_ahead: bool = False
    is_later: bool = False


def day_in_address(url: str | None) -> date | None:
    """Return the day that an address names ("…-02-12-22", "/2022/feb/12/"), or None."""
    for pattern in _ADDRESS_DATES:
        for found in pattern.finditer((url or "").split("?")[0]):
            day = _from_address(found)
            if day is not None:
                return day
    return None


def named_days(text: str, base: date) -> Iterator[Named]:
    """Find the days that a text names outside its quotations.

    Args:
        text: A body; captions are not to be among it.
        base: The day on which it was written, as far as that is known.

    Yields:
        Each named day, in the order of the text, sentence by sentence.
    """
    if may_name_a_day(text) or _MONTH_BEGINS.search(text):
        for sentence in _SENTENCE.split(unquoted(text)):
            yield from _in_sentence(sentence, base)


def _in_sentence(sentence: str, base: date) -> Iterator[Named]:
    if may_name_a_day(sentence):
        for found in _WEEKDAY.finditer(sentence):
            named = _weekday(found, sentence, base)
            if named is not None:
                yield named
        for pattern, distance in ((_TODAY, 0), (_YESTERDAY, 1), (_DAY_AFTER, 1)):
            for found in pattern.finditer(sentence):
                yield Named(base - timedelta(days=distance), found.group())
    for pattern in (_DATE, _DATE_FIRST) if _MONTH_BEGINS.search(sentence) else ():
        for found in pattern.finditer(sentence):
            day = _calendar_day(found, base)
            if day is not None:
                yield Named(day, found.group(), day > base)


def _weekday(found: re.Match[str], sentence: str, base: date) -> Named | None:
    """The day that a weekday's name means: the latest such day up to the base, unless the words look ahead."""
    which = (found["which"] or "").lower()
    if which in ("every", "each"):
        return None
    distance = (base.weekday() - WEEKDAYS.index(found["day"].lower())) % 7
    back = base - timedelta(days=distance)
    if which == "last":
        return Named(back - timedelta(days=7) if distance == 0 else back, found.group())
    looks_ahead = which in ("next", "coming") or _AHEAD.search(sentence[max(0, found.start() - 40) : found.start()])
    if distance and looks_ahead and distance > 3:
        return Named(back + timedelta(days=7), found.group(), is_ahead=True)
    if distance == 0 and which == "next":
        return Named(back + timedelta(days=7), found.group(), is_ahead=True)
    return Named(back, found.group(), is_later=which.startswith("later"))


def _calendar_day(found: re.Match[str], base: date) -> date | None:
    month = month_number(found["month"])
    if month is None or (found["month"][0].islower() and found["month"].lower() in ("may", "march")):
        return None
    if found["year"]:
        return _day(int(found["year"]), month, int(found["day"]))
    candidates = [_day(year, month, int(found["day"])) for year in (base.year - 1, base.year, base.year + 1)]
    return min((d for d in candidates if d), key=lambda d: abs(d - base), default=None)


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
