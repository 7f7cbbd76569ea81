"""Stamps: times as machines write them.

Knows ISO 8601 in its many spellings, epoch seconds to microseconds, the `Date` of JavaScript, and the dates of mail.
Never invents: a time without an offset becomes the interval of all the zones it can mean, an impossible date becomes
unknown, and neither is an error; nor is a year in which no page was written.

Source: observed spellings, such as "2023-05-02T07:48:30.120+01:00", "2023-05-02T07:48:30+0200", "1683006510120",
"Tue May 02 2023 05:48:30 GMT+0000 (Coordinated Universal Time)".
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final

from desktop.domain.times import UNKNOWN_TIME, Precision, When

_EASTMOST: Final = timezone(timedelta(hours=14))
_WESTMOST: Final = timezone(timedelta(hours=-12))
_FIRST_EPOCH: Final = 10**8  # 1973, and no page is that old; smaller numbers are counters and ids
_MILLISECONDS_FROM: Final = 10**11
_MICROSECONDS_FROM: Final = 10**14
_LAST_EPOCH: Final = 10**17
_YEARS: Final = range(1800, 2201)  # a stamp outside is a placeholder, a counter or a slip of the pen
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OFFSET: Final = r"(?P<offset>[Zz]|UTC|GMT|(?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?)"
_CLOCK: Final = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
_REMARK: Final = r"(?:\s*\(.*\)?)?"
_ISO: Final = re.compile(
    rf"(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?:(?:T|\s+){_CLOCK}\s*{_OFFSET}?)?(?:\[[\w/+-]+\])?",
    re.IGNORECASE,
)
_ISO_BASIC: Final = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?"
    r"(?P<offset>[Zz]|[+-]\d{2}:?\d{2})?)?"
)
_JAVASCRIPT: Final = re.compile(
    rf"[a-z]{{3}},? (?P<name>[a-z]{{3}}) (?P<day>\d{{1,2}}),? (?P<year>\d{{4}}) {_CLOCK}(?:\s+{_OFFSET})?{_REMARK}",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(
    rf"(?:[a-z]{{3}},?\s+)?(?P<day>\d{{1,2}})[ -](?P<name>[a-z]{{3}})[ -](?P<year>\d{{4}}) {_CLOCK}"
    rf"(?:\s+{_OFFSET})?{_REMARK}",
    re.IGNORECASE,
)
_FORMS: Final = (_ISO, _ISO_BASIC, _JAVASCRIPT, _MAIL)


def read_time(value: object, basis: str) -> When:
    """Read a stated time as far as it says anything.

    Args:
        value: A string or number out of mark-up; anything else says nothing.
        basis: Where it stands, in words ("JSON-LD datePublished").

    Returns:
        An exact time where date, clock and offset are stated; an interval where the offset or the clock is missing;
        `UNKNOWN_TIME` for what cannot be read or cannot be.
    """
    try:
        return _read(value, basis)
    except (ValueError, OverflowError):
        return UNKNOWN_TIME


def read_instant(value: object) -> datetime | None:
    """Read a stated time if it names one instant, else return None."""
    when = read_time(value, "")
    return when.earliest if when.is_exact else None


def _read(value: object, basis: str) -> When:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return UNKNOWN_TIME
    text = str(value).strip()
    if re.fullmatch(r"-?\d{9,17}(\.\d+)?", text):
        return _from_epoch(float(text), text, basis)
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            return _from_parts(found.groupdict(), text, basis)
    return UNKNOWN_TIME


def _from_epoch(number: float, stated: str, basis: str) -> When:
    if not _FIRST_EPOCH <= number < _LAST_EPOCH:
        return UNKNOWN_TIME
    scale = 1_000_000 if number >= _MICROSECONDS_FROM else 1_000 if number >= _MILLISECONDS_FROM else 1
    instant = datetime.fromtimestamp(number / scale, UTC)
    if instant.year not in _YEARS:
        return UNKNOWN_TIME
    return When(instant, instant, Precision.SECOND, (basis,), stated, None)


def _from_parts(parts: dict[str, str | None], stated: str, basis: str) -> When:
    year = int(parts["year"] or 0)
    if year not in _YEARS:
        return UNKNOWN_TIME
    month = int(parts["month"] or 0) if parts.get("month") else _MONTHS.index((parts.get("name") or "").lower()) + 1
    day = datetime(year, month, int(parts["day"] or 0))  # noqa: DTZ001 - the zone is joined below
    if parts.get("hour") is None:
        return _whole_day(day, stated, basis)
    moment = day + _clock(parts)
    offset = parts.get("offset")
    if offset is None:
        return _without_offset(moment, stated, basis)
    zone, name = _zone(offset)
    instant = moment.replace(tzinfo=zone)
    instant.astimezone(UTC)  # an instant outside the calendar is no time
    precision = Precision.MINUTE if parts.get("second") is None else Precision.SECOND
    return When(instant, instant, precision, (basis,), stated, name)


def _clock(parts: dict[str, str | None]) -> timedelta:
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    fraction = (parts.get("fraction") or "")[:6].ljust(6, "0")
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        raise ValueError("no such time of day")
    return timedelta(hours=hour, minutes=minute, seconds=min(second, 59), microseconds=int(fraction))


def _zone(offset: str) -> tuple[tzinfo, str]:
    digits = re.sub(r"[^\d+-]", "", offset)
    if not digits:
        return UTC, "UTC"
    hours, minutes = int(digits[1:3]), int(digits[3:5] or 0)
    if hours > 14 or minutes > 59:
        raise ValueError("no such offset")
    sign = -1 if digits[0] == "-" else 1
    return timezone(sign * timedelta(hours=hours, minutes=minutes)), f"{digits[0]}{hours:02}:{minutes:02}"


def _without_offset(moment: datetime, stated: str, basis: str) -> When:
    reasons = (basis, "it names no time zone, so it can be any on earth")
    return When(
        moment.replace(tzinfo=_EASTMOST), moment.replace(tzinfo=_WESTMOST), Precision.INTERVAL, reasons, stated, None
    )


def _whole_day(day: datetime, stated: str, basis: str) -> When:
    last = day + timedelta(days=1, microseconds=-1)
    reasons = (basis, "it names a day without a time zone, so it can be that day anywhere on earth")
    first, end = day.replace(tzinfo=_EASTMOST), last.replace(tzinfo=_WESTMOST)
    return When(first, end, Precision.INTERVAL, reasons, stated, earliest_is_day=True, latest_is_day=True)
