"""Opening a library: new, old, damaged, read-only, missing."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from store_builders import a_post, an_article, save

from desktop.domain.errors import CannotRead, DiskProblem, LibraryDamaged, LibraryTooNew
from desktop.domain.listings import EVERYTHING
from desktop.store.store import DATABASE_NAME, Store

ONE = a_post("one")
NOBODY = 65534


@pytest.fixture
def closed(folder: Path) -> Path:
    """A library with one article, closed again."""
    store = Store.open(folder)
    save(store, an_article(), ONE)
    store.close()
    return folder


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of this computer can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@contextmanager
def without_permission_to_write(folder: Path) -> Iterator[None]:
    """Make a folder read-only; the superuser, whom no permission stops, becomes nobody for a while."""
    if os.name == "nt":
        pytest.skip("folders have no such permission here")
    files = [folder, *folder.rglob("*")]
    for path in files:
        path.chmod(0o555 if path.is_dir() else 0o444)
    is_superuser = os.geteuid() == 0
    if is_superuser:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_superuser:
            os.seteuid(0)
        for path in files:
            path.chmod(0o755 if path.is_dir() else 0o644)


def run_sql(folder: Path, sql: str) -> None:
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as database:
        database.executescript(sql)


def test_every_library_has_an_id_of_its_own_that_its_copies_share(folder, tmp_path):
    store, other = Store.open(folder), Store.open(tmp_path / "other")
    assert store.library_id() != other.library_id()
    (tmp_path / "copy").mkdir()
    store.backup_database(tmp_path / "copy" / DATABASE_NAME)
    copy = Store.open(tmp_path / "copy")
    assert len(copy.library_id()) == 32
    assert copy.library_id() == store.library_id()
    for each in (store, other, copy):
        each.close()


def test_new_library_is_made_with_its_folders_above(tmp_path):
    folder = tmp_path / "a" / "b"
    Store.open(folder).close()
    assert [path.name for path in folder.iterdir()] == [DATABASE_NAME]


def test_library_is_there_when_opened_again(closed):
    for writable in (True, False):
        store = Store.open(closed, writable=writable)
        assert store.posts_of(an_article().id) == (ONE,)
        store.close()


def test_no_library_to_read_is_said(folder):
    with pytest.raises(CannotRead):
        Store.open(folder, writable=False)
    assert not folder.exists()


@pytest.mark.parametrize("writable", [True, False])
@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"not a database at all, but long enough to be one" * 50,
        lambda data: data[:50],
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data[:100] + b"\xff" * (len(data) - 100),
        lambda data: data[:16] + b"\x00\x07" + data[18:],
    ],
    ids=["empty", "rubbish", "cut in the header", "cut in half", "cut at the end", "overwritten", "wrong page size"],
)
def test_damaged_database_is_said_and_left_as_it_is(closed, damage, writable):
    database = closed / DATABASE_NAME
    broken = damage(database.read_bytes())
    database.write_bytes(broken)
    with pytest.raises(LibraryDamaged, match="backups") as caught:
        Store.open(closed, writable=writable)
    assert str(database) in caught.value.message
    assert database.read_bytes() == broken


@pytest.mark.parametrize("writable", [True, False])
def test_folder_in_place_of_the_database_is_damage(folder, writable):
    (folder / DATABASE_NAME).mkdir(parents=True)
    with pytest.raises(LibraryDamaged):
        Store.open(folder, writable=writable)


def test_database_of_another_program_is_not_touched(folder):
    folder.mkdir()
    run_sql(folder, "CREATE TABLE recipes (name)")
    before = (folder / DATABASE_NAME).read_bytes()
    with pytest.raises(LibraryDamaged, match="not a library"):
        Store.open(folder)
    assert (folder / DATABASE_NAME).read_bytes() == before


def test_lost_database_beside_its_log_is_damage(closed):
    (closed / DATABASE_NAME).unlink()
    log = closed / f"{DATABASE_NAME}-wal"
    log.write_bytes(b"what was written last")
    with pytest.raises(LibraryDamaged):
        Store.open(closed)
    assert log.read_bytes() == b"what was written last"


@pytest.mark.parametrize("writable", [True, False])
def test_library_of_a_newer_program_is_refused_and_untouched(closed, writable):
    columns = "migration_set, name, applied_at"
    run_sql(closed, f"INSERT INTO _sqlite_migrations ({columns}) VALUES ('library', 'from_the_future', '2099')")
    before = (closed / DATABASE_NAME).read_bytes()
    with pytest.raises(LibraryTooNew) as caught:
        Store.open(closed, writable=writable)
    assert str(closed) in caught.value.message
    assert (closed / DATABASE_NAME).read_bytes() == before
    assert not (closed / "backups").exists()


def test_file_in_place_of_the_folder_is_a_disk_problem(tmp_path):
    (tmp_path / "library").write_text("a file")
    with pytest.raises(DiskProblem):
        Store.open(tmp_path / "library")


def test_library_in_a_read_only_folder_can_be_read(open_folder):
    folder = open_folder / "library"
    store = Store.open(folder)
    save(store, an_article(), ONE)
    store.close()
    with without_permission_to_write(folder):
        reader = Store.open(folder, writable=False)
        assert reader.posts_of(an_article().id) == (ONE,)
        assert len(reader.rows(EVERYTHING)) == 1
        reader.close()


def test_copy_of_a_library_in_use_is_not_read_without_its_log(folder, open_folder):
    store = Store.open(folder)
    save(store, an_article(), ONE)
    for name in (DATABASE_NAME, f"{DATABASE_NAME}-wal"):
        shutil.copy(folder / name, open_folder / name)
    store.close()
    with without_permission_to_write(open_folder), pytest.raises(DiskProblem):
        Store.open(open_folder, writable=False)
    reader = Store.open(open_folder, writable=False)
    assert reader.posts_of(an_article().id) == (ONE,)
    reader.close()


def test_library_in_a_read_only_folder_cannot_be_written(open_folder):
    folder = open_folder / "library"
    Store.open(folder).close()
    with without_permission_to_write(folder), pytest.raises(DiskProblem) as caught:
        Store.open(folder)
    assert str(folder) in caught.value.message


def test_no_library_can_be_made_in_a_read_only_folder(open_folder):
    with without_permission_to_write(open_folder), pytest.raises(DiskProblem):
        Store.open(open_folder / "library")


def test_library_whose_making_was_cut_off_is_made_again(folder):
    folder.mkdir()
    (folder / f"{DATABASE_NAME}.new").write_bytes(b"half of it")
    Store.open(folder).close()
    assert [path.name for path in folder.iterdir()] == [DATABASE_NAME]


def test_name_with_special_characters_is_a_plain_folder(tmp_path):
    folder = tmp_path / "100% of #1? ünï"
    Store.open(folder).close()
    assert (folder / DATABASE_NAME).is_file()
    Store.open(folder, writable=False).close()
