"""Clock times: the times of day that a text states together with the zone they are told in.

Knows "4:20 p.m. GMT", "16:30 GMT", "1630 GMT", "5pm in local time", "noon Eastern time", "9 p.m. Moscow time", and
that "from 9 to 11 a.m. ET" tells both by one clock. Never takes a clock time without a zone, for nobody knows whose
clock it is told by; and never the length of a video.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import Final

from desktop.timeline.days.zones import ABBREVIATIONS, SHARED_ABBREVIATIONS, WRITTEN_OUT

LOCAL: Final = "local"
ANY_CLOCK: Final = re.compile(r"\b\d{1,2}(?:[:.][0-5]\d)?\s?[apAP]\.?\s?[mM]\b|\b(?:[01]?\d|2[0-3]):[0-5]\d\b")
HOURS: Final = 24


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A clock time in a text.

    Attributes:
        start: Its first code point.
        end: One past the last, its zone included.
        clock: The time of day.
        zone: As printed ("ET", "Moscow"); `LOCAL` for "local time".
        is_midnight: Whether it says "midnight", which may begin or end the day beside it.
    """

    start: int
    end: int
    clock: time
    zone: str
    is_midnight: bool = False


_ZONES = "|".join(
    sorted((name.upper() for name in {*ABBREVIATIONS, *SHARED_ABBREVIATIONS} if len(name) > 1), key=len, reverse=True)
)
_ZONE_WORD = re.compile(_ZONES + "|UTC|GMT|ocal|tern|tral|tain|cific| [Tt]ime")
_WRITTEN_OUT = "|".join(sorted((re.escape(name.title()) for name in WRITTEN_OUT), key=len, reverse=True))
# Behind "9 a.m. Eastern" the sentence goes on; in "9 a.m. Central Station reopened" a name does.
_GOES_ON = (
    r"(?=[.,;:)\]–—-]|$| (?:and|as|at|but|for|from|in|on|or|the|this|till|to|today|tomorrow|tonight|until|when|with|"
    r"yesterday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b| \()"
)
_CLOCK = re.compile(
    r"(?<![\w.:,/$€£-])(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[apAP])\.?\s?[mM]\b\.?|"
    r"(?P<hour24>[01]?\d|2[0-3])[:.]?(?P<minute24>[0-5]\d)(?:\s?(?:hrs?|hours))?|(?P<word>noon|midday|midnight))"
    r",?\s?\(?(?P<zone>(?:UTC|GMT)\s?[+\u2212-]\s?\d{1,2}(?::?[0-5]\d)?\b|(?:" + _ZONES + r")\b|"
    rf"[Ll]ocal(?: time)?\b|(?:{_WRITTEN_OUT})(?: (?:[Ss]tandard|[Dd]aylight|[Ss]ummer|[Ww]inter))? [Tt]ime\b|"
    r"(?:Eastern|Central|Mountain|Pacific)(?: (?:[Ss]tandard|[Dd]aylight))?\b" + _GOES_ON + r"|"
    r"(?:in )?(?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) time\b)"
)


_RANGE_BEGINS = re.compile(
    r"\b(?i:from|between) (?P<time>"
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s?(?:(?P<half>[apAP])\.?\s?[mM]\b\.?)?|"
    r"(?P<hour24>[01]\d|2[0-3])(?P<minute24>[0-5]\d)|(?P<word>noon|midday|midnight))"
    r"(?: (?:to|and|until|till) |\s?[-–]\s?)$"
)
_RANGE: Final = 28  # how far before a clock time the range begins that it ends


def find_clocks(text: str) -> Iterator[ClockTime]:
    """Yield the clock times of a text that state their zone, in its order; of a range both, by the zone behind it."""
    for found in _CLOCK.finditer(text) if _ZONE_WORD.search(text) else ():
        clock = _clock(found)
        if clock is not None:
            zone = (found["place"] or found["zone"]).removesuffix(" time").removesuffix(" Time")
            is_local = zone.lower() == LOCAL
            made = ClockTime(*found.span(), clock, LOCAL if is_local else zone, _is_midnight(found))
            begin = _RANGE_BEGINS.search(text, max(0, found.start() - _RANGE), found.start())
            if begin is not None and (first := _range_begins(begin, found, made)) is not None:
                yield first
            yield made


def _is_midnight(found: re.Match[str]) -> bool:
    return found["word"] == "midnight"


def _range_begins(begin: re.Match[str], end: re.Match[str], clock: ClockTime) -> ClockTime | None:
    """The first clock time of a range; without "a.m." or "p.m." it has that of the other, if it then lies before it."""
    first = _clock(begin)
    if begin["hour"] and begin["half"] is None:
        if end["half"] is None:
            first = time(int(begin["hour"]), int(begin["minute"] or 0)) if int(begin["hour"]) < HOURS else None
        else:
            first = _in_half(begin, end["half"])
            if first is not None and first >= clock.clock:
                first = _in_half(begin, "a" if end["half"] in "pP" else "p")
    return None if first is None else ClockTime(*begin.span("time"), first, clock.zone, _is_midnight(begin))


def _clock(found: re.Match[str]) -> time | None:
    if found["word"]:
        return time(0) if found["word"] == "midnight" else time(12)
    if found["hour24"]:
        return time(int(found["hour24"]), int(found["minute24"]))
    return _in_half(found, found["half"]) if found["half"] else None


def _in_half(found: re.Match[str], half: str) -> time | None:
    hour = int(found["hour"])
    if not 1 <= hour <= HOURS // 2:
        return None
    return time(hour % 12 + (12 if half in "pP" else 0), int(found["minute"] or 0))
