"""What the reader says of names, by orders and questions, through a real window on a real library."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from desktop.domain.entities import Entity, EntityKind
from desktop.domain.ids import EntityId
from desktop.entities.finder import Finder
from desktop.library import correcting
from desktop.ui.application import Parts
from desktop.ui.dialogs.corrections import CorrectionsDialog
from desktop.ui.dialogs.names import Form, NameDialog, SameDialog, SplitDialog, WhoseDialog
from desktop.ui.jobs import Lane

PAGE = """Flood in Torvik

Governor Helena Marlowe spoke in Torvik on Monday. Marlowe thanked the fire brigade.

Senator Jonas Feld said nothing. Helena Marlowe met Bo Lind in Torvik.
"""


@pytest.fixture
def parts(open_window: Callable[..., Parts], tmp_path: Path, repository: Path, qtbot) -> Parts:
    """A window on one article whose names were found without the model."""
    page = tmp_path / "flood.txt"
    page.write_text(PAGE, encoding="utf-8")
    parts = open_window(str(page))
    finder = Finder(repository / "resources" / "gazetteer", use_model=False)

    def find(library):
        (article,) = library.articles()
        posts = library.posts_of(article.id)
        with library._store.transaction():
            return correcting.save_found(library._store, article.id, finder.find(article.id, posts), None)

    parts.jobs.run(Lane.WRITE, parts.window, find, lambda changes: parts.session.library_changed.emit(changes, None))
    qtbot.waitUntil(lambda: parts.jobs.is_idle and bool(names(parts)), timeout=20_000)
    return parts


def panel(parts: Parts):
    return parts.window.body.widget("entities")


def names(parts: Parts) -> list[str]:
    model = panel(parts).model
    return [model.index(row).data() for row in range(model.rowCount()) if model.entity_at(row) is not None]


def choose(parts: Parts, name: str) -> Entity:
    model = panel(parts).model
    row = next(row for row in range(model.rowCount()) if model.index(row).data() == name)
    panel(parts).view.setCurrentIndex(model.index(row))
    return model.named_at(row)


@pytest.fixture
def order(parts: Parts, qtbot) -> Callable[[str], None]:
    def give(action_id: str) -> None:
        assert parts.window.orders[action_id].isEnabled()
        parts.window.orders[action_id].trigger()
        qtbot.waitUntil(lambda: parts.jobs.is_idle, timeout=20_000)

    return give


@pytest.fixture
def answer(parts: Parts, qtbot) -> Callable[..., object]:
    """Wait for a question."""

    def asked(kind: type) -> object:
        def found() -> list:
            return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]

        qtbot.waitUntil(lambda: bool(found()))
        return found()[0]

    return asked


@pytest.fixture
def accept(parts: Parts, qtbot) -> Callable[[object], None]:
    def press(dialog) -> None:
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: parts.jobs.is_idle, timeout=20_000)

    return press


def test_orders_wait_for_a_name(parts: Parts) -> None:
    parts.session.choose_name(None)
    assert not parts.window.orders["rename-name"].isEnabled()
    choose(parts, "Helena Marlowe")
    assert parts.window.orders["rename-name"].isEnabled()


def test_a_name_is_shown_by_another_and_undo_brings_it_back(parts, order, answer, accept) -> None:
    choose(parts, "Helena Marlowe")
    order("rename-name")
    dialog = answer(NameDialog)
    assert dialog.field.selectedText() == "Helena Marlowe"
    QTest.keyClicks(dialog.field, "Helena M. Marlowe")
    accept(dialog)
    assert "Helena M. Marlowe" in names(parts)
    assert "Undo" in parts.window.status.doing.text()
    order("undo-edit")
    assert "Helena Marlowe" in names(parts)
    order("redo-edit")
    assert "Helena M. Marlowe" in names(parts)


def test_one_name_is_said_to_be_another(parts, order, answer, accept) -> None:
    jonas = choose(parts, "Jonas Feld")
    order("open-name")
    assert parts.session.open_page == jonas.id
    order("merge-name")
    dialog = answer(SameDialog)
    assert dialog.other.kind is EntityKind.PERSON
    QTest.keyClicks(dialog.field, "lind")
    assert dialog.other.name == "Bo Lind"
    accept(dialog)
    assert "Jonas Feld" not in names(parts)
    assert parts.window.body.widget("reader").page.reading.page.name == "Bo Lind"
    order("undo-edit")
    assert "Jonas Feld" in names(parts)


def test_a_list_narrowed_by_a_name_follows_it(parts, order, answer, accept, qtbot) -> None:
    jonas, bo = choose(parts, "Jonas Feld"), choose(parts, "Bo Lind")
    parts.session.toggle_entity(jonas.id)
    qtbot.waitUntil(lambda: parts.jobs.is_idle)
    choose(parts, "Jonas Feld")
    order("merge-name")
    dialog = answer(SameDialog)
    QTest.keyClicks(dialog.field, "lind")
    accept(dialog)
    assert parts.session.filter.entities == {bo.id}
    choose(parts, "Bo Lind")
    order("never-name")
    assert parts.session.filter.entities == frozenset()
    assert parts.session.chosen_name is None
    assert len(parts.session.listing.ids) == 1


def test_the_other_name_is_found_by_any_of_its_forms(parts, order, answer, accept) -> None:
    choose(parts, "Helena Marlowe")
    order("rename-name")
    dialog = answer(NameDialog)
    dialog.field.setText("The Governor")
    accept(dialog)
    choose(parts, "Jonas Feld")
    order("merge-name")
    dialog = answer(SameDialog)
    dialog.field.setText("héle marl")
    assert dialog.other.name == "The Governor"
    dialog.reject()


def test_nobody_of_a_name_cannot_be_chosen(parts, order, answer) -> None:
    choose(parts, "Jonas Feld")
    order("merge-name")
    dialog = answer(SameDialog)
    QTest.keyClicks(dialog.field, "zeppelin")
    role = QDialogButtonBox.ButtonRole.AcceptRole
    accepting = [each for each in dialog.buttons.buttons() if dialog.buttons.buttonRole(each) is role]
    assert [button.isEnabled() for button in accepting] == [False]
    dialog.reject()


def test_forms_that_are_another_s_are_parted(parts, order, answer, accept) -> None:
    choose(parts, "Helena Marlowe")
    order("split-name")
    dialog = answer(SplitDialog)
    box = next(box for box in dialog.boxes if box.text().startswith("Marlowe"))
    box.setChecked(True)
    QTest.keyClicks(dialog.field, "Jonas Marlowe")
    accept(dialog)
    assert {"Helena Marlowe", "Jonas Marlowe"} <= set(names(parts))
    order("undo-edit")
    assert "Jonas Marlowe" not in names(parts)


def test_one_mention_is_somebody_else(parts, order, answer, accept, qtbot) -> None:
    parts.session.show_post(parts.session.listing.rows[0].id)
    qtbot.waitUntil(lambda: parts.jobs.is_idle)
    chosen = choose(parts, "Helena Marlowe")
    reading = parts.window.body.widget("reader").reading
    mentions = [each for each in reading.mentions if each.entity_id == chosen.id]
    parts.session.whose_wanted.emit(mentions[1])
    dialog = answer(WhoseDialog)
    QTest.keyClicks(dialog.field, "Nina Marlowe")
    accept(dialog)
    assert "Nina Marlowe" in names(parts)


@pytest.mark.parametrize(
    ("action_id", "still_there"),
    [
        ("set-organisation-name", True),
        ("ignore-article-name", False),
        ("never-name", False),
        ("ignore-post-name", False),
    ],
)
def test_a_kind_is_changed_and_names_are_left_out(parts, order, action_id, still_there) -> None:
    choose(parts, "Bo Lind")
    order(action_id)
    assert ("Bo Lind" in names(parts)) is still_there
    if still_there:
        assert choose(parts, "Bo Lind").kind is EntityKind.ORGANISATION
    order("undo-edit")
    assert choose(parts, "Bo Lind").kind is EntityKind.PERSON


def test_what_changes_nothing_says_so_and_is_no_step(parts, order) -> None:
    choose(parts, "Bo Lind")
    order("set-person-name")
    assert "changes nothing" in parts.window.status.doing.text()
    assert not parts.session.can_undo


def test_names_and_their_menu_are_reached_from_the_text(parts, qtbot) -> None:
    parts.session.show_post(parts.session.listing.rows[0].id)
    qtbot.waitUntil(lambda: parts.jobs.is_idle)
    reader = parts.window.body.widget("reader")
    cursor = reader.view.document().find("Bo Lind")
    cursor.setPosition(cursor.selectionStart() + 2)
    reader._open_menu(reader.view.cursorRect(cursor).center())
    menu = QApplication.activePopupWidget()
    assert menu.actions()[0].text() == "Bo Lind"
    offered = [action.text() for action in menu.actions()[0].menu().actions() if action.text()]
    assert offered[:4] == [
        "Show only posts with this name",
        "Leave out posts with this name",
        "Somebody else is meant here…",
        "Its page",
    ]
    assert parts.session.chosen_name.name == "Bo Lind"
    menu.close()


def test_a_page_asked_for_in_the_drawer_is_seen(parts, order, qtbot) -> None:
    parts.window.resize(630, 700)
    parts.window.body.toggle("entities")
    assert parts.window.body.open_drawer == "entities"
    choose(parts, "Bo Lind")
    order("open-name")
    assert parts.window.body.open_drawer == ""
    assert parts.window.body.widget("reader").page.isVisible()


def test_known_names_of_the_same_kind_are_offered_where_mentions_may_go(parts, order, answer, qtbot) -> None:
    parts.session.show_post(parts.session.listing.rows[0].id)
    qtbot.waitUntil(lambda: parts.jobs.is_idle)
    chosen = choose(parts, "Helena Marlowe")
    order("split-name")
    dialog = answer(SplitDialog)
    assert dialog.boxes[0].hasFocus()
    offered = dialog.field.completer()
    offered.setCompletionPrefix("FEL")
    assert offered.currentCompletion() == "Jonas Feld"
    offered.setCompletionPrefix("torvik")
    assert offered.completionCount() == 0  # a place
    dialog.reject()
    reading = parts.window.body.widget("reader").reading
    parts.session.whose_wanted.emit(next(each for each in reading.mentions if each.entity_id == chosen.id))
    dialog = answer(WhoseDialog)
    dialog.field.completer().setCompletionPrefix("lind")
    assert dialog.field.completer().currentCompletion() == "Bo Lind"
    dialog.reject()


def test_a_name_of_many_forms_leaves_the_question_in_sight(parts, theme) -> None:
    forms = [Form(f"Form {number}", 1) for number in range(60)]
    entity = Entity(EntityId("e"), EntityKind.PERSON, "Form 0")
    dialog = SplitDialog(entity, forms, (), theme, parts.window)
    dialog.show()
    assert dialog.height() <= 700
    assert dialog.field.isVisible()
    dialog.reject()


def test_what_was_said_of_names_is_listed_and_taken_back_long_after(parts, order, answer, qtbot) -> None:
    choose(parts, "Jonas Feld")
    order("never-name")
    choose(parts, "Bo Lind")
    order("set-place-name")
    order("show-corrections")
    dialog = answer(CorrectionsDialog)
    told = [dialog.list.item(row).text().partition("   ·   ")[0] for row in range(dialog.list.count())]
    assert told == ["“Bo Lind” is listed under: place.", "“Jonas Feld” is never listed."]
    QTest.keyClicks(dialog.field, "feld")
    assert dialog.list.count() == 1
    dialog.back.click()
    qtbot.waitUntil(lambda: parts.jobs.is_idle, timeout=20_000)
    assert "Jonas Feld" in names(parts)
    assert dialog.list.count() == 0
    assert not dialog.back.isEnabled()
    dialog.field.clear()
    assert dialog.list.count() == 1
    dialog.reject()
    order("undo-edit")
    assert "Jonas Feld" not in names(parts)
