"""The list of posts, as the reader's eyes, keys and screen reader meet it."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from panel_builders import NOON, SmallLibrary, a_post, a_row, an_article, between, exactly, with_time
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from desktop.domain.ids import ArticleId, PostId
from desktop.domain.listings import Filter, Hits, Listing, Order, Shelf
from desktop.domain.outlines import outline_of
from desktop.domain.posts import PostKind
from desktop.ui.panels.posts import PostsPanel
from desktop.ui.panels.posts.days import DayGroup
from desktop.ui.panels.posts.histogram import Histogram
from desktop.ui.panels.posts.model import SHOWN_ROLE, PostListModel
from desktop.ui.panels.posts.panel import EMPTY_LIBRARY
from desktop.ui.panels.posts.prepared import Prepared, look_around, prepare
from desktop.ui.time_words import moment_span

DAY = timedelta(days=1)


@pytest.fixture
def library() -> SmallLibrary:
    times = [exactly(NOON), exactly(NOON + timedelta(hours=1)), exactly(NOON + DAY), exactly(NOON + DAY)]
    posts = [with_time(a_post(name), when) for name, when in zip("abcd", times, strict=True)]
    return SmallLibrary(tuple(posts))


@pytest.fixture
def panel(qtbot, session, jobs, theme, start) -> PostsPanel:
    panel = PostsPanel(session, jobs, theme)
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show()
    start()
    return panel


def listed(*rows) -> Prepared:
    return Prepared(outline_of(Listing(tuple(rows), len(rows))), rows=tuple(rows))


# ---- the model


def test_model_is_sound(qtmodeltester) -> None:
    model = PostListModel()
    model.show(listed(a_row("a"), a_row("b")))
    qtmodeltester.check(model)


def test_fifty_thousand_rows_come_with_one_reset(qtbot) -> None:
    model = PostListModel()
    rows = tuple(a_row(str(n), exactly(NOON + timedelta(minutes=n))) for n in range(50_000))
    with qtbot.waitSignals([model.modelAboutToBeReset, model.modelReset]):
        model.show(listed(*rows))
    assert model.rowCount() == 50_000
    assert model.rowCount(model.index(0)) == 0
    assert model.place_of(PostId("49999")) == 49_999


def test_other_words_about_the_same_rows_are_no_reset(qtbot) -> None:
    model = PostListModel()
    model.show(listed(a_row("a"), a_row("b")))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        assert not model.show(listed(a_row("a", is_read=True), a_row("b")))
    assert model.index(0).data(SHOWN_ROLE).row.is_read


def test_a_row_speaks_its_time_and_state() -> None:
    model = PostListModel()
    model.show(listed(a_row("a", exactly(NOON), is_starred=True, mark_count=2, is_changed=True)))
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Headline of a, Sat 12 Feb 2022, 12:00 UTC, unread, starred, 2 marks, Sat 12 Feb 2022, changed"


def test_the_tooltip_gives_the_reason() -> None:
    model = PostListModel()
    model.show(listed(a_row("a", between(NOON, None))))
    tip = model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "12:00 UTC or later" in tip
    assert "Stands between two posts whose times are stated." in tip


def test_a_bound_is_shown_once_and_then_only_the_order() -> None:
    model = PostListModel()
    model.show(listed(a_row("a", between(NOON, None)), a_row("b", between(NOON, None)), a_row("c", exactly(NOON))))
    assert [model.index(row).data(SHOWN_ROLE).face.text for row in range(3)] == ["≥12:00", "≈", "12:00"]


def test_articles_are_named_only_if_several_are_on_show() -> None:
    other = ArticleId("other")
    library = SmallLibrary(articles=(an_article(), an_article(other, site="Radio")))
    alone = prepare(outline_of(Listing((a_row("a"),), 1)), Order.TIME, look_around(library, None))
    both = prepare(
        outline_of(Listing((a_row("a"), a_row("b", article_id=other)), 2)), Order.TIME, look_around(library, None)
    )
    assert alone.names == {}
    assert set(both.names.values()) == {"The Daily", "Radio"}


def test_labels_tell_kind_and_doubt() -> None:
    model = PostListModel()
    row = a_row("a", kind=PostKind.SUMMARY, is_doubtful=True, is_gone=True)
    model.show(replace(listed(row), groups=(DayGroup("Day not known", 0, 1),)))
    assert model.index(0).data(SHOWN_ROLE).labels == ("key points", "gone", "start unsure")


# ---- the panel


def test_posts_stand_oldest_first_under_their_days(panel) -> None:
    assert [panel.model.post_at(row) for row in range(4)] == ["a", "b", "c", "d"]
    assert [group.title for group in panel.model.prepared.groups] == ["Saturday 12 February", "Sunday 13 February"]


def test_keys_walk_through_the_posts_and_show_them(panel, session, qtbot) -> None:
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    assert session.current_post == "b"
    qtbot.keyClick(panel.view, Qt.Key.Key_End)
    assert session.current_post == "d"
    assert session.selected_posts == ("d",)
    qtbot.keyClick(panel.view, Qt.Key.Key_Home)
    assert session.current_post == "a"


def test_shift_and_control_choose_several(panel, session, qtbot) -> None:
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert session.selected_posts == ("a", "b")
    where = panel.view.visualRect(panel.model.index(3)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, where)
    assert session.selected_posts == ("a", "b", "d")
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, where)
    assert session.selected_posts == ("a", "b")


def test_a_click_shows_a_post_and_one_on_a_heading_does_nothing(panel, session, qtbot) -> None:
    where = panel.view.visualRect(panel.model.index(2)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert session.current_post == "c"
    heading = QPoint(60, panel.view.visualRect(panel.model.index(2)).top() - 10)
    assert not panel.view.indexAt(heading).isValid()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert session.current_post == "c"


def test_the_session_moves_the_keyboards_place(panel, session) -> None:
    session.show_post(PostId("c"))
    assert panel.view.currentIndex().row() == 2
    assert panel.view.selected_rows() == [2]


def test_select_all_reaches_the_session(panel, session) -> None:
    panel.view.selectAll()
    assert session.selected_posts == ("a", "b", "c", "d")


def test_return_goes_to_the_text(panel, session, qtbot) -> None:
    panel.view.setFocus()
    with qtbot.waitSignal(session.reading_wanted):
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)


def test_a_row_read_meanwhile_keeps_the_place(panel, session, library, settle) -> None:
    session.show_post(PostId("c"))
    library.read.add(PostId("c"))
    session.reload()
    settle()
    assert panel.view.currentIndex().row() == 2
    assert panel.model.index(2).data(SHOWN_ROLE).row.is_read


def test_a_post_that_comes_into_view_stands_below_the_heading(qtbot, session, jobs, theme, library, start) -> None:
    library.all_posts = {PostId(str(n)): with_time(a_post(str(n)), exactly(NOON)) for n in range(200)}
    panel = PostsPanel(session, jobs, theme)
    qtbot.addWidget(panel)
    panel.resize(320, 400)
    panel.show()
    start()
    session.show_post(PostId("150"))
    assert panel.view.viewport().rect().contains(panel.view.visualRect(panel.model.index(150)))
    session.show_post(PostId("20"))
    assert panel.view.visualRect(panel.model.index(20)).top() >= 32


# ---- nothing to show


def test_an_empty_library_says_what_to_do(qtbot, session, jobs, theme, library, start) -> None:
    library.all_posts = {}
    panel = PostsPanel(session, jobs, theme)
    qtbot.addWidget(panel)
    panel.show()
    start()
    assert panel.empty.isVisible()
    assert panel.empty.words.text() == EMPTY_LIBRARY
    assert not panel.empty.clear.isVisible()


def test_a_search_without_result_can_be_cleared(panel, session, settle, qtbot) -> None:
    session.search("zeppelin")
    settle()
    assert panel.empty.words.text() == "No post matches “zeppelin”."
    assert panel.empty.clear.text() == "Clear the search"
    qtbot.mouseClick(panel.empty.clear, Qt.MouseButton.LeftButton)
    settle()
    assert session.query == ""
    assert panel.view.isVisible()


def test_what_would_be_found_is_offered_and_taken(panel, session, settle, qtbot) -> None:
    session.search("frist")
    settle()
    session._take_listing(outline_of(Listing((), 4, Hits((), 0, suggestion="first"), 4)))
    settle()
    assert panel.empty.suggestion.text() == "Search for “first”"
    qtbot.mouseClick(panel.empty.suggestion, Qt.MouseButton.LeftButton)
    assert session.query == "first"


def test_how_a_query_was_taken_is_said_above_the_list(panel, session, settle) -> None:
    assert not panel.remark.isVisible()
    session.search("first")
    settle()
    hits = Hits((), 1, ("first",), explanation="“<b>:” is no field; the words were looked for.")
    session._take_listing(replace(session.listing, hits=hits))
    settle()
    assert panel.remark.isVisible()
    assert panel.remark.text() == "“<b>:” is no field; the words were looked for."
    session.search("")
    settle()
    assert not panel.remark.isVisible()


def test_escape_lifts_the_search_from_the_list_as_well(panel, session, settle, qtbot) -> None:
    session.search("first")
    settle()
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_Escape)
    assert session.query == ""


def test_the_post_on_show_is_chosen_again_when_it_comes_back(panel, session, library, settle) -> None:
    session.show_post(PostId("c"))
    library.all_posts[PostId("a")] = replace(a_post("a", "Zeppelins."), time=exactly(NOON))
    session.search("zeppelins")
    settle()
    assert panel.view.selected_rows() == []
    session.clear()
    settle()
    assert panel.view.selected_rows() == [2]
    assert panel.view.currentIndex().row() == 2


def test_return_opens_the_first_of_a_list_without_the_post_on_show(panel, session, library, settle, qtbot) -> None:
    library.all_posts[PostId("d")] = replace(a_post("d", "Zeppelins."), time=exactly(NOON))
    session.search("zeppelins")
    settle()
    assert session.current_post == "a"
    panel.view.setFocus()
    with qtbot.waitSignal(session.reading_wanted):
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert session.current_post == "d"


def test_the_keyboard_comes_back_to_the_list_with_its_posts(panel, session, settle, qtbot) -> None:
    session.search("zeppelin")
    settle()
    panel.empty.clear.setFocus()
    qtbot.keyClick(panel.empty.clear, Qt.Key.Key_Space)
    settle()
    assert panel.view.hasFocus()


def test_another_article_is_shown_from_its_top(qtbot, session, jobs, theme, library, start, settle) -> None:
    library.all_posts = {PostId(str(n)): with_time(a_post(str(n)), exactly(NOON)) for n in range(200)}
    panel = PostsPanel(session, jobs, theme)
    qtbot.addWidget(panel)
    panel.resize(320, 400)
    panel.show()
    start()
    session.show_post(PostId("150"))
    top = panel.model.post_at(panel.view.top_row()[0])
    library.all_posts.pop(PostId("3"))
    session.reload()
    settle()
    assert panel.model.post_at(panel.view.top_row()[0]) == top
    library.all_posts.pop(PostId("150"))
    session.set_shelf(Shelf.UNREAD)
    settle()
    assert panel.view.verticalScrollBar().value() == 0


def test_an_empty_shelf_says_why(panel, session) -> None:
    panel.empty.explain("", Filter(shelf=Shelf.MARKED), outline_of(Listing((), 4)))
    assert "No words are marked yet." in panel.empty.words.text()


# ---- the histogram


def drag(qtbot, bars: Histogram, first: int, last: int) -> None:
    """Drag from one bar to another, with the bars of the whole list on show."""
    area, count = bars._area(), len(bars._buckets.starts)
    ends = [
        QPoint(round(area.x() + (bar + share) * area.width() / count), 20) for bar, share in ((first, 0.3), (last, 0.7))
    ]
    qtbot.mousePress(bars, Qt.MouseButton.LeftButton, pos=ends[0])
    qtbot.mouseMove(bars, ends[1])
    qtbot.mouseRelease(bars, Qt.MouseButton.LeftButton, pos=ends[1])


def test_a_drag_takes_the_hours_under_it_and_a_click_lifts_them(panel, session, settle, qtbot) -> None:
    bars = panel.histogram
    assert bars._buckets.width_seconds == 3600
    drag(qtbot, bars, 0, 1)
    assert session.filter.moments == (NOON, NOON + timedelta(hours=2))
    settle()
    assert [row.id for row in session.listing.rows] == ["a", "b"]
    assert bars.caption() == "12 Feb 2022, 12:00–14:00 UTC"
    assert "Only 12 Feb 2022, 12:00–14:00 UTC is on show." in bars.accessibleDescription()
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    assert session.filter.moments is None


def test_the_bars_stay_as_they_are_while_a_time_is_chosen(panel, session, settle, qtbot) -> None:
    before = panel.histogram._buckets
    drag(qtbot, panel.histogram, 3, 5)
    settle()
    assert panel.histogram._buckets == before
    assert session.listing.rows == ()
    assert panel.histogram.isVisible()
    assert panel.empty.words.text() == "No post passes these filters."


def test_hours_are_those_of_the_zone_on_show(qtbot, session, jobs, theme, library, start) -> None:
    new_york = {"zone": "America/New_York"}
    library.all_posts = {
        name: replace(post, time=replace(post.time, **new_york)) for name, post in library.all_posts.items()
    }
    panel = PostsPanel(session, jobs, theme)
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show()
    start()
    assert panel.histogram.caption() == "12–13 Feb 2022 · EST"
    drag(qtbot, panel.histogram, 0, 1)
    assert session.filter.moments == (NOON, NOON + timedelta(hours=2))
    assert moment_span(*session.filter.moments, panel.histogram._buckets.zone) == "12 Feb 2022, 07:00–09:00 EST"


def test_arrow_keys_walk_through_the_days(panel, session, settle, qtbot) -> None:
    midnight = NOON.replace(hour=0)
    qtbot.keyClick(panel.histogram, Qt.Key.Key_Right)
    assert session.filter.moments == (midnight, midnight + DAY)
    settle()
    for _ in range(2):  # there is no day after the last
        qtbot.keyClick(panel.histogram, Qt.Key.Key_Right)
        assert session.filter.moments == (midnight + DAY, midnight + 2 * DAY)
    qtbot.keyClick(panel.histogram, Qt.Key.Key_Escape)
    assert session.filter.moments is None


# ---- for a screen reader


def test_what_takes_focus_has_a_name(panel) -> None:
    for widget in (panel.view, panel.histogram, panel.empty.clear):
        assert widget.accessibleName()


def test_a_screen_reader_finds_as_many_rows_as_posts(panel) -> None:
    reading = QAccessible.queryAccessibleInterface(panel.view)
    assert reading.childCount() == 4
    assert "Title of a" in reading.child(0).text(QAccessible.Text.Name)


def test_selected_and_unread_rows_look_different(panel, session, library, settle) -> None:
    library.read |= {PostId("c")}
    session.reload()
    settle()
    session.show_post(PostId("b"))
    panel.histogram.setFocus()
    QApplication.processEvents()
    seen = panel.view.viewport().grab().toImage()
    middles = [panel.view.visualRect(panel.model.index(row)) for row in (1, 2, 3)]
    edge = [seen.pixelColor(1, rect.center().y()).name() for rect in middles]
    ground = [seen.pixelColor(rect.right() - 4, rect.center().y()).name() for rect in middles]
    assert edge[0] != edge[1]
    assert ground[0] != ground[1]
    dots = [{seen.pixelColor(12, y).name() for y in range(rect.top() + 2, rect.bottom() - 2)} for rect in middles[1:]]
    assert len(dots[1]) > len(dots[0])


def test_bars_alone_can_be_shown_without_a_list(qtbot, theme) -> None:
    bars = Histogram(theme)
    qtbot.addWidget(bars)
    assert "No dated posts." in bars.accessibleDescription()


def test_each_page_keeps_its_own_zone_unless_one_is_chosen() -> None:
    other = ArticleId("other")
    rows = (
        a_row("a", replace(exactly(NOON), zone="Europe/Berlin")),
        a_row("b", replace(exactly(NOON), zone="America/New_York"), article_id=other),
    )
    library = SmallLibrary(articles=(an_article(), an_article(other, site="Radio")))
    model = PostListModel()
    model.show(prepare(outline_of(Listing(rows, 2)), Order.TIME, look_around(library, None)))
    assert [model.index(row).data(SHOWN_ROLE).face.text for row in range(2)] == ["13:00", "07:00"]
    model.show(prepare(outline_of(Listing(rows, 2)), Order.TIME, look_around(library, UTC)))
    assert [model.index(row).data(SHOWN_ROLE).face.text for row in range(2)] == ["12:00", "12:00"]


def test_another_zone_is_shown_at_once(panel, library, session, settle, theme) -> None:
    row = panel.model.index(1)
    before = row.data(SHOWN_ROLE).face.text
    theme.adopt(replace(theme.settings, zone="Asia/Tokyo"))
    settle()
    assert panel.model.index(1).data(SHOWN_ROLE).face.text != before


def test_where_clocks_differ_the_heading_or_the_row_says_which() -> None:
    other = ArticleId("other")
    german = {"zone": "Europe/Berlin"}
    rows = (
        a_row("a", replace(exactly(NOON), zone="America/New_York"), article_id=other),
        a_row("b", replace(exactly(NOON + timedelta(hours=1)), **german)),
        a_row("c", replace(exactly(NOON + DAY), **german)),
    )
    library = SmallLibrary(articles=(an_article(), an_article(other, site="Radio")))
    prepared = prepare(outline_of(Listing(rows, 3)), Order.TIME, look_around(library, None))
    model = PostListModel()
    model.show(prepared)
    assert [model.index(row).data(SHOWN_ROLE).clock for row in range(3)] == ["EST", "CET", ""]
    assert [prepared.title_of(group) for group in prepared.groups] == [
        "Saturday 12 February",
        "Sunday 13 February · CET",
    ]
    alone = prepare(outline_of(Listing(rows[1:], 2)), Order.TIME, look_around(library, None))
    assert [alone.title_of(group) for group in alone.groups] == ["Saturday 12 February", "Sunday 13 February"]


def test_a_post_has_the_same_time_whatever_else_is_on_show() -> None:
    silent, speaking = a_post("silent"), a_post("speaking")
    posts = (with_time(silent, exactly(NOON)), with_time(speaking, replace(exactly(NOON), zone="America/New_York")))
    library = SmallLibrary(posts)
    whole = library.list_posts().rows
    for rows in (whole, whole[:1]):
        model = PostListModel()
        model.show(prepare(outline_of(Listing(rows, 2)), Order.TIME, look_around(library, None)))
        assert model.index(0).data(SHOWN_ROLE).face.text == "07:00"
