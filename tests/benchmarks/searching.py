"""Search: this index beside SQLite's FTS5 and tantivy, over the same made-up library, in one run.

Times are those of the processor, so that they tell something on a machine that does other things too. "All hits" means
their ids in order of time, packed; nobody looks at more than a few of them.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np

from desktop.search.documents import IndexedPost
from tests.benchmarks.measuring import ROOT, Figure, Result, figure
from tests.benchmarks.search_corpus import COMMON, DAYS, FIRST_DAY, MIDDLING, RARE, Corpus
from tests.benchmarks.search_rivals import TOP, Engine, FullTextSqlite, OurIndex, Question, Tantivy

DEFAULT_POSTS = 10_000
QUERIES = 24  # of each class
ROUNDS = 2
BUDGET_SECONDS = 4.0  # of each engine for each class; who needs longer is asked fewer questions
FEWEST = 5
PAGES = 8  # that are added
POSTS_PER_SECOND = 3_500
OPEN_MS, ADD_MS = 100.0, 300.0
LARGE = 1_000_000
WINDOW_POSTS = 100_000  # up to which p95 is to stay within a frame


@dataclass(frozen=True, slots=True)
class Task:
    """One class of questions, and how it is answered.

    Attributes:
        goal: The ratio to FTS5 that is promised, of the medians; None if nothing is.
    """

    name: str
    questions: Sequence[Question]
    answer: Callable[[Engine, Question], int]
    goal: float | None = None


def run(posts: int = DEFAULT_POSTS) -> Result:
    """Build all three indexes and ask them the same questions."""
    folder = Path(tempfile.mkdtemp(prefix="search-bench-"))
    try:
        return _run(posts, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(count: int, folder: Path) -> Result:
    corpus = Corpus(count)
    ours, sqlite, rust = OurIndex(folder / "ours"), FullTextSqlite(folder), Tantivy(folder)
    engines: tuple[Engine, ...] = (ours, sqlite, rust)
    sqlite.load(corpus.posts())
    figures: list[Figure] = []
    for engine in engines:
        posts = _Outside(() if engine is sqlite else Corpus(count).posts())
        began = time.process_time()
        engine.build(posts)
        seconds = time.process_time() - began - posts.seconds
        limit = POSTS_PER_SECOND if engine is ours else None
        figures.append(_at_least(f"indexing, {engine.name}", "posts/CPU s", count / seconds, limit))
    figures += [figure(f"size, {engine.name}", "MB", [engine.size() / 1e6]) for engine in engines]
    sqlite.prepare()
    figures += _opened(folder / "ours")
    ours.reopen()
    for task in _tasks(corpus):
        figures += _asked(task, engines, count)
    figures += _added(corpus, engines)
    remarks = (
        f"{count:,} posts of about 120 words; FTS5 without an index of prefixes; tantivy also keeps the texts",
        "FTS5 knows neither patterns nor misspelt words: its vocabulary is compared in memory, then asked with OR",
        "opening: in a fresh process, files in the system's cache, modules loaded; by the clock",
    )
    return Result(tuple(figures), remarks)


class _Outside:
    """Posts whose making is no part of what is measured."""

    def __init__(self, posts: Iterable[IndexedPost]) -> None:
        self._posts = iter(posts)
        self.seconds = 0.0

    def __iter__(self) -> Iterator[IndexedPost]:
        while True:
            began = time.process_time()
            chunk = [post for post, _ in zip(self._posts, range(2_000), strict=False)]
            self.seconds += time.process_time() - began
            if not chunk:
                return
            yield from chunk


def _tasks(corpus: Corpus) -> Iterator[Task]:
    rare, middling, common = (corpus.of_kind(kind, QUERIES) for kind in (RARE, MIDDLING, COMMON))
    others = corpus.of_kind(MIDDLING, 2 * QUERIES)[QUERIES:]
    words = {kind: _of("word", each) for kind, each in (("rare", rare), ("middling", middling), ("common", common))}

    def all_hits(engine: Engine, question: Question) -> int:
        return engine.all_by_time(question)

    def first(engine: Engine, question: Question) -> int:
        return engine.first_by_time(question)

    def best(engine: Engine, question: Question) -> int:
        return engine.best(question)

    yield Task("rare word, all hits", words["rare"], all_hits)
    yield Task("middling word, all hits", words["middling"], all_hits, 0.5)
    yield Task("middling word, 50 by time + count", words["middling"], first, 1.0)
    yield Task("middling word, best 50 + count", words["middling"], best)
    yield Task("common word, all hits", words["common"], all_hits, 0.1)
    yield Task("common word, 50 by time + count", words["common"], first, 0.1)
    yield Task("common word, best 50 + count", words["common"], best, 0.1)
    pairs = {
        "AND": _of("and", middling, others),
        "AND with a common word": _of("and", middling, common),
        "OR": _of("or", middling, others),
    }
    for name, questions in pairs.items():
        yield Task(f"{name}, all hits", questions, all_hits, 1.0)
        yield Task(f"{name}, best 50 + count", questions, best, 1.0)
    phrases = [Question("phrase", tuple(words)) for words in _pairs_in(corpus)]
    yield Task("phrase, all hits", phrases, all_hits, 2.0)
    yield Task("phrase, best 50 + count", phrases, best, 2.0)
    for length in (1, 2, 3, 4):
        prefixes = _of("prefix", [word[:length] for word in (middling + others) if len(word) > length][:QUERIES])
        yield Task(f"prefix of {length}, all hits", prefixes, all_hits, 1.0)
        yield Task(f"prefix of {length}, best 50 + count", prefixes, best, 1.0)
    wild = [Question("wildcard", (word[:2], word[-2:])) for word in middling]
    yield Task("wildcard, 50 by time + count", wild, first, 1.0)
    yield Task("fuzzy, all hits", _of("fuzzy", [_misspelt(word) for word in middling]), all_hits, 1.0)
    yield Task("fuzzy, best 50 + count", _of("fuzzy", [_misspelt(word) for word in middling]), best, 1.0)
    span = (FIRST_DAY + timedelta(days=DAYS // 3), FIRST_DAY + timedelta(days=DAYS // 2))
    fields = [Question("field", (word,), span) for word in common]
    yield Task("field + range of days, all hits", fields, all_hits, 1.0)
    yield Task("field + range of days, best 50 + count", fields, best, 1.0)
    texts = [post.body for post in corpus.extra(10_000)[:TOP]]
    yield Task("50 snippets", words["common"], lambda engine, question: engine.snippets(question, texts))


def _of(kind: str, *words: Sequence[str]) -> list[Question]:
    return [Question(kind, each) for each in zip(*words, strict=False)]


def _misspelt(word: str) -> str:
    middle = len(word) // 2
    return word[:middle] + ("x" if word[middle] != "x" else "k") + word[middle + 1 :]


def _pairs_in(corpus: Corpus) -> Iterator[Sequence[str]]:
    """Yield two words that stand side by side somewhere, of which one is not too common."""
    chance = np.random.default_rng(1)
    for post in corpus.extra(20_000)[:QUERIES]:
        words = post.body.lower().replace(".", "").split()
        place = int(chance.integers(0, len(words) - 1))
        yield words[place : place + 2]


def _asked(task: Task, engines: Sequence[Engine], count: int) -> Iterator[Figure]:
    medians: dict[str, float] = {}
    for engine in engines:
        taken = _taken(task, engine)
        made = figure(f"{task.name}: {engine.name}", "ms", taken)
        medians[engine.name] = made.middle
        yield made
        if isinstance(engine, OurIndex):
            limit = 16.0 if count <= WINDOW_POSTS else 60.0 if count <= LARGE else None
            yield figure(f"{task.name}: {engine.name}, p95", "ms", [float(np.percentile(taken, 95))], limit)
    ratio = medians[OurIndex.name] / medians[FullTextSqlite.name]
    goal = task.goal if count >= WINDOW_POSTS else None
    yield figure(f"{task.name}: ratio to FTS5", "×", [round(ratio, 3)], goal)


def _taken(task: Task, engine: Engine) -> list[float]:
    """Ask the questions of a class, and return how many milliseconds each took."""
    taken: list[float] = []
    for question in [*task.questions] * ROUNDS:
        if len(taken) >= FEWEST and sum(taken) > BUDGET_SECONDS * 1_000:
            break
        taken.append(_milliseconds(task.answer, engine, question))
    return taken


def _milliseconds(answer: Callable[[Engine, Question], int], engine: Engine, question: Question) -> float:
    began = time.thread_time()
    answer(engine, question)
    return (time.thread_time() - began) * 1000


def _added(corpus: Corpus, engines: Sequence[Engine]) -> Iterator[Figure]:
    question = Question("word", (corpus.words[0],))
    for engine in engines:
        taken = []
        for page in range(PAGES):
            posts = corpus.extra(page)
            began = time.perf_counter()
            engine.add(posts, question)
            taken.append((time.perf_counter() - began) * 1000)
        limit = ADD_MS if isinstance(engine, OurIndex) else None
        yield figure(f"add a page of 60 posts and search, by the clock: {engine.name}", "ms", taken, limit)


def _at_least(name: str, unit: str, value: float, limit: float | None) -> Figure:
    """Return a figure that is the better the higher it is."""
    return Figure(name, unit, value, value, value, 1, limit, is_least=True)


def _opened(folder: Path) -> Iterator[Figure]:
    command = [sys.executable, "-m", "tests.benchmarks.search_probe", str(folder)]
    told = [
        json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout) for _ in "123"
    ]
    yield figure("opening and first search, by the clock", "ms", [each["opened"] for each in told], OPEN_MS)
    yield figure("memory of a process that searches", "MB", [each["megabytes"] for each in told])
