"""Intake: what takes long. Imports, the names found after them, the index, and exports.

Knows the order of things: an article is readable first, then searchable, then its names are looked for in the
background, and an import never waits for the names of the one before it. When nothing else is to be done, the index is
tidied.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from desktop.domain.changes import NOTHING_CHANGED, Changes
from desktop.domain.ids import PostId
from desktop.domain.reports import ImportReport, Progress
from desktop.ui.jobs import Job, Jobs, Lane, Watch

if TYPE_CHECKING:
    from desktop.library.exporting import ExportReport
    from desktop.library.import_options import ImportOptions
    from desktop.library.library import Library

INDEX_EVERY_SECONDS: Final = 5.0  # as long as a reader may wait until a search finds a new mark while names are found


class Intake:
    """Runs the long jobs of one window.

    Args:
        owner: On whose behalf; must live as long.
        announce: Told what a job changed in the library.
        complain: Told of a job that failed as a whole.
    """

    def __init__(
        self,
        jobs: Jobs,
        owner: QObject,
        announce: Callable[[Changes, object], None],
        complain: Callable[[Exception], None],
    ) -> None:
        self._jobs, self._owner = jobs, owner
        self._announce, self._complain = announce, complain
        self._names_job: Job | None = None
        self._tidying = Watch("Tidying the search index")

    def import_names(
        self, names: Sequence[str], options: ImportOptions | None, done: Callable[[ImportReport], None]
    ) -> None:
        """Import files, folders and addresses."""

        def work(watch: Watch, library: Library) -> ImportReport:
            from desktop.library.import_options import ImportOptions  # noqa: PLC0415 - its lane's thread imports it

            # A page is parsed in another process: a hostile one cannot hold or kill the window.
            chosen = options or ImportOptions(jobs=1)
            return library.import_sources(names, chosen, progress=watch.report, cancelled=watch.is_stopped)

        self.bring_in("Importing", work, done)

    def bring_in(
        self, title: str, work: Callable[[Watch, Library], ImportReport], done: Callable[[ImportReport], None]
    ) -> None:
        """Run an import; looking for names stops meanwhile, for whoever imports wants to read.

        Args:
            title: What it does, for the status line.
            work: The import itself, on the lane for long work.
            done: Told what it did, after the library's changes were announced.
        """
        watch = Watch(title)

        def took(report: ImportReport) -> None:
            self._announce(report.changes, None)
            done(report)

        self._stop_finding()
        self._tidying.stop()
        self._jobs.run(Lane.WORK, self._owner, partial(work, watch), took, failed=self._complain, watch=watch)

    @property
    def articles_named(self) -> int:
        """In how many articles names were found since looking for them began."""
        watch = self._names_job.watch if self._names_job is not None else None
        return watch.progress.done if watch is not None else 0

    def find_entities(self) -> None:
        """Look for names wherever they have not been looked for yet, when nothing more urgent is to be done."""
        watch = Watch("Finding names")
        self._names_job = self._jobs.run(
            Lane.WORK,
            self._owner,
            lambda library: _find_entities(library, watch),
            self._found_entities,
            failed=self._complain,
            only_latest="entities",
            urgent=False,
            watch=watch,
        )

    def update_index(self, done: Callable[[bool], None]) -> None:
        """Bring the search index in step with what was written; `done` hears whether it is."""
        watch = Watch("Updating the search index")

        def work(library: Library) -> bool:
            library.update_index(watch.report, watch.is_stopped)
            return library.index_is_current()

        def took(is_current: bool) -> None:
            done(is_current)
            self._tidy_index()

        self._tidying.stop()
        self._jobs.run(
            Lane.WORK,
            self._owner,
            work,
            took,
            failed=self._complain,
            only_latest="index",
            watch=watch,
        )

    def export(
        self,
        format_name: str,
        to: Path,
        post_ids: Sequence[PostId],
        zone: tzinfo | None,
        done: Callable[[ExportReport], None],
    ) -> None:
        """Write posts with their marks to a file, with times in a zone or by the clock of each page."""
        self._jobs.run(
            Lane.SIDE,
            self._owner,
            partial(_export, format_name, to, tuple(post_ids), zone),
            done,
            failed=self._complain,
        )

    def _stop_finding(self) -> None:
        if self._names_job is not None and self._names_job.watch is not None:
            self._names_job.watch.stop()

    def _found_entities(self, changes: Changes) -> None:
        self._announce(changes, None)
        self._tidy_index()

    def _tidy_index(self) -> None:
        """Merge what small changes left in the index, behind everything else that waits."""
        self._tidying.stop()
        self._tidying = watch = Watch("Tidying the search index")
        self._jobs.run(
            Lane.WORK,
            self._owner,
            lambda library: library.tidy_index(watch.is_stopped),
            lambda _: None,
            failed=self._complain,
            only_latest="tidy",
            urgent=False,
        )


def _export(
    format_name: str, to: Path, post_ids: Sequence[PostId], zone: tzinfo | None, library: Library
) -> ExportReport:
    """Write posts; whoever takes every post of the library along means the links that have none yet, too."""
    is_everything = set(post_ids) >= {row.id for row in library.list_posts().rows}
    return library.export(format_name, to, post_ids, zone, links=library.without_posts() if is_everything else ())


def _find_entities(library: Library, watch: Watch) -> Changes:
    """Start a worker process only if there is something to do, and give its memory back afterwards."""
    if not library.has_articles_without_entities():
        return NOTHING_CHANGED
    worker = library.entity_worker()
    worker.start()
    try:
        return library.find_entities(worker, _indexing(library, watch), watch.is_stopped)
    finally:
        worker.stop()


def _indexing(library: Library, watch: Watch) -> Callable[[Progress], None]:
    """Report how far looking for names is, and between two articles let the index see what was written meanwhile.

    Why here: that takes the lane for as long as there are articles without names, and the index is brought in step on
    the same lane. Without this, a search would not find a new mark or name before the last article is done.
    """
    indexed = time.monotonic()

    def report(progress: Progress) -> None:
        nonlocal indexed
        watch.report(progress)
        if time.monotonic() - indexed >= INDEX_EVERY_SECONDS:
            library.update_index(lambda _: None, watch.is_stopped)
            indexed = time.monotonic()

    return report
