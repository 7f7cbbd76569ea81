"""Words: the content words of a text, and the people it names, by their form alone.

Knows how to cut words so that forms of one word meet, how rare each is on its page, and how a page uses surnames.
Never looks anything up: a name is what this page writes like a name.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import Final

from desktop.timeline.english import (
    BARE_SUBJECT,
    CAPITAL,
    DAY,
    NO_SUBJECTS,
    STOP,
    TITLES,
    WORD,
    without_possessive,
)

SHORTEST: Final = 4  # letters of a content word; shorter ones count only as abbreviations in capitals
STEM: Final = 4  # letters kept, so that Spain meets Spanish and leave leaving

_CAPITAL_WORD = rf"[{CAPITAL}][\w’'-]*"
_CAPITALS = re.compile(rf"{_CAPITAL_WORD}(?: (?:(?:de|der|van|von|bin|al|el|la) )*{_CAPITAL_WORD})+")
_LOWER = re.compile(r"\b[a-z][a-z]+\b")


def content_words(text: str) -> frozenset[str]:
    """Return the content words of a text, shortened so that forms of one word meet."""
    return frozenset(found for word in WORD.findall(text) if (found := stem(word)))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a content word cut short, an abbreviation as it is, and "" for a word of form."""
    lower = word.lower()
    if len(lower) < SHORTEST or lower in STOP:
        return lower if word.isupper() and len(word) > 1 else ""
    return lower[:STEM]


def rarity(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    """Return how much each stem tells on its page.

    Args:
        texts: The stems of each paragraph.

    Units:
        0 for a stem that every paragraph has, 1 for one that a single paragraph has; logarithmic between.
    """
    counts = Counter(found for text in texts for found in text)
    total = max(2, len(texts))
    return {found: log(total / count) / log(total) for found, count in counts.items()}


def surnames(paragraphs: Iterable[str]) -> frozenset[str]:
    """Return the words that this page uses as bare surnames: capitalised alone, and elsewhere the last of a name."""
    lasts, alone, common = Counter[str](), Counter[str](), set[str]()
    for text in paragraphs:
        runs = _CAPITALS.findall(text)
        chained = {word for run in runs for word in run.split()}
        lasts.update(without_possessive(run.split()[-1]) for run in runs)
        common.update(_LOWER.findall(text))
        for found in BARE_SUBJECT.finditer(text):
            if found["name"] not in chained and found["name"].lower() not in NO_SUBJECTS:
                alone[without_possessive(found["name"])] += 1
    return frozenset(w for w in alone if lasts[w] and w.lower() not in common and not DAY.fullmatch(w))


def full_names(text: str, known: frozenset[str]) -> frozenset[str]:
    """Return the full names in a text: a given name and a word that the page also uses as a bare surname.

    A title is no given name: "Mayor Benton" names nobody in full.
    """
    found = set()
    for run in _CAPITALS.findall(text):
        for given, family in pairwise(without_possessive(word) for word in run.split()):
            if family in known and given not in known and len(given) > 1 and given.lower().rstrip(".") not in TITLES:
                found.add(f"{given} {family}")
    return frozenset(found)
