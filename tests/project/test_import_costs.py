"""What comes along when a module is imported: nothing slow, and no window system without a window."""

import subprocess
import sys
from pathlib import Path

import pytest

SLOW = ("PySide6", "spacy", "trafilatura", "whoosh", "numpy", "jinja2", "lxml")


def modules_after(repository: Path, statement: str) -> set[str]:
    program = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module", ["desktop.domain", "desktop.runtime.paths", "desktop.library.library", "desktop.command_line"]
)
def test_slow_libraries_wait_until_they_are_needed(repository: Path, module: str) -> None:
    assert modules_after(repository, f"import {module}") & set(SLOW) == set()
