"""The names beside the text: grouped, counted, and good for filtering."""

import pytest
from panel_builders import ARTICLE, SmallLibrary, a_post
from PySide6.QtCore import Qt

from desktop.domain.changes import Changes, Kind
from desktop.domain.entities import EntityKind
from desktop.domain.ids import EntityId, PostId
from desktop.domain.listings import EntityRow, Filter
from desktop.ui.panels.entities import EntitiesPanel
from desktop.ui.panels.entities.grouped import BINS, Measured, found_in, grouped, load_named, spread
from desktop.ui.panels.entities.panel import NO_NAMES

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


def test_a_filter_set_elsewhere_gets_its_name(qtbot, session, jobs, theme, start, settle, library) -> None:
    session.toggle_entity(KYIV)
    library.all_mentions.clear()
    panel = EntitiesPanel(session, jobs, theme)
    qtbot.addWidget(panel)
    start()
    assert [chip.text() for chip in panel.chips.chips()] == ["With Kyiv"]


def test_keys_walk_over_headings_and_filter(panel, session, qtbot, settle) -> None:
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(panel.model.row_of(ANNA)))
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    assert panel.model.entity_at(panel.view.currentIndex().row()) == NATO
    qtbot.keyClick(panel.view, Qt.Key.Key_Up)
    assert panel.model.entity_at(panel.view.currentIndex().row()) == ANNA
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert session.filter.entities == {ANNA}
    settle()
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    assert session.filter.without == {ANNA}


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
    assert panel.empty.text() == "No name matches."


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
    (people,) = load_named(library, [post.id for post in posts]).groups
    assert [(each.row.name, each.row.count, len(each.row.post_ids)) for each in people.members] == [
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


def test_a_sparkline_follows_the_list() -> None:
    places = {PostId(str(n)): n for n in range(BINS)}
    bars = spread((PostId("0"), PostId(str(BINS - 1))), places)
    assert bars[0] == bars[-1] == 1.0
    assert sum(bars) == 2.0
    assert spread((), {}) == (0.0,) * BINS


def test_kinds_without_names_have_no_heading() -> None:
    row = EntityRow(ANNA, EntityKind.PERSON, "Anna Lind", "Mayor", 1, ())
    groups = grouped([Measured(row, (0.0,) * BINS)])
    assert [group.title for group in groups] == ["People"]
    assert found_in(groups, "mayor") == groups
    assert found_in(groups, "nobody") == ()
