"""Finding names article by article: what is done stays done, whatever happens to the rest."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.corrections import RenameEntity
from desktop.domain.entities import Findings
from desktop.domain.errors import Cancelled
from desktop.domain.ids import ArticleId
from desktop.domain.posts import Post
from desktop.entities.finder import Finder
from desktop.entities.worker import WorkerFailed
from desktop.library import extracting
from desktop.library.library import Library

PLACES = ("Torvik", "Sundal", "Brenna", "Halsvik", "Ostrand")


class Worker:
    """Finds names in this process, and fails where it is told to."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self.fails_on: Callable[[int], bool] = lambda _: False
        self.asked = 0
        self.extractor = ""

    def find(self, article_id: ArticleId, posts: Sequence[Post], cancelled: Callable[[], bool]) -> Findings:
        self.asked += 1
        if cancelled():
            raise Cancelled("Stopped.", "")
        if self.fails_on(self.asked):
            raise WorkerFailed("It ended unexpectedly.", "")
        found = self._finder.find(article_id, posts)
        return replace(found, extractor=self.extractor or found.extractor)


@pytest.fixture(scope="module")
def finder(repository: Path) -> Finder:
    return Finder(repository / "resources" / "gazetteer", use_model=False)


@pytest.fixture
def worker(finder: Finder) -> Worker:
    return Worker(finder)


@pytest.fixture
def articles(library: Library, tmp_path: Path) -> int:
    """Five articles without names."""
    for place in PLACES:
        file = tmp_path / f"{place}.txt"
        file.write_text(f"A day in {place}\n\nMayor Clara Benton of {place} spoke on Tuesday.\n", encoding="utf-8")
        library.import_sources([str(file)])
    return len(PLACES)


def waiting(library: Library) -> int:
    return len(extracting.articles_to_do(library._store))


def names(library: Library) -> set[str]:
    return {entity.name for entity in library.entities()}


def test_what_was_stopped_goes_on_where_it_was(library: Library, worker: Worker, articles: int) -> None:
    library.find_entities(worker, cancelled=lambda: waiting(library) == articles - 2)
    assert waiting(library) == articles - 2
    library.find_entities(worker)
    assert waiting(library) == 0
    assert worker.asked == articles


def test_being_stopped_within_an_article_stores_nothing_of_it(library: Library, worker: Worker, articles: int) -> None:
    looks = iter([False, True])
    library.find_entities(worker, cancelled=lambda: next(looks, True))
    assert worker.asked == 1
    assert waiting(library) == articles


def test_an_article_on_which_the_worker_fails_waits_and_the_others_do_not(
    library: Library, worker: Worker, articles: int, caplog: pytest.LogCaptureFixture
) -> None:
    worker.fails_on = lambda number: number in (2, 4)
    library.find_entities(worker)
    assert worker.asked == articles
    assert waiting(library) == 2
    caplog.clear()


def test_a_worker_that_cannot_even_start_is_not_asked_for_every_article(
    library: Library, worker: Worker, articles: int, caplog: pytest.LogCaptureFixture
) -> None:
    worker.fails_on = lambda _: True
    library.find_entities(worker)
    assert worker.asked == extracting.FAILURES_IN_A_ROW
    assert waiting(library) == articles
    caplog.clear()


def test_a_better_extractor_reads_again_and_leaves_what_the_reader_said(
    library: Library, worker: Worker, articles: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.find_entities(worker)
    clara = next(entity for entity in library.entities() if entity.name == "Clara Benton")
    library.apply(RenameEntity(clara.id, "Mayor Benton"))
    worker.extractor = "a better one"
    monkeypatch.setattr(extracting, "EXTRACTOR", worker.extractor)
    assert waiting(library) == articles
    library.find_entities(worker)
    assert waiting(library) == 0
    assert worker.asked == 2 * articles
    assert "Mayor Benton" in names(library)
    assert "Clara Benton" not in names(library)
    assert len(library.corrections()) == 1
