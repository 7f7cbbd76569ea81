"""Zones: in which zone does a page speak of its times.

Knows the abbreviations that name one zone only, and where the publishers of live pages sit. Never guesses a zone for
an abbreviation that names several (BST, IST, CST): the publisher's own zone decides, or nothing does.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from desktop.domain.days import in_zone
from desktop.domain.days import named_zone as offset_zone

# Abbreviations that stand for one zone only. "ET" and "EST" both mean the clock of New York, summer or winter.
ABBREVIATIONS: Final = {
    "et": "America/New_York",
    "est": "America/New_York",
    "edt": "America/New_York",
    "ct": "America/Chicago",
    "cdt": "America/Chicago",
    "mt": "America/Denver",
    "mdt": "America/Denver",
    "pt": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "akst": "America/Anchorage",
    "akdt": "America/Anchorage",
    "hst": "Pacific/Honolulu",
    "gmt": "UTC",
    "utc": "UTC",
    "z": "UTC",
    "wet": "Europe/Lisbon",
    "west": "Europe/Lisbon",
    "cet": "Europe/Paris",
    "cest": "Europe/Paris",
    "mez": "Europe/Berlin",
    "mesz": "Europe/Berlin",
    "eet": "Europe/Athens",
    "eest": "Europe/Athens",
    "msk": "Europe/Moscow",
    "trt": "Europe/Istanbul",
    "wat": "Africa/Lagos",
    "cat": "Africa/Maputo",
    "sast": "Africa/Johannesburg",
    "eat": "Africa/Nairobi",
    "pkt": "Asia/Karachi",
    "npt": "Asia/Kathmandu",
    "wib": "Asia/Jakarta",
    "ict": "Asia/Bangkok",
    "sgt": "Asia/Singapore",
    "hkt": "Asia/Hong_Kong",
    "pht": "Asia/Manila",
    "kst": "Asia/Seoul",
    "jst": "Asia/Tokyo",
    "awst": "Australia/Perth",
    "acst": "Australia/Darwin",
    "acdt": "Australia/Adelaide",
    "aest": "Australia/Brisbane",
    "aedt": "Australia/Sydney",
    "nzst": "Pacific/Auckland",
    "nzdt": "Pacific/Auckland",
    "brt": "America/Sao_Paulo",
    "clt": "America/Santiago",
}
# Abbreviations with several meanings, and the zones in which each is used.
SHARED_ABBREVIATIONS: Final = {
    "bst": ("Europe/London", "Asia/Dhaka"),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "cst": (
        "America/Chicago",
        "America/Mexico_City",
        "Asia/Shanghai",
        "Asia/Taipei",
        "America/Havana",
        "Australia/Adelaide",
    ),
    "mst": ("America/Denver", "America/Phoenix", "Asia/Kuala_Lumpur"),
    "pst": ("America/Los_Angeles", "Asia/Manila"),
    "ast": ("America/Halifax", "America/Puerto_Rico", "Asia/Riyadh"),
    "gst": ("Asia/Dubai", "Atlantic/South_Georgia"),
    "art": ("America/Argentina/Buenos_Aires",),
}
# "Eastern time" and the like, as American pages write them out.
REGIONS: Final = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
}
# Names of clocks as texts write them out before "time", "standard time" and "summer time".
WRITTEN_OUT: Final = REGIONS | {
    "alaska": "America/Anchorage",
    "arabia": "Asia/Riyadh",
    "australian central": "Australia/Adelaide",
    "australian eastern": "Australia/Sydney",
    "australian western": "Australia/Perth",
    "british": "Europe/London",
    "central africa": "Africa/Maputo",
    "central european": "Europe/Paris",
    "china": "Asia/Shanghai",
    "coordinated universal": "UTC",
    "east africa": "Africa/Nairobi",
    "eastern european": "Europe/Athens",
    "greenwich mean": "UTC",
    "gulf": "Asia/Dubai",
    "hawaii": "Pacific/Honolulu",
    "hong kong": "Asia/Hong_Kong",
    "india": "Asia/Kolkata",
    "indian": "Asia/Kolkata",
    "irish": "Europe/Dublin",
    "israel": "Asia/Jerusalem",
    "japan": "Asia/Tokyo",
    "korea": "Asia/Seoul",
    "moscow": "Europe/Moscow",
    "new zealand": "Pacific/Auckland",
    "pakistan": "Asia/Karachi",
    "philippine": "Asia/Manila",
    "singapore": "Asia/Singapore",
    "south africa": "Africa/Johannesburg",
    "turkey": "Europe/Istanbul",
    "us eastern": "America/New_York",
    "west africa": "Africa/Lagos",
    "western european": "Europe/Lisbon",
}
_SEASON = re.compile(r" (?:standard|daylight|summer|winter)$")
AMERICAN_CLOCKS: Final = frozenset({*REGIONS.values(), "America/Anchorage", "Pacific/Honolulu"})
# American pages use these for the clocks of their own country, wherever they themselves sit in it.
AMERICAN: Final = {"cst": "America/Chicago", "mst": "America/Denver", "pst": "America/Los_Angeles"}
_OFFSET = re.compile(r"(?:UTC|GMT)?(?P<sign>[+\u2212-])(?P<hours>\d{1,2}):?(?P<minutes>[0-5]\d)?", re.IGNORECASE)
MOST_HOURS: Final = 14
_IN_SUMMER = re.compile(r"[ECMPA]DT|AKDT|BST|(?:CE|EE|WE)ST|MESZ|A[EC]DT|NZDT", re.IGNORECASE)
_IN_WINTER = re.compile(r"[ECMPA]ST|AKST|GMT|CET|EET|WET|MEZ|A[EC]ST|NZST", re.IGNORECASE)
# Where the house speaks of its own clock. Only houses with one home zone stand here.
PUBLISHERS: Final = {
    "abcnews.go.com": "America/New_York",
    "aljazeera.com": "UTC",
    "apnews.com": "America/New_York",
    "bbc.com": "Europe/London",
    "cbsnews.com": "America/New_York",
    "cnbc.com": "America/New_York",
    "cnn.com": "America/New_York",
    "foxnews.com": "America/New_York",
    "independent.ie": "Europe/Dublin",
    "nbcnews.com": "America/New_York",
    "npr.org": "America/New_York",
    "nytimes.com": "America/New_York",
    "sky.com": "Europe/London",
    "theguardian.com": "Europe/London",
    "washingtonpost.com": "America/New_York",
    "wsj.com": "America/New_York",
}
# Country domains of countries with one zone.
COUNTRIES: Final = {
    "at": "Europe/Vienna",
    "be": "Europe/Brussels",
    "ch": "Europe/Zurich",
    "cz": "Europe/Prague",
    "de": "Europe/Berlin",
    "dk": "Europe/Copenhagen",
    "fi": "Europe/Helsinki",
    "fr": "Europe/Paris",
    "gr": "Europe/Athens",
    "ie": "Europe/Dublin",
    "il": "Asia/Jerusalem",
    "in": "Asia/Kolkata",
    "it": "Europe/Rome",
    "jp": "Asia/Tokyo",
    "kr": "Asia/Seoul",
    "nl": "Europe/Amsterdam",
    "no": "Europe/Oslo",
    "pk": "Asia/Karachi",
    "pl": "Europe/Warsaw",
    "se": "Europe/Stockholm",
    "sg": "Asia/Singapore",
    "ua": "Europe/Kyiv",
    "uk": "Europe/London",
    "za": "Africa/Johannesburg",
}


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone, its IANA name, and how it is known."""

    info: tzinfo
    name: str
    basis: str


def named_zone(name: str, basis: str) -> Zone | None:
    """Return the zone of an IANA name, or None if there is no such zone."""
    info = _load(name)
    return Zone(info, name, basis) if info else None


def abbreviated_zone(abbreviation: str | None, home: Zone | None) -> Zone | None:
    """Return the zone that an abbreviation in a time line means.

    Args:
        abbreviation: As printed, or the place whose time it is ("Eastern", "Kyiv"); None where the line names none.
        home: The zone of the page, which decides where the abbreviation has several meanings.

    Returns:
        The zone; the page's own for no abbreviation; None for an unknown or ambiguous one.
    """
    if abbreviation is None:
        return home
    name = ABBREVIATIONS.get(abbreviation.lower()) or _offset(abbreviation) or _clock_of(abbreviation)
    if name:
        return named_zone(name, f"“{abbreviation}” in the time line")
    meanings = SHARED_ABBREVIATIONS.get(abbreviation.lower(), ())
    if len(meanings) == 1:
        return named_zone(meanings[0], f"“{abbreviation}” in the time line")
    american = AMERICAN.get(abbreviation.lower())
    if american and home is not None and home.name in set(ABBREVIATIONS.values()) and home.name.startswith("America/"):
        return named_zone(american, f"“{abbreviation}” as used there ({home.basis})")
    if home is not None and home.name in meanings:
        return Zone(home.info, home.name, f"“{abbreviation}” as used there ({home.basis})")
    return None


def moments_shown(day: date, clock: time, zone: Zone, printed: str | None = None) -> tuple[datetime, ...]:
    """Return the instants at which a zone's clocks show a time on a day.

    Args:
        day: The day there.
        clock: The time of day.
        zone: The zone.
        printed: The abbreviation beside the clock; "EST" and "EDT" tell the two hours of the night in autumn apart.

    Returns:
        One as a rule; two where the clocks were set back over it, the earlier first; none where they were set forward
        over it.
    """
    first = datetime.combine(day, clock, zone.info)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return (first,)
    if in_zone(first, UTC).astimezone(zone.info).time() != clock:
        return ()
    if _IN_SUMMER.fullmatch(printed or ""):
        return (first,)
    return (second,) if _IN_WINTER.fullmatch(printed or "") else (first, second)


def meanings(abbreviation: str | None) -> tuple[Zone, ...]:
    """Return the zones that an abbreviation may name where it names several; empty for any other."""
    names = SHARED_ABBREVIATIONS.get((abbreviation or "").lower(), ())
    found = (named_zone(name, f"“{abbreviation}” names several zones") for name in names)
    return tuple(zone for zone in found if zone is not None)


def publisher_zone(url: str | None) -> Zone | None:
    """Return the zone of the house that published a page, if it has one home."""
    try:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return None
    parts = host.split(".")
    for start in range(len(parts) - 1):
        name = PUBLISHERS.get(".".join(parts[start:]))
        if name:
            return named_zone(name, "the publisher’s zone")
    name = COUNTRIES.get(parts[-1])
    return named_zone(name, "the zone of the publisher’s country") if name and len(parts) > 1 else None


def _offset(printed: str) -> str | None:
    """The name of a fixed offset ("UTC+2", "+0530"), or None if this is none."""
    found = _OFFSET.fullmatch(printed)
    if not found or int(found["hours"]) > MOST_HOURS:
        return None
    sign = "+" if found["sign"] == "+" else "-"
    return f"{sign}{int(found['hours']):02}:{found['minutes'] or '00'}"


@lru_cache(maxsize=64)
def _clock_of(place: str) -> str | None:
    """The zone of a region or city by whose time a clock is said to go ("Eastern time", "Kyiv time")."""
    region = _SEASON.sub("", place.lower().removesuffix(" time"))
    if region in WRITTEN_OUT:
        return WRITTEN_OUT[region]
    wanted = place.replace(" ", "_")
    return next((name for name in sorted(available_timezones()) if name.endswith(f"/{wanted}")), None)


@lru_cache(maxsize=64)
def _load(name: str) -> tzinfo | None:
    if name[:1] in ("+", "-"):
        return offset_zone(name)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
