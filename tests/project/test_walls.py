"""The walls: what the import contracts and the linter forbid is really found when somebody does it."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Plant:
    """A line that breaks a contract.

    `module` is where it is planted, `broken` the beginning of the contract's name, `seen` what its report must say.
    """

    module: str
    line: str
    broken: str
    seen: str


PLANTS = (
    Plant("domain.posts", "import desktop.runtime.paths", "Imports run downwards", "desktop.domain.posts"),
    Plant("timeline.placing", "import desktop.store.store", "Imports run downwards", "desktop.timeline.placing"),
    Plant("library.finding", "import desktop.ui.session", "Imports run downwards", "desktop.library.finding"),
    Plant("somewhere", "", "Imports run downwards", "somewhere"),
    Plant("ui.session", "import desktop.ui.desk", "The window is built", "desktop.ui.session"),
    Plant("ui.jobs", "import desktop.ui.panels.table", "The window is built", "desktop.ui.jobs"),
    Plant("ui.off_screen", "import desktop.store.store", "The stages are entered", "desktop.ui.off_screen"),
    Plant("self_test", "import desktop.search.index", "The stages are entered", "desktop.self_test"),
    Plant(
        "command_line.shapes", "import desktop.entities.finder", "The stages are entered", "desktop.command_line.shapes"
    ),
    Plant("ui.panels.reader.margin", "import desktop.ui.panels.posts.geometry", "Panels", "panels.reader.margin"),
    Plant("store.files", "import desktop.store.store", "No circle", "store"),
    Plant("domain.ids", "import desktop.domain.listings", "No circle", "domain"),
    Plant("domain.times", "import rapidfuzz", "The nouns need", "rapidfuzz"),
    Plant("library.home", "import PySide6.QtCore", "Qt lives", "desktop.library.home"),
    Plant("runtime.paths", "import shiboken6", "Qt lives", "desktop.runtime.paths"),
    Plant("library.caring", "import sqlite3", "SQLite lives", "desktop.library.caring"),
    Plant("search.reading", "import sqlite_utils", "SQLite lives", "desktop.search.reading"),
    Plant("ui.search_bar", "import whoosh.query", "Whoosh lives", "desktop.ui.search_bar"),
    Plant("timeline.cutting", "import spacy", "spaCy lives", "desktop.timeline.cutting"),
    Plant("fetching.limits", "import lxml.html", "Files of other programs", "desktop.fetching.limits"),
    Plant(
        "timeline.language.english",
        "import selectolax.lexbor",
        "Mark-up is parsed",
        "desktop.timeline.language.english",
    ),
    Plant("timeline.lines.runs", "import desktop.timeline.cutting", "Floors of the timeline", "desktop.timeline.lines"),
    Plant(
        "importers.limits", "import desktop.importers.registry", "Floors of the importers", "desktop.importers.limits"
    ),
    Plant(
        "entities.text.words", "import desktop.entities.naming.names", "Floors of the names", "desktop.entities.text"
    ),
    Plant("importers.values.digests", "import jinja2", "Templates live", "desktop.importers.values.digests"),
    Plant("importers.syndication.feeds", "import socket", "Sockets are opened", "desktop.importers.syndication.feeds"),
    Plant("importers.pages.html", "import http.client", "Sockets are opened", "desktop.importers.pages.html"),
)
NETWORK = (
    "import socket",
    "import http.client",
    "from http import client",
    "import urllib.request",
    "from urllib import request",
    "import urllib.request as asking",
    "import httpx",
    "import requests",
    "import urllib3",
    "from PySide6 import QtNetwork",
)


def plant(folder: Path, planted: Plant) -> None:
    """Write the line into the module, inside a function: no import hides there."""
    file = folder.joinpath("desktop", *planted.module.split(".")).with_suffix(".py")
    with file.open("a", encoding="utf-8") as module:
        module.write(f"\n\ndef planted() -> None:\n    {planted.line or 'pass'}\n")


def sections(report: str) -> dict[str, str]:
    """What the report says of each broken contract, by the contract's name."""
    found: dict[str, str] = {}
    name, above = "", ""
    for line in report.partition("Broken contracts")[2].splitlines():
        if len(line) > 1 and set(line) == {"-"}:
            name = above
        found[name] = f"{found.get(name, '')}\n{line}"
        above = line
    return found


@pytest.fixture(scope="module")
def walls(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, str]]:
    """The whole report on a copy of the program in which every contract is broken, and its parts."""
    folder = tmp_path_factory.mktemp("walls")
    shutil.copytree(repository / "desktop", folder / "desktop", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(repository / "pyproject.toml", folder)
    for planted in PLANTS:
        plant(folder, planted)
    program = "import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint())"
    done = subprocess.run(
        [sys.executable, "-c", program, "--config", "pyproject.toml", "--no-cache"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "400", "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout, sections(done.stdout)


@pytest.mark.slow
def test_each_contract_is_broken_by_what_is_planted(walls: tuple[str, dict[str, str]], repository: Path) -> None:
    settings = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    names = [contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]]
    report, _ = walls
    assert [name for name in names if f"{name} BROKEN" not in report] == []


@pytest.mark.slow
@pytest.mark.parametrize("planted", PLANTS, ids=lambda planted: f"{planted.module}: {planted.line or 'unlisted'}")
def test_a_planted_import_is_named_under_its_contract(walls: tuple[str, dict[str, str]], planted: Plant) -> None:
    _, found = walls
    said = [text for name, text in found.items() if name.startswith(planted.broken)]
    assert said, f"kept: {planted.broken}"
    assert planted.seen in said[0]


@pytest.mark.parametrize(
    ("room", "is_forbidden"), [("importers", True), ("ui", True), ("library", True), ("fetching", False)]
)
def test_only_fetching_may_import_what_reaches_the_network(repository: Path, room: str, is_forbidden: bool) -> None:
    file = f"desktop/{room}/planted.py"
    options = ["--select", "TID251", "--output-format", "json", "--stdin-filename", file]
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", *options, "-"],
        cwd=repository,
        input="\n".join(NETWORK) + "\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    rows = {finding["location"]["row"] for finding in json.loads(done.stdout) if finding["code"] == "TID251"}
    assert rows == (set(range(1, len(NETWORK) + 1)) if is_forbidden else set())
