"""Roles: what a post calls a person, before the name or after it.

Knows that "Deputy Foreign Minister" and "the veteran harbour pilot" stand before a name, "the minister for sport" and
"a harbour pilot from Alt" after one, and that "X is a pilot" says the same. Never says who the person is. A role is
kept with its post, because it is a fact of its time.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from desktop.entities.naming.callings import is_calling, is_kin, may_modify
from desktop.entities.naming.gazetteer import Gazetteer
from desktop.entities.text import vocabulary as lists
from desktop.entities.text.passages import Passage
from desktop.entities.text.speech_words import ABBREVIATIONS
from desktop.entities.text.words import Word

LONGEST_ROLE = 9
LONGEST_AFTER = 13
MOST_MODIFIERS = 3
CONNECTORS = frozenset({"of", "for", "the", "and", "in", "to"})

_AGE: Final = r"(?:,\s+(?:aged\s+|who is\s+)?\d{1,3}|\s+\(\d{1,3}\))?"
_DETERMINER: Final = r"(?:(the|a|an|its|his|her|their)\s+)?"
_APPOSITION: Final = re.compile(
    _AGE + r",\s+(?:who\s+(?:is|was)\s+|(?:now|then|currently|previously|formerly|once|also)\s+)?" + _DETERMINER
)
_COPULA: Final = re.compile(_AGE + r",?\s+(?:is|was|became|remains)\s+(a|an|the)\s+")
_STOP: Final = re.compile(
    r"\.(?!\w)(?<!\b[A-Z]\.)(?<!\bSt\.)(?<!\bCo\.)(?<!\bNo\.)|[,;:“”\"()\x01]|\s[–—-]+\s|—|\s+(?:who|whom|whose|which|that|where|when|"
    r"while|since|said|says|told|tells|was|is|were|are|has|had|have|would|will|could|can|did|does|wrote|added|but|if|"
    r"as|because|after|before|during|until)\b|\s+and\s+(?:a|an|the|his|her|their|its|said|was|is|has|had|told|who)\b"
)
_PREPOSITION: Final = re.compile(r"\b(?:of|for|at|in|on|with|from|to|by|against|behind|under|within|based)\b")
_NO_OPENERS: Final = lists.SPEECH | frozenset(
    {"is", "are", "were", "been", "being", "by", "both", "including", "not", "like", "along", "together", "unlike"}
)
_WORD: Final = re.compile(r"[^\W_][\w’'&.-]*")


def roles_at(
    passage: Passage, start: int, end: int, gazetteer: Gazetteer, names: Sequence[tuple[int, int]]
) -> tuple[str, ...]:
    """Return the roles that a passage states for the name at a span, the one before the name first.

    Args:
        passage: The paragraph.
        start: Where the name begins.
        end: Where it ends.
        gazetteer: Knows nations, which open a role ("French President").
        names: Spans of other names, which may open one too ("Acme chairman").
    """
    found = (_before(passage, start, gazetteer, names), _after(passage, end))
    return tuple(role for role in found if role)


def strip_titles(passage: Passage, start: int, end: int, gazetteer: Gazetteer) -> tuple[int, int]:
    """Return a person's span without nations, titles and offices before the name."""
    inside = passage.words[bisect_left(passage.words, start, key=_start) : bisect_right(passage.words, end, key=_end)]
    titles = [index for index, word in enumerate(inside[:-1]) if _is_title(word)]
    last = max((index for index in titles if _all_of_role(inside[: index + 1], gazetteer)), default=-1)
    at = last + 1
    while at < len(inside) - 1 and (inside[at].lower in CONNECTORS or inside[at].lower in lists.PORTFOLIOS):
        if last < 0:
            break
        at += 1
    while at < len(inside) - 1 and (gazetteer.is_demonym(inside[at].text) or inside[at].lower in lists.SMALL):
        at += 1
    return (inside[at].start, end) if at < len(inside) else (start, end)


def _start(word: Word) -> int:
    return word.start


def _end(word: Word) -> int:
    return word.end


def _is_title(word: Word) -> bool:
    return word.lower in lists.TITLES or word.lower.rpartition("-")[2] in lists.OFFICE_TITLES


def _all_of_role(words: Sequence[Word], gazetteer: Gazetteer) -> bool:
    return all(_belongs(word, gazetteer) or gazetteer.look_up(word.text) is not None for word in words)


def _belongs(word: Word, gazetteer: Gazetteer) -> bool:
    lower = word.lower
    return (
        lower in lists.TITLES
        or lower in lists.ROLE_MODIFIERS
        or lower in lists.PORTFOLIOS
        or lower.startswith(("vice-", "ex-", "co-"))
        or gazetteer.country_of(word.text) is not None
    )


# ---------------------------------------------------------------- before the name


def _before(passage: Passage, start: int, gazetteer: Gazetteer, names: Sequence[tuple[int, int]]) -> str:
    """Read the role backwards from the name; it needs a calling that is more than a courtesy."""
    words = passage.words
    at = bisect_right(words, start, key=_end) - 1
    chosen: list[Word] = []
    edge, modifiers = start, 0
    while at >= 0 and len(chosen) < LONGEST_ROLE:
        word = words[at]
        if not _joins(word, passage.text[word.end : edge]):
            break
        if not _is_of_role(word, chosen, gazetteer):
            if not chosen or modifiers == MOST_MODIFIERS or not _modifies(word, chosen):
                break
            modifiers += 1
        if word.lower in CONNECTORS - {"and", "the"} and _is_office(chosen):
            break
        chosen.insert(0, word)
        edge = word.start
        at -= 1
    opener = _opener(passage, edge, names) if chosen else None
    return _told(passage, chosen, opener)


def _is_of_role(word: Word, chosen: Sequence[Word], gazetteer: Gazetteer) -> bool:
    if _belongs(word, gazetteer) or is_calling(word.lower) or (not chosen and is_kin(word.lower)):
        return True
    return bool(chosen) and word.lower in CONNECTORS - {"in", "to"}


def _modifies(word: Word, chosen: Sequence[Word]) -> bool:
    """Whether a word that no list knows belongs to the calling after it."""
    is_beside = chosen[0].text.islower() and chosen[0].lower not in CONNECTORS and not word.is_possessive
    return is_beside and (word.text.islower() or word.lower.endswith(("-based", "-born"))) and may_modify(word.lower)


def _opener(passage: Passage, edge: int, names: Sequence[tuple[int, int]]) -> int | None:
    """Return where a name begins that ends right before a role, its abbreviation in brackets left aside."""
    text = passage.text[:edge].rstrip()
    text = text.removesuffix("'s").removesuffix("’s").rstrip()
    if text.endswith(")") and "(" in text[-12:]:
        text = text[: text.rindex("(")].rstrip()
    return next((begin for begin, end in names if end == len(text) and edge - end < LONGEST_ROLE * 2), None)


def _is_office(words: Sequence[Word]) -> bool:
    """Whether the words between "of" and a name are an office of their own, and so all that the name is called."""
    until = next((number for number, word in enumerate(words) if word.lower in ("of", "for")), len(words))
    return until > 0 and is_calling(words[until - 1].lower)


def _joins(word: Word, gap: str) -> bool:
    """Whether a word runs on into the next one: by a blank, as a possessive, or as an abbreviated title ("Gen.")."""
    is_abbreviated = gap == ". " and word.lower in lists.TITLES & ABBREVIATIONS
    return gap in (" ", "'s ", "’s ", "' ", "’ ") or is_abbreviated


def _told(passage: Passage, chosen: list[Word], opener: int | None) -> str:
    while chosen and chosen[0].lower in CONNECTORS:
        chosen, opener = chosen[1:], None
    while len(chosen) > 1 and chosen[-1].lower in lists.COURTESY_TITLES:
        chosen = chosen[:-1]
    is_role = any(is_calling(word.lower) and word.lower not in lists.COURTESY_TITLES for word in chosen)
    if not is_role and not (len(chosen) > 1 and is_kin(chosen[-1].lower)):
        return ""
    has_stop = chosen[-1].lower in ABBREVIATIONS and passage.text[chosen[-1].end : chosen[-1].end + 1] == "."
    end = chosen[-1].end + has_stop
    return passage.text[chosen[0].start if opener is None else opener : end]


# ---------------------------------------------------------------- after the name


def _after(passage: Passage, end: int) -> str:
    """Read an apposition (", the minister for sport,") or what the sentence says outright ("is a pilot")."""
    match = _COPULA.match(passage.text, end) or _APPOSITION.match(passage.text, end)
    if match is None:
        return ""
    stop = _STOP.search(passage.text, match.end(), match.end() + 200)
    role = passage.text[match.end() : stop.start() if stop else match.end() + 200].rstrip(" .!?")
    words = _WORD.findall(role)
    preposition = _PREPOSITION.search(role)
    head = _WORD.findall(role[: preposition.start()] if preposition else role)
    if not words or len(words) > LONGEST_AFTER or not head or role[0].isdigit() or words[0].lower() in _NO_OPENERS:
        return ""
    is_role = any(is_calling(word.lower()) for word in head[-3:]) or (is_kin(head[-1].lower()) and len(words) > 1)
    return role if is_role else ""
