"""Date names: what words that name a date say of it, whatever day it is.

Knows the values that `day_words`, `calendar_dates` and `date_expressions` hand on. Never says which day is meant.
"""

from dataclasses import dataclass
from enum import StrEnum

from desktop.timeline.days.clock_times import ClockTime


class Unit(StrEnum):
    """What a relative expression counts."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class OnDate:
    """A date of the calendar, as far as it is given.

    Attributes:
        month: 1 to 12; None for a year alone.
        day: The first day; None for a month or year alone.
        last_day: The last one of a range within the month.
        weekday: Monday is 0.
        last_year: The last one of a range or a decade.
        short_year: The year without its century.
        is_decade: Whether that is the first year of a decade.
        which: The word before a month alone ("last", "next"); "past" for a date by which a thing of the past is called.
        years_away: For a year that is counted from that of writing: "June last year" is -1.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    last_year: int | None = None
    years_away: int | None = None
    part: str = ""
    which: str = ""
    short_year: int | None = None
    is_decade: bool = False


@dataclass(frozen=True, slots=True)
class OnWeekday:
    """A weekday: Monday is 0.

    Attributes:
        which: The word before it ("next", "last"), or "in a week" for "Monday week".
        week: The word before "week", where its week is named: "Monday of next week".
    """

    weekday: int
    which: str = ""
    week: str = ""
    is_later: bool = False


@dataclass(frozen=True, slots=True)
class Away:
    """So many units away from the day of writing: "yesterday" is a day and -1, "next week" a week and 1."""

    unit: Unit
    by: int
    part: str = ""
    is_later: bool = False


@dataclass(frozen=True, slots=True)
class OnDayOfMonth:
    """A day of a month that is not named: "the 16th"."""

    day: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A clock time whose day is not named beside it."""


Names = OnDate | OnWeekday | Away | OnDayOfMonth | Moment


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that name a date: where they stand in the text, in code points, half-open, and what they name."""

    start: int
    end: int
    names: Names
    clock: ClockTime | None = None
