"""Names: how soon they are listed and their pages are open in a library of 50,000 posts and 5,000 names."""

import tempfile
from pathlib import Path

from tests.benchmarks import name_corpus
from tests.benchmarks.measuring import Result, figure, probe

POSTS = 50_000
NAMES = 5_000
ROUNDS = 3
HELD_MS = 50  # for no longer may the window's own work let it stand still


def run() -> Result:
    """Work with names in a window of its own, several times."""
    with tempfile.TemporaryDirectory() as home:
        library = Path(home) / "library"
        name_corpus.fill(library, POSTS, NAMES)
        rounds = [probe("names_probe", str(library), variables={"QT_QPA_PLATFORM": "offscreen"}) for _ in range(ROUNDS)]
    figures = []
    for name in rounds[0]["measured"]:
        measured = [each["measured"][name] for each in rounds]
        figures.append(figure(f"{name}, until all is on show", "ms", [each["ms"] for each in measured]))
        figures.append(figure(f"{name}, window held", "ms", [each["held_ms"] for each in measured]))
        figures.append(figure(f"{name}, its own work in that", "ms", [each["worked_ms"] for each in measured], HELD_MS))
    compared = [each["compared"] for each in rounds]
    figures.append(figure("all names weighed in the database", "ms", [each["sql_ms"] for each in compared]))
    figures.append(figure("the same, counted one by one", "ms", [each["plain_ms"] for each in compared]))
    ratios = [each["plain_ms"] / each["sql_ms"] for each in compared]
    figures.append(figure("the one over the other", "×", ratios))
    return Result(tuple(figures), (f"{POSTS:,} posts that name {NAMES:,}; a beat of a timer is missed while held",))
