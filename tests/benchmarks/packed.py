"""Packed: how soon the window of the packed program is there, beside that of the source, both seen from outside."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.runtime.paths import HOME_VARIABLE
from tests.benchmarks.displays import virtual_display
from tests.benchmarks.measuring import ROOT, Result, figure, resident_megabytes
from tests.benchmarks.window import WINDOW_MEGABYTES, WINDOW_MS, fill
from tests.benchmarks.x_windows import Screen

ROUNDS = 5
PROGRAM = ROOT / "dist" / "timeline-reader" / ("timeline-reader.exe" if os.name == "nt" else "timeline-reader")
REST_SECONDS = 2.0
TIMEOUT_SECONDS = 60.0


def run() -> Result:
    """Open each window in turn on a virtual display of its own."""
    if not PROGRAM.is_file():
        return Result((), (f"nothing is packed in {PROGRAM.parent}: run `dev.py build` first",))
    commands = {"packed program": [str(PROGRAM)], "source": [sys.executable, "-m", "desktop"]}
    with tempfile.TemporaryDirectory() as home, virtual_display() as display:
        if display is None:
            return Result((), ("not measured: it needs Xvfb (Debian's package xvfb), which this machine lacks",))
        library = Path(home) / "library"
        fill(library)
        variables = {**os.environ, **display.variables, HOME_VARIABLE: home}
        opened: dict[str, list[tuple[float, float | None]]] = {name: [] for name in commands}
        for round_number in range(ROUNDS + 1):
            for name, command in commands.items():
                measured = _open(command, display.variables["DISPLAY"], variables)
                if round_number:  # the first of each warms the disk's cache
                    opened[name].append(measured)
    times = [figure(f"{name}: window mapped", "ms", [t for t, _ in seen], WINDOW_MS) for name, seen in opened.items()]
    memory = [
        figure(f"{name}: memory", "MB", [m for _, m in seen if m is not None], WINDOW_MEGABYTES)
        for name, seen in opened.items()
    ]
    return Result((*times, *memory), ("on a virtual display; as its server sees it, looked at every 5 ms",))


def _open(command: Sequence[str], display: str, variables: Mapping[str, str]) -> tuple[float, float | None]:
    screen = Screen(display)
    began = time.monotonic()
    with subprocess.Popen(command, cwd=ROOT, env=dict(variables), stdout=subprocess.DEVNULL) as process:
        try:
            is_there = screen.wait_for_window(lambda: process.poll() is None, TIMEOUT_SECONDS)
            milliseconds = (time.monotonic() - began) * 1000
            if not is_there:
                raise RuntimeError(f"{' '.join(command)} showed no window")
            time.sleep(REST_SECONDS)
            return milliseconds, resident_megabytes(process.pid)
        finally:
            process.terminate()
            process.wait()
            screen.close()
