"""Window: how soon it is there, and how much memory it takes, beside a bare window of the same toolkit."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.runtime.paths import HOME_VARIABLE, samples
from tests.benchmarks.displays import some_display
from tests.benchmarks.measuring import ROOT, Result, figure, probe

ROUNDS = 9
WINDOW_MS = 700
WINDOW_MEGABYTES = 150


def run() -> Result:
    """Open each window in turn, so that whatever else the machine does hits both alike."""
    with tempfile.TemporaryDirectory() as home, some_display() as display:
        variables = {**display.variables, HOME_VARIABLE: home}
        library = Path(home) / "library"
        fill(library)
        opened: dict[str, list[dict[str, Any]]] = {"bare": [], "program": []}
        for round_number in range(ROUNDS + 1):
            for kind, rounds in opened.items():
                measured = _open_window(kind, library, variables)
                if round_number:  # the first of each warms the disk's cache
                    rounds.append(measured)
    remarks = [f"on {display.name}; from the start of the process; memory after the window has come to rest"]
    return Result(tuple(_figures(opened)), tuple(remarks))


def fill(library: Path) -> None:
    """Make a library of the samples that come with the program, as its first start does, with their names."""
    command = [sys.executable, "-m", "desktop", "--library", str(library), "import", *map(str, samples())]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def _open_window(kind: str, library: Path, variables: Mapping[str, str]) -> dict[str, Any]:
    return probe("window_probe", kind, str(library), str(time.time_ns()), variables=variables)


def _figures(opened: Mapping[str, list[dict[str, Any]]]) -> list[Any]:
    times = {kind: [float(each["mapped_ms"]) for each in rounds] for kind, rounds in opened.items()}
    figures = [
        figure("window of the program, mapped", "ms", times["program"], WINDOW_MS),
        figure("bare window, mapped", "ms", times["bare"]),
        figure("the one over the other", "×", [a / b for a, b in zip(times["program"], times["bare"], strict=True)]),
    ]
    memory = {kind: [each["megabytes"] for each in rounds] for kind, rounds in opened.items()}
    if None in memory["program"]:  # not told on this system
        return figures
    limits = {"program": WINDOW_MEGABYTES, "bare": None}
    names = {"program": "memory of the program's window", "bare": "memory of a bare window"}
    return [*figures, *(figure(names[kind], "MB", memory[kind], limits[kind]) for kind in ("program", "bare"))]
