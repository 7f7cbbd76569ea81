"""From bytes to placed posts, in this process or in worker processes.

Why worker processes: a saved page is a stranger's input. If one makes a parser crash or hang, the worker dies and the
import goes on with the next file; and the window never shares its interpreter with a long parse.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass

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
    """One source to parse. `format` names the importer if the reader chose one."""

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


def parse(task: Task) -> Parsed:
    """Read, cut and place one source.

    Raises:
        ReaderError: It cannot be read, or holds no article.
    """
    document = registry.read(task.source, task.format)
    article_id = identity.article_id(document)
    cut = cutting.cut(document, article_id)
    posts = placing.place(cut.posts, document, task.frame)
    return Parsed(document, article_id, Cut(posts, cut.furniture))


def parse_here(tasks: Iterable[tuple[str, Task]]) -> Iterator[tuple[str, Outcome]]:
    """Parse in this process, one after another, in order."""
    for name, task in tasks:
        try:
            yield name, parse(task)
        except ReaderError as error:
            yield name, error


def parse_in_workers(
    tasks: Iterable[tuple[str, Task]], jobs: int, make_executor: Callable[[int], Executor] | None = None
) -> Iterator[tuple[str, Outcome]]:
    """Parse in worker processes, a few ahead, and hand the outcomes on in order.

    Args:
        tasks: Read only as far as the workers are ahead, so an archive of any size needs little memory.
        jobs: How many processes.
        make_executor: Another maker of executors; a pool of spawned processes by default.
    """
    make = make_executor or _process_pool
    executor = make(jobs)
    waiting: deque[tuple[str, Task, Future[Parsed]]] = deque()
    try:
        for name, task in tasks:
            waiting.append((name, task, executor.submit(parse, task)))
            if len(waiting) >= jobs * READ_AHEAD:
                outcome, executor = _next(waiting, executor, make, jobs)
                yield outcome
        while waiting:
            outcome, executor = _next(waiting, executor, make, jobs)
            yield outcome
    finally:
        _stop(executor)


def _process_pool(jobs: int) -> Executor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))


def _next(
    waiting: deque[tuple[str, Task, Future[Parsed]]],
    executor: Executor,
    make: Callable[[int], Executor],
    jobs: int,
) -> tuple[tuple[str, Outcome], Executor]:
    """Take the oldest outcome; a worker that died or hangs costs its own source only."""
    name, _, future = waiting.popleft()
    try:
        return (name, future.result(PARSE_SECONDS)), executor
    except ReaderError as error:
        return (name, error), executor
    except (BrokenExecutor, LateError) as error:
        _stop(executor)
        fresh = make(jobs)
        again = [(n, t, fresh.submit(parse, t)) for n, t, _ in waiting]
        waiting.clear()
        waiting.extend(again)
        reason = "takes too long to read" if isinstance(error, LateError) else "made the reading process stop"
        return (name, CannotRead(f"{name} {reason}.", "The file may be damaged; save the page again.")), fresh


def _stop(executor: Executor) -> None:
    """Stop an executor without waiting for a worker that hangs."""
    if isinstance(executor, ProcessPoolExecutor):
        # A worker in an endless loop would keep the program alive; shutdown() alone waits for it.
        for process in list((executor._processes or {}).values()):
            process.kill()
    executor.shutdown(wait=False, cancel_futures=True)
