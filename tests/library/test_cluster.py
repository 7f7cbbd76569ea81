"""Parsing on a cluster: two worker processes on this computer, one of which is killed half-way."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from desktop.domain.errors import ReaderError
from desktop.store.store import Store

PAGES = 60
POSTS = 40
WAIT_SECONDS = 30

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill signal"),
    pytest.mark.timeout(120),
]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for page in range(PAGES):
        posts = [
            f"{post % 12 + 1}:{page:02} a.m. ET, March {post % 28 + 1}, 2022\n\nGate {post} of dam {page} is open\n\n"
            f"The crew of dam {page} opened it at dawn, and the water fell by {post} centimetres.\n"
            for post in range(POSTS)
        ]
        (folder / f"dam-{page}.txt").write_text("\n".join(posts))
    return folder


@pytest.fixture
def programs() -> Iterator[ExitStack]:
    with ExitStack() as running:
        yield running


def start(programs: ExitStack, *command: str) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-m", *command], stderr=subprocess.PIPE, text=True)
    programs.callback(process.wait)
    programs.callback(process.kill)
    if process.stderr is not None:
        programs.callback(process.stderr.close)
    return process


def start_scheduler(programs: ExitStack) -> str:
    scheduler = start(
        programs, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"
    )
    assert scheduler.stderr is not None
    line = next(line for line in scheduler.stderr if "Scheduler at:" in line)
    return line.split()[-1]


def start_worker(programs: ExitStack, address: str) -> subprocess.Popen[str]:
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
    worker = start(programs, "distributed.cli.dask_worker", address, *options)
    assert worker.stderr is not None
    next(line for line in worker.stderr if "Registered to:" in line)
    return worker


def kept(library: Path) -> int:
    try:
        store = Store.open(library, writable=False)
    except ReaderError:
        return 0
    try:
        return len(store.articles())
    finally:
        store.close()


def test_nothing_is_lost_when_a_worker_is_killed(
    programs: ExitStack, pages: Path, tmp_path: Path, repository: Path
) -> None:
    pytest.importorskip("distributed", reason="needs the extra “cluster”")
    address = start_scheduler(programs)
    victim, _ = start_worker(programs, address), start_worker(programs, address)
    library, report = tmp_path / "library", tmp_path / "report.json"
    command = [sys.executable, "-m", "desktop", "--library", str(library), "import", str(pages), "--no-entities"]
    with report.open("w") as out:
        importing = subprocess.Popen([*command, "--executor", address, "--json"], stdout=out, cwd=repository)
        programs.callback(importing.kill)
        deadline = time.monotonic() + WAIT_SECONDS
        while kept(library) < 3 and time.monotonic() < deadline:
            time.sleep(0.02)
        victim.send_signal(signal.SIGKILL)
        assert 0 < kept(library) < PAGES, "the worker was not killed half-way"
        assert importing.wait(WAIT_SECONDS) == 0
    items = json.loads(report.read_text())["items"]
    assert [item["status"] for item in items] == ["added"] * PAGES
    assert {item["posts"]["added"] for item in items} == {POSTS}


def test_without_a_cluster_the_reader_is_told(tmp_path: Path, repository: Path, pages: Path) -> None:
    pytest.importorskip("distributed", reason="needs the extra “cluster”")
    command = [sys.executable, "-m", "desktop", "--library", str(tmp_path / "library"), "import", str(pages)]
    done = subprocess.run(
        [*command, "--executor", "tcp://127.0.0.1:9", "--json"], capture_output=True, cwd=repository, text=True
    )
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["kind"] == "cannot-fetch"
