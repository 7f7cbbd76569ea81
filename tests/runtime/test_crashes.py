"""What is kept of a fault. Each fault happens in a process of its own: the hooks belong to the whole process."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from desktop.runtime.crashes import Crash, find_unseen_crash, mark_crash_as_seen

PROGRAM = """
import faulthandler, sys, threading
from datetime import datetime, timezone
from pathlib import Path
from desktop.runtime.crashes import find_unseen_crash, recording_crashes

with recording_crashes(Path(sys.argv[1]), "Timeline Reader 9.8.7", datetime.now(timezone.utc)) as recorder:
"""


def run(folder: Path, repository: Path, body: str) -> subprocess.CompletedProcess[str]:
    program = PROGRAM + textwrap.indent(textwrap.dedent(body), "    ")
    command = [sys.executable, "-c", program, str(folder)]
    return subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False, timeout=60)


def the_crash(folder: Path) -> Crash:
    crash = find_unseen_crash(folder)
    assert crash is not None
    return crash


def test_a_run_that_ends_well_leaves_no_file(tmp_path: Path, repository: Path) -> None:
    assert run(tmp_path, repository, "pass").returncode == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("raise ValueError('in the main thread')", "in the main thread"),
        ("t = threading.Thread(target=lambda: 1 / 0, name='lane')\nt.start()\nt.join()", "ZeroDivisionError"),
        (
            "class Bad:\n    def __del__(self):\n        raise KeyError('while it was deleted')\nBad()\n",
            "while it was deleted",
        ),
        ("recorder.record_text('Qt says', 'cannot connect')", "Qt says\ncannot connect"),
        ("faulthandler._sigabrt()", "Fatal Python error"),
    ],
)
def test_a_fault_is_found_by_the_next_start(tmp_path: Path, repository: Path, body: str, words: str) -> None:
    run(tmp_path, repository, body)
    text = the_crash(tmp_path).text
    assert words in text
    assert "Timeline Reader 9.8.7" in text
    assert f"Python {sys.version_info.major}.{sys.version_info.minor}" in text


def test_a_fault_is_still_told_on_standard_error(tmp_path: Path, repository: Path) -> None:
    done = run(tmp_path, repository, "t = threading.Thread(target=lambda: 1 / 0)\nt.start()\nt.join()")
    assert "ZeroDivisionError" in done.stderr


@pytest.mark.parametrize("body", ["raise KeyboardInterrupt", "raise SystemExit(3)"])
def test_being_stopped_is_no_fault(tmp_path: Path, repository: Path, body: str) -> None:
    run(tmp_path, repository, body)
    assert list(tmp_path.iterdir()) == []


def test_being_killed_from_outside_is_no_fault(tmp_path: Path, repository: Path) -> None:
    run(tmp_path, repository, "import os; os._exit(9)")
    assert find_unseen_crash(tmp_path) is None


def test_a_crash_is_offered_once_and_stays_on_disk(tmp_path: Path, repository: Path) -> None:
    run(tmp_path, repository, "raise ValueError('once')")
    mark_crash_as_seen(the_crash(tmp_path))
    assert find_unseen_crash(tmp_path) is None
    assert ["once" in each.read_text(encoding="utf-8") for each in tmp_path.iterdir()] == [True]


def test_the_fault_of_this_run_is_not_offered_to_itself(tmp_path: Path, repository: Path) -> None:
    body = "recorder.record_text('now', 'x')\nprint(find_unseen_crash(Path(sys.argv[1]), recorder))"
    assert run(tmp_path, repository, body).stdout.strip() == "None"


def test_a_folder_that_cannot_be_written_keeps_nobody_from_reading(tmp_path: Path, repository: Path) -> None:
    (tmp_path / "crashes").write_text("a file is in the way", encoding="utf-8")
    assert run(tmp_path / "crashes", repository, "print(recorder)").stdout.strip() == "None"


def test_old_files_are_forgotten(tmp_path: Path, repository: Path) -> None:
    for number in range(30):
        (tmp_path / f"2001-01-{number:02}.crash.txt").write_text("head\n----\nold", encoding="utf-8")
    run(tmp_path, repository, "raise ValueError('the new one')")
    assert len(list(tmp_path.iterdir())) < 30
    assert "the new one" in the_crash(tmp_path).text


def test_no_folder_means_no_crash(tmp_path: Path) -> None:
    assert find_unseen_crash(tmp_path / "absent") is None
