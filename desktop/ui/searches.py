"""Searches: those the reader keeps under a name, and those that were made.

Knows both lists, as they were read last. Never searches: the session does, and carries out the edits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.changes import Changes, Kind
from desktop.domain.searches import SavedSearch, SearchId
from desktop.ui.jobs import Jobs, Lane

if TYPE_CHECKING:
    from desktop.library.library import Library


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of searches: by name, the oldest first; and what was typed, the newest first."""

    saved: tuple[SavedSearch, ...] = ()
    past: tuple[str, ...] = ()


class Searches(QObject):
    """The searches of one library.

    Args:
        may_write: Whether the library can be changed.

    Signals:
        changed: Another search is kept, or one under another name, or no longer.
    """

    changed = Signal()

    def __init__(self, jobs: Jobs, may_write: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._may_write = jobs, may_write
        self._kept = Kept()

    @property
    def saved(self) -> tuple[SavedSearch, ...]:
        """The searches that are kept, the oldest first."""
        return self._kept.saved

    @property
    def past(self) -> tuple[str, ...]:
        """What was searched for, the newest first."""
        return self._kept.past

    def find(self, search_id: SearchId) -> SavedSearch | None:
        """One of the searches that are kept, or None."""
        return next((each for each in self._kept.saved if each.id == search_id), None)

    @Slot()
    def look(self) -> None:
        """Ask the library what it keeps."""
        self._jobs.run(Lane.READ, self, _look, self._take, only_latest="searches")

    @Slot(object, object)
    def follow(self, changes: Changes, _initiator: object) -> None:
        """Look again after a search was kept, renamed or given up."""
        if changes.touches(Kind.SEARCH):
            self.look()

    def remember(self, query: str) -> None:
        """Note that the reader searched for something, and went on with what was found."""
        if not query or not self._may_write() or self._kept.past[:1] == (query,):
            return
        past = (query, *(each for each in self._kept.past if each != query))
        self._kept = Kept(self._kept.saved, past)
        self._jobs.run(Lane.WRITE, self, partial(_remember, query), _ignore, failed=_ignore)

    def forget_past(self) -> None:
        """Forget what was searched for."""
        self._kept = Kept(self._kept.saved)
        self._jobs.run(Lane.WRITE, self, _forget, _ignore)

    def _take(self, kept: Kept) -> None:
        self._kept = kept
        self.changed.emit()


def _look(library: Library) -> Kept:
    return Kept(library.saved_searches(), library.past_searches())


def _remember(query: str, library: Library) -> None:
    library.remember_search(query)


def _forget(library: Library) -> None:
    library.forget_searches()


def _ignore(_: object) -> None:
    """What was searched for is a convenience: that it could not be noted is nothing to tell."""
