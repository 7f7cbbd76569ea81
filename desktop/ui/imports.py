"""Imports: what can be done with imports that were made: gone on with, repeated in part, or given the text of links.

Knows the last report, which imports were cut off, and which articles are links without text. Never imports by itself:
the intake does, on its lane.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.changes import Changes
from desktop.domain.ids import ArticleId
from desktop.domain.reports import ImportReport, ImportRun, ItemStatus
from desktop.ui.intake import Intake
from desktop.ui.jobs import Jobs, Lane, Watch

if TYPE_CHECKING:
    from desktop.library.library import Library


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What is left to do: imports that can go on, newest first, and articles without text."""

    runs: tuple[ImportRun, ...] = ()
    links: frozenset[ArticleId] = frozenset()


class Imports(QObject):
    """The imports of one window.

    Signals:
        changed: What is outstanding, or the last report, changed.
        cut_off: There are imports that an earlier run of the program left unfinished; told once.
    """

    changed = Signal()
    cut_off = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        intake: Intake,
        may_write: Callable[[], bool],
        done: Callable[[ImportReport], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._intake, self._may_write, self._done = jobs, intake, may_write, done
        self._outstanding = Outstanding()
        self._is_first_look = True
        self._last: ImportReport | None = None

    @property
    def links(self) -> frozenset[ArticleId]:
        """The articles of which only the address is known."""
        return self._outstanding.links

    @property
    def unfinished(self) -> tuple[ImportRun, ...]:
        """The imports that can go on, newest first."""
        return self._outstanding.runs

    @property
    def has_failures(self) -> bool:
        """Whether something of the last import failed."""
        return self._last is not None and any(each.status is ItemStatus.FAILED for each in self._last.items)

    @property
    def has_shorter(self) -> bool:
        """Whether the last import left out a text because it says much less than what the library has."""
        return self._last is not None and any(each.is_shorter for each in self._last.items)

    def take_report(self, report: ImportReport) -> None:
        """Remember what the last import did, and look what is left."""
        self._last = report
        self.look()

    @Slot()
    def look(self) -> None:
        """Ask the library what is outstanding."""
        self._jobs.run(Lane.READ, self, _look, self._take, only_latest="outstanding")

    # ---- what the reader may order

    @Slot()
    def retry_last(self) -> None:
        """Import again what failed in the last import."""
        if self._last is not None and self._last.run_id is not None:
            self.retry(self._last.run_id)

    @Slot()
    def use_shorter(self) -> None:
        """Take the texts that the last import left out for being shorter."""
        if self._last is not None and self._last.run_id is not None:
            self.use_shorter_of(self._last.run_id)

    @Slot(int)
    def retry(self, run_id: int, *, accept_shorter: bool = False) -> None:
        """Import again what failed in an import, and if asked take what was left out for being shorter."""
        self._start("Importing again", partial(_retry, run_id, accept_shorter))

    @Slot(int)
    def use_shorter_of(self, run_id: int) -> None:
        """Take the texts that an import left out for being shorter."""
        self.retry(run_id, accept_shorter=True)

    @Slot()
    def resume_newest(self) -> None:
        """Go on with the newest import that was stopped or cut off."""
        if self.unfinished:
            self.resume(self.unfinished[0].id)

    @Slot(int)
    def resume(self, run_id: int) -> None:
        """Go on with an import."""
        self._start("Importing", partial(_resume, run_id))

    @Slot(int)
    def forget(self, run_id: int) -> None:
        """Leave the rest of an import undone, for good."""
        if self._may_write():
            self._jobs.run(Lane.WRITE, self, partial(_forget, run_id), self._take)

    def fetch_links(self, ids: Sequence[ArticleId] | None = None) -> None:
        """Fetch the text of links: of some, or of all."""
        self._start("Fetching the text of links", partial(_fetch, ids))

    def _start(self, title: str, work: Callable[[Watch, Library], ImportReport]) -> None:
        if self._may_write():
            self._intake.bring_in(title, work, self._done)

    def _take(self, outstanding: Outstanding) -> None:
        is_first, self._is_first_look = self._is_first_look, False
        self._outstanding = outstanding
        self.changed.emit()
        if is_first and outstanding.runs:
            self.cut_off.emit(outstanding.runs[0])

    @Slot(object, object)
    def follow(self, changes: Changes, _initiator: object) -> None:
        """Look again when articles came, went or got their text."""
        if changes:
            self.look()


def _look(library: Library) -> Outstanding:
    runs = library.unfinished_runs() if library.is_writable else ()
    return Outstanding(runs, frozenset(link.id for link in library.links()))


def _retry(run_id: int, accept_shorter: bool, watch: Watch, library: Library) -> ImportReport:
    return library.retry(run_id, watch.report, watch.is_stopped, accept_shorter=accept_shorter)


def _resume(run_id: int, watch: Watch, library: Library) -> ImportReport:
    return library.resume(run_id, watch.report, watch.is_stopped)


def _fetch(ids: Sequence[ArticleId] | None, watch: Watch, library: Library) -> ImportReport:
    return library.fetch_links(ids, progress=watch.report, cancelled=watch.is_stopped)


def _forget(run_id: int, library: Library) -> Outstanding:
    library.forget_unfinished_run(run_id)
    return _look(library)
