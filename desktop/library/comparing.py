"""What changed between two versions of an article, and between two texts word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from desktop.store.versions import VersionChanges

__all__ = ["DiffKind", "DiffStep", "VersionChanges", "word_diff"]

PIECE = re.compile(r"\s+|\w+|[^\w\s]")


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


def word_diff(old: str, new: str) -> tuple[DiffStep, ...]:
    """Say how one text becomes another.

    Returns:
        Steps in order. Joining all but the inserted ones gives the old text, all but the deleted ones the new text.
    """
    before, after = PIECE.findall(old), PIECE.findall(new)
    steps: list[DiffStep] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            steps.append(DiffStep(DiffKind.EQUAL, "".join(before[a:b])))
            continue
        if b > a:
            steps.append(DiffStep(DiffKind.DELETED, "".join(before[a:b])))
        if d > c:
            steps.append(DiffStep(DiffKind.INSERTED, "".join(after[c:d])))
    return tuple(steps)
