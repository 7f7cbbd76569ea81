"""Words from outside are shown as the words they are: no tooltip and no label takes them for mark-up."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.plain import plain_label, plain_tip

OWN_WORDS = {"top_bar.py", "note.py"}  # their tooltips are words of the program itself


def trees(repository: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((repository / "desktop" / "ui").rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


def is_safe(value: ast.expr) -> bool:
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return value.func.id == "plain_tip"
    return isinstance(value, ast.Constant)


def test_every_tooltip_is_made_plain(repository: Path) -> None:
    bare = []
    for path, tree in trees(repository):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                place = {"setToolTip": 0, "showText": 1, "setWhatsThis": 0}.get(node.func.attr)
                if place is not None and path.name not in OWN_WORDS and not is_safe(node.args[place]):
                    bare.append(f"{path.name}:{node.lineno}")
            if isinstance(node, ast.If) and "ToolTipRole" in ast.unparse(node.test):
                values = [each.value for each in node.body if isinstance(each, ast.Return) and each.value is not None]
                bare += [f"{path.name}:{node.lineno}" for value in values if not is_safe(value)]
    assert bare == []


def test_only_labels_that_carry_links_are_made_by_hand(repository: Path) -> None:
    made = [
        path.name
        for path, tree in trees(repository)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "QLabel"
    ]
    assert sorted(made) == [
        "message_bar.py",
        "plain.py",
        "query_help.py",
        "search_bar.py",
    ]  # a picture, the maker itself, and links


class Watched(QTextDocument):
    """A document that remembers what it was asked to load."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's own name
        self.asked.append(name if isinstance(name, str) else name.toString())
        return None


@pytest.mark.parametrize(
    "words",
    [
        '<img src="file:///etc/passwd">',
        "</qt><img src='file:///etc/passwd'>",
        '<link rel="stylesheet" href="file:///etc/passwd">',
        "&lt;img src=file:///etc/passwd&gt;",
    ],
)
def test_a_tip_loads_nothing_and_shows_its_words(qtbot: QtBot, words: str) -> None:
    document = Watched()
    document.setHtml(plain_tip(words))
    document.setTextWidth(300)
    document.size()
    assert document.asked == []
    assert document.toPlainText() == words


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Z"]), min_size=1))
def test_any_words_come_out_of_a_tip_as_they_went_in(words: str) -> None:
    document = QTextDocument()
    document.setHtml(plain_tip(words))
    assert document.toPlainText() == words


def test_no_words_are_no_tip() -> None:
    assert plain_tip("") == ""


def test_a_label_shows_mark_up_as_words(qtbot: QtBot) -> None:
    label = plain_label("<img src=file:///etc/passwd>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_every_label_of_the_window_is_plain(open_window, page) -> None:
    parts = open_window(str(page))
    guessing = [
        label.text() or label.objectName()
        for label in parts.window.findChildren(QLabel)
        if label.textFormat() is Qt.TextFormat.AutoText and label.pixmap().isNull() and label.text()
    ]
    assert guessing == []
