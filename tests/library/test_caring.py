"""Care: a backup gives back an equal library, and a check tells what is wrong."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.changes import AddAnnotation
from desktop.domain.errors import CannotRead, CannotWrite, LibraryBusy, WrongUsage
from desktop.library.library import Library, restore
from desktop.store.locking import WriteLock


@pytest.fixture
def marked(library: Library, repository: Path) -> Library:
    library.import_sources([str(repository / "seeds" / "apollo-11" / "apollo-11-landing.html")])
    post = library.posts_of()[0]
    library.apply(AddAnnotation(library.new_annotation(post, 0, 10, note="a note")))
    return library


def test_a_restored_backup_equals_the_library(marked: Library, repository: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.zip"
    marked.back_up(backup)
    restore(backup, tmp_path / "again")
    with Library.open(tmp_path / "again", resources=repository / "resources") as again:
        again.update_index()
        assert again.articles() == marked.articles()
        assert again.posts_of() == marked.posts_of()
        assert again.annotations() == marked.annotations()
        digests = [figure.picture for post in again.posts_of() for figure in post.figures if figure.picture]
        assert digests
        assert all(again.picture(digest) == marked.picture(digest) for digest in digests)
        assert again.check().problems == ()


def test_a_backup_is_never_restored_over_a_library(marked: Library, folder: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.zip"
    marked.back_up(backup)
    with pytest.raises(WrongUsage):
        restore(backup, folder)


@pytest.mark.parametrize(
    "damage",
    [
        *("no zip", "a file changed", "a path outside", "no list of files", "a list for a manifest", "no database"),
        *("another version", "compressed bytes changed", "encrypted", "an unknown compression"),
    ],
)
def test_a_damaged_backup_is_refused_and_makes_no_library(marked: Library, tmp_path: Path, damage: str) -> None:
    backup = tmp_path / "backup.zip"
    marked.back_up(backup)
    harm(backup, damage)
    with pytest.raises(CannotRead):
        restore(backup, tmp_path / "again")
    assert not (tmp_path / "again" / "library.sqlite3").exists()
    assert not (tmp_path / "evil.txt").exists()


def harm(backup: Path, damage: str) -> None:
    if damage in IN_BYTES:
        backup.write_bytes(IN_BYTES[damage](backup.read_bytes()))
        return
    with zipfile.ZipFile(backup) as source:
        members = {name: source.read(name) for name in source.namelist()}
    manifest = json.loads(members["manifest.json"])
    if damage == "a file changed":
        members["library.sqlite3"] = members["library.sqlite3"][:-1] + b"?"
    elif damage == "a path outside":
        members["../evil.txt"] = members["library.sqlite3"]
        manifest["files"]["../evil.txt"] = manifest["files"]["library.sqlite3"]
    elif damage == "no list of files":
        manifest["files"] = list(manifest["files"])
    elif damage == "a list for a manifest":
        manifest = [manifest]
    elif damage == "no database":
        del manifest["files"]["library.sqlite3"]
    elif damage == "another version":
        manifest["version"] = 2
    members["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(backup, "w") as target:
        for name, data in members.items():
            target.writestr(name, data)


def with_headers(data: bytes, local: int, central: int, value: int) -> bytes:
    """Set one byte in the two headers that a zip file has of each member."""
    changed = bytearray(data)
    for sign, offset in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        at = -1
        while (at := data.find(sign, at + 1)) >= 0:
            changed[at + offset] = value
    return bytes(changed)


def with_other_bytes(data: bytes) -> bytes:
    start = data.index(b"library.sqlite3") + len("library.sqlite3")
    return data[:start] + b"\xff" * 40 + data[start + 40 :]


IN_BYTES: dict[str, Callable[[bytes], bytes]] = {
    "no zip": lambda data: b"not a zip at all",
    "compressed bytes changed": with_other_bytes,
    "encrypted": lambda data: with_headers(data, 6, 8, 1),
    "an unknown compression": lambda data: with_headers(data, 8, 10, 99),
}


def test_what_another_library_left_in_the_folder_is_not_mixed_in(
    marked: Library, repository: Path, article_file: Path, tmp_path: Path
) -> None:
    backup, other = tmp_path / "backup.zip", tmp_path / "other"
    marked.back_up(backup)
    with Library.open(other, resources=repository / "resources") as lost:
        lost.import_sources([str(article_file)])
        log = (other / "library.sqlite3-wal").read_bytes()
        assert log
    (other / "library.sqlite3").unlink()
    (other / "library.sqlite3-wal").write_bytes(log)
    restore(backup, other)
    assert not (other / "cache").exists()
    with Library.open(other, resources=repository / "resources") as again:
        again.update_index()
        assert again.posts_of() == marked.posts_of()
        assert again.list_posts("ferries").rows == ()
        assert again.check().problems == ()


def test_a_restore_waits_for_nobody_who_is_at_work_in_the_folder(marked: Library, tmp_path: Path) -> None:
    marked.back_up(tmp_path / "backup.zip")
    lock = WriteLock.acquire(tmp_path / "again")
    with pytest.raises(LibraryBusy):
        restore(tmp_path / "backup.zip", tmp_path / "again")
    lock.release()
    restore(tmp_path / "backup.zip", tmp_path / "again")


def test_a_folder_whose_database_is_gone_begins_with_an_empty_cache(
    library: Library, folder: Path, repository: Path, article_file: Path
) -> None:
    library.import_sources([str(article_file)])
    library.close()
    (folder / "library.sqlite3").unlink()
    with Library.open(folder, resources=repository / "resources"):
        assert not (folder / "cache").exists()


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(marked: Library, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as refused:
        marked.back_up(tmp_path / "missing" / "backup.zip")
    assert "missing" in refused.value.message
    assert not (tmp_path / "missing").exists()


def test_a_check_names_what_is_missing(marked: Library, folder: Path) -> None:
    assert marked.check().problems == ()
    for file in (folder / "originals").rglob("*"):
        if file.is_file():
            file.unlink()
    assert any(marked.articles()[0].sha256 in problem for problem in marked.check().problems)
