"""Killed without warning, at any moment: the library opens, holds whole articles, and every acknowledged note."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from killed_child import POSTS

from desktop.domain.listings import Order
from desktop.domain.repairs import SwapRepairs
from desktop.library.importing import ImportOptions
from desktop.library.library import Library

KILLS = 20
CHILD = Path(__file__).with_name("killed_child.py")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill signal"),
    pytest.mark.timeout(280),
]


def run_and_kill(folder: Path, resources: Path, pages: Path, task: str, seconds: float) -> list[str]:
    """Let the child work for a moment after it is ready, kill it, and return the ids that it acknowledged."""
    command = [sys.executable, str(CHILD), str(folder), str(resources), str(pages), task]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        lines = child.stdout.read().splitlines()
    return [line.split()[1] for line in lines if line.startswith("done ") and len(line.split()) == 2]


def assert_sound(library: Library) -> None:
    assert library.check().problems == ()
    library.update_index()
    assert library.index_is_current()
    for article in library.articles():
        posts = library.posts_of(article.id)
        assert len(posts) == article.post_count == POSTS
        word = next(word for word in posts[0].text.split() if word.startswith("dam") and "gate" in word)
        listing = library.list_posts(word)
        assert listing.hits is not None
        assert listing.hits.from_index
        assert [row.id for row in listing.rows] == [posts[0].id]


def test_killed_while_importing(tmp_path: Path, repository: Path) -> None:
    chance, resources = random.Random(7), repository / "resources"
    folder, pages = tmp_path / "library", tmp_path / "pages"
    pages.mkdir()
    acknowledged: set[str] = set()
    for _ in range(KILLS):
        acknowledged.update(run_and_kill(folder, resources, pages, "import", chance.uniform(0.0, 0.5)))
        with Library.open(folder, resources=resources) as library:
            assert_sound(library)
            assert acknowledged <= {article.id for article in library.articles()}
    assert acknowledged


def test_killed_while_annotating(tmp_path: Path, repository: Path) -> None:
    chance, resources = random.Random(11), repository / "resources"
    folder, pages = tmp_path / "library", tmp_path / "pages"
    pages.mkdir()
    run_and_kill(folder, resources, pages, "import", 1.5)
    with Library.open(folder, resources=resources) as library:
        library.import_sources([str(pages)], ImportOptions())
    for file in pages.iterdir():
        file.unlink()
    acknowledged: set[str] = set()
    for _ in range(KILLS):
        (pages / f"count-{len(list(pages.iterdir()))}").touch()
        acknowledged.update(run_and_kill(folder, resources, pages, "annotate", chance.uniform(0.0, 0.3)))
        with Library.open(folder, resources=resources) as library:
            assert acknowledged <= {annotation.id for annotation in library.annotations()}
            assert_sound(library)
            for noted in library.annotations()[-1:]:  # on a busy computer the first may be killed before any is kept
                assert noted.note
                found = library.list_posts(f'"{noted.note}"')
                assert noted.post_id in [row.id for row in found.rows]
    assert acknowledged


def test_killed_while_repairing(tmp_path: Path, repository: Path) -> None:
    chance, resources = random.Random(13), repository / "resources"
    folder, pages = tmp_path / "library", tmp_path / "pages"
    pages.mkdir()
    run_and_kill(folder, resources, pages, "import", 1.0)
    with Library.open(folder, resources=resources) as library:
        library.import_sources([str(pages)], ImportOptions())
        before = words_of(library)
    for file in pages.iterdir():
        file.unlink()
    for _ in range(KILLS // 2):
        cut = run_and_kill(folder, resources, pages, "repair", chance.uniform(0.05, 0.4))
        with Library.open(folder, resources=resources) as library:
            assert library.check().problems == ()
            kept = {state.repair.id for state in library.repairs()}
            assert all(each in kept for each in cut[: POSTS - 1])  # after so many the first is made whole again
            assert words_of(library) == before
            for state in library.repairs():  # whole again, for the next round
                library.apply(SwapRepairs(state.repair.article_id, frozenset({state.repair.id}), ()))
            assert words_of(library) == before


def words_of(library: Library) -> list[str]:
    """Every word of every page, in page order."""
    return " ".join(post.text for post in library.posts_of(order=Order.PAGE)).split()
