"""Importing: from what the user named to stored posts, with a report line by line that the library keeps.

A source that fails is one line of the report; it never stops the rest. Each article is stored in one transaction with
its line, so an import that is stopped or killed leaves whole articles only and can go on where it was.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace

from desktop.domain.blocks import ArticleKind
from desktop.domain.changes import Changes, Kind
from desktop.domain.documents import Source
from desktop.domain.errors import (
    CannotRead,
    DiskProblem,
    LibraryBusy,
    LibraryDamaged,
    NotAnArticle,
    ReaderError,
)
from desktop.domain.ids import ArticleId
from desktop.domain.reports import ImportItem, ImportReport, ItemStatus, Problem, Progress
from desktop.library import changes_joined, keeping
from desktop.library.home import Home
from desktop.library.import_options import ImportOptions
from desktop.library.parsing import Outcome, Outcomes, Parsed, Task, parse_here
from desktop.library.taking import Intake, Unread, Wanted
from desktop.library.workers import MakeExecutor, parse_in_workers
from desktop.store.store import RecordedItem, Store
from desktop.timeline.cuts.weights import read_weights

__all__ = ["ImportOptions", "Order", "Watch", "carry_out"]

log = logging.getLogger(__name__)

TRANSACTION_SECONDS = 0.25  # each transaction waits for the disk once, and keeps the reader's own edits waiting
STOPPED_HERE = -1  # the number of a line that tells why an import stopped; nothing was done with it
STOPS_EVERYTHING = (DiskProblem, LibraryBusy, LibraryDamaged)  # the next source would fail alike


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on while an import runs: `progress` is told before each source, `cancelled` asked."""

    progress: Callable[[Progress], None]
    cancelled: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Order:
    """What one run is to import.

    Attributes:
        run_id: Its number in the library.
        names: Files, folders, addresses, and what came on standard input, by its digest.
        options: See `ImportOptions`.
        wanted: Which part of it.
        into: For the addresses of links: the articles whose text they bring.
    """

    run_id: int
    names: Sequence[str]
    options: ImportOptions
    wanted: Wanted
    into: Mapping[str, ArticleId] = field(default_factory=dict)


def carry_out(home: Home, store: Store, order: Order, watch: Watch) -> ImportReport:
    """Import everything that the names stand for.

    Args:
        home: The library's folder and clock.
        store: Opened for writing, on the calling thread.
        order: What to import.
        watch: Who looks on. What was stored until it is cancelled stays.

    Returns:
        One line for each article or failed source, in the order they were read.
    """
    started = time.monotonic()
    run = _Run(home, store, order, watch)
    items = tuple(run.items())
    seconds = time.monotonic() - started
    with suppress(*STOPS_EVERYTHING) if run.was_stopped_by_disk else nullcontext():
        ended = None if run.is_unfinished else home.clock()
        store.end_run(order.run_id, ended, seconds, was_cancelled=run.was_cancelled)
    return ImportReport(items, seconds, changes_joined.join(run.changes), run.was_cancelled, order.run_id)


class _Run:
    """One import while it runs: what it was asked, and what it has done so far."""

    def __init__(self, home: Home, store: Store, order: Order, watch: Watch) -> None:
        self._store, self._order, self._clock = store, order, home.clock
        self._asks_to_stop, self._progress = watch.cancelled, watch.progress
        self._keeper = keeping.Keeper(store, home.clock, accept_shorter=order.options.accept_shorter)
        self._intake = Intake(
            order.names,
            order.options,
            order.wanted,
            read_weights(home.weights),
            _fetch,
            store.original,
            watch.progress,
            watch.cancelled,
            order.into,
        )
        self.was_stopped_by_disk = False
        self._was_stopped_waiting = False
        self.changes: list[Changes] = []

    @property
    def was_cancelled(self) -> bool:
        """Whether the reader stopped it."""
        return self._intake.was_cancelled or self._was_stopped_waiting

    @property
    def is_unfinished(self) -> bool:
        """Whether something is left to do."""
        return self.was_cancelled or self.was_stopped_by_disk

    def items(self) -> Iterator[ImportItem]:
        """Import, and say what became of each thing. A full disk ends the run with a line of its own."""
        for task, outcomes in self._outcomes():
            yield from self._unread()
            for item in self._kept(task, outcomes):
                yield item
                if self.was_stopped_by_disk:
                    return
        yield from self._unread()

    def _outcomes(self) -> Iterator[tuple[Task, Outcomes]]:
        options, tasks = self._order.options, self._intake.tasks()
        if options.executor is not None:
            make, jobs = _cluster(options.executor, options.jobs)
            return parse_in_workers(tasks, jobs, make, self._is_stopped)
        if options.jobs:
            return parse_in_workers(tasks, options.jobs, cancelled=self._is_stopped)
        return parse_here(tasks)

    def _is_stopped(self) -> bool:
        """Whether the reader stopped it while a page was being parsed."""
        self._was_stopped_waiting = self._was_stopped_waiting or self._asks_to_stop()
        return self._was_stopped_waiting

    def _unread(self) -> Iterator[ImportItem]:
        for unread in self._intake.take_unread():
            item = _failed(unread.name, unread.error, unread.was_named)
            self._store.record_items(self._order.run_id, [_line(unread, 0, True, item)])
            yield item

    def _kept(self, task: Task, outcomes: Outcomes) -> Iterator[ImportItem]:
        """Store what one source gave: a single article by itself, many a few at a time."""
        if task.into is not None and not _is_one_page(outcomes):
            self._note_feed(task.into, outcomes)
            task = replace(task, into=None)  # its entries are articles of their own, and it can be asked again
        waiting = deque(
            (number, outcome)
            for number, outcome in enumerate(outcomes)
            if self._order.wanted.takes_article(task.unit, number)
        )
        while waiting:
            changes: list[Changes] = []
            try:
                with self._store.transaction() if len(waiting) > 1 else nullcontext():
                    items = list(self._some(task, waiting, len(outcomes), changes))
            except STOPS_EVERYTHING as error:
                items = [self._stopped(task, error)]
            else:
                self.changes.extend(changes)
            yield from items
            if self.was_stopped_by_disk or (waiting and self._is_stopped()):
                return
            if waiting:
                self._progress(Progress(waiting[0][0], len(outcomes), task.name))

    def _stopped(self, task: Task, error: ReaderError) -> ImportItem:
        """Say why nothing more can be stored, in the report that the library keeps too, if it can still be written."""
        self.was_stopped_by_disk = True
        item = _failed(task.name, error)
        with suppress(*STOPS_EVERYTHING):
            self._store.record_items(self._order.run_id, [_line(task, STOPPED_HERE, False, item)])
        return item

    def _note_feed(self, link: ArticleId, outcomes: Outcomes) -> None:
        """Remember that a link leads to a feed: it has no text that could still be fetched."""
        is_feed = any(isinstance(outcome, Parsed) for outcome in outcomes)
        if is_feed and self._store.set_kind(link, ArticleKind.FEED):
            self.changes.append(Changes(changed={Kind.ARTICLE: frozenset({link})}))

    def _some(
        self, task: Task, waiting: "deque[tuple[int, Outcome]]", total: int, changes: list[Changes]
    ) -> Iterator[ImportItem]:
        """Store articles for as long as others may be kept from writing; `changes` tells what that changed."""
        until = time.monotonic() + TRANSACTION_SECONDS
        while waiting:
            number, outcome = waiting.popleft()
            yield self._keep(task, outcome, (number, total), changes)
            if time.monotonic() > until:
                return

    def _keep(self, task: Task, outcome: Outcome, place: tuple[int, int], changes: list[Changes]) -> ImportItem:
        noted: list[ImportItem] = []
        number, total = place
        is_last, is_named = number == total - 1, task.was_named and total == 1

        def record(item: ImportItem) -> None:
            noted[:] = [item]
            self._store.record_items(self._order.run_id, [_line(task, number, is_last, item)])

        try:
            if isinstance(outcome, Parsed):
                changes.append(self._keeper.keep(task, outcome, record))
            else:
                record(_failed(task.name, outcome, is_named))
        except STOPS_EVERYTHING:
            raise
        except ReaderError as error:
            record(_failed(task.name, error))
        except Exception as error:  # one bad source must not stop the import of the others
            log.exception("importing one source failed")
            problem = CannotRead(f"{task.name} could not be stored: {error!r}.", "This is a fault of the program.")
            record(_failed(task.name, problem))
        return noted[0]


def _fetch(address: str, cancelled: Callable[[], bool]) -> Source:
    from desktop.fetching import fetcher  # noqa: PLC0415 - what speaks to networks is rarely needed and slow to load

    return fetcher.fetch(address, cancelled=cancelled)


def _cluster(address: str, jobs: int) -> tuple[MakeExecutor, int]:
    """What makes executors on a cluster, and how many sources it parses at a time."""
    from desktop.fetching import cluster  # noqa: PLC0415 - as above

    connected = [cluster.connect(address)]
    return lambda _: connected.pop() if connected else cluster.connect(address), jobs or connected[0].width


def _is_one_page(outcomes: Outcomes) -> bool:
    """Whether an address gave one page and not a feed."""
    kinds = [outcome.document.kind for outcome in outcomes if isinstance(outcome, Parsed)]
    return len(outcomes) == 1 and not {ArticleKind.FEED_ENTRY, ArticleKind.LINK}.intersection(kinds)


def _line(place: Task | Unread, number: int, is_last: bool, item: ImportItem) -> RecordedItem:
    return RecordedItem(place.candidate, place.unit, number, is_last, item)


def _failed(name: str, error: ReaderError, was_named: bool = True) -> ImportItem:
    # What is no article among many was not meant: a note beside saved pages, a script among bookmarks.
    is_mere_bystander = isinstance(error, NotAnArticle) and not was_named
    status = ItemStatus.SKIPPED if is_mere_bystander else ItemStatus.FAILED
    return ImportItem(name, None, status, error=Problem(error.kind, error.message, error.hint))
