"""The table of actions: every key once, every action on the sheet and in the menu."""

from collections import Counter

from PySide6.QtGui import QKeySequence

from desktop.ui.actions import ACTIONS, all_actions, sheet
from desktop.ui.panels.table import PANELS
from desktop.ui.top_bar import BUTTONS, BUTTONS_AT_END


def test_no_two_actions_share_a_key(qtbot):
    keys = Counter(QKeySequence(key).toString() for action in all_actions() for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert "" not in keys


def test_no_two_actions_share_an_id_or_a_name():
    for name in ("id", "text"):
        counted = Counter(getattr(action, name) for action in all_actions())
        assert [each for each, count in counted.items() if count > 1] == []


def test_an_id_is_a_verb_and_a_noun():
    assert all(len(action.id.split("-")) >= 2 and action.id == action.id.lower() for action in all_actions())


def test_every_action_is_on_the_sheet_with_its_keys():
    shown = {(text, keys) for _, lines in sheet() for text, keys in lines}
    assert shown == {(action.text, action.keys) for action in all_actions()}


def test_the_main_orders_of_reading_have_their_keys():
    keys = {action.id: action.keys for action in all_actions()}
    assert "H" in keys["highlight-words"]
    assert "N" in keys["note-words"]
    assert "S" in keys["star-post"]
    assert "J" in keys["go-to-next"]
    assert "K" in keys["go-to-previous"]
    assert "Ctrl+F" in keys["find-posts"]
    assert "Ctrl+Z" in keys["undo-edit"]
    assert "?" in keys["show-shortcuts"]


def test_buttons_and_context_menus_name_actions_that_exist():
    known = {action.id for action in all_actions()}
    named = [*BUTTONS, *BUTTONS_AT_END, *(each for panel in PANELS for each in panel.actions)]
    assert set(named) <= known


def test_every_group_has_a_title_of_its_own():
    assert len({group.title for group in ACTIONS}) == len(ACTIONS)
