from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.times import UNKNOWN_TIME, Precision
from desktop.importers.values.stamps import read_instant, read_time

NINE = datetime(2022, 3, 5, 9, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "zone"),
    [
        ("2022-03-05T09:10:00Z", "UTC"),
        ("2022-03-05T10:10:00+01:00", "+01:00"),
        ("2022-03-05T10:10:00.000+0100", "+01:00"),
        ("2022-03-05 10:10:00 +01", "+01:00"),
        ("2022-03-05T04:10-05:00", "-05:00"),
        ("20220305T091000Z", "UTC"),
        ("2022-03-05T10:10:00+01:00[Europe/Berlin]", "+01:00"),
        ("Sat Mar 05 2022 11:10:00 GMT+0200 (Osteuropäische Normalzeit)", "+02:00"),
        ("Sat, 05 Mar 2022 09:10:00 GMT", "UTC"),
        ("05 Mar 2022 10:10:00 +0100", "+01:00"),
        ("1646471400", None),
        ("1646471400000", None),
        (1646471400000, None),
        (1646471400000000, None),
    ],
)
def test_one_instant_in_many_spellings(stated, zone):
    when = read_time(stated, "the page")
    assert (when.earliest, when.latest, when.zone) == (NINE, NINE, zone)
    assert (when.stated, when.basis) == (str(stated), ("the page",))


def test_a_time_without_seconds_is_known_to_the_minute():
    assert read_time("2022-03-05T09:10Z", "").precision is Precision.MINUTE
    assert read_time("2022-03-05T09:10:30Z", "").precision is Precision.SECOND


def test_midnight_may_be_written_as_the_end_of_the_day():
    assert read_instant("2022-03-05T24:00:00Z") == datetime(2022, 3, 6, tzinfo=UTC)


def test_a_time_without_a_zone_is_an_interval_of_all_zones():
    when = read_time("2022-03-05T09:10:00", "the page")
    assert when.precision is Precision.INTERVAL
    assert when.latest - when.earliest == timedelta(hours=26)
    assert when.earliest <= NINE <= when.latest
    assert "no time zone" in when.basis[1]
    assert read_instant("2022-03-05T09:10:00") is None


def test_a_day_is_an_interval_that_holds_the_day_anywhere():
    when = read_time("2022-03-05", "the page")
    for hours in (-12, 0, 14):
        start = datetime(2022, 3, 5, tzinfo=timezone(timedelta(hours=hours)))
        assert when.earliest <= start
        assert start + timedelta(hours=23) <= when.latest


@pytest.mark.parametrize(
    "stated",
    [
        *("0001-01-01T00:00:00Z", "1799-12-31T23:59:59Z", "2201-01-01", "Sun Jan 01 0001 00:00:00 GMT", 10**14 - 1),
        *("2022-02-30", "0000-00-00", "0000-00-00 00:00:00", "9999-12-31T23:59:59Z", "2022-03-05T25:00Z"),
        *(
            "2022-03-05T09:61Z",
            "0001-01-01T00:00:00+14:00",
            "Sat Foo 05 2022 09:10:00 GMT",
            "2022-03-05T09:10:00+99:00",
        ),
        *("12 min ago", "", "x", "9" * 17, 0, -1, 42, 10**30, True, None, [], {}, float("nan"), float("inf")),
    ],
)
def test_what_cannot_be_is_unknown_and_no_error(stated):
    assert read_time(stated, "the page") is UNKNOWN_TIME


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)), st.integers(-14 * 4, 14 * 4))  # noqa: DTZ001
def test_isoformat_comes_back_for_any_time_and_offset(naive, quarters):
    moment = naive.replace(tzinfo=timezone(timedelta(minutes=15 * quarters)))
    assert read_instant(moment.isoformat()) == moment


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none()))
def test_nothing_stated_raises(stated):
    read_time(stated, "")
