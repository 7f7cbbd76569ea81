"""Care: a backup gives back an equal library, and a check tells what is wrong."""

import zipfile
from pathlib import Path

import pytest

from desktop.domain.changes import AddAnnotation
from desktop.domain.errors import CannotRead, CannotWrite, WrongUsage
from desktop.library.library import Library, restore


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


@pytest.mark.parametrize("damage", ["no zip", "a file changed", "a path outside"])
def test_a_damaged_backup_is_refused_and_makes_no_library(marked: Library, tmp_path: Path, damage: str) -> None:
    backup = tmp_path / "backup.zip"
    marked.back_up(backup)
    harm(backup, damage)
    with pytest.raises(CannotRead):
        restore(backup, tmp_path / "again")
    assert not (tmp_path / "again" / "library.sqlite3").exists()
    assert not (tmp_path / "evil.txt").exists()


def harm(backup: Path, damage: str) -> None:
    if damage == "no zip":
        backup.write_bytes(b"not a zip at all")
        return
    with zipfile.ZipFile(backup) as source:
        members = {name: source.read(name) for name in source.namelist()}
    if damage == "a file changed":
        members["library.sqlite3"] = members["library.sqlite3"][:-1] + b"?"
    else:
        members["manifest.json"] = members["manifest.json"].replace(b'"library.sqlite3"', b'"../evil.txt"')
        members["../evil.txt"] = members["library.sqlite3"]
    with zipfile.ZipFile(backup, "w") as target:
        for name, data in members.items():
            target.writestr(name, data)


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
