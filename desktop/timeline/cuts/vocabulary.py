"""Vocabulary: the words of all paragraphs of a page, and where each is used.

Knows how often and how far apart the words of a page stand. Never knows what a word means, or what it is used for.

Why numbers: a long page has hundreds of thousands of words and only some thousands of different ones. Each of these is
read once; what is asked of all paragraphs is then a sum or a sort of one table.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import chain, pairwise
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from desktop.timeline.language.english import WORD

FAR: Final = 1 << 30  # paragraphs to a word's next use where there is none

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Vocabulary:
    """All different words of a page, with what holds them between two blanks ("“Yes,”")."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        numbers: defaultdict[str, int] = defaultdict()
        numbers.default_factory = numbers.__len__  # what is met first gets the next number
        found, lengths = list[int](), list[int]()
        for text in paragraphs:
            here = text.split()
            lengths.append(len(here))
            found += map(numbers.__getitem__, here)
        self.count = len(lengths)
        self.between_blanks = dict(numbers).keys()
        self._paragraphs = np.repeat(np.arange(self.count), np.array(lengths, dtype=np.int64))
        self._found = np.array(found, dtype=np.int64)

    @cached_property
    def _words(self) -> list[list[str]]:
        """The words in each thing between two blanks; few hold none or several."""
        return list(map(WORD.findall, self.between_blanks))

    def lengths(self) -> Integers:
        """How many words each paragraph has."""
        lengths = np.fromiter(map(len, self._words), dtype=np.int64, count=len(self._words))
        return np.bincount(self._paragraphs, lengths[self._found], minlength=self.count).astype(np.int64)

    def uses(
        self, form: Callable[[str], str], pattern: re.Pattern[str] = WORD, within: Sequence[int] | None = None
    ) -> "Uses":
        """Where each form of words is used.

        Args:
            form: What is made of a word, so that words of one form meet; "" for a word that does not count.
            pattern: What is taken for a word; it never has a blank inside.
            within: How much of each paragraph is read, counted by blanks; all if not given.
        """
        numbers: dict[str, int] = {}
        words = self._words if pattern is WORD else list(map(pattern.findall, self.between_blanks))
        table = [
            [numbers.setdefault(formed, len(numbers)) for word in here if (formed := form(word))] for here in words
        ]
        paragraphs, found = self._paragraphs, self._found
        if within is not None:
            is_within = self._places() < np.array(within, dtype=np.int64)[paragraphs]
            paragraphs, found = paragraphs[is_within], found[is_within]
        owners, forms = _look_up(found, table)
        return Uses(paragraphs[owners], forms, numbers, self.count)

    def _places(self) -> Integers:
        """For all that stands between two blanks its place in its paragraph, counted from 0."""
        firsts = np.searchsorted(self._paragraphs, np.arange(self.count))
        return np.arange(len(self._paragraphs)) - firsts[self._paragraphs]


def _look_up(numbers: Integers, table: Sequence[Sequence[int]]) -> tuple[Integers, Integers]:
    """Put rows of a table one after another.

    Args:
        numbers: Of the rows that are wanted.
        table: Rows of any length.

    Returns:
        For each value of those rows the place in `numbers` that it belongs to, and the value.
    """
    lengths = np.fromiter(map(len, table), dtype=np.int64, count=len(table))
    values = np.fromiter(chain.from_iterable(table), dtype=np.int64)
    wanted = lengths[numbers]
    owners = np.repeat(np.arange(len(numbers)), wanted)
    ends = np.cumsum(wanted)
    shifts = (np.cumsum(lengths) - lengths)[numbers] - (ends - wanted)
    return owners, values[np.arange(len(owners)) + shifts[owners]]


class Uses:
    """Where the words of a page are used: one use for each paragraph and each different word in it, in page order.

    Attributes:
        numbers: The number of each word.
        count: How many paragraphs there are.
        paragraphs: For each use, its paragraph.
        words: For each use, the number of its word.
        rarity: For each word by number how much it tells on this page: 0 if every paragraph has it, 1 if a single one
            has it, logarithmic between.
    """

    def __init__(self, paragraphs: Integers, words: Integers, numbers: dict[str, int], count: int) -> None:
        keys = np.sort(paragraphs * max(1, len(numbers)) + words)
        keys = keys[np.concatenate([[True], keys[1:] != keys[:-1]])] if len(keys) else keys
        self.numbers, self.count = numbers, count
        self.paragraphs, self.words = np.divmod(keys, max(1, len(numbers)))
        total = max(2, count)
        spread = np.maximum(1, np.bincount(self.words, minlength=len(numbers)))
        self.rarity: Floats = np.log(total / spread) / log(total)
        self._names = [*numbers]
        self._firsts = np.searchsorted(self.paragraphs, np.arange(count + 1))

    @cached_property
    def _by_word(self) -> Integers:
        """The uses of one word after another, those of each in page order."""
        return np.argsort(self.words, kind="stable")

    def without(self, left_out: Iterable[str]) -> "Uses":
        """The same without one word of each paragraph; "" for none."""
        wanted = np.array([self.numbers.get(word, -1) for word in left_out], dtype=np.int64)
        kept = self.words != wanted[self.paragraphs]
        return Uses(self.paragraphs[kept], self.words[kept], self.numbers, self.count)

    def among(self, words: Iterable[str]) -> list[set[str]]:
        """Which of some words each paragraph has."""
        wanted = np.zeros(len(self.numbers), dtype=bool)
        wanted[[self.numbers[word] for word in words if word in self.numbers]] = True
        return [{self._names[word] for word in here} for here in self.chosen(wanted)]

    def chosen(self, words: Flags) -> list[list[int]]:
        """The numbers of those words of each paragraph that are chosen."""
        places = np.flatnonzero(words[self.words])
        numbers = self.words[places].tolist()
        ends = np.searchsorted(self.paragraphs[places], np.arange(self.count + 1)).tolist()
        return [numbers[first:end] for first, end in pairwise(ends)]

    def holding(self, test: Callable[[str], bool]) -> list[int]:
        """The paragraphs that have a word which passes a test."""
        passed = np.fromiter(map(test, self._names), dtype=bool, count=len(self._names))
        counts = np.bincount(self.paragraphs[passed[self.words]], minlength=self.count)
        return np.flatnonzero(counts).tolist()

    def of(self, paragraph: int) -> frozenset[str]:
        """The different words of one paragraph."""
        numbers = self.words[self._firsts[paragraph] : self._firsts[paragraph + 1]]
        return frozenset(map(self._names.__getitem__, numbers.tolist()))

    def rarities(self) -> dict[str, float]:
        """How much each word tells on this page."""
        return dict(zip(self.numbers, self.rarity.tolist(), strict=True))

    def distances(self) -> tuple[Integers, Integers]:
        """How many paragraphs further up each use's word was used last, and how many further down it is used next."""
        to_last, to_next = np.full(len(self.words), FAR), np.full(len(self.words), FAR)
        order = self._by_word
        is_same = self.words[order][1:] == self.words[order][:-1]
        apart = np.diff(self.paragraphs[order])[is_same]
        to_last[order[1:][is_same]] = apart
        to_next[order[:-1][is_same]] = apart
        return to_last, to_next

    def nearest(self, words: Sequence[str]) -> tuple[Integers, Integers]:
        """The same for one word at each paragraph, which need not have it itself.

        Args:
            words: One for each paragraph.
        """
        wanted = np.array([self.numbers.get(word, -1) for word in words], dtype=np.int64)
        here = wanted * self.count + np.arange(self.count)
        places = (self.words * self.count + self.paragraphs)[self._by_word]
        places = np.concatenate([[-FAR], places, [-FAR]])  # no word is used before the first use or after the last
        above = places[np.searchsorted(places[1:-1], here)]
        below = places[np.searchsorted(places[1:-1], here, side="right") + 1]
        is_known = wanted >= 0
        return (
            np.where(is_known & (above // self.count == wanted), here - above, FAR),
            np.where(is_known & (below // self.count == wanted), below - here, FAR),
        )
