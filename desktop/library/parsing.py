"""From bytes to placed posts, in this process or in worker processes.

Why worker processes: a saved page is a stranger's input. If one makes a parser crash or hang, the worker dies and the
import goes on with the next file; and the window never shares its interpreter with a long parse.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass, replace

from desktop.domain.documents import Document, Source
from desktop.domain.errors import CannotRead, ReaderError
from desktop.domain.ids import ArticleId
from desktop.domain.posts import Cut
from desktop.domain.times import TimeFrame
from desktop.importers import registry
from desktop.timeline import cutting, identity, placing

PARSE_SECONDS = 60.0
READ_AHEAD = 2  # sources a worker may have waiting: enough to keep it busy, few enough to bound memory


@dataclass(frozen=True, slots=True)
class Task:
    """One source to parse. `name` is what the report calls it; `format` names the importer if the reader chose one."""

    name: str
    source: Source
    frame: TimeFrame
    format: str | None


@dataclass(frozen=True, slots=True)
class Parsed:
    """What became of one source: a document with its cut, ready to be stored."""

    document: Document
    article_id: ArticleId
    cut: Cut


Outcome = Parsed | ReaderError


def parse(task: Task) -> tuple[Outcome, ...]:
    """Read, cut and place everything in one source.

    Returns:
        One outcome for each article in it, in its order; the error alone if it cannot be read.
    """
    try:
        documents = registry.read_all(task.source, task.format)
    except ReaderError as error:
        return (error,)
    return tuple(one if isinstance(one, ReaderError) else _parsed(one, task.frame) for one in documents)


def _parsed(document: Document, frame: TimeFrame) -> Parsed:
    article_id = identity.article_id(document)
    cut = cutting.cut(document, article_id)
    posts = placing.place(cut.posts, document, frame)
    return Parsed(document, article_id, replace(cut, posts=posts))


def parse_here(tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
    """Parse in this process, one after another, in order."""
    for task in tasks:
        for outcome in parse(task):
            yield task, outcome


def parse_in_workers(
    tasks: Iterable[Task], jobs: int, make_executor: Callable[[int], Executor] | None = None
) -> Iterator[tuple[Task, Outcome]]:
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
            if pool.is_full():
                yield from pool.next_outcomes()
        while pool.has_waiting():
            yield from pool.next_outcomes()
    finally:
        pool.stop()


class _Pool:
    """Worker processes with a few tasks waiting; a worker that dies or hangs costs its own source only."""

    def __init__(self, jobs: int, make_executor: Callable[[int], Executor]) -> None:
        self._jobs = jobs
        self._make_executor = make_executor
        self._executor = make_executor(jobs)
        self._waiting: deque[tuple[Task, Future[tuple[Outcome, ...]]]] = deque()

    def submit(self, task: Task) -> None:
        """Begin a task, or let it wait for a worker."""
        self._waiting.append((task, self._executor.submit(parse, task)))

    def is_full(self) -> bool:
        """Whether to take an outcome before submitting more."""
        return len(self._waiting) >= self._jobs * READ_AHEAD

    def has_waiting(self) -> bool:
        """Whether an outcome is still to come."""
        return bool(self._waiting)

    def next_outcomes(self) -> Iterator[tuple[Task, Outcome]]:
        """Wait for the outcomes of the oldest task."""
        task, future = self._waiting.popleft()
        try:
            outcomes = future.result(PARSE_SECONDS)
        except LateError:
            self._start_anew()
            outcomes = (_spoilt(task, "takes too long to read"),)
        except BrokenExecutor:
            self._start_anew()
            outcomes = self._alone(task)
        for outcome in outcomes:
            yield task, outcome

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

    def _alone(self, task: Task) -> tuple[Outcome, ...]:
        """Try a task in a process of its own: when a worker dies, every task of the pool fails, not only the guilty."""
        executor = self._make_executor(1)
        try:
            return executor.submit(parse, task).result(PARSE_SECONDS)
        except (BrokenExecutor, LateError):
            return (_spoilt(task, "makes the process that reads it stop"),)
        finally:
            executor.shutdown(wait=False, cancel_futures=True)


def _spoilt(task: Task, what: str) -> CannotRead:
    return CannotRead(f"{task.name} {what}.", "The file may be damaged; save the page again.")


def _process_pool(jobs: int) -> Executor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))
