"""Dates in running text: what is one, and which days it means."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.timeline.days.dates import Told, Writing, named_days, read_dates, tell_dates
from desktop.timeline.days.zones import named_zone
from desktop.timeline.language.tenses import Tense

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
        ("Signed on 2023/06/01.", "2023/06/01: 2023-06-01"),
        ("They will meet Monday week.", "Monday week: 2023-06-26"),
        ("They will meet a week on Monday.", "a week on Monday: 2023-06-26"),
        ("It rained on June 9 and 10.", "June 9 and 10: 2023-06-09..2023-06-10"),
        ("On 9, 10 and 11 June it rained.", "9, 10 and 11 June: 2023-06-09..2023-06-11"),
        ("They wed on the first of May.", "the first of May: 2023-05-01"),
        ("The well dried up on Feb. 29.", "Feb. 29: 2020-02-29"),
        ("The well will be opened on Feb. 29.", "Feb. 29: 2024-02-29"),
        ("The storm of ’98 felled the oak.", "’98: 1998-01-01..1998-12-31"),
        ("The mill burned in the late ’60s.", "late ’60s: 1966-09-01..1969-12-31"),
        ("Ada Lind (b. 1948, Torvik) painted it.", "1948: 1948-01-01..1948-12-31"),
        ("Ole Lind (1902–1984) painted it.", "1902–1984: 1902-01-01..1984-12-31"),
        ("The class of ’25 is large.", "’25: 2025-01-01..2025-12-31"),
        ("It rose at the end of 2022.", "the end of 2022: 2022-09-01..2022-12-31"),
        ("The hearing is Monday.", "Monday: 2023-06-19"),
        ("The villagers go to the polls on Sunday.", "Sunday: 2023-06-18"),
        ("He said that Friday was wet.", "Friday: 2023-06-09"),
        ("The June 2 fire took the mill.", "June 2: 2023-06-02"),
    ],
)
def test_words_mean_days(text: str, meant: str) -> None:
    assert days(text) == [meant]


def test_the_month_of_may_is_no_verb() -> None:
    assert days("The fair ran from 30 May to 2 June.") == ["30 May: 2023-05-30", "2 June: 2023-06-02"]
    assert [each.tense for each in told("The fair ran from 30 May to 2 June.")] == [Tense.PAST, Tense.PAST]


def test_both_years_of_a_range_are_found() -> None:
    assert [words.split(":")[0] for words in days("From 1999 to 2003 he kept the mill.")] == ["1999", "2003"]


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
        "It rained on Friday mornings.",
        "The following Tuesday it rained.",
        "The Monday after the flood was quiet.",
        "On that Friday it rained.",
        "It rained two weeks from Sunday.",
        "The Sept. 11 attacks are remembered.",
        "Mrs May 12 times denied it.",
        "She sang of Yesterday’s Bread.",
        "He spoke of ‘20 dead’ and left.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert days(text) == []


def test_of_a_page_without_a_day_only_whole_dates_are_known() -> None:
    assert days("On Monday, on 3 May and on 3 May 2021 it rained.", None) == ["3 May 2021: 2021-05-03"]


def test_clock_time_with_its_zone_is_a_moment() -> None:
    (sinking,) = told("The ferry sank at 7:52 a.m. ET on Tuesday.")
    assert sinking.moment == datetime(2023, 6, 13, 11, 52, tzinfo=UTC)


def test_clock_time_without_a_zone_is_none() -> None:
    assert days("The ferry left at 7:52 a.m. and sank at 12:30.") == []


def test_clock_times_in_brackets_tell_the_same_moment_elsewhere() -> None:
    ours, theirs = told("It began at 9 p.m. ET (0100 GMT) on a hill.")
    assert ours.moment == theirs.moment == datetime(2023, 6, 15, 1, tzinfo=UTC)
    assert theirs.meaning.first == date(2023, 6, 15)


def test_the_day_behind_the_second_clock_is_that_of_both() -> None:
    ours, theirs = told("It begins at 10 p.m. PDT (5 a.m. UTC) on August 29.")
    assert ours.moment == theirs.moment == datetime(2023, 8, 29, 5, tzinfo=UTC)
    assert ours.meaning.first == date(2023, 8, 28)


def test_abbreviation_of_several_zones_gives_a_day_and_no_minute() -> None:
    (sinking,) = told("The ferry sank at 7:52 a.m. IST.")
    assert sinking.moment is None
    assert "several zones" in sinking.remark


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


def moments(text: str, day: date = WEDNESDAY, **more: object) -> list[str]:
    """The minutes that a text tells, by the clock of each."""
    return [f"{each.moment:%d %H:%M %z}" if each.moment else each.remark for each in told(text, day, **more)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It sank at 9:15 a.m. Central European Time.", ["14 09:15 +0200"]),
        ("It sank at 9:15 a.m. Eastern on Monday.", ["12 09:15 -0400"]),
        ("It sank at 9:15 a.m. British Summer Time.", ["14 09:15 +0100"]),
        ("At 9:15 a.m. Central Station was closed.", []),
        ("It rained from 9 to 11 a.m. ET.", ["14 09:00 -0400", "14 11:00 -0400"]),
        ("It rained between 1800 and 1900 GMT.", ["14 18:00 +0000", "14 19:00 +0000"]),
        ("Between 11 and 1 p.m. ET it rained.", ["14 11:00 -0400", "14 13:00 -0400"]),
        (
            "It left at 11 p.m. ET on Monday and sank near the lighthouse at 2 a.m. ET.",
            ["12 23:00 -0400", "13 02:00 -0400"],
        ),
        ("It sank at 3 p.m. ET on Monday, having left Torvik at 9 a.m. ET.", ["12 15:00 -0400", "12 09:00 -0400"]),
        ("It left on Monday at 11 p.m. and sank at 1 a.m. ET.", [""]),
        ("It left at 8 p.m. local time (1 a.m. GMT on Monday).", ["12 01:00 +0000"]),
        ("It closed at midnight GMT on Monday.", ["midnight may begin that day or end it"]),
        ("It will close at midnight GMT.", ["15 00:00 +0000"]),
    ],
)
def test_a_minute_is_told_only_where_day_and_clock_are_sure(text: str, expected: list[str]) -> None:
    assert moments(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It sank at 2:30 a.m. ET on March 12.", "clocks were set forward over it that night"),
        ("It will sink at 1:30 a.m. ET on Nov. 5.", "clocks were set back over it that night"),
        ("It will sink at 1:30 a.m. EST on Nov. 5.", "05 01:30 -0500"),
        ("It will sink at 1:30 a.m. EDT on Nov. 5.", "05 01:30 -0400"),
        ("It will sink at 3:30 a.m. ET on Nov. 5.", "05 03:30 -0500"),
    ],
)
def test_no_minute_is_told_of_an_hour_that_came_twice_or_not_at_all(text: str, expected: str) -> None:
    assert moments(text) == [expected]


def test_a_moment_before_the_writing_is_not_to_come() -> None:
    at = datetime(2023, 6, 14, 12, tzinfo=UTC)
    past, ahead = told("The 7:30 a.m. ET deadline passed; the next, at 9:30 a.m. ET, will not.", at=at)
    assert (past.is_ahead, ahead.is_ahead) == (False, True)


@pytest.mark.parametrize(
    ("text", "day", "place"),
    [
        ("In Auckland, the mayor said on Saturday that rain was near.", 17, "Auckland"),
        ("The ferry left Suva at nine on Saturday.", 17, "Suva"),
        ("The ferry left Chicago at nine on Saturday.", 10, None),
        ("The ferries of Suva and Chicago left on Saturday.", 10, None),
    ],
)
def test_news_of_tomorrow_is_from_where_tomorrow_has_come(text: str, day: int, place: str | None) -> None:
    (said,) = told(text, date(2023, 6, 16), at=EVENING, zone=NEW_YORK)
    assert (said.meaning.first, said.spoken_in) == (date(2023, 6, day), place)


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
until will said “ ” . , - 7:52 a.m. ET local time noon GMT Suva (0100 GMT) ago two 9999 ’s 12/31/2020 2023-02-30 Tokyo
Fiji days — of early late mid- ’98 ’90s week two weeks midnight from 9 to 11 p.m. EST Central European Time following
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
