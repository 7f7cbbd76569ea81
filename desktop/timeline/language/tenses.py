"""Tenses: does a sentence speak of a date as of something past or still to come?

Knows the verbs and set phrases by which English news tells of what happened and of what is planned. The nearest such
word before a date decides, else the nearest after it; where there is none, or where it was once to come ("was due to
meet"), nothing is decided.
"""

import re
from enum import StrEnum
from typing import Final


class Tense(StrEnum):
    """How a sentence speaks of a date."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"


_WILLING = r"(?:plan|hope|intend|expect|aim|vow|promise|agree|want|prepare|pledge|threaten|need)"
_ONCE_TO_COME = re.compile(
    r"(?:was|were|had been) (?:\w+ly )?(?:to|set|due|expected|scheduled|planned|slated|supposed|meant|going|about)\b"
)
_TO_COME = re.compile(
    r"(?:(?:will|won[’']t|shall|would|could|may|might|must|should|can|cannot|[a-z]+[’'](?:ll|d))\b|"
    r"(?:is|are) (?=(?:this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|tomorrow\b)|"
    r"(?:goes|go|head|heads) (?:to the polls|on (?:trial|strike|sale|show))\b|appears in court\b|"
    r"(?:is|are|be|[a-z]+[’'](?:s|re)) (?:now |also |still |not |\w+ly )?(?:to|set|due|expected|scheduled|planned|"
    r"slated|supposed|going|about|likely|unlikely|poised|hoping|planning|preparing|aiming|bracing|on|at|in|holding|"
    r"hosting|meeting|taking|starting|returning|coming|travell?ing|visiting|flying|heading|leaving|facing|playing|"
    r"opening|closing|being|launching|releasing|speaking|appearing|joining)\b|"
    rf"{_WILLING}(?:s|es|ed|d|ned)? (?:\w+ )?(?:to|for)\b|"
    r"due (?:on|by|in|at|back|out|to (?:be|begin|start|arrive|meet|take|speak|appear|return|hold|open|visit|give|play|"
    r"face|land|leave|expire|end|publish|make))\b|"
    r"(?:expected|scheduled|slated|set|ready|poised|bound) (?:to|for)\b|ahead of\b|run-up to\b|to be\b|"
    r"deadline\b(?! (?:has |had )?(?:passed|expired|ended))|"
    r"(?:upcoming|planned|scheduled|expected|forthcoming|await|awaits|awaiting|before)\b|"
    r"(?:opens|starts|begins|take place|takes place|kicks off|kick off|expires|faces|returns|resumes|hosts|meets|runs|"
    r"arrives|ends|goes|plays|comes into|launches|closes|gets under way|gets underway)\b)"
    r"(?: not| also| now| then| likely| be| have| been| being| only| still| again| both)*"
    r"(?: (?:[a-z]+(?:ed|en|un|ought)|held|made|put|met|read|sent|told|paid|shut|cut|set|left|heard)\b)?"
)
_FIRST_WORDS = """
will won shall would could may might must should can cannot is are be plan plans planned hope hopes hoped intend
intends intended expect expects expected aim aims aimed vow vows vowed promise promises promised agree agrees agreed
want wants wanted prepare prepares prepared pledge pledges pledged threaten threatens threatened need needs needed
due scheduled slated set ready poised bound ahead run to deadline upcoming forthcoming await awaits awaiting before
opens starts begins take takes kicks kick expires faces returns resumes hosts meets runs arrives ends goes plays
comes launches closes gets go head heads appears
"""
_BEGIN_TO_COME: Final = frozenset(_FIRST_WORDS.split())
_WAS: Final = frozenset({"was", "were", "had"})
_PAST_FORMS = """
said told wrote was were had met spoke made gave took went came saw left won lost thought knew began became held
fell rose sent brought bought caught found got heard hit kept let paid put read sat sold shot stood struck swept
taught tore threw understood withdrew woke wore fought flew drew drove broke built burst chose cut did ate felt
forgot grew hung hid hurt lay lent lit meant rode rang shook shut sang sank slept slid spent split spread stole
stuck swore swam swung cast beat bid bore dealt dug fed fled forbade forgave froze blew done gone seen taken given
shown known born ran says
"""
_HAPPENED: Final = frozenset(_PAST_FORMS.split())
_NO_PAST: Final = frozenset({"need", "indeed", "hundred", "unprecedented", "united", "red", "bed", "speed", "feed"})
_WORD = re.compile(r"[a-z]+")
_STILL_AHEAD = re.compile(r"\b(?:until|till|by|due|due on|upcoming|starting|beginning|effective) $", re.IGNORECASE)
_ALREADY_BEHIND = re.compile(r"\b(?:since|back in|as of|back on) $", re.IGNORECASE)
_MONTH_OF_MAY = re.compile(r"(?<!^)(?<![.!?“\"] )\bMay\b|\bMay\b(?= \d)")  # with a capital, it is no verb
_LEFT: Final = 12
_NEAR: Final = 90
_FARTHEST: Final = 240  # how far from a date a verb still speaks of it, in code points


class TenseReader:
    """The tense in which one sentence speaks of its dates.

    Args:
        sentence: Without what it quotes; the places count from its beginning.
    """

    def __init__(self, sentence: str) -> None:
        sentence = _MONTH_OF_MAY.sub("...", sentence) if "May" in sentence else sentence
        self._sentence = sentence.lower() if len(sentence.lower()) == len(sentence) else sentence
        self._signs: list[tuple[int, int, Tense]] = []
        self._read_to = 0

    def tense_at(self, start: int, end: int) -> Tense:
        """How the sentence speaks of the date that stands at a place."""
        before = self._sentence[max(0, start - _LEFT) : start]
        if _ALREADY_BEHIND.search(before):
            return Tense.PAST
        nearest = self._nearest(start, end)
        if nearest is not Tense.PAST and _STILL_AHEAD.search(before):
            return Tense.FUTURE
        return nearest

    def _nearest(self, start: int, end: int) -> Tense:
        read_to = self._read_to
        for reach in (_NEAR, _FARTHEST):  # most verbs stand near; only where none does more is read
            self._read(max(read_to, start - reach), start)
            above = next((tense for _, stop, tense in reversed(self._signs) if stop <= start), None)
            if above is not None:
                return above
            if start - reach <= read_to:
                break
        self._read(end, min(len(self._sentence), end + _FARTHEST), is_one_enough=True)
        return next((tense for first, _, tense in self._signs if first >= end), Tense.OPEN)

    def _read(self, at: int, to: int, *, is_one_enough: bool = False) -> None:
        """Read a part of the sentence, or as much of it as has a sign."""
        while (found := _WORD.search(self._sentence, at, to)) is not None:
            at = found.end()
            sign = self._sign(found)
            if sign is not None:
                self._signs.append(sign)
                at = max(at, sign[1])
                if is_one_enough:
                    break
        self._read_to = max(self._read_to, at)

    def _sign(self, found: re.Match[str]) -> tuple[int, int, Tense] | None:
        word, start = found.group(), found.start()
        if word in _WAS and (once := _ONCE_TO_COME.match(self._sentence, start)):
            return start, once.end(), Tense.OPEN
        is_short = self._sentence[found.end() : found.end() + 1] in ("’", "'")
        if (word in _BEGIN_TO_COME or is_short) and (ahead := _TO_COME.match(self._sentence, start)):
            return start, ahead.end(), Tense.FUTURE
        if word in _HAPPENED or (word.endswith("ed") and word not in _NO_PAST):
            return start, found.end(), Tense.PAST
        return None
