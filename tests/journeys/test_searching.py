"""Searching, through the real window: offers, other spellings, kept searches, and looking through a post."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reader_at_work import ReaderAtWork

from desktop.ui.dialogs.name import NameDialog
from desktop.ui.dialogs.query_help import QueryHelp

pytestmark = pytest.mark.slow


def open_dialog(kind):
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def test_a_search_is_typed_with_what_is_offered_kept_and_found_again(reader: ReaderAtWork, repository: Path) -> None:
    reader.drop(repository / "seeds" / "apollo-11" / "apollo-11-landing.html")
    bar = reader.parts.window.search
    reader.type_search("bod")
    assert [row.label for row in bar.offers.rows] == ["body:WORD"]
    QTest.keyClick(bar.field, Qt.Key.Key_Tab)
    QTest.keyClicks(bar.field, "boulders")
    reader.wait()
    assert bar.field.text() == "body:boulders"
    assert reader.headlines() == ["“The Eagle has landed”"]
    reader.press("keep-search")
    dialog = open_dialog(NameDialog)
    dialog.field.setText("The landing")
    dialog.accept()
    reader.wait()
    reader.press("clear-search")
    reader.restart()
    session = reader.parts.session
    (kept,) = session.searches.saved
    assert kept.name == "The landing"
    session.show_search(kept)
    reader.wait()
    assert reader.headlines() == ["“The Eagle has landed”"]
    assert reader.parts.window.search.field.text() == "body:boulders"
    reader.press("remove-search")
    assert session.searches.saved == ()
    reader.press("undo-edit")
    assert session.searches.saved == (kept,)


def test_where_nothing_is_found_enter_takes_the_better_spelling(reader: ReaderAtWork, repository: Path, qtbot) -> None:
    reader.drop(repository / "seeds" / "apollo-11" / "apollo-11-landing.html")
    reader.type_search("bouldars")
    assert reader.headlines() == []
    session = reader.parts.session
    qtbot.waitUntil(lambda: bool(session.listing.hits and session.listing.hits.suggestion), timeout=20_000)
    QTest.keyClick(reader.parts.window.search.field, Qt.Key.Key_Return)
    reader.wait()
    assert session.query == "boulders"
    assert reader.headlines() == ["“The Eagle has landed”"]


def test_an_example_of_the_help_page_is_tried_with_one_click(reader: ReaderAtWork, repository: Path) -> None:
    reader.drop(repository / "seeds" / "apollo-11" / "apollo-11-landing.html")
    reader.parts.window.search.focus_field()
    QTest.keyClicks(reader.parts.window.search.field, "?")
    page = open_dialog(QueryHelp)
    page.example_chosen.emit("bridge -railway")
    page.accept()
    reader.wait()
    assert reader.parts.session.query == "bridge -railway"


def test_f3_walks_through_the_words_of_the_search_in_a_post(reader: ReaderAtWork, repository: Path) -> None:
    reader.drop(repository / "seeds" / "apollo-11" / "apollo-11-landing.html")
    reader.type_search("eagle")
    reader.open_post("“The Eagle has wings”")
    reader.press("find-next")
    total = len(reader.reader.view.places.ranges)
    assert total > 1
    assert reader.reader.find_bar.count.text() == f"1 of {total} of the search"
    reader.press("find-previous")
    assert reader.reader.find_bar.count.text() == f"{total} of {total} of the search"
