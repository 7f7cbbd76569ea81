"""Restating: the day and zone of a page, stated by the reader after it came in."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.domain.changes import AddAnnotation
from desktop.domain.errors import CannotRead
from desktop.domain.ids import ArticleId
from desktop.domain.repairs import RetimePost
from desktop.domain.reports import NO_DAY
from desktop.domain.times import Precision, When
from desktop.library.library import Library

PAGE = (
    "Quay of Torvik: live\n\n18:40\n\nThe crane stands still, the harbour master says.\n\n"
    "17:05\n\nA rope has torn at the outer quay, and two ferries wait.\n\n"
    "15:30\n\nThe wind has turned to the north-west since noon.\n\n"
    "Source: https://torvik.example/live/quay\n"
)
DAY = date(2023, 5, 3)
STATED = ["2023-05-03T15:30:00+02:00", "2023-05-03T17:05:00+02:00", "2023-05-03T18:40:00+02:00"]


@pytest.fixture
def page(library: Library, tmp_path: Path) -> ArticleId:
    file = tmp_path / "quay.txt"
    file.write_text(PAGE, encoding="utf-8")
    library.import_sources([str(file)])
    file.unlink()  # what is read again is what the library keeps
    return library.articles()[0].id


def times(library: Library) -> list[str | None]:
    return [post.time.earliest and post.time.earliest.isoformat() for post in library.posts_of()]


def test_a_stated_day_and_zone_place_the_posts_and_undo_takes_that_back(library: Library, page: ArticleId) -> None:
    post = library.posts_of()[0]
    library.apply(AddAnnotation(library.new_annotation(post, 0, 3, note="mine")))
    before = library.posts_of()
    changes = library.apply(library.restated(page, DAY, "Europe/Oslo"))
    assert times(library) == STATED
    assert {post.time.zone for post in library.posts_of()} == {"Europe/Oslo"}
    assert "the reader said of its page: 2023-05-03, Europe/Oslo" in library.posts_of()[0].time.basis
    assert [mark.note for mark in library.annotations()] == ["mine"]
    assert changes.undo is not None
    library.apply(changes.undo)
    assert library.posts_of() == before


def test_an_import_asks_for_the_day_only_where_times_lack_it(library: Library, tmp_path: Path) -> None:
    undated, dated = tmp_path / "undated.txt", tmp_path / "dated.txt"
    undated.write_text(PAGE, encoding="utf-8")
    dated.write_text(PAGE.replace("quay\n", "2023-05-03/quay\n"), encoding="utf-8")
    report = library.import_sources([str(undated), str(dated)])
    assert {item.source.rpartition("/")[2]: NO_DAY in item.warnings for item in report.items} == {
        "undated.txt": True,
        "dated.txt": False,
    }


def test_a_second_statement_takes_the_place_of_the_first(library: Library, page: ArticleId) -> None:
    before = library.posts_of()
    library.apply(library.restated(page, DAY, "Europe/Oslo"))
    library.apply(library.restated(page, DAY, "America/New_York"))
    assert times(library) == [each.replace("+02:00", "-04:00") for each in STATED]
    assert len(library.repairs(page)) == 3
    library.apply(library.restated(page, None, None))
    assert library.posts_of() == before


def test_what_the_reader_said_of_a_single_post_is_the_nearer_word(library: Library, page: ArticleId) -> None:
    post, at = library.posts_of()[0], datetime(2023, 5, 2, 9, 15, tzinfo=UTC)
    given = When(at, at, Precision.MINUTE, ("The reader gave this time.",), zone="UTC")
    library.apply(RetimePost(post.id, given))
    library.apply(library.restated(page, DAY, "Europe/Oslo"))
    assert {each.id: each.time for each in library.posts_of()}[post.id] == given
    assert len(set(times(library)) & set(STATED)) == 2


def test_a_later_version_of_the_page_keeps_what_was_stated(library: Library, page: ArticleId, tmp_path: Path) -> None:
    library.apply(library.restated(page, DAY, "Europe/Oslo"))
    later = tmp_path / "quay.txt"
    later.write_text(PAGE.replace("two ferries wait.", "two ferries wait. Their crews sleep."), encoding="utf-8")
    library.import_sources([str(later)])
    assert times(library) == STATED
    assert any("Their crews sleep." in post.text for post in library.posts_of())


def test_a_page_that_is_not_kept_as_it_came_is_refused(library: Library) -> None:
    with pytest.raises(CannotRead, match="as it came"):
        library.restated(ArticleId("gone"), DAY, None)
