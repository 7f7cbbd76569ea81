"""Cohesion: how far the words and names of each paragraph of a page look back and ahead.

Knows what paragraphs share with those around them. Never knows what that counts: the weights do.

Why all paragraphs at once: each word of a page is compared with the same word's places before and after it. In tables
that is one sort of the page, where sets would be joined and cut anew at every paragraph.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from desktop.timeline.openings import Opening, Seen

NEARBY: Final = 3  # paragraphs before and after that are compared
_FAR: Final = 1 << 30  # paragraphs to a word's next use where there is none

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

_BY_WORDS: Final = (
    "its words were used above",
    "its words go on below",
    "its words stand right above",
    "its words stand right below",
    "its rarest word was used above",
    "its rarest word goes on below",
)
_BY_NAMES: Final = ("its names were used above", "its names go on below")
_NAMES_NOBODY: Final = (("names nobody", 1.0),)


def cohesion(
    openings: Sequence[Opening],
    around: tuple[Integers, Integers],
    rarity: dict[str, float],
    name_rarity: dict[str, float],
) -> list[Seen]:
    """Return the signs of each paragraph's words and names.

    Args:
        openings: Of all paragraphs of a page, in page order.
        around: For each of them with how many paragraphs above it, and how many below it, it is compared.
        rarity: How much each stem tells on this page.
        name_rarity: The same for capitalised words.

    Units:
        Shares of the rarity of a paragraph's words from 0 to 1, less what is usual.
    """
    by_words = [tuple(zip(_BY_WORDS, sizes, strict=True)) for sizes in _words(openings, around, rarity).tolist()]
    by_names = _names(openings, around, name_rarity)
    above, below = (numbers.tolist() for numbers in around)
    return [
        (*by_words[n], *by_names[n], *_subject(opening, openings[n - above[n] : n], openings[n + 1 : n + 1 + below[n]]))
        for n, opening in enumerate(openings)
    ]


def _words(openings: Sequence[Opening], around: tuple[Integers, Integers], rarity: dict[str, float]) -> Floats:
    """The sizes of the signs of words: a row for each paragraph, a column for each sign."""
    uses = _Uses([opening.stems for opening in openings], rarity)
    above, below = uses.are_above(around[0]), uses.are_below(around[1])
    shares = (above, below, uses.are_above(np.minimum(around[0], 1)), uses.are_below(np.minimum(around[1], 1)))
    total = uses.sums()
    total[total == 0.0] = 1.0
    sizes = [uses.sums(chosen) / total - usual for chosen, usual in zip(shares, (0.3, 0.3, 0.2, 0.2), strict=True)]
    return np.column_stack([*sizes, uses.rarest(above) ** 2 - 0.4, uses.rarest(below) ** 2 - 0.4])


def _names(openings: Sequence[Opening], around: tuple[Integers, Integers], rarity: dict[str, float]) -> list[Seen]:
    """The signs of the capitalised words of each paragraph."""
    uses = _Uses([opening.capitals for opening in openings], rarity)
    total = uses.sums()
    divisor = np.where(total == 0.0, 1.0, total)
    above = uses.sums(uses.are_above(around[0])) / divisor - 0.3
    below = uses.sums(uses.are_below(around[1])) / divisor - 0.3
    return [
        tuple(zip(_BY_NAMES, sizes, strict=True)) if any_name else _NAMES_NOBODY
        for any_name, *sizes in zip(total.tolist(), above.tolist(), below.tolist(), strict=True)
    ]


def _subject(opening: Opening, above: Sequence[Opening], below: Sequence[Opening]) -> Seen:
    if not opening.subject:
        return ()
    if any(opening.subject in other.stems for other in above):
        return (("its subject is known", 1.0),)
    goes_on = any(opening.subject in other.stems for other in below)
    return (("a new subject is taken up" if goes_on else "it has another subject", 1.0),)


class _Uses:
    """All uses of all words of a page: one for each paragraph and each different word in it, in page order."""

    def __init__(self, texts: Sequence[frozenset[str]], rarity: dict[str, float]) -> None:
        numbers = {word: number for number, word in enumerate(rarity)}
        lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        words = np.fromiter(map(numbers.__getitem__, chain.from_iterable(texts)), dtype=np.int64)
        self._count = len(texts)
        self._firsts = np.cumsum(lengths) - lengths
        self._has_words = lengths > 0
        self._paragraphs = np.repeat(np.arange(len(texts)), lengths)
        self._rarity = np.array([*rarity.values()], dtype=float)[words]
        self._to_last, self._to_next = _distances(self._paragraphs, words)

    def are_above(self, within: Integers) -> Flags:
        """Whether each word was used in the nearest paragraphs above its own; how many, is said for each paragraph."""
        return self._to_last <= within[self._paragraphs]

    def are_below(self, within: Integers) -> Flags:
        """Whether each word is used in the nearest paragraphs below its own."""
        return self._to_next <= within[self._paragraphs]

    def sums(self, chosen: Flags | float = 1.0) -> Floats:
        """The rarity of the chosen words of each paragraph, added up."""
        added = np.bincount(self._paragraphs, self._rarity * chosen, minlength=self._count)
        return added.astype(float, copy=False)

    def rarest(self, chosen: Flags) -> Floats:
        """The rarity of the rarest chosen word of each paragraph; 0 if there is none."""
        found = np.zeros(self._count)
        if len(self._rarity):
            found[self._has_words] = np.maximum.reduceat(self._rarity * chosen, self._firsts[self._has_words])
        return found


def _distances(paragraphs: Integers, words: Integers) -> tuple[Integers, Integers]:
    """How many paragraphs further up each word was used last, and how many further down it is used next."""
    to_last, to_next = np.full(len(words), _FAR), np.full(len(words), _FAR)
    order = np.argsort(words, kind="stable")  # the uses of one word stay in page order
    is_same = words[order][1:] == words[order][:-1]
    apart = np.diff(paragraphs[order])[is_same]
    to_last[order[1:][is_same]] = apart
    to_next[order[:-1][is_same]] = apart
    return to_last, to_next
