"""Bringing older libraries up to date."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from store_builders import NOON, a_mark, a_post, an_article, save

from desktop.domain.changes import SetRead
from desktop.domain.entities import Entity, EntityKind, Findings, Mention, Role
from desktop.domain.errors import CannotRead, DiskProblem
from desktop.domain.ids import EntityId
from desktop.domain.posts import Figure
from desktop.store import migrations, opening
from desktop.store.migrations import STEPS
from desktop.store.store import DATABASE_NAME, Store

OLD_LIBRARIES = sorted((Path(__file__).parent / "old_libraries").glob("*.sql"))
ONE = a_post("one", "The bridge fell.", figures=(Figure("The bridge", "J. Ek"),))
BRIDGE = Entity(EntityId("bridge"), EntityKind.PLACE, "The bridge", ("bridge",), (Role("Crossing", ONE.id),))


def fill(store: Store) -> None:
    """What every saved old library holds; to save one, dump the database that this fills."""
    save(store, an_article(), a_post("one", "The bridge stands."), a_post("two"))
    save(store, an_article(version=2), ONE)
    mention = Mention(ONE.id, BRIDGE.id, 0, 4, 10, "bridge")
    store.save_findings(an_article().id, Findings("finder", (BRIDGE,), (mention,)))
    store.put_annotation(a_mark(ONE, "bridge", "which?"))
    store.set_read([ONE.id], True)
    store.record_edit(SetRead(frozenset({ONE.id}), True), SetRead(frozenset({ONE.id}), False), NOON)


def schema(folder: Path) -> set[tuple[str, ...]]:
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as database:
        return set(database.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))


def add_a_shelf(database):
    database.execute("CREATE TABLE shelves (name TEXT)")


def fail_halfway(database):
    database.execute("CREATE TABLE half (name TEXT)")
    raise sqlite3.OperationalError("the step is wrong")


@pytest.fixture
def old(folder: Path) -> Path:
    store = Store.open(folder)
    fill(store)
    store.close()
    return folder


@pytest.fixture
def steps(monkeypatch):
    def know(*further):
        known = (*STEPS, *further)
        for function in (migrations.pending_steps, migrations.apply_steps, migrations.upgrade):
            monkeypatch.setattr(function, "__defaults__", (known,))
        monkeypatch.setattr(opening, "STEPS", known)

    return know


def test_there_is_an_old_library_for_every_step():
    assert len(OLD_LIBRARIES) == len(STEPS)


@pytest.mark.parametrize("dump", OLD_LIBRARIES, ids=lambda path: path.stem)
def test_every_old_library_opens_with_all_it_held_and_looks_like_a_new_one(dump, folder, tmp_path):
    folder.mkdir()
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as database:
        database.executescript(dump.read_text(encoding="utf-8"))
    Store.open(tmp_path / "new").close()
    store = Store.open(folder)
    assert store.posts_of(an_article().id)[0].paragraphs == ONE.paragraphs
    assert store.posts_of(an_article().id)[0].figures == ONE.figures
    assert store.version_changes(an_article().id).changed[0].old_text == "The bridge stands."
    assert store.annotations() == (a_mark(ONE, "bridge", "which?"),)
    assert store.entities() == (BRIDGE,)
    assert [mention.text for mention in store.mentions()] == ["bridge"]
    assert store.is_read(ONE.id)
    assert store.recorded_edits(1)[0].edit == SetRead(frozenset({ONE.id}), True)
    assert store.check() == (f"The original {'0' * 64} is missing.",)
    store.close()
    assert schema(folder) == schema(tmp_path / "new")


def test_new_library_is_made_by_all_steps_without_a_backup(folder, steps):
    steps(add_a_shelf)
    Store.open(folder).close()
    assert ("table", "shelves") in {row[:2] for row in schema(folder)}
    assert not (folder / "backups").exists()


def test_database_is_copied_before_the_first_pending_step(old, steps):
    before = schema(old)
    steps(add_a_shelf)
    store = Store.open(old)
    assert store.is_read(ONE.id)
    store.close()
    assert schema(old) > before
    (copy,) = (old / "backups").iterdir()
    assert "add_a_shelf" in copy.name
    with closing(sqlite3.connect(copy)) as database:
        assert set(database.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")) == before


def test_second_upgrade_keeps_the_copy_of_the_first(old, steps):
    for _ in range(2):
        steps(add_a_shelf, fail_halfway)
        with pytest.raises(sqlite3.OperationalError):
            Store.open(old)
    steps(add_a_shelf, fail_halfway)
    assert len(list((old / "backups").iterdir())) == 2


def test_library_of_today_is_not_copied(old):
    Store.open(old).close()
    assert not (old / "backups").exists()


def test_step_that_fails_leaves_no_trace_and_stays_pending(old, steps):
    before = schema(old)
    steps(fail_halfway)
    with pytest.raises(sqlite3.OperationalError):
        Store.open(old)
    assert schema(old) == before
    steps()
    store = Store.open(old)
    assert store.annotations()
    store.close()


def test_old_library_is_not_opened_for_reading_alone(old, steps):
    before = schema(old)
    steps(add_a_shelf)
    with pytest.raises(CannotRead, match="older version"):
        Store.open(old, writable=False)
    assert schema(old) == before


def test_library_that_cannot_be_copied_is_not_upgraded(old, steps):
    (old / "backups").write_text("in the way")
    before = schema(old)
    steps(add_a_shelf)
    with pytest.raises(DiskProblem):
        Store.open(old)
    assert schema(old) == before
