"""The manual: it names everything there is, and nothing that is not."""

import re
from pathlib import Path

import pytest

from desktop.command_line.commands import command_line
from desktop.exporters.registry import EXPORTERS
from desktop.importers.registry import IMPORTERS
from desktop.runtime.settings import describe_settings
from desktop.search.parsing import FIELDS, HAS

Row = tuple[str, ...]


@pytest.fixture(scope="module")
def manual(repository: Path) -> str:
    return (repository / "resources" / "manual.md").read_text(encoding="utf-8")


def section(manual: str, title: str) -> str:
    """The text below one heading."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", manual, re.MULTILINE | re.DOTALL)
    assert found, f"there is no section {title}"
    return found[1]


def rows(manual: str, title: str) -> list[Row]:
    """The rows of the first table below a heading, without its head."""
    lines = re.findall(r"^\|(.*)\|$", section(manual, title), re.MULTILINE)[2:]
    return [tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)) for line in lines]


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_command_stands_there_with_its_options(manual: str) -> None:
    documented = {quoted(row[0])[0].split()[0]: " ".join(row) for row in rows(manual, "Commands")}
    assert set(documented) == set(command_line.commands)
    for name, command in command_line.commands.items():
        options = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
        assert options - {"--json"} == set(re.findall(r"--[a-z][a-z-]+", documented[name])), name


def test_every_key_of_the_window_stands_there(manual: str) -> None:
    actions = pytest.importorskip("desktop.ui.actions")
    known = [(group.title, action.text, action.keys) for group in actions.ACTIONS for action in group.actions]
    assert [(where, what, tuple(quoted(keys))) for where, what, keys in rows(manual, "Keys")] == known


def test_every_key_that_the_text_names_orders_something(manual: str) -> None:
    actions = pytest.importorskip("desktop.ui.actions")
    known = {key for action in actions.all_actions() for key in action.keys} | {"Ctrl+C"}
    text = manual.replace(section(manual, "Keys"), "")
    named = set(re.findall(r"\bCtrl\+(?:Shift\+)?(?:Alt\+)?[A-Z]\b|\bF\d+\b", text))
    assert named - known == set()


def test_every_format_stands_there_by_title_and_name(manual: str) -> None:
    documented = {(row[0], quoted(row[1])[0]) for row in rows(manual, "Bringing pages in")}
    assert documented == {(importer.title, importer.name) for importer in IMPORTERS}
    assert {quoted(row[1])[0] for row in rows(manual, "Carrying away")} == {exporter.name for exporter in EXPORTERS}


def test_every_field_of_a_search_stands_there_and_no_other(manual: str) -> None:
    examples = [example for row in rows(manual, "Searching") for example in quoted(row[0])]
    assert {field for example in examples for field in re.findall(r"\b([a-z-]+):", example)} == set(FIELDS)
    assert {value for example in examples for value in re.findall(r"\bhas:([a-z]+)", example)} == set(HAS)


def test_every_setting_stands_there_in_its_own_words(manual: str) -> None:
    shown = [(setting.name, setting.rule.sentence) for setting in describe_settings() if setting.rule.is_shown]
    assert [(quoted(name)[0], sentence) for name, sentence in rows(manual, "Settings")] == shown
