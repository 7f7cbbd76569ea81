"""Dates: the days, weeks, months and moments of which a text speaks.

Joins what the words name (`date_expressions`), how the sentence speaks of it (`tenses`) and the day on which it was
written to the days that are meant (`date_meanings`). This is the only reader of dates in running text: clues, events
and mentions all see the same days.

Why a place counts: whoever speaks in Suva on Saturday speaks while it is still Friday in New York.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from desktop.domain.dates import DatePrecision
from desktop.domain.days import in_zone
from desktop.timeline.days.clock_times import ANY_CLOCK, LOCAL, ClockTime
from desktop.timeline.days.date_expressions import find_expressions
from desktop.timeline.days.date_meanings import Meaning, meaning_of
from desktop.timeline.days.date_names import Away, Expression, Moment, Names, OnDate, OnWeekday, Unit
from desktop.timeline.days.place_zones import is_place, place_zone
from desktop.timeline.days.zones import Zone, abbreviated_zone, moments_shown
from desktop.timeline.language.english import QUOTED
from desktop.timeline.language.tenses import Tense, TenseReader

DAYS_OF_WEEK: Final = 7
FARTHEST_BACK: Final = timedelta(days=14)  # a date before that is background to a post, not its event
DAY: Final = timedelta(days=1)
HALF_DAY: Final = timedelta(hours=12)  # a clock that runs back farther than that has passed midnight
BETWEEN: Final = "\n\n"  # no date reaches over it

_SENTENCE_ENDS = re.compile(r"[.!?…][”\"’)]?\s+(?=[A-Z“\"‘(•])|\n+")
_ABBREVIATED = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gov|Sen|Rep|Gen|[ap]\.m))$")
_PLACE = r"(?P<place>[A-Z][\w’'-]+(?: (?:de |da |of )?[A-Z][\w’'-]+){0,2})"
_PLACE_AFTER = re.compile(
    rf"(?:,? local time)?,? (?:(?:in|at|from)|(?:during|on) (?:a|an|his|her|their|the) (?:\w+ )?"
    rf"(?:visit|trip|tour|stop|stopover|stay) (?:to|in|of)) (?:the )?{_PLACE}"
)
_PLACE_BEFORE = re.compile(
    rf"\b(?:in|from|at) (?:the )?{_PLACE}(?:, (?P<region>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?\.?))?,? "
    r"(?:(?:on|early|late|later|earlier|the) ?){0,2}$"
)
_REGION = re.compile(r", (?P<region>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?\.?)")
_ANY_PLACE = re.compile(rf"\b(?:(?:Across|At|From|In|Near|Outside|The) )?{_PLACE}")
_LOCAL_TIME = re.compile(r"\blocal time\b", re.IGNORECASE)
_QUOTE_MARKS = re.compile('[“"«]')
_LEFT: Final = 60
_RIGHT: Final = 60
_BESIDE: Final = 4  # a clock time in brackets after another tells the same moment elsewhere


@dataclass(frozen=True, slots=True)
class Writing:
    """When and where a text was written, as far as that is known.

    Attributes:
        day: The day, by the clock of `zone`.
        at: The very moment.
        zone: The zone in which the text speaks where it names none.
    """

    day: date | None
    at: datetime | None = None
    zone: Zone | None = None

    def day_in(self, zone: Zone | None) -> date | None:
        """The day on which it was written, as a place counts days."""
        return in_zone(self.at, zone.info).date() if self.at is not None and zone is not None else self.day


@dataclass(frozen=True, slots=True)
class Told:
    """A date of which a text speaks.

    Attributes:
        start: Its first code point.
        end: One past the last.
        meaning: The days meant.
        tense: How the sentence speaks of it.
        base: The day of writing from which it was reckoned.
        zone: In which its days are days; None if nothing says.
        spoken_in: The place whose clock is meant, if the text names it.
        moment: The very minute, if a clock time with its zone is stated.
        is_quoted: Whether it stands in a quotation.
        is_later: Whether the text says "later" that day.
        remark: Why its minute is not known; "" if it is, or if no clock time is stated.
        told_at: The very moment of writing, if that is known.
    """

    start: int
    end: int
    meaning: Meaning
    tense: Tense
    base: date | None
    zone: Zone | None = None
    spoken_in: str | None = None
    moment: datetime | None = None
    is_quoted: bool = False
    is_later: bool = False
    remark: str = ""
    told_at: datetime | None = None

    @property
    def is_ahead(self) -> bool:
        """Whether the text speaks of it as still to come."""
        if self.moment is not None and self.told_at is not None:
            return self.moment > self.told_at
        if self.base is None or self.meaning.first <= self.base <= self.meaning.last:
            return self.tense is Tense.FUTURE or self.is_later
        return self.meaning.first > self.base

    @property
    def is_day(self) -> bool:
        """Whether it is one day, or a moment of one."""
        return self.meaning.precision in (DatePrecision.DAY, DatePrecision.MINUTE)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A date as a text speaks of it, before anybody knows on which day it was written.

    Attributes:
        expression: What the words name, and where they stand.
        tense: How the sentence speaks of it.
        sentence: The number of the sentence, or stretch of a quotation, in which it stands.
        is_quoted: Whether that is a quotation.
        place: The place whose clock is meant, if the text names it.
        words: That sentence or stretch.
    """

    expression: Expression
    tense: Tense
    sentence: int
    is_quoted: bool
    place: str | None
    words: str


Reading = tuple[Spoken, ...]


def read_dates(text: str, setting: str = "") -> Reading:
    """Find the words of a text that name dates, and how it speaks of them.

    Args:
        text: A paragraph, a caption or a body.
        setting: Other words that may name the place of a "local time", if the text does not.

    Returns:
        In the order of the text; none overlaps another.
    """
    expressions = find_expressions(text)
    return tuple(_Reader(text, setting).read(expressions)) if expressions else ()


def read_texts(texts: Sequence[str], setting: str = "") -> tuple[Reading, ...]:
    """Read several texts at once, which is quicker: most of them name no date, and that is seen in one look.

    Args:
        texts: The paragraphs of a post, or its captions.
        setting: See `read_dates`.

    Returns:
        One reading for each text.
    """
    found = find_expressions(BETWEEN.join(texts))
    if not found:
        return ((),) * len(texts)
    readings, at, number = [], 0, 0
    for text in texts:
        own = []
        while number < len(found) and found[number].start < at + len(text):
            each = found[number]
            own.append(replace(each, start=each.start - at, end=each.end - at))
            number += 1
        readings.append(tuple(_Reader(text, setting).read(own)) if own else ())
        at += len(text) + len(BETWEEN)
    return tuple(readings)


def tell_dates(reading: Reading, writing: Writing) -> list[Told]:
    """Say which days a text means.

    Args:
        reading: What `read_dates` found in it.
        writing: When and where it was written.

    Returns:
        In the order of the text. What cannot be known, or is in no calendar, is left out.
    """
    found: list[Told] = []
    sentence = -1
    for number, spoken in enumerate(reading):
        beside = found[-1] if found and sentence == spoken.sentence else None
        if beside is None and _is_told_again(reading[number : number + 2]):
            beside = _told(reading[number + 1], writing, None)
        told = _told(spoken, writing, beside)
        if told is not None:
            sentence = spoken.sentence
            found.append(told)
    return found


def _is_told_again(pair: Reading) -> bool:
    """Whether a clock time stands again right behind, by another clock and with a day: "9 a.m. ET (1400 GMT) on …"."""
    if len(pair) < 2 or not isinstance(pair[0].expression.names, Moment):
        return False
    left, right = pair[0].expression, pair[1].expression
    is_dated = right.clock is not None and not isinstance(right.names, Moment)
    return is_dated and pair[0].sentence == pair[1].sentence and right.start - left.end <= _BESIDE


@dataclass(frozen=True, slots=True)
class _Scope:
    """What one date is read in: a sentence without its quotations, or one within a quotation."""

    start: int
    text: str
    is_quoted: bool
    tenses: TenseReader

    def holds(self, expression: Expression, *, is_quoted: bool) -> bool:
        """Whether an expression stands in it."""
        is_inside = self.start <= expression.start and expression.end <= self.start + len(self.text)
        return is_inside and self.is_quoted == is_quoted


class _Reader:
    """Reads the dates of one text, sentence by sentence."""

    def __init__(self, text: str, setting: str) -> None:
        self._text, self._setting = text, setting
        self._quotes = [found.span() for found in QUOTED.finditer(text)] if _QUOTE_MARKS.search(text) else []
        self._narration = _without(text, self._quotes)
        self._scopes: list[_Scope] = []

    def read(self, expressions: Sequence[Expression]) -> Iterator[Spoken]:
        """Yield the expressions with what stands around them."""
        above: Expression | None = None
        for expression in expressions:
            scope = self._scope_of(expression)
            if above is not None and self._follows_another_clock(above, expression):
                continue
            above = expression
            yield Spoken(
                expression,
                scope.tenses.tense_at(expression.start - scope.start, expression.end - scope.start),
                len(self._scopes),
                scope.is_quoted,
                self._place_of(expression, scope),
                scope.text,
            )

    def _follows_another_clock(self, above: Expression, clock: Expression) -> bool:
        """Whether a clock time follows one on a day ("Friday at 11 p.m. to 1 a.m. ET"): it may be on the next."""
        is_moment = isinstance(clock.names, Moment) and above.clock is None
        return is_moment and ANY_CLOCK.search(self._text, above.end, clock.start) is not None

    def _scope_of(self, expression: Expression) -> _Scope:
        last = self._scopes[-1] if self._scopes else None
        quote = next((span for span in self._quotes if span[0] <= expression.start < span[1]), None)
        if last is not None and last.holds(expression, is_quoted=quote is not None):
            return last
        low, high = quote or (0, len(self._text))
        source = self._narration if quote is None else self._text
        start, end = _sentence(source, expression.start, low, high)
        words = source[start:end]
        self._scopes.append(_Scope(start, words, quote is not None, TenseReader(words)))
        return self._scopes[-1]

    def _place_of(self, expression: Expression, scope: _Scope) -> str | None:
        """The place by whose clock a date is told, if the text names it."""
        clock = expression.clock
        if clock is not None and clock.zone != LOCAL:
            return clock.zone if is_place(clock.zone) else None
        if not _counts_by_day(expression):
            return None
        place = self._place_beside(expression)
        if place is None and (clock is not None or _LOCAL_TIME.search(scope.text)):
            place = _only_place(scope.text) or _only_place(self._narration) or _only_place(self._setting)
        return place

    def _place_beside(self, expression: Expression) -> str | None:
        after = _PLACE_AFTER.match(self._text, expression.end, expression.end + _RIGHT)
        left = max(0, expression.start - _LEFT)
        around = self._text[left : expression.start]
        may_stand_before = "in " in around or "at " in around or "from " in around
        before = _PLACE_BEFORE.search(self._text, left, expression.start) if may_stand_before else None
        for found in (after, before):
            place = _known_place(found["place"]) if found else None
            if found and place:
                return _larger_place(self._text, found, place) if found is after else _in_region(found, place)
        return None


def _told(spoken: Spoken, writing: Writing, beside: Told | None) -> Told | None:
    spoken = _said_elsewhere(spoken, writing) or spoken
    expression, tense = spoken.expression, spoken.tense
    names, clock = expression.names, expression.clock
    zone = _zone_of(spoken, writing)
    base = writing.day_in(zone or writing.zone)
    if isinstance(names, Moment):
        assert clock is not None
        meaning = _day_of_moment(expression, zone, writing, tense, beside)
    else:
        meaning = meaning_of(names, base, tense)
    if meaning is None:
        return None
    moment, remark = None, _unknown_clock(clock) if clock is not None and zone is None else ""
    if clock is not None and zone is not None and meaning.first == meaning.last:
        moment, remark = _moment(clock, zone, meaning.first, is_dated=_is_dated(names, beside))
        meaning = meaning if moment is None else replace(meaning, precision=DatePrecision.MINUTE)
    return Told(
        expression.start,
        expression.end,
        meaning,
        tense,
        base,
        zone or writing.zone,
        spoken.place,
        moment,
        spoken.is_quoted,
        isinstance(names, OnWeekday | Away) and names.is_later,
        remark,
        writing.at,
    )


def _said_elsewhere(spoken: Spoken, writing: Writing) -> Spoken | None:
    """What happened on tomorrow's weekday did so in the only place that the sentence names, if it is that day there."""
    names = spoken.expression.names
    here = writing.day_in(writing.zone)
    if spoken.place or not isinstance(names, OnWeekday) or names.which or spoken.tense is not Tense.PAST:
        return None
    if writing.at is None or here is None or (names.weekday - here.weekday()) % DAYS_OF_WEEK != 1:
        return None
    place = _only_place(spoken.words)
    there = writing.day_in(place_zone(place)) if place else None
    return replace(spoken, place=place) if there is not None and there.weekday() == names.weekday else None


def _is_dated(names: Names, beside: Told | None) -> bool:
    """Whether the text itself says on which day a clock time is."""
    return not isinstance(names, Moment) or (beside is not None and beside.moment is None)


def _moment(clock: ClockTime, zone: Zone, day: date, *, is_dated: bool) -> tuple[datetime | None, str]:
    """The minute of a clock time on a day, or why it is not known."""
    if clock.is_midnight and is_dated:
        return None, "midnight may begin that day or end it"
    shown = moments_shown(day, clock.clock, zone, clock.zone)
    if len(shown) == 1:
        return shown[0], ""
    return None, "clocks were set back over it that night" if shown else "clocks were set forward over it that night"


def _zone_of(spoken: Spoken, writing: Writing) -> Zone | None:
    """The zone that the text states for a date."""
    if spoken.place is not None:
        return place_zone(spoken.place)
    clock = spoken.expression.clock
    return _printed_zone(clock.zone, writing.zone) if clock is not None and clock.zone != LOCAL else None


def _sentence(text: str, place: int, low: int, high: int) -> tuple[int, int]:
    """The sentence of a part of a text in which a place lies."""
    start, end = low, high
    for found in _SENTENCE_ENDS.finditer(text, low, high):
        if text[found.start()] == "." and _ABBREVIATED.search(text, max(low, found.start() - 4), found.start()):
            continue
        if found.start() >= place:
            end = found.end()
            break
        start = found.end()
    return start, end


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text with blanks where other people speak; every place stays where it is."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _counts_by_day(expression: Expression) -> bool:
    names = expression.names
    if isinstance(names, OnDate):
        return names.day is not None
    return not isinstance(names, Away) or names.unit in (Unit.DAY, Unit.WEEKEND)


def _known_place(words: str) -> str | None:
    """The longest beginning of some words that is the name of a place."""
    parts = words.split(" ")
    candidates = (" ".join(parts[:count]).removesuffix("’s").removesuffix("'s") for count in range(len(parts), 0, -1))
    return next((name for name in candidates if is_place(name)), None)


def _larger_place(text: str, found: re.Match[str], place: str) -> str | None:
    """A place, or the state or country behind it if that goes by another clock: there are two Birminghams."""
    behind = _REGION.match(text, found.start("place") + len(place))
    return _as_region(place, behind["region"]) if behind else place


def _in_region(found: re.Match[str], place: str) -> str | None:
    return _as_region(place, found["region"]) if found["region"] else place


def _as_region(place: str, region: str) -> str | None:
    known = _known_place(region)
    if known is None:
        return None if region.endswith(".") else place
    own, around = place_zone(place), place_zone(known)
    return place if own and around and own.name == around.name else known


def _only_place(text: str) -> str | None:
    """The place whose clock a text goes by: that of the authority it names ("Fiji’s police"), else its only one."""
    found = [(place, each.group()) for each in _ANY_PLACE.finditer(text) if (place := _known_place(each["place"]))]
    owners = [place for place, words in found if f"{place}’s" in words or f"{place}'s" in words]
    places = owners or [place for place, _ in found]
    zones = {zone.name for place in places if (zone := place_zone(place))}
    return places[0] if len(zones) == 1 else None


def _printed_zone(printed: str, home: Zone | None) -> Zone | None:
    return abbreviated_zone(printed, home) or abbreviated_zone(printed.replace(" ", ""), home)


def _unknown_clock(clock: ClockTime) -> str:
    if clock.zone == LOCAL:
        return "the place of that local time is not known"
    return f"“{clock.zone}” may name several zones, so the minute is not known"


# ---- on which day a clock time falls


def _day_of_moment(
    expression: Expression, zone: Zone | None, writing: Writing, tense: Tense, beside: Told | None
) -> Meaning | None:
    """The day of a clock time: that of the date before it in its sentence, else that on which it was written."""
    clock = expression.clock
    if beside is not None and beside.is_day:
        return _day_beside(expression, zone, beside)
    day = _day_of_clock(clock, zone, writing, tense) if clock is not None and zone is not None else writing.day
    return _on(day, "the day on which it was written") if day is not None else None


def _day_beside(expression: Expression, zone: Zone | None, beside: Told) -> Meaning | None:
    """The day of a clock time that has another date before it in its sentence."""
    clock, gap = expression.clock, expression.start - beside.end
    if beside.moment is None or clock is None:
        return _on(beside.meaning.first, "")
    if zone is None:  # the same moment by an unknown clock may be on another day
        return None if gap <= _BESIDE else _on(beside.meaning.first, "")
    if gap <= _BESIDE:
        return _same_moment(beside.moment, clock, zone)
    own = in_zone(beside.moment, zone.info)
    passes_midnight = datetime.combine(own.date(), clock.clock, zone.info) - own < -HALF_DAY
    day = _later(own.date(), 1) if passes_midnight else own.date()
    return _on(day, "the day after that of the clock time before it" if passes_midnight else "") if day else None


def _on(day: date, basis: str) -> Meaning:
    return Meaning(day, day, DatePrecision.DAY, basis or "the day of the date before it")


def _same_moment(at: datetime, clock: ClockTime, zone: Zone) -> Meaning:
    """The day on which another clock shows its time at, or nearest to, a moment."""
    own = in_zone(at, zone.info).date()
    days = [day for by in (-1, 0, 1) if (day := _later(own, by)) is not None]
    day = min(days, key=lambda day: abs(datetime.combine(day, clock.clock, zone.info) - at))
    return _on(day, "the same moment as the clock time beside it")


def _day_of_clock(clock: ClockTime, zone: Zone, writing: Writing, tense: Tense) -> date | None:
    """The day, where the clock hangs, on which it showed a time of which a text speaks."""
    own = writing.day_in(zone)
    if own is None:
        return None
    moments = [
        datetime.combine(day, clock.clock, zone.info) for by in (-1, 0, 1) if (day := _later(own, by)) is not None
    ]
    if writing.at is not None:
        past = [each for each in moments if each <= writing.at]
        ahead = [each for each in moments if each >= writing.at]
        if tense is Tense.PAST and past:
            return past[-1].date()
        return ahead[0].date() if tense is Tense.FUTURE and ahead else own
    if clock.is_midnight and tense is Tense.FUTURE:
        return _later(own, 1)
    if writing.zone is not None:  # the page's own day, though elsewhere it is another one
        same = [each for each in moments if in_zone(each, writing.zone.info).date() == writing.day]
        return same[0].date() if same else own
    return own


def _later(day: date, by: int) -> date | None:
    try:
        return day + by * DAY
    except OverflowError:
        return None


# ---- days alone


@dataclass(frozen=True, slots=True)
class Named:
    """A day that a text names.

    Attributes:
        day: The day meant.
        words: The words that name it.
        is_ahead: Whether the text speaks of it as still to come.
        is_later: Whether it says "later" that day.
    """

    day: date
    words: str
    is_ahead: bool = False
    is_later: bool = False


def named_days(text: str, base: date) -> Iterator[Named]:
    """Yield the days that a text names outside its quotations, in its order.

    Args:
        text: A body; captions are not to be among it.
        base: The day on which it was written, as far as that is known.
    """
    yield from days_told(text, read_dates(text), base)


def days_told(text: str, reading: Reading, base: date) -> Iterator[Named]:
    """Yield the days that a text names outside its quotations, as `named_days` does, from a reading of it."""
    for told in tell_dates(reading, Writing(base)):
        if told.is_day and not told.is_quoted:
            yield Named(told.meaning.first, text[told.start : told.end], told.is_ahead, told.is_later)
