"""Address dates: the day that an address names, and what figures mean where they may mean two."""

from datetime import date

import pytest
from timeline_pages import NOTHING, dump

from desktop.timeline.days.figure_dates import writes_day_first
from desktop.timeline.times.address_dates import days_in_address
from desktop.timeline.times.page_times import read_page_times

DAM = "https://herald.example"
MARCH, MAY = date(2022, 3, 5), date(2022, 5, 3)


@pytest.mark.parametrize(
    "path",
    [
        "/live/2022/mar/05/dam",
        "/live/2022/03/05/dam",
        "/live/2022/3/5/dam",
        "/2022/0305/dam",
        "/2022-03/05/dam",
        "/dam-20220305",
        "/2022_03_05.html",
        "/dam-5-march-2022",
        "/dam-5th-march-2022",
        "/dam-march-5th-2022",
        "/barrage-5-mars-2022",
        "/damm-5-marz-2022",
    ],
)
def test_an_address_names_a_day(path: str) -> None:
    assert days_in_address(DAM + path) == (MARCH,)


@pytest.mark.parametrize(
    "path",
    [
        "/2022/123/dam",
        "/score-3-2-20-final",
        "/win-cup-2024-2-1-in-torvik",
        "/plan-10-01-02-2003",
        "/live/2022/feb/30",
        "/story-2019120345",
    ],
)
def test_other_figures_name_none(path: str) -> None:
    assert days_in_address(DAM + path) == ()


@pytest.mark.parametrize(
    ("host", "days"),
    [
        ("herald.example.co.uk", (MAY,)),
        ("herald.example.de", (MAY,)),
        ("herald.example.com.au", (MAY,)),
        ("herald.example.us", (MARCH,)),
        ("edition.cnn.com", (MARCH,)),
        ("herald.example.com", (MAY, MARCH)),
        ("herald.example.ca", (MAY, MARCH)),
    ],
)
def test_figures_are_read_as_the_publisher_s_country_writes_them(host: str, days: tuple[date, ...]) -> None:
    url = f"https://{host}/live/dam-03-05-22"
    assert days_in_address(url, day_first=writes_day_first(url, None)) == days


def test_figures_that_can_be_read_in_one_way_only_are_so_read_everywhere() -> None:
    assert days_in_address("https://herald.example.co.uk/live/dam-02-28-22", day_first=True) == (date(2022, 2, 28),)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("The dam at Torvik broke.", None),
        ("The dam broke on Saturday. It rose on Friday, March 4, and the town was cleared on Saturday.", MARCH),
        ("The dam broke on Tuesday. It rose on Monday, May 2, and the town was cleared on Tuesday.", MAY),
        ("Updated 6:05 p.m. GMT, March 5, 2022\n\nThe dam at Torvik broke.", MARCH),
        ("2:05 p.m. ET\n\nDam breaks\n\nThe dam at Torvik broke.", MARCH),
    ],
)
def test_figures_of_an_unknown_country_are_read_as_the_page_itself_speaks(words: str, day: date | None) -> None:
    page = dump(f"Dam live\n\n{words}", url="https://herald.example.com/live/dam-03-05-22")
    assert read_page_times(page, NOTHING).day == day
