"""Worker: a Finder in a process of its own.

Knows how to start it, give it one article at a time, and get over its death. Imports no spaCy, no numpy, no Qt: the
model's 300 MB and its seconds of loading stay in the other process.

Why a pipe and no pool: when this process dies, however suddenly, the pipe closes and the other one ends itself.
"""

import logging
import multiprocessing
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Final

from desktop.domain.entities import Findings
from desktop.domain.errors import Cancelled, ReaderError
from desktop.domain.ids import ArticleId
from desktop.domain.posts import Post
from desktop.entities.serving import READY, serve

LOGGER = logging.getLogger(__name__)
LOOK_EVERY_SECONDS: Final = 0.1
END_WITHIN_SECONDS: Final = 2.0
DEFAULT_TIMEOUT_SECONDS: Final = 600.0
HINT: Final = "The posts are safe and can be read; finding names is tried again at the next start."


class WorkerFailed(ReaderError):
    """The process that finds names could not do its work; posts and annotations are not touched by that."""


def _never() -> bool:
    return False


class _Gone(Exception):
    """The process ended before it answered."""


class Worker:
    """A process that finds names. Safe to use from several threads; it serves one at a time.

    Args:
        gazetteer: The folder of the gazetteer's tables.
        use_model: Whether the model takes part; without it the process starts at once and finds less.
    """

    def __init__(self, gazetteer: Path, *, use_model: bool = True) -> None:
        self._gazetteer = gazetteer
        self._use_model = use_model
        self._turn = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._is_ready = False
        self._request = 0

    @property
    def process_id(self) -> int | None:
        """The id of the running process, or None."""
        process = self._process
        return process.pid if process is not None and process.is_alive() else None

    def start(self) -> None:
        """Start the process if it does not run; the model loads there while this returns at once."""
        with self._turn:
            self._ensure_running()

    def find(
        self,
        article_id: ArticleId,
        posts: Sequence[Post],
        timeout: float = DEFAULT_TIMEOUT_SECONDS,
        cancelled: Callable[[], bool] = _never,
    ) -> Findings:
        """Find the entities of one article; blocks until they are there.

        Args:
            article_id: The article.
            posts: Its posts in page order.
            timeout: Seconds after which the process is given up.
            cancelled: Asked ten times a second; when it says True the work stops.

        Returns:
            What the process found.

        Raises:
            Cancelled: The reader stopped it.
            WorkerFailed: The process died twice over this article, took too long, or reported a fault.
        """
        until = time.monotonic() + timeout
        with self._turn:
            for is_last in (False, True):
                try:
                    return self._ask(article_id, posts, until, cancelled)
                except _Gone as error:
                    LOGGER.info("the process that finds names ended over article %s", article_id)
                    self._end()
                    if is_last:
                        raise WorkerFailed("The process that finds names ended unexpectedly, twice.", HINT) from error
        raise AssertionError("not reached")

    def stop(self) -> None:
        """End the process; waits for a request of another thread. A later request starts it anew."""
        with self._turn:
            self._end()

    def _ensure_running(self) -> Connection:
        if self._process is not None and self._pipe is not None and self._process.is_alive():
            return self._pipe
        self._end()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=serve, args=(theirs, self._gazetteer, self._use_model), name="find-names", daemon=True
        )
        try:
            process.start()
        except OSError as error:
            ours.close()
            raise WorkerFailed(f"The process that finds names could not be started: {error}.", HINT) from error
        finally:
            theirs.close()
        self._process, self._pipe, self._is_ready = process, ours, False
        return ours

    def _ask(
        self, article_id: ArticleId, posts: Sequence[Post], until: float, cancelled: Callable[[], bool]
    ) -> Findings:
        pipe = self._ensure_running()
        if not self._is_ready:
            self._receive(pipe, until, cancelled)
            self._is_ready = True
        self._request += 1
        try:
            pipe.send((self._request, article_id, tuple(posts)))
        except OSError as error:
            raise _Gone from error
        answer = self._receive(pipe, until, cancelled)
        if isinstance(answer, Findings):
            return answer
        raise WorkerFailed(f"Names could not be found in this article: {answer}.", HINT)

    def _receive(self, pipe: Connection, until: float, cancelled: Callable[[], bool]) -> object:
        """Wait for the next answer; whoever stops waiting ends the process, so that no late answer is left."""
        while True:
            try:
                if pipe.poll(LOOK_EVERY_SECONDS):
                    return self._answer(pipe.recv())
            except (EOFError, OSError) as error:
                raise _Gone from error
            if cancelled():
                self._end()
                raise Cancelled("Finding names was stopped.", "It goes on when the article is opened again.")
            if time.monotonic() > until:
                self._end()
                raise WorkerFailed("Finding names took too long and was given up.", HINT)

    @staticmethod
    def _answer(message: object) -> object:
        return message[1] if isinstance(message, tuple) and message[0] != READY else message

    def _end(self) -> None:
        """Close the pipe, which ends the process; if it does not end by itself, end it."""
        process, pipe = self._process, self._pipe
        self._process, self._pipe, self._is_ready = None, None, False
        if pipe is not None:
            pipe.close()
        if process is None:
            return
        process.terminate()
        process.join(END_WITHIN_SECONDS)
        if process.is_alive():
            process.kill()
            process.join()
        process.close()
