"""Words: the content words of a text, and the people it names, by their form alone.

Knows how to cut words so that forms of one word meet, how rare each is on its page, and how a page uses surnames.
Never looks anything up: a name is what this page writes like a name.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from math import log
from typing import Final

from desktop.timeline.english import (
    CAPITAL,
    DAY,
    NO_SUBJECTS,
    PREDICATE,
    STOP,
    TITLES,
    WORD,
    without_possessive,
)

SHORTEST: Final = 4  # letters of a content word; shorter ones count only as abbreviations in capitals
STEM: Final = 4  # letters kept, so that Spain meets Spanish and leave leaving

_CAPITAL_WORD = rf"[{CAPITAL}][\w’'-]*"
_CAPITALS = re.compile(rf"{_CAPITAL_WORD}(?: (?:(?:de|der|van|von|bin|al|el|la) )*{_CAPITAL_WORD})+")
_CAPITAL_ALONE = re.compile(rf"(?<![\w’'-])[{CAPITAL}][\w’'-]*[a-z\u00df-\u017f][\w’'-]*(?! [{CAPITAL}])")
_OPENERS: Final = frozenset({"but", "in", "as", "when", "while", "after", "asked"})
_PLACING: Final = frozenset(
    {"in", "near", "across", "into", "inside", "outside", "around", "throughout", "within", "at", "over"}
)
_ARTICLES: Final = frozenset({"the", "a", "an"})
PLACED: Final = 0.08  # share of its uses after a word of place up to which a word may be a surname
WITH_ARTICLE: Final = 0.15
OF_BODIES: Final = 0.3


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
    counts = Counter(chain.from_iterable(texts))
    total = max(2, len(texts))
    return {found: log(total / count) / log(total) for found, count in counts.items()}


def surnames(paragraphs: Iterable[str]) -> frozenset[str]:
    """Return the words that this page uses as surnames of people.

    Such a word stands alone as the subject of a verb, elsewhere after a given name, hardly ever after "in" or "near" as
    places do, and hardly ever after an article as the names of offices and bodies do.
    """
    named, of_bodies = Counter[str](), Counter[str]()
    texts = list(paragraphs)
    for text in texts:
        _count_runs(text, named, of_bodies)
    likely = {
        word
        for word, count in named.items()
        if word.lower() not in NO_SUBJECTS
        and not DAY.fullmatch(word)
        and of_bodies[word] <= OF_BODIES * (count + of_bodies[word])
    }
    uses = _Uses()
    for text in texts if likely else ():
        uses.count(text, likely)
    common = {word for text in texts for word in text.split()} if uses.subjects else set()
    return frozenset(word for word in uses.subjects if word.lower() not in common and uses.are_of_a_person(word))


class _Uses:
    """How often words stand alone, and of that how often where no name of a person would stand."""

    def __init__(self) -> None:
        self.subjects: set[str] = set()
        self._alone, self._placed, self._with_article = Counter[str](), Counter[str](), Counter[str]()

    def count(self, text: str, likely: set[str]) -> None:
        """Count the uses of likely words in one paragraph."""
        for found in _CAPITAL_ALONE.finditer(text):
            word = without_possessive(found.group())
            if word not in likely:
                continue
            if word not in self.subjects and PREDICATE.match(text, found.end()):
                self.subjects.add(word)
            before = _word_before(text, found.start())
            if before[:1].isupper() and before.lower() not in TITLES | _OPENERS:
                continue  # the second word of a longer name
            self._alone[word] += 1
            self._placed[word] += before.lower() in _PLACING
            self._with_article[word] += before.lower() in _ARTICLES

    def are_of_a_person(self, word: str) -> bool:
        """Whether a word is used as the name of a person is."""
        alone = self._alone[word]
        is_placed = self._placed[word] > PLACED * alone
        return alone > 0 and not is_placed and self._with_article[word] <= WITH_ARTICLE * alone


def _word_before(text: str, start: int) -> str:
    """The word before a place, if nothing but a blank stands between."""
    return text[text.rfind(" ", 0, start - 1) + 1 : start - 1] if start > 1 and text[start - 1] == " " else ""


def _count_runs(text: str, named: Counter[str], of_bodies: Counter[str]) -> None:
    """Count the last words of names of several words: of people, and of what has an article."""
    for run in _CAPITALS.finditer(text):
        parts = run.group().split()
        family, given = without_possessive(parts[-1]), without_possessive(parts[-2])
        if parts[0] == "The" or text[max(0, run.start() - 4) : run.start()].lower().lstrip() == "the ":
            of_bodies[family] += 1
        elif len(given) > 1 and given.lower().rstrip(".") not in TITLES and not DAY.fullmatch(given):
            named[family] += 1


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
