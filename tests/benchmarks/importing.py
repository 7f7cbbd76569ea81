"""Importing: how soon a dropped page can be read, and how soon its names are known."""

import tempfile
from pathlib import Path

from desktop.runtime.paths import HOME_VARIABLE
from tests.benchmarks.measuring import ROOT, Result, figure, probe
from tests.benchmarks.samples import a_day_of_posts

ROUNDS = 5
READABLE_SECONDS = 1.0
NAMES_SECONDS = 15.0


def run() -> Result:
    """Measure a made-up page, and a real one where the folder of real pages lies beside the checkout."""
    figures, remarks = [], ["each in a fresh process on an empty library; names from the moment the page is chosen"]
    with tempfile.TemporaryDirectory() as work:
        made_up = Path(work) / "day.txt"
        made_up.write_text(a_day_of_posts(), encoding="utf-8")
        for what, page in {"made-up page": made_up, "real page": ROOT.parent / "shared" / "seed" / "seed.txt"}.items():
            if not page.is_file():
                remarks.append(f"{what} not measured: it is not there")
                continue
            rounds = [_import_once(page, Path(work) / f"{what} {number}") for number in range(ROUNDS)]
            name = f"{what}, {page.stat().st_size / 1000:.0f} kB, {rounds[0]['posts']} posts"
            figures += [
                figure(f"{name}: readable", "s", [each["readable_seconds"] for each in rounds], READABLE_SECONDS),
                figure(f"{name}: names", "s", [each["names_seconds"] for each in rounds], NAMES_SECONDS),
            ]
    return Result(tuple(figures), tuple(remarks))


def _import_once(page: Path, home: Path) -> dict[str, float]:
    return probe("import_probe", str(page), str(home / "library"), variables={HOME_VARIABLE: str(home)})
