"""Clock times: the times of day that a text states together with the zone they are told in.

Knows "11:04 a.m. ET", "16:30 GMT", "1630 GMT", "5pm in local time", "noon Eastern time", "9 p.m. Moscow time". Never
takes a clock time without a zone, for nobody knows whose clock it is told by; and never the length of a video.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import Final

from desktop.timeline.zones import ABBREVIATIONS, SHARED_ABBREVIATIONS

LOCAL: Final = "local"


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A clock time in a text.

    Attributes:
        start: Its first code point.
        end: One past the last, its zone included.
        clock: The time of day.
        zone: As printed ("ET", "Moscow"); `LOCAL` for "local time".
    """

    start: int
    end: int
    clock: time
    zone: str


_ZONES = "|".join(
    sorted((name.upper() for name in {*ABBREVIATIONS, *SHARED_ABBREVIATIONS} if len(name) > 1), key=len, reverse=True)
)
_ZONE_WORD = re.compile(_ZONES + "|UTC|GMT|ocal|tern|tral|tain|cific| time")
_CLOCK = re.compile(
    r"(?<![\w.:,/$€£-])(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[apAP])\.?\s?[mM]\b\.?|"
    r"(?P<hour24>[01]?\d|2[0-3])[:.]?(?P<minute24>[0-5]\d)(?:\s?hrs?)?|(?P<word>noon|midday|midnight))"
    r",?\s?\(?(?P<zone>(?:UTC|GMT)\s?[+\u2212-]\s?\d{1,2}(?::?[0-5]\d)?\b|(?:" + _ZONES + r")\b|"
    r"[Ll]ocal(?: time)?\b|(?:Eastern|Central|Mountain|Pacific)(?: (?:[Ss]tandard|[Dd]aylight))?(?: [Tt]ime)?\b|"
    r"(?:in )?(?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) time\b)"
)


def find_clocks(text: str) -> Iterator[ClockTime]:
    """Yield the clock times of a text that state their zone, in its order."""
    for found in _CLOCK.finditer(text) if _ZONE_WORD.search(text) else ():
        clock = _clock(found)
        if clock is not None:
            zone = found["place"] or found["zone"]
            is_local = zone.lower().startswith("local")
            yield ClockTime(*found.span(), clock, LOCAL if is_local else zone)


def _clock(found: re.Match[str]) -> time | None:
    if found["word"]:
        return time(0) if found["word"] == "midnight" else time(12)
    if found["half"] is None:
        return time(int(found["hour24"]), int(found["minute24"]))
    hour = int(found["hour"])
    if not 1 <= hour <= 12:
        return None
    return time(hour % 12 + (12 if found["half"] in "pP" else 0), int(found["minute"] or 0))
