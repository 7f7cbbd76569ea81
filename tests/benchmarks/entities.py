"""Entities: how fast names and quotes are found, beside spaCy alone, and how much memory the worker takes."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.measuring import ROOT, Result, figure, probe
from tests.benchmarks.samples import a_day_of_posts

ROUNDS = 3
WITH_MODEL, WITHOUT_MODEL = 10_000.0, 60_000.0
WORKER_MEGABYTES = 700.0
COLD_SECONDS = 10.0


def run() -> Result:
    """Measure real articles where they lie beside the checkout, else made-up posts; the modes take turns."""
    rounds: dict[str, list[dict[str, float]]] = {"raw": [], "with": [], "without": []}
    for _ in range(ROUNDS):
        for mode, measured in rounds.items():
            measured.append(probe("entities_probe", mode, variables={}))
    speeds = {mode: [each["words_per_second"] for each in measured] for mode, measured in rounds.items()}
    ratios = [ours / raw for ours, raw in zip(speeds["with"], speeds["raw"], strict=True)]
    memory = [each["megabytes"] for each in rounds["with"] if each["megabytes"] is not None]
    figures = [
        figure("names and quotes with the model", "words/s", speeds["with"], WITH_MODEL, is_least=True),
        figure("raw nlp.pipe, tok2vec and ner alone", "words/s", speeds["raw"]),
        figure("ratio of the two", "×", ratios),
        figure("names and quotes without the model", "words/s", speeds["without"], WITHOUT_MODEL, is_least=True),
        *([figure("peak memory of the worker", "MB", memory, WORKER_MEGABYTES)] if memory else []),
        figure("a page from cold, names and quotes stored", "s", [_cold() for _ in range(ROUNDS)], COLD_SECONDS),
    ]
    first = rounds["with"][0]
    remark = (
        f"{first['words']:.0f} words in {first['articles']:.0f} articles; one process on one core, loading not counted"
    )
    return Result(
        tuple(figures),
        (remark, "speeds by the time that the process computes, so that other work on the machine hardly counts"),
    )


def _cold() -> float:
    """Return how long the command line takes to import a page into a new library, its names and quotes included."""
    with tempfile.TemporaryDirectory() as work:
        page = ROOT.parent / "shared" / "seed" / "seed.txt"
        if not page.is_file():
            page = Path(work) / "day.txt"
            page.write_text(a_day_of_posts(), encoding="utf-8")
        command = [sys.executable, "-m", "desktop", "--library", f"{work}/library", "import", str(page), "--json"]
        began = time.monotonic()
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        return time.monotonic() - began
