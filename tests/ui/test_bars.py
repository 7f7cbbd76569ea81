"""The search bar, the message bar and the status line."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.domain.changes import SetStarred
from desktop.domain.ids import ArticleId, PostId
from desktop.domain.listings import Hits, Listing
from desktop.domain.outlines import outline_of
from desktop.domain.reports import Progress
from desktop.domain.searching import PartKind, QueryPart
from desktop.ui.jobs import Lane, Watch
from desktop.ui.message_bar import MessageBar
from desktop.ui.messages import Message, MessageKind
from desktop.ui.search_bar import SearchBar
from desktop.ui.status_line import StatusLine

ERROR = Message(MessageKind.ERROR, "The file a.txt is not there.", "Check its name.")
WARNING = Message(MessageKind.WARNING, "Import finished: 1 added, 1 failed.", "", ("one", "two"))


def words(label) -> str:
    """What a label of rich text says."""
    text = label.text()
    while "<" in text:
        start = text.index("<")
        text = text[:start] + text[text.index(">") + 1 :]
    return text


@pytest.fixture
def search(qtbot, session, jobs, theme) -> SearchBar:
    bar = SearchBar(session, jobs, theme)
    qtbot.addWidget(bar)
    bar.show()
    return bar


@pytest.fixture
def bar(qtbot, theme) -> MessageBar:
    bar = MessageBar(theme)
    qtbot.addWidget(bar)
    return bar


@pytest.fixture
def status(qtbot, session, jobs, theme) -> StatusLine:
    line = StatusLine(session, jobs, theme)
    qtbot.addWidget(line)
    line.show()
    return line


def test_each_letter_typed_searches_and_the_count_says_how_many_are_left(search, session, settle):
    session.reload()
    settle()
    QTest.keyClicks(search.field, "tw")
    settle()
    assert session.query == "tw"
    assert words(search.count) == "1 of 3 · clear"


def test_escape_empties_the_field_and_then_leaves_it(search, session, qtbot):
    QTest.keyClicks(search.field, "two")
    QTest.keyClick(search.field, Qt.Key.Key_Escape)
    assert (search.field.text(), session.query) == ("", "")
    with qtbot.waitSignal(search.left):
        QTest.keyClick(search.field, Qt.Key.Key_Escape)


def test_enter_shows_the_first_post_found(search, session, settle, qtbot):
    QTest.keyClicks(search.field, "three")
    settle()
    with qtbot.waitSignal(search.left):
        QTest.keyClick(search.field, Qt.Key.Key_Return)
    assert session.current_post == PostId("three")


def test_a_blank_at_the_end_stays_while_typing(search, session):
    QTest.keyClicks(search.field, "two ")
    assert search.field.text() == "two "
    assert session.query == "two"


def test_a_query_from_elsewhere_is_shown_and_clear_lifts_it(search, session, settle):
    session.search("two")
    assert search.field.text() == "two"
    settle()
    search.count.linkActivated.emit("clear")
    assert (search.field.text(), session.query) == ("", "")


def test_a_better_spelling_is_offered_and_taken(search, session, settle):
    session.search("twoo")
    settle()
    listing = outline_of(Listing((), 3, Hits((), 0, suggestion="two <b>")))
    session._take_listing(listing)
    assert "try two &lt;b&gt;" in words(search.count)
    search.count.linkActivated.emit("suggest")
    assert session.query == "two <b>"


def test_enter_takes_the_better_spelling_where_nothing_was_found(search, session, settle):
    QTest.keyClicks(search.field, "twoo")
    settle()
    session._take_listing(outline_of(Listing((), 3, Hits((), 0, suggestion="two"))))
    QTest.keyClick(search.field, Qt.Key.Key_Return)
    assert (search.field.text(), session.query) == ("two", "two")


def test_pointing_at_the_field_tells_how_each_part_was_taken(search, session, settle):
    session.search("two -three")
    settle()
    parts = (QueryPart(0, 3, PartKind.WORD, "the word"), QueryPart(4, 10, PartKind.OPERATOR, "without it"))
    session._take_listing(outline_of(Listing((), 3, Hits((), 0, parts=parts))))
    assert search.field.accessibleDescription() == "two — the word\n-three — without it"
    assert "two — the word<br>" in search.field.toolTip()


def test_an_article_without_hits_offers_to_look_everywhere(search, session, settle):
    session.set_article(ArticleId("a"))
    session.search("nowhere")
    settle()
    assert "look in all articles" in words(search.count)
    search.count.linkActivated.emit("everywhere")
    assert session.filter.article_id is None
    assert session.query == "nowhere"


def test_the_whole_beside_the_count_stays_when_something_is_marked(search, session, settle):
    session.search("two")
    settle()
    session.apply(SetStarred(frozenset({PostId("two")}), True))
    settle()
    settle()
    assert words(search.count) == "1 of 3 · clear"


def test_enter_while_the_list_is_on_its_way_shows_its_first(search, session, settle):
    QTest.keyClicks(search.field, "three")
    QTest.keyClick(search.field, Qt.Key.Key_Return)
    settle()
    assert session.current_post == PostId("three")


def test_the_message_bar_is_there_only_while_something_is_to_be_told(bar):
    assert bar.isHidden()
    bar.tell(ERROR)
    assert not bar.isHidden()
    assert bar.shown == ERROR
    bar.close_newest()
    assert bar.isHidden()


def test_closing_the_newest_message_brings_back_the_one_before(bar):
    bar.tell(ERROR)
    bar.tell(WARNING)
    bar.tell(ERROR)
    assert bar.shown == WARNING
    bar.close_newest()
    assert bar.shown == ERROR


def test_a_message_with_many_lines_offers_its_report(bar, qtbot):
    bar.tell(WARNING)
    with qtbot.waitSignal(bar.details_wanted) as asked:
        bar._details.click()
    assert asked.args == [WARNING]


def test_the_status_line_tells_how_far_a_job_is_and_can_stop_it(status, session, jobs, qtbot, settle):
    watch, gate = Watch("Importing"), threading.Event()

    def work(_):
        watch.report(Progress(2, 12, "page.txt"))
        gate.wait(10)

    jobs.run(Lane.WORK, session, work, lambda _: None, watch=watch)
    qtbot.waitUntil(lambda: status.doing.text().startswith("Importing 3 of 12"))
    assert status._bar.isVisible()
    status._stop.click()
    assert watch.is_stopped()
    assert status.doing.text() == "Stopping…"
    gate.set()
    settle()
    assert not status._bar.isVisible()
    assert status.doing.text() == ""


def test_news_goes_before_the_words_of_a_job_whose_bar_stays(status, session, jobs, qtbot, settle):
    watch, gate = Watch("Finding names"), threading.Event()

    def work(_):
        watch.report(Progress(2, 12, ""))
        gate.wait(10)

    jobs.run(Lane.WORK, session, work, lambda _: None, watch=watch)
    qtbot.waitUntil(lambda: status.doing.text().startswith("Finding names 3 of 12"))
    status.tell(Message(MessageKind.NEWS, "“Bo” now counts as “Bo Lind”.", action="undo-edit", verb="Undo"))
    assert "Undo" in status.doing.text()
    assert status._bar.isVisible()
    assert status._bar.value() == 2
    status._forget_news()
    assert status.doing.text().startswith("Finding names 3 of 12")
    status.tell(Message(MessageKind.NEWS, "Title changed."))
    status._stop.click()
    assert status.doing.text() == "Stopping…"
    gate.set()
    settle()


def test_work_that_is_quickly_done_is_not_shown(status, session, jobs, settle):
    jobs.run(Lane.WORK, session, lambda _: None, lambda _: None, watch=Watch("Importing"))
    assert not status._bar.isVisible()
    settle()
    assert status.doing.text() == ""


def test_news_is_shown_and_its_link_can_be_followed(status, qtbot):
    status.tell(Message(MessageKind.NEWS, "“A <b> storm” was removed.", action="undo-edit", verb="Undo"))
    assert "A &lt;b&gt; storm" in status.doing.text()
    with qtbot.waitSignal(status.action_wanted) as asked:
        status.doing.linkActivated.emit("undo-edit")
    assert asked.args == ["undo-edit"]


def test_a_link_to_undo_goes_when_it_would_mean_another_step(status, session, settle):
    session.message.connect(status.tell)
    session.apply(SetStarred(frozenset({PostId("one")}), True))
    settle()
    status.tell(Message(MessageKind.NEWS, "Title changed.", action="undo-edit", verb="Undo"))
    session.apply(SetStarred(frozenset({PostId("two")}), True))
    settle()
    assert status.doing.text() == ""
    status.tell(Message(MessageKind.NEWS, "Title changed.", action="undo-edit", verb="Undo"))
    session.undo()
    settle()
    assert words(status.doing) == "Taken back. Redo"
    session.redo()
    settle()
    assert words(status.doing) == "Done again. Undo"


def test_the_status_line_says_what_the_library_holds(status, session, settle):
    session.reload()
    settle()
    assert status.counts.text() == "3 posts · index up to date"
