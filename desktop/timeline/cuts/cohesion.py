"""Cohesion: how far the words and names of each paragraph of a page look back and ahead.

Knows what paragraphs share with those around them. Never knows what that counts: the weights do.

Why all paragraphs at once: a word's nearest uses above and below are found for the whole page by one sort, where sets
would be joined and cut anew at every paragraph.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from desktop.timeline.cuts.vocabulary import Flags, Floats, Integers, Uses
from desktop.timeline.cuts.weights import Signs

NEARBY: Final = 3  # paragraphs before and after that are compared

_OF_WORDS: Final = (
    "its words were used above",
    "its words go on below",
    "its words stand right above",
    "its words stand right below",
    "its rarest word was used above",
    "its rarest word goes on below",
)
_WITH_NAMES: Final = (*_OF_WORDS, "its names were used above", "its names go on below")
_WITHOUT_NAMES: Final = (*_OF_WORDS, "names nobody")


def cohesion(stems: Uses, names: Uses, subjects: Sequence[str], around: tuple[Integers, Integers]) -> list[Signs]:
    """Return the signs of each paragraph's words and names.

    Args:
        stems: The content words of all paragraphs, in page order.
        names: Their capitalised words.
        subjects: The subject of each paragraph, shortened; "" if it has none.
        around: For each paragraph with how many above it, and how many below it, it is compared.

    Units:
        Shares of the rarity of a paragraph's words from 0 to 1, less what is usual.
    """
    shares = zip(_words(stems, around).tolist(), _names(names, around).tolist(), strict=True)
    named, subjects_seen = (_sums(names) > 0.0).tolist(), _subjects(stems, subjects, around)
    return [
        _signs(of_words, of_names if names_any else None, subject)
        for (of_words, of_names), names_any, subject in zip(shares, named, subjects_seen, strict=True)
    ]


def _signs(of_words: list[float], of_names: list[float] | None, subject: str | None) -> Signs:
    """The signs of one paragraph, with the shares of its words and, if it has any, of its names."""
    names, sizes = (_WITHOUT_NAMES, (*of_words, 1.0)) if of_names is None else (_WITH_NAMES, (*of_words, *of_names))
    return Signs((*names, subject), (*sizes, 1.0)) if subject else Signs(names, sizes)


def _words(stems: Uses, around: tuple[Integers, Integers]) -> Floats:
    """The sizes of the signs of words: a row for each paragraph, a column for each sign."""
    to_last, to_next = stems.distances()
    above, below = to_last <= around[0][stems.paragraphs], to_next <= around[1][stems.paragraphs]
    shares = (above, below, above & (to_last == 1), below & (to_next == 1))
    total = _sums(stems)
    total[total == 0.0] = 1.0
    sizes = [_sums(stems, chosen) / total - usual for chosen, usual in zip(shares, (0.3, 0.3, 0.2, 0.2), strict=True)]
    return np.column_stack([*sizes, _rarest(stems, above) ** 2 - 0.4, _rarest(stems, below) ** 2 - 0.4])


def _names(names: Uses, around: tuple[Integers, Integers]) -> Floats:
    """The sizes of the signs of capitalised words: a row for each paragraph, a column for each sign."""
    to_last, to_next = names.distances()
    total = _sums(names)
    total[total == 0.0] = 1.0
    above = _sums(names, to_last <= around[0][names.paragraphs]) / total - 0.3
    below = _sums(names, to_next <= around[1][names.paragraphs]) / total - 0.3
    return np.column_stack([above, below])


def _subjects(stems: Uses, subjects: Sequence[str], around: tuple[Integers, Integers]) -> list[str | None]:
    """Whether each paragraph's subject, if it has one, is spoken of around it."""
    to_last, to_next = stems.nearest(subjects)
    found = np.where(to_next <= around[1], "a new subject is taken up", "it has another subject")
    found = np.where(to_last <= around[0], "its subject is known", found)
    return [name if subject else None for name, subject in zip(found.tolist(), subjects, strict=True)]


def _sums(uses: Uses, chosen: Flags | float = 1.0) -> Floats:
    """The rarity of the chosen words of each paragraph, added up."""
    added = np.bincount(uses.paragraphs, uses.rarity[uses.words] * chosen, minlength=uses.count)
    return added.astype(float, copy=False)


def _rarest(uses: Uses, chosen: Flags) -> Floats:
    """The rarity of the rarest chosen word of each paragraph; 0 if there is none."""
    found = np.zeros(uses.count)
    numbers, firsts = np.unique(uses.paragraphs, return_index=True)
    if len(numbers):
        found[numbers] = np.maximum.reduceat(uses.rarity[uses.words] * chosen, firsts)
    return found
