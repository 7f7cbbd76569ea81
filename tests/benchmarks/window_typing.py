"""Typing: how soon a letter typed into the real window is answered, in a library as large as one may become."""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from desktop.runtime.paths import HOME_VARIABLE
from tests.benchmarks.displays import some_display
from tests.benchmarks.large_library import fill
from tests.benchmarks.measuring import Result, figure, probe
from tests.benchmarks.search_corpus import COMMON, MIDDLING, RARE, Corpus

POSTS = 100_000
SAMPLE = 5_000  # posts from which it is known which words are common
ANSWER_MS = 100
BLOCK_MS = 50
MEGABYTES = 350


def run(posts: int = POSTS) -> Result:
    """Make a library, open the window on it, and type."""
    with tempfile.TemporaryDirectory() as home, some_display() as display:
        library = Path(home) / "library"
        print(f"Making a library of {posts:,} posts …", file=sys.stderr, flush=True)
        fill(library, posts)
        variables = {**display.variables, HOME_VARIABLE: home}
        told = probe("typing_probe", str(library), json.dumps(queries()), variables=variables)
    keys: list[dict[str, Any]] = told["keys"]
    slowest = max(keys, key=lambda key: float(key["answered_ms"]))
    remarks = (
        f"{len(keys)} keys in a library of {posts:,} posts, on {display.name}; an answer counts from the key until the"
        " list is painted",
        f"slowest answer: to “{slowest['typed']}”, {slowest['posts']:,} posts",
        f"memory after typing; {told['mapped_megabytes']:.0f} MB of it are files that are looked into",
    )
    answers = [float(key["answered_ms"]) for key in keys]
    blocks = [float(key["longest_ms"]) for key in keys]
    figures = (
        figure("from key to answer", "ms", answers, ANSWER_MS),
        figure("slowest answer", "ms", [max(answers)], ANSWER_MS),
        figure("processor time of all threads until then", "ms", [float(key["worked_ms"]) for key in keys]),
        figure("longest time without a heartbeat, of each key", "ms", blocks, BLOCK_MS),
        figure("longest of all", "ms", [max(blocks)], BLOCK_MS),
        figure("the list is there after opening", "ms", [float(told["opened_ms"])]),
        figure("memory of the window's process", "MB", [float(told["megabytes"])], MEGABYTES),
    )
    return Result(figures, remarks)


def queries() -> list[str]:
    """What is typed: words of every kind alone and together, a phrase, a field, and a word that nobody wrote."""
    corpus = Corpus(SAMPLE)
    for _ in corpus.posts():
        pass
    common, middling, rare = (corpus.of_kind(kind, 3) for kind in (COMMON, MIDDLING, RARE))
    return [
        common[0],
        f"{common[1]} {middling[0]}",
        middling[1],
        rare[0],
        f'"{common[1]} {common[2]}"',
        f"{common[0]} OR {middling[2]} -{common[2]}",
        f"source:site3 {middling[0]}",
        f"on:2020-03 {common[1]}",
        "qwxyzzyplugh",
    ]
