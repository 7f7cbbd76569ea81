"""Times in words: never more than is known."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.days import named_zone
from desktop.domain.times import UNKNOWN_TIME, Precision, When
from desktop.ui.time_words import (
    Face,
    day_of,
    day_span,
    moment_span,
    time_face,
    time_reason,
    time_sentence,
)

NEW_YORK = ZoneInfo("America/New_York")
AT_1104 = datetime(2022, 2, 12, 11, 4, tzinfo=NEW_YORK)
AT_1206 = datetime(2022, 2, 12, 12, 6, tzinfo=NEW_YORK)


def interval(earliest: datetime | None, latest: datetime | None) -> When:
    return When(earliest, latest, Precision.INTERVAL, ("its neighbours say so",), zone="America/New_York")


def from_day(day: date, latest: datetime | None) -> When:
    """Not before a day began."""
    begins = datetime(day.year, day.month, day.day, tzinfo=NEW_YORK)
    return replace(interval(begins, latest), earliest_is_day=True)


def to_day(day: date, earliest: datetime | None) -> When:
    """Not after a day ended."""
    ends = datetime.combine(day, time.max, NEW_YORK)
    return replace(interval(earliest, ends), latest_is_day=True)


def the_day(day: date) -> When:
    start = datetime(day.year, day.month, day.day, tzinfo=NEW_YORK)
    return When(start, start + timedelta(days=1, microseconds=-1), Precision.DAY, zone="America/New_York")


@pytest.mark.parametrize(
    ("when", "face", "text"),
    [
        (When(AT_1104, AT_1104, Precision.MINUTE), Face.EXACT, "11:04"),
        (interval(AT_1206, None), Face.BOUNDED, "≥12:06"),
        (interval(None, AT_1104), Face.BOUNDED, "≤11:04"),
        (interval(AT_1104, AT_1206), Face.BOUNDED, "11:04–12:06"),
        (interval(AT_1104 - timedelta(days=2), AT_1206), Face.ORDER, "≈"),
        (interval(datetime(2022, 2, 12, tzinfo=NEW_YORK), None), Face.ORDER, "≈"),
        (interval(datetime(2022, 2, 12, tzinfo=NEW_YORK), AT_1104), Face.BOUNDED, "≤11:04"),
        (from_day(date(2022, 2, 12), AT_1104), Face.BOUNDED, "≤11:04"),
        (from_day(date(2022, 2, 11), AT_1104), Face.ORDER, "≈"),
        (from_day(date(2022, 2, 12), None), Face.ORDER, "≈"),
        (the_day(date(2022, 2, 12)), Face.DAY, "~"),
        (UNKNOWN_TIME, Face.UNKNOWN, "—"),
    ],
)
def test_a_time_wears_the_face_of_what_is_known(when: When, face: Face, text: str) -> None:
    shown = time_face(when)
    assert (shown.face, shown.text) == (face, text)


def test_a_short_interval_over_midnight_still_reads_as_clock_times() -> None:
    late = datetime(2022, 2, 12, 23, 40, tzinfo=NEW_YORK)
    assert time_face(interval(late, late + timedelta(minutes=40))).text == "23:40–00:20"


def test_a_time_is_shown_in_the_zone_asked_for() -> None:
    assert time_face(When(AT_1104, AT_1104, Precision.MINUTE), UTC).text == "16:04"


def test_a_day_keeps_the_day_of_its_source_in_every_zone() -> None:
    for zone in (None, UTC, ZoneInfo("Pacific/Auckland"), ZoneInfo("Pacific/Honolulu")):
        assert day_of(the_day(date(2022, 2, 12)), zone) == date(2022, 2, 12)


def test_sentences_say_day_clock_and_zone() -> None:
    assert time_sentence(When(AT_1104, AT_1104, Precision.MINUTE)) == "Sat 12 Feb 2022, 11:04 EST"
    assert time_sentence(interval(AT_1206, None)) == "Sat 12 Feb 2022, 12:06 EST or later"
    assert time_sentence(interval(AT_1104, AT_1206)) == "Sat 12 Feb 2022, between 11:04 and 12:06 EST"
    assert time_sentence(the_day(date(2022, 2, 12))) == "Sat 12 Feb 2022, hour not known"
    assert time_sentence(UNKNOWN_TIME) == "Time not known"


def test_of_a_bound_that_is_a_day_only_the_day_is_said() -> None:
    tenth, twelfth = date(2022, 2, 10), date(2022, 2, 12)
    assert time_sentence(from_day(tenth, None)) == "Thu 10 Feb 2022 or later"
    assert time_sentence(to_day(twelfth, None)) == "Sat 12 Feb 2022 or earlier"
    assert time_sentence(from_day(tenth, AT_1104)) == "between Thu 10 Feb 2022 and Sat 12 Feb 2022, 11:04 EST"
    assert time_sentence(from_day(twelfth, AT_1104)) == "Sat 12 Feb 2022, 11:04 EST or earlier"
    assert time_sentence(to_day(twelfth, AT_1104)) == "Sat 12 Feb 2022, 11:04 EST or later"
    both = replace(to_day(twelfth, None), earliest=from_day(tenth, None).earliest, earliest_is_day=True)
    assert time_sentence(both) == "between Thu 10 and Sat 12 Feb 2022"
    assert time_sentence(replace(both, earliest=both.earliest - timedelta(days=20))) == (
        "between Fri 21 Jan and Sat 12 Feb 2022"
    )
    assert not both.tells_an_hour


@pytest.mark.parametrize(
    "zone", ["Pacific/Kiritimati", "Pacific/Fiji", "Asia/Taipei", "America/New_York", "Etc/GMT+12"]
)
def test_a_day_stated_without_a_zone_is_that_day_in_every_zone(zone: str) -> None:
    first = datetime(2022, 2, 12, tzinfo=named_zone("+14:00"))
    last = datetime.combine(date(2022, 2, 12), time.max, named_zone("-12:00"))
    stated = When(first, last, Precision.INTERVAL, earliest_is_day=True, latest_is_day=True)
    assert time_sentence(stated, ZoneInfo(zone)) == "Sat 12 Feb 2022, hour not known"
    assert day_of(stated, ZoneInfo(zone)) == date(2022, 2, 12)
    assert time_face(stated, ZoneInfo(zone)).face is Face.DAY


def test_a_zone_without_a_name_is_told_by_its_offset() -> None:
    india = datetime(2022, 2, 12, 9, 0, tzinfo=named_zone("+05:30"))
    assert time_sentence(When(india, india, Precision.MINUTE)).endswith("09:00 UTC+5:30")


def test_the_reason_holds_every_basis_and_the_words_of_the_page() -> None:
    when = When(AT_1104, None, Precision.INTERVAL, ("stands above the post of 11:04",), stated="1h ago")
    assert time_reason(when) == "Stands above the post of 11:04.\nThe page says “1h ago”."


def test_a_zone_that_does_not_exist_falls_back_to_the_times_own() -> None:
    assert time_face(When(AT_1104, AT_1104, Precision.MINUTE, zone="Nowhere/Atoll")).text == "11:04"


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [
        ("1989-11-09T20:00+01:00", "1989-11-09T23:30+01:00", "9 Nov 1989, 20:00–23:30 CET"),
        ("1989-11-09T19:00+00:00", "1989-11-09T22:30+00:00", "9 Nov 1989, 20:00–23:30 CET"),
        ("1989-11-09T22:00+01:00", "1989-11-10T00:00+01:00", "9 Nov 1989, 22:00–24:00 CET"),
        ("1989-11-09T22:00+01:00", "1989-11-10T02:00+01:00", "9 Nov, 22:00 – 10 Nov 1989, 02:00 CET"),
        ("1989-12-31T22:00+01:00", "1990-01-01T02:00+01:00", "31 Dec 1989, 22:00 – 1 Jan 1990, 02:00 CET"),
        ("1989-11-09T00:00+01:00", "1989-11-10T00:00+01:00", "9 Nov 1989"),
        ("1989-11-09T00:00+01:00", "1989-11-11T00:00+01:00", "9–10 Nov 1989"),
    ],
)
def test_a_stretch_of_time_is_told_in_its_zone(begin: str, end: str, words: str) -> None:
    assert moment_span(datetime.fromisoformat(begin), datetime.fromisoformat(end), ZoneInfo("Europe/Berlin")) == words


def test_spans_of_days_are_short() -> None:
    assert day_span(date(2022, 2, 10), date(2022, 2, 13)) == "10–13 Feb 2022"
    assert day_span(date(2022, 2, 28), date(2022, 3, 2)) == "28 Feb – 2 Mar 2022"
    assert day_span(date(1969, 7, 16), date(2022, 3, 2)) == "16 Jul 1969 – 2 Mar 2022"


@given(
    earliest=st.none() | st.datetimes(timezones=st.just(UTC)),
    latest=st.none() | st.datetimes(timezones=st.just(UTC)),
    zone=st.sampled_from([None, UTC, NEW_YORK, ZoneInfo("Asia/Kathmandu")]),
)
def test_every_interval_has_a_face_and_a_sentence_for_any_bounds(
    earliest: datetime | None, latest: datetime | None, zone: ZoneInfo | None
) -> None:
    if earliest and latest and earliest > latest:
        earliest, latest = latest, earliest
    when = When(earliest, latest, Precision.INTERVAL)
    assert time_face(when, zone).text
    assert time_sentence(when, zone)
