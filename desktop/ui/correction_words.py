"""Correction words: what the reader said of a name, in a sentence.

Knows how each correction is told. Never carries one out.
"""

from typing import assert_never

from desktop.domain.corrections import (
    ChangeEntityKind,
    Correction,
    IgnoreEntityHere,
    KeepApart,
    MergeEntities,
    NeverAgain,
    RenameEntity,
    SplitEntity,
)
from desktop.domain.ids import EntityId


def correction_in_words(correction: Correction) -> str:
    """Say what a correction says."""
    edit = correction.edit
    match edit:
        case MergeEntities():
            return f"{_names(correction, edit.losers)} counts as {_name(correction, edit.winner)}."
        case SplitEntity():
            forms = ", ".join(f"“{form}”" for form in sorted(edit.forms)) or f"{len(edit.mentions)} of its mentions"
            return f"{forms} of {_name(correction, edit.entity)} counts as “{edit.name}”."
        case RenameEntity():
            return f"{_name(correction, edit.entity)} is shown as “{edit.name}”."
        case ChangeEntityKind():
            return f"{_name(correction, edit.entity)} is listed under: {edit.kind.value}."
        case IgnoreEntityHere():
            where = "article" if edit.post_id is None else "post"
            return f"{_name(correction, edit.entity)} is ignored in one {where}."
        case NeverAgain():
            return f"{_name(correction, edit.entity)} is never listed."
        case KeepApart():
            return f"{_name(correction, edit.one)} and {_name(correction, edit.other)} stay apart."
        case _:
            assert_never(edit)


def _name(correction: Correction, entity_id: EntityId) -> str:
    return f"“{correction.anchor(entity_id).name}”"


def _names(correction: Correction, ids: frozenset[EntityId]) -> str:
    return " and ".join(sorted(_name(correction, each) for each in ids))
