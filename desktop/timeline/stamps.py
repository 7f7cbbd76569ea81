"""Stamps: time lines as pages print them, taken apart but not yet placed in time.

Knows "12 min ago", "7:48 p.m. ET, May 2, 2023", "Updated 1915 GMT (0315 HKT) April 9, 2023" and their kin. Never
says which instant is meant: that needs a day, a zone or the time of saving, which `placing` brings.
"""

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Final

LONGEST_STAMP: Final = 90
YEARS: Final = range(1800, 2201)  # a page is of no other year; and so no sum of its times leaves the calendar
MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
# Abbreviations that stand for one zone only. BST, IST, CST and the like mean several and are resolved elsewhere or not.
ZONES: Final = {
    "et": "America/New_York",
    "est": "America/New_York",
    "edt": "America/New_York",
    "ct": "America/Chicago",
    "cdt": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "gmt": "UTC",
    "utc": "UTC",
    "cet": "Europe/Paris",
    "cest": "Europe/Paris",
    "hkt": "Asia/Hong_Kong",
    "jst": "Asia/Tokyo",
    "aest": "Australia/Brisbane",
    "aedt": "Australia/Sydney",
}
UNITS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, "mo": 2629800, "y": 31557600}

_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?(?:\s+(?P<year>\d{{4}}))?)"
_DATE_FIRST = (
    r"(?:(?P<day2>\d{1,2})(?:st|nd|rd|th)?\s+"
    r"(?P<month2>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?,?(?:\s+(?P<year2>\d{4}))?)"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK = r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))(?:[:.](?P<second>\d{2}))?\s*(?P<half>[ap]\.?\s?m\.?)?"
_HOUR = r"(?P<hour>\d{1,2})\s*(?P<half>[ap]\.?\s?m\.?)"
_MILITARY = r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)"
_ZONE = r"(?:\s*(?P<zone>[A-Z]{2,5})\b)?(?:\s*\([^()]{2,20}\))?"
_LEAD = r"(?:(?:last\s+)?(?:updated|posted|published)(?:\s+at)?:?\s+)?"
_CLOCK_LINE = (
    re.compile(rf"(?i:{_LEAD}{_CLOCK}){_ZONE}(?i:(?:,|\s+on)?\s*(?:{_WEEKDAY}(?:{_DATE}|{_DATE_FIRST}))?)\s*:?"),
    re.compile(rf"(?i:{_LEAD}{_HOUR}){_ZONE}(?i:(?:,|\s+on)?\s*(?:{_WEEKDAY}(?:{_DATE}|{_DATE_FIRST}))?)\s*:?"),
    re.compile(rf"(?i:{_LEAD}{_MILITARY})\s*(?P<zone>[A-Z]{{3,4}})\b(?:\s*\([^()]{{2,20}}\))?(?i:,?\s*{_DATE})?"),
    re.compile(rf"(?i:{_LEAD}{_WEEKDAY}(?:{_DATE}|{_DATE_FIRST})(?:,|\s+at)?\s+{_CLOCK}){_ZONE}"),
)
_AGO = re.compile(
    r"(?:(?:last\s+)?(?:updated|posted|published):?\s+)?"
    r"(?P<first>\d{1,4}|an?|one)\s*(?P<unit>s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|"
    r"mo|months?|y|yrs?|years?)\.?"
    r"(?:,?\s*(?:and\s+)?(?P<second>\d{1,2})\s*(?P<unit2>m|mins?|minutes?)\.?)?\s+ago\b"
    r"(?:\s*\((?P<inside>[^()]{3,24})\))?",
    re.IGNORECASE,
)
_LEADING_CLOCK = re.compile(
    r"(?P<clock>\d{1,2}[.:]\d{2}\s*(?:[ap]\.?m\.?|Uhr)?(?:\s+[A-Z]{2,4})?|\d{1,2}\s*[ap]\.?m\.?)\s*(?:[:–—|]|-\s)\s*",
    re.IGNORECASE,
)
_JUST_NOW = re.compile(r"(?:just now|moments ago|now)", re.IGNORECASE)
_UPDATED = re.compile(r"(?:last\s+)?updated\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Age:
    """An age such as "12 min ago": how long ago at least, and how wide the statement is.

    Units:
        Seconds.
    """

    seconds: int
    width: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time line.

    Attributes:
        words: The line as printed.
        age: For "… ago".
        clock: The clock time, if it states one.
        has_seconds: Whether the clock time names a second.
        day: The date, if it states one with its year.
        month_day: Month and day of a date without a year.
        zone: The abbreviation of the zone as printed.
        is_update: Whether it says when the page or post was last updated.
    """

    words: str
    age: Age | None = None
    clock: time | None = None
    has_seconds: bool = False
    day: date | None = None
    month_day: tuple[int, int] | None = None
    zone: str | None = None
    is_update: bool = False

    @property
    def style(self) -> str:
        """How the line is written; the stamps of one page share a style or two."""
        if self.age is not None:
            return "age"
        return "clock and date" if self.day or self.month_day else "clock"


def read_stamp(text: str) -> Stamp | None:
    """Return the stamp that a line is, or None if the line says anything else as well."""
    if not 2 <= len(text) <= LONGEST_STAMP or not (text[0].isdigit() or text[0].isalpha()):
        return None
    found = _AGO.fullmatch(text)
    if found:
        return _read_age(found, text)
    if _JUST_NOW.fullmatch(text):
        return Stamp(text, Age(0, 60))
    if not any(character.isdigit() for character in text):
        return None
    return next((stamp for pattern in _CLOCK_LINE if (stamp := _read_clock(pattern.fullmatch(text), text))), None)


def read_leading_stamp(text: str) -> tuple[Stamp, str] | None:
    """Return the stamp that opens a line and the words glued to it ("20m ago (09:12 GMT)Second gate …")."""
    found = _AGO.match(text)
    if not found or found.end() == len(text):
        return None
    rest = text[found.end() :]
    if rest[0].isspace() and not rest.lstrip()[:1].isupper():
        return None
    return _read_age(found, text[: found.end()]), rest.strip()


def read_leading_clock(text: str) -> tuple[Stamp, str] | None:
    """Return the clock time that opens a line, and the rest ("7.15am: Hello again", "12.31 Uhr: …")."""
    found = _LEADING_CLOCK.match(text)
    if not found or found.end() == len(text):
        return None
    stamp = read_stamp(found["clock"].replace("Uhr", "").strip())
    return (stamp, text[found.end() :].strip()) if stamp and stamp.clock is not None else None


def month_number(name: str) -> int | None:
    """The month that a name or its abbreviation stands for."""
    return MONTHS.get(name.lower().rstrip("."))


def _read_age(found: re.Match[str], text: str) -> Stamp:
    unit = _unit(found["unit"])
    count = int(found["first"]) if found["first"].isdigit() else 1
    seconds, width = count * unit, unit
    if found["second"]:
        seconds, width = seconds + int(found["second"]) * 60, 60
    inside = read_stamp(found["inside"]) if found["inside"] else None
    if inside is not None and inside.clock is not None:
        return Stamp(text, Age(seconds, width), inside.clock, inside.has_seconds, zone=inside.zone)
    return Stamp(text, Age(seconds, width), is_update=bool(_UPDATED.match(text)))


def _unit(name: str) -> int:
    name = name.lower()
    return UNITS["mo"] if name.startswith("mo") else UNITS[name[0]]


def _read_clock(found: re.Match[str] | None, text: str) -> Stamp | None:
    if found is None:
        return None
    groups = found.groupdict()
    clock = _clock(groups)
    if clock is None:
        return None
    month = month_number(groups.get("month") or groups.get("month2") or "")
    day_of_month = int(groups.get("day") or groups.get("day2") or 0)
    year = groups.get("year") or groups.get("year2")
    day = _day(int(year), month, day_of_month) if year and month else None
    return Stamp(
        text,
        clock=clock,
        has_seconds=bool(groups.get("second")),
        day=day,
        month_day=(month, day_of_month) if month and not year else None,
        zone=groups.get("zone"),
        is_update=bool(_UPDATED.match(text)),
    )


def _clock(groups: dict[str, str | None]) -> time | None:
    hour, minute = int(groups["hour"] or 0), int(groups.get("minute") or 0)
    second = int(groups.get("second") or 0)
    half = (groups.get("half") or "")[:1].lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return time(hour, minute, second)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
