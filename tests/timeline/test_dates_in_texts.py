"""Dates in running text: what is one, and which days it means."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.timeline.dates import Told, Writing, named_days, read_dates, tell_dates
from desktop.timeline.zones import named_zone

WEDNESDAY = date(2023, 6, 14)


def told(text: str, day: date | None = WEDNESDAY, **more: object) -> list[Told]:
    return tell_dates(read_dates(text), Writing(day, **more))


def days(text: str, day: date | None = WEDNESDAY) -> list[str]:
    """What a text means, "words: first" or "words: first..last" each."""
    found = []
    for each in told(text, day):
        first, last = each.meaning.first.isoformat(), each.meaning.last.isoformat()
        found.append(f"{text[each.start : each.end]}: {first if first == last else f'{first}..{last}'}")
    return found


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The ferry sank on Monday.", "Monday: 2023-06-12"),
        ("The ferry will sail again on Monday.", "Monday: 2023-06-19"),
        ("The ferry sailed on Wednesday.", "Wednesday: 2023-06-14"),
        ("The ferry sailed last Wednesday.", "last Wednesday: 2023-06-07"),
        ("She is due to speak on Friday night.", "Friday night: 2023-06-16"),
        ("The inquiry, which opened on Tuesday, will end soon.", "Tuesday: 2023-06-13"),
        ("Sunday’s election was a shock.", "Sunday: 2023-06-11"),
        ("Tickets for Thursday’s concert", "Thursday: 2023-06-15"),
        ("It rained all day yesterday.", "yesterday: 2023-06-13"),
        ("It rained the day before yesterday.", "the day before yesterday: 2023-06-12"),
        ("She returns the day after tomorrow.", "the day after tomorrow: 2023-06-16"),
        ("Later tonight there is a concert.", "Later tonight: 2023-06-14"),
        ("They will meet on Monday of next week.", "Monday of next week: 2023-06-19"),
        ("They will vote next week.", "next week: 2023-06-19..2023-06-25"),
        ("The mill burned down last month.", "last month: 2023-05-01..2023-05-31"),
        ("The mill closed late last month.", "late last month: 2023-05-21..2023-05-31"),
        ("They danced all weekend, and over the weekend it rained.", "the weekend: 2023-06-10..2023-06-11"),
        ("The mill opened two days ago.", "two days ago: 2023-06-12"),
        ("The mill opened a year ago.", "a year ago: 2022-01-01..2022-12-31"),
        ("They will come on the 20th.", "the 20th: 2023-06-20"),
        ("They came on the 20th, as agreed.", "the 20th: 2023-05-20"),
        ("They met on Feb. 7.", "Feb. 7: 2023-02-07"),
        ("They met on December 30.", "December 30: 2022-12-30"),
        ("They will meet on 3 January.", "3 January: 2024-01-03"),
        ("They met on Thursday, 3 March.", "Thursday, 3 March: 2022-03-03"),
        ("They met on the 3rd of March 2021.", "3rd of March 2021: 2021-03-03"),
        ("The fair runs from 12–14 May 2022.", "12–14 May 2022: 2022-05-12..2022-05-14"),
        ("It opened this morning (Wednesday 14th June).", "this morning (Wednesday 14th June): 2023-06-14"),
        ("It closed at the end of June last year.", "the end of June last year: 2022-06-21..2022-06-30"),
        ("It has stood empty since November.", "November: 2022-11-01..2022-11-30"),
        ("It will open in November.", "November: 2023-11-01..2023-11-30"),
        ("It opened in early May 2020.", "early May 2020: 2020-05-01..2020-05-11"),
        ("He left in 2014 for good.", "2014: 2014-01-01..2014-12-31"),
        ("The 1998 flood is still remembered.", "1998: 1998-01-01..1998-12-31"),
        ("Songs of the 1970s", "1970s: 1970-01-01..1979-12-31"),
        ("Songs of the late 1800’s", "late 1800’s: 1866-09-01..1899-12-31"),
        ("In 2010’s autumn it rained.", "2010: 2010-01-01..2010-12-31"),
        ("This coming year will be dry.", "This coming year: 2024-01-01..2024-12-31"),
        ("Signed on 2023-06-01.", "2023-06-01: 2023-06-01"),
        ("Signed on 28/05/2023.", "28/05/2023: 2023-05-28"),
    ],
)
def test_words_mean_days(text: str, meant: str) -> None:
    assert days(text) == [meant]


def test_both_dates_of_a_range_have_its_year() -> None:
    assert days("July 30 to August 4, 1932") == ["July 30: 1932-07-30", "August 4, 1932: 1932-08-04"]


@pytest.mark.parametrize(
    "text",
    [
        "He is yesterday’s man.",
        "The world of tomorrow is bright.",
        "She may march with them.",
        "They went on a march in the rain.",
        "“May I come in?” she asked.",
        "June Aldous and April Finch sang.",
        "It was in the Sunday Times.",
        "The shop opens every Friday and on Saturdays.",
        "Open Monday to Friday.",
        "Prices fell in recent weeks and over the last year.",
        "The film lasts 02:29.",
        "It began half a century ago.",
        "Release 4.2.3 of 1800 x 1920 points",
        "They read it in Torvik Today.",
        "Some 2014 people came, and 2,014 left.",
        "The house at 1804 Mill Lane cost $1999.",
        "In the 16th century the 3rd floor burned.",
        "He made birdie on the 16th.",
        "Good Friday is quiet here.",
        "On 31 February nothing happened.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert days(text) == []


def test_of_a_page_without_a_day_only_whole_dates_are_known() -> None:
    assert days("On Monday, on 3 May and on 3 May 2021 it rained.", None) == ["3 May 2021: 2021-05-03"]


def test_clock_time_with_its_zone_is_a_moment() -> None:
    (call,) = told("The call began at 11:04 a.m. ET on Tuesday.")
    assert call.moment == datetime(2023, 6, 13, 15, 4, tzinfo=UTC)


def test_clock_time_without_a_zone_is_none() -> None:
    assert days("The call began at 11:04 a.m. and ended at 12:30.") == []


def test_clock_times_in_brackets_tell_the_same_moment_elsewhere() -> None:
    ours, theirs = told("It began at 9 p.m. ET (0100 GMT) on a hill.")
    assert ours.moment == theirs.moment == datetime(2023, 6, 15, 1, tzinfo=UTC)
    assert theirs.meaning.first == date(2023, 6, 15)


def test_the_day_behind_the_second_clock_is_that_of_both() -> None:
    ours, theirs = told("It begins at 10 p.m. PDT (5 a.m. UTC) on August 29.")
    assert ours.moment == theirs.moment == datetime(2023, 8, 29, 5, tzinfo=UTC)
    assert ours.meaning.first == date(2023, 8, 28)


def test_abbreviation_of_several_zones_gives_a_day_and_no_minute() -> None:
    (call,) = told("The call began at 11:04 a.m. IST.")
    assert call.moment is None
    assert "several zones" in call.remark


# Ten in the evening in New York on 16 June is Saturday afternoon in Fiji.
EVENING = datetime(2023, 6, 17, 2, 0, tzinfo=UTC)
NEW_YORK = named_zone("America/New_York", "a test")


@pytest.mark.parametrize(
    ("text", "day", "zone"),
    [
        ("She said on Saturday in Suva that rain was near.", 17, "Pacific/Fiji"),
        ("Fiji’s police said on Saturday local time that rain was near.", 17, "Pacific/Fiji"),
        ("She said on Saturday during a visit to Fiji that rain was near.", 17, "Pacific/Fiji"),
        ("She said on Friday that rain was near.", 16, "America/New_York"),
        ("She said today that rain was near.", 16, "America/New_York"),
        ("She said today in Auckland that rain was near.", 17, "Pacific/Auckland"),
        ("She said on Friday in Honolulu that rain was near.", 16, "Pacific/Honolulu"),
    ],
)
def test_a_place_keeps_its_own_day(text: str, day: int, zone: str) -> None:
    (said,) = told(text, date(2023, 6, 16), at=EVENING, zone=NEW_YORK)
    assert said.meaning.first == said.meaning.last == date(2023, 6, day)
    assert said.zone is not None
    assert said.zone.name == zone


def test_a_town_is_read_in_its_own_state() -> None:
    (said,) = told("They met in Birmingham, Alabama, on Tuesday.")
    assert said.spoken_in == "Alabama"


def test_quotations_are_read_apart() -> None:
    own, said = told("He will leave on Friday; “I came on Monday,” he said.")
    assert (own.is_quoted, said.is_quoted) == (False, True)
    assert own.meaning.first == date(2023, 6, 16)
    assert said.meaning.first == date(2023, 6, 12)


def test_named_days_leave_quotations_out() -> None:
    assert [each.day for each in named_days("“On Friday I slept,” he said on Monday.", WEDNESDAY)] == [
        date(2023, 6, 12)
    ]


SOME_WORDS = """
Monday Sunday today tomorrow next last week weekend month year 7 Feb. May March 2014 1999s the 31st 29 February in on
until will said “ ” . , - 11:04 a.m. ET local time noon GMT Suva (0100 GMT) ago two 9999 ’s 12/31/2020 2023-02-30 Tokyo
Fiji days — of early late mid-
"""
WORDS = st.lists(st.sampled_from(SOME_WORDS.split()), max_size=14).map(" ".join)
CLOCKS = st.sampled_from(["Pacific/Kiritimati", "Etc/GMT+12", "America/New_York", "Asia/Kathmandu"])


@given(st.one_of(st.text(max_size=60), WORDS), st.dates(), CLOCKS, st.booleans())
def test_for_any_text_spans_hold_their_words_and_no_date_ends_before_it_begins(words, day, zone, is_exact) -> None:
    here = named_zone(zone, "a test")
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if is_exact else None
    last = 0
    for each in tell_dates(read_dates(words), Writing(day, at, here)):
        assert last <= each.start < each.end <= len(words)
        assert words[each.start : each.end].strip()
        assert each.meaning.first <= each.meaning.last
        last = each.end


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), CLOCKS, st.integers(0, 23))
def test_for_any_zone_a_weekday_is_that_weekday_and_today_is_the_day_there(day, zone, hour) -> None:
    here = named_zone(zone, "a test")
    assert here is not None
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    weekday, today = tell_dates(read_dates("It rained on Thursday and today."), Writing(day, at, here))
    assert weekday.meaning.first.weekday() == 3
    assert today.meaning.first == at.astimezone(here.info).date()
    assert 0 <= (today.meaning.first - weekday.meaning.first).days < 7
