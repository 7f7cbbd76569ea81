"""Serving: the worker process's side.

Answers one request after another until the pipe closes. Keeps out of the window's way: lowest priority, one thread, no
reaction to Ctrl+C, nothing on the terminal. Ends when its parent ends, even in the middle of a request.
"""

import multiprocessing
import os
import signal
import threading
import warnings
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from desktop.entities.finder import Finder

READY: Final = "ready"
POLITENESS: Final = 10
ONE_THREAD: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


def serve(pipe: Connection, gazetteer: Path, use_model: bool) -> None:
    """Serve requests `(number, article id, posts)` with answers `(number, Findings or what went wrong)`."""
    _keep_quiet()
    _end_with_parent()
    finder = Finder(gazetteer, use_model)
    try:
        pipe.send((READY, finder.has_model))
        while True:
            number, article_id, posts = pipe.recv()
            pipe.send((number, _answer(finder, article_id, posts)))
    except (EOFError, OSError):
        return


def _answer(finder: Finder, article_id: object, posts: object) -> object:
    """Return findings, or the fault in words: one article that breaks a rule must not end the process."""
    try:
        return finder.find(article_id, posts)  # type: ignore[arg-type]
    except Exception as error:  # noqa: BLE001 - told to the parent, which shows it
        return f"{type(error).__name__}: {error}"


def _keep_quiet() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")
    for name in ONE_THREAD:
        os.environ[name] = "1"
    if hasattr(os, "nice"):
        os.nice(POLITENESS)


def _end_with_parent() -> None:
    """Watch the parent from a thread: it may be killed while a long article is being read."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_end, args=(parent,), name="watch-parent", daemon=True).start()


def _wait_and_end(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(0)
