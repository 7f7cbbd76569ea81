"""The worker process: its answers, its death, and who outlives whom."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from entity_builders import ARTICLE, make_post

from desktop.domain.errors import Cancelled
from desktop.entities.worker import Worker, WorkerFailed

POSTS = [make_post(0, "Judge Helena Marlowe sat in Oslo. Marlowe spoke.")]
needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@pytest.fixture
def worker(gazetteer_folder: Path) -> Iterator[Worker]:
    made = Worker(gazetteer_folder, use_model=False)
    yield made
    made.stop()


def wait_until(is_true: Callable[[], bool], seconds: float = 20.0) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if is_true():
            return True
        time.sleep(0.02)
    return False


def is_alive(process_id: int) -> bool:
    try:
        state = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_worker_answers_from_another_process(worker: Worker) -> None:
    names = [entity.name for entity in worker.find(ARTICLE, POSTS).entities]
    assert names == ["Helena Marlowe", "Oslo"]
    assert worker.process_id not in (None, os.getpid())


def test_worker_answers_a_thread_and_again(worker: Worker) -> None:
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda: answers.append(len(worker.find(ARTICLE, POSTS).mentions))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [3, 3, 3]


@needs_signals
def test_killed_worker_is_started_again(worker: Worker) -> None:
    worker.find(ARTICLE, POSTS)
    first = worker.process_id
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert worker.find(ARTICLE, POSTS).entities
    assert worker.process_id != first


@needs_signals
def test_worker_killed_again_and_again_fails_with_a_hint(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    def ensure_and_kill() -> object:
        pipe = ensure()
        assert worker.process_id is not None
        os.kill(worker.process_id, signal.SIGKILL)
        return pipe

    ensure = worker._ensure_running
    monkeypatch.setattr(worker, "_ensure_running", ensure_and_kill)
    with pytest.raises(WorkerFailed) as failure:
        worker.find(ARTICLE, POSTS)
    assert failure.value.hint
    monkeypatch.undo()
    assert worker.find(ARTICLE, POSTS).entities


def test_worker_without_tables_fails_instead_of_hanging(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    worker = Worker(tmp_path / "nothing", use_model=False)
    with pytest.raises(WorkerFailed):
        worker.find(ARTICLE, POSTS)
    worker.stop()
    capfd.readouterr()


def test_cancelled_request_ends_the_process_and_the_next_one_works(worker: Worker) -> None:
    with pytest.raises(Cancelled):
        worker.find(ARTICLE, [make_post(0, "Oslo is calm. " * 60_000)], cancelled=lambda: True)
    assert worker.process_id is None
    assert worker.find(ARTICLE, POSTS).entities


def test_request_that_takes_too_long_is_given_up(worker: Worker) -> None:
    with pytest.raises(WorkerFailed, match="too long"):
        worker.find(ARTICLE, [make_post(0, "Oslo is calm. " * 60_000)], timeout=0.0)


def test_stop_leaves_no_process(worker: Worker) -> None:
    worker.find(ARTICLE, POSTS)
    worker.stop()
    assert worker.process_id is None
    worker.stop()


def test_start_comes_before_the_first_request(worker: Worker) -> None:
    worker.start()
    started = worker.process_id
    assert started is not None
    worker.find(ARTICLE, POSTS)
    assert worker.process_id == started


PARENT = """
import sys
from pathlib import Path
from desktop.entities.worker import Worker

if __name__ == "__main__":
    worker = Worker(Path(sys.argv[1]), use_model=False)
    worker.find("an-article", [])
    heavy = [name for name in ("spacy", "numpy", "PySide6") if name in sys.modules]
    print(worker.process_id, heavy, flush=True)
    sys.stdin.read()
"""


@needs_signals
def test_no_orphan_is_left_when_the_parent_is_killed(tmp_path: Path, gazetteer_folder: Path, repository: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environment = {**os.environ, "PYTHONPATH": str(repository)}
    with subprocess.Popen(
        [sys.executable, str(script), str(gazetteer_folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as parent:
        assert parent.stdout is not None
        child, _, heavy = parent.stdout.readline().strip().partition(" ")
        assert is_alive(int(child))
        assert heavy == "[]"
        parent.kill()
        parent.wait()
        assert wait_until(lambda: not is_alive(int(child)))


@needs_signals
def test_worker_does_not_react_to_ctrl_c(worker: Worker) -> None:
    worker.find(ARTICLE, POSTS)
    process_id = worker.process_id
    assert process_id is not None
    os.kill(process_id, signal.SIGINT)
    assert worker.find(ARTICLE, POSTS).entities
    assert worker.process_id == process_id
