"""Parsing in worker processes, here or on other computers.

Why worker processes: a saved page is a stranger's input. If one makes a parser crash or hang, the worker dies and the
import goes on with the next file; and the window never shares its interpreter with a long parse.
"""

import logging
import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as LateError
from multiprocessing.connection import wait

from desktop.domain.errors import CannotRead
from desktop.library.parsing import Outcomes, Task, parse

log = logging.getLogger(__name__)

PARSE_SECONDS = 60.0
BYTES_A_SECOND = 1024 * 1024  # what a large source may take longer for
WAIT_SECONDS = 0.2
READ_AHEAD = 2  # sources a worker may have waiting: enough to keep it busy, few enough to bound memory
MOST_BYTES_AHEAD = 96 * 1024 * 1024

MakeExecutor = Callable[[int], Executor]


class _Stopped(Exception):
    """The reader stopped the import while an outcome was waited for."""


def _never() -> bool:
    return False


def parse_in_workers(
    tasks: Iterable[Task],
    jobs: int,
    make_executor: MakeExecutor | None = None,
    cancelled: Callable[[], bool] = _never,
) -> Iterator[tuple[Task, Outcomes]]:
    """Parse in worker processes, a few ahead, and hand the outcomes on in order.

    Args:
        tasks: Read only as far as the workers are ahead, so an archive of any size needs little memory.
        jobs: How many processes.
        make_executor: Another maker of executors; a pool of spawned processes by default.
        cancelled: Asked while an outcome is waited for; what is being parsed then is given up.
    """
    pool = _Pool(jobs, make_executor or _process_pool, cancelled)
    try:
        for task in tasks:
            pool.submit(task)
            while pool.is_full():
                yield pool.next_outcomes()
        while pool.has_waiting():
            yield pool.next_outcomes()
    except _Stopped:
        return
    finally:
        pool.stop()


class _Pool:
    """Worker processes with a few tasks waiting; a worker that dies or hangs costs its own source only."""

    def __init__(self, jobs: int, make_executor: MakeExecutor, cancelled: Callable[[], bool]) -> None:
        self._jobs = jobs
        self._cancelled = cancelled
        self._make_executor = make_executor
        self._executor = make_executor(jobs)
        self._waiting: deque[tuple[Task, Future[Outcomes]]] = deque()

    def submit(self, task: Task) -> None:
        """Begin a task, or let it wait for a worker."""
        self._waiting.append((task, self._begin(task)))

    def _begin(self, task: Task) -> Future[Outcomes]:
        """Begin a task; if a worker has died meanwhile, the task is looked into when its turn comes."""
        try:
            return self._executor.submit(parse, task)
        except BrokenExecutor as error:
            broken: Future[Outcomes] = Future()
            broken.set_exception(error)
            return broken

    def is_full(self) -> bool:
        """Whether to take outcomes before submitting more."""
        return len(self._waiting) >= self._jobs * READ_AHEAD or (
            len(self._waiting) > 1 and sum(_size(task) for task, _ in self._waiting) > MOST_BYTES_AHEAD
        )

    def has_waiting(self) -> bool:
        """Whether an outcome is still to come."""
        return bool(self._waiting)

    def next_outcomes(self) -> tuple[Task, Outcomes]:
        """Wait for the outcomes of the oldest task."""
        task, future = self._waiting.popleft()
        try:
            return task, self._result(task, future)
        except LateError:
            self._start_anew()
            return task, (_spoilt(task, "takes too long to read"),)
        except (BrokenExecutor, CancelledError):
            self._start_anew()
            return task, self._alone(task)
        except Exception as error:  # noqa: BLE001 - each cluster gives up a deadly task with an error of its own
            log.warning("a source was given up: %r", error)
            return task, (_spoilt(task, "makes the process that reads it stop"),)

    def stop(self) -> None:
        """Stop without waiting for a worker that hangs."""
        _end(self._executor)

    def _result(self, task: Task, future: Future[Outcomes]) -> Outcomes:
        """Wait for an outcome in short spells, so that whoever stops the import is heard."""
        until = time.monotonic() + PARSE_SECONDS + _size(task) / BYTES_A_SECOND
        while True:
            try:
                return future.result(WAIT_SECONDS)
            except LateError:
                if self._cancelled():
                    raise _Stopped from None
                if time.monotonic() > until:
                    raise

    def _start_anew(self) -> None:
        self.stop()
        self._executor = self._make_executor(self._jobs)
        waiting = [task for task, _ in self._waiting]
        self._waiting.clear()
        for task in waiting:
            self.submit(task)

    def _alone(self, task: Task) -> Outcomes:
        """Try a task in a process of its own: when a worker dies, every task of the pool fails, not only the guilty."""
        executor = self._make_executor(1)
        try:
            return self._result(task, executor.submit(parse, task))
        except (BrokenExecutor, CancelledError, LateError):
            return (_spoilt(task, "makes the process that reads it stop"),)
        finally:
            _end(executor)


def _size(task: Task) -> int:
    return len(task.source.data) + sum(map(len, task.source.parts.values()))


def _spoilt(task: Task, what: str) -> CannotRead:
    return CannotRead(f"{task.name} {what}.", "The file may be damaged; save the page again.")


def _process_pool(jobs: int) -> Executor:
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _end_with_parent)


def _end_with_parent() -> None:
    """In a worker: end when the program does, however it ends; a killed one cannot say goodbye."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for_end, args=(parent.sentinel,), daemon=True).start()


def _wait_for_end(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _end(executor: Executor) -> None:
    """Stop an executor. shutdown() alone waits for a worker in an endless loop, so that the program could not end."""
    if isinstance(executor, ProcessPoolExecutor):
        for process in list((executor._processes or {}).values()):
            process.kill()
    executor.shutdown(wait=False, cancel_futures=True)
