"""Days: on which days may a post have been published?

A day is a day in a zone. Unless the reader chose one it is the zone that the post itself names, else the one in which
its page speaks, else UTC. A time that is known to the day keeps the day of its source in every zone.

Why here: headings, bars, filters and searches must all mean the same days, and they live in different rooms.
"""

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from desktop.domain.times import Precision, When

Days = tuple[date | None, date | None]


@lru_cache(maxsize=256)
def named_zone(name: str | None) -> tzinfo | None:
    """Return the zone of an IANA name or of an offset ("+01:00"); None if nothing goes by that name."""
    if not name:
        return None
    try:
        if name[0] in "+-":
            return datetime.strptime(name, "%z").tzinfo
        return UTC if name in ("Z", "UTC") else ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


def in_zone(moment: datetime, zone: tzinfo | None) -> datetime:
    """Tell a moment in a zone; without one, and at either end of the calendar, it stays as it is written."""
    if zone is None:
        return moment
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment


def zone_name(moment: datetime) -> str:
    """Return what the clock of an aware moment is called at that moment: "EST", "UTC", and of bare offsets "UTC−5:30".

    Why here: lists, exports and the command line must call one clock by one name.
    """
    name = moment.tzname() or ""
    if name and name[0].isalpha() and not name.startswith("UTC"):
        return name
    return _offset_name(moment.utcoffset() or timedelta())


def _offset_name(offset: timedelta) -> str:
    minutes = int(offset.total_seconds() // 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def clock_of(when: When, page: tzinfo | None) -> tzinfo:
    """Return the zone by whose clock a post's time is told, unless the reader chose one.

    Args:
        when: The time.
        page: The zone in which the post's page speaks, if it says so.
    """
    return named_zone(when.zone) or page or UTC


def possible_days(when: When, zone: tzinfo) -> Days:
    """Return the first and the last day of a zone on which a time may fall; None where nothing bounds it."""
    if when.whole_day is not None:
        return when.whole_day, when.whole_day
    shown = named_zone(when.zone) if when.precision is Precision.DAY else zone
    return _day(when.earliest, shown), _day(when.latest, shown)


def _day(moment: datetime | None, zone: tzinfo | None) -> date | None:
    return in_zone(moment, zone).date() if moment else None
