"""The journal: every edit of the reader, when it was made, and what takes it back."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.changes import Edit
from desktop.store.edits_json import edit_from_json, edit_to_json
from desktop.store.part import Part


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One edit of the reader. `undo` is None if it cannot be taken back."""

    sequence: int
    at: datetime
    edit: Edit
    undo: Edit | None


class Journal(Part):
    """Writing and reading the journal."""

    def record_edit(self, edit: Edit, undo: Edit | None, at: datetime) -> None:
        """Add a line; call it in the transaction that carries the edit out.

        Args:
            edit: What the reader did.
            undo: The inverse edit, if there is one.
            at: When.
        """
        texts = (at.isoformat(), edit_to_json(edit), edit_to_json(undo) if undo is not None else None)
        self._connection.write("INSERT INTO edits (at, edit, undo) VALUES (?, ?, ?)", texts)

    def recorded_edits(self, limit: int) -> tuple[JournalLine, ...]:
        """The newest lines, newest first."""
        sql = "SELECT sequence, at, edit, undo FROM edits ORDER BY sequence DESC LIMIT ?"
        return tuple(
            JournalLine(
                number, datetime.fromisoformat(at), edit_from_json(edit), edit_from_json(undo) if undo else None
            )
            for number, at, edit, undo in self._connection.rows(sql, (limit,))
        )
