"""A page that was cut wrongly is mended, through the real window."""

from datetime import UTC, date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reader_at_work import ReaderAtWork

from desktop.domain.posts import ParagraphKind, PostKind
from desktop.domain.repairs import RetitlePost, SplitPost
from desktop.domain.times import UNKNOWN_TIME, Precision
from desktop.library.library import Library
from desktop.ui.dialogs.page_times import PageTimesDialog
from desktop.ui.dialogs.repairs import RepairsDialog
from desktop.ui.dialogs.time import Known, TimeDialog
from desktop.ui.dialogs.title import TitleDialog
from desktop.ui.messages import Message

pytestmark = pytest.mark.slow

GATE = "The crew opened the third gate at noon, and the water fell by ten centimetres."
FERRY = "Both ferries stay in port until the wind drops, harbour master Ruth Calder said."
PAGE = f"""11:40 a.m. ET, March 5, 2022

Third gate opened

{GATE}

{FERRY}

9:05 a.m. ET, March 5, 2022

Water rises

The river rose by half a metre during the night and stands at the edge of the wall.

Source: https://www.example.org/live/2022-03-05/dam
"""


@pytest.fixture
def mending(reader: ReaderAtWork, tmp_path: Path) -> ReaderAtWork:
    page = tmp_path / "dam.txt"
    page.write_text(PAGE, encoding="utf-8")
    reader.drop(page)
    reader.open_post("Third gate opened")
    return reader


def put_cursor(reader: ReaderAtWork, words: str) -> None:
    """Click before words of the post."""
    start = reader.reader.reading.post.text.index(words)
    reader.reader.view.select_range(start, start + 1)
    reader.reader.view.drop_selection()
    cursor = reader.reader.view.textCursor()
    cursor.movePosition(cursor.MoveOperation.Left)
    reader.reader.view.setTextCursor(cursor)


def split(reader: ReaderAtWork) -> None:
    put_cursor(reader, FERRY)
    QTest.keyClick(reader.reader.view, Qt.Key.Key_B)
    reader.wait()


def dialog_of(kind: type) -> object:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind))


def text_on_show(reader: ReaderAtWork) -> str:
    words: str = reader.reader.reading.post.text
    return words


def test_a_post_is_split_at_the_cursor_and_undo_makes_it_whole(mending: ReaderAtWork) -> None:
    mending.highlight("harbour master")
    split(mending)
    assert mending.headlines() == ["Water rises", FERRY, "Third gate opened"]
    assert text_on_show(mending) == GATE
    mending.open_post(FERRY[:20])
    assert mending.marked_words() == ["harbour master"]
    mending.press("undo-edit")
    assert mending.headlines() == ["Water rises", "Third gate opened"]
    assert FERRY in text_on_show(mending)  # the post that was on show is gone; the one with its words is there
    mending.press("redo-edit")
    assert len(mending.headlines()) == 3


def test_what_was_split_is_found_by_a_search(mending: ReaderAtWork) -> None:
    split(mending)
    mending.type_search("ferries")
    assert mending.headlines() == [FERRY]


def test_a_cursor_before_the_first_word_splits_nothing(mending: ReaderAtWork) -> None:
    told: list[object] = []
    mending.parts.session.message.connect(told.append)
    put_cursor(mending, GATE)
    mending.press("split-post")
    assert len(mending.headlines()) == 2
    assert "cursor" in str(told[-1])


@pytest.mark.parametrize(("action_id", "opened"), [("join-below", "Third gate"), ("join-above", "Water rises")])
def test_two_posts_are_joined_and_taken_apart_again(mending: ReaderAtWork, action_id: str, opened: str) -> None:
    mending.open_post(opened)
    mending.press(action_id)
    assert mending.headlines() == ["Third gate opened"]
    assert "The river rose" in text_on_show(mending)
    assert GATE in text_on_show(mending)
    mending.press("undo-edit")
    assert mending.headlines() == ["Water rises", "Third gate opened"]


def test_a_title_is_changed_and_stays_after_the_window_was_closed(mending: ReaderAtWork) -> None:
    QTest.keyClick(mending.reader.view, Qt.Key.Key_T)
    dialog = dialog_of(TitleDialog)
    assert dialog.field.text() == "Third gate opened"
    dialog.field.setText("Water falls")
    dialog.accept()
    mending.wait()
    assert mending.headlines() == ["Water rises", "Water falls"]
    mending.restart()
    assert mending.headlines() == ["Water rises", "Water falls"]


def test_a_time_is_changed_and_the_list_follows(mending: ReaderAtWork) -> None:
    mending.press("retime-post")
    dialog = dialog_of(TimeDialog)
    assert (dialog.clock.time(), dialog.zone.currentText()) == (QTime(11, 40), "America/New_York")
    dialog.clock.setTime(QTime(8, 15))
    dialog.accept()
    mending.wait()
    assert mending.headlines() == ["Third gate opened", "Water rises"]
    assert mending.reader.reading.post.time.earliest.strftime("%H:%M %z") in ("08:15 -0500", "13:15 +0000")
    mending.press("undo-edit")
    assert mending.headlines() == ["Water rises", "Third gate opened"]


def test_the_day_and_zone_of_a_page_are_stated_in_the_window(reader: ReaderAtWork, tmp_path: Path) -> None:
    page = tmp_path / "quay.txt"
    page.write_text(
        "Quay of Torvik: live\n\n18:40\n\nThe crane stands still, the harbour master says.\n\n"
        "17:05\n\nA rope has torn at the outer quay, and two ferries wait.\n\n"
        "15:30\n\nThe wind has turned to the north-west since noon.\n",
        encoding="utf-8",
    )
    reader.drop(page)
    reader.open_post("The crane stands still, the harbour master says.")
    before = reader.reader.reading.post.time
    reader.press("state-page-times")
    dialog = dialog_of(PageTimesDialog)
    assert dialog.stated_day is None  # the day shown is only where the choice begins
    dialog.says_day.setChecked(True)
    dialog.day.setDate(QDate(2023, 5, 3))
    dialog.zone.setEditText("Nowhere")
    assert not dialog.buttons.buttons()[0].isEnabled()
    dialog.zone.setEditText("Europe/Oslo")
    dialog.accept()
    reader.wait()
    assert reader.reader.reading.post.time.earliest.isoformat() == "2023-05-03T18:40:00+02:00"
    reader.press("state-page-times")
    again = dialog_of(PageTimesDialog)
    assert (again.day.date(), again.zone.currentText()) == (QDate(2023, 5, 3), "Europe/Oslo")
    again.reject()
    reader.press("undo-edit")
    assert reader.reader.reading.post.time == before


def test_of_a_time_only_the_day_or_nothing_may_be_known(mending: ReaderAtWork) -> None:
    mending.press("retime-post")
    dialog = dialog_of(TimeDialog)
    dialog.known.setCurrentIndex(Known.DAY)
    dialog.day.setDate(QDate(2022, 3, 4))
    assert not dialog.clock.isEnabled()
    dialog.accept()
    mending.wait()
    time = mending.reader.reading.post.time
    assert (time.precision, time.earliest.date(), time.tells_an_hour) == (Precision.DAY, date(2022, 3, 4), False)
    mending.press("retime-post")
    dialog_of(TimeDialog).known.setCurrentIndex(Known.NOTHING)
    dialog_of(TimeDialog).accept()
    mending.wait()
    assert mending.reader.reading.post.time == UNKNOWN_TIME


def test_the_part_of_a_post_and_of_a_paragraph_is_set(mending: ReaderAtWork) -> None:
    mending.press("set-kind-notice")
    assert mending.reader.reading.post.kind is PostKind.NOTICE
    put_cursor(mending, FERRY)
    mending.press("set-background")
    kinds = [part.kind for part in mending.reader.reading.post.paragraphs]
    assert kinds == [ParagraphKind.TEXT, ParagraphKind.BACKGROUND]
    mending.press("take-back-repairs")
    assert mending.reader.reading.post.kind is PostKind.POST
    assert ParagraphKind.BACKGROUND not in [part.kind for part in mending.reader.reading.post.paragraphs]


def test_a_repair_is_told_and_the_message_takes_it_back(mending: ReaderAtWork) -> None:
    told: list[Message] = []
    mending.parts.session.message.connect(told.append)
    split(mending)
    assert (told[-1].text, told[-1].action) == ("A new post begins at the cursor.", "undo-edit")
    mending.press(told[-1].action)
    assert mending.headlines() == ["Water rises", "Third gate opened"]
    mending.press("join-above")
    assert "no further post" in told[-1].text
    assert not told[-1].action


def test_of_a_time_an_interval_may_be_known(mending: ReaderAtWork) -> None:
    mending.press("retime-post")
    dialog = dialog_of(TimeDialog)
    assert dialog.last_clock.isHidden()
    dialog.known.setCurrentIndex(Known.INTERVAL)
    dialog.last_clock.setTime(QTime(10, 0))
    assert not dialog.buttons.buttons()[0].isEnabled()
    assert "before" in dialog.problem.text()
    dialog.last_clock.setTime(QTime(12, 10))
    assert dialog.buttons.buttons()[0].isEnabled()
    dialog.accept()
    mending.wait()
    time = mending.reader.reading.post.time
    assert time.precision is Precision.INTERVAL
    assert (time.latest - time.earliest, time.earliest.astimezone(UTC).hour) == (timedelta(minutes=30), 16)
    mending.press("retime-post")
    again = dialog_of(TimeDialog)
    assert (again.known.currentIndex(), again.last_clock.time()) == (Known.INTERVAL, QTime(12, 10))
    again.reject()


def test_repairs_are_listed_and_each_is_taken_back_by_itself(mending: ReaderAtWork) -> None:
    split(mending)
    mending.press("set-kind-notice")
    mending.press("show-repairs")
    dialog = dialog_of(RepairsDialog)
    lines = [dialog.list.item(row).text().splitlines()[0] for row in range(dialog.list.count())]
    assert lines == ["A post begins here", "It is a notice"]
    dialog.list.setCurrentRow(0)
    dialog.back.click()
    mending.wait()
    assert mending.headlines() == ["Water rises", "Third gate opened"]
    assert [dialog.list.item(row).text().splitlines()[0] for row in range(dialog.list.count())] == ["It is a notice"]
    dialog.show_post.click()
    mending.wait()
    assert mending.reader.reading.post.kind is PostKind.NOTICE


def test_a_repair_whose_words_are_gone_is_shown_waiting_and_comes_back(mending: ReaderAtWork, tmp_path: Path) -> None:
    split(mending)
    page = tmp_path / "dam.txt"
    page.write_text(PAGE.replace(f"{FERRY}\n\n", ""), encoding="utf-8")
    mending.drop(page)
    mending.press("show-repairs")
    dialog = dialog_of(RepairsDialog)
    assert "waits" in dialog.list.item(0).text()
    assert dialog.back.isEnabled()
    assert not dialog.show_post.isEnabled()
    dialog.reject()
    page.write_text(PAGE, encoding="utf-8")
    mending.drop(page)
    assert FERRY in mending.headlines()


def test_several_posts_get_a_part_at_once(mending: ReaderAtWork) -> None:
    rows = [row.id for row in mending.parts.session.listing.rows]
    mending.parts.session.select_posts(tuple(rows))
    mending.press("set-kind-teaser")
    assert {row.kind for row in mending.parts.session.listing.rows} == {PostKind.TEASER}
    mending.press("undo-edit")
    assert {row.kind for row in mending.parts.session.listing.rows} == {PostKind.POST}


def test_a_search_that_is_on_follows_a_repair(mending: ReaderAtWork) -> None:
    mending.type_search("ferries")
    mending.open_post("Third gate opened")
    split(mending)
    assert mending.headlines() == [FERRY]
    mending.press("undo-edit")
    assert mending.headlines() == ["Third gate opened"]


def test_what_came_from_another_library_is_taken_back_in_one_step(
    mending: ReaderAtWork, tmp_path: Path, repository: Path
) -> None:
    exported = tmp_path / "other.json"
    with Library.open(tmp_path / "other", resources=repository / "resources") as other:
        other.import_sources([str(tmp_path / "dam.txt")])
        (post,) = [each for each in other.posts_of() if FERRY in each.text]
        other.apply(SplitPost(post.id, post.text.index(FERRY)))
        other.apply(RetitlePost(post.id, "The gate"))
        other.export("json", exported, [row.id for row in other.list_posts().rows])
    mending.drop(exported)
    assert mending.headlines() == ["Water rises", FERRY, "The gate"]
    mending.press("undo-edit")
    assert mending.headlines() == ["Water rises", "Third gate opened"]
    mending.press("redo-edit")
    assert mending.headlines() == ["Water rises", FERRY, "The gate"]
