"""Jobs: all that must not hold up the window.

Knows four lanes. Each has a thread, and on it a library of its own, with a connection and a searcher, opened when its
first job comes; so an import never blocks a search, and a search never blocks a note.
Never lets work touch a widget: `work` receives the lane's library, `done` runs on the GUI thread with what it made.

Why `done` may never come: its owner may be gone, or a newer job of the same `only_latest` name may have been asked for.
A result that nobody waits for any more is dropped here, once, rather than in every panel.
"""

from __future__ import annotations

import itertools
import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from desktop.domain.errors import ReaderError
from desktop.domain.reports import Progress

if TYPE_CHECKING:  # the library brings SQLite and the index along: its own thread imports it, the window need not wait
    from desktop.library.library import Library

T = TypeVar("T")
log = logging.getLogger(__name__)

PROGRESS_INTERVAL_MS: Final = 100  # as often as an eye can follow a number
LONG_WORK_WAIT_SECONDS: Final = 10.0  # how long closing waits for work that was told to stop


class Lane(Enum):
    """Where a job runs: one thread each."""

    READ = "read"  # what the reader waits for
    SIDE = "side"  # what stands beside it: names, offers
    WRITE = "write"
    WORK = "work"  # long jobs: imports before entities


class Watch:
    """Through it a long job says how far it is, and hears that it is to stop. Safe from every thread.

    Attributes:
        title: What the job does, in words for the status line.
    """

    def __init__(self, title: str) -> None:
        self.title = title
        self._progress = Progress(0, 0, "")
        self._stopped = threading.Event()

    @property
    def progress(self) -> Progress:
        """How far the job was when it last said so."""
        return self._progress

    def report(self, progress: Progress) -> None:
        """Say how far the job is."""
        self._progress = progress

    def stop(self) -> None:
        """Ask the work to stop at the next good place. Its result still arrives."""
        self._stopped.set()

    def is_stopped(self) -> bool:
        """Whether the work was asked to stop."""
        return self._stopped.is_set()


@dataclass(eq=False, slots=True)
class Job:
    """One piece of work on its way through a lane. `cancel` drops it, and its result if it has begun."""

    lane: Lane
    owner: QObject
    work: Callable[[Library], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    watch: Watch | None
    _dropped: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Neither begin it nor hand on what it makes."""
        self._dropped.set()
        if self.watch is not None:
            self.watch.stop()

    def is_cancelled(self) -> bool:
        """Whether nobody waits for it any more."""
        return self._dropped.is_set()


@dataclass(eq=False, slots=True)
class _Outcome:
    """What became of a job: a result or an error."""

    job: Job
    result: Any = None
    error: Exception | None = None


class _LaneThread:
    """One thread with one library, working off a queue in which urgent jobs come first."""

    def __init__(self, lane: Lane, open_lane: Callable[[], Library], deliver: Callable[[_Outcome], None]) -> None:
        self._open_lane, self._deliver = open_lane, deliver
        self._library: Library | None = None
        self._jobs: queue.PriorityQueue[tuple[int, int, Job | None]] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._thread = threading.Thread(target=self._work_off, name=f"lane-{lane.value}", daemon=True)
        self._thread.start()

    def put(self, job: Job, *, urgent: bool) -> None:
        """Queue a job."""
        self._jobs.put((0 if urgent else 1, next(self._numbers), job))

    def finish(self) -> None:
        """End the thread once everything queued has been looked at."""
        self._jobs.put((2, next(self._numbers), None))

    def join(self, timeout_seconds: float | None) -> bool:
        """Wait for the thread; return whether it ended."""
        self._thread.join(timeout_seconds)
        return not self._thread.is_alive()

    def _work_off(self) -> None:
        while (job := self._jobs.get()[2]) is not None:
            self._deliver(self._carry_out(job))
        if self._library is not None:
            self._library.close()

    def _carry_out(self, job: Job) -> _Outcome:
        if job.is_cancelled():
            return _Outcome(job)
        try:
            if self._library is None:
                self._library = self._open_lane()
            return _Outcome(job, result=job.work(self._library))
        except Exception as error:  # noqa: BLE001 - a lane outlives its jobs; the error is handed to whoever asked
            return _Outcome(job, error=error)


class Jobs(QObject):
    """The lanes, and the way back from them to the GUI thread.

    Args:
        open_lane: Opens one lane's library; called on the lane's own thread, at its first job.

    Signals:
        refused: A `ReaderError` that the job's asker did not take.
        crashed: Any other error: a fault of the program. It is announced even if the asker took it.
        running_changed: The watched jobs, or how far they are, changed.
    """

    refused = Signal(object)
    crashed = Signal(object)
    running_changed = Signal()
    _arrived = Signal(object)

    def __init__(self, open_lane: Callable[[], Library], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_lane = open_lane
        self._lanes: dict[Lane, _LaneThread] = {}
        self._latest: dict[str, Job] = {}
        self._pending: list[Job] = []
        self._is_closing = False
        self._shown: tuple[Progress, ...] = ()
        self._clock = QTimer(self)
        self._clock.setInterval(PROGRESS_INTERVAL_MS)
        self._clock.timeout.connect(self._look_at_progress)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: Lane,
        owner: QObject,
        work: Callable[[Library], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[Exception], None] | None = None,
        only_latest: str | None = None,
        urgent: bool = True,
        watch: Watch | None = None,
        rest_ms: int = 0,
    ) -> Job:
        """Do work on a lane, and hand its result to `done` on the GUI thread.

        Args:
            lane: Where to run.
            owner: Who asks; if it is gone when the result comes, the result is dropped. A write is carried out all the
                same.
            work: Gets the lane's library. Must not touch a widget.
            done: Gets what `work` returned.
            failed: Gets what `work` raised; without it a `ReaderError` goes to `refused`.
            only_latest: A name; an older job of the same name is dropped, begun or not.
            urgent: Goes before all that is not.
            watch: The job tells its progress through it and is listed in `running`.
            rest_ms: How long to wait first whether a newer job of the same name makes this one needless.

        Returns:
            The job, for cancelling it.
        """
        job = Job(lane, owner, work, done, failed, watch)
        if self._is_closing:
            job.cancel()
            return job
        if only_latest is not None:
            self._supersede(only_latest, job)
        self._pending.append(job)
        if rest_ms:
            QTimer.singleShot(rest_ms, self, partial(self._put, job, urgent))
        else:
            self._put(job, urgent)
        if watch is not None:
            self._clock.start()
            self.running_changed.emit()
        return job

    def _put(self, job: Job, urgent: bool) -> None:
        """Queue a job, unless it became needless; while closing, only what must be carried out."""
        if not job.is_cancelled():
            self._lane(job.lane).put(job, urgent=urgent)
        elif job in self._pending:
            self._pending.remove(job)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is queued or running."""
        return not self._pending

    def running(self) -> tuple[Watch, ...]:
        """The watched jobs that are queued or running, oldest first."""
        return tuple(job.watch for job in self._pending if job.watch is not None)

    def shutdown(self) -> bool:
        """End the lanes. Queued writes are carried out, queued reading is dropped, long work is told to stop.

        Waits for writes without limit, for the rest a moment. The window is hidden by then.

        Returns:
            Whether every lane ended. Asked again, it only looks.
        """
        if not self._is_closing:
            self._is_closing = True
            self._end_lanes()
        return all(lane.join(0) for lane in self._lanes.values())

    def _end_lanes(self) -> None:
        self._clock.stop()
        for job in self._pending:
            if job.lane is not Lane.WRITE:
                job.cancel()
        for lane in self._lanes.values():
            lane.finish()
        for name, lane in self._lanes.items():
            if not lane.join(None if name is Lane.WRITE else LONG_WORK_WAIT_SECONDS):
                log.warning("the %s lane did not stop in time", name.value)
        self._pending.clear()

    def _lane(self, lane: Lane) -> _LaneThread:
        if lane not in self._lanes:
            self._lanes[lane] = _LaneThread(lane, self._open_lane, self._bring_home)
        return self._lanes[lane]

    def _supersede(self, name: str, job: Job) -> None:
        older = self._latest.get(name)
        if older is not None:
            older.cancel()
        self._latest[name] = job

    def _bring_home(self, outcome: _Outcome) -> None:
        """Called on a lane's thread."""
        if isValid(self):
            self._arrived.emit(outcome)

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        job = outcome.job
        if job in self._pending:
            self._pending.remove(job)
        if job.watch is not None:
            self.running_changed.emit()
        if self._is_closing or job.is_cancelled() or not isValid(job.owner):
            return
        if outcome.error is None:
            job.done(outcome.result)
        else:
            self._announce(job, outcome.error)

    def _announce(self, job: Job, error: Exception) -> None:
        if not isinstance(error, ReaderError):
            log.error("a job failed", exc_info=error)
            self.crashed.emit(error)
        elif job.failed is None:
            self.refused.emit(error)
        if job.failed is not None:
            job.failed(error)

    @Slot()
    def _look_at_progress(self) -> None:
        now = tuple(watch.progress for watch in self.running())
        if not now:
            self._clock.stop()
        if now != self._shown:
            self._shown = now
            self.running_changed.emit()
