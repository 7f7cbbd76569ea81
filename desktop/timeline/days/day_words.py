"""Day words: expressions that count from the day of writing, as "Saturday", "tonight", "next week", "three days ago".

Knows what is no date though it looks like one: mastheads ("the Sunday Times"), habits ("every Friday"), durations
("over the last week"), figures of speech ("yesterday's men"). Never says which day is meant.
"""

import re
from collections.abc import Iterator
from typing import Final

from desktop.timeline.days.date_names import Away, Expression, OnDayOfMonth, OnWeekday, Unit
from desktop.timeline.language.calendar_names import weekday_number
from desktop.timeline.language.english import unquoted

LONGEST_AGO: Final = {Unit.DAY: 60, Unit.WEEK: 60, Unit.MONTH: 60, Unit.YEAR: 500}
LEFT: Final = 24  # how far a look to the left goes
OPENING: Final = 40  # characters in which the first thing that a text names is looked for

_NAMES_OF_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LAST_LETTERS = re.compile(r"day\b|night\b|morrow\b|DAY\b|\bthis\b|\bThis\b")  # of every such name
_SINGLE_WORDS: Final = frozenset({*map(str.lower, _NAMES_OF_DAYS), "today", "tonight", "yesterday", "tomorrow"})
WORDS_OF_DAYS: Final = _SINGLE_WORDS | {"this", "last", "day"}  # a text that names a day holds one, in small letters
_TIME_OF_DAY = r"(?: (?:morning|afternoon|evening|night|lunchtime|midday)(?!s))?"
# Patterns begin with plain letters, so that the search can leap over what cannot match; what may stand to the left of
# them is looked at afterwards.
_WEEKDAY = re.compile(
    "(?P<day>" + "|".join(form for day in _NAMES_OF_DAYS for form in (day, day.lower(), day.upper())) + r")\b"
    r"(?! (?:morning|afternoon|evening|night)s\b)"
    rf"{_TIME_OF_DAY}(?: local time\b)?(?:,? (?:of )?(?P<week>next|last|this) week\b|(?P<week_later> week\b))?"
)
_WEEKS_AWAY = re.compile(
    r"\b(?:(?P<ahead>(?:a|one) week (?:from|on)(?: this| next)? )|(?:\w+ weeks|fortnight) (?:from|on|ago,? on|ago) )$",
    re.IGNORECASE,
)
_WEEKS_AGO_BEHIND = re.compile(r",? \w+ weeks ago\b")
# A day that is told from another one, which stands elsewhere: "the following Monday", "the Friday after the vote".
_FROM_ANOTHER_DAY = re.compile(
    r"\b(?:following|previous|preceding|same|which|what) $|\b(?:on|by|from|until|since) that $|(?:^|[.!?\n] ?)that $",
    re.IGNORECASE,
)
_SOME_DAY = re.compile(r" (?:after|before|following|preceding|in question)\b")
_THE = re.compile(r"\bthe $", re.IGNORECASE)
_BEFORE_WEEKDAY = re.compile(
    r"(?<![\w-])(?P<which>next|last|this(?: past| coming)?|coming|upcoming|past|later(?: on| this)?|every|each|most|"
    r"alternate|early(?: on)?|late(?: on)?|earlier(?: on)?) $",
    re.IGNORECASE,
)
_WEEKDAY_BEHIND = re.compile(r"(?:-|–| to | through )(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_WEEKDAY_AHEAD = re.compile(r"day(?:-|–| to | through )$")
_HABITS: Final = frozenset({"every", "each", "most", "alternate"})
_HOURS: Final = frozenset({"early", "late", "earlier", "later", "past"})
_DAY_WORD = re.compile(
    r"(?P<word>(?:today|Today|TODAY|yesterday|Yesterday|tomorrow|Tomorrow)"
    r"(?: (?:morning|afternoon|evening|night|lunchtime))?|tonight|Tonight|"
    r"this morning|this afternoon|this evening|This morning|This afternoon|This evening|last night|Last night)\b"
    r"(?: local time\b)?"
)
_BEFORE_DAY_WORD = re.compile(
    r"(?<![\w-])(?:the (?P<far>day (?:before|after))|(?P<later>later|earlier)) $", re.IGNORECASE
)
_DISTANCES: Final = {"today": 0, "tonight": 0, "this": 0, "yesterday": -1, "last": -1, "tomorrow": 1}
_DAY_AFTER = re.compile(r"(?<=\bcomes )(?:just )?(?:one|a) day after\b|(?<=\bcame )(?:just )?(?:one|a) day after\b")
_PERIOD = re.compile(r"weekend\b|week\b|month\b|year\b")
_BEFORE_PERIOD = re.compile(
    r"(?<![\w-])(?:(?P<part>early|earlier|late|later|mid)[ -])?"
    r"(?:(?P<edge>start|beginning|middle|end) of )?(?P<which>last|this(?: past| coming)?|next|the|coming) $",
    re.IGNORECASE,
)
_DURATION = re.compile(r"\bthe $", re.IGNORECASE)
_AGO = re.compile(r" ago\b")
_BEFORE_AGO = re.compile(
    r"\b(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty) "
    r"(?P<unit>day|week|fortnight|month|year|decade|centur)(?:s|y|ies)?$",
    re.IGNORECASE,
)
_LONG_UNITS: Final = {"fortnight": (2, "week"), "decade": (10, "year"), "centur": (100, "year")}
_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30, "fifty": 50,
}  # fmt: skip
_NTH = re.compile(
    r"the (?P<day>[12]?\d|3[01])(?:st|nd|rd|th)(?: of (?:the|this) month\b|(?=[.,;:!?)”\"’\n]|$|"
    r" (?:and|or|but|when|that|at|in|which|will|would|is|was|as|if|he|she|they|we|because|for|to|with|after|before|"
    r"until)\b))"
)
_BEFORE_NTH = re.compile(r"\b(?:on|by|until|till|before|after|from|since|for|and) $")
_HOLES = re.compile(r"\b(?:hole|birdie|bogey|par|eagle|tee|fairway|putt|green)s?\b", re.IGNORECASE)

_MASTHEAD = re.compile(
    r"(?:’s |'s )?(?: )?(?:Times|Telegraph|Mail|Mirror|Express|Post|Herald|Sun|World|Independent|Star|People|Mercury|"
    r"Tribune|Night Live|Night Football|Night Lights|Morning Herald|programme|Programme|[Ss]how\b|Agreement|"
    r"[Aa]ccords?\b)"
)
_IN_A_NAME = re.compile(
    r"(?:\b(?:Bloody|Black|Cyber|Super|Giving|Good|Easter|Palm|Ash|Maundy|Holy|Shrove|Whit|Mad|Sheffield|Mail on|"
    r"Happy|Blue|Ruby|Freaky|[Aa]ny|[Ss]ome|[Oo]ne|[Mm]any|[Mm]ost|[Aa]nother|[Aa]) )$"
)
_TITLE_BEHIND = re.compile(rf"{_MASTHEAD.pattern}|[’']s [A-Z]")
_CAPITAL_BEFORE = re.compile(r"\b[A-Z][\w’'-]* $")
_FIGURE_OF_SPEECH = re.compile(
    r"['’]s (?:man|men|woman|women|people|news|world|generation|leaders|youth|society|standards|kids|children|young|"
    r"politics|problems|consumers|audiences?|stars)\b",
    re.IGNORECASE,
)
_WORLD_OF = re.compile(
    r"\b(?:world|generation|generations|youth|leaders|people|men|women|man|woman|stars|society|children) of $|"
    r"\b(?:no|around|alive) $",
    re.IGNORECASE,
)


def find_weekdays(text: str) -> Iterator[Expression]:
    """Yield the weekdays of a text, with their time of day and the words before them ("late on Friday night")."""
    for found in _WEEKDAY.finditer(text):
        prefix = _BEFORE_WEEKDAY.search(text, max(0, found.start() - LEFT), found.start())
        which = prefix["which"].lower() if prefix else ""
        weekday = weekday_number(found["day"])
        if which in _HABITS or weekday is None or not _begins_a_word(text, found) or _is_in_a_name(text, found):
            continue
        if _WEEKDAY_BEHIND.match(text, found.end()) or _WEEKDAY_AHEAD.search(
            text, max(0, found.start() - LEFT), found.start()
        ):
            continue  # "Monday to Friday" is every week
        if _is_told_from_another_day(text, found):
            continue
        asked = which.removesuffix(" this").removesuffix(" on")
        weeks = _WEEKS_AWAY.search(text, max(0, found.start() - LEFT), found.start())
        which = "in a week" if found["week_later"] or weeks else "" if asked in _HOURS else asked
        names = OnWeekday(weekday, which, found["week"] or "", is_later=asked == "later")
        first = min(each.start() for each in (prefix, weeks, found) if each is not None)
        yield Expression(first, end_of_words(found), names)


def _is_told_from_another_day(text: str, found: re.Match[str]) -> bool:
    """Whether a weekday is counted from a day that stands elsewhere, so that nobody knows which it is."""
    left, start, end = max(0, found.start() - LEFT), found.start(), found.end()
    if _FROM_ANOTHER_DAY.search(text, left, start) or _WEEKS_AGO_BEHIND.match(text, end):
        return True
    if _SOME_DAY.match(text, end) and _THE.search(text, left, start):
        return True
    weeks = _WEEKS_AWAY.search(text, left, start)
    return weeks is not None and weeks["ahead"] is None


def find_day_words(text: str) -> Iterator[Expression]:
    """Yield "today", "tonight", "this morning", "yesterday", "tomorrow" and their like."""
    for found in _DAY_WORD.finditer(text):
        by = _DISTANCES[found["word"].split(" ")[0].lower()]
        before = _BEFORE_DAY_WORD.search(text, max(0, found.start() - LEFT), found.start())
        start = before.start() if before else found.start()
        if not _begins_a_word(text, found) or _is_figure_of_speech(text, start, found):
            continue
        is_far, later = (bool(before["far"]), before["later"]) if before else (False, None)
        yield Expression(
            start,
            end_of_words(found),
            Away(Unit.DAY, 2 * by if is_far else by, is_later=later is not None and later.lower() == "later"),
        )
    for found in _DAY_AFTER.finditer(text) if "day after" in text else ():
        yield Expression(*found.span(), Away(Unit.DAY, -1))


def names_a_day(text: str) -> bool:
    """Whether a text names a weekday, or a day counted from today, outside its quotations."""
    return any(find_days(unquoted(text)))


def opens_with_a_day(text: str) -> bool:
    """Whether such a day is the first thing that a text names ("On Friday", "Late on Friday")."""
    head = text[:OPENING]
    return _LAST_LETTERS.search(head) is not None and any(head[: day.start] in ("", "On ") for day in find_days(head))


def is_day_word(word: str) -> bool:
    """Whether a single word is one for a day."""
    return word.lower() in _SINGLE_WORDS


def find_days(text: str) -> Iterator[Expression]:
    """Yield weekdays and days counted from today."""
    yield from find_weekdays(text)
    yield from find_day_words(text)


def find_days_of_month(text: str) -> Iterator[Expression]:
    """Yield "on the 16th" and its like; the holes of a golf course are none."""
    for found in _NTH.finditer(text):
        if _BEFORE_NTH.search(text, max(0, found.start() - LEFT), found.start()) and not _HOLES.search(text):
            yield Expression(*found.span(), OnDayOfMonth(int(found["day"])))


def find_periods(text: str) -> Iterator[Expression]:
    """Yield weeks, weekends, months and years counted from now: "next week", "late last month", "the weekend"."""
    for found in _PERIOD.finditer(text):
        before = _BEFORE_PERIOD.search(text, max(0, found.start() - LEFT), found.start())
        if before is None:
            continue
        unit, which = Unit(found.group()), before["which"].lower()
        if (which in ("the", "coming") and unit is not Unit.WEEKEND and not before["edge"]) or (
            not before["edge"] and _DURATION.search(text, max(0, before.start() - 4), before.start())
        ):
            continue  # "over the last week" is as long as a week, and no week of the calendar
        by = {"last": -1, "this past": -1, "next": 1, "this coming": int(unit is not Unit.WEEKEND)}.get(which, 0)
        part = part_of(before["part"] or before["edge"])
        is_later = (before["part"] or "").lower() == "later"
        is_open = unit is Unit.WEEKEND and which == "the"
        yield Expression(before.start(), found.end(), Away(unit, by, part or ("open" if is_open else ""), is_later))


def find_agos(text: str) -> Iterator[Expression]:
    """Yield "two days ago", "a year ago" and their like."""
    for ago in _AGO.finditer(text):
        found = _BEFORE_AGO.search(text, max(0, ago.start() - LEFT), ago.start())
        if found is None:
            continue
        count = int(found["count"]) if found["count"].isdigit() else _NUMBERS[found["count"].lower()]
        word = found["unit"].lower()
        times, name = _LONG_UNITS.get(word, (1, word))
        is_half = text[max(0, found.start() - 5) : found.start()].lower() == "half "
        if not is_half and 0 < count * times <= LONGEST_AGO[Unit(name)]:
            yield Expression(found.start(), ago.end(), Away(Unit(name), -count * times, "ago"))


def part_of(words: str | None) -> str:
    """Which part of a month, week or year some words name: "early", "mid", "late"; "" for all of it."""
    word = (words or "").lower().removeprefix("the ").split(" ")[0]
    return {"start": "early", "beginning": "early", "middle": "mid", "end": "late"}.get(word, word)


def end_of_words(found: re.Match[str]) -> int:
    """Where the words of a match end, without a blank behind them."""
    return found.start() + len(found.group().rstrip())


def _begins_a_word(text: str, found: re.Match[str]) -> bool:
    return found.start() == 0 or not text[found.start() - 1].isalnum()


def _is_in_a_name(text: str, found: re.Match[str]) -> bool:
    """Whether a weekday is part of a name ("the Sunday Times") or of a habit ("one Saturday")."""
    is_name = found["day"][0].isupper() and _MASTHEAD.match(text, found.end()) is not None
    return is_name or _IN_A_NAME.search(text, max(0, found.start() - LEFT), found.start()) is not None


def _is_figure_of_speech(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether a word for a day is none: in a masthead, in "yesterday's men", in "the world of tomorrow"."""
    left = max(0, start - LEFT)
    is_capital = found["word"][0].isupper() and bool(text[left:start].strip())
    if is_capital and (_TITLE_BEHIND.match(text, found.end()) or _CAPITAL_BEFORE.search(text, left, start)):
        return True
    return _FIGURE_OF_SPEECH.match(text, found.end()) is not None or _WORLD_OF.search(text, left, start) is not None
