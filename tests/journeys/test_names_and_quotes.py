"""Journeys: a reader who wants to know who is in the news, and who said what."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reader_at_work import ReaderAtWork

from desktop.ui.panels.entities.dropping import NAME_MIME

pytestmark = pytest.mark.slow

FLOOD = """Flood in Torvik

12:30 p.m. ET, March 5, 2024
Governor calls for calm

Governor Helena Marlowe spoke in Torvik on Tuesday. “Nobody has to leave the town tonight”, Marlowe told reporters.

Mayor Jonas Brekker thanked the fire brigade of Torvik.

11:10 a.m. ET, March 5, 2024
Bridge closed

The old bridge was closed, Mayor Jonas Brekker said. “We will open it when the water falls again”, Brekker said.

10:05 a.m. ET, March 5, 2024
River rises

The river rose by a metre. Helena Marlowe said on television: “Nobody has to leave the town tonight”.
"""
TRIAL = """A trial in Torvik begins

Governor Helena Marlowe was a witness in court on Wednesday. Goalkeeper Jonas Brekker was there too.
"""


class AtNames:
    """What the reader does in the panel of names, with pointer and keys."""

    def __init__(self, reader: ReaderAtWork) -> None:
        self._reader = reader
        self.panel = reader.parts.window.body.widget("entities")

    def listed(self) -> list[str]:
        model = self.panel.model
        return [model.index(row).data() for row in range(model.rowCount()) if model.entity_at(row) is not None]

    def _row(self, name: str) -> int:
        model = self.panel.model
        return next(row for row in range(model.rowCount()) if model.index(row).data() == name)

    def _place(self, name: str):
        self.panel.view.scrollTo(self.panel.model.index(self._row(name)))
        return self.panel.view.visualRect(self.panel.model.index(self._row(name))).center()

    def click(self, name: str, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.mouseClick(self.panel.view.viewport(), Qt.MouseButton.LeftButton, modifiers, self._place(name))
        self._reader.wait()

    def drag(self, name: str, on: str) -> None:
        mime = QMimeData()
        mime.setData(NAME_MIME, self.panel.model.entity_at(self._row(name)).encode())
        where = self._place(on)
        how = (Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        for event in (QDragEnterEvent(where, *how), QDragMoveEvent(where, *how), QDropEvent(QPointF(where), *how)):
            QApplication.sendEvent(self.panel.view.viewport(), event)
        self._reader.wait()

    def press(self, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.panel.view, key, modifiers)
        self._reader.wait()

    def stand_on(self, name: str) -> None:
        self.panel.view.setFocus()
        self.panel.view.setCurrentIndex(self.panel.model.index(self._row(name)))


def page_file(tmp_path: Path, name: str, text: str) -> Path:
    file = tmp_path / f"{name}.txt"
    file.write_text(text, encoding="utf-8")
    return file


def test_what_did_she_say_and_where(reader: ReaderAtWork, tmp_path: Path) -> None:
    """Narrow the list by names, open a page from a name in the text, and go from a quotation to its words."""
    reader.drop(page_file(tmp_path, "flood", FLOOD))
    names = AtNames(reader)
    names.click("Helena Marlowe")
    assert sorted(reader.headlines()) == ["Governor calls for calm", "River rises"]
    names.click("Jonas Brekker", Qt.KeyboardModifier.ControlModifier)
    assert reader.headlines() == ["Governor calls for calm"]
    reader.press("clear-search")
    reader.open_post("Governor calls for calm")
    cursor = reader.reader.view.document().find("Marlowe told")
    cursor.setPosition(cursor.selectionStart() + 2)
    where = reader.reader.view.cursorRect(cursor).center()
    QTest.mouseClick(reader.reader.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    reader.wait()
    page = reader.reader.page
    assert page.isVisible()
    said = page.reading.quotes
    assert [line.quote.text for line in said] == ["Nobody has to leave the town tonight"] * 2
    assert [other.headline for other in said[0].also] == ["Governor calls for calm"]
    page.follow(said[0].also[0].spot)
    reader.wait()
    assert reader.reader.view.isVisible()
    assert reader.reader.reading.post.title == "Governor calls for calm"
    assert reader.reader.view.textCursor().selectedText() == "Nobody has to leave the town tonight"
    reader.press("go-back")
    assert page.isVisible()
    reader.press("go-back")
    assert not page.isVisible()


def test_two_names_are_made_one_and_stay_one(reader: ReaderAtWork, tmp_path: Path) -> None:
    """Drag one name on another, take it back, do it again, and find it so after a restart and a new version."""
    file = page_file(tmp_path, "flood", FLOOD)
    reader.drop(file)
    names = AtNames(reader)
    names.drag("Jonas Brekker", on="Helena Marlowe")
    assert "Jonas Brekker" not in names.listed()
    assert "Jonas Brekker" in reader.parts.window.status.doing.text()
    reader.press("undo-edit")
    assert "Jonas Brekker" in names.listed()
    reader.press("redo-edit")
    reader.restart()
    assert "Jonas Brekker" not in AtNames(reader).listed()
    file.write_text(FLOOD.replace("The river rose by a metre.", "The river rose by two metres."), encoding="utf-8")
    reader.drop(file)
    names = AtNames(reader)
    assert "Jonas Brekker" not in names.listed()
    names.stand_on("Helena Marlowe")
    names.press(Qt.Key.Key_Return)
    (told,) = reader.reader.page.reading.page.corrections
    assert told.anchors[1].name == "Jonas Brekker"


def test_one_person_in_two_articles_is_one_row_and_two_of_one_name_are_asked_about(
    reader: ReaderAtWork, tmp_path: Path
) -> None:
    """Who is called the same everywhere is one; who is called otherwise is a suggestion, decided with one key."""
    reader.drop(page_file(tmp_path, "flood", FLOOD))
    reader.drop(page_file(tmp_path, "trial", TRIAL))
    reader.press("show-all")
    names = AtNames(reader)
    assert names.listed().count("Helena Marlowe") == 1
    assert names.listed().count("Jonas Brekker") == 2
    reader.press("review-names")
    pair = names.panel.model.index(1).data().split(" = ")
    assert sorted(pair) == ["Jonas Brekker, Goalkeeper", "Jonas Brekker, Mayor"]
    assert "differs" in names.panel.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    names.press(Qt.Key.Key_Return)
    assert names.listed().count("Jonas Brekker") == 1
    assert names.panel.suggested.isHidden()
    reader.press("undo-edit")
    assert names.listed().count("Jonas Brekker") == 2
    reader.press("review-names")
    names.press(Qt.Key.Key_Delete)
    assert names.listed().count("Jonas Brekker") == 2
    assert names.panel.suggested.isHidden()
