"""Stamps: time lines as pages print them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.timeline.lines.leading import Joint, read_leading
from desktop.timeline.lines.stamps import read_stamp


@pytest.mark.parametrize(
    ("line", "seconds", "width"),
    [
        ("12 min ago", 720, 60),
        ("12m ago", 720, 60),
        ("1 hr 29 min ago", 5340, 60),
        ("4 hours ago", 14400, 3600),
        ("an hour ago", 3600, 3600),
        ("2d 3h ago", 183600, 3600),
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
        ("10:47 a.m. ET, March 5, 2022", time(10, 47), date(2022, 3, 5), "ET"),
        ("12:06 a.m. ET", time(0, 6), None, "ET"),
        ("Updated 6:05 p.m. ET, March 5, 2022", time(18, 5), date(2022, 3, 5), "ET"),
        ("Updated 1915 GMT (0315 HKT) March 5, 2022", time(19, 15), date(2022, 3, 5), "GMT"),
        ("10.10 BST", time(10, 10), None, "BST"),
        ("9.05pm", time(21, 5), None, None),
        ("21:40, 5 MAR 2022", time(21, 40), date(2022, 3, 5), None),
        ("March 5, 2022 at 10:47 am", time(10, 47), date(2022, 3, 5), None),
        ("2022/03/05 10:47", time(10, 47), date(2022, 3, 5), None),
        ("2022年3月5日 10:47", time(10, 47), date(2022, 3, 5), None),
        ("5-Mar-2022 10:47", time(10, 47), date(2022, 3, 5), None),
        ("Sa., 05.03.2022 | 10:47", time(10, 47), date(2022, 3, 5), None),
        ("5 марта 2022, 10:47", time(10, 47), date(2022, 3, 5), None),
        ("lördag 5 mars 2022 kl. 10.47", time(10, 47), date(2022, 3, 5), None),
        ("5 Ağustos 2022 10:47", time(10, 47), date(2022, 8, 5), None),
        ("22 Uhr", time(22), None, None),
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


@pytest.mark.parametrize(
    ("line", "words", "rest"),
    [
        ("26m ago (09:06 GMT)Night bus added", "26m ago (09:06 GMT)", "Night bus added"),
        ("12 min agoFerry stopped", "12 min ago", "Ferry stopped"),
        ("1 hr 29 min agoUNESCO answers", "1 hr 29 min ago", "UNESCO answers"),
        ("4m ago (10:02 GMT)#TBT", "4m ago (10:02 GMT)", "#TBT"),
        ("11:20 a.m. ET, March 5, 2022Weir holds", "11:20 a.m. ET, March 5, 2022", "Weir holds"),
        ("10:47 a.m. ETWeir holds", "10:47 a.m. ET", "Weir holds"),
        ("vor 5 MinutenDie Fähre hält", "vor 5 Minuten", "Die Fähre hält"),
        ("14h05Le maire parle", "14h05", "Le maire parle"),
    ],
)
def test_a_time_line_is_known_where_words_are_glued_to_it(line: str, words: str, rest: str) -> None:
    found = read_leading(line)
    assert found is not None
    assert (found.stamp.words, found.rest, found.joint) == (words, rest, Joint.GLUED)


def test_a_date_with_hyphens_may_have_the_month_first() -> None:
    stamp = read_stamp("05-03-2022 10:47")
    assert stamp is not None
    assert stamp.either_day == (date(2022, 3, 5), date(2022, 5, 3))


def test_time_in_parentheses_stands_beside_the_age() -> None:
    found = read_leading("26m ago (09:06 GMT)Night bus added")
    assert found is not None
    assert (found.stamp.clock, found.stamp.zone) == (time(9, 6), "GMT")


@pytest.mark.parametrize(
    "line",
    [
        "2 days ago the mayor spoke.",
        "Two days ago the mayor spoke.",
        "10am the council meets",
        "12 people were led out.",
        "2022 was a dry year.",
        "May was dry. 12 boats lay still.",
        "7:48 p.m. CST, May 2, 2023",
    ],
)
def test_other_lines_open_with_no_time_line(line: str) -> None:
    assert read_leading(line) is None


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("7.15am: Hello again", "Hello again"),
        ("7.15am: it goes on", "it goes on"),
        ("12.31 Uhr: Guten Tag", "Guten Tag"),
        ("14h05 - Le maire", "Le maire"),
        ("14h05 - IA : le maire parle", "IA : le maire parle"),
        ("20:41 | 5 March 2022 | Ferry stopped", "Ferry stopped"),
        ("[12:31] Ferry stopped", "Ferry stopped"),
        ("12:31 | Ferry stopped", "Ferry stopped"),
        ("+++ 16:05 Ferry stopped +++", "Ferry stopped"),
    ],
)
def test_a_clock_before_a_sign_opens_a_line(line: str, rest: str) -> None:
    found = read_leading(line)
    assert found is not None
    assert (found.rest, found.joint) == (rest, Joint.MARKED)


@given(st.text(max_size=60))
def test_for_any_line_what_opens_it_and_the_rest_are_its_own(line: str) -> None:
    found = read_leading(f"12 min ago{line}")
    assert found is None or (found.rest in line and found.stamp.words in f"12 min ago{line}")


@given(st.text(max_size=100))
def test_for_any_line_reading_never_fails(line: str) -> None:
    stamp = read_stamp(line)
    assert stamp is None or stamp.words == line
