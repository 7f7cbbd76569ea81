"""Parsing: how long a live page takes from its bytes to its posts, and how an ordinary article compares.

What an article is compared with is trafilatura alone, on the same pages in the same process, one after the other. What
runs in one process is measured in its own processor time, so that other programs disturb it little.
"""

import time

from desktop.domain.documents import Source
from desktop.domain.times import TimeFrame
from desktop.library.parsing import Parsed, Task, parse_here
from desktop.library.workers import parse_in_workers
from tests.benchmarks.measuring import Result, figure
from tests.benchmarks.page_samples import article_pages, live_pages
from tests.segmentation import WEIGHTS

LIVE_PAGES = 120
ARTICLES = 60
ROUNDS = 3
CORES = 2
LIVE_MILLISECONDS = 10.0  # a hundred pages a second
SHARE_OF_TRAFILATURA = 50.0


def run_live_pages() -> Result:
    """Measure live pages in this process, and in two worker processes once they are warm."""
    tasks = _tasks(live_pages(LIVE_PAGES))
    size = sum(len(task.source.data) for task in tasks) / len(tasks) / 1000
    alone = [_milliseconds_here(tasks) for _ in range(ROUNDS)]
    together = [_milliseconds_in_workers(tasks) for _ in range(ROUNDS)]
    return Result(
        (
            figure("live page, one process", "ms", alone),
            figure("live page, two processes", "ms", together, LIVE_MILLISECONDS),
        ),
        (f"{LIVE_PAGES} made-up pages of {size:.0f} kB with 20 posts each, parsed, cut and placed in time",),
    )


def run_articles() -> Result:
    """Measure articles against trafilatura on the same pages."""
    tasks = _tasks(article_pages(ARTICLES))
    size = sum(len(task.source.data) for task in tasks) / len(tasks) / 1000
    _milliseconds_here(tasks[:5])
    _milliseconds_of_trafilatura(tasks[:5])
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(_milliseconds_here(tasks))
        theirs.append(_milliseconds_of_trafilatura(tasks))
    shares = [100 * mine / other for mine, other in zip(ours, theirs, strict=True)]
    return Result(
        (
            figure("article", "ms", ours),
            figure("the same with trafilatura alone", "ms", theirs),
            figure("our time as a share of trafilatura’s", "%", shares, SHARE_OF_TRAFILATURA),
        ),
        (f"{ARTICLES} made-up pages of {size:.0f} kB; ours from the bytes to placed posts, in one process",),
    )


def _tasks(pages: list[bytes]) -> list[Task]:
    return [Task(f"{n}.html", Source(f"{n}.html", page), TimeFrame(), WEIGHTS) for n, page in enumerate(pages)]


def _milliseconds_here(tasks: list[Task]) -> float:
    started = time.process_time()
    for _, outcomes in parse_here(tasks):
        _must_be_parsed(outcomes)
    return (time.process_time() - started) * 1000 / len(tasks)


def _milliseconds_in_workers(tasks: list[Task]) -> float:
    """The time a page takes once both workers run: from the first outcomes to the last."""
    warm_up = tasks[: 4 * CORES]
    started = 0.0
    for number, (_, outcomes) in enumerate(parse_in_workers([*warm_up, *tasks], CORES), 1):
        _must_be_parsed(outcomes)
        if number == len(warm_up):
            started = time.perf_counter()
    return (time.perf_counter() - started) * 1000 / len(tasks)


def _milliseconds_of_trafilatura(tasks: list[Task]) -> float:
    from trafilatura import extract  # noqa: PLC0415 - slow, and only this row needs it

    started = time.process_time()
    for task in tasks:
        if not extract(task.source.data.decode()):
            raise RuntimeError(f"trafilatura found nothing in {task.name}")
    return (time.process_time() - started) * 1000 / len(tasks)


def _must_be_parsed(outcomes: object) -> None:
    if not isinstance(outcomes, tuple) or not all(isinstance(each, Parsed) and each.cut.posts for each in outcomes):
        raise RuntimeError(f"a made-up page could not be parsed: {outcomes!r:.300}")
