"""Times in words, never saying more than is known.

An interval is told as one; nothing here makes a minute of a day or a point of a bound.
"""

import re
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop.domain.times import Precision, When

UNKNOWN = "time not known"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})")


def time_in_words(when: When, zone: tzinfo) -> str:
    """Say when, for example "12 Feb 2022, 12:06 EST or later".

    Args:
        when: What is known.
        zone: In which clock times are told; a whole day stays the day of its source.
    """
    if when.precision is Precision.DAY:
        return _day_in_words(when, zone)
    if when.is_exact and when.earliest is not None:
        return moment_in_words(when.earliest, zone, with_seconds=when.precision is Precision.SECOND)
    return _interval_in_words(when, zone)


def moment_in_words(moment: datetime, zone: tzinfo, *, with_seconds: bool = False) -> str:
    """Say a moment, for example "12 Feb 2022, 12:06 EST"."""
    local = moment.astimezone(zone)
    return f"{_date(local)}, {_clock(local, with_seconds=with_seconds)}"


def basis_in_words(when: When) -> str:
    """Say why the time is believed, with the source's own wording; "" if nothing is known about that."""
    reasons = list(when.basis)
    if when.stated:
        reasons.append(f"stated as “{when.stated}”")
    return "; ".join(reasons)


def _interval_in_words(when: When, zone: tzinfo) -> str:
    if when.earliest is not None and when.latest is not None:
        begin, end = when.earliest.astimezone(zone), when.latest.astimezone(zone)
        last = _clock(end) if begin.date() == end.date() else moment_in_words(end, zone)
        return f"between {moment_in_words(begin, zone)} and {last}"
    if when.earliest is not None:
        return f"{moment_in_words(when.earliest, zone)} or later"
    if when.latest is not None:
        return f"{moment_in_words(when.latest, zone)} or earlier"
    return UNKNOWN


def _day_in_words(when: When, zone: tzinfo) -> str:
    own_zone = _zone_named(when.zone) or zone
    days = list(dict.fromkeys(_date(bound.astimezone(own_zone)) for bound in (when.earliest, when.latest) if bound))
    return " to ".join(days) if days else UNKNOWN


def _zone_named(name: str | None) -> tzinfo | None:
    """Return the zone of a name or offset, or None if the computer does not know it."""
    if not name:
        return None
    if offset := _OFFSET.fullmatch(name):
        minutes = int(offset[2]) * 60 + int(offset[3])
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _date(moment: datetime) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _clock(moment: datetime, *, with_seconds: bool = False) -> str:
    seconds = f":{moment.second:02}" if with_seconds else ""
    return f"{moment.hour:02}:{moment.minute:02}{seconds} {moment.tzname() or ''}".rstrip()
