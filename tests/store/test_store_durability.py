"""What is stored stays whole: after a kill, on a full disk, beside other writers."""

import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import saving_forever
from store_builders import a_mark, a_post, an_article, save

from desktop.domain.errors import DiskProblem, LibraryBusy, LibraryDamaged
from desktop.domain.listings import EVERYTHING
from desktop.store.store import Store
from desktop.store.translating import sqlite_errors_translated

KILLS = 5
ONE, TWO = a_post("one"), a_post("two")


@contextmanager
def files_limited_to(byte_count: int) -> Iterator[None]:
    """No file may grow beyond this, as on a disk that is full."""
    resource = pytest.importorskip("resource", reason="this system cannot limit the size of files")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (byte_count, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def killed_while_saving(folder: Path, run: str, seconds: float) -> list[str]:
    """Let another process save, kill it, and return what it had promised."""
    paths = os.pathsep.join([str(Path(saving_forever.__file__).parent), *sys.path])
    command = [sys.executable, saving_forever.__file__, str(folder), run]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}) as child:
        promised = [child.stdout.readline().strip()]
        time.sleep(seconds)
        child.kill()
        promised += child.stdout.read().split("\n")[:-1]
    return [line.strip() for line in promised if line.strip()]


def test_kill_at_any_moment_leaves_whole_articles_and_every_promised_mark(folder):
    promised: list[str] = []
    for number in range(KILLS):
        promised += killed_while_saving(folder, f"run{number}", random.uniform(0.0, 0.25))
        store = Store.open(folder)
        assert store.check() == ()
        for article in store.articles():
            posts = store.posts_of(article.id)
            assert len(posts) == article.post_count
            assert {len(post.paragraphs) for post in posts} == {saving_forever.PARAGRAPHS}
        assert set(promised) <= {annotation.id for annotation in store.annotations()}
        assert {post.id for post in store.all_posts()} == {row.post_id for row in store.outbox_after(0, 10**9)}
        store.close()
    assert len(promised) >= KILLS


def test_full_disk_is_said_and_leaves_the_library_as_it_was(store, folder):
    save(store, an_article(), ONE)
    big = [a_post(str(number), "word " * 2_000, article="fire") for number in range(200)]
    with files_limited_to(300_000), pytest.raises(DiskProblem) as caught:
        save(store, an_article("fire"), *big)
    assert str(folder) in caught.value.message
    assert store.posts_of(an_article().id) == (ONE,)
    assert store.article(an_article("fire").id) is None
    save(store, an_article("fire"), *big)
    assert store.post_total() == 201


def test_full_disk_keeps_no_half_original(store, folder):
    data = bytes(500_000)
    with files_limited_to(100_000), pytest.raises(DiskProblem):
        store.keep_original(data)
    assert list((folder / "originals").iterdir()) == []
    assert store.original(store.keep_original(data)) == data


def test_full_disk_makes_no_half_library(folder):
    with files_limited_to(20_000), pytest.raises(DiskProblem):
        Store.open(folder)
    Store.open(folder).close()


def test_full_database_is_a_disk_problem_with_a_remedy(tmp_path):
    path = tmp_path / "small.sqlite3"
    database = sqlite3.connect(path)
    database.execute("PRAGMA max_page_count = 3")
    database.execute("CREATE TABLE t (x)")
    with pytest.raises(DiskProblem, match="Free some space") as caught, sqlite_errors_translated(path):
        database.execute("INSERT INTO t VALUES (?)", (bytes(100_000),))
    database.close()
    assert str(path) in caught.value.message


def test_reading_goes_on_while_another_connection_writes(store, folder):
    save(store, an_article(), ONE)
    reader = Store.open(folder, writable=False, busy_seconds=0.0)
    with store.transaction():
        save(store, an_article(version=2), ONE, TWO)
        assert [row.id for row in reader.rows(EVERYTHING)] == [ONE.id]
        assert reader.posts_of(an_article().id) == (ONE,)
    assert len(reader.rows(EVERYTHING)) == 2
    reader.close()


def test_a_library_can_be_opened_on_a_thread_of_its_own_while_another_writes(store, folder):
    seen: list[int] = []

    def read_elsewhere() -> None:
        reader = Store.open(folder)
        seen.append(reader.post_total())
        reader.close()

    save(store, an_article(), ONE)
    with store.transaction():
        save(store, an_article(version=2), ONE, TWO)
        thread = threading.Thread(target=read_elsewhere)
        thread.start()
        thread.join()
    assert seen == [1]


def test_second_writer_waits_and_then_says_that_the_library_is_busy(store, folder):
    save(store, an_article(), ONE)
    impatient = Store.open(folder, busy_seconds=0.02)
    with store.transaction():
        with pytest.raises(LibraryBusy) as caught:
            impatient.put_annotation(a_mark(ONE, "Words"))
        assert str(folder) in caught.value.message
    assert impatient.put_annotation(a_mark(ONE, "Words"))
    impatient.close()


def test_library_opened_for_reading_cannot_be_written(store, folder):
    save(store, an_article(), ONE)
    reader = Store.open(folder, writable=False)
    with pytest.raises(DiskProblem):
        reader.set_read([ONE.id], True)
    reader.close()
    assert not store.is_read(ONE.id)


def test_damage_met_while_reading_is_said(store, folder):
    save(store, an_article(), *(a_post(str(number), "word " * 500) for number in range(300)))
    store.close()
    database = folder / "library.sqlite3"
    data = bytearray(database.read_bytes())
    half = len(data) // 2
    data[half:] = b"\xff" * (len(data) - half)
    database.write_bytes(data)
    reader = Store.open(folder, writable=False)
    with pytest.raises(LibraryDamaged, match="backups"):
        list(reader.all_posts())
    assert reader.check()
    reader.close()
