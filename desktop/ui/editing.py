"""Editing: the reader's changes, one after the other, and the way to take them back.

Knows the steps of undo and redo. Never decides what an edit does: the library does, and hands back its inverse.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from desktop.domain.changes import Changes, Edit
from desktop.ui.history import EditHistory
from desktop.ui.jobs import Jobs, Lane

Announce = Callable[[Changes, object], None]


class Editing:
    """Carries edits to the write lane and keeps their inverses.

    Args:
        owner: Whose edits they are; must live as long.
        announce: Told what each edit changed, and who asked for it.
        complain: Told of an edit that could not be carried out.
    """

    def __init__(self, jobs: Jobs, owner: QObject, announce: Announce, complain: Callable[[Exception], None]) -> None:
        self._jobs, self._owner = jobs, owner
        self._announce, self._complain = announce, complain
        self._history = EditHistory()

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._history.undoable)

    @property
    def can_redo(self) -> bool:
        """Whether an edit was taken back that can be done again."""
        return bool(self._history.redoable)

    def apply(self, edit: Edit, initiator: object = None) -> None:
        """Carry out an edit."""
        self._run(edit, partial(self._did, initiator), self._complain)

    def apply_quietly(self, edit: Edit, done: Callable[[Changes], None]) -> None:
        """Carry out an edit that the reader did not order, such as having read a post: it is no step of undo."""
        self._run(edit, done, self._complain)

    def undo(self) -> None:
        """Take the newest edit back."""
        if self._history.undoable:
            edit = self._history.undoable.pop()
            self._run(edit, self._undid, partial(self._put_back, self._history.undoable, edit))

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._history.redoable:
            edit = self._history.redoable.pop()
            self._run(edit, self._redid, partial(self._put_back, self._history.redoable, edit))

    def _run(self, edit: Edit, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> None:
        self._jobs.run(Lane.WRITE, self._owner, lambda library: library.apply(edit), done, failed=failed)

    def _did(self, initiator: object, changes: Changes) -> None:
        if changes.undo is not None:
            self._history.did(changes.undo)
        self._announce(changes, initiator)

    def _undid(self, changes: Changes) -> None:
        if changes.undo is not None:
            self._history.redoable.append(changes.undo)
        self._announce(changes, None)

    def _redid(self, changes: Changes) -> None:
        if changes.undo is not None:
            self._history.undoable.append(changes.undo)
        self._announce(changes, None)

    def _put_back(self, steps: list[Edit], edit: Edit, error: Exception) -> None:
        steps.append(edit)
        self._complain(error)
