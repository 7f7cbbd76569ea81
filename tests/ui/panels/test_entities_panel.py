"""The names beside the text: grouped, counted, and good for filtering."""

from dataclasses import replace

import pytest
from panel_builders import ARTICLE, SmallLibrary, a_post, a_quote
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QApplication

from desktop.domain.changes import Changes, Kind
from desktop.domain.corrections import KeepApart, MergeEntities, Suggestion
from desktop.domain.entities import Entity, EntityKind, Role
from desktop.domain.ids import EntityId, PostId
from desktop.domain.listings import EVERYTHING, Filter
from desktop.domain.name_lists import EntityWeight, Maker, MakerKind
from desktop.domain.quotes import QuoteRow
from desktop.ui.panels.entities import EntitiesPanel
from desktop.ui.panels.entities.delegate import accept_box, decline_box
from desktop.ui.panels.entities.dropping import NAME_MIME
from desktop.ui.panels.entities.grouped import BINS, MOST_IN_GROUP, Measured, found_in, grouped, load_named, shares
from desktop.ui.panels.entities.panel import NO_NAMES
from desktop.ui.spots import Spot

ANNA, NATO, KYIV = EntityId("Anna Lind"), EntityId("NATO"), EntityId("Kyiv")


@pytest.fixture
def library() -> SmallLibrary:
    posts = (a_post("a", "Anna Lind is in Kyiv."), a_post("b", "NATO spoke to Anna Lind."), a_post("c", "Kyiv waits."))
    library = SmallLibrary(posts)
    for post in posts:
        library.name(post, "Anna Lind")
        library.name(post, "NATO", EntityKind.ORGANISATION)
        library.name(post, "Kyiv", EntityKind.PLACE)
    return library


@pytest.fixture
def panel(qtbot, session, jobs, theme, start) -> EntitiesPanel:
    panel = EntitiesPanel(session, jobs, theme)
    qtbot.addWidget(panel)
    panel.resize(264, 500)
    panel.show()
    start()
    return panel


def rows(panel: EntitiesPanel) -> list[str]:
    return [panel.model.index(row).data() for row in range(panel.model.rowCount())]


def click(panel, qtbot, entity_id, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    where = panel.view.visualRect(panel.model.index(panel.model.row_of(entity_id))).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, modifiers, where)


def test_model_is_sound(panel, qtmodeltester) -> None:
    qtmodeltester.check(panel.model)
    assert panel.model.rowCount(panel.model.index(0)) == 0


def test_names_stand_under_their_kind(panel) -> None:
    assert rows(panel) == ["People", "Anna Lind", "Organisations", "NATO", "Places", "Kyiv"]


def test_a_click_filters_by_one_name_and_a_second_lifts_it(panel, session, qtbot, settle) -> None:
    click(panel, qtbot, ANNA)
    assert session.filter.entities == {ANNA}
    settle()
    click(panel, qtbot, NATO)
    assert session.filter.entities == {NATO}
    settle()
    click(panel, qtbot, NATO)
    assert session.filter.entities == frozenset()


def test_control_adds_a_name(panel, session, qtbot, settle) -> None:
    click(panel, qtbot, ANNA)
    settle()
    click(panel, qtbot, KYIV, Qt.KeyboardModifier.ControlModifier)
    assert session.filter.entities == {ANNA, KYIV}


def test_a_right_click_leaves_a_name_out(panel, session, qtbot, settle) -> None:
    where = panel.view.visualRect(panel.model.index(panel.model.row_of(NATO))).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.RightButton, pos=where)
    assert session.filter.without == {NATO}
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, panel.view.viewport().mapToGlobal(where))
    QApplication.sendEvent(panel.view.viewport(), event)
    assert QApplication.activePopupWidget() is None
    settle()
    assert rows(panel) == ["People", "Anna Lind", "Places", "Kyiv"]


def test_a_right_press_that_is_let_go_elsewhere_leaves_nothing_out(panel, session, qtbot) -> None:
    viewport = panel.view.viewport()
    at = {name: panel.view.visualRect(panel.model.index(panel.model.row_of(name))).center() for name in (NATO, KYIV)}
    qtbot.mousePress(viewport, Qt.MouseButton.RightButton, pos=at[NATO])
    qtbot.mouseRelease(viewport, Qt.MouseButton.RightButton, pos=at[KYIV])
    assert session.filter == EVERYTHING


def test_the_menu_opens_at_the_sign_in_the_row_and_by_its_key(panel, session, qtbot, settle) -> None:
    index = panel.model.index(panel.model.row_of(NATO))
    sign = panel.view.itemDelegate().more_box(panel.view.visualRect(index), panel.model.shown_at(index.row()))
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=sign.center())
    menu = QApplication.activePopupWidget()
    assert "Leave out posts with this name" in [action.text() for action in menu.actions()]
    assert session.filter == EVERYTHING
    menu.close()
    stand_on(panel, KYIV)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(panel.view.viewport(), event)
    assert QApplication.activePopupWidget() is not None
    QApplication.activePopupWidget().close()


def test_names_follow_the_list(panel, session, settle) -> None:
    session.search("nato")
    settle()
    assert rows(panel) == ["People", "Anna Lind", "Organisations", "NATO"]


def test_chips_name_what_filters_and_lift_it(panel, session, qtbot, settle) -> None:
    session.toggle_entity(ANNA)
    session.toggle_entity(NATO, exclude=True)
    settle()
    assert [chip.text() for chip in panel.chips.chips()] == ["With Anna Lind", "Without NATO"]
    qtbot.mouseClick(panel.chips.chips()[1], Qt.MouseButton.LeftButton)
    assert session.filter == Filter(entities=frozenset({ANNA}))


def test_chips_stay_while_names_come_in(panel, session, settle) -> None:
    session.toggle_entity(ANNA)
    settle()
    (chip,) = panel.chips.chips()
    chip.setFocus()
    session.library_changed.emit(Changes(added={Kind.ENTITY: frozenset({"Bo"})}), None)
    settle()
    assert panel.chips.chips() == [chip]
    assert chip.isVisible()


def test_a_filter_set_elsewhere_gets_its_name(qtbot, session, jobs, theme, start, settle, library) -> None:
    session.toggle_entity(KYIV)
    library.all_mentions.clear()
    panel = EntitiesPanel(session, jobs, theme)
    qtbot.addWidget(panel)
    start()
    assert [chip.text() for chip in panel.chips.chips()] == ["With Kyiv"]


def stand_on(panel, entity_id) -> None:
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(panel.model.row_of(entity_id)))


def test_keys_walk_over_headings_and_filter(panel, session, qtbot, settle) -> None:
    stand_on(panel, ANNA)
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    assert panel.model.entity_at(panel.view.currentIndex().row()) == NATO
    qtbot.keyClick(panel.view, Qt.Key.Key_Up)
    assert panel.model.entity_at(panel.view.currentIndex().row()) == ANNA
    qtbot.keyClick(panel.view, Qt.Key.Key_Space)
    assert session.filter.entities == {ANNA}
    settle()
    stand_on(panel, KYIV)
    qtbot.keyClick(panel.view, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert session.filter.entities == {ANNA, KYIV}
    settle()
    stand_on(panel, ANNA)
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    assert session.filter.without == {ANNA}


def test_return_and_a_double_click_open_the_page_of_a_name(panel, session, qtbot, settle) -> None:
    stand_on(panel, NATO)
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert session.open_page == NATO
    assert session.filter == EVERYTHING
    session.back()
    assert session.open_page is None
    where = panel.view.visualRect(panel.model.index(panel.model.row_of(ANNA))).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseDClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    settle()
    assert session.open_page == ANNA
    assert session.filter == EVERYTHING  # what the first click of the two filtered is lifted again


def test_a_double_click_opens_the_name_first_clicked_though_the_rows_have_moved(panel, session, qtbot, settle) -> None:
    viewport = panel.view.viewport()
    where = panel.view.visualRect(panel.model.index(panel.model.row_of(KYIV))).center()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=where)
    settle()
    assert panel.model.entity_at(panel.view.indexAt(where).row()) != KYIV  # the chip and the shorter list moved it
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=where)
    settle()
    assert session.open_page == KYIV
    assert session.filter == EVERYTHING


def test_the_name_on_which_the_keyboard_stands_is_the_one_that_orders_are_for(panel, session) -> None:
    stand_on(panel, NATO)
    assert session.chosen_name == Entity(NATO, EntityKind.ORGANISATION, "NATO")


def test_letters_look_for_a_name_and_order_nothing_else(panel, session, qtbot, settle) -> None:
    stand_on(panel, NATO)
    for letter in "kyi":
        qtbot.keyClick(panel.view if letter == "k" else panel.name_field, letter)
    assert panel.name_field.text() == "kyi"
    assert rows(panel) == ["Places", "Kyiv"]
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_J, Qt.KeyboardModifier.NoModifier, "j")
    QApplication.sendEvent(panel.view, override)
    assert override.isAccepted()


def test_the_menu_offers_all_three(panel, session, qtbot) -> None:
    menu = panel.view.menu_for(panel.model.index(panel.model.row_of(NATO)))
    words = [action.text() for action in menu.actions()]
    assert words[:3] == [
        "Show only posts with this name",
        "Add this name to the filter",
        "Leave out posts with this name",
    ]
    menu.actions()[2].trigger()
    assert session.filter.without == {NATO}
    assert panel.view.menu_for(panel.model.index(0)) is None


def test_typing_finds_a_name(panel, qtbot) -> None:
    qtbot.keyClicks(panel.name_field, "lin ann")
    assert rows(panel) == ["People", "Anna Lind"]
    qtbot.keyClick(panel.name_field, Qt.Key.Key_Return)
    assert panel.model.entity_at(panel.view.currentIndex().row()) == ANNA
    panel.name_field.setText("zeppelin")
    assert panel.empty.isVisible()
    assert panel.empty.text() == "No name in the posts on show matches."


def test_a_name_is_found_by_its_other_forms_and_without_its_accents(panel, library, session, qtbot, settle) -> None:
    library.all_entities[NATO] = replace(library.all_entities[NATO], aliases=("North Atlantic Pact",))
    library.all_entities[KYIV] = replace(library.all_entities[KYIV], aliases=("Kyïv",))
    panel.name_field.setText("pact")
    settle()
    assert rows(panel) == ["Organisations", "NATO"]
    panel.name_field.setText("kyiv")
    assert rows(panel) == ["Places", "Kyiv"]
    panel.name_field.setText("KYÍV")
    assert rows(panel) == ["Places", "Kyiv"]
    session.search("nato")
    settle()
    panel.name_field.setText("pact")
    settle()
    assert rows(panel) == ["Organisations", "NATO"]  # also of another list


def test_words_that_begin_so_go_before_words_that_only_hold_the_letters(panel, library, session, settle) -> None:
    library.all_entities[ANNA] = replace(library.all_entities[ANNA], roles=(Role("Senator", PostId("a")),))
    session.library_changed.emit(Changes(changed={Kind.ENTITY: frozenset({ANNA})}), None)
    session.show_post(PostId("a"))
    settle()
    panel.name_field.setText("nato")
    assert rows(panel) == ["Organisations", "NATO"]
    panel.name_field.setText("enator")
    assert rows(panel) == ["People", "Anna Lind"]


def test_down_leads_from_the_field_to_what_was_found(panel, qtbot) -> None:
    panel.name_field.setFocus()
    panel.name_field.setText("kyiv")
    qtbot.keyClick(panel.name_field, Qt.Key.Key_Down)
    assert panel.model.entity_at(panel.view.currentIndex().row()) == KYIV


@pytest.mark.parametrize("at", ["name_field", "view"])
def test_escape_shows_all_names_again(panel, qtbot, at) -> None:
    panel.name_field.setText("lind")
    getattr(panel, at).setFocus()
    qtbot.keyClick(getattr(panel, at), Qt.Key.Key_Escape)
    assert panel.name_field.text() == ""
    assert len(rows(panel)) == 6


def test_clearing_and_another_article_forget_the_name_looked_for(panel, session, settle) -> None:
    panel.name_field.setText("lind")
    session.toggle_entity(ANNA)
    settle()
    assert panel.name_field.text() == "lind"
    session.clear()
    assert panel.name_field.text() == ""
    panel.name_field.setText("lind")
    session.clear()
    assert panel.name_field.text() == ""
    panel.name_field.setText("lind")
    session.set_article(ARTICLE)
    assert panel.name_field.text() == ""


def test_names_in_most_posts_come_first_however_often_one_post_says_a_name() -> None:
    posts = (a_post("a", "Bo Ek, Bo Ek, Bo Ek and Anna Lind."), a_post("b", "Anna Lind."))
    library = SmallLibrary(posts)
    for post in posts:
        library.name(post, "Anna Lind")
        library.name(post, "Bo Ek")
    names = load_named(library, [post.id for post in posts]).names
    assert [(each.row.name, each.row.mentions, each.row.posts) for each in names] == [
        ("Anna Lind", 2, 2),
        ("Bo Ek", 3, 1),
    ]


def test_posts_without_names_say_so(qtbot, session, jobs, theme, start, library) -> None:
    library.all_mentions.clear()
    panel = EntitiesPanel(session, jobs, theme)
    qtbot.addWidget(panel)
    panel.show()
    start()
    assert panel.empty.text() == NO_NAMES
    assert panel.empty.isVisible()


def test_names_found_meanwhile_come_in(panel, session, library, settle) -> None:
    library.name(library.all_posts[PostId("c")], "waits", EntityKind.EVENT, "The wait")
    session.library_changed.emit(Changes(added={Kind.ENTITY: frozenset({"The wait"})}), None)
    settle()
    assert rows(panel)[-2:] == ["Other", "waits"]


def test_a_row_speaks_kind_count_and_whether_it_filters(panel, session) -> None:
    session.toggle_entity(ANNA)
    spoken = panel.model.index(panel.model.row_of(ANNA)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Anna Lind, person, 2 mentions in 2 posts, filters the list"


def test_what_takes_focus_has_a_name(panel, session) -> None:
    session.toggle_entity(ANNA)
    for widget in (panel.view, panel.name_field, *panel.chips.chips()):
        assert widget.accessibleName()


def test_a_sparkline_shows_shares_of_the_highest() -> None:
    assert shares((1, 0, 4)) == (0.25, 0.0, 1.0)
    assert shares((0, 0)) == (0.0, 0.0)


def test_kinds_without_names_have_no_heading() -> None:
    measured = Measured(EntityWeight(ANNA, EntityKind.PERSON, "Anna Lind", 1, 1, ()), (0.0,) * BINS, "Mayor")
    groups = grouped([measured])
    assert [group.title for group in groups] == ["People"]
    assert found_in(groups, "mayor") == groups
    assert found_in(groups, "nobody") == ()


def test_roles_are_those_of_the_time_of_the_post_that_is_read(panel, session, library, settle) -> None:
    roles = (Role("Mayor", PostId("a")), Role("Minister", PostId("b")))
    library.all_entities[ANNA] = replace(library.all_entities[ANNA], roles=roles)
    for post_id, role in (("a", "Mayor"), ("b", "Minister"), ("a", "Mayor")):
        session.show_post(None)
        session.show_post(PostId(post_id))
        settle()
        assert panel.model.shown_at(panel.model.row_of(ANNA)).role == role


def test_who_made_the_posts_stands_apart_from_the_people(qtbot, session, jobs, theme, start, library, settle) -> None:
    library.all_makers = [Maker(MakerKind.REPORTER, "Ruth Calder", 2), Maker(MakerKind.PHOTOGRAPHER, "Tor Vik", 1)]
    panel = EntitiesPanel(session, jobs, theme)
    qtbot.addWidget(panel)
    panel.resize(264, 700)
    panel.show()
    start()
    assert rows(panel)[-4:] == ["Reporters", "Ruth Calder", "Photographers", "Tor Vik"]
    where = panel.view.visualRect(panel.model.index(panel.model.rowCount() - 1)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert session.filter.makers == {"Tor Vik"}
    assert [chip.text() for chip in panel.chips.chips()] == ["By Tor Vik"]
    spoken = panel.model.index(panel.model.rowCount() - 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Tor Vik, photographer, 1 post, filters the list"
    qtbot.mouseClick(panel.chips.chips()[0], Qt.MouseButton.LeftButton)
    assert session.filter.makers == frozenset()


def drop(panel, entity_id, on) -> None:
    """Drag one name on another, as the platform tells it."""
    mime = QMimeData()
    mime.setData(NAME_MIME, entity_id.encode())
    where = panel.view.visualRect(panel.model.index(panel.model.row_of(on))).center()
    how = (Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for event in (QDragEnterEvent(where, *how), QDragMoveEvent(where, *how), QDropEvent(QPointF(where), *how)):
        QApplication.sendEvent(panel.view.viewport(), event)


@pytest.fixture
def crowded(panel, session, library, settle) -> EntitiesPanel:
    """The panel beside posts that name more people than it lists."""
    for number in range(MOST_IN_GROUP + 20):
        library.name(library.all_posts[PostId("a")], "Anna", entity_id=f"Anna {number}")
    session.library_changed.emit(Changes(changed={Kind.ENTITY: frozenset({ANNA})}), None)
    settle()
    return panel


def test_a_heading_says_that_not_all_are_listed(crowded) -> None:
    assert crowded.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "People, first 250 of 271"


def test_the_list_moves_on_while_a_name_is_dragged_to_its_edge(crowded, qtbot) -> None:
    view, mime = crowded.view, QMimeData()
    mime.setData(NAME_MIME, ANNA.encode())
    edge = QPoint(20, view.viewport().height() - 3)
    how = (Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for event in (QDragEnterEvent(edge, *how), QDragMoveEvent(edge, *how)):
        QApplication.sendEvent(view.viewport(), event)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 100)
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())
    at = view.verticalScrollBar().value()
    qtbot.wait(150)
    assert view.verticalScrollBar().value() == at


def test_a_name_dropped_on_another_one_is_the_same(panel, library, settle) -> None:
    drop(panel, KYIV, on=NATO)
    settle()
    assert library.edits[-1] == MergeEntities(NATO, frozenset({KYIV}))
    assert panel.model.entity_at(panel.view.currentIndex().row()) == NATO
    drop(panel, NATO, on=NATO)
    settle()
    assert len(library.edits) == 1


@pytest.fixture
def doubted(panel, session, library, settle) -> EntitiesPanel:
    """The panel while two of its names may be one, and the reader looks at that."""
    library.all_entities[ANNA] = replace(library.all_entities[ANNA], roles=(Role("Mayor", PostId("a")),))
    library.all_suggestions = [Suggestion(ANNA, KYIV, "Anna Lind", "Kyiv", "Two spellings of one name.", 0.6)]
    session.library_changed.emit(Changes(changed={Kind.ENTITY: frozenset({ANNA})}), None)
    settle()
    assert panel.suggested.isVisible()
    session.suggestions_wanted.emit()
    return panel


def test_suggestions_stand_first_with_their_reason(doubted, qtmodeltester) -> None:
    assert rows(doubted)[:2] == ["May be one", "Anna Lind, Mayor = Kyiv"]
    spoken = doubted.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Anna Lind, Mayor and Kyiv may be one. Two spellings of one name."
    assert doubted.view.currentIndex().row() == 1
    qtmodeltester.check(doubted.model)


@pytest.mark.parametrize(
    ("key", "edit"),
    [
        (Qt.Key.Key_Return, MergeEntities(ANNA, frozenset({KYIV}))),
        (Qt.Key.Key_Delete, KeepApart(ANNA, KYIV)),
    ],
)
def test_one_key_accepts_or_declines_a_suggestion(doubted, qtbot, library, settle, key, edit) -> None:
    qtbot.keyClick(doubted.view, key)
    settle()
    assert library.edits == [edit]


def test_who_decides_by_key_goes_on_at_the_next_row(doubted, session, library, qtbot, settle) -> None:
    library.all_suggestions.append(Suggestion(ANNA, NATO, "Anna Lind", "NATO", "Initials.", 0.5))
    session.library_changed.emit(Changes(changed={Kind.ENTITY: frozenset({ANNA})}), None)
    settle()
    qtbot.keyClick(doubted.view, Qt.Key.Key_Delete)
    library.all_suggestions.pop(0)
    session.library_changed.emit(Changes(changed={Kind.ENTITY: frozenset({ANNA})}), None)
    settle()
    assert doubted.view.currentIndex().data() == "Anna Lind, Mayor = NATO"
    library.all_suggestions.clear()
    session.library_changed.emit(Changes(changed={Kind.ENTITY: frozenset({ANNA})}), None)
    settle()
    assert doubted.view.currentIndex().data() == "Anna Lind"


def test_without_suggestions_the_reader_hears_so(panel, session) -> None:
    told = []
    session.message.connect(told.append)
    session.suggestions_wanted.emit()
    assert [each.text for each in told] == ["No two names in the posts on show seem to be one."]
    assert not panel.suggested.isChecked()


def test_the_keyboard_stays_on_a_name_that_gets_a_role(panel, session, library, settle) -> None:
    stand_on(panel, NATO)
    library.all_entities[NATO] = replace(library.all_entities[NATO], roles=(Role("alliance", PostId("b")),))
    session.show_post(PostId("b"))
    settle()
    assert panel.model.shown_at(panel.model.row_of(NATO)).role == "alliance"
    assert panel.model.entity_at(panel.view.currentIndex().row()) == NATO


@pytest.mark.parametrize(
    ("box", "edit"), [(accept_box, MergeEntities(ANNA, frozenset({KYIV}))), (decline_box, KeepApart(ANNA, KYIV))]
)
def test_a_click_on_its_signs_decides_about_a_suggestion(doubted, qtbot, library, settle, box, edit) -> None:
    rect = doubted.view.visualRect(doubted.model.index(1))
    qtbot.mouseClick(doubted.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center() - QPoint(60, 0))
    settle()
    assert library.edits == []
    qtbot.mouseClick(doubted.view.viewport(), Qt.MouseButton.LeftButton, pos=box(rect).center())
    settle()
    assert library.edits == [edit]


def rest_on(panel, entity_id) -> None:
    """Let the pointer rest on a name."""
    where = panel.view.visualRect(panel.model.index(panel.model.row_of(entity_id))).center()
    event = QHelpEvent(QEvent.Type.ToolTip, where, panel.view.viewport().mapToGlobal(where))
    QApplication.sendEvent(panel.view.viewport(), event)


def test_where_a_name_stands_shows_beside_it_until_something_is_done(panel, qtbot, settle) -> None:
    rest_on(panel, ANNA)
    qtbot.waitUntil(panel.preview.isVisible)
    words = panel.preview.words()
    assert "2 mentions in 2 posts" in words
    assert "NATO spoke to Anna Lind." in words
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    assert panel.preview.isHidden()
    assert "more post" not in words
    stand_on(panel, KYIV)
    qtbot.keyClick(panel.view, Qt.Key.Key_Right)
    qtbot.waitUntil(panel.preview.isVisible)
    assert "Kyiv waits." in panel.preview.words()


def test_a_preview_says_how_many_posts_it_leaves_out(panel, library, session, qtbot, settle) -> None:
    for number in range(5):
        post = a_post(f"more {number}", "Kyiv again.")
        library.all_posts[post.id] = post
        library.name(post, "Kyiv")
    session.reload()
    settle()
    rest_on(panel, KYIV)
    qtbot.waitUntil(panel.preview.isVisible)
    assert "7 mentions in 7 posts" in panel.preview.words()
    assert panel.preview.words().endswith("… and in 3 more posts")


@pytest.fixture
def quoting(panel, session, library, settle) -> EntitiesPanel:
    """The panel beside a post in which Anna Lind and somebody unknown are quoted."""
    post = a_post("b", "NATO spoke to Anna Lind. “We stay here”, she told us. “Nobody knows”, it was said.")
    library.all_posts[post.id] = post
    said = a_quote(post, "We stay here", "Anna Lind", entity_id=ANNA, cue="told")
    library.all_quotes = [QuoteRow(said, (PostId("c"),)), QuoteRow(a_quote(post, "Nobody knows"))]
    other = a_post("c", "Kyiv waits. “We stay here!”")
    library.all_posts[other.id] = other
    library.all_quotes.append(QuoteRow(a_quote(other, "We stay here"), (post.id,)))
    session.show_post(post.id)
    settle()
    return panel


def test_the_quotes_of_the_post_stand_below_the_names(quoting, session, settle, qtmodeltester) -> None:
    quotes = quoting.quotes
    assert quotes.isVisible()
    assert (quotes.heading.text(), quotes.count.text()) == ("QUOTES IN POST", "2")
    spoken = [quotes.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert spoken == ["Anna Lind, told, “We stay here”, also in 1 post", "Speaker not clear, “Nobody knows”"]
    qtmodeltester.check(quotes.model)
    session.show_post(PostId("a"))
    settle()
    assert quotes.isHidden()


def test_a_quote_leads_to_its_words_here_and_in_the_other_post(quoting, session, qtbot) -> None:
    wanted: list[Spot] = []
    session.spot_wanted.connect(wanted.append)
    view = quoting.quotes.view
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(quoting.quotes.model.index(0)).center()
    )
    assert (wanted[-1].post_id, wanted[-1].start) == (PostId("b"), 26)
    menu = view.menu_for(quoting.quotes.model.index(0))
    words = [action.text() for action in menu.actions()]
    assert words == ["Go to the words", "Page of Anna Lind", "Copy with speaker", "Also in: Title of c"]
    menu.actions()[2].trigger()
    assert QApplication.clipboard().text() == "“We stay here” — Anna Lind"
    menu.actions()[3].trigger()
    assert wanted[-1] == Spot(PostId("c"), 0, 13, 25)
    assert session.current_post == PostId("c")
