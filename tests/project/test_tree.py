"""The tree: what lies in the project, and what must never lie there."""

import os
import re
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

import pytest

TOP_LEVEL = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "build_installer.spec",
    "desktop",
    "dev.py",
    "pyproject.toml",
    "requirements.lock",
    "resources",
    "seeds",
    "tests",
}
# Each pattern is written so that it does not find itself.
FORBIDDEN = {
    "a path of one machine": r"(?:^|[^\w./-])/(?:work|root|farm|tmp/w)/[a-z.]",
    "a place to fetch packages from": r"--(?:extra-)?index[-]url|[^\s]pypi[.]org/simple",
    "a word that is no part of the product": r"(?i)\bsub[a]gent\b|\b(?:this|developer) s[e]ssion\b"
    r"|\bissue #?[0-9]+\b|\bsteering [r]epo\b",
}


@pytest.fixture(scope="module")
def tracked(repository: Path) -> list[Path]:
    """Every file that is, or is about to be, in the project's history."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=repository, capture_output=True, check=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs a git checkout")
    return [repository / name for name in listed.split("\0") if name and (repository / name).is_file()]


def test_top_level_holds_only_what_it_should(tracked: list[Path], repository: Path) -> None:
    assert {file.relative_to(repository).parts[0] for file in tracked} - TOP_LEVEL == set()


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_speaks_of_what_is_not_the_project(tracked: list[Path], repository: Path, what: str) -> None:
    pattern = re.compile(FORBIDDEN[what], re.MULTILINE)
    found = [
        f"{file.relative_to(repository)}: {match[0].strip()}"
        for file in tracked
        for match in pattern.finditer(file.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


def test_forbidden_patterns_find_what_they_forbid() -> None:
    examples = {
        "a path of one machine": "see /work" + "/main for more",
        "a place to fetch packages from": "pip install --index" + "-url x",
        "a word that is no part of the product": "closes issue" + " #12",
    }
    assert all(re.search(FORBIDDEN[what], text) for what, text in examples.items())


def test_no_two_test_files_share_a_name(tracked: list[Path]) -> None:
    counted = Counter(file.name for file in tracked if file.name.startswith("test_") and file.suffix == ".py")
    assert [name for name, count in counted.items() if count > 1] == []


def test_licence_is_the_one_that_is_declared(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT"
    text = (repository / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("MIT License\n")
    assert "Permission is hereby granted, free of charge" in text


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no executable files")
def test_the_check_of_every_change_calls_the_one_door(repository: Path) -> None:
    check = repository / ".ci" / "run"
    assert os.access(check, os.X_OK)
    assert "dev.py test" in check.read_text(encoding="utf-8")
