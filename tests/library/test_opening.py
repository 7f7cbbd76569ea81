"""Opening a library: one writer, readers beside it, and clear words where it cannot be used."""

import shutil
from pathlib import Path

import pytest

from desktop.domain.changes import SetRead
from desktop.domain.errors import DiskProblem, LibraryBusy, LibraryDamaged
from desktop.library.library import Library
from desktop.search.index import IndexDamaged, SearchIndex


def test_a_second_writer_is_refused_but_may_read(
    library: Library, folder: Path, repository: Path, article_file: Path
) -> None:
    library.import_sources([str(article_file)])
    resources = repository / "resources"
    with pytest.raises(LibraryBusy) as refused:
        Library.open(folder, resources=resources)
    assert str(folder) in refused.value.message
    assert refused.value.hint
    with Library.open(folder, resources=resources, writable=False) as reader:
        assert len(reader.list_posts("ferries").rows) == 1
        with pytest.raises(LibraryBusy):
            reader.apply(SetRead(frozenset(), True))


def test_a_lane_sees_what_another_lane_wrote(library: Library, article_file: Path) -> None:
    lane = library.lane()
    library.import_sources([str(article_file)])
    assert len(lane.list_posts("ferries").rows) == 1
    lane.close()
    assert len(library.list_posts("ferries").rows) == 1


def test_the_library_can_be_opened_again_after_it_was_closed(
    library: Library, folder: Path, repository: Path, article_file: Path
) -> None:
    library.import_sources([str(article_file)])
    library.close()
    with Library.open(folder, resources=repository / "resources") as again:
        assert len(again.list_posts("ferries").rows) == 1


@pytest.mark.parametrize("how", ["missing", "garbage", "empty files", "cut short"])
def test_a_broken_index_is_built_anew_by_itself(
    library: Library, folder: Path, repository: Path, article_file: Path, how: str
) -> None:
    library.import_sources([str(article_file)])
    library.close()
    break_index(folder / "cache" / "index", how)
    with Library.open(folder, resources=repository / "resources") as again:
        assert len(again.list_posts("ferries").rows) == 1  # from the database, until the index is back
        again.update_index()
        assert again.index_is_current()
        found = again.list_posts("ferries")
        assert len(found.rows) == 1
        assert found.hits is not None
        assert found.hits.from_index


@pytest.mark.parametrize("how", ["deleted", "of another library", "an older copy"])
def test_an_index_is_never_taken_for_that_of_another_database(
    library: Library, folder: Path, repository: Path, article_file: Path, tmp_path: Path, how: str
) -> None:
    resources = repository / "resources"
    page = repository / "seeds" / "apollo-11" / "apollo-11-landing.html"
    with Library.open(tmp_path / "other", resources=resources):
        pass
    library.close()
    older = (folder / "library.sqlite3").read_bytes()
    with Library.open(folder, resources=resources) as opened:
        opened.import_sources([str(article_file)])
    if how == "deleted":
        (folder / "library.sqlite3").unlink()
    else:
        other = (tmp_path / "other" / "library.sqlite3").read_bytes()
        (folder / "library.sqlite3").write_bytes(other if how == "of another library" else older)
    with Library.open(folder, resources=resources) as again:
        assert not again.index_is_current()
        again.import_sources([str(page)])
        assert again.index_is_current()
        assert again.search("ferries").total == 0
        assert again.search("moon").total == len(again.list_posts("moon").rows) > 0


def test_words_about_a_missing_index_promise_no_rebuilding_where_there_is_none(
    library: Library, folder: Path, repository: Path, article_file: Path
) -> None:
    library.import_sources([str(article_file)])
    break_index(folder / "cache" / "index", "missing")
    hits = library.search("ferries")
    assert (hits.total, hits.from_index) == (1, False)
    assert "until the search index is rebuilt" in hits.explanation
    with Library.open(folder, resources=repository / "resources", writable=False) as reader:
        hits = reader.search("ferries")
        assert (hits.total, hits.from_index) == (1, False)
        assert "can only be read here" in hits.explanation


@pytest.mark.parametrize("failures", [1, 2])
def test_an_index_that_is_damaged_while_it_is_built_is_built_once_more(
    library: Library, article_file: Path, monkeypatch: pytest.MonkeyPatch, failures: int
) -> None:
    library.import_sources([str(article_file)])
    build, left = SearchIndex.rebuild, [failures]

    def rebuild(index: SearchIndex, *rest: object) -> None:
        build(index, *rest)  # type: ignore[arg-type]
        if left[0]:
            left[0] -= 1
            raise IndexDamaged("torn")

    monkeypatch.setattr(SearchIndex, "rebuild", rebuild)
    if failures == 2:
        with pytest.raises(DiskProblem) as refused:
            library.rebuild_index()
        assert refused.value.hint
    else:
        library.rebuild_index()
        assert library.index_is_current()


def break_index(index: Path, how: str) -> None:
    if how == "missing":
        shutil.rmtree(index)
        return
    for file in [file for file in index.rglob("*") if file.is_file()]:
        if how == "garbage":
            file.write_bytes(b"\x00garbage\xff" * 50)
        elif how == "empty files":
            file.write_bytes(b"")
        else:
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def test_a_damaged_database_is_named_and_left_as_it_is(folder: Path, repository: Path) -> None:
    folder.mkdir()
    database = folder / "library.sqlite3"
    database.write_bytes(b"this is no database at all, and never was one" * 100)
    before = database.read_bytes()
    with pytest.raises(LibraryDamaged) as damaged:
        Library.open(folder, resources=repository / "resources")
    assert str(database) in damaged.value.message
    assert damaged.value.hint
    assert all(word in damaged.value.hint for word in ("-wal", "-shm", "backups", "restore"))
    assert database.read_bytes() == before
