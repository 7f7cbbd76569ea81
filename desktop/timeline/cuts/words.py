"""Words: the content words of a text, and the people it names, by their form alone.

Knows how to cut words so that forms of one word meet, and how a page uses surnames.
Never looks anything up: a name is what this page writes like a name.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from desktop.timeline.days.day_words import is_day_word
from desktop.timeline.language.english import (
    CAPITAL,
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
_CAPITAL_ALONE = re.compile(  # it looks back from behind the capital, for capitals are quickly found
    rf"[{CAPITAL}](?<![\w’'-].)[\w’'-]*[a-z\u00df-\u017f][\w’'-]*(?! [{CAPITAL}])"
)
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


def capital(word: str) -> str:
    """Return a capitalised word without the ending of the possessive, and "" for any other word."""
    return without_possessive(word) if word[0].isupper() else ""


def surnames(paragraphs: Sequence[str], written: Container[str]) -> frozenset[str]:
    """Return the words that this page uses as surnames of people.

    Such a word stands alone as the subject of a verb, elsewhere after a given name, hardly ever after "in" or "near" as
    places do, and hardly ever after an article as the names of offices and bodies do.

    Args:
        paragraphs: Of the page.
        written: All that stands between two blanks in them; what is also written small is no name.
    """
    likely = _likely_surnames(paragraphs)
    uses = _Uses(paragraphs, likely)
    return frozenset(word for word in uses.subjects if word.lower() not in written and uses.are_of_a_person(word))


def _likely_surnames(paragraphs: Sequence[str]) -> set[str]:
    """The last words of names of several words, unless they are the names of bodies, which have an article."""
    named, of_bodies = Counter[str](), Counter[str]()
    runs = Counter(
        (run.group(), text[max(0, run.start() - 4) : run.start()].lower() == "the ")
        for text in paragraphs
        for run in _CAPITALS.finditer(text)
    )
    for (run, is_after_the), count in runs.items():
        parts = run.split()
        family, given = without_possessive(parts[-1]), without_possessive(parts[-2])
        if is_after_the or parts[0] == "The":
            of_bodies[family] += count
        elif len(given) > 1 and given.lower().rstrip(".") not in TITLES and not is_day_word(given):
            named[family] += count
    return {
        word
        for word, count in named.items()
        if word.lower() not in NO_SUBJECTS
        and not is_day_word(word)
        and of_bodies[word] <= OF_BODIES * (count + of_bodies[word])
    }


class _Uses:
    """How often likely surnames stand alone, and of that how often where no name of a person would stand."""

    def __init__(self, paragraphs: Sequence[str], likely: set[str]) -> None:
        self.subjects: set[str] = set()
        self._alone, self._placed, self._with_article = Counter[str](), Counter[str](), Counter[str]()
        found = Counter(use for text in paragraphs for use in self._find(text, likely)) if likely else {}
        for (word, before), count in found.items():
            if before[:1].isupper() and before.lower() not in TITLES | _OPENERS:
                continue  # the second word of a longer name
            self._alone[word] += count
            self._placed[word] += count if before.lower() in _PLACING else 0
            self._with_article[word] += count if before.lower() in _ARTICLES else 0

    def _find(self, text: str, likely: set[str]) -> Iterator[tuple[str, str]]:
        """Each use of a likely surname in one paragraph, and the word before it."""
        for found in _CAPITAL_ALONE.finditer(text):
            word = without_possessive(found.group())
            if word in likely:
                if word not in self.subjects and PREDICATE.match(text, found.end()):
                    self.subjects.add(word)
                yield word, _word_before(text, found.start())

    def are_of_a_person(self, word: str) -> bool:
        """Whether a word is used as the name of a person is."""
        alone = self._alone[word]
        is_placed = self._placed[word] > PLACED * alone
        return alone > 0 and not is_placed and self._with_article[word] <= WITH_ARTICLE * alone


def _word_before(text: str, start: int) -> str:
    """The word before a place, if nothing but a blank stands between."""
    return text[text.rfind(" ", 0, start - 1) + 1 : start - 1] if start > 1 and text[start - 1] == " " else ""


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


def family_of(name: str) -> str:
    """The surname in a full name."""
    return name.rsplit(" ", 1)[-1]
