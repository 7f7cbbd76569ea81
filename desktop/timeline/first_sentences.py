"""First sentences: what the first sentence of each paragraph of a page names, and how it tells it.

Knows the forms by which a sentence shows that it brings something new, or that it goes on with what stands above. Never
says how much that counts: the weights do.

Why words are looked for before forms: few sentences hold a form, and those that may are found for the whole page by
the words without which it cannot be there. Only these are then searched.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.timeline import english
from desktop.timeline.vocabulary import Uses, Vocabulary


@dataclass(frozen=True, slots=True)
class Form:
    """A form of words.

    Attributes:
        pattern: What it looks like.
        words: In small letters; each text that has the form holds one of them.
        beginnings: Or it holds a word that begins with one of these.
    """

    pattern: re.Pattern[str]
    words: frozenset[str]
    beginnings: tuple[str, ...] = ()

    def may_hold(self, word: str) -> bool:
        """Whether a text with this word may have the form."""
        return word in self.words or (bool(self.beginnings) and word.startswith(self.beginnings))


def _form(pattern: re.Pattern[str], words: str, beginnings: tuple[str, ...] = ()) -> Form:
    return Form(pattern, frozenset(words.split()), beginnings)


ATTRIBUTION: Final = _form(
    english.ATTRIBUTION,
    "according statement tweet interview update post briefing announced reporters release conference",
)
ADDITIVE: Final = _form(english.ADDITIVE, "also added again continued reiterated went further concluded likewise too")
DAY: Final = _form(
    english.DAY,
    "monday tuesday wednesday thursday friday saturday sunday today tonight yesterday morning afternoon evening",
)
FRESH_SOURCE: Final = _form(english.FRESH_SOURCE, "", english.SOURCES)
PERFECT: Final = _form(english.PERFECT, "has have had")
PRONOUN_SPEAKER: Final = _form(
    english.PRONOUN_SPEAKER, "said says added told wrote tweeted continued explained concluded noted"
)
DEFINITE_SPEAKER: Final = _form(
    english.DEFINITE_SPEAKER,
    "said says told added tweeted wrote stressed noted warned stated continued read reads",
)
FORMS: Final = (ATTRIBUTION, ADDITIVE, DAY, FRESH_SOURCE, PERFECT, PRONOUN_SPEAKER, DEFINITE_SPEAKER)

_LETTERS = re.compile(r"\w+")  # what a form takes for a word, as "\b" sees it
_NAME_RUN = re.compile(rf"[{english.CAPITAL}][\w’'.-]*(?: [{english.CAPITAL}][\w’'.-]*){{2,}}")


class FirstSentences:
    """The first sentences of all paragraphs of a page.

    Attributes:
        lengths: How many words, with blanks between them, each has.
    """

    def __init__(self, paragraphs: Sequence[str], vocabulary: Vocabulary) -> None:
        self._paragraphs = paragraphs
        self._firsts = [english.SENTENCE.split(text, maxsplit=1)[0] for text in paragraphs]
        self._unquoted = [english.unquoted(first) for first in self._firsts]
        self.lengths = [len(first.split()) for first in self._firsts]
        self._words: Uses = vocabulary.uses(str.lower, _LETTERS, self.lengths)

    def read(self, names: Sequence[frozenset[str]]) -> list[list[tuple[str, float]]]:
        """Return the signs of each first sentence.

        Args:
            names: The full names of people in each paragraph.
        """
        seen: list[list[tuple[str, float]]] = [[] for _ in self._firsts]
        for name, numbers in self._signs(names):
            sign = (name, 1.0)
            for number in numbers:
                seen[number].append(sign)
        return seen

    def _signs(self, names: Sequence[frozenset[str]]) -> Iterator[tuple[str, Iterable[int]]]:
        """Each sign and the numbers of the paragraphs whose first sentence shows it."""
        whole, unquoted = self._firsts, self._unquoted
        yield "says where the news comes from", self._with(ATTRIBUTION, whole)
        yield "adds to what was said", self._with(ADDITIVE, whole)
        yield "names a day", self._with(DAY, unquoted)
        yield "gives a full name", [n for n, own in enumerate(names) if own and any(name in whole[n] for name in own)]
        yield "introduces its source", self._with(FRESH_SOURCE, whole)
        yield "tells what was reported before", _reported_before(self._paragraphs)
        yield "tells what has happened", self._with(PERFECT, unquoted)
        yield "gives a long name", [n for n, first in enumerate(unquoted) if _NAME_RUN.search(first)]
        offices = [n for n, first in enumerate(unquoted) if english.OFFICE.match(first)]
        surnames = [n for n in offices if english.OFFICE_AND_SURNAME.match(unquoted[n])]
        yield "opens with an office and a surname", surnames  # a surname alone behind it is known already
        yield "opens with an office", set(offices).difference(surnames)
        pronouns = self._with(PRONOUN_SPEAKER, unquoted)
        yield "its speaker is a pronoun", pronouns
        yield "its speaker is known", set(self._with(DEFINITE_SPEAKER, unquoted)).difference(pronouns)

    def _with(self, form: Form, texts: Sequence[str]) -> list[int]:
        """The numbers of the sentences that have a form."""
        return [number for number in self._words.holding(form.may_hold) if form.pattern.search(texts[number])]


def _reported_before(paragraphs: Sequence[str]) -> list[int]:
    """The numbers of the paragraphs that tell anywhere what was reported before."""
    return [n for n, text in enumerate(paragraphs) if "reported" in text and english.REPORTED_BEFORE.search(text)]
