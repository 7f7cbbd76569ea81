"""Clues: what a post's own words prove about the time it was published.

Knows that a post which tells the end of a call is not older than that end, and that one which awaits an event is older
than the event. Never takes a clock time in a text for the post's own time: it bounds it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from desktop.domain.posts import Post
from desktop.timeline.days.dates import Named, named_days
from desktop.timeline.days.zones import Zone, abbreviated_zone
from desktop.timeline.language.english import unquoted
from desktop.timeline.lines.stamps import read_stamp

EARLIEST_OFFSET: Final = timedelta(hours=14)  # where a day begins first

_CLOCK = r"\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?\s?m\.?(?:\s+[A-Z]{2,4}\b)?|\d{1,2}[:.]\d\d\s+[A-Z]{2,4}\b"
_HAPPENED = re.compile(
    r"\b(?P<verb>began|started|ended|completed|concluded|concluding|finished|finishing|closed|opened|arrived|departed|"
    r"landed|took off|resumed|adjourned|kicked off|wrapped up|beginning|starting)\b[^.;]{0,40}?\bat (?P<clock>"
    + _CLOCK
    + r")"
)
_AT_DIGIT = re.compile(r"at \d")  # without it nothing can have happened at a clock time, and to see that is quick
_STARTS: Final = frozenset({"began", "started", "opened", "kicked off", "beginning", "starting", "resumed"})
_AWAITED = re.compile(
    r"\b(?:hours before|minutes before|shortly before|ahead of|before|prior to)\b(?P<event>[^.;]{0,160})", re.IGNORECASE
)
_TO_COME = re.compile(r"\b(?:planned|expected|scheduled|set|due|upcoming|will|are to|is to)\b", re.IGNORECASE)
_PLANNED = re.compile(r"\b(?:will|would|should|may|might|could|to)(?: not| also| only)?(?: have)?(?: be| been)? $")
_LATER = re.compile(
    r"\b(?:may|might|will|would|could|expected|scheduled|set|due|planned|plans)\b[^.;]{0,80}\blater (?:on )?"
    r"(?P<day>today|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z\u00c0-\u00de][\w’'-]{2,}")
_SENTENCE = re.compile(r"(?<=[.!?…])(?<![ap]\.m\.)\s+(?=[A-Z“\"])|\n+")
_KINDS_OF_EVENT: Final = (
    frozenset({"call", "phone", "speak", "spoke", "conversation", "talk", "talks"}),
    frozenset({"meet", "meeting", "summit", "talks", "session", "visit"}),
    frozenset({"launch", "landing", "flight", "takeoff", "liftoff"}),
    frozenset({"vote", "ballot", "election", "referendum"}),
    frozenset({"match", "game", "race", "final", "kickoff"}),
    frozenset({"speech", "address", "briefing", "conference", "announcement", "hearing"}),
)


@dataclass(frozen=True, slots=True)
class Clue:
    """A bound that a post's words set.

    Attributes:
        earliest: The post is not older than this.
        latest: The post is not newer than this.
        basis: The reason in words.
        is_day: Whether the bound is the beginning or end of a day, not a clock time.
    """

    basis: str
    earliest: datetime | None = None
    latest: datetime | None = None
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class _Event:
    """Something that a post says began at a clock time."""

    at: datetime
    words: str
    names: frozenset[str]
    kinds: frozenset[int]


def find_clues(
    posts: Sequence[Post], named: Sequence[Sequence[Named]], day: date | None, zone: Zone | None
) -> list[list[Clue]]:
    """Find what the words of each post prove about its time.

    Args:
        posts: The posts of one page.
        named: The days that each of them names outside quotations, read as of the page's day.
        day: The page's day, if known; without it a clock time proves nothing.
        zone: The page's zone, for clock times that state none.

    Returns:
        For each post its clues; empty where nothing is proved.
    """
    if day is None:
        return [[] for _ in posts]
    started: list[_Event] = []
    found: list[list[Clue]] = []
    bodies = [unquoted(post.text) for post in posts]
    for body, days in zip(bodies, named, strict=True):
        clues, events = _happened(body, day, zone)
        started += events
        found.append([*clues, *_days(days, day), *_later(body, day, zone)])
    for clues, body in zip(found, bodies, strict=True):
        clues.extend(_awaited(body, started))
    return found


def _happened(body: str, day: date, zone: Zone | None) -> tuple[list[Clue], list[_Event]]:
    """Clock times at which something is said to have happened, on the page's day."""
    clues, events = [], []
    for sentence in _SENTENCE.split(body) if _AT_DIGIT.search(body) and _HAPPENED.search(body) else ():
        for found in _HAPPENED.finditer(sentence):
            at = _instant(found["clock"], day, zone)
            days = {named.day for named in named_days(sentence, day)}
            if at is None or days - {day} or _is_still_to_come(sentence, found):
                continue
            clues.append(
                Clue(f"it tells what was over or under way at {found['clock'].strip()} on the page’s day", earliest=at)
            )
            if found["verb"].lower() in _STARTS:
                events.append(_Event(at, found["clock"].strip(), _names(sentence), _event_kinds(sentence)))
    return clues, events


def _is_still_to_come(sentence: str, found: re.Match[str]) -> bool:
    """Whether a sentence tells of what is only planned: "will be closed at nine", "is due to end, starting at nine"."""
    is_going_on = found["verb"].endswith("ing") and _TO_COME.search(sentence) is not None
    return is_going_on or _PLANNED.search(sentence[: found.start()]) is not None


def _instant(clock: str, day: date, zone: Zone | None) -> datetime | None:
    stamp = read_stamp(clock.strip())
    own = abbreviated_zone(stamp.zone, zone) if stamp else None
    if stamp is None or stamp.clock is None or own is None:
        return None
    return datetime.combine(day, stamp.clock, own.info)


def _days(days: Sequence[Named], day: date) -> Iterator[Clue]:
    """A day of which a post tells has begun, at least somewhere."""
    told = [named for named in days if not named.is_ahead and not named.is_later and named.day <= day]
    if told:
        last = max(told, key=lambda named: named.day)
        begins = datetime.combine(last.day, time(), UTC) - EARLIEST_OFFSET
        yield Clue(f"it tells of {last.words}, which had begun somewhere on earth", earliest=begins, is_day=True)


def _later(body: str, day: date, zone: Zone | None) -> Iterator[Clue]:
    """What is to come "later on Friday" is told before Friday ends."""
    if zone is None or "later " not in body.lower():
        return
    for found in _LATER.finditer(body):
        named = next((n for n in named_days(found["day"], day)), None)
        if named is not None:
            ends = datetime.combine(named.day, time.max, zone.info)
            yield Clue(f"it awaits something “later {found['day']}”, read in the page’s zone", latest=ends, is_day=True)


def _awaited(body: str, started: Sequence[_Event]) -> Iterator[Clue]:
    """What a post awaits and another post says began at a clock time."""
    for found in _AWAITED.finditer(body) if started else ():
        sentence = found["event"]
        if not _TO_COME.search(sentence):
            continue
        names, kinds = _names(sentence), _event_kinds(sentence)
        for event in started:
            if len(names & event.names) >= 2 and kinds & event.kinds:
                yield Clue(f"it awaits what another post says began at {event.words}", latest=event.at)


def _names(text: str) -> frozenset[str]:
    return frozenset(word.removesuffix("’s").removesuffix("'s") for word in _NAME.findall(text)) - _TITLES


def _event_kinds(text: str) -> frozenset[int]:
    words = set(re.findall(r"\w+", text.lower()))
    return frozenset(number for number, kind in enumerate(_KINDS_OF_EVENT) if words & kind)


_TITLES: Final = frozenset(
    {"President", "Prime", "Minister", "Secretary", "State", "The", "Chancellor", "King", "Queen", "Foreign", "House"}
)
