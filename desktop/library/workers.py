"""Parsing in worker processes, here or on other computers.

Why worker processes: a saved page is a stranger's input. If one makes a parser crash or hang, the worker dies and the
import goes on with the next file; and the window never shares its interpreter with a long parse.
"""

import logging
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as LateError

from desktop.domain.errors import CannotRead
from desktop.library.parsing import Outcomes, Task, parse

log = logging.getLogger(__name__)

PARSE_SECONDS = 60.0
READ_AHEAD = 2  # sources a worker may have waiting: enough to keep it busy, few enough to bound memory
MOST_BYTES_AHEAD = 96 * 1024 * 1024

MakeExecutor = Callable[[int], Executor]


def parse_in_workers(
    tasks: Iterable[Task], jobs: int, make_executor: MakeExecutor | None = None
) -> Iterator[tuple[Task, Outcomes]]:
    """Parse in worker processes, a few ahead, and hand the outcomes on in order.

    Args:
        tasks: Read only as far as the workers are ahead, so an archive of any size needs little memory.
        jobs: How many processes.
        make_executor: Another maker of executors; a pool of spawned processes by default.
    """
    pool = _Pool(jobs, make_executor or _process_pool)
    try:
        for task in tasks:
            pool.submit(task)
            while pool.is_full():
                yield pool.next_outcomes()
        while pool.has_waiting():
            yield pool.next_outcomes()
    finally:
        pool.stop()


class _Pool:
    """Worker processes with a few tasks waiting; a worker that dies or hangs costs its own source only."""

    def __init__(self, jobs: int, make_executor: MakeExecutor) -> None:
        self._jobs = jobs
        self._make_executor = make_executor
        self._executor = make_executor(jobs)
        self._waiting: deque[tuple[Task, Future[Outcomes]]] = deque()

    def submit(self, task: Task) -> None:
        """Begin a task, or let it wait for a worker."""
        self._waiting.append((task, self._executor.submit(parse, task)))

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
            return task, future.result(PARSE_SECONDS)
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
        if isinstance(self._executor, ProcessPoolExecutor):
            # shutdown() alone waits for a worker in an endless loop, and with it the program could not end.
            for process in list((self._executor._processes or {}).values()):
                process.kill()
        self._executor.shutdown(wait=False, cancel_futures=True)

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
            return executor.submit(parse, task).result(PARSE_SECONDS)
        except (BrokenExecutor, CancelledError, LateError):
            return (_spoilt(task, "makes the process that reads it stop"),)
        finally:
            executor.shutdown(wait=False, cancel_futures=True)


def _size(task: Task) -> int:
    return len(task.source.data) + sum(map(len, task.source.parts.values()))


def _spoilt(task: Task, what: str) -> CannotRead:
    return CannotRead(f"{task.name} {what}.", "The file may be damaged; save the page again.")


def _process_pool(jobs: int) -> Executor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))
