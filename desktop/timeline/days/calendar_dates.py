"""Calendar dates: expressions that name a date of the calendar, as "Feb. 7", "12–14 May 2022", "late 2014", "in June".

Knows that March is a walk and May a verb and a name, so that such a month stands alone only after words of time; that
four digits are a year only where words lead up to one and nothing is counted with them. Never says which day is meant.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from desktop.timeline.days.date_names import Expression, OnDate
from desktop.timeline.days.day_words import LEFT, end_of_words, part_of
from desktop.timeline.language.calendar_names import month_number, weekday_number

LONGEST_RANGE: Final = 110  # years from first to last: a life at most
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d%]|[.,:]\d)"
_SHORT_DAYS = (
    r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|"
    r"SUNDAY|Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\.?"
)
_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b"
)
_NO_COUNT = r"(?:[.,;:)]|$| (?:in|at|the|to|for|by|when|on|it|he|she|they|we)\b)"  # nothing is counted with a number
_DAY_BEHIND = re.compile(
    r"\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?"
    rf"(?:(?:(?: ?[-–] ?| to | through )|(?:, \d{{1,2}})* and (?=\d{{1,2}}{_NO_COUNT}))"
    r"(?P<last>\d{1,2})(?:st|nd|rd|th)?\b(?![:.]\d))?"
    rf"(?:,? (?P<year>{_YEAR}))?(?![\d%]|[:,.]\d)"
)
_WEEKDAY_BEFORE = re.compile(rf"\b(?P<weekday>{_SHORT_DAYS}),? $")
_DAY_BEFORE = re.compile(
    rf"(?<![\w.,:/$€£-])(?:(?P<weekday>{_SHORT_DAYS}),? (?:the )?)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?:(?:, \d{1,2})*(?: ?[-–] ?| to | and | or )(?P<last>\d{1,2})(?:st|nd|rd|th)?)? (?:of )?$"
)
_NTHS: Final = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth
"""
_NTH_NUMBERS: Final = {word: number for number, word in enumerate(_NTHS.split(), 1)}
_NTH_BEFORE = re.compile(rf"\b(?:the )?(?P<nth>{'|'.join(_NTH_NUMBERS)}) of $", re.IGNORECASE)
_THING_OF_A_MONTH = re.compile(r" (?:week|weekend|half|day|days|quarter|Sunday|Monday|game|match|race)")
_YEAR_BEHIND = re.compile(rf"\.?,? (?P<year>{_YEAR})(?!\d)")
_MONTH_BEFORE = re.compile(
    r"\b(?:(?P<part>early|mid|late|(?:the )?(?:start|beginning|middle|end) of)[ -])?"
    r"(?:(?P<which>last|next|this(?: past)?) )?$",
    re.IGNORECASE,
)
_YEAR_OF_MONTH = re.compile(rf"\.?(?:,? (?:of )?(?P<year>{_YEAR}))?(?![\w-]| \d)")
_SHORT_YEAR = re.compile(
    r"\b(?:in|since|until|by|of|from|the|and|to|(?P<part>[Ee]arly|[Mm]id|[Ll]ate)) ?-?[’'‘](?P<short>\d\d)(?P<more>s)?"
    r"(?![\w’'%]|[.,:]\d| (?:percent|per cent|miles|minutes|points)\b)"
)
_CLOSING = re.compile(r"’(?!\w)")
LONGEST_ASIDE: Final = 60
_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(?P<year>\d{4})(?P<sign>[-/])(?P<month>\d\d)(?P=sign)(?P<day>\d\d)(?!\d|[-/]\d)|"
    r"(?P<day2>\d{1,2})\.(?P<month2>\d{1,2})\.(?P<year2>(?:19|20)\d\d)(?![\d.])|"
    r"(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year3>(?:19|20)\d\d)(?![\d/]))"
)
_BARE_YEAR = re.compile(
    r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d%]|[.,:]\d)"
    r"(?P<more>[’']?s|[-–/](?P<last>(?:20|19)?\d\d))?(?![\w/–]|-\w)"
)
_BEFORE_BARE_YEAR = re.compile(
    r"(?:\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate|(?:[Tt]he )?(?:[Ss]tart|[Bb]eginning|[Mm]iddle|[Ee]nd) of)[ -]|"
    r"(?<![\w$€£#.,/+-]))$"
)
_IN_TIME = re.compile(
    r"\b(?:in|since|until|till|during|from|by|between|after|before|throughout|last|this|next|for|to|and|through|"
    r"back in|of|late|early|mid)[ -]$",
    re.IGNORECASE,
)
_SURELY_IN_TIME = re.compile(r"\b(?:in|since|until|till|during|throughout|between|back in)[ -]$", re.IGNORECASE)
_ALSO_NAMES: Final = frozenset({"March", "April", "May", "June", "August", "Mar", "Apr", "Jun", "Aug"})
_ABBREVIATED: Final = frozenset({"Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec"})
_NAME_BEHIND = re.compile(r" [A-Z“‘\"]")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Lady|Sir|Dame)\.? $")
_NAMED_AFTER_IT = re.compile(
    r" (?:[a-z]+ )?(?:attacks?|assaults?|bombings?|committee|coup|crash|disaster|earthquake|explosion|fire|floods?|"
    r"insurrection|killings?|massacre|raid|riots?|shootings?|siege|storm|uprising)\b"
)
_THE = re.compile(r"\b[Tt]he $")
_POSSESSIVE = re.compile(r"[’']s")
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|until|till|during|from|by|between|after|before|throughout|through|to|and|of|for|year|"
    r"circa|summer|winter|autumn|spring|fall|the|a|as early as|as late as|or|born|b\.|d\.|c\.|est\.|founded:?|"
    r"established:?)|[(\[])[ -]?$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:the|a|his|her|their|its|of|and|or|to|for)[ ]?$", re.IGNORECASE)
_SURE_ARTICLE = re.compile(r"\b(?:the|a) $", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s?(?:(?:%|percent|per cent|km|kilomet|met(?:re|er)s?|miles?|feet|pounds?|euros?|dollars?|people|troops|soldiers|"
    r"men|women|children|homes|votes|jobs|cases|deaths|times|points|degrees|calories|tons?|tonnes?|hours?|minutes?|"
    r"days?|GMT|UTC|BST|ET|hrs)\b|m\b|[x×] ?\d)"
)
_A_THING = re.compile(
    r" (?!(?:to|and|or|in|at|on|with|by|for|from|that|which|when|who|is|was|were|are|has|had|as|but|until|than|after|"
    r"before|the|a|through|he|she|it|they|we|his|her|their|its|there|this)\b)[a-z][a-z-]+"
)
_MANY = re.compile(r" (?:[a-z-]+ )?[a-z]{3,}s\b(?<!ss)")
_COUNTS = re.compile(r"\b(?:by|from|after|before|between) $", re.IGNORECASE)


def find_month_dates(text: str) -> Iterator[Expression]:
    """Yield the dates of a text that name a month: with a day after or before it, or alone."""
    for found in _MONTH.finditer(text):
        month = month_number(found.group())
        if month is None or (found.start() and text[found.start() - 1].isalnum()):
            continue
        dates = [
            _day_behind(text, found, month),
            _day_before(text, found, month),
            _nth_before(text, found, month),
            _month_alone(text, found, month),
        ]
        yield from (date for date in dates if date is not None)


def _day_behind(text: str, found: re.Match[str], month: int) -> Expression | None:
    behind = _DAY_BEHIND.match(text, found.end())
    left = max(0, found.start() - LEFT)
    if behind is None or not 1 <= int(behind["day"]) <= 31 or _TITLE.search(text, left, found.start()):
        return None
    before = _WEEKDAY_BEFORE.search(text, left, found.start())
    start = before.start() if before else found.start()
    names = _date(month, behind, behind["year"], before and before["weekday"])
    return _as_name(Expression(start, end_of_words(behind), names), text)


def _day_before(text: str, found: re.Match[str], month: int) -> Expression | None:
    before = _DAY_BEFORE.search(text, max(0, found.start() - 2 * LEFT), found.start())
    if before is None or not 1 <= int(before["day"]) <= 31:
        return None
    behind = _YEAR_BEHIND.match(text, found.end())
    end = behind.end() if behind else found.end()
    names = _date(month, before, behind and behind["year"], before["weekday"])
    return _as_name(Expression(before.start(), end, names), text)


def _nth_before(text: str, found: re.Match[str], month: int) -> Expression | None:
    """A date whose day is a word: "the first of May"."""
    before = _NTH_BEFORE.search(text, max(0, found.start() - LEFT), found.start())
    if before is None or _THING_OF_A_MONTH.match(text, found.end()):
        return None
    behind = _YEAR_BEHIND.match(text, found.end())
    day = _NTH_NUMBERS[before["nth"].lower()]
    year = int(behind["year"]) if behind else None
    return Expression(before.start(), behind.end() if behind else found.end(), OnDate(year, month, day))


def _date(month: int, days: re.Match[str], year: str | None, weekday: str | None) -> OnDate:
    day, last = int(days["day"]), int(days["last"] or 0)
    return OnDate(
        int(year) if year else None,
        month,
        day,
        last if day < last <= 31 else None,
        weekday=weekday_number(weekday) if weekday else None,
    )


def _as_name(date: Expression, text: str) -> Expression:
    """A date without a year by which something of the past is called ("the Sept. 11 attacks") may be of any year."""
    names = date.names
    is_name = _NAMED_AFTER_IT.match(text, date.end) and _THE.search(text, max(0, date.start - LEFT), date.start)
    return replace(date, names=replace(names, which="past")) if is_name and isinstance(names, OnDate) else date


def _month_alone(text: str, found: re.Match[str], month: int) -> Expression | None:
    behind = _YEAR_OF_MONTH.match(text, found.end())
    before = _MONTH_BEFORE.search(text, max(0, found.start() - LEFT), found.start())
    if behind is None:
        return None
    part, which = (before["part"], before["which"]) if before else (None, None)
    year = int(behind["year"]) if behind["year"] else None
    is_short = len(found.group()) < 4 and found.group() != "May" and not behind.group()
    if not (year or part or which) and (is_short or not _stands_for_a_month(text, found)):
        return None
    start = before.start() if before and (part or which) else found.start()
    has_point = text[found.end() : found.end() + 1] == "." and (year or found.group() in _ABBREVIATED)
    end = behind.end() if year else found.end() + bool(has_point)
    return Expression(start, end, OnDate(year, month, part=part_of(part), which=(which or "").lower()))


def _stands_for_a_month(text: str, found: re.Match[str]) -> bool:
    """Whether the name of a month is one here: May and June are people too, and a march is a walk."""
    left, start = max(0, found.start() - LEFT), found.start()
    is_sure = _SURELY_IN_TIME.search(text, left, start) is not None
    if _NAME_BEHIND.match(text, found.end()) and not is_sure:
        return False  # "April Stone", "June Blossom"
    if found.group() in _ALSO_NAMES:
        return is_sure
    if _POSSESSIVE.match(text, found.end()):
        return True
    return _IN_TIME.search(text, left, start) is not None or _ARTICLE.search(text, left, start) is not None


def find_numeric_dates(text: str) -> Iterator[Expression]:
    """Yield "2022-02-12", "12.2.2022" and "18/5/2022"; between slashes only one number may be a month."""
    for found in _NUMERIC.finditer(text):
        if found["one"]:
            month, day = sorted((int(found["one"]), int(found["other"])))
            year = int(found["year3"]) if day > 12 else 0
        else:
            year, month, day = (int(found[name] or found[f"{name}2"]) for name in ("year", "month", "day"))
        if year and 1 <= month <= 12 and 1 <= day <= 31:
            yield Expression(*found.span(), OnDate(year, month, day))


def find_years(text: str) -> Iterator[Expression]:
    """Yield years, ranges of years and decades that stand alone."""
    for found in _BARE_YEAR.finditer(text):
        before = _BEFORE_BARE_YEAR.search(text, max(0, found.start() - LEFT), found.start())
        part = before["part"] if before else None
        if before is None or not (part or found["more"] == "s" or _stands_for_a_year(text, found)):
            continue
        year, more, end = int(found["year"]), found["more"] or "", found.end()
        if len(more) == 2 and more[1] == "s" and not (year % 100 == 0 or part):
            more, end = "", end - 2  # "2010's rains" fell in one year, and "the 1800's" are a hundred
        last = _last_year(year, more, found["last"])
        if last is not None:
            names = OnDate(year, last_year=last if last > year else None, part=part_of(part))
            yield Expression(before.start() if part else found.start(), end, names)


def find_short_years(text: str) -> Iterator[Expression]:
    """Yield years without their century ("the flood of ’98") and such decades ("the ’90s")."""
    for found in _SHORT_YEAR.finditer(text):
        part = found["part"]
        start = found.start("part") if part else found.start("short") - 1
        names = OnDate(short_year=int(found["short"]), is_decade=bool(found["more"]), part=part_of(part))
        if text[found.start("short") - 1] == "‘" and _CLOSING.search(text, found.end(), found.end() + LONGEST_ASIDE):
            continue  # a quotation that opens with a number
        if not (found["more"] and names.short_year and names.short_year % 10):
            yield Expression(start, found.end(), names)


def _last_year(year: int, more: str, last: str | None) -> int | None:
    """The last year of a decade ("1990s", all of the "1900s") or a range ("2021-22"); None if that is none."""
    if more.endswith("s"):
        return None if year % 10 else year + (99 if year % 100 == 0 and year < 2000 else 9)
    if last is None:
        return year
    until = int(last) if len(last) == 4 else year // 100 * 100 + int(last)
    return until if year < until <= year + LONGEST_RANGE else None


def _stands_for_a_year(text: str, found: re.Match[str]) -> bool:
    """Whether four digits are a year: words lead up to it, and nothing is counted with it."""
    left, start, end = max(0, found.start() - LEFT), found.start(), found.end()
    if not _BEFORE_YEAR.search(text, left, start) or _COUNTED.match(text, end):
        return False
    if not _ARTICLE.search(text, left, start):
        return not (_MANY.match(text, end) and _COUNTS.search(text, left, start))
    if _SURE_ARTICLE.search(text, left, start):
        return _A_THING.match(text, end) is not None or _NAME_BEHIND.match(text, end) is not None
    return not _A_THING.match(text, end)
