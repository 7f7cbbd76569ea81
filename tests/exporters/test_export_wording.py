from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.times import UNKNOWN_TIME, Precision, When
from desktop.exporters.naming import LONGEST, safe_name
from desktop.exporters.wording import basis_in_words, time_in_words

NEW_YORK = ZoneInfo("America/New_York")
NOON = datetime(2022, 2, 12, 12, 6, tzinfo=NEW_YORK)


def test_a_bare_offset_has_the_name_that_the_list_gives_it() -> None:
    half = timezone(timedelta(hours=5, minutes=30))
    for zone, name in ((timezone(timedelta(hours=-5)), "UTC−5"), (half, "UTC+5:30"), (UTC, "UTC")):
        assert time_in_words(When(NOON, NOON, Precision.MINUTE), zone).endswith(f" {name}")
    assert time_in_words(When(NOON, NOON, Precision.MINUTE), ZoneInfo("America/Sao_Paulo")).endswith(" UTC−3")


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(NOON, NOON, Precision.MINUTE), "12 Feb 2022, 12:06 EST"),
        (When(NOON, NOON, Precision.SECOND), "12 Feb 2022, 12:06 EST"),
        (
            When(NOON + timedelta(seconds=7), NOON + timedelta(seconds=7), Precision.SECOND),
            "12 Feb 2022, 12:06:07 EST",
        ),
        (When(NOON, None, Precision.INTERVAL), "12 Feb 2022, 12:06 EST or later"),
        (When(None, NOON, Precision.INTERVAL), "12 Feb 2022, 12:06 EST or earlier"),
        (
            When(NOON - timedelta(hours=1, minutes=2), NOON, Precision.INTERVAL),
            "between 12 Feb 2022, 11:04 EST and 12:06 EST",
        ),
        (
            When(NOON - timedelta(days=1), NOON, Precision.INTERVAL),
            "between 11 Feb 2022, 12:06 EST and 12 Feb 2022, 12:06 EST",
        ),
        (UNKNOWN_TIME, "time not known"),
    ],
)
def test_times_are_told_as_well_as_they_are_known(when: When, words: str) -> None:
    assert time_in_words(when, NEW_YORK) == words


def test_a_day_stays_the_day_of_its_source_in_every_zone() -> None:
    first = datetime(2022, 2, 12, 0, 0, tzinfo=NEW_YORK).astimezone(UTC)
    last = datetime(2022, 2, 12, 23, 59, 59, tzinfo=NEW_YORK).astimezone(UTC)
    day = When(first, last, Precision.DAY, zone="America/New_York")
    assert {time_in_words(day, ZoneInfo(zone)) for zone in ("Asia/Tokyo", "UTC", "America/New_York")} == {"12 Feb 2022"}


@pytest.mark.parametrize("zone", ["-05:00", "-0500"])
def test_a_zone_may_be_an_offset(zone: str) -> None:
    first = datetime(2022, 2, 12, 5, 0, tzinfo=UTC)
    day = When(first, first + timedelta(hours=23, minutes=59), Precision.DAY, zone=zone)
    assert time_in_words(day, ZoneInfo("Asia/Tokyo")) == "12 Feb 2022"


@given(st.datetimes(timezones=st.timezones()), st.datetimes(timezones=st.timezones()), st.timezones())
def test_no_time_is_too_far_to_be_told(one: datetime, other: datetime, zone: ZoneInfo) -> None:
    bounds = sorted([one, other])
    for precision in Precision:
        assert time_in_words(When(bounds[0], bounds[1], precision), zone)


@pytest.mark.parametrize(
    ("moment", "hours"), [(datetime.min.replace(tzinfo=UTC), -12), (datetime.max.replace(tzinfo=UTC), 14)]
)
def test_the_ends_of_the_calendar_are_told_as_they_are_written(moment: datetime, hours: int) -> None:
    words = time_in_words(When(moment, moment, Precision.MINUTE), timezone(timedelta(hours=hours)))
    assert words.endswith(f" {moment.year}, {moment:%H:%M} UTC")


def test_reasons_come_with_what_the_source_said() -> None:
    when = When(NOON, NOON, Precision.MINUTE, ("the line above it",), stated="12:06 p.m. ET")
    assert basis_in_words(when) == "the line above it; stated as “12:06 p.m. ET”"


@given(st.text(), st.sampled_from([".md", ".json"]))
def test_file_names_are_safe(title: str, suffix: str) -> None:
    name = safe_name(title, suffix)
    assert name.endswith(suffix)
    assert len(name) <= LONGEST
    assert len(name.encode()) <= 255
    assert not set(name) & set('<>:"/\\|?*[]#^\n\t\0\u202e\u2066')
    assert name.split(".")[0].strip().lower() not in {"", "con", "nul", "aux", "prn", "com1", "lpt9"}


def test_a_plain_title_is_its_own_name() -> None:
    assert safe_name("Live: the storm / day 1", ".md") == "Live the storm day 1.md"
