"""The lane of days that posts speak of, and the dates in the text."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from panel_builders import NOON, a_post, exactly
from PySide6.QtCore import QPointF, QRectF, Qt

from desktop.domain.dates import DateKind, DateMention, DatePlace, DatePrecision, SpokenDays
from desktop.domain.ids import PostId
from desktop.domain.posts import Figure
from desktop.ui.date_words import days_in_words, mention_tip
from desktop.ui.panels.posts.date_lane import DateLane, date_shape
from desktop.ui.panels.posts.panel import PostsPanel
from desktop.ui.panels.posts.spoken import slot_tip, slots_of
from desktop.ui.panels.reader.panel import ReaderPanel

FRIDAY, SATURDAY, MONDAY = date(2022, 2, 11), date(2022, 2, 12), date(2022, 2, 14)


def a_date(text: str, words: str, day: date, kind: DateKind = DateKind.EVENT, **more: object) -> DateMention:
    start = text.index(words)
    values = {"place": DatePlace.PARAGRAPH, "number": 0, "last": day, "precision": DatePrecision.DAY} | more
    return DateMention(
        values.pop("place"), values.pop("number"), start, start + len(words), words, day, kind=kind, **values
    )


FELL, MEETS = "It fell on Friday.", "They meet on Monday, after Friday."
POSTS = (
    a_post("a", FELL, time=exactly(NOON), dates=(a_date(FELL, "Friday", FRIDAY),)),
    a_post(
        "b",
        MEETS,
        time=exactly(NOON.replace(hour=15)),
        dates=(a_date(MEETS, "Monday", MONDAY, DateKind.PLAN), a_date(MEETS, "Friday", FRIDAY)),
    ),
    a_post("c", "No day.", time=exactly(NOON.replace(hour=18))),
)


@pytest.fixture
def panel(qtbot, session, jobs, theme, library, start) -> PostsPanel:
    library.all_posts = {post.id: post for post in POSTS}
    made = PostsPanel(session, jobs, theme)
    qtbot.addWidget(made)
    made.resize(320, 600)
    made.show()
    start()
    return made


def click(qtbot, lane: DateLane, number: int) -> None:
    qtbot.mouseClick(lane, Qt.MouseButton.LeftButton, pos=lane._column(number).center().toPoint())


def test_the_lane_shows_each_day_and_a_click_filters_by_it(panel, session, settle, qtbot) -> None:
    assert [slot.days for slot in panel.lane.slots] == [(FRIDAY, FRIDAY), (MONDAY, MONDAY)]
    assert panel.lane.caption() == "Speaks of 2 dates, 2022"
    click(qtbot, panel.lane, 1)
    assert session.filter.spoken == (MONDAY, MONDAY)
    settle()
    assert [row.id for row in session.listing.rows] == ["b"]
    assert len(panel.lane.slots) == 2  # what the choice leaves out can still be chosen
    assert panel.lane.isVisible()
    assert "Speaks of Mon 14 Feb 2022" in panel.lane.accessibleDescription()
    click(qtbot, panel.lane, 1)
    assert session.filter.spoken is None


def test_arrow_keys_walk_through_the_days_and_escape_lifts_the_choice(panel, session, settle, qtbot) -> None:
    for day in (FRIDAY, MONDAY, MONDAY):
        qtbot.keyClick(panel.lane, Qt.Key.Key_Right)
        assert session.filter.spoken == (day, day)
        settle()
    qtbot.keyClick(panel.lane, Qt.Key.Key_Left)
    assert session.filter.spoken == (FRIDAY, FRIDAY)
    settle()
    qtbot.keyClick(panel.lane, Qt.Key.Key_Escape)
    assert session.filter.spoken is None


def test_a_day_tells_which_posts_speak_of_it(panel) -> None:
    assert panel.lane.tip(0) == "Fri 11 Feb 2022\nEvents: 2 posts\n  Title of a\n  Title of b"
    assert panel.lane.tip(1) == "Mon 14 Feb 2022\nPlans: 1 post\n  Title of b"


def test_the_pointer_says_what_is_under_it(panel, qtbot) -> None:
    qtbot.mouseMove(panel.lane, panel.lane._column(0).center().toPoint())
    assert panel.lane.caption() == "Fri 11 Feb 2022 · 2 events"


def test_posts_without_dates_have_no_lane(qtbot, session, jobs, theme, library, start) -> None:
    library.all_posts = {POSTS[2].id: POSTS[2]}
    panel = PostsPanel(session, jobs, theme)
    qtbot.addWidget(panel)
    panel.show()
    start()
    assert not panel.lane.isVisible()


def test_kinds_differ_by_shape() -> None:
    shapes = [date_shape(kind, QRectF(0, 0, 8, 8)) for kind in DateKind]
    spots = [(x / 10, y / 10) for x in range(-5, 90, 5) for y in range(-5, 90, 5)]
    covered = {tuple(shape.contains(QPointF(*spot)) for spot in spots) for shape in shapes}
    assert len(covered) == len(DateKind)


def spoken(*days: int) -> list[SpokenDays]:
    return [SpokenDays(date(2022, 2, day), date(2022, 2, day), DateKind.EVENT, 1, (PostId(str(day)),)) for day in days]


@pytest.mark.parametrize("most", [1, 2, 3, 5, 50])
def test_for_any_room_every_day_has_a_slot(most: int) -> None:
    slots = slots_of(spoken(*range(1, 12)), most)
    assert 1 <= len(slots) <= max(most, 1)
    assert sum(slot.counts[DateKind.EVENT] for slot in slots) == 11
    assert (slots[0].first, slots[-1].last) == (date(2022, 2, 1), date(2022, 2, 11))


def test_neighbours_that_share_a_slot_say_so() -> None:
    tip = slot_tip(slots_of(spoken(1, 2), 1)[0], {PostId("1"): "Rain", PostId("2"): "Snow"})
    assert tip == "1–2 Feb 2022\nEvents: 2 mentions\n  Rain\n  Snow"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (FRIDAY, FRIDAY, "Fri 11 Feb 2022"),
        (date(2014, 1, 1), date(2014, 12, 31), "2014"),
        (date(1990, 1, 1), date(1999, 12, 31), "1990–1999"),
        (date(2021, 11, 1), date(2021, 11, 30), "November 2021"),
        (FRIDAY, MONDAY, "11–14 Feb 2022"),
        (date(9999, 12, 1), date.max, "December 9999"),
    ],
)
def test_days_are_written_shortly(first: date, last: date, words: str) -> None:
    assert days_in_words(first, last) == words


def test_a_minute_is_told_by_both_clocks_and_a_day_stays_that_of_its_place() -> None:
    at = datetime(2022, 2, 12, 11, 4, tzinfo=ZoneInfo("Pacific/Fiji"))
    minute = {"precision": DatePrecision.MINUTE, "moment": at, "basis": ("so it is",)}
    mention = a_date("11:04", "11:04", SATURDAY, **minute)
    tip = mention_tip(mention, ZoneInfo("America/New_York"))
    assert tip == "Sat 12 Feb 2022, 11:04 UTC+12 (Fri 11 Feb 2022, 18:04 EST) · event\nSo it is."
    day = replace(mention, moment=None, is_quoted=True, basis=())
    assert mention_tip(day, UTC) == "Sat 12 Feb 2022 · event · in a quotation"


def test_dates_in_text_and_caption_are_underlined_and_explained(
    qtbot, session, jobs, theme, library, start, settle
) -> None:
    caption = "🌊 The gate on March 1."
    shown = a_date(caption, "March 1", date(2022, 3, 1), DateKind.PHOTOGRAPH, place=DatePlace.CAPTION)
    stale = replace(POSTS[0].dates[0], number=7)
    post = replace(POSTS[0], figures=(Figure(caption, None),), dates=(*POSTS[0].dates, shown, stale))
    library.all_posts = {post.id: post}
    reader = ReaderPanel(session, jobs, theme)
    qtbot.addWidget(reader)
    reader.resize(700, 500)
    reader.show()
    start()
    session.show_post(post.id)
    settle()
    document = reader.view.document()
    lines = [
        (each.cursor.selectedText(), each.format.underlineColor().name()) for each in reader.view.extraSelections()
    ]
    assert lines == [
        ("Friday", theme.date_colour(DateKind.EVENT).name()),
        ("March 1", theme.date_colour(DateKind.PHOTOGRAPH).name()),
    ]
    place = document.find("Friday").selectionStart()
    cursor = reader.view.textCursor()
    cursor.setPosition(place + 2)
    point = QPointF(reader.view.cursorRect(cursor).center())
    assert reader.view._tip_at(point).startswith("Fri 11 Feb 2022 · event")
    theme.adopt(replace(theme.settings, marks_dates=False))
    assert reader.view.extraSelections() == []
    theme.adopt(replace(theme.settings, marks_dates=True))
    assert len(reader.view.extraSelections()) == 2
    session.show_marks(False)
    assert reader.view.extraSelections() == []
