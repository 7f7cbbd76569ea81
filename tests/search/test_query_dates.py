from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.search.dates import DATE_WORDS, parse_days

TODAY = date(2022, 2, 11)  # a Friday


def day(text: str) -> tuple[str, str] | None:
    found = parse_days(text, TODAY)
    return found and (found[0].isoformat(), found[1].isoformat())


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-02-11", "2022-02-11", "2022-02-11"),
        ("2022-2-1", "2022-02-01", "2022-02-01"),
        ("2022/02/11", "2022-02-11", "2022-02-11"),
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-02-10..2022-02-12", "2022-02-10", "2022-02-12"),
        ("2021..2022-02", "2021-01-01", "2022-02-28"),
        ("2022-02-10..", "2022-02-10", "9999-12-31"),
        ("..2022", "0001-01-01", "2022-12-31"),
        ("today", "2022-02-11", "2022-02-11"),
        ("Yesterday", "2022-02-10", "2022-02-10"),
        ("yesterday..today", "2022-02-10", "2022-02-11"),
        ("friday", "2022-02-11", "2022-02-11"),
        ("sat", "2022-02-05", "2022-02-05"),
        ("this-week", "2022-02-07", "2022-02-13"),
        ("last week", "2022-01-31", "2022-02-06"),
        ("last-month", "2022-01-01", "2022-01-31"),
        ("last-year", "2021-01-01", "2021-12-31"),
        ("3-days-ago", "2022-02-08", "2022-02-08"),
        ("7d", "2022-02-04", "2022-02-11"),
        ("2 weeks", "2022-01-28", "2022-02-11"),
        ("1 month ago", "2022-01-11", "2022-01-11"),
        ("11 February 2022", "2022-02-11", "2022-02-11"),
        ("Feb 3rd, 2022", "2022-02-03", "2022-02-03"),
        ("february-2022", "2022-02-01", "2022-02-28"),
        ("8 feb", "2022-02-08", "2022-02-08"),
        ("12 feb", "2021-02-12", "2021-02-12"),
        ("march", "2021-03-01", "2021-03-31"),
    ],
)
def test_a_day_in_many_forms(text: str, first: str, last: str) -> None:
    assert day(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        *("", "..", " .. ", "2022-13", "2022-02-30", "0000", "someday", "30 feb 2022", "feb feb", "1 2 feb", "fe", "m"),
        *("2022-02-12..2022-02-10", "11", "9999 years ago", "99999d", "31 2022"),
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize("word", DATE_WORDS)
def test_every_word_that_is_offered_is_a_day(word: str) -> None:
    assert day(word)


@given(st.text(max_size=30), st.dates())
def test_anything_may_be_asked_on_any_day(text: str, today: date) -> None:
    found = parse_days(text, today)
    assert found is None or found[0] <= found[1]


@given(st.dates(), st.dates())
def test_a_written_day_is_that_day_whenever_it_is_asked(asked: date, today: date) -> None:
    assert parse_days(asked.isoformat(), today) == (asked, asked)
