"""The session: what the reader looks at, and who hears of it."""

from pathlib import Path

import pytest
from fake_library import FakeLibrary, a_row

from desktop.domain.changes import Kind, RemoveArticle, SetStarred
from desktop.domain.errors import DiskProblem, LibraryDamaged
from desktop.domain.ids import ArticleId, EntityId, PostId
from desktop.domain.listings import EVERYTHING, Filter, Order, Shelf
from desktop.ui import orders
from desktop.ui.jobs import Jobs
from desktop.ui.messages import MessageKind
from desktop.ui.session import Session
from desktop.ui.spots import Spot
from desktop.ui.stopped import Stop, stop_from_words, stop_in_words

ONE, TWO, THREE = PostId("one"), PostId("two"), PostId("three")


def ids(session: Session) -> list[str]:
    return [row.id for row in session.listing.rows]


def test_starting_shows_every_post_and_the_first_of_them(session):
    assert ids(session) == ["one", "two", "three"]
    assert session.current_post == ONE
    assert session.is_writable


def test_words_searched_for_narrow_the_list_and_leave_the_post_on_show(session, settle, qtbot):
    with qtbot.waitSignal(session.listing_changed):
        session.search("two ")
    settle()
    assert session.query == "two"
    assert ids(session) == ["two"]
    assert session.current_post == ONE


def test_typing_on_asks_only_for_the_newest_words(session, library, settle):
    library.asked.clear()
    listings = []
    session.listing_changed.connect(listings.append)
    for text in ("t", "th", "thr", "thre", "three"):
        session.search(text)
    settle()
    assert ids(session) == ["three"]
    assert len(listings) == 1
    assert library.asked[-1] == "three"


@pytest.mark.parametrize(
    ("signal", "change"),
    [
        ("query_changed", lambda session: session.search("")),
        ("filter_changed", lambda session: session.set_filter(EVERYTHING)),
        ("filter_changed", lambda session: session.set_shelf(Shelf.ALL)),
        ("filter_changed", lambda session: session.clear()),
        ("order_changed", lambda session: session.set_order(Order.TIME)),
        ("post_changed", lambda session: session.show_post(ONE)),
        ("selection_changed", lambda session: session.select_posts(session.selected_posts)),
        ("marks_shown_changed", lambda session: session.show_marks(True)),
        ("listing_started", lambda session: session.search("   ")),
    ],
)
def test_an_equal_value_is_no_change(session, signal, change):
    heard = []
    getattr(session, signal).connect(lambda *values: heard.append(values))
    change(session)
    assert heard == []


def test_an_entity_is_wanted_then_lifted_then_unwanted(session):
    nato = EntityId("nato")
    session.toggle_entity(nato)
    assert session.filter == Filter(entities=frozenset({nato}))
    session.toggle_entity(nato, exclude=True)
    assert session.filter == Filter(without=frozenset({nato}))
    session.toggle_entity(nato, exclude=True)
    assert session.filter == EVERYTHING


def test_clearing_lifts_search_and_filter_and_stays_in_the_article(session):
    session.set_article(ArticleId("a"))
    session.search("two")
    session.toggle_entity(EntityId("nato"))
    assert session.is_narrowed
    session.clear()
    assert session.query == ""
    assert session.filter == Filter(article_id=ArticleId("a"))
    assert not session.is_narrowed


def test_next_and_previous_walk_the_list_and_stop_at_its_ends(session):
    seen = []
    session.post_changed.connect(seen.append)
    for _ in range(4):
        session.go_to_next()
    session.go_to_previous()
    assert seen == [TWO, THREE, TWO]
    assert session.selected_posts == (TWO,)


def test_next_from_a_post_outside_the_list_goes_to_its_first(session, settle):
    session.search("three")
    settle()
    session.go_to_next()
    assert session.current_post == THREE


def test_selected_posts_stand_in_the_order_of_the_list(session):
    session.select_posts([THREE, ONE, PostId("gone")])
    assert session.selected_posts == (ONE, THREE)
    assert session.current_post == ONE


def test_back_and_forward_bring_back_view_and_post(session, settle):
    session.show_post(TWO)
    session.search("t")
    session.search("three")
    settle()
    session.go_to_next()
    session.back()
    settle()
    assert (session.query, session.current_post) == ("", TWO)
    session.forward()
    settle()
    assert (session.query, session.current_post) == ("three", THREE)
    assert session.can_go_back
    assert not session.can_go_forward


def test_an_edit_is_announced_with_who_asked_and_the_list_follows(session, settle):
    heard = []
    session.library_changed.connect(lambda changes, initiator: heard.append((changes, initiator)))
    session.apply(SetStarred(frozenset({TWO}), True), initiator="panel")
    settle()
    settle()
    assert [initiator for _, initiator in heard] == ["panel"]
    assert [row.is_starred for row in session.listing.rows] == [False, True, False]


def test_undo_takes_back_and_redo_does_again(session, library, settle):
    session.apply(SetStarred(frozenset({TWO}), True))
    settle()
    assert session.can_undo
    session.undo()
    settle()
    assert not any(row.is_starred for row in library.rows)
    assert session.can_redo
    assert not session.can_undo
    session.redo()
    settle()
    assert [row.is_starred for row in library.rows] == [False, True, False]
    assert session.can_undo


def test_an_edit_that_changes_nothing_is_no_step(session, settle):
    session.apply(SetStarred(frozenset({TWO}), False))
    settle()
    assert not session.can_undo


def test_a_new_edit_ends_what_could_be_redone(session, settle):
    session.apply(SetStarred(frozenset({TWO}), True))
    settle()
    session.undo()
    settle()
    session.apply(SetStarred(frozenset({ONE}), True))
    settle()
    assert not session.can_redo


def test_an_undo_that_fails_can_be_tried_again(session, library, settle):
    messages = []
    session.message.connect(messages.append)
    session.apply(SetStarred(frozenset({TWO}), True))
    settle()
    library.refuses = DiskProblem("The disk is full.", "Make room.")
    session.undo()
    settle()
    library.refuses = None
    assert session.can_undo
    assert messages[0].text == "The disk is full."
    assert messages[0].hint == "Make room."


def test_a_list_that_fails_leaves_the_old_one_and_says_why(session, library, settle):
    messages = []
    session.message.connect(messages.append)
    library.refuses = LibraryDamaged("The library cannot be read.", "Restore a backup.")
    session.search("two")
    settle()
    assert ids(session) == ["one", "two", "three"]
    assert [message.kind for message in messages] == [MessageKind.ERROR]
    assert not session.is_listing


def test_an_import_shows_the_article_that_came_in(session, settle):
    messages = []
    session.message.connect(messages.append)
    session.search("two")
    session.import_names(["storm.txt"])
    settle()
    assert session.filter == Filter(article_id=ArticleId("a"))
    assert session.query == ""
    assert messages[0].text == "“Page storm.txt” was added with 2 posts."


def test_what_was_named_at_the_start_is_imported_once_the_library_is_open(jobs, library, settle):
    session = Session(jobs)
    session.start(["storm.txt"])
    settle()
    assert [item.source for report in library.reports for item in report.items] == ["storm.txt"]


def test_a_library_that_can_only_be_read_says_so_and_takes_no_edit(qtbot):
    library = FakeLibrary(is_writable=False)
    jobs = Jobs(library.lane)
    session, messages = Session(jobs), []
    session.message.connect(messages.append)
    session.start()
    qtbot.waitUntil(lambda: jobs.is_idle)
    session.apply(RemoveArticle(ArticleId("a")))
    session.import_names(["storm.txt"])
    qtbot.waitUntil(lambda: jobs.is_idle)
    jobs.shutdown()
    assert not session.is_writable
    assert library.reports == []
    assert len(messages) == 3
    assert {message.kind for message in messages} == {MessageKind.WARNING}


def test_another_article_shows_its_first_post_if_the_current_is_not_in_it(session, library, settle):
    library.rows = [a_row("four"), a_row("five")]
    session.set_article(ArticleId("b"))
    settle()
    assert session.current_post == PostId("four")


def test_the_opened_library_tells_its_formats(session):
    assert session.library is not None
    assert session.library.folder == Path("/library")
    assert {"text", "html"} <= {each.name for each in session.library.import_formats}
    assert {"markdown", "json"} <= {each.name for each in session.library.export_formats}


def test_marking_is_asked_of_whoever_knows_the_selection(session, qtbot):
    with qtbot.waitSignal(session.mark_requested) as asked:
        session.request_mark(with_note=True)
    assert asked.args == [True]


def test_names_are_announced_as_they_come_but_not_too_often(jobs, library, qtbot, monkeypatch):
    monkeypatch.setattr("desktop.ui.session.NAMES_EVERY_MS", 400)
    library.nameless = [str(number) for number in range(60)]
    session, heard = Session(jobs), []
    session.library_changed.connect(lambda changes, _: heard.append(changes))
    session.start()
    qtbot.waitUntil(lambda: session.library is not None and len(jobs.running()) == 1)
    qtbot.waitUntil(lambda: library.may_go_on.set() is None and jobs.is_idle)
    in_passing = [each for each in heard if each.changed.get(Kind.ENTITY) == frozenset()]
    assert 1 <= len(in_passing) <= 20


def test_names_are_announced_article_by_article(jobs, library, qtbot, monkeypatch):
    monkeypatch.setattr("desktop.ui.session.NAMES_EVERY_MS", 0)
    library.nameless = ["a", "b", "c"]
    session, heard = Session(jobs), []
    session.library_changed.connect(lambda changes, _: heard.append(changes.touches(Kind.ENTITY)))
    session.start()
    for told in (1, 2):
        qtbot.waitUntil(lambda: len(jobs.running()) == 1)
        library.may_go_on.set()
        qtbot.waitUntil(lambda told=told: len(heard) >= told)
    assert not jobs.is_idle
    library.may_go_on.set()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert heard[-1]


def test_the_index_sees_what_is_written_while_names_are_still_looked_for(jobs, library, qtbot, monkeypatch):
    monkeypatch.setattr("desktop.ui.intake.INDEX_EVERY_SECONDS", 0.0)
    library.nameless = ["a", "b", "c"]
    session = Session(jobs)
    session.start()
    qtbot.waitUntil(lambda: session.library is not None and len(jobs.running()) == 1)
    qtbot.waitUntil(lambda: library.asked.count("index") >= 2)
    session.apply(SetStarred(frozenset({PostId("one")}), True))
    before = library.asked.count("index")
    library.may_go_on.set()
    qtbot.waitUntil(lambda: library.asked.count("index") > before)
    assert library.nameless
    qtbot.waitUntil(lambda: library.may_go_on.set() is None and jobs.is_idle)


def test_an_import_does_not_wait_for_the_names_of_the_one_before(jobs, library, qtbot):
    library.nameless = ["a", "b", "c"]
    session = Session(jobs)
    session.start()
    qtbot.waitUntil(lambda: session.library is not None and len(jobs.running()) == 1)
    session.import_names(["storm.txt"])
    library.may_go_on.set()
    qtbot.waitUntil(lambda: bool(library.reports))
    assert library.nameless
    for _ in range(3):
        library.may_go_on.set()
        qtbot.wait(20)
    qtbot.waitUntil(lambda: library.may_go_on.set() is None and jobs.is_idle)
    assert library.nameless == []


def test_names_that_were_not_looked_for_when_it_was_stopped_are_found_later(jobs, library, qtbot):
    library.nameless = ["a", "b", "c"]
    session = Session(jobs)
    session.start()
    qtbot.waitUntil(lambda: session.library is not None and len(jobs.running()) == 1)
    jobs.running()[0].stop()
    qtbot.waitUntil(lambda: library.may_go_on.set() is None and jobs.is_idle)
    assert library.nameless
    session.find_names()
    qtbot.waitUntil(lambda: library.may_go_on.set() is None and jobs.is_idle)
    assert library.nameless == []


def test_back_and_forward_go_through_the_pages_of_names(session, settle):
    first, second = EntityId("first"), EntityId("second")
    session.show_page(first)
    session.show_page(second)
    session.show_post(TWO)
    assert (session.open_page, session.current_post) == (None, TWO)
    session.show_post(THREE)  # another post is no step, leaving a page was one
    pages = []
    session.page_changed.connect(pages.append)
    for _ in range(3):
        session.back()
    assert pages == [second, first, None]
    for _ in range(3):
        session.forward()
    assert pages[3:] == [first, second, None]
    assert session.current_post == THREE


def test_whoever_wants_certain_words_gets_their_post(session, settle):
    spot = Spot(TWO, 0, 3, 7)
    told = []
    session.page_changed.connect(lambda page: told.append("page"))
    session.post_changed.connect(lambda post: told.append(post))
    session.spot_wanted.connect(told.append)
    session.show_page(EntityId("first"))
    session.show_spot(spot)
    assert told == ["page", TWO, "page", spot]
    session.show_spot(spot)
    assert told[-1] == spot


def test_another_shelf_an_article_and_a_list_take_the_place_of_a_page(session, settle):
    for go in (
        lambda: session.set_shelf(Shelf.STARRED),
        lambda: session.set_article(ArticleId("a")),
        lambda: session.show_article_alone(ArticleId("a")),
        lambda: session.show_list(Filter(makers=frozenset({"Ada Lind"}))),
    ):
        session.show_page(EntityId("first"))
        go()
        assert session.open_page is None
        settle()
    assert session.filter.makers == {"Ada Lind"}
    session.toggle_maker("Ada Lind")
    assert session.filter == EVERYTHING


def test_undo_ordered_while_an_edit_is_on_its_way_takes_that_edit_back(session, library, settle):
    session.apply(SetStarred(frozenset({ONE}), True))
    settle()
    session.apply(SetStarred(frozenset({TWO}), True))
    assert session.can_undo
    session.undo()
    settle()
    assert [row.is_starred for row in library.rows] == [True, False, False]


def test_undo_of_the_first_edit_needs_not_wait_for_it(session, library, settle):
    session.apply(SetStarred(frozenset({TWO}), True))
    session.undo()
    session.undo()
    settle()
    assert not any(row.is_starred for row in library.rows)
    assert session.can_redo


def test_a_search_without_the_index_has_it_mended_once(session, library, settle):
    library.asked.clear()
    library.is_index_damaged = True
    session.search("two")
    settle()
    settle()
    session.search("three")
    settle()
    assert library.asked.count("index") == 1
    library.is_index_damaged = False
    session.search("one")
    settle()
    library.is_index_damaged = True
    session.search("two")
    settle()
    assert library.asked.count("index") == 2


def test_what_is_unread_opens_nothing_by_itself(session, library, settle):
    library.rows = [a_row("four"), a_row("five")]
    session.set_shelf(Shelf.UNREAD)
    settle()
    assert ids(session) == ["four", "five"]
    assert session.current_post == ONE
    session.open_first()
    assert session.current_post == PostId("four")


def test_a_post_that_comes_back_is_chosen_again(session, settle):
    session.show_post(TWO)
    session.search("three")
    settle()
    assert session.selected_posts == ()
    session.search("")
    settle()
    assert session.selected_posts == (TWO,)


def test_nothing_is_done_to_a_post_that_is_hidden_with_an_empty_list(session, settle):
    assert orders.posts_meant(session) == (ONE,)
    session.search("zeppelin")
    settle()
    assert session.has_empty_list
    assert orders.posts_meant(session) == ()


def test_a_session_begins_where_the_one_before_stopped(jobs, library, settle):
    before = Session(jobs)
    before.start()
    settle()
    before.set_article(ArticleId("a"))
    before.show_post(THREE)
    before.search("th")
    settle()
    before.leave_line(THREE, 120)
    stop = stop_from_words(stop_in_words(before.stop))
    after, heard = Session(jobs), []
    after.post_changed.connect(heard.append)
    after.begin_at(stop)
    after.start()
    settle()
    assert (after.query, after.filter, after.current_post) == ("", Filter(article_id=ArticleId("a")), THREE)
    assert heard == [THREE]
    assert (after.take_line(THREE), after.take_line(THREE)) == (120, 0)


def test_a_place_that_is_gone_gives_way_to_the_whole_library(jobs, library, settle):
    session = Session(jobs)
    session.begin_at(Stop(Filter(shelf=Shelf.STARRED), PostId("gone")))
    session.start()
    settle()
    settle()
    assert session.filter == EVERYTHING
    assert session.current_post == ONE


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"shelf": "attic"}', '{"line": "x", "post": 3}'])
def test_a_stop_that_cannot_be_read_is_the_beginning(text):
    assert stop_from_words(text) == Stop()
