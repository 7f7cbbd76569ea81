"""Stamps: time lines as pages print them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.timeline.stamps import read_leading_clock, read_leading_stamp, read_stamp


@pytest.mark.parametrize(
    ("line", "seconds", "width"),
    [
        ("12 min ago", 720, 60),
        ("12m ago", 720, 60),
        ("1 hr 29 min ago", 5340, 60),
        ("4 hours ago", 14400, 3600),
        ("an hour ago", 3600, 3600),
        ("1 month ago", 2629800, 2629800),
        ("Just now", 0, 60),
    ],
)
def test_age_is_as_wide_as_its_smallest_unit(line: str, seconds: int, width: int) -> None:
    stamp = read_stamp(line)
    assert stamp is not None
    assert stamp.age is not None
    assert (stamp.age.seconds, stamp.age.width) == (seconds, width)


@pytest.mark.parametrize(
    ("line", "clock", "day", "zone"),
    [
        ("11:04 a.m. ET, March 5, 2022", time(11, 4), date(2022, 3, 5), "ET"),
        ("12:06 a.m. ET", time(0, 6), None, "ET"),
        ("Updated 6:05 p.m. ET, March 5, 2022", time(18, 5), date(2022, 3, 5), "ET"),
        ("Updated 1915 GMT (0315 HKT) March 5, 2022", time(19, 15), date(2022, 3, 5), "GMT"),
        ("10.10 BST", time(10, 10), None, "BST"),
        ("9.05pm", time(21, 5), None, None),
        ("21:40, 5 MAR 2022", time(21, 40), date(2022, 3, 5), None),
        ("March 5, 2022 at 11:04 am", time(11, 4), date(2022, 3, 5), None),
    ],
)
def test_clock_lines_of_many_styles_are_read(line: str, clock: time, day: date | None, zone: str | None) -> None:
    stamp = read_stamp(line)
    assert stamp is not None
    assert (stamp.clock, stamp.day, stamp.zone) == (clock, day, zone)


@pytest.mark.parametrize(
    "line",
    ["Two days ago the mayor spoke.", "25:61", "Ferry stopped", "13:05 p.m.", "March 5", "5", "It was 12 min ago"],
)
def test_other_lines_are_no_stamps(line: str) -> None:
    assert read_stamp(line) is None


def test_time_in_parentheses_stands_beside_the_age() -> None:
    found = read_leading_stamp("26m ago (09:06 GMT)Night bus added")
    assert found is not None
    assert (found[0].clock, found[0].zone, found[1]) == (time(9, 6), "GMT", "Night bus added")


def test_age_inside_a_sentence_opens_nothing() -> None:
    assert read_leading_stamp("2 days ago the mayor spoke.") is None


def test_clock_opens_a_line_only_before_a_colon_or_dash() -> None:
    assert read_leading_clock("7.15am: Hello again") is not None
    assert read_leading_clock("12.31 Uhr: Guten Tag") is not None
    assert read_leading_clock("10am the council meets") is None


@given(st.text(max_size=100))
def test_for_any_line_reading_never_fails(line: str) -> None:
    stamp = read_stamp(line)
    assert stamp is None or stamp.words == line
