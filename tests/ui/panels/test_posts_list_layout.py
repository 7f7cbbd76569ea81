"""The list's own sums: days, heights, bars."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st
from panel_builders import ARTICLE, NOON, a_row, between, exactly, on_the_day

from desktop.domain.times import UNKNOWN_TIME
from desktop.ui.clocks import Clocks
from desktop.ui.panels.posts.buckets import MOST_BARS, count_posts
from desktop.ui.panels.posts.days import group_by_day
from desktop.ui.panels.posts.geometry import RowGeometry

HOUR = timedelta(hours=1)
IN_UTC = Clocks(None, {ARTICLE: UTC})
DAY = timedelta(days=1)


def titles(*times) -> list[str]:
    return [group.title for group in group_by_day([a_row(str(n), when) for n, when in enumerate(times)], IN_UTC)]


def test_each_day_has_one_heading() -> None:
    assert titles(exactly(NOON), exactly(NOON + HOUR), exactly(NOON + DAY)) == [
        "Saturday 12 February",
        "Sunday 13 February",
    ]


def test_a_post_of_uncertain_day_stands_under_a_heading_that_says_so() -> None:
    assert titles(between(NOON, None)) == ["Saturday 12 February or later"]
    assert titles(between(None, NOON)) == ["Saturday 12 February or earlier"]
    assert titles(between(NOON - DAY, NOON)) == ["Friday 11 or Saturday 12 February"]
    assert titles(between(NOON - 3 * DAY, NOON)) == ["Between 9 and 12 February"]
    assert titles(UNKNOWN_TIME) == ["Day not known"]


def test_a_post_between_two_of_one_day_is_of_that_day_if_it_may_be() -> None:
    assert titles(exactly(NOON), between(NOON - DAY, None), exactly(NOON + HOUR)) == ["Saturday 12 February"]
    assert len(titles(exactly(NOON), between(NOON + DAY, None), exactly(NOON + HOUR))) == 3


def test_posts_whose_days_are_known_differently_well_share_a_heading_instead_of_taking_turns() -> None:
    either, open_ended = between(NOON - DAY, NOON), between(NOON - DAY + HOUR, None)
    assert titles(either, open_ended, either, open_ended, either) == ["Friday 11 February or later"]
    assert titles(between(NOON - 3 * DAY, NOON), either, open_ended, UNKNOWN_TIME, either) == [
        "Between 9 and 12 February",
        "Friday 11 or Saturday 12 February",
        "Friday 11 February or later",
        "Day not known",
        "Friday 11 or Saturday 12 February",
    ]


def test_a_heading_that_returns_after_many_rows_is_a_landmark() -> None:
    either, open_ended = between(NOON - DAY, NOON), between(NOON - DAY + HOUR, None)
    assert len(titles(*[either] * 9, *[open_ended] * 9, *[either] * 9)) == 3


def test_a_day_alone_and_a_minute_of_it_share_a_heading() -> None:
    assert titles(on_the_day(NOON), exactly(NOON)) == ["Saturday 12 February"]


def test_years_are_told_only_if_there_are_several() -> None:
    assert titles(exactly(NOON - 400 * DAY), exactly(NOON))[-1] == "Saturday 12 February 2022"


def test_a_heading_names_the_clock_that_all_its_posts_share() -> None:
    east = replace(exactly(NOON), zone="America/New_York")
    german = replace(exactly(NOON + HOUR), zone="Europe/Berlin")
    day_after = replace(exactly(NOON + DAY), zone="Europe/Berlin")
    times = (east, german, on_the_day(NOON), day_after, on_the_day(NOON + DAY), UNKNOWN_TIME)
    groups = group_by_day([a_row(str(n), when) for n, when in enumerate(times)], IN_UTC)
    assert [group.clock for group in groups] == ["", "CET", ""]


@given(st.lists(st.sampled_from([UNKNOWN_TIME, exactly(NOON), exactly(NOON + DAY), between(NOON, None)])))
def test_grouping_keeps_every_row_in_order_for_any_times(times) -> None:
    groups = group_by_day([a_row(str(n), when) for n, when in enumerate(times)], IN_UTC)
    covered = [row for group in groups for row in range(group.first_row, group.first_row + group.length)]
    assert covered == list(range(len(times)))
    assert all(one.title != next_one.title for one, next_one in pairwise(groups))


@given(st.integers(1, 60), st.sets(st.integers(0, 59)), st.integers(0, 5000))
def test_a_row_is_found_where_it_lies_for_any_headings(count: int, headings: set[int], y: int) -> None:
    starts = sorted({0} | {row for row in headings if row < count})
    geometry = RowGeometry(count, 60, starts, 32)
    row = geometry.row_at(y)
    if row is None:
        inside = any(geometry.heading_top(n) <= y < geometry.heading_top(n) + 32 for n in range(len(starts)))
        assert inside or y >= geometry.height
    else:
        assert geometry.row_top(row) <= y < geometry.row_top(row) + 60
    for each in range(count):
        assert geometry.row_at(geometry.row_top(each)) == each


def test_rows_in_sight_reach_from_edge_to_edge() -> None:
    geometry = RowGeometry(10, 60, (0, 5), 32)
    assert list(geometry.rows_between(0, 200)) == [0, 1, 2]
    assert list(geometry.rows_between(geometry.row_top(9), geometry.height)) == [9]
    assert list(RowGeometry(0, 60, (), 32).rows_between(0, 500)) == []


def test_known_times_and_intervals_are_counted_apart() -> None:
    rows = [a_row("a", exactly(NOON)), a_row("b", exactly(NOON + HOUR)), a_row("c", between(NOON, NOON + HOUR))]
    buckets = count_posts(rows)
    assert sum(buckets.known) == 2
    assert round(sum(buckets.spread), 6) == 1


def test_an_open_interval_reaches_to_the_end_of_the_times_on_show() -> None:
    buckets = count_posts([a_row("a", between(NOON, None)), a_row("b", exactly(NOON + 10 * HOUR))])
    assert all(share > 0 for share in buckets.spread)


def test_bars_fit_any_range() -> None:
    rows = [a_row("moon", exactly(datetime(1969, 7, 20, tzinfo=UTC))), a_row("war", exactly(NOON))]
    buckets = count_posts(rows)
    assert 2 <= len(buckets.starts) <= MOST_BARS
    assert buckets.days is not None
    assert buckets.days[0] <= date(1969, 7, 20)
    assert date(2022, 2, 12) <= buckets.days[1]


def test_bars_begin_and_end_with_the_hours_of_their_zone() -> None:
    india = ZoneInfo("Asia/Kolkata")
    rows = [a_row("a", exactly(NOON)), a_row("b", exactly(NOON + 30 * HOUR))]
    buckets = count_posts(rows, india)
    assert buckets.width_seconds == HOUR.total_seconds()
    assert buckets.moments_of(0, 1) == (
        datetime(2022, 2, 12, 17, tzinfo=india),
        datetime(2022, 2, 12, 19, tzinfo=india),
    )
    assert buckets.place_of(NOON) == 0.5


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
@example(datetime(2000, 1, 1, tzinfo=UTC), datetime(9, 1, 1, tzinfo=UTC))
def test_every_bar_begins_where_it_is_painted_for_any_times(one: datetime, other: datetime) -> None:
    buckets = count_posts([a_row("a", exactly(one)), a_row("b", exactly(other))])
    for number in range(len(buckets.starts)):
        begin, end = buckets.moments_of(number, number)
        assert begin < end
        assert buckets.place_of(begin) == number


def test_posts_without_time_make_no_bars() -> None:
    assert count_posts([a_row("a")]).starts == ()
