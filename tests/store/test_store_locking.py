"""One writer for each library."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.domain.errors import DiskProblem, LibraryBusy
from desktop.store.locking import WriteLock
from desktop.store.store import Store

HOLD = """
import sys
from pathlib import Path
from desktop.store.locking import WriteLock
lock = WriteLock.acquire(Path(sys.argv[1]))
sys.stdout.write("held")
sys.stdout.flush()
sys.stdin.read()
"""


def another_process_holding(folder: Path, repository: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=repository,
    )


def test_lock_of_another_process_is_named_and_ends_with_it(folder, repository):
    with another_process_holding(folder, repository) as other:
        assert other.stdout.read(4) == "held"
        with pytest.raises(LibraryBusy) as caught:
            WriteLock.acquire(folder)
        assert str(folder) in caught.value.message
        assert str(other.pid) in caught.value.message
        assert caught.value.hint
        other.kill()
    WriteLock.acquire(folder).release()


def test_second_lock_in_one_process_is_refused(folder):
    lock = WriteLock.acquire(folder)
    with pytest.raises(LibraryBusy):
        WriteLock.acquire(folder)
    lock.release()


def test_one_lock_serves_several_stores(folder):
    lock = WriteLock.acquire(folder)
    stores = [Store.open(folder) for _ in range(2)]
    assert [store.post_total() for store in stores] == [0, 0]
    for store in stores:
        store.close()
    with pytest.raises(LibraryBusy):
        WriteLock.acquire(folder)
    lock.release()


def test_released_lock_can_be_taken_again(folder):
    first = WriteLock.acquire(folder)
    first.release()
    first.release()
    second = WriteLock.acquire(folder)
    first.release()
    with pytest.raises(LibraryBusy):
        WriteLock.acquire(folder)
    second.release()


def test_lock_of_a_library_that_cannot_be_written_is_a_disk_problem(tmp_path):
    (tmp_path / "library").write_text("a file")
    with pytest.raises(DiskProblem):
        WriteLock.acquire(tmp_path / "library")


def test_owner_that_cannot_be_read_is_left_out_of_the_message(folder):
    lock = WriteLock.acquire(folder)
    (folder / "write.lock.owner").write_bytes(b"\xff\xfe")
    with pytest.raises(LibraryBusy, match=r"another window\."):
        WriteLock.acquire(folder)
    lock.release()
