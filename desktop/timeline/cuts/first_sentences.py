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

from desktop.timeline.cuts.vocabulary import Uses, Vocabulary
from desktop.timeline.days.day_words import WORDS_OF_DAYS, find_days
from desktop.timeline.language import english


@dataclass(frozen=True, slots=True)
class Form:
    """A form of words.

    Attributes:
        pattern: What it looks like.
        words: Sets of words in small letters; each text that has the form holds one of each set.
    """

    pattern: re.Pattern[str]
    words: tuple[frozenset[str], ...]


def _form(pattern: re.Pattern[str], words: str) -> Form:
    return Form(pattern, (frozenset(words.split()),))


ATTRIBUTION: Final = _form(
    english.ATTRIBUTION,
    "according statement tweet post interview update briefing letter email speech report message video announced "
    "reporters journalists media release conference",
)
ADDITIVE: Final = _form(english.ADDITIVE, "also added again continued reiterated went further concluded likewise too")
FRESH_SOURCE: Final = Form(english.FRESH_SOURCE, (english.SAYING | {"according"}, english.INDEFINITE_WORDS))
PERFECT: Final = _form(english.PERFECT, "has have ve")
PAST_PERFECT: Final = _form(english.PAST_PERFECT, "had")
PRONOUN_SPEAKER: Final = Form(english.PRONOUN_SPEAKER, (english.SAYING,))
DEFINITE_SPEAKER: Final = Form(english.DEFINITE_SPEAKER, (english.SAYING,))
FORMS: Final = (ATTRIBUTION, ADDITIVE, FRESH_SOURCE, PERFECT, PAST_PERFECT, PRONOUN_SPEAKER, DEFINITE_SPEAKER)

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
        days = self._words.holding(WORDS_OF_DAYS.__contains__)
        yield "names a day", [n for n in days if any(find_days(unquoted[n]))]
        yield "gives a full name", [n for n, own in enumerate(names) if own and any(name in whole[n] for name in own)]
        yield "introduces its source", self._with(FRESH_SOURCE, whole)
        yield "tells what was reported before", _reported_before(self._paragraphs)
        yield "tells what has happened", self._with(PERFECT, unquoted)
        yield "tells what had happened", self._with(PAST_PERFECT, unquoted)
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
        may_have = set.intersection(*(set(self._words.holding(words.__contains__)) for words in form.words))
        return [number for number in sorted(may_have) if form.pattern.search(texts[number])]


def _reported_before(paragraphs: Sequence[str]) -> list[int]:
    """The numbers of the paragraphs that tell anywhere what was reported before."""
    return [n for n, text in enumerate(paragraphs) if "reported" in text and english.REPORTED_BEFORE.search(text)]
