"""Outlines of long lists: the index tells the same as the rows would."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.changes import AddAnnotation, RemoveArticle, SetRead
from desktop.domain.listings import EVERYTHING, Filter, Order, Shelf
from desktop.domain.outlines import DayRun
from desktop.library import outlining

HOURS = 30


@pytest.fixture
def page(tmp_path):
    """A live page of thirty hours round midnight, one post an hour, newest first."""
    begin = datetime(2024, 3, 30, 18, tzinfo=UTC)
    moments = [begin + timedelta(hours=hour) for hour in range(HOURS)]
    posts = [
        f"{moment:%B} {moment.day}, {moment:%Y %H:%M} UTC\nReport {number}\n\nThe harbour was quiet in hour {number}.\n"
        for number, moment in enumerate(moments)
    ]
    file = tmp_path / "harbour.txt"
    file.write_text("The harbour, hour by hour\n\n" + "\n".join(reversed(posts)), encoding="utf-8")
    return file


@pytest.fixture
def both(library, page, monkeypatch):
    """The outline of a list as rows tell it and as the index does."""
    library.import_sources([str(page)])

    def outlines(query="", filter=EVERYTHING, order=Order.TIME, zone=None):
        whole = library.outline(query, filter, order, zone=zone)
        monkeypatch.setattr(outlining, "MOST_WHOLE", 3)
        long = library.outline(query, filter, order, zone=zone)
        monkeypatch.undo()
        return whole, long

    return outlines


@pytest.mark.parametrize("order", [Order.TIME, Order.NEWEST])
@pytest.mark.parametrize("query", ["", "harbour", "harbour -report"])
def test_ids_totals_and_places_are_those_of_the_rows(both, query, order):
    whole, long = both(query, order=order)
    assert whole.has_rows
    assert long.ids == whole.ids
    assert long.places == {post_id: place for place, post_id in enumerate(long.ids)}
    assert (long.library_total, long.place_total) == (whole.library_total, whole.place_total)
    assert sum(run.length for run in long.runs) == (len(long.ids) if long.ids else 0)


def test_runs_part_the_list_where_the_day_changes_by_the_clock_asked_for(both):
    _, long = both("harbour")
    days = [(run.first, run.length) for run in long.runs]
    assert days == [(datetime(2024, 3, day, tzinfo=UTC).date(), length) for day, length in ((30, 6), (31, 24))]
    _, berlin = both("harbour", zone=ZoneInfo("Europe/Berlin"))  # the clock goes forward that night
    assert [run.length for run in berlin.runs] == [5, 23, 2]
    assert isinstance(berlin.runs[0], DayRun)


def test_newest_first_runs_the_other_way(both):
    _, long = both(order=Order.NEWEST)
    assert [run.length for run in long.runs] == [24, 6]


def test_bars_count_every_post_once(both):
    _, long = both("harbour")
    assert long.spread is not None
    assert sum(long.spread.known) == HOURS
    assert sum(long.spread.spread) == 0
    assert long.spread.begin == datetime(2024, 3, 30, 18)  # noqa: DTZ001 - wall-clock time
    assert long.rows == ()


def test_bars_go_by_the_clock_that_is_asked_for_else_by_that_of_most_posts(both, library, tmp_path):
    _, long = both("harbour", zone=ZoneInfo("Europe/Berlin"))
    assert long.spread.zone == ZoneInfo("Europe/Berlin")
    assert long.spread.begin == datetime(2024, 3, 30, 19)  # noqa: DTZ001 - wall-clock time
    news = "\n".join(
        f"{number % 12 + 1}:{number:02d} p.m. ET, March 30, 2024\n\nBoat {number}\n\nThe boat number {number} came.\n"
        for number in range(HOURS + 10)
    )
    (tmp_path / "boats.txt").write_text(f"The boats, one by one\n\n{news}", encoding="utf-8")
    library.import_sources([str(tmp_path / "boats.txt")])
    for query, zone in (("", "America/New_York"), ("boat", "America/New_York"), ("hour", "UTC")):
        _, long = both(query)
        assert str(long.spread.zone) == zone, query
    _, boats = both("boat")
    assert boats.spread.begin == datetime(2024, 3, 30, 12)  # noqa: DTZ001 - wall-clock time


def test_shelf_narrows_a_long_list_too(both, library):
    whole, _ = both()
    library.apply(SetRead(frozenset(whole.ids[:10]), True))
    unread, long = both("harbour", Filter(shelf=Shelf.UNREAD))
    assert len(long.ids) == len(unread.ids) == HOURS - 10


def test_spelling_is_only_looked_for_when_asked(library, both):
    whole, _ = both("habour")
    assert whole.hits is not None
    assert whole.hits.suggestion is None
    assert library.suggestion("habour") == "harbour"


def test_long_list_is_told_by_the_index_though_a_mark_came_since(library, both, monkeypatch):
    whole, _ = both()
    post = library.post(whole.ids[4])
    monkeypatch.setattr(outlining, "MOST_WHOLE", 3)
    library.apply(AddAnnotation(library.new_annotation(post, 0, 5, note="dredging")))
    behind = library.outline()
    assert (behind.ids, behind.is_behind, behind.rows) == (whole.ids, True, ())
    library.update_index()
    assert not library.outline().is_behind
    assert library.outline("dredging").ids == (post.id,)


def test_long_list_is_told_by_the_database_as_soon_as_posts_came_or_went(library, both, monkeypatch):
    whole, _ = both()
    monkeypatch.setattr(outlining, "MOST_WHOLE", 3)
    library.apply(RemoveArticle(library.articles()[0].id))
    gone = library.outline()
    assert (gone.ids, gone.is_behind) == ((), False)
    assert whole.ids
