"""Which posts a filter lets through, and that all numbers count the same posts."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_builders import NOON, a_mark, a_post, an_article, save

from desktop.domain.days import clock_of, named_zone, possible_days
from desktop.domain.entities import Entity, EntityKind, Findings, Mention
from desktop.domain.ids import EntityId
from desktop.domain.listings import EVERYTHING, Filter, Shelf
from desktop.domain.posts import Boundary, Figure, PostKind
from desktop.domain.times import Precision, When
from desktop.store.store import DATABASE_NAME, Store

ONE, TWO, THREE = a_post("one"), a_post("two"), a_post("three")
NEW_YORK, INDIA = timezone(timedelta(hours=-4)), timezone(timedelta(hours=5, minutes=30))
KYIV, PARIS = EntityId("kyiv"), EntityId("paris")


def names(rows):
    known = {post.id: name for post, name in ((ONE, "one"), (TWO, "two"), (THREE, "three"))}
    return [known.get(row.id, row.id) for row in rows]


def listed(store, **conditions):
    return names(store.rows(Filter(**conditions)))


def at(*bounds: datetime | None) -> When:
    return When(bounds[0], bounds[-1], Precision.INTERVAL, ("because",))


def test_rows_stand_oldest_first_and_bottom_up_where_times_are_equal(store):
    save(store, an_article(), replace(ONE, order_key=5.0), TWO, THREE)
    assert listed(store) == ["three", "two", "one"]


def test_row_shows_what_the_post_says_of_itself(store):
    post = replace(
        ONE,
        title="A bridge falls",
        kind=PostKind.SUMMARY,
        figures=(Figure("A bridge", None),),
        time=at(NOON, NOON + timedelta(hours=1)),
        order_key=12.5,
        boundary=Boundary(0.2, "a guess"),
    )
    save(store, an_article(), post)
    (row,) = store.rows(EVERYTHING)
    assert (row.id, row.article_id, row.kind, row.headline) == (post.id, post.article_id, post.kind, post.title)
    assert (row.time, row.order_key) == (post.time, post.order_key)
    assert (row.has_title, row.has_figure, row.is_doubtful) == (True, True, True)
    assert (row.is_read, row.is_starred, row.mark_count, row.is_changed, row.is_gone) == (False, False, 0, False, False)


@pytest.mark.parametrize(
    ("post", "headline"),
    [
        (replace(ONE, title="Title"), "Title"),
        (ONE, "Words of one."),
        (replace(ONE, paragraphs=(), figures=(Figure(None, "Agency"), Figure("A caption", None))), "A caption"),
        (replace(ONE, title="", paragraphs=()), ""),
    ],
)
def test_headline_is_the_title_else_the_first_words_else_a_caption(store, post, headline):
    save(store, an_article(), post)
    assert [row.headline for row in store.rows(EVERYTHING)] == [headline]


def test_long_first_words_end_at_a_word(store):
    save(store, an_article(), a_post("one", "supercalifragilistic " * 40))
    (row,) = store.rows(EVERYTHING)
    assert row.headline.split(" ") == ["supercalifragilistic"] * 7
    assert not row.has_title


def test_shelves_hold_what_they_say(store):
    save(store, an_article(), ONE, TWO)
    store.set_read([ONE.id], True)
    store.set_starred([TWO.id], True)
    store.put_annotation(a_mark(ONE, "Words"))
    assert listed(store, shelf=Shelf.UNREAD) == ["two"]
    assert listed(store, shelf=Shelf.STARRED) == ["two"]
    assert listed(store, shelf=Shelf.MARKED) == ["one"]
    assert listed(store, shelf=Shelf.CHANGED) == []


def test_changed_shelf_holds_what_the_newest_version_brought_or_changed(store):
    save(store, an_article(), ONE, TWO)
    save(store, an_article(version=2), ONE, a_post("two", "Edited."), THREE)
    assert set(listed(store, shelf=Shelf.CHANGED)) == {"two", "three"}
    save(store, an_article(version=3), a_post("one", "Edited."), a_post("two", "Edited."), THREE)
    assert listed(store, shelf=Shelf.CHANGED) == ["one"]
    assert {row.id for row in store.rows(EVERYTHING) if row.is_changed} == {ONE.id, TWO.id}


def test_filter_by_article_and_by_hits(store):
    other = a_post("x", article="fire")
    save(store, an_article(), ONE, TWO)
    save(store, an_article("fire"), other)
    assert names(store.rows(Filter(article_id=other.article_id))) == [other.id]
    assert set(names(store.rows(EVERYTHING, only=[ONE.id, other.id, "nobody"]))) == {"one", other.id}
    assert store.rows(EVERYTHING, only=[]) == ()


def test_filter_by_entities_wants_all_and_without_wants_none(store):
    save(store, an_article(), ONE, TWO, THREE)
    mentions = [(ONE, KYIV), (ONE, PARIS), (TWO, KYIV)]
    store.save_findings(
        an_article().id,
        Findings(
            "finder 1",
            tuple(Entity(each, EntityKind.PLACE, each) for each in (KYIV, PARIS)),
            tuple(Mention(post.id, each, 0, 0, 5, "Words") for post, each in mentions),
        ),
    )
    assert set(listed(store, entities=frozenset({KYIV}))) == {"one", "two"}
    assert listed(store, entities=frozenset({KYIV, PARIS})) == ["one"]
    assert set(listed(store, without=frozenset({PARIS}))) == {"two", "three"}
    assert listed(store, entities=frozenset({KYIV}), without=frozenset({PARIS})) == ["two"]
    assert listed(store, entities=frozenset({EntityId("nobody")})) == []


@pytest.mark.parametrize(
    ("time", "is_listed"),
    [
        (at(datetime(2024, 5, 2, tzinfo=UTC)), True),
        (at(datetime(2024, 5, 3, 23, 59, 59, 999999, tzinfo=UTC)), True),
        (at(datetime(2024, 5, 4, tzinfo=UTC)), False),
        (at(datetime(2024, 5, 1, 23, 59, 59, tzinfo=UTC)), False),
        (at(datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 5, 9, tzinfo=UTC)), True),
        (at(datetime(2024, 5, 2, 1, tzinfo=timezone(timedelta(hours=3)))), True),
        (at(datetime(2024, 5, 1, 23, tzinfo=timezone(timedelta(hours=-3)))), False),
        (at(datetime(2020, 1, 1, tzinfo=UTC), None), True),
        (at(None, datetime(2024, 5, 2, tzinfo=UTC)), True),
        (at(None, datetime(2024, 5, 1, tzinfo=UTC)), False),
        (When(None, None, Precision.UNKNOWN), False),
    ],
)
def test_days_let_through_what_may_have_happened_on_them(store, time, is_listed):
    save(store, an_article(), replace(ONE, time=time))
    assert bool(store.rows(Filter(days=(date(2024, 5, 2), date(2024, 5, 3))))) is is_listed


@pytest.mark.parametrize(
    ("time", "is_listed"),
    [
        (at(NOON), True),
        (at(NOON + timedelta(minutes=59)), True),
        (at(NOON + timedelta(hours=1)), False),
        (at(NOON - timedelta(seconds=1)), False),
        (at((NOON + timedelta(minutes=30)).astimezone(timezone(timedelta(hours=-5)))), True),
        (at(NOON - timedelta(days=1), NOON + timedelta(days=1)), True),
        (at(NOON - timedelta(days=1), None), True),
        (at(None, NOON), True),
        (at(None, NOON - timedelta(seconds=1)), False),
        (When(None, None, Precision.UNKNOWN), False),
    ],
)
def test_moments_let_through_what_may_have_happened_between_them(store, time, is_listed):
    save(store, an_article(), replace(ONE, time=time))
    assert bool(store.rows(Filter(moments=(NOON, NOON + timedelta(hours=1))))) is is_listed


def test_a_total_counts_what_a_filter_lets_through(store):
    save(store, an_article(), ONE, TWO)
    save(store, an_article("fire"), a_post("x", article="fire"))
    store.set_read([ONE.id], True)
    assert store.total(EVERYTHING) == 3
    assert store.total(Filter(article_id=an_article().id)) == 2
    assert store.total(Filter(shelf=Shelf.UNREAD)) == 2


def test_an_article_speaks_in_the_zone_that_most_of_its_posts_name(store):
    in_new_york = replace(at(NOON), zone="America/New_York")
    save(store, an_article(), replace(ONE, time=in_new_york), replace(TWO, time=in_new_york), THREE)
    east = timezone(timedelta(hours=-5))
    bounds = [at(NOON, None), at(NOON + timedelta(hours=1), None), at(NOON.astimezone(east), None)]
    fire = [a_post(name, article="fire") for name in "xyz"]
    save(store, an_article("fire"), *(replace(post, time=time) for post, time in zip(fire, bounds, strict=True)))
    save(store, an_article("calm"), a_post("q", article="calm"))
    asked = [an_article().id, an_article("fire").id, an_article("calm").id]
    assert store.zones(asked) == {asked[0]: "America/New_York", asked[1]: "-05:00"}
    assert store.zones([]) == {}


@pytest.mark.parametrize("zone", [None, "Pacific/Auckland", "-12:00"])
def test_the_longest_range_of_days_lets_all_known_times_through(store, zone):
    save(store, an_article(), replace(ONE, time=at(NOON)))
    assert listed(store, days=(date.min, date.max), zone=zone) == ["one"]


FIRST, SECOND = date(2024, 5, 1), date(2024, 5, 2)
LATE_EVENING = datetime(2024, 5, 2, 2, 30, tzinfo=UTC)  # in New York it is still the first of May


def in_new_york(time: When) -> When:
    return replace(time, zone="America/New_York")


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        *((None, FIRST), ("UTC", SECOND), ("+05:30", SECOND), ("America/Chicago", FIRST)),
        *(("", FIRST), ("no zone", FIRST)),
    ],
)
def test_days_are_those_of_the_post_unless_the_reader_names_a_zone(store, zone, day):
    save(store, an_article(), replace(ONE, time=in_new_york(at(LATE_EVENING))))
    listed_on = [each for each in (FIRST, SECOND) if listed(store, days=(each, each), zone=zone)]
    assert listed_on == [day]


def test_posts_that_name_no_zone_have_the_days_of_their_page(store):
    save(store, an_article(), replace(ONE, time=at(LATE_EVENING)))
    assert listed(store, days=(SECOND, SECOND)) == ["one"]
    two, three = replace(TWO, time=in_new_york(at(NOON))), replace(THREE, time=replace(at(LATE_EVENING), zone="+03:00"))
    save(store, an_article(version=2), replace(ONE, time=at(LATE_EVENING)), two, replace(two, id="four"), three)
    assert set(listed(store, days=(FIRST, FIRST))) == {"one", "two", "four"}
    assert listed(store, days=(SECOND, SECOND)) == ["three"]
    assert ONE.id in {row.post_id for row in store.outbox_after(1, 10)}
    assert store.days_of([ONE.id, "nobody"]) == {ONE.id: (FIRST, FIRST)}


def test_a_day_stays_the_day_of_its_source_for_every_reader(store):
    start = datetime(2024, 5, 1, 4, tzinfo=UTC)
    day = When(start, start + timedelta(days=1, microseconds=-1), Precision.DAY, zone="America/New_York")
    save(store, an_article(), replace(ONE, time=day))
    for zone in (None, "UTC", "Asia/Tokyo"):
        assert listed(store, days=(FIRST, FIRST), zone=zone) == ["one"]
        assert listed(store, days=(SECOND, SECOND), zone=zone) == []


instants = st.datetimes(datetime(2024, 4, 28), datetime(2024, 5, 6), timezones=st.sampled_from([UTC, NEW_YORK, INDIA]))  # noqa: DTZ001
zones = st.sampled_from([None, "UTC", "America/New_York", "+05:30"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(instants, min_size=1, max_size=2).map(sorted), st.sampled_from(Precision), zones, zones)
def test_a_filter_means_the_same_days_as_a_heading(store, bounds, precision, zone, reader):
    when = When(bounds[0], bounds[-1], precision, zone=zone)
    version = (store.article(an_article().id) or an_article(version=0)).version + 1
    save(store, an_article(version=version), replace(ONE, time=when))
    shown = named_zone(reader) or clock_of(when, named_zone(store.zones([ONE.article_id]).get(ONE.article_id)))
    first, last = possible_days(when, shown)
    for day in (date(2024, 5, 1), first, first - timedelta(days=1), last + timedelta(days=1)):
        assert bool(listed(store, days=(day, day), zone=reader)) is (first <= day <= last)


def test_an_older_library_gets_the_days_of_its_posts(store, folder):
    save(store, an_article(), replace(ONE, time=in_new_york(at(LATE_EVENING))))
    store.close()
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as database:
        for column in ("first_day", "last_day", "earliest_is_day", "latest_is_day"):
            database.execute(f"ALTER TABLE posts DROP COLUMN {column}")
        steps = "('keep_local_days', 'know_bounds_that_are_days')"
        database.execute(f"DELETE FROM _sqlite_migrations WHERE name IN {steps}")
        database.commit()
    again = Store.open(folder)
    assert again.days_of([ONE.id]) == {ONE.id: (FIRST, FIRST)}
    again.close()


def test_article_lines_count_posts_and_say_the_newest_known_time(store):
    late = datetime(2024, 5, 2, 9, tzinfo=timezone(timedelta(hours=2)))
    save(store, an_article(site="Herald"), replace(ONE, time=at(NOON)), replace(TWO, time=at(late, None)), THREE)
    save(store, an_article("empty"))
    store.set_read([ONE.id], True)
    lines = {line.title: line for line in store.article_lines()}
    assert (lines["The flood"].post_count, lines["The flood"].unread_count) == (3, 2)
    assert (lines["The flood"].site, lines["The flood"].newest) == ("Herald", late.date())
    assert (lines["The empty"].post_count, lines["The empty"].newest) == (0, None)


def test_a_day_stated_without_a_clock_is_that_day_in_the_article_line(store):
    """Its bounds begin where the day begins first on earth: by another clock that moment lies on the day before."""
    first = datetime(2024, 3, 12, tzinfo=timezone(timedelta(hours=14)))
    last = datetime(2024, 3, 12, 23, 59, 59, tzinfo=timezone(timedelta(hours=-12)))
    day = When(first, last, Precision.INTERVAL, ("a day",), earliest_is_day=True, latest_is_day=True)
    save(store, an_article(), replace(ONE, time=day))
    (line,) = store.article_lines()
    assert line.newest == date(2024, 3, 12)


def test_counts_of_an_empty_library_are_zero(store):
    counts = store.counts()
    assert set(counts.shelves) == set(Shelf)
    assert not any(counts.shelves.values())
    assert counts.articles == {}
    assert store.article_lines() == ()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_counts_agree_with_the_rows_for_any_state(store, data):
    posts = [a_post(str(number)) for number in range(5)]
    version = (store.article(an_article().id) or an_article(version=0)).version + 1
    save(store, an_article(version=version), *data.draw(st.lists(st.sampled_from(posts), unique=True)))
    some = st.sets(st.sampled_from([post.id for post in posts]))
    store.set_read(data.draw(some), data.draw(st.booleans()))
    store.set_starred(data.draw(some), data.draw(st.booleans()))
    for post in store.posts(sorted(data.draw(some))):
        store.put_annotation(a_mark(post, "Words"))
    counts = store.counts()
    assert counts.shelves == {shelf: len(store.rows(Filter(shelf=shelf))) for shelf in Shelf}
    assert sum(counts.articles.values()) == store.post_total() == len(store.rows(EVERYTHING))
    (line,) = store.article_lines()
    assert (line.post_count, line.unread_count) == (counts.shelves[Shelf.ALL], counts.shelves[Shelf.UNREAD])
