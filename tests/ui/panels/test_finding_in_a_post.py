"""Looking through the post on show: every place is marked, and the keys go from one to the next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from panel_builders import SmallLibrary, a_post
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.ui.panels.reader import ReaderPanel
from desktop.ui.panels.reader.finding import find_all

TEXT = ("The ferry left the quay.", "A second ferry waited. Ferrymen slept.", "No boat 🚤 and no Ferry came back.")


@pytest.fixture
def library():
    return SmallLibrary((a_post("one", *TEXT), a_post("two", "Nothing sails today.")))


@pytest.fixture
def panel(qtbot, session, jobs, theme, library, settle) -> ReaderPanel:
    panel = ReaderPanel(session, jobs, theme)
    qtbot.addWidget(panel)
    panel.resize(700, 500)
    panel.show()
    qtbot.waitExposed(panel)
    session.show_post(next(iter(library.all_posts)))
    settle()
    return panel


def painted(panel, tone: str) -> list[str]:
    wanted = panel._theme.colour(tone)
    return [
        each.cursor.selectedText()
        for each in panel.view.extraSelections()
        if each.format.background().color() == wanted
    ]


def look_for(panel, words: str) -> None:
    panel.open_find_bar()
    panel.find_bar.field.clear()
    QTest.keyClicks(panel.find_bar.field, words)


def test_every_place_is_marked_and_counted_parts_of_words_too(panel):
    look_for(panel, "ferry")
    assert painted(panel, "hit") == ["ferry", "ferry", "Ferry", "Ferry"]
    assert painted(panel, "accent") == ["ferry"]
    assert panel.find_bar.count.text() == "1 of 4"


def test_enter_goes_on_and_round_and_shift_enter_back(panel):
    look_for(panel, "ferry")
    QTest.keyClick(panel.find_bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert panel.find_bar.count.text() == "4 of 4"
    QTest.keyClick(panel.find_bar.field, Qt.Key.Key_Return)
    assert panel.find_bar.count.text() == "1 of 4"


def test_what_is_not_there_is_said(panel):
    look_for(panel, "zeppelin")
    assert panel.find_bar.count.text() == "Not in this post"
    assert not panel.find_bar.next.isEnabled()


def test_next_post_is_looked_through_for_the_same_words(panel, session, library, settle):
    look_for(panel, "sail")
    assert panel.find_bar.count.text() == "Not in this post"
    session.show_post(list(library.all_posts)[1])
    settle()
    assert painted(panel, "hit") == ["sail"]
    assert panel.find_bar.count.text() == "0 of 1"


def test_words_that_are_selected_are_looked_for(panel):
    start = panel.reading.post.text.index("second")
    panel.view.select_range(start, start + len("second"))
    panel.open_find_bar()
    assert panel.find_bar.field.text() == "second"
    assert panel.find_bar.count.text() == "1 of 1"


def test_escape_is_done_and_gives_the_keyboard_back_to_the_text(panel, qtbot):
    look_for(panel, "ferry")
    QTest.keyClick(panel.find_bar.field, Qt.Key.Key_Escape)
    assert not panel.find_bar.isVisible()
    assert painted(panel, "hit") == []
    qtbot.waitUntil(panel.view.hasFocus)


def test_without_words_of_its_own_it_goes_through_the_hits_of_the_search(panel, session, settle):
    session.search("ferry")
    settle()
    settle()
    panel.step_place(1)
    assert panel.find_bar.count.text() == "1 of 4 of the search"
    panel.step_place(1)
    assert painted(panel, "accent") == ["ferry"]
    assert panel.find_bar.count.text() == "2 of 4 of the search"


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("Vučić and VUCIC", "vučic", ["Vučić", "VUCIC"]),
        ("it’s “so”", 'it\'s "so"', ["it’s “so”"]),
        ("a\u00a0b a b", " A  b ", ["a\u00a0b", "a b"]),
        ("cease\u00adfire", "ceasefire", ["cease\u00adfire"]),
        ("Straße", "strasse", ["Straße"]),
        ("🚤 boat", "boat", ["boat"]),
        ("aaa", "aa", ["aa"]),
        ("text", "  ", []),
    ],
)
def test_letters_are_taken_alike(text, wanted, found):
    assert [text[start:end] for start, end in find_all(text, wanted)] == found


@given(st.text(max_size=60), st.text(max_size=6))
def test_places_lie_inside_the_text_in_order_for_any_text(text, wanted):
    places = [end for span in find_all(text, wanted) for end in span]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
