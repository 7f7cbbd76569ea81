"""Stamps: time lines as pages print them, taken apart but not yet placed in time.

Knows "12 min ago", "vor 5 Minuten", "7:48 p.m. ET, May 2, 2023", "Updated 1915 GMT (0315 HKT) April 9, 2023",
"Yesterday 22:10", "14h05" and their kin: a line is a stamp if it consists of nothing but pieces that belong to one.
Never says which instant is meant: that needs a day, a zone or the time of saving, which `placing` brings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import lru_cache
from typing import Final

from desktop.timeline.language.calendar_names import (
    MONTHS,
    SHORT_GERMAN_WEEKDAYS,
    WEEKDAYS,
    month_number,
    weekday_number,
)
from desktop.timeline.lines.ages import AGE_FORM, Age, read_age

LONGEST_STAMP: Final = 90
YEARS: Final = range(1800, 2201)  # a page is of no other year; and so no sum of its times leaves the calendar

_HALF = r"[ap](?:\.\s?m\.|\.?m\b\.?)"
_MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = (
    r"(?:(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\b\.?|"
    rf"(?:{'|'.join(SHORT_GERMAN_WEEKDAYS)})(?=[.,]\s?\d|\.,\s?\d)\.?)"
)
_NTH = r"\d{1,2}(?:st|nd|rd|th|\.|er|º)?"
_UPDATED = r"updated|modified|edited|aktualisiert|mis à jour|actualizado|aggiornato|atualizado|bijgewerkt|uppdaterad"
_POSTED = r"posted|published|added|veröffentlicht|publié|publicado|pubblicato|gepubliceerd|publicerad"
_OFFSET = r"(?:(?:UTC|GMT)\s?[+\u2212-]|\+|(?:(?<=\s)|(?<=:\d\d:\d\d))-(?=[01]\d))\d{1,2}(?::?\d\d)?(?!\d)"
# Tried from the top at each place of a line: what is longer or surer stands first.
_PIECES: Final = (
    ("ago", AGE_FORM),
    ("iso", r"(?P<iso_year>\d{4})(?P<iso_mark>[./-])(?P<iso_month>\d\d)(?P=iso_mark)(?P<iso_day>\d\d)(?:T(?=\d)|\b)"),
    ("han", r"(?P<han_year>\d{4})\s?[年년]\s?(?P<han_month>\d{1,2})\s?[月월]\s?(?P<han_day>\d{1,2})\s?[日일]"),
    ("slashed", r"(?P<slash_first>\d{1,2})(?P<mark>[./-])(?P<slash_second>\d{1,2})(?P=mark)"
                r"(?P<slash_year>\d{4}|\d\d)\b"),
    ("month_first", rf"(?P<month>{_MONTH})\s+(?P<month_day>{_NTH})(?!\d|:\d)(?:,?\s+(?P<month_year>\d{{4}})\b(?!:))?"),
    ("day_first", rf"(?P<first_day>{_NTH})(?:\s+|-)(?:de\s+|of\s+)?(?P<first_month>{_MONTH})"
                  r"(?:(?:,?\s+|-)(?:de\s+)?(?P<first_year>\d{4})\b(?!\s*(?-i:[A-Z]{3,4})\b))?"),
    ("clock", rf"(?P<hour>\d{{1,2}})(?:[:.]|\s?h\s?)(?P<minute>[0-5]\d)(?![\d])(?:[:.](?P<tick>[0-5]\d)(?:[.,]\d+)?)?"
              rf"\s*(?P<half>{_HALF})?"),
    ("hour", rf"(?P<only_hour>\d{{1,2}})\s*(?P<only_half>{_HALF})"),
    ("military", r"(?P<four>(?:[01]\d|2[0-3])[0-5]\d)(?=\s*(?-i:[A-Z]{3,4})\b)"),
    ("french_hour", r"(?P<french>\d{1,2})(?:\s?h(?![a-z\d])|(?=\s(?:uhr|heures)\b))"),
    ("weekday", rf"(?P<weekday>{_WEEKDAY})"),
    ("back", r"(?P<back>today|yesterday|heute|gestern|aujourd[’']hui|hier)\b"),
    ("lead", rf"(?P<lead>(?:(?:last|first|zuletzt)\s+)?(?:(?P<update>{_UPDATED})|{_POSTED})\b(?:\s+(?:at|on))?:?)"),
    ("hours_word", r"(?:(?:uhr|hrs|hours|heures|horas|uur|klo|ore|h)\b|(?:kl|godz)\b\.?)\.?"),
    ("beside", r"\((?P<beside>[^()]{2,24})\)"),
    ("offset", rf"(?P<offset>{_OFFSET})"),
    ("clock_of", r"(?P<clock_of>eastern|central|mountain|pacific)(?:\s(?:standard|daylight))?\stime\b"),
    ("local", r"(?P<local>local time)\b"),
    ("city", r"(?P<city>(?-i:[A-Z][a-z]+(?:\s[A-Z][a-z]+)?))\stime\b"),
    ("zone", r"(?P<zone>(?<=[\s(])(?-i:[A-Z]{2,5})\b|(?<=\d)(?:GMT|UTC|BST|CES?T|E[SD]T|Z)\b)"),
    ("join", r"(?:at|on|um|om|à|às|am|den|le|el|a las|alle)\b|[,|•·:/–—-]"),
)  # fmt: skip
_PIECE = re.compile("|".join(f"(?P<is_{name}>{form})" for name, form in _PIECES), re.IGNORECASE)
_SPACE = re.compile(r"\s*")
_COMPACT_AGE = re.compile(r"(?P<first>\d{1,2})(?P<unit>[mhd])(?:\s?(?P<second>\d{1,2})(?P<unit2>m))?")
_JUST_NOW = re.compile(
    r"(?:just now|moments ago|now|gerade eben|à l[’']instant|ahora mismo|adesso|agora)", re.IGNORECASE
)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_OPENERS = """
today yesterday heute gestern aujourd hier last first zuletzt mis just moments now gerade à ahora adesso agora
a an one ein eine einer eines une un una uma een en et ett at on um om le el den am kl klo godz alle
vor il hace há
"""
_FIRST_WORDS: Final = frozenset(
    {*MONTHS, *WEEKDAYS, *SHORT_GERMAN_WEEKDAYS, *_OPENERS.split(), *_UPDATED.split("|"), *_POSTED.split("|")}
)
_ZONES: Final = frozenset({"zone", "offset", "clock_of", "city"})
_DATES: Final = frozenset({"iso", "han", "slashed", "month_first", "day_first"})
_ONCE: Final = (frozenset({"ago", "clock", "hour", "military", "french_hour"}), _DATES, _ZONES)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time line.

    Attributes:
        words: The line as printed.
        age: For "… ago".
        clock: The clock time, if it states one.
        has_seconds: Whether the clock time names a second.
        has_half: Whether it says "a.m." or "p.m.".
        is_padded: Whether the hour is written with two figures though one would do ("09:05").
        day: The date, if it states one with its year.
        month_day: Month and day of a date without a year.
        weekday: The weekday it names without a date, Monday being 0.
        either_day: The two days that a date in figures may mean ("03/05/2022"), the British reading first.
        days_back: How many days before the page's "today" it says to lie.
        zone: The abbreviation or offset of the zone as printed.
        is_update: Whether it says when the page or post was last updated.
    """

    words: str
    age: Age | None = None
    clock: time | None = None
    has_seconds: bool = False
    has_half: bool = False
    is_padded: bool = False
    day: date | None = None
    month_day: tuple[int, int] | None = None
    either_day: tuple[date, date] | None = None
    weekday: int | None = None
    days_back: int | None = None
    zone: str | None = None
    is_update: bool = False

    @property
    def counts_to_24(self) -> bool:
        """Whether its clock can only be one of 24 hours."""
        return self.clock is not None and not self.has_half and (self.is_padded or not 1 <= self.clock.hour <= 12)

    @property
    def is_bare(self) -> bool:
        """Whether it is a clock time that says nothing of its day."""
        return self.clock is not None and not self.names_a_day

    @property
    def names_a_day(self) -> bool:
        """Whether it says in any way which day is meant."""
        has_date = bool(self.day or self.month_day or self.either_day)
        return has_date or self.weekday is not None or self.days_back is not None

    @property
    def style(self) -> str:
        """How the line is written; the stamps of one page share a style or two."""
        if self.age is not None:
            return "age"
        return "clock and date" if self.names_a_day else "clock"


@dataclass(slots=True)
class _Parts:
    """What the pieces of a line say, while they come in."""

    stamp: Stamp
    seen: set[str] = field(default_factory=set)
    tells_of_an_update: bool = False


def read_stamp(text: str) -> Stamp | None:
    """Return the stamp that a line is, or None if the line says anything else as well."""
    if not 2 <= len(text) <= LONGEST_STAMP or not opens_like_a_stamp(text):
        return None
    if _JUST_NOW.fullmatch(text):
        return Stamp(text, Age(0, 60))
    compact = _COMPACT_AGE.fullmatch(text)
    if compact:
        return Stamp(text, read_age(compact))
    made = _whole_line(text)
    return made if made is not None and (made.clock is not None or made.age is not None) else None


def read_day_line(text: str) -> Stamp | None:
    """Return the day that a line names and nothing else ("Saturday, 5 March 2022", "Yesterday"), or None."""
    if not 3 <= len(text) <= LONGEST_STAMP or not opens_like_a_stamp(text):
        return None
    made = _whole_line(text)
    is_day = made is not None and made.names_a_day and made.clock is None and made.age is None and made.zone is None
    return made if is_day else None


def opens_like_a_stamp(text: str) -> bool:
    """Whether a text begins with a figure or with a word that time lines begin with."""
    word = _FIRST_WORD.match(text)
    return word.group().lower() in _FIRST_WORDS if word else text[:1].isdigit()


@lru_cache(maxsize=4096)  # each time line is read when it is classified, and again when it is placed
def _whole_line(text: str) -> Stamp | None:
    """What a line says if it is pieces of a stamp from end to end, each sort at most once."""
    parts = _Parts(Stamp(text))
    for piece in _pieces(text):
        if piece is None or not _take(parts, piece):
            return None
    return parts.stamp


def _pieces(text: str) -> Iterator[re.Match[str] | None]:
    """The pieces of a line from left to right, and None where a word is none."""
    place = 0
    while place < len(text):
        found = _PIECE.match(text, place)
        yield found
        if found is None:
            return
        space = _SPACE.match(text, found.end())
        place = space.end() if space else found.end()


def _take(parts: _Parts, piece: re.Match[str]) -> bool:
    """Put one piece in its place; False if the line cannot be a stamp with it."""
    name = (piece.lastgroup or "").removeprefix("is_")
    sort = next((str(n) for n, sorts in enumerate(_ONCE) if name in sorts), name)
    if name == "lead" and parts.seen - {"join"}:
        parts.tells_of_an_update = piece["update"] is not None
        return parts.tells_of_an_update
    if parts.tells_of_an_update:  # "12.05, updated at 12.40": the first time is the post's
        return True
    if name not in ("join", "hours_word") and sort in parts.seen:
        return False
    parts.seen.add(sort)
    made = _with_piece(parts.stamp, name, piece)
    if made is None:
        return False
    parts.stamp = made
    return True


def _with_piece(stamp: Stamp, name: str, piece: re.Match[str]) -> Stamp | None:
    """The stamp with what one piece says; None if that cannot be."""
    if name == "ago":
        return replace(stamp, age=read_age(piece))
    if name in ("clock", "hour", "military", "french_hour"):
        return _with_clock(stamp, piece)
    if name in _DATES:
        return _with_date(stamp, piece)
    if name == "lead":
        return replace(stamp, is_update=piece["update"] is not None)
    if name == "weekday":
        return replace(stamp, weekday=weekday_number(piece["weekday"])) if stamp.day is None else stamp
    if name == "back":
        return replace(stamp, days_back=0 if piece["back"][:2].lower() in ("to", "he", "au") else 1)
    if name in _ZONES:
        is_placed = stamp.clock is not None or stamp.age is not None
        return replace(stamp, zone=piece[name]) if is_placed else None
    if name == "beside":
        return _beside(stamp, read_stamp(piece["beside"].strip()) or _zone_alone(piece["beside"].strip()))
    return stamp


def _zone_alone(words: str) -> Stamp | None:
    is_zone = re.fullmatch(rf"[A-Z]{{2,5}}|{_OFFSET}", words) is not None
    return Stamp(words, zone=words) if is_zone else None


def _beside(stamp: Stamp, other: Stamp | None) -> Stamp:
    """What stands in parentheses tells more of an age or names the zone of a clock; else it is the same time again."""
    if other is None:
        return stamp
    if stamp.clock is None and other.clock is not None:
        return replace(
            stamp, clock=other.clock, zone=other.zone, has_seconds=other.has_seconds, has_half=other.has_half
        )
    if stamp.zone is None and other.clock is None:
        return replace(stamp, zone=other.zone)
    return stamp


def _with_clock(stamp: Stamp, piece: re.Match[str]) -> Stamp | None:
    four = piece["four"]
    printed = (four and four[:2]) or piece["hour"] or piece["only_hour"] or piece["french"]
    hour, minute = int(printed), int((four and four[2:]) or piece["minute"] or 0)
    half = (piece["half"] or piece["only_half"] or "")[:1].lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23:
        return None
    return replace(
        stamp,
        clock=time(hour, minute, int(piece["tick"] or 0)),
        has_seconds=piece["tick"] is not None,
        has_half=bool(half),
        is_padded=bool(four) or printed.startswith("0"),
    )


def _with_date(stamp: Stamp, piece: re.Match[str]) -> Stamp | None:
    if year := piece["iso_year"] or piece["han_year"]:
        month, day_of_month = piece["iso_month"] or piece["han_month"], piece["iso_day"] or piece["han_day"]
        day = _day(int(year), int(month), int(day_of_month))
        return replace(stamp, day=day, weekday=None) if day else None
    if piece["slash_first"]:
        return _with_figures(stamp, piece)
    month = month_number(piece["month"] or piece["first_month"])
    number = int(re.sub(r"\D", "", piece["month_day"] or piece["first_day"]))
    year = piece["month_year"] or piece["first_year"]
    if month is None or not 1 <= number <= 31:
        return None
    if year is None:
        return replace(stamp, month_day=(month, number), weekday=None)
    day = _day(int(year), month, number)
    return replace(stamp, day=day, weekday=None) if day else None


def _with_figures(stamp: Stamp, piece: re.Match[str]) -> Stamp | None:
    """A date in figures; with dots the day comes first, with strokes or hyphens it may also come second."""
    first, second = int(piece["slash_first"]), int(piece["slash_second"])
    year = int(piece["slash_year"]) + (2000 if len(piece["slash_year"]) == 2 else 0)
    british = _day(year, second, first)
    american = _day(year, first, second) if piece["mark"] != "." else None
    if british and american and british != american:
        return replace(stamp, either_day=(british, american), weekday=None)
    day = british or american
    return replace(stamp, day=day, weekday=None) if day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
