"""The search field from the keyboard: what is offered, what was searched for before, and how to search."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from desktop.domain.posts import PostKind
from desktop.domain.query_language import Completion
from desktop.domain.searching import Facets
from desktop.ui.offer_list import ROW_PX, Offered, OfferModel
from desktop.ui.search_bar import SearchBar

FIELD = Completion("tag:", 0, "tag:TAG", "Posts with a tag.", is_whole=False)
NAME = Completion('"Tara Holm"', 0, "Tara Holm", "person")


@pytest.fixture
def search(qtbot, session, jobs, theme) -> SearchBar:
    bar = SearchBar(session, jobs, theme)
    qtbot.addWidget(bar)
    bar.resize(600, 400)
    bar.show()
    qtbot.waitExposed(bar)
    bar.focus_field()
    return bar


@pytest.fixture
def typed(search, library, settle):
    library.offers = (FIELD, NAME)

    def type_(text: str) -> None:
        QTest.keyClicks(search.field, text)
        settle()

    return type_


def labels(search) -> list[str]:
    return [row.label for row in search.offers.rows]


def test_what_is_typed_is_searched_and_ways_to_go_on_hang_below(search, session, typed):
    typed("ta")
    assert session.query == "ta"
    assert labels(search) == ["tag:TAG", "Tara Holm"]
    assert search.offers.height() >= 2 * ROW_PX
    assert search.offers.chosen is None


def test_tab_takes_the_first_offer_and_a_field_waits_for_its_value(search, session, typed):
    typed("ta")
    QTest.keyClick(search.field, Qt.Key.Key_Tab)
    assert search.field.text() == "tag:"
    assert search.field.hasFocus()
    assert session.query == "tag:"


def test_arrows_choose_and_enter_takes_what_is_chosen(search, session, typed):
    typed("ta")
    QTest.keyClick(search.field, Qt.Key.Key_Down)
    QTest.keyClick(search.field, Qt.Key.Key_Down)
    QTest.keyClick(search.field, Qt.Key.Key_Return)
    assert search.field.text() == '"Tara Holm" '
    assert session.query == '"Tara Holm"'


def test_up_from_the_field_chooses_the_last_and_beyond_an_end_none_is_chosen(search, typed):
    typed("ta")
    QTest.keyClick(search.field, Qt.Key.Key_Up)
    assert search.offers.chosen.label == "Tara Holm"
    QTest.keyClick(search.field, Qt.Key.Key_Down)
    assert search.offers.chosen is None


def test_enter_without_a_choice_goes_to_the_posts(search, typed, qtbot):
    typed("two")
    with qtbot.waitSignal(search.left):
        QTest.keyClick(search.field, Qt.Key.Key_Return)
    assert not search.offers.isVisible()


def test_escape_puts_the_offers_away_and_keeps_what_is_typed(search, typed):
    typed("ta")
    QTest.keyClick(search.field, Qt.Key.Key_Escape)
    assert not search.offers.isVisible()
    assert search.field.text() == "ta"
    QTest.keyClick(search.field, Qt.Key.Key_Escape)
    assert search.field.text() == ""


def test_a_click_takes_an_offer(search, typed):
    typed("ta")
    row = search.offers.visualRect(search.offers.model().index(1, 0))
    QTest.mouseClick(search.offers.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert search.field.text() == '"Tara Holm" '


def test_offers_that_come_too_late_are_not_shown(search, typed):
    QTest.keyClicks(search.field, "ta")
    search.field.setText("other")
    search._offer("ta", 2, (FIELD,))
    assert not search.offers.isVisible()


def test_leaving_the_field_puts_the_offers_away_and_remembers_what_was_searched_for(
    search, session, library, typed, settle
):
    typed("two")
    search.field.clearFocus()
    settle()
    assert not search.offers.isVisible()
    assert library.past == ["two"]
    assert session.searches.past == ("two",)


def test_down_in_an_empty_field_recalls_past_searches_and_enter_takes_one(search, session, library, settle):
    library.past = ["three", "two"]
    session.searches.look()
    settle()
    QTest.keyClick(search.field, Qt.Key.Key_Down)
    assert labels(search) == ["three", "two"]
    QTest.keyClick(search.field, Qt.Key.Key_Down)
    QTest.keyClick(search.field, Qt.Key.Key_Return)
    assert (search.field.text(), session.query) == ("two", "two")


def test_down_in_an_empty_field_goes_to_the_posts_if_nothing_was_searched_for(search, qtbot):
    with qtbot.waitSignal(search.left):
        QTest.keyClick(search.field, Qt.Key.Key_Down)


def test_narrowing_offers_publishers_and_kinds_with_their_numbers(search, session, library, settle):
    library.spread = Facets(3, {"The Daily": 2, "": 1}, kinds={PostKind.POST: 2, PostKind.SUMMARY: 1})
    session.search("two")
    settle()
    search.narrow()
    settle()
    assert [(row.label, row.remark) for row in search.offers.rows] == [
        ('source:"The Daily"', "2 posts"),
        ("kind:post", "2 posts"),
        ("kind:summary", "1 post"),
    ]
    QTest.keyClick(search.field, Qt.Key.Key_Return)
    assert session.query == 'two source:"The Daily"'


def test_where_all_posts_are_alike_there_is_nothing_to_narrow(search, session, library, settle):
    told = []
    session.message.connect(told.append)
    library.spread = Facets(3, {"The Daily": 3}, kinds={PostKind.POST: 3})
    search.narrow()
    settle()
    assert search.offers.rows == ()
    assert len(told) == 1


def test_past_searches_can_be_forgotten(session, library, settle):
    session.searches.remember("two")
    session.searches.forget_past()
    settle()
    assert library.past == []
    assert session.searches.past == ()


def test_question_mark_in_an_empty_field_asks_how_to_search_and_elsewhere_is_a_letter(search, qtbot):
    with qtbot.waitSignal(search.help_wanted):
        QTest.keyClicks(search.field, "?")
    assert search.field.text() == ""
    QTest.keyClicks(search.field, "why?")
    assert search.field.text() == "why?"


def test_the_sign_of_a_kept_search_follows_what_is_on_show(search, session, settle):
    session.search("two")
    session.keep_search(session.propose_search())
    settle()
    settle()
    assert session.kept_search.name == "two"
    assert "Kept as" in search._keep.toolTip()
    session.search("three")
    assert session.kept_search is None
    assert "Keep this search" in search._keep.toolTip()


def test_offer_model_keeps_the_rules_of_qt(qapp):
    model = OfferModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([Offered("a", "b", "a", 1), Offered("c", "", "c", 1)])
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "a, b"
    model.show([])
    del tester
