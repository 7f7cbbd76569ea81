"""The library panel: shelves, articles, and what choosing them does."""

import pytest
from fake_library import a_row
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.domain.changes import SetStarred
from desktop.domain.ids import ArticleId, PostId
from desktop.domain.listings import ArticleLine, Filter, LibraryCounts, Shelf
from desktop.ui.letters import LineFitter
from desktop.ui.panels.library.model import Holdings, LibraryModel
from desktop.ui.panels.library.panel import LibraryPanel


@pytest.fixture
def panel(qtbot: QtBot, session, jobs, theme, settle) -> LibraryPanel:
    panel = LibraryPanel(session, jobs, theme)
    qtbot.addWidget(panel)
    panel.resize(232, 500)
    panel.show()
    session.opened.emit(session.library)
    settle()
    return panel


def spoken(panel: LibraryPanel) -> list[str]:
    model = panel.view.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def choose(panel: LibraryPanel, title: str) -> None:
    model = panel.view.model()
    panel.view.setCurrentIndex(next(i for r in range(model.rowCount()) if (i := model.index(r, 0)).data() == title))


def test_shelves_and_articles_are_listed_with_their_counts(panel):
    assert spoken(panel)[:3] == ["Library", "All, 3 posts", "Unread, 0 posts"]
    assert spoken(panel)[-2:] == ["Articles", "A storm over the islands, The Daily, 3 posts, 1 unread"]


def test_choosing_a_shelf_or_an_article_shows_it(panel, session):
    choose(panel, "Starred")
    assert session.filter == Filter(shelf=Shelf.STARRED)
    choose(panel, "A storm over the islands")
    assert session.filter == Filter(article_id=ArticleId("a"))


def test_kept_search_is_a_line_that_shows_what_it_finds_now(panel, session, settle):
    session.search("two")
    session.set_shelf(Shelf.STARRED)
    session.keep_search(session.propose_search().renamed("My two"))
    settle()
    settle()
    assert "My two, search for two" in spoken(panel)
    assert panel.view.currentIndex().data() == "My two"
    choose(panel, "All")
    assert (session.query, session.filter) == ("", Filter())
    choose(panel, "My two")
    assert (session.query, session.filter) == ("two", Filter(shelf=Shelf.STARRED))
    choose(panel, "A storm over the islands")
    assert (session.query, session.filter) == ("", Filter(article_id=ArticleId("a")))


def test_kept_search_can_be_given_up_and_comes_back_with_undo(panel, session, settle):
    session.search("two")
    session.keep_search(session.propose_search())
    settle()
    settle()
    session.give_up_search()
    settle()
    settle()
    assert "two, search" not in spoken(panel)
    session.undo()
    settle()
    settle()
    assert "two, search" in spoken(panel)


def test_what_is_chosen_elsewhere_is_chosen_here(panel, session):
    session.set_shelf(Shelf.MARKED)
    assert panel.view.currentIndex().data() == "Marked"
    session.set_article(ArticleId("a"))
    assert panel.view.currentIndex().data() == "A storm over the islands"


def test_counts_follow_an_edit_and_the_choice_stays(panel, session, settle):
    choose(panel, "A storm over the islands")
    session.apply(SetStarred(frozenset({PostId("one")}), True))
    settle()
    assert "Starred, 1 post" in spoken(panel)
    assert panel.view.currentIndex().data() == "A storm over the islands"


def test_headings_cannot_be_chosen(panel):
    model = panel.view.model()
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags


def test_the_model_keeps_the_rules_of_models(qtbot):
    model = LibraryModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    line = ArticleLine(ArticleId("a"), "A storm", None, None, 3, 0)
    with qtbot.waitSignal(model.modelReset):
        model.show(Holdings(LibraryCounts({Shelf.ALL: 3}), (line,)))
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.show(Holdings(LibraryCounts({Shelf.ALL: 4}), (line,)))
    assert model.rowCount(model.index(1, 0)) == 0
    assert model.data(QModelIndex()) is None
    tester.deleteLater()


def test_a_long_title_is_cut_between_words(theme, qtbot):
    metrics = QFontMetrics(theme.interface_font())
    title = "An extraordinarily long headline about harbours"
    fitter = LineFitter(theme.interface_font())
    (cut,) = fitter.fit(title, metrics.horizontalAdvance(title) // 2, 1)
    assert cut.endswith("…")
    assert title.startswith(cut[:-1] + " ")
    assert fitter.fit("short", 500, 1) == ("short",)


def test_a_choice_is_seen_without_colour(panel, library, session, settle):
    """The chosen line has a bar at its left edge in the accent, and stronger letters."""
    library.rows.append(a_row("four"))
    choose(panel, "Starred")
    rect = panel.view.visualRect(panel.view.currentIndex())
    image = panel.view.viewport().grab().toImage()
    bar = image.pixelColor(rect.x() + 1, rect.center().y())
    beside = image.pixelColor(rect.right() - 2, rect.center().y())
    assert bar.name() == panel.view.itemDelegate()._theme.colour("accent").name()
    assert bar != beside
