"""Cohesion: how far the words and names of each paragraph of a page look back and ahead.

Knows what paragraphs share with those around them. Never knows what that counts: the weights do.

Why all paragraphs at once: a word's nearest uses above and below are found for the whole page by one sort, where sets
would be joined and cut anew at every paragraph.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from desktop.timeline.vocabulary import Flags, Floats, Integers, Uses
from desktop.timeline.weights import Seen

NEARBY: Final = 3  # paragraphs before and after that are compared

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
_KNOWN: Final = (("its subject is known", 1.0),)
_TAKEN_UP: Final = (("a new subject is taken up", 1.0),)
_ANOTHER: Final = (("it has another subject", 1.0),)


def cohesion(stems: Uses, names: Uses, subjects: Sequence[str], around: tuple[Integers, Integers]) -> list[Seen]:
    """Return the signs of each paragraph's words and names.

    Args:
        stems: The content words of all paragraphs, in page order.
        names: Their capitalised words.
        subjects: The subject of each paragraph, shortened; "" if it has none.
        around: For each paragraph with how many above it, and how many below it, it is compared.

    Units:
        Shares of the rarity of a paragraph's words from 0 to 1, less what is usual.
    """
    by_words = [tuple(zip(_BY_WORDS, sizes, strict=True)) for sizes in _words(stems, around).tolist()]
    signs = zip(by_words, _names(names, around), _subjects(stems, subjects, around), strict=True)
    return [(*words, *named, *subject) for words, named, subject in signs]


def _words(stems: Uses, around: tuple[Integers, Integers]) -> Floats:
    """The sizes of the signs of words: a row for each paragraph, a column for each sign."""
    to_last, to_next = stems.distances()
    above, below = to_last <= around[0][stems.paragraphs], to_next <= around[1][stems.paragraphs]
    shares = (above, below, above & (to_last == 1), below & (to_next == 1))
    total = _sums(stems)
    total[total == 0.0] = 1.0
    sizes = [_sums(stems, chosen) / total - usual for chosen, usual in zip(shares, (0.3, 0.3, 0.2, 0.2), strict=True)]
    return np.column_stack([*sizes, _rarest(stems, above) ** 2 - 0.4, _rarest(stems, below) ** 2 - 0.4])


def _names(names: Uses, around: tuple[Integers, Integers]) -> list[Seen]:
    """The signs of the capitalised words of each paragraph."""
    to_last, to_next = names.distances()
    total = _sums(names)
    divisor = np.where(total == 0.0, 1.0, total)
    above = _sums(names, to_last <= around[0][names.paragraphs]) / divisor - 0.3
    below = _sums(names, to_next <= around[1][names.paragraphs]) / divisor - 0.3
    return [
        tuple(zip(_BY_NAMES, sizes, strict=True)) if any_name else _NAMES_NOBODY
        for any_name, *sizes in zip(total.tolist(), above.tolist(), below.tolist(), strict=True)
    ]


def _subjects(stems: Uses, subjects: Sequence[str], around: tuple[Integers, Integers]) -> list[Seen]:
    """Whether each paragraph's subject is spoken of around it."""
    to_last, to_next = stems.nearest(subjects)
    is_known, goes_on = (to_last <= around[0]).tolist(), (to_next <= around[1]).tolist()
    return [
        () if not subject else _KNOWN if known else _TAKEN_UP if ahead else _ANOTHER
        for subject, known, ahead in zip(subjects, is_known, goes_on, strict=True)
    ]


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
