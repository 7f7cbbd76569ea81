"""Worker processes end when the program does, however it ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc"),
]

PROGRAM = """
import sys, time
from pathlib import Path
from desktop.library.import_options import ImportOptions
from desktop.library.library import Library

if __name__ == "__main__":
    folder, resources, page = map(Path, sys.argv[1:])
    with Library.open(folder, resources=resources) as library:
        def hold(step):
            if step.done:
                print("working", flush=True)
                time.sleep(60)
        library.import_sources([str(page), str(page)] * 4, ImportOptions(jobs=2), hold)
"""


def children_of(parent: int) -> set[int]:
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(state[1]) == parent and state[0] != "Z":
                found.add(int(entry.name))
    return found


def is_alive(process: int) -> bool:
    try:
        return (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_no_worker_is_left_when_the_program_is_killed(tmp_path: Path, repository: Path) -> None:
    program, page = tmp_path / "program.py", tmp_path / "page.txt"
    program.write_text(PROGRAM)
    page.write_text("The crew opened the gate at dawn, and the water fell by ten centimetres within the hour.\n")
    command = [sys.executable, str(program), str(tmp_path / "library"), str(repository / "resources"), str(page)]
    environment = os.environ | {"PYTHONPATH": str(repository)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "working\n"
        workers = children_of(child.pid)
        assert workers
        child.send_signal(signal.SIGKILL)
    until = time.monotonic() + 20
    while any(map(is_alive, workers)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(map(is_alive, workers))
