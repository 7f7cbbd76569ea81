"""Roles: what a post calls a person, before the name or after it.

Knows that "Deputy Foreign Minister" stands before a name and "the minister for sport" after one. Never says who the
person is. A role is kept with its post, because it is a fact of its time.
"""

import re

from desktop.entities import vocabulary as lists
from desktop.entities.gazetteer import Gazetteer
from desktop.entities.passages import Passage
from desktop.entities.words import Word

LONGEST_ROLE = 9
LONGEST_ABBREVIATION = 4
APPOSITION = re.compile(r",\s+(?:(?:the|a|an|its|his|her|their|who is|who was)\s+)?([^,.;:“”()]{3,90})(?=[,.;:)]|$)")
CLAUSE = re.compile(r"\s+(?:who|which|that|said|says|told|was|is|has|had|and)\b.*$")
CONNECTORS = frozenset({"of", "for", "the", "and", "in", "to"})


def role_at(passage: Passage, start: int, end: int, gazetteer: Gazetteer, names: list[tuple[int, int]]) -> str:
    """Return the role that a passage states for the name at a span, or "".

    Args:
        passage: The paragraph.
        start: Where the name begins.
        end: Where it ends.
        gazetteer: Knows nations, which open a role ("French President").
        names: Spans of other names, which may open one too ("Acme chairman").
    """
    return _before(passage, start, gazetteer, names) or _after(passage, end)


def strip_titles(passage: Passage, start: int, end: int, gazetteer: Gazetteer) -> tuple[int, int]:
    """Return a person's span without nations, titles and offices before the name."""
    inside = [word for word in passage.words if start <= word.start and word.end <= end]
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


def _is_title(word: Word) -> bool:
    return word.lower in lists.TITLES or word.lower.rpartition("-")[2] in lists.OFFICE_TITLES


def _all_of_role(words: list[Word], gazetteer: Gazetteer) -> bool:
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


def _before(passage: Passage, start: int, gazetteer: Gazetteer, names: list[tuple[int, int]]) -> str:
    """Read the role backwards from the name; it needs a title that is more than a courtesy."""
    words = [word for word in passage.words if word.end <= start]
    chosen: list[Word] = []
    edge = start
    while words and len(chosen) < LONGEST_ROLE:
        word = words[-1]
        if not _joins(word, passage.text[word.end : edge]):
            break
        if not (_belongs(word, gazetteer) or (chosen and word.lower in CONNECTORS - {"in", "to"})):
            opener = next((span for span in names if span[0] < word.end <= span[1]), None)
            if opener is not None and chosen:
                chosen[:0] = [one for one in words if opener[0] <= one.start]
            break
        if word.lower in CONNECTORS - {"and", "the"} and _is_office(chosen):
            break
        chosen.insert(0, words.pop())
        edge = word.start
    return _told(passage, chosen)


def _is_office(words: list[Word]) -> bool:
    """Whether the words between "of" and a name are an office of their own, and so all that the name is called."""
    until = next((number for number, word in enumerate(words) if word.lower in ("of", "for")), len(words))
    return until > 0 and words[until - 1].lower in lists.OFFICE_TITLES | lists.ROYAL_TITLES


def _joins(word: Word, gap: str) -> bool:
    """Whether a word runs on into the next one: by a blank, as a possessive, or as an abbreviated title ("Gen.")."""
    is_abbreviated = gap == ". " and word.lower in lists.TITLES and len(word.text) <= LONGEST_ABBREVIATION
    return gap in (" ", "'s ", "’s ", "' ", "’ ") or is_abbreviated


def _told(passage: Passage, chosen: list[Word]) -> str:
    while chosen and chosen[0].lower in CONNECTORS:
        chosen = chosen[1:]
    if not any(word.lower.rpartition("-")[2] in lists.OFFICE_TITLES | lists.ROYAL_TITLES for word in chosen):
        return ""
    end = chosen[-1].end + (passage.text[chosen[-1].end : chosen[-1].end + 1] == ".")
    return passage.text[chosen[0].start : end]


def _after(passage: Passage, end: int) -> str:
    """Read an apposition: ", the minister responsible for sport,"."""
    match = APPOSITION.match(passage.text, end)
    if match is None:
        return ""
    role = CLAUSE.sub("", match[1].strip())
    words = re.findall(r"[\w-]+", role.lower())
    head = words[: words.index("of")] if "of" in words else words
    is_role = any(word in lists.OFFICE_TITLES for word in head) and not match[1][0].isdigit()
    return role if is_role and len(words) <= LONGEST_ROLE + 3 else ""
