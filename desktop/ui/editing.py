"""Editing: the reader's changes, one after the other, and the way to take them back.

Knows the steps of undo and redo. Never decides what an edit does: the library does, and hands back its inverse.

Why the steps are kept on the write lane: what is ordered while an edit is still waiting there comes after it, so that
undo always takes back the newest edit, and what was ordered is carried out even if the window closes at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from desktop.domain.annotations import Annotation, Colour
from desktop.domain.changes import (
    NOTHING_CHANGED,
    AddAnnotation,
    ChangeAnnotation,
    Changes,
    Edit,
    RemoveAnnotation,
)
from desktop.domain.ids import AnnotationId
from desktop.domain.posts import Post
from desktop.ui.history import EditHistory
from desktop.ui.jobs import Jobs, Lane

if TYPE_CHECKING:
    from desktop.library.library import Library

T = TypeVar("T")
Announce = Callable[[Changes, object], None]


@dataclass(frozen=True, slots=True)
class Marking:
    """Words that the reader wants marked: code points in the post's text, half-open, and how."""

    post: Post
    start: int
    end: int
    colour: Colour = Colour.YELLOW
    note: str = ""


def do_no_more(_: Changes) -> None:
    """For an edit after which nothing more is to be done."""


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
        self._history = EditHistory()  # changed on the write lane, and there alone
        self._drafts: dict[AnnotationId, Edit] = {}  # what takes each unfinished note back; as the history
        self._waiting = 0

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back, be it on its way."""
        return bool(self._history.undoable) or self._waiting > 0

    @property
    def can_redo(self) -> bool:
        """Whether an edit was taken back that can be done again."""
        return bool(self._history.redoable)

    def apply(self, edit: Edit, initiator: object = None, then: Callable[[Changes], None] = do_no_more) -> None:
        """Carry out an edit; `then` hears what it changed, after it was announced."""

        def done(changes: Changes) -> None:
            self._tell(initiator, changes)
            then(changes)

        self._run(partial(self._do, edit), done)

    def apply_quietly(self, edit: Edit, done: Callable[[Changes], None]) -> None:
        """Carry out an edit that the reader did not order, such as having read a post: it is no step of undo."""
        self._jobs.run(Lane.WRITE, self._owner, partial(_apply, edit), done, failed=self._complain)

    def draft(self, annotation: Annotation) -> None:
        """Keep a note that is still being written. All of it is one step of undo, which the finished note makes."""

        def work(library: Library) -> Changes:
            changes = library.apply(ChangeAnnotation(annotation))
            if changes.undo is not None:
                self._drafts.setdefault(annotation.id, changes.undo)
            return changes

        self._run(work, do_no_more)

    def mark(self, marking: Marking, initiator: object, made: Callable[[Annotation], None]) -> None:
        """Make a mark and keep it, in one go; `made` hears of it."""

        def work(library: Library) -> tuple[Annotation, Changes]:
            annotation = _annotation(library, marking)
            return annotation, self._do(AddAnnotation(annotation), library)

        def done(result: tuple[Annotation, Changes]) -> None:
            made(result[0])
            self._tell(initiator, result[1])

        self._run(work, done)

    def note(self, undo: Edit) -> None:
        """Take what an import did as the newest step, which this edit takes back."""

        def work(_: Library) -> Changes:
            self._history.did(undo)
            return NOTHING_CHANGED

        self._run(work, do_no_more)

    def undo(self, then: Callable[[Changes], None] = do_no_more) -> None:
        """Take the newest edit back; `then` hears what that changed, after it was announced."""
        self._run(partial(self._step, self._history.undoable, self._history.redoable), self._telling(then))

    def redo(self, then: Callable[[Changes], None] = do_no_more) -> None:
        """Do again what was taken back last; `then` hears what that changed, after it was announced."""
        self._run(partial(self._step, self._history.redoable, self._history.undoable), self._telling(then))

    def _telling(self, then: Callable[[Changes], None]) -> Callable[[Changes], None]:
        def done(changes: Changes) -> None:
            self._tell(None, changes)
            then(changes)

        return done

    def _run(self, work: Callable[[Library], T], done: Callable[[T], None]) -> None:
        def ended(result: T) -> None:
            self._waiting -= 1
            done(result)

        self._waiting += 1
        self._jobs.run(Lane.WRITE, self._owner, work, ended, failed=self._fail)

    def _tell(self, initiator: object, changes: Changes) -> None:
        self._announce(changes, initiator)

    def _fail(self, error: Exception) -> None:
        self._waiting -= 1
        self._complain(error)

    # ---- on the write lane

    def _do(self, edit: Edit, library: Library) -> Changes:
        changes = library.apply(edit)
        inverse = self._whole_inverse(edit, changes.undo)
        if inverse is not None:
            self._history.did(inverse)
        return changes

    def _whole_inverse(self, edit: Edit, inverse: Edit | None) -> Edit | None:
        """What takes an edit back; a finished note goes with all the drafts of it."""
        if isinstance(edit, RemoveAnnotation):
            self._drafts.pop(edit.annotation_id, None)
        if isinstance(edit, ChangeAnnotation):
            return self._drafts.pop(edit.annotation.id, inverse)
        return inverse

    def _step(self, taken: list[Edit], given: list[Edit], library: Library) -> Changes:
        """Carry out the newest step; one that fails stays and can be tried again."""
        if not taken:
            return NOTHING_CHANGED
        changes = library.apply(taken[-1])
        taken.pop()
        if changes.undo is not None:
            given.append(changes.undo)
        return changes


def _apply(edit: Edit, library: Library) -> Changes:
    return library.apply(edit)


def _annotation(library: Library, marking: Marking) -> Annotation:
    return library.new_annotation(marking.post, marking.start, marking.end, note=marking.note, colour=marking.colour)
