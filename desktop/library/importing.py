"""Importing: from what the user named to stored posts, with a report line by line.

A source that fails is one line of the report; it never stops the rest. Each article is stored in one transaction, so an
import that is stopped or killed leaves whole articles only.
"""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.changes import Changes
from desktop.domain.documents import Source
from desktop.domain.errors import CannotRead, NotAnArticle, ReaderError
from desktop.domain.posts import Article, ArticleDiff
from desktop.domain.reports import ImportItem, ImportReport, ItemStatus, PostCounts, Problem, Progress
from desktop.domain.times import TimeFrame
from desktop.library import changes_joined, editing, versioning
from desktop.library.home import Home
from desktop.library.parsing import Outcome, Parsed, Task, parse_here, parse_in_workers
from desktop.library.sources import Candidate, candidates, read_source
from desktop.store.store import Store

log = logging.getLogger(__name__)

ADDRESS_BEGINNINGS = ("http://", "https://")
STOPS_EVERYTHING = frozenset({"disk-problem", "library-busy", "library-damaged"})  # the next source would fail alike


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import.

    Attributes:
        format: The importer's name, if the reader chose one.
        base_day: The day of the page, if the reader gave one.
        zone: The IANA zone of clock times that state none.
        jobs: Worker processes that parse; 0 parses in this process.
    """

    format: str | None = None
    base_day: date | None = None
    zone: str | None = None
    jobs: int = 0

    @property
    def frame(self) -> TimeFrame:
        """What the reader says about the page's times."""
        return TimeFrame(self.base_day, self.zone)


def import_sources(
    home: Home,
    store: Store,
    names: Sequence[str],
    options: ImportOptions,
    progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> ImportReport:
    """Import everything that the names stand for.

    Args:
        home: The library's folder and clock.
        store: Opened for writing, on the calling thread.
        names: Files, folders, "-" for standard input.
        options: See `ImportOptions`.
        progress: Told before each source.
        cancelled: Asked before each source; what was stored until then stays.

    Returns:
        One line for each source, in the order they were read.
    """
    started = time.monotonic()
    run = _Run(home, store, options, progress, cancelled)
    items = tuple(run.items(names))
    joined = changes_joined.join(run.changes)
    return ImportReport(items, time.monotonic() - started, joined, run.was_cancelled)


class _Run:
    """One import while it runs: what it was asked, and what it has done so far."""

    def __init__(
        self,
        home: Home,
        store: Store,
        options: ImportOptions,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._home, self._store, self._options = home, store, options
        self._progress, self._cancelled = progress, cancelled
        self._failed_early: list[ImportItem] = []
        self._was_named: dict[str, bool] = {}
        self.changes: list[Changes] = []
        self.was_cancelled = False

    def items(self, names: Sequence[str]) -> Iterator[ImportItem]:
        """Import, and say what became of each source. A full disk ends the run with a line of its own."""
        tasks = self._tasks(names)
        outcomes = parse_in_workers(tasks, self._options.jobs) if self._options.jobs else parse_here(tasks)
        for task, outcome in outcomes:
            yield from self._take_failed()
            item = self._store_outcome(task, outcome)
            yield item
            if item.error and item.error.kind in STOPS_EVERYTHING:
                return
        yield from self._take_failed()

    def _take_failed(self) -> Iterator[ImportItem]:
        failed, self._failed_early = self._failed_early, []
        yield from failed

    def _tasks(self, names: Sequence[str]) -> Iterator[Task]:
        found = self._candidates(names)
        for number, candidate in enumerate(found):
            if self._cancelled():
                self.was_cancelled = True
                return
            self._progress(Progress(number, len(found), candidate.name))
            try:
                source = read_source(candidate)
            except ReaderError as error:
                self._failed_early.append(_failed(candidate.name, error))
                continue
            self._was_named[candidate.name] = candidate.was_named
            yield Task(candidate.name, source, self._options.frame, self._options.format)
        self._progress(Progress(len(found), len(found), ""))

    def _candidates(self, names: Sequence[str]) -> list[Candidate]:
        found: list[Candidate] = []
        for name in names:
            if name.lower().startswith(ADDRESS_BEGINNINGS):
                hint = "Save the page in your browser, then import the file."
                self._failed_early.append(_failed(name, CannotRead(f"{name} is an address, not a file.", hint)))
                continue
            try:
                found.extend(candidates([name]))
            except ReaderError as error:
                self._failed_early.append(_failed(name, error))
        return found

    def _store_outcome(self, task: Task, outcome: Outcome) -> ImportItem:
        name = task.name
        if isinstance(outcome, NotAnArticle | CannotRead) and not self._was_named.get(name, True):
            return replace(_failed(name, outcome), status=ItemStatus.SKIPPED)
        if isinstance(outcome, ReaderError):
            return _failed(name, outcome)
        try:
            return self._keep(task, outcome)
        except ReaderError as error:
            return _failed(name, error)
        except Exception as error:  # one bad source must not stop the import of the others
            log.exception("importing one source failed")
            return _failed(
                name, CannotRead(f"{name} could not be stored: {error!r}.", "This is a fault of the program.")
            )

    def _keep(self, task: Task, parsed: Parsed) -> ImportItem:
        earlier = self._store.article(parsed.article_id)
        diff = versioning.compare(self._store, parsed.article_id, parsed.cut.posts)
        counts = PostCounts(len(diff.added), len(diff.changed), len(diff.removed), len(diff.unchanged))
        document = parsed.document
        item = ImportItem(
            task.name, document.format, ItemStatus.ADDED, parsed.article_id, None, counts, document.warnings, None
        )
        if earlier and not versioning.is_news(diff):
            self.changes.append(editing.restore_article(self._store, earlier.id))
            return replace(item, status=ItemStatus.UNCHANGED, title=earlier.title)
        article = self._article(task.source.name, parsed, diff, earlier)
        self.changes.append(self._save(task.source, article, parsed, diff))
        return replace(item, status=ItemStatus.UPDATED if earlier else ItemStatus.ADDED, title=article.title)

    def _article(self, name: str, parsed: Parsed, diff: ArticleDiff, earlier: Article | None) -> Article:
        document = parsed.document
        return Article(
            id=parsed.article_id,
            title=parsed.cut.title or (earlier.title if earlier else name),
            url=parsed.cut.url or document.url,
            site=document.site,
            kind=parsed.cut.kind,
            published=document.published,
            modified=document.modified,
            imported=self._home.clock(),
            version=earlier.version + 1 if earlier else 1,
            post_count=len(diff.posts),
            source_name=name,
            sha256=document.source_sha256,
            format=document.format,
            language=document.language,
            byline=parsed.cut.byline or document.byline,
            tags=document.tags,
        )

    def _save(self, source: Source, article: Article, parsed: Parsed, diff: ArticleDiff) -> Changes:
        # The files first: a row must never name bytes that are not there yet.
        self._store.keep_original(source.data)
        for picture in parsed.document.pictures.values():
            self._store.keep_picture(picture)
        earlier = self._store.posts_of(article.id)
        with self._store.transaction():
            saved = self._store.save_version(article, diff, parsed.cut.furniture)
            moved = versioning.anchor_again(self._store, earlier, diff)
        return changes_joined.join([saved, moved])


def _failed(name: str, error: ReaderError) -> ImportItem:
    problem = Problem(error.kind, error.message, error.hint)
    return ImportItem(name, None, ItemStatus.FAILED, error=problem)
