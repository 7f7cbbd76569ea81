"""Displays: somewhere for a window to be, on a machine that has no screen."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Display:
    """Where the windows go: the variables that lead them there, and its name for the report."""

    name: str
    variables: dict[str, str]


@contextmanager
def some_display() -> Iterator[Display]:
    """Use the display that is there, else a virtual one, else none: then Qt draws into memory."""
    if not sys.platform.startswith("linux") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        yield Display("the display of this machine", {})
    else:
        with virtual_display() as display:
            yield display or _nowhere()


def _nowhere() -> Display:
    # A display is named although there is none: without one the program would not open its window at all.
    variables = {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":none"}
    return Display("no display: drawn into memory, so nothing is truly mapped", variables)


@contextmanager
def virtual_display() -> Iterator[Display | None]:
    """Start a virtual display for as long as the context lasts; None where there is no Xvfb."""
    server = shutil.which("Xvfb")
    if server is None:
        yield None
        return
    with _running(server) as number:
        yield Display("a virtual display (Xvfb)", {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"})


@contextmanager
def _running(server: str) -> Iterator[int]:
    """Run Xvfb; it chooses its own number and says so when it is ready."""
    reading, writing = os.pipe()
    command = [server, "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as process:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                yield int(told.readline())
        finally:
            process.terminate()
