"""Runs: words of a passage that stand together and begin with capitals.

Knows which gaps a name runs over and which not. Says nothing of what a run may name.
"""

from collections.abc import Iterator
from typing import NamedTuple

from desktop.entities.text import vocabulary as lists
from desktop.entities.text.passages import Passage
from desktop.entities.text.words import Word, opens_sentence

LONG_WORD = 5
LEAST_WORDS = 5
HEADLINE_SHARE = 0.8


class Run(NamedTuple):
    """Words `first` to `last` of a passage, both included, that may form one name."""

    first: int
    last: int


def gap_after(passage: Passage, index: int) -> str:
    """Return what stands between a word and the next one; a possessive counts as a mark of its own."""
    if index + 1 >= len(passage.words):
        return "\n"
    return passage.text[passage.words[index].end : passage.words[index + 1].start]


def joins(passage: Passage, index: int) -> bool:
    """Whether a word and the next one may belong to one name."""
    gap = gap_after(passage, index)
    if gap == ". ":
        return len(passage.words[index].text) == 1 or passage.words[index].lower in lists.TITLES
    return gap == " " and not passage.words[index].is_possessive


def is_calendar(word: Word) -> bool:
    """Whether a word names a day, a month or a feast."""
    return word.lower in lists.CALENDAR


def capital_runs(passage: Passage) -> Iterator[Run]:
    """Yield the longest runs of capital words with nothing but blanks between."""
    words = passage.words
    first = None
    for index, word in enumerate(words):
        is_part = word.is_capital and not is_calendar(word) and (first is not None or may_open(passage, word))
        if is_part and first is None:
            first = index
        if first is None:
            continue
        if not is_part:
            yield Run(first, index - 1)
            first = None
        elif not joins(passage, index):
            yield Run(first, index)
            first = None
    if first is not None:
        yield Run(first, len(words) - 1)


def may_open(passage: Passage, word: Word) -> bool:
    """Whether a name may begin with a word: with none that names nothing, but "New" and in mid-sentence "First"."""
    if word.lower not in lists.SMALL:
        return True
    return word.lower in lists.NAME_OPENERS and (word.text == "New" or not opens_sentence(passage.text, word.start))


def is_headline(passage: Passage) -> bool:
    """Whether nearly every longer word has a capital, so that capitals say nothing."""
    longer = [word for word in passage.words if len(word.text) >= LONG_WORD]
    return len(longer) >= LEAST_WORDS and sum(word.is_capital for word in longer) > HEADLINE_SHARE * len(longer)
