"""Zones: in which zone does a page speak of its times.

Knows the abbreviations that name one zone only, and where the publishers of live pages sit. Never guesses a zone for
an abbreviation that names several (BST, IST, CST): the publisher's own zone decides, or nothing does.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop.timeline.stamps import ZONES

# Abbreviations with several meanings, and the zones in which each is used.
SHARED_ABBREVIATIONS: Final = {
    "bst": ("Europe/London", "Asia/Dhaka"),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "cst": ("America/Chicago", "Asia/Shanghai"),
    "mst": ("America/Denver", "America/Phoenix"),
    "wat": ("Africa/Lagos",),
    "sast": ("Africa/Johannesburg",),
}
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

    info: ZoneInfo
    name: str
    basis: str


def named_zone(name: str, basis: str) -> Zone | None:
    """Return the zone of an IANA name, or None if there is no such zone."""
    info = _load(name)
    return Zone(info, name, basis) if info else None


def abbreviated_zone(abbreviation: str | None, home: Zone | None) -> Zone | None:
    """Return the zone that an abbreviation in a time line means.

    Args:
        abbreviation: As printed; None where the line names none.
        home: The zone of the page, which decides where the abbreviation has several meanings.

    Returns:
        The zone; the page's own for no abbreviation; None for an unknown or ambiguous one.
    """
    if abbreviation is None:
        return home
    name = ZONES.get(abbreviation.lower())
    if name:
        return named_zone(name, f"“{abbreviation}” in the time line")
    meanings = SHARED_ABBREVIATIONS.get(abbreviation.lower(), ())
    if len(meanings) == 1:
        return named_zone(meanings[0], f"“{abbreviation}” in the time line")
    if home is not None and home.name in meanings:
        return Zone(home.info, home.name, f"“{abbreviation}” as used there ({home.basis})")
    return None


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


@lru_cache(maxsize=64)
def _load(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
