"""Measuring: figures, and the processes they are taken from.

Every measurement is made in a fresh process, several times; the middle value counts, the lowest and highest are told.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
TIMEOUT_SECONDS = 180


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured quantity.

    Attributes:
        middle: The median of the rounds.
        limit: What the project promises not to exceed, if it promises anything.
        is_least: Whether the promise is to reach the limit, not to stay below it.
    """

    name: str
    unit: str
    middle: float
    lowest: float
    highest: float
    rounds: int
    limit: float | None = None
    is_least: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether the promise is kept, if there is one."""
        return self.limit is None or (self.middle >= self.limit if self.is_least else self.middle <= self.limit)

    def __str__(self) -> str:
        digits = 1 if self.middle >= 10 else 2
        bounds = f"{self.lowest:.{digits}f} to {self.highest:.{digits}f}"
        text = f"{self.middle:8.{digits}f} {self.unit:2}  ({bounds} in {self.rounds} rounds"
        if self.limit is None:
            return f"{text})"
        return f"{text}; promised: {self.limit:g}{'' if self.is_kept else ', NOT KEPT'})"


@dataclass(frozen=True, slots=True)
class Result:
    """What one benchmark found, and what a reader of its figures must know."""

    figures: tuple[Figure, ...]
    remarks: tuple[str, ...] = ()


def figure(
    name: str, unit: str, values: Sequence[float], limit: float | None = None, *, is_least: bool = False
) -> Figure:
    """Make one figure of the values of all rounds."""
    return Figure(name, unit, statistics.median(values), min(values), max(values), len(values), limit, is_least)


def probe(module: str, *arguments: str, variables: Mapping[str, str]) -> dict[str, Any]:
    """Run a module of this folder in a fresh process and return the JSON of its last line.

    Raises:
        RuntimeError: The process failed; the text holds what it said.
    """
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **variables}, capture_output=True, text=True, timeout=TIMEOUT_SECONDS
    )
    if done.returncode != 0 or not done.stdout.strip():
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def memory_megabytes() -> dict[str, float | None]:
    """Return how much memory this process takes now: all of it, and what of that is files that are only looked into."""
    return {"megabytes": resident_megabytes(), "mapped_megabytes": resident_megabytes(line="RssFile")}


def resident_megabytes(process: int | str = "self", line: str = "VmRSS") -> float | None:
    """Return how much memory a process takes now, shared libraries included; None where that is not told."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return None
    kilobytes = next(each.split()[1] for each in status.splitlines() if each.startswith(f"{line}:"))
    return int(kilobytes) * 1024 / 1e6
