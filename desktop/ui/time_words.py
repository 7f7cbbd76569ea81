"""Times in words: how a `When` is drawn in a narrow column, and how it is said in a sentence.

Knows the faces that a time may wear and the zone in which it is shown. Never sharpens what is known: an interval stays
an interval, a day stays a day.

Why the names of days and months stand here and are not asked of the system: the program speaks one language, and a
system set to another would mix two in one line.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from zoneinfo import available_timezones

from desktop.domain.days import in_zone, named_zone, possible_days, zone_name
from desktop.domain.times import Precision, When

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
LONGEST_NIGHT = timedelta(hours=12)  # an interval over midnight that is shorter than this still reads as clock times
LAST_MINUTE = time(23, 59)
NO_PLACES = ("Etc/", "SystemV/", "US/", "posix/", "right/")  # old names of what has a place as well
UNKNOWN_WORDS = "Time not known"


class Face(StrEnum):
    """The ways in which a time column tells how well a time is known."""

    EXACT = "exact"
    BOUNDED = "bounded"
    ORDER = "order"  # its place among the others is known, and no clock time bounds it closely
    DAY = "day"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TimeFace:
    """What a time column shows: the face and its few characters."""

    face: Face
    text: str


ORDER_FACE = TimeFace(Face.ORDER, "≈")
DAY_FACE = TimeFace(Face.DAY, "~")
UNKNOWN_FACE = TimeFace(Face.UNKNOWN, "—")


def zone_of(when: When) -> tzinfo | None:
    """Return the zone the source spoke in, else that of the bounds themselves, else None."""
    named = named_zone(when.zone)
    if named is not None:
        return named
    bound = when.earliest or when.latest
    return bound.tzinfo if bound else None


def time_face(when: When, zone: tzinfo | None = None) -> TimeFace:
    """Choose the face of a time.

    Args:
        when: The time.
        zone: The zone to show it in; None shows it in its own.

    Returns:
        The face. `ORDER_FACE` stands for an interval that spreads over more than one day, or that only a day bounds.
    """
    earliest, latest = _bounds(when, zone)
    if when.precision is Precision.DAY or when.whole_day is not None:
        return DAY_FACE
    if earliest is None and latest is None:
        return UNKNOWN_FACE
    if when.is_exact:
        return TimeFace(Face.EXACT, _clock(earliest or latest))
    if when.earliest_is_day or when.latest_is_day:
        return _face_of_days(when, earliest, latest)
    return _interval_face(earliest, latest)


def _face_of_days(when: When, earliest: datetime | None, latest: datetime | None) -> TimeFace:
    """The face of an interval of which a day is a bound: a clock time bounds it closely only within that day."""
    if earliest is None or latest is None or earliest.date() != latest.date():
        return ORDER_FACE
    if when.earliest_is_day and when.latest_is_day:
        return DAY_FACE
    clock = f"≤{_clock(latest)}" if when.earliest_is_day else f"≥{_clock(earliest)}"
    return TimeFace(Face.BOUNDED, clock)


def _interval_face(earliest: datetime | None, latest: datetime | None) -> TimeFace:
    if earliest is None:
        return ORDER_FACE if latest is None or _is_day_edge(latest) else TimeFace(Face.BOUNDED, f"≤{_clock(latest)}")
    if latest is None:
        return ORDER_FACE if _is_day_edge(earliest) else TimeFace(Face.BOUNDED, f"≥{_clock(earliest)}")
    if earliest.date() == latest.date():
        return _face_within_a_day(earliest, latest)
    if latest - earliest < LONGEST_NIGHT:
        return TimeFace(Face.BOUNDED, f"{_clock(earliest)}–{_clock(latest)}")
    return ORDER_FACE


def _face_within_a_day(earliest: datetime, latest: datetime) -> TimeFace:
    opens, closes = earliest.time() == time(0), latest.time() >= LAST_MINUTE
    if opens and closes:
        return DAY_FACE
    if opens:
        return TimeFace(Face.BOUNDED, f"≤{_clock(latest)}")
    if closes:
        return TimeFace(Face.BOUNDED, f"≥{_clock(earliest)}")
    if _clock(earliest) == _clock(latest):
        return TimeFace(Face.BOUNDED, _clock(earliest))
    return TimeFace(Face.BOUNDED, f"{_clock(earliest)}–{_clock(latest)}")


def time_sentence(when: When, zone: tzinfo | None = None) -> str:
    """Say a time in words, with its day and zone: "Sat 12 Feb 2022, between 11:04 and 12:06 EST".

    Of a bound that is a day only the day is said: "Thu 10 Feb 2022 or later".
    """
    earliest, latest = _bounds(when, zone)
    first = earliest or latest
    if first is None:
        return UNKNOWN_WORDS
    if when.precision is Precision.DAY or when.whole_day is not None:
        return f"{short_day(when.whole_day or first.date())}, hour not known"
    if when.is_exact:
        return f"{short_day(first.date())}, {_clock(first)} {zone_name(first)}"
    if when.earliest_is_day or when.latest_is_day:
        return _sentence_of_days(when, earliest, latest)
    return _interval_sentence(earliest, latest)


def _sentence_of_days(when: When, earliest: datetime | None, latest: datetime | None) -> str:
    if earliest is None or latest is None:
        return _one_bound(earliest, when.earliest_is_day, "later") or _one_bound(latest, when.latest_is_day, "earlier")
    if earliest.date() == latest.date():
        if when.earliest_is_day and when.latest_is_day:
            return f"{short_day(earliest.date())}, hour not known"
        clock, side = (latest, "earlier") if when.earliest_is_day else (earliest, "later")
        return f"{short_day(clock.date())}, {_clock(clock)} {zone_name(clock)} or {side}"
    if when.earliest_is_day and when.latest_is_day:
        return f"between {_days_joined(earliest.date(), latest.date())}"
    return f"between {_bound_words(earliest, when.earliest_is_day)} and {_bound_words(latest, when.latest_is_day)}"


def _one_bound(bound: datetime | None, is_day: bool, side: str) -> str:
    return f"{_bound_words(bound, is_day)} or {side}" if bound else ""


def _bound_words(bound: datetime, is_day: bool) -> str:
    day = short_day(bound.date())
    return day if is_day else f"{day}, {_clock(bound)} {zone_name(bound)}"


def _days_joined(first: date, last: date) -> str:
    """Two days, saying of the first only what the second does not say anyway: "Thu 10 and Sat 12 Feb 2022"."""
    start = short_day(first)
    if first.year == last.year:
        start = start.rsplit(" ", 2 if first.month == last.month else 1)[0]
    return f"{start} and {short_day(last)}"


def _interval_sentence(earliest: datetime | None, latest: datetime | None) -> str:
    if earliest is None or latest is None:
        bound = earliest or latest
        if bound is None:
            return UNKNOWN_WORDS
        side = "later" if latest is None else "earlier"
        return f"{short_day(bound.date())}, {_clock(bound)} {zone_name(bound)} or {side}"
    if earliest.date() == latest.date():
        clocks = f"between {_clock(earliest)} and {_clock(latest)} {zone_name(latest)}"
        return f"{short_day(earliest.date())}, {clocks}"
    return (
        f"between {short_day(earliest.date())}, {_clock(earliest)}"
        f" and {short_day(latest.date())}, {_clock(latest)} {zone_name(latest)}"
    )


def capitalised(words: str) -> str:
    """Begin with a capital letter, as what stands at the head of a line does."""
    return words[:1].upper() + words[1:]


def time_reason(when: When) -> str:
    """Say why a time is known as well as it is, a reason a line; "" if there is nothing to say."""
    lines = [_as_sentence(reason) for reason in when.basis if reason.strip()]
    if when.stated:
        lines.append(f"The page says “{when.stated}”.")
    return "\n".join(lines)


def day_of(when: When, zone: tzinfo | None = None) -> date | None:
    """Return the one day on which a time falls for certain, or None.

    A time known to the day keeps the day of its source whatever the zone shown: no day is off by one.
    """
    days = possible_days(when, zone or zone_of(when) or UTC)
    return days[0] if days[0] == days[1] else None


def long_day(day: date, *, with_year: bool = False) -> str:
    """Write a day as a heading: "Saturday 12 February"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if with_year else "")


def short_day(day: date) -> str:
    """Write a day within a line: "Sat 12 Feb 2022"."""
    return f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def day_span(first: date, last: date) -> str:
    """Write a span of days as shortly as it stays clear: "10–13 Feb 2022", "28 Feb – 2 Mar 2022"."""
    end = f"{last.day} {MONTHS[last.month - 1][:3]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = f"{first.day} {MONTHS[first.month - 1][:3]}"
    return f"{start} – {end}" if first.year == last.year else f"{start} {first.year} – {end}"


def moment_span(begin: datetime, end: datetime, zone: tzinfo) -> str:
    """Write the time from one instant up to another, which is not included: "9 Nov 1989, 20:00–23:30 CET"."""
    first, after = in_zone(begin, zone), in_zone(end, zone)
    last = after - timedelta(microseconds=1)
    if first.time() == after.time() == time(0):
        return day_span(first.date(), last.date())
    closing = "24:00" if after.time() == time(0) else _clock(after)
    if first.date() == last.date():
        return f"{day_span(first.date(), first.date())}, {_clock(first)}–{closing} {zone_name(first)}"
    start = f"{first.day} {MONTHS[first.month - 1][:3]}" + (f" {first.year}" if first.year != last.year else "")
    return f"{start}, {_clock(first)} – {day_span(last.date(), last.date())}, {closing} {zone_name(last)}"


def zone_names() -> tuple[str, ...]:
    """Return the names of zones to choose from, "" for each page's own first."""
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith(NO_PLACES))
    return ("", "UTC", *places)


def _bounds(when: When, zone: tzinfo | None) -> tuple[datetime | None, datetime | None]:
    shown = zone if zone is not None and when.precision is not Precision.DAY else zone_of(when)
    return (
        in_zone(when.earliest, shown) if when.earliest else None,
        in_zone(when.latest, shown) if when.latest else None,
    )


def _clock(moment: datetime | None) -> str:
    return f"{moment:%H:%M}" if moment else ""


def _is_day_edge(moment: datetime) -> bool:
    return moment.time() == time(0) or moment.time() >= LAST_MINUTE


def _as_sentence(words: str) -> str:
    words = words.strip()
    return capitalised(words) + ("" if words[-1] in ".!?…" else ".")
