"""Imports that the library remembers: listed, gone on with, repeated for what failed."""

import sys
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from export_rows import a_link

from desktop.domain.errors import CannotRead, DiskProblem, LibraryBusy, WrongUsage
from desktop.domain.reports import ItemStatus
from desktop.library import importing
from desktop.library.import_options import PLAINLY
from desktop.library.library import Library
from desktop.store import json_values
from desktop.store.store import AskedImport, Store


def story(number: int) -> str:
    return f"Story number {number} tells of the harbour of Torvik and of its two ferries.\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    made = []
    for number in range(5):
        file = tmp_path / f"story-{number}.txt"
        file.write_text(story(number))
        made.append(str(file))
    return made


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "saved.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(5):
            packed.writestr(f"deep/story-{number}.txt", story(number))
        packed.writestr("deep/empty.txt", " ")
    return path


def stop_after(count: int):
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > count

    return cancelled


def test_each_report_is_kept(library: Library, files: list[str], folder: Path, repository: Path) -> None:
    report = library.import_sources([*files, "gone.txt"])
    (run,) = library.import_runs()
    assert run.id == report.run_id
    assert run.is_finished
    assert run.counts == {ItemStatus.ADDED: 5, ItemStatus.FAILED: 1}
    assert all(Path(name).is_absolute() for name in run.names)
    assert library.import_report(run.id).items == report.items
    assert library.unfinished_runs() == ()


def test_stopped_import_goes_on_where_it_was(library: Library, files: list[str]) -> None:
    report = library.import_sources(files, cancelled=stop_after(2))
    assert report.was_cancelled
    (run,) = library.unfinished_runs()
    again = library.resume(run.id)
    assert len(report.items) + len(again.items) == len(files)
    assert len(library.articles()) == len(files)
    assert library.unfinished_runs() == ()
    assert len(library.import_report(run.id).items) == len(files)
    with pytest.raises(WrongUsage):
        library.resume(run.id)


@pytest.mark.parametrize("count", range(1, 8))
def test_archive_goes_on_at_any_member(library: Library, archive: Path, count: int) -> None:
    first = library.import_sources([str(archive)], cancelled=stop_after(count))
    items = first.items
    if first.was_cancelled:
        items += library.resume(library.unfinished_runs()[0].id).items
    assert [item.source.rpartition(" ▸ ")[2] for item in items if item.status is ItemStatus.ADDED] == [
        f"deep/story-{number}.txt" for number in range(5)
    ]
    assert len(items) == len({item.source for item in items})


def test_rows_of_one_file_go_on_after_a_kill(
    library: Library, export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export.documents = [a_link(f"https://herald.example/{number}") for number in range(6)]
    file = tmp_path / "list.export"
    file.write_bytes(b"EXPORT")
    keep, left = Store.save_version, [3]

    def die(self, *arguments):
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return keep(self, *arguments)

    monkeypatch.setattr(Store, "save_version", die)
    with pytest.raises(KeyboardInterrupt):
        library.import_sources([str(file)])
    monkeypatch.setattr(Store, "save_version", keep)
    kept = len(library.articles())
    (run,) = library.unfinished_runs()
    items = library.resume(run.id).items
    assert [item.status for item in items] == [ItemStatus.ADDED] * (6 - kept)
    assert library.import_runs()[0].counts == {ItemStatus.ADDED: 6}


def test_rows_of_one_file_can_be_stopped_between(
    library: Library, export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "TRANSACTION_SECONDS", 0.0)
    export.documents = [a_link(f"https://herald.example/{number}") for number in range(6)]
    file = tmp_path / "list.export"
    file.write_bytes(b"EXPORT")
    report = library.import_sources([str(file)], cancelled=stop_after(4))
    assert report.was_cancelled
    assert 0 < len(report.items) < 6
    again = library.resume(library.unfinished_runs()[0].id)
    assert len(report.items) + len(again.items) == len(library.links()) == 6


def test_full_disk_leaves_the_run_to_go_on(library: Library, files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(self, *arguments):
        raise LibraryBusy("Somebody else writes.", "Wait.")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "save_version", busy)
        (item,) = library.import_sources(files).items
    assert item.status is ItemStatus.FAILED
    (run,) = library.unfinished_runs()
    assert len(library.resume(run.id).items) == len(files)


def test_unfinished_import_can_be_let_go(library: Library, files: list[str]) -> None:
    library.import_sources(files, cancelled=stop_after(2))
    library.forget_unfinished_run(library.unfinished_runs()[0].id)
    assert library.unfinished_runs() == ()


def test_only_the_failures_are_repeated(library: Library, files: list[str], tmp_path: Path) -> None:
    late = tmp_path / "late.txt"
    report = library.import_sources([*files, str(late)])
    assert report.run_id is not None
    late.write_text(story(9))
    (item,) = library.retry(report.run_id).items
    assert (item.source, item.status) == (str(late), ItemStatus.ADDED)
    with pytest.raises(WrongUsage):
        library.retry(library.import_runs()[0].id)


def test_only_the_failed_rows_of_a_file_are_repeated(library: Library, export, tmp_path: Path) -> None:
    bad = CannotRead("Row 2 cannot be read.", "Mend it.")
    export.documents = [a_link("https://herald.example/1"), bad, a_link("https://herald.example/3")]
    file = tmp_path / "list.export"
    file.write_bytes(b"EXPORT")
    report = library.import_sources([str(file)])
    assert report.run_id is not None
    export.documents[1] = a_link("https://herald.example/2")
    again = library.retry(report.run_id)
    assert [item.status for item in again.items if item.title == "https://herald.example/2"] == [ItemStatus.ADDED]
    assert len(library.links()) == 3


def send(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=BytesIO(data)))


def test_what_came_on_standard_input_is_there_when_the_import_goes_on(
    library: Library, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    send(monkeypatch, story(9).encode())
    report = library.import_sources([*files[:2], "-"], cancelled=stop_after(1))
    assert report.was_cancelled
    send(monkeypatch, b"")
    (run,) = library.unfinished_runs()
    assert run.names[-1] == "standard input"
    assert [item.source for item in library.resume(run.id).items][-1] == "standard input"
    assert any("number 9" in post.text for post in library.posts_of())


def test_what_came_on_standard_input_can_be_imported_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    send(monkeypatch, b"\0\0")
    report = library.import_sources(["-"])
    assert report.run_id is not None
    send(monkeypatch, story(9).encode())  # is not asked again
    (item,) = library.retry(report.run_id).items
    assert (item.status, item.error) == (ItemStatus.FAILED, report.items[0].error)


def test_standard_input_of_an_older_library_is_wrong_usage(library: Library) -> None:
    run = library._store.begin_run(
        AskedImport(("-",), json_values.to_json(PLAINLY), None), datetime(2024, 3, 5, tzinfo=UTC)
    )
    with pytest.raises(WrongUsage, match="not kept"):
        library.resume(run)
    assert library.unfinished_runs() != ()


def test_what_is_rolled_back_is_not_told_and_the_reason_is_kept(
    library: Library, export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export.documents = [a_link(f"https://herald.example/{number}") for number in range(3)]
    file = tmp_path / "list.export"
    file.write_bytes(b"EXPORT")
    keep, left = Store.save_version, [2]

    def fill_up(self, *arguments):
        left[0] -= 1
        if left[0] < 0:
            raise DiskProblem("The disk is full.", "Make room.")
        return keep(self, *arguments)

    with monkeypatch.context() as patched:
        patched.setattr(Store, "save_version", fill_up)
        report = library.import_sources([str(file)])
    assert library.articles() == ()
    assert not report.changes
    assert report.run_id is not None
    (kept,) = library.import_report(report.run_id).items
    assert kept.error is not None
    assert kept.error.message == "The disk is full."
    assert len(library.resume(report.run_id).items) == 3
    assert library.import_runs()[0].counts == {ItemStatus.ADDED: 3}


def test_failure_that_another_import_settled_is_told_as_settled(library: Library, tmp_path: Path) -> None:
    late, never = tmp_path / "late.txt", tmp_path / "never.txt"
    report = library.import_sources([str(late), str(never)])
    assert report.run_id is not None
    late.write_text(story(9))
    library.import_sources([str(late)])
    kept = library.import_report(report.run_id)
    assert (kept.repeatable, kept.settled) == ({1}, {0})
    settled, failed = library.retry(report.run_id).items
    assert (settled.source, settled.status) == (str(late), ItemStatus.UNCHANGED)
    assert "since" in settled.warnings[0]
    assert failed.status is ItemStatus.FAILED
    never.write_text(story(8))
    library.import_sources([str(never)])
    runs = library.import_runs()
    assert {item.status for item in library.retry(report.run_id).items} == {ItemStatus.UNCHANGED}
    assert library.import_runs() == runs  # there was nothing left to do


def test_shorter_text_that_was_taken_is_offered_no_more(library: Library, tmp_path: Path) -> None:
    page = tmp_path / "harbour.txt"
    ending = "\n\nSource: https://www.example.org/harbour\n"
    page.write_text("The harbour\n\n" + "The council decided on Tuesday to dredge the harbour. " * 9 + ending)
    library.import_sources([str(page)])
    page.write_text("The harbour\n\nPlease accept." + ending)
    refused = library.import_sources([str(page)])
    assert refused.run_id is not None
    assert library.import_report(refused.run_id).repeatable == {0}
    library.import_sources([str(page)])
    assert library.import_report(refused.run_id).repeatable == {0}  # it was refused again, which settles nothing
    assert library.retry(refused.run_id, accept_shorter=True).items[0].status is ItemStatus.UPDATED
    assert library.import_report(refused.run_id).settled == {0}
    (told,) = library.retry(refused.run_id, accept_shorter=True).items
    assert (told.status, told.is_shorter) == (ItemStatus.UNCHANGED, False)
    assert "since" in told.warnings[0]


def test_unknown_import_is_wrong_usage(library: Library) -> None:
    for ask in (library.resume, library.retry, library.import_report):
        with pytest.raises(WrongUsage, match="77"):
            ask(77)
