"""Times in words, never saying more than is known.

An interval is told as one; nothing here makes a minute of a day or a point of a bound.
"""

from datetime import date, datetime, tzinfo

from desktop.domain.days import in_zone, named_zone, zone_name
from desktop.domain.times import Precision, When

UNKNOWN = "time not known"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def time_in_words(when: When, zone: tzinfo) -> str:
    """Say when, for example "12 Feb 2022, 12:06 EST or later".

    Args:
        when: What is known.
        zone: In which clock times are told; a whole day stays the day of its source.
    """
    if when.precision is Precision.DAY:
        return _day_in_words(when, zone)
    if when.whole_day is not None:
        return _date(when.whole_day)
    if when.is_exact and when.earliest is not None:
        return moment_in_words(when.earliest, zone, with_seconds=when.precision is Precision.SECOND)
    return _interval_in_words(when, zone)


def moment_in_words(moment: datetime, zone: tzinfo, *, with_seconds: bool = False) -> str:
    """Say a moment, for example "12 Feb 2022, 12:06 EST"."""
    local = in_zone(moment, zone)
    return f"{_date(local)}, {_clock(local, with_seconds=with_seconds)}"


def basis_in_words(when: When) -> str:
    """Say why the time is believed, with the source's own wording; "" if nothing is known about that."""
    reasons = list(when.basis)
    if when.stated:
        reasons.append(f"stated as “{when.stated}”")
    return "; ".join(reasons)


def _interval_in_words(when: When, zone: tzinfo) -> str:
    if when.earliest is not None and when.latest is not None:
        return _between(when, in_zone(when.earliest, zone), in_zone(when.latest, zone))
    if when.earliest is not None:
        return f"{_bound(in_zone(when.earliest, zone), is_day=when.earliest_is_day)} or later"
    if when.latest is not None:
        return f"{_bound(in_zone(when.latest, zone), is_day=when.latest_is_day)} or earlier"
    return UNKNOWN


def _between(when: When, begin: datetime, end: datetime) -> str:
    if begin.date() != end.date():
        first = _bound(begin, is_day=when.earliest_is_day)
        return f"between {first} and {_bound(end, is_day=when.latest_is_day)}"
    if when.earliest_is_day or when.latest_is_day:
        if when.earliest_is_day and when.latest_is_day:
            return _date(begin)
        bound, side = (end, "earlier") if when.earliest_is_day else (begin, "later")
        return f"{_bound(bound)} or {side}"
    return f"between {_bound(begin)} and {_clock(end)}"


def _bound(local: datetime, *, is_day: bool = False) -> str:
    """A bound of an interval; one that is a day is told without a clock."""
    return _date(local) if is_day else f"{_date(local)}, {_clock(local)}"


def _day_in_words(when: When, zone: tzinfo) -> str:
    own_zone = named_zone(when.zone) or zone
    days = list(dict.fromkeys(_date(in_zone(bound, own_zone)) for bound in (when.earliest, when.latest) if bound))
    return " to ".join(days) if days else UNKNOWN


def _date(moment: date) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _clock(moment: datetime, *, with_seconds: bool = False) -> str:
    seconds = f":{moment.second:02}" if with_seconds and moment.second else ""  # markup writes ":00" for a minute
    return f"{moment.hour:02}:{moment.minute:02}{seconds} {zone_name(moment)}"
