"""Run benchmarks: `python -m tests.benchmarks [NAME] [--json]`.

To add one: a module with a function that returns a `Result`, and one row in `BENCHMARKS`.
"""

import argparse
import json
import platform
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from tests.benchmarks import (
    cutting,
    entities,
    importing,
    kills,
    names,
    packed,
    parsing,
    searching,
    window,
    window_typing,
)
from tests.benchmarks.measuring import Result


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One row of what can be measured."""

    name: str
    sentence: str
    run: Callable[..., Result]
    takes_posts: bool = False  # whether it can be told how large a library to measure


BENCHMARKS = (
    Benchmark("window", "How soon the window is there, and how much memory it takes", window.run),
    Benchmark("typing", "How soon a letter typed in the window is answered", window_typing.run, takes_posts=True),
    Benchmark("import", "How soon a dropped page can be read, and its names are known", importing.run),
    Benchmark("live-pages", "How long a live page takes from its bytes to its posts", parsing.run_live_pages),
    Benchmark("timeline", "How long a page of 1,400 posts takes to be cut and placed in time", cutting.run),
    Benchmark("articles", "How an ordinary article compares with trafilatura alone", parsing.run_articles),
    Benchmark("search", "How soon a search is answered, beside FTS5 and tantivy", searching.run, takes_posts=True),
    Benchmark("kills", "What a hundred kills and torn files leave of the search index", kills.run),
    Benchmark("entities", "How fast names and quotes are found, beside spaCy alone", entities.run),
    Benchmark("names", "How soon names are listed and their pages open in a large library", names.run),
    Benchmark("packed", "How soon the packed program's window is there", packed.run),
)


def main(arguments: Sequence[str]) -> int:
    """Measure what was asked for, and print it for people or for programs."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description="Measure speed and memory.")
    known = [benchmark.name for benchmark in BENCHMARKS]
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(known)}; all if none is given")
    parser.add_argument("--json", action="store_true", help="print the results as JSON, not as lines")
    parser.add_argument("--posts", type=int, metavar="N", help="how large a library `search` and `typing` make up")
    asked = parser.parse_args(arguments)
    unknown = sorted(set(asked.names) - set(known))
    if unknown:
        parser.error(f"no such benchmark: {', '.join(unknown)}; there are: {', '.join(known)}")
    chosen = [benchmark for benchmark in BENCHMARKS if not asked.names or benchmark.name in asked.names]
    results = [(benchmark, _measured(benchmark, asked.posts)) for benchmark in chosen]
    if asked.json:
        print(json.dumps(_document(results), indent=2))
    else:
        print("\n\n".join(_page(benchmark, result) for benchmark, result in results))
    return 0


def _measured(benchmark: Benchmark, posts: int | None) -> Result:
    print(f"Measuring {benchmark.name} …", file=sys.stderr, flush=True)
    return benchmark.run(posts) if benchmark.takes_posts and posts else benchmark.run()


def _document(results: Sequence[tuple[Benchmark, Result]]) -> dict[str, object]:
    machine = {"system": platform.platform(), "python": platform.python_version()}
    return {"machine": machine, "benchmarks": [{"name": each.name, **asdict(result)} for each, result in results]}


def _page(benchmark: Benchmark, result: Result) -> str:
    width = max((len(figure.name) for figure in result.figures), default=0)
    lines = [f"{benchmark.name}: {benchmark.sentence}"]
    lines += [f"  {figure.name:{width}}  {figure}" for figure in result.figures]
    lines += [f"  ({remark})" for remark in result.remarks]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
