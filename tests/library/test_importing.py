"""Importing: what the user named becomes posts, and every source gets its line in the report."""

import errno
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.changes import AddAnnotation, Kind
from desktop.domain.reports import ItemStatus, Progress
from desktop.library.importing import ImportOptions
from desktop.library.library import Library


def test_a_text_file_becomes_an_article_that_can_be_found(library: Library, article_file: Path) -> None:
    report = library.import_sources([str(article_file)])
    assert [item.status for item in report.items] == [ItemStatus.ADDED]
    (article,) = library.articles()
    assert report.changes.added[Kind.ARTICLE] == {article.id}
    found = library.list_posts("ferries")
    assert [row.article_id for row in found.rows] == [article.id]
    assert "ferries" in library.posts([found.rows[0].id])[0].text


def test_the_bytes_are_kept_as_they_came(library: Library, folder: Path, article_file: Path) -> None:
    library.import_sources([str(article_file)])
    digest = library.articles()[0].sha256
    kept = [file for file in (folder / "originals").rglob("*") if file.is_file() and digest in file.name]
    assert len(kept) == 1


def test_importing_the_same_file_again_changes_nothing(library: Library, article_file: Path) -> None:
    library.import_sources([str(article_file)])
    before = library.posts_of()
    report = library.import_sources([str(article_file)])
    assert [item.status for item in report.items] == [ItemStatus.UNCHANGED]
    assert not report.changes
    assert library.posts_of() == before
    assert library.articles()[0].version == 1


def test_a_page_imported_again_with_its_day_and_zone_has_the_times_that_they_make(
    library: Library, tmp_path: Path
) -> None:
    page = tmp_path / "quay.txt"
    page.write_text(
        "Quay of Torvik: live\n\n18:40\n\nThe crane stands still, the harbour master says.\n\n"
        "17:05\n\nA rope has torn at the outer quay, and two ferries wait.\n\n"
        "15:30\n\nThe wind has turned to the north-west since noon.\n",
        encoding="utf-8",
    )
    library.import_sources([str(page)])
    post = library.posts_of()[0]
    library.apply(AddAnnotation(library.new_annotation(post, 0, 3, note="mine")))
    told = ImportOptions(base_day=date(2023, 5, 3), zone="Europe/Oslo")
    report = library.import_sources([str(page)], told)
    assert [(item.status, item.posts.changed) for item in report.items] == [(ItemStatus.UPDATED, 0)]
    times = [when.time.earliest and when.time.earliest.isoformat() for when in library.posts_of()]
    assert times == ["2023-05-03T15:30:00+02:00", "2023-05-03T17:05:00+02:00", "2023-05-03T18:40:00+02:00"]
    assert [mark.note for mark in library.annotations()] == ["mine"]
    again = library.import_sources([str(page)], told)
    assert [item.status for item in again.items] == [ItemStatus.UNCHANGED]


def test_an_entry_without_a_title_is_called_by_its_first_words(library: Library, tmp_path: Path) -> None:
    words = "The ferry to Torvik waits for the tide again, and the pilot says that it will be so until Sunday evening."
    feed = tmp_path / "harbour.rss"
    feed.write_text(
        "<rss version='2.0'><channel><title>Harbour</title><link>https://harbour.example/</link>"
        f"<item><link>https://harbour.example/1</link><description>{words}</description></item>"
        "</channel></rss>",
        encoding="utf-8",
    )
    library.import_sources([str(feed)])
    (title,) = [article.title for article in library.articles()]
    assert title.endswith(" …")
    assert len(title) <= 90
    assert words.startswith(title.removesuffix(" …"))


def test_a_missing_file_is_one_failed_line_and_the_rest_goes_on(library: Library, article_file: Path) -> None:
    report = library.import_sources([str(article_file.with_name("gone.txt")), str(article_file)])
    assert sorted(item.status for item in report.items) == [ItemStatus.ADDED, ItemStatus.FAILED]
    failed = next(item for item in report.items if item.status is ItemStatus.FAILED)
    assert failed.error is not None
    assert "gone.txt" in failed.error.message
    assert failed.error.hint


def test_a_folder_is_walked_and_what_is_no_article_is_skipped(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "story.txt").write_text("The dam at Torvik holds, the engineer said on Monday.\n" * 3)
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    report = library.import_sources([str(folder)])
    assert {Path(item.source).name: item.status for item in report.items} == {
        "story.txt": ItemStatus.ADDED,
        "photo.png": ItemStatus.SKIPPED,
    }


def test_a_folder_without_files_is_a_failure_with_a_remedy(library: Library, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (item,) = library.import_sources([str(empty)]).items
    assert item.status is ItemStatus.FAILED
    assert item.error is not None
    assert str(empty) in item.error.message
    assert item.error.hint


def test_worker_processes_give_the_same_posts(
    library: Library, repository: Path, tmp_path: Path, article_file: Path
) -> None:
    library.import_sources([str(article_file)])
    resources = repository / "resources"
    with Library.open(tmp_path / "other", resources=resources) as other:
        other.import_sources([str(article_file)], ImportOptions(jobs=1))
        assert other.posts_of() == library.posts_of()


def test_cancelling_keeps_what_was_done(library: Library, tmp_path: Path) -> None:
    files = []
    for number in range(4):
        file = tmp_path / f"story-{number}.txt"
        file.write_text(f"Story number {number} tells of the harbour of Torvik and of its two ferries.\n")
        files.append(str(file))
    seen: list[Progress] = []
    report = library.import_sources(files, progress=seen.append, cancelled=lambda: len(seen) >= 2)
    assert report.was_cancelled
    assert len(library.articles()) == 2
    assert [item.status for item in report.items] == [ItemStatus.ADDED] * 2


def test_progress_names_each_source_and_ends_full(library: Library, article_file: Path) -> None:
    seen: list[Progress] = []
    library.import_sources([str(article_file)], progress=seen.append)
    assert any(article_file.name in step.what for step in seen)
    assert all(step.done <= step.total or step.total == 0 for step in seen)


@pytest.mark.timeout(20)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_in_a_folder_does_not_hold_the_import_up(library: Library, tmp_path: Path, article_file: Path) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    os.mkfifo(saved / "another.txt")
    shutil.copy(article_file, saved)
    report = library.import_sources([str(saved)])
    assert [item.status for item in report.items] == [ItemStatus.ADDED]


def test_a_folder_that_may_not_be_looked_into_is_told(
    library: Library, tmp_path: Path, article_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = tmp_path / "saved"
    closed = saved / "closed"
    closed.mkdir(parents=True)
    shutil.copy(article_file, saved)
    scan = os.scandir

    def refuse(path: str) -> object:  # whoever runs the tests may be allowed to look everywhere
        if Path(path) == closed:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    report = library.import_sources([str(saved)])
    assert [item.status for item in report.items] == [ItemStatus.ADDED, ItemStatus.FAILED]
    assert report.items[1].error is not None
    assert str(closed) in report.items[1].error.message


def test_a_file_from_a_year_beyond_the_calendar_is_read(library: Library, article_file: Path) -> None:
    far = 10**12  # seconds: the year 33658
    os.utime(article_file, (far, far))
    if article_file.stat().st_mtime < far:
        pytest.skip("this disk keeps no such dates")
    assert library.import_sources([str(article_file)]).items[0].status is ItemStatus.ADDED


@pytest.mark.parametrize("content", [b"", b"   \n\n", b"\0" * 40])
def test_an_empty_file_is_refused_and_leaves_no_trace(library: Library, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "empty.txt"
    file.write_bytes(content)
    (item,) = library.import_sources([str(file)]).items
    assert item.status is ItemStatus.FAILED
    assert item.error is not None
    assert "empty.txt" in item.error.message
    assert library.articles() == ()


def test_pictures_beside_a_saved_page_come_along(library: Library, repository: Path) -> None:
    library.import_sources([str(repository / "seeds" / "apollo-11" / "apollo-11-landing.html")])
    pictures = [figure.picture for post in library.posts_of() for figure in post.figures if figure.picture]
    assert len(pictures) == 3
    assert all((library.picture(digest) or b"").startswith(b"\x89PNG") for digest in pictures)


def test_an_empty_name_is_refused_and_imports_nothing(library: Library) -> None:
    (item,) = library.import_sources([""]).items
    assert item.status is ItemStatus.FAILED
    assert library.articles() == ()


def test_an_article_is_found_by_the_host_it_is_from(library: Library, repository: Path) -> None:
    library.import_sources([str(repository / "seeds" / "apollo-11" / "apollo-11-landing.html")])
    assert len(library.list_posts("source:example").rows) == len(library.posts_of())
    assert len(library.list_posts("source:samples").rows) == len(library.posts_of())
    assert library.list_posts("source:elsewhere").rows == ()
