"""An import that was killed at any moment goes on where it was, and each row is there once."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from desktop.domain.reports import ItemStatus
from desktop.library.library import Library
from desktop.store.store import DATABASE_NAME

ROWS = 1_500
PAGES = 60
KILLS = 4

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill signal"),
    pytest.mark.timeout(120),
]


def packed(path: Path) -> Path:
    """An archive with one long list of links and many pages."""
    rows = [f"Story {n},https://herald.example/story/{n},{1_500_000_000 + n},river,unread" for n in range(ROWS)]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("list.csv", "\n".join(["title,url,time_added,tags,status", *rows]))
        for page in range(PAGES):
            archive.writestr(f"pages/{page}.txt", f"Page {page} tells of the harbour of Torvik and its ferries.\n" * 9)
    return path


def has_begun(folder: Path) -> bool:
    """Whether an import has stored anything yet; a busy machine takes its time to start."""
    if not (folder / DATABASE_NAME).exists():
        return False
    try:
        with closing(sqlite3.connect(f"file:{folder / DATABASE_NAME}?mode=ro", uri=True)) as database:
            return bool(database.execute("SELECT count(*) FROM import_runs").fetchone()[0])
    except sqlite3.Error:
        return False  # the tables are still being made


def run_and_kill(command: list[str], folder: Path, seconds: float) -> bool:
    """Run a command and kill it after a while; whether it was done before."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as child:
        while child.poll() is None and not has_begun(folder):
            time.sleep(0.02)
        time.sleep(seconds)
        is_done = child.poll() is not None
        child.send_signal(signal.SIGKILL)
    return is_done


def test_killed_import_goes_on(tmp_path: Path, repository: Path) -> None:
    chance, folder = random.Random(5), tmp_path / "library"
    archive = packed(tmp_path / "saved.zip")
    program = [sys.executable, "-m", "desktop", "--library", str(folder), "import", "--no-entities"]
    run_and_kill([*program, str(archive)], folder, chance.uniform(0.0, 0.6))
    for _ in range(KILLS):
        with Library.open(folder, resources=repository / "resources") as library:
            assert library.check().problems == ()
            waiting = library.unfinished_runs()
        if not waiting:
            break
        run_and_kill([*program, "--resume", str(waiting[0].id)], folder, 0.8 + chance.uniform(0.0, 0.6))
    with Library.open(folder, resources=repository / "resources") as library:
        for run in library.unfinished_runs():
            library.resume(run.id)
        (run,) = library.import_runs()
        assert run.counts == {ItemStatus.ADDED: ROWS + PAGES}
        assert len(library.articles()) == ROWS + PAGES
        assert library.check().problems == ()
        library.update_index()  # as every start does: the kill may have come between the last page and the index
        assert library.index_is_current()
