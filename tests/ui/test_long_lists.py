"""Long lists in the real window: rows are read as they are looked at, and what is written is seen at once."""

import shutil
import threading
from datetime import UTC, datetime, timedelta

import pytest

from desktop.library import exporting, outlining
from desktop.search.index import SearchIndex
from desktop.ui import orders

POSTS = 120


@pytest.fixture
def long_page(tmp_path, monkeypatch):
    monkeypatch.setattr(outlining, "MOST_WHOLE", 10)
    begin = datetime(2024, 5, 1, 0, 0, tzinfo=UTC)
    posts = []
    for number in reversed(range(POSTS)):
        moment = begin + timedelta(minutes=20 * number)
        posts.append(
            f"{moment:%B} {moment.day}, {moment:%Y %H:%M} UTC\nReport {number}\n\nThe quay was calm, part {number}.\n"
        )
    file = tmp_path / "quay.txt"
    file.write_text("The quay, hour by hour\n\n" + "\n".join(posts), encoding="utf-8")
    return file


def test_rows_of_a_long_list_come_as_they_are_looked_at_and_follow_what_is_written(open_window, long_page, qtbot):
    parts = open_window(str(long_page))
    session, panel = parts.session, parts.window.body.widget("posts")
    qtbot.waitUntil(lambda: len(session.listing.ids) >= POSTS and panel.shows_answer, timeout=20_000)
    listing = session.listing
    assert not listing.has_rows
    assert sum(group.length for group in panel.model.prepared.groups) == len(listing.ids)
    last = listing.ids[-1]
    assert session.row_of(last) is None
    panel.view.scrollToBottom()
    qtbot.waitUntil(lambda: session.row_of(last) is not None, timeout=20_000)
    orders.mark_all_read(session)
    qtbot.waitUntil(lambda: parts.jobs.is_idle, timeout=20_000)
    qtbot.waitUntil(lambda: session.row_of(last) is not None and session.row_of(last).is_read, timeout=20_000)
    panel.view.scrollToTop()
    qtbot.waitUntil(lambda: session.row_of(listing.ids[0]) is not None, timeout=20_000)
    assert session.row_of(listing.ids[0]).is_read


def test_a_search_in_a_long_list_shows_its_rows_with_where_the_words_stand(open_window, long_page, qtbot):
    parts = open_window(str(long_page))
    session, panel = parts.session, parts.window.body.widget("posts")
    session.search("quay")
    qtbot.waitUntil(
        lambda: panel.shows_answer and session.excerpt_of(session.listing.ids[0]) is not None, timeout=20_000
    )
    assert not session.listing.has_rows
    assert panel.model.index(0, 0).data()
    assert "quay" in session.excerpt_of(session.listing.ids[0]).text


def test_a_search_answers_by_plain_words_while_the_index_is_built_and_better_once_it_is(
    open_window, long_page, tmp_path, monkeypatch, qtbot
):
    parts = open_window(str(long_page))
    session, panel = parts.session, parts.window.body.widget("posts")
    may_build, build = threading.Event(), SearchIndex.rebuild

    def build_when_told(index, *arguments):
        assert may_build.wait(60)
        build(index, *arguments)

    monkeypatch.setattr(SearchIndex, "rebuild", build_when_told)
    shutil.rmtree(tmp_path / "library" / "cache" / "index")
    session.search("quay calm")
    qtbot.waitUntil(lambda: panel.shows_answer and "plain words" in panel.remark.text(), timeout=20_000)
    assert panel.remark.isVisible()
    session.search("quay")
    qtbot.waitUntil(lambda: panel.shows_answer and len(session.listing.ids) == POSTS, timeout=20_000)
    assert panel.model.index(0, 0).data()
    assert session.listing.has_rows
    may_build.set()
    qtbot.waitUntil(lambda: not session.listing.has_rows and panel.shows_answer, timeout=20_000)
    assert len(session.listing.ids) == POSTS
    assert not panel.remark.isVisible()


def test_a_search_is_answered_while_an_export_is_written(open_window, long_page, tmp_path, monkeypatch, qtbot):
    parts = open_window(str(long_page))
    session, panel = parts.session, parts.window.body.widget("posts")
    may_write, select = threading.Event(), exporting.select

    def select_when_told(*arguments):
        assert may_write.wait(60)
        return select(*arguments)

    monkeypatch.setattr(exporting, "select", select_when_told)
    target = tmp_path / "all.md"
    session.export("markdown", target, session.listing.ids)
    session.search("calm")
    try:
        qtbot.waitUntil(lambda: panel.shows_answer and len(session.listing.ids) == POSTS, timeout=20_000)
        assert not target.exists()
    finally:
        may_write.set()
    qtbot.waitUntil(target.exists, timeout=20_000)
    qtbot.waitUntil(lambda: parts.jobs.is_idle, timeout=20_000)
