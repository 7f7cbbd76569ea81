"""Care: what a check sees, and copies of the database."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from store_builders import a_mark, a_post, an_article, save

from desktop.domain.annotations import AnchorState
from desktop.domain.entities import Entity, EntityKind, Findings, Mention
from desktop.domain.errors import CannotWrite, LibraryDamaged
from desktop.domain.ids import EntityId
from desktop.domain.posts import Figure
from desktop.store import schema
from desktop.store.care import JSON_COLUMNS
from desktop.store.store import DATABASE_NAME, Store


@pytest.fixture
def sound(store):
    picture = store.keep_picture(b"picture")
    post = a_post("one", "Naïve 🙂 words.", figures=(Figure("Caption", None, picture),))
    save(store, an_article(sha256=store.keep_original(b"page")), post)
    store.put_annotation(a_mark(post, "words"))
    entity = Entity(EntityId("e"), EntityKind.OTHER, "words")
    store.save_findings(
        an_article().id, Findings("finder", (entity,), (Mention(post.id, entity.id, 0, 8, 13, "words"),))
    )
    return store


def test_sound_library_has_no_problems(sound):
    assert sound.check() == ()


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("DELETE FROM posts", "is not there"),
        ("UPDATE versions SET post_count = 3", "should have 3 posts and has 1"),
        ("UPDATE paragraphs SET text = 'other'", "names of post"),
        ("UPDATE annotations SET span_start = 0", "does not stand on its words"),
        ("UPDATE mentions SET paragraph = 7", "names of post"),
    ],
)
def test_rows_that_contradict_each_other_are_said(sound, folder, sql, said):
    with closing(sqlite3.connect(folder / DATABASE_NAME, isolation_level=None)) as database:
        database.execute(sql)
    assert any(said in problem for problem in sound.check())


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE annotations SET tags = 'x'", "The column tags of 1 row of the table annotations cannot be read."),
        ("UPDATE versions SET byline = '[\"'", "The column byline of 1 row of the table versions cannot be read."),
        ("UPDATE posts SET event_days = '{'", "The column event_days of 1 row of the table posts cannot be read."),
    ],
)
def test_values_that_nobody_wrote_so_are_said_with_their_table(sound, folder, sql, said):
    with closing(sqlite3.connect(folder / DATABASE_NAME, isolation_level=None)) as database:
        database.execute(sql)
    assert said in sound.check()


def test_every_column_of_json_is_looked_at():
    tables = re.findall(r"CREATE TABLE (\w+) \((.*?)\) STRICT", str(vars(schema)), re.DOTALL)
    columns = {name: tuple(re.findall(r"(\w+) TEXT[^\n]*?-- JSON", body.replace("\\n", "\n"))) for name, body in tables}
    assert {name: found for name, found in columns.items() if found} == JSON_COLUMNS


@pytest.mark.parametrize(
    ("sql", "ask"),
    [
        ("UPDATE annotations SET tags = 'x'", Store.annotations),
        ("UPDATE posts SET byline = '7'", lambda store: list(store.all_posts())),
        ("UPDATE versions SET published = '{}'", Store.articles),
    ],
)
def test_a_value_that_nobody_wrote_so_is_damage_and_no_fault_of_the_program(sound, folder, sql, ask):
    with closing(sqlite3.connect(folder / DATABASE_NAME, isolation_level=None)) as database:
        database.execute(sql)
    with pytest.raises(LibraryDamaged, match="timeline-reader check"):
        ask(sound)


def test_files_that_are_missing_or_altered_are_said(sound, folder):
    (original,) = (folder / "originals").iterdir()
    (picture,) = (folder / "images").iterdir()
    original.unlink()
    picture.write_bytes(b"another")
    assert sound.check() == (f"The original {original.name} is missing.", f"The picture {picture.name} is damaged.")


def test_mark_that_needs_review_is_no_problem(sound):
    (mark,) = sound.annotations()
    sound.put_annotation(replace(mark, start=0, state=AnchorState.NEEDS_REVIEW))
    assert sound.check() == ()


def test_copy_of_the_database_is_a_library_of_its_own(sound, tmp_path):
    copy = tmp_path / "copy" / DATABASE_NAME
    copy.parent.mkdir()
    sound.backup_database(copy)
    assert [path.name for path in copy.parent.iterdir()] == [DATABASE_NAME]
    opened = Store.open(copy.parent)
    assert tuple(opened.all_posts()) == tuple(sound.all_posts())
    assert opened.annotations() == sound.annotations()
    opened.close()


def test_copy_replaces_an_older_one(sound, tmp_path):
    copy = tmp_path / "copy.sqlite3"
    copy.write_bytes(b"older")
    sound.backup_database(copy)
    assert copy.read_bytes().startswith(b"SQLite format 3")


def test_copy_that_cannot_be_written_is_said_and_leaves_nothing(sound, tmp_path):
    with pytest.raises(CannotWrite):
        sound.backup_database(tmp_path / "nowhere" / "copy.sqlite3")
    (tmp_path / "taken").mkdir()
    with pytest.raises(CannotWrite):
        sound.backup_database(tmp_path / "taken")
    assert not list(tmp_path.glob("*.unfinished"))
