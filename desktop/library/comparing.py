"""What changed between two versions of an article, and between two texts word by word.

Texts are compared paragraph by paragraph first, so that what stayed holds the rest in place; then, where paragraphs
changed, word by word. Why not by `difflib`: it compares every blank with every other, and took more than a minute for
an article of four thousand words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Final

from desktop.store.versions import VersionChanges

__all__ = ["DiffKind", "DiffStep", "VersionChanges", "word_diff"]

PARAGRAPH: Final = re.compile(r"[^\n]*\n+|[^\n]+")
PIECE: Final = re.compile(r"\s+|\w+|[^\w\s]")
WORD: Final = re.compile(r"\w+")
MOST_WORDS_BY_CHANCE: Final = 2
MOST_COMPARED: Final = 100_000_000  # pairs of pieces: a tenth of a second, and some fifteen megabytes


class DiffKind(StrEnum):
    """What happened to a stretch of text."""

    EQUAL = "equal"
    DELETED = "delete"
    INSERTED = "insert"


@dataclass(frozen=True, slots=True)
class DiffStep:
    """One stretch of text that stayed, went or came."""

    kind: DiffKind
    text: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Pieces of both texts: the same on both sides, or some that others took the place of."""

    is_same: bool
    gone: str
    come: str

    @property
    def words(self) -> int:
        """How many words the longer side has."""
        return max(len(WORD.findall(self.gone)), len(WORD.findall(self.come)))


def word_diff(old: str, new: str) -> tuple[DiffStep, ...]:
    """Say how one text becomes another.

    Returns:
        Steps in order. Joining all but the inserted ones gives the old text, all but the deleted ones the new text.
        Paragraphs that are too long to be compared word by word are told as gone and come.
    """
    stretches = _without_splinters(tuple(_by_paragraphs(old, new)))
    return tuple(step for is_same, group in groupby(stretches, _is_same) for step in _told(is_same, tuple(group)))


def _by_paragraphs(old: str, new: str) -> Iterator[_Stretch]:
    for stretch in _compared(PARAGRAPH.findall(old), PARAGRAPH.findall(new)):
        if stretch.is_same:
            yield stretch
        else:
            yield from _compared(PIECE.findall(stretch.gone), PIECE.findall(stretch.come))


def _compared(before: Sequence[str], after: Sequence[str]) -> Iterator[_Stretch]:
    """Compare two rows of pieces so that as many as possible stay."""
    if len(before) * len(after) > MOST_COMPARED:
        yield _Stretch(False, "".join(before), "".join(after))
        return
    from rapidfuzz.distance import Indel  # noqa: PLC0415 (slow to import, and rarely needed)

    for is_same, group in groupby(Indel.opcodes(before, after), key=lambda step: step.tag == "equal"):
        steps = tuple(group)
        gone = before[steps[0].src_start : steps[-1].src_end]
        come = after[steps[0].dest_start : steps[-1].dest_end]
        yield _Stretch(is_same, "".join(gone), "".join(come))


def _without_splinters(stretches: Sequence[_Stretch]) -> Iterator[_Stretch]:
    """Tell a sentence that was written anew as such, not as many new words between those that stayed by chance."""
    joined = [_joined(tuple(group)) for _, group in groupby(stretches, _is_same)]
    for number, stretch in enumerate(joined):
        around = joined[number - 1 : number + 2] if 0 < number < len(joined) - 1 else []
        changed = min((each.words for each in around if not each.is_same), default=0)
        is_splinter = stretch.is_same and stretch.words <= MOST_WORDS_BY_CHANCE and stretch.words < changed
        yield replace(stretch, is_same=False) if is_splinter else stretch


def _is_same(stretch: _Stretch) -> bool:
    return stretch.is_same


def _joined(group: Sequence[_Stretch]) -> _Stretch:
    return _Stretch(group[0].is_same, "".join(each.gone for each in group), "".join(each.come for each in group))


def _told(is_same: bool, group: Sequence[_Stretch]) -> Iterator[DiffStep]:
    whole = _joined(group)
    if is_same:
        yield DiffStep(DiffKind.EQUAL, whole.gone)
        return
    if whole.gone:
        yield DiffStep(DiffKind.DELETED, whole.gone)
    if whole.come:
        yield DiffStep(DiffKind.INSERTED, whole.come)
