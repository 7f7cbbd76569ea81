"""Stating: the time of every post of pages made up for this, whose true times are known.

Each page is written as some publisher would: with its own form of clock, its own way down the page, its own hints of
the day. A time may stay open; it may never be wrong.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from timeline_pages import NOTHING, a_document, dump, placed, start, text

from desktop.domain.blocks import ArticleKind
from desktop.domain.posts import Post, PostKind
from desktop.domain.times import Precision, TimeFrame

Write = Callable[[datetime], str]
LONDON = ZoneInfo("Europe/London")
FIRST_DAY = date(2022, 3, 4)
UK = "https://herald.example.co.uk/live/dam"


def hour12(at: datetime) -> int:
    return (at.hour - 1) % 12 + 1


def half(at: datetime) -> str:
    return "am" if at.hour < 12 else "pm"


STYLES: dict[str, Write] = {
    "24 hours": lambda at: f"{at:%H:%M}",
    "24 hours, one figure": lambda at: f"{at.hour}:{at:%M}",
    "24 hours with a dot": lambda at: f"{at:%H.%M}",
    "French": lambda at: f"{at:%H}h{at:%M}",
    "German": lambda at: f"{at:%H:%M} Uhr",
    "half of the day, dotted": lambda at: f"{hour12(at)}.{at:%M}{half(at)}",
    "half of the day": lambda at: f"{hour12(at)}:{at:%M} {half(at).upper()}",
    "half of the day with full stops": lambda at: f"{hour12(at)}:{at:%M} {half(at)[0]}.m.",
    "zone": lambda at: f"{at:%H:%M} GMT",
    "lead": lambda at: f"Posted at {at:%H:%M}",
}
DATED: dict[str, Write] = {
    "British": lambda at: f"{at:%H:%M}, {at.day} March {at.year}",
    "American": lambda at: f"{hour12(at)}:{at:%M} {half(at)} GMT, March {at.day}, {at.year}",
    "no year": lambda at: f"{at.day} Mar, {at:%H:%M}",
    "weekday and date": lambda at: f"{at:%a} {at.day} March, {at:%H:%M}",
    "ISO": lambda at: f"{at:%Y-%m-%d %H:%M}",
    "figures": lambda at: f"{at:%d/%m/%Y %H:%M}",
    "figures with dots": lambda at: f"{at:%d.%m.%Y}, {at:%H:%M} Uhr",
}


@st.composite
def moments_of_a_page(draw: st.DrawFn, longest_gap: int = 240) -> list[datetime]:
    """True times, oldest first, over three days at most."""
    at = datetime(2022, 3, 4, tzinfo=LONDON) + timedelta(minutes=draw(st.integers(0, 1439)))
    found = [at]
    for gap in draw(st.lists(st.integers(1, longest_gap), min_size=4, max_size=12)):
        found.append(found[-1] + timedelta(minutes=gap))
    return [each for each in found if each.date() <= FIRST_DAY + timedelta(days=2)]


def page(
    moments: list[datetime], write: Write, *, newest_first: bool, head: str = "Dam live", days: Write | None = None
):
    """A dump of a page, posts numbered by their true order, with lines for the days where the publisher sets them."""
    ordered = list(enumerate(moments))[:: -1 if newest_first else 1]
    lines = [head]
    above = None
    for number, at in ordered:
        if days is not None and at.date() != above:
            lines.append(days(at))
            above = at.date()
        lines += [write(at), f"Gate {number} is opened", f"Gate {number} was opened for the boats, the harbour said."]
    return "\n\n".join(lines)


def times(posts: tuple[Post, ...], moments: list[datetime]) -> list[tuple[Post, datetime]]:
    """Each post with its true time."""
    found = [post for post in posts if post.kind is PostKind.POST]
    assert len(found) == len(moments)
    return [(post, moments[int((post.title or post.text).split()[1])]) for post in found]


def assert_right(posts: tuple[Post, ...], moments: list[datetime]) -> None:
    for post, true in times(posts, moments):
        assert post.time.is_exact, (post.time, true)
        assert post.time.earliest == post.time.latest == true


def assert_never_wrong(posts: tuple[Post, ...], moments: list[datetime]) -> None:
    for post, true in times(posts, moments):
        assert post.time.earliest is None or post.time.earliest <= true
        assert post.time.latest is None or true <= post.time.latest


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=20)
@given(moments=moments_of_a_page(), newest_first=st.booleans())
def test_for_any_page_of_bare_clocks_the_day_it_stood_on_dates_them_all(style, moments, newest_first) -> None:
    made = page(moments, STYLES[style], newest_first=newest_first)
    frame = TimeFrame(base_day=moments[-1].date(), zone="Europe/London")
    assert_right(placed(dump(made, url=None, kind=ArticleKind.LIVE_BLOG), frame), moments)


@settings(max_examples=20)
@given(moments_of_a_page(), st.sampled_from(list(STYLES)), st.booleans(), st.data())
def test_for_any_page_over_midnight_an_address_alone_invents_nothing(moments, style, newest_first, data) -> None:
    days = sorted({at.date() for at in moments})
    named = data.draw(st.sampled_from(days))
    made = page(moments, STYLES[style], newest_first=newest_first)
    posts = placed(dump(made, url=f"{UK}-{named:%d-%m-%y}"))
    assert_never_wrong(posts, moments)
    if len(days) == 1:
        assert_right(posts, moments)


@pytest.mark.parametrize("style", DATED)
@settings(max_examples=20)
@given(moments=moments_of_a_page(), newest_first=st.booleans())
def test_for_any_page_a_line_with_its_date_is_exact(style, moments, newest_first) -> None:
    made = page(moments, DATED[style], newest_first=newest_first)
    posts = placed(dump(made, url=f"{UK}-{moments[-1]:%d-%m-%y}", kind=ArticleKind.LIVE_BLOG))
    assert_right(posts, moments)


@settings(max_examples=20)
@given(moments_of_a_page(), st.booleans(), st.sampled_from(["{:%A} {} March {:%Y}", "{:%A}, {} March"]))
def test_for_any_page_lines_between_posts_name_their_days(moments, newest_first, form) -> None:
    made = page(
        moments, STYLES["24 hours"], newest_first=newest_first, days=lambda at: form.format(at, at.day, at)
    )  # fmt: skip
    posts = placed(dump(made, url=f"{UK}-{FIRST_DAY:%d-%m-%y}"))
    assert_never_wrong(posts, moments)
    if len({at.date() for at in moments}) > 1:
        assert_right(posts, moments)
    assert not any("March" in post.text for post in posts)


@settings(max_examples=20)
@given(moments_of_a_page(), st.booleans())
def test_for_any_page_an_updated_line_is_no_older_than_the_newest_post(moments, newest_first) -> None:
    updated = moments[-1] + timedelta(minutes=2)
    head = f"Dam live\n\nUpdated {updated:%H:%M} GMT, March {updated.day}, {updated.year}"
    made = page(moments, STYLES["24 hours"], newest_first=newest_first, head=head)
    assert_right(placed(dump(made, url=UK)), moments)


@settings(max_examples=20)
@given(moments_of_a_page(), st.booleans())
def test_for_any_page_the_time_of_saving_dates_its_clocks(moments, newest_first) -> None:
    made = page(moments, STYLES["half of the day"], newest_first=newest_first)
    saved = moments[-1] + timedelta(hours=3)
    assert_right(placed(dump(made, url=UK, saved=saved.astimezone(UTC))), moments)


@settings(max_examples=20)
@given(moments_of_a_page(), st.integers(2, 1439))
def test_for_any_page_a_pinned_post_moves_no_other(moments, minute) -> None:
    ahead = (minute - moments[-1].hour * 60 - moments[-1].minute) % 1440
    assume(ahead > 660)  # else its clock may as well be that of the newest post, after midnight
    pinned = f"{minute // 60:02}:{minute % 60:02}"
    rest = page(moments, STYLES["24 hours"], newest_first=True).removeprefix("Dam live\n\n")
    made = f"Dam live\n\n{pinned}\n\nWhat we know\n\nThe harbour is closed to boats, the mayor said.\n\n{rest}"
    posts = placed(dump(made, url=None), TimeFrame(base_day=moments[-1].date(), zone="Europe/London"))
    assert_never_wrong(tuple(post for post in posts if post.title != "What we know"), moments)


def test_a_post_marked_as_pinned_says_nothing_of_the_posts_below_it() -> None:
    at = datetime(2022, 3, 5, 8, tzinfo=UTC)
    pinned = start("k0", at=at, is_pinned=True)
    blocks = [pinned, text("Key points."), start("k1"), text("It rains."), start("k2", at=at + timedelta(hours=3))]
    posts = placed(a_document(*blocks, text("It snows."), kind=ArticleKind.LIVE_BLOG, url=None))
    assert posts[1].time.latest is None
    assert posts[1].time.earliest == at + timedelta(hours=3)


def test_a_line_that_says_pinned_sets_the_post_below_it_aside() -> None:
    clocks = "".join(
        f"\n\n{at}\n\nGate {at} is opened\n\nThe boats pass." for at in ("22:10", "21:30", "20:05", "19:40")
    )
    page = f"Dam live\n\nPinned post\n\n09:15\n\nWhat we know\n\nThe harbour is closed.{clocks}"
    posts = placed(dump(page, url=f"{UK}-05-03-22", kind=ArticleKind.LIVE_BLOG))
    by_clock = {post.time.stated: post.time for post in posts}
    assert by_clock["22:10"].earliest == datetime(2022, 3, 5, 22, 10, tzinfo=UTC)
    assert by_clock["09:15"].earliest == datetime(2022, 3, 5, 9, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("newest_first", "written"),
    [(True, ("1:10", "12:40", "11:55", "10:20", "9:05")), (False, ("9:05", "10:20", "11:55", "12:40", "1:10"))],
)
def test_clocks_that_never_say_p_m_are_read_by_their_neighbours(newest_first, written) -> None:
    stamps = "".join(f"\n\n{clock}\n\nGate is opened\n\nThe boats pass gate {n}." for n, clock in enumerate(written))
    updated = "Dam live\n\nUpdated 1:30 p.m. GMT, March 5, 2022"
    posts = [post for post in placed(dump(updated + stamps, url=UK, kind=ArticleKind.LIVE_BLOG)) if post.time.stated]
    assert [post.time.earliest.hour for post in posts] == ([13, 12, 11, 10, 9] if newest_first else [9, 10, 11, 12, 13])
    assert all(post.time.is_exact for post in posts)


def test_morning_or_evening_stays_open_where_nothing_tells() -> None:
    written = ("1:10", "12:40", "11:55", "10:20", "9:05")
    stamps = "".join(f"\n\n{clock}\n\nGate is opened\n\nThe boats pass gate {n}." for n, clock in enumerate(written))
    posts = [
        p for p in placed(dump(f"Dam live{stamps}", url=f"{UK}-05-03-22", kind=ArticleKind.LIVE_BLOG)) if p.time.stated
    ]
    assert all(post.time.precision is Precision.INTERVAL for post in posts)


def test_a_date_in_figures_is_read_as_the_page_s_own_day_has_it() -> None:
    stamps = "".join(f"\n\n03/05/2022 {hour}:15\n\nGate {hour}\n\nThe boats pass." for hour in (14, 13, 12))
    posts = placed(dump(f"Dam live{stamps}", url=f"{UK}-05-03-22", kind=ArticleKind.LIVE_BLOG))
    assert posts[-1].time.earliest == datetime(2022, 3, 5, 12, 15, tzinfo=UTC)


@pytest.mark.parametrize(("host", "month"), [("herald.example.co.uk", 5), ("herald.example.us", 3)])
def test_a_date_in_figures_is_read_as_the_publisher_s_country_has_it_where_no_day_is_known(host, month) -> None:
    stamps = "".join(f"\n\n03/05/2022 {hour}:15 GMT\n\nGate {hour}\n\nThe boats pass." for hour in (14, 13, 12))
    posts = placed(dump(f"Dam live{stamps}", url=f"https://{host}/live/dam", kind=ArticleKind.LIVE_BLOG))
    assert posts[-1].time.earliest == datetime(2022, month, 5 if month == 3 else 3, 12, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "zone", "expected"),
    [
        ("00:05", "Pacific/Kiritimati", datetime(2022, 3, 4, 10, 5, tzinfo=UTC)),
        ("23:55", "Pacific/Fiji", datetime(2022, 3, 5, 11, 55, tzinfo=UTC)),
        ("00:05", "Asia/Taipei", datetime(2022, 3, 4, 16, 5, tzinfo=UTC)),
        ("23:55", "America/New_York", datetime(2022, 3, 6, 4, 55, tzinfo=UTC)),
    ],
)
def test_a_clock_is_of_the_day_of_its_own_zone(line: str, zone: str, expected: datetime) -> None:
    frame = TimeFrame(base_day=date(2022, 3, 5), zone=zone)
    stamps = "".join(f"\n\n{line}\n\nGate {n}\n\nThe boats pass." for n in range(3))
    post = placed(dump(f"Dam live{stamps}", url=None, kind=ArticleKind.LIVE_BLOG), frame)[-1]
    assert post.time.earliest == expected
    assert post.event_days == (date(2022, 3, 5),)


def test_clocks_go_on_through_the_change_to_summer_time() -> None:
    written = ("03:10", "02:05", "00:40", "23:50", "23:10")
    stamps = "".join(f"\n\n{clock}\n\nGate {n}\n\nThe boats pass." for n, clock in enumerate(written))
    frame = TimeFrame(base_day=date(2022, 3, 27), zone="Europe/London")
    found = [
        post.time.earliest
        for post in placed(dump(f"Dam live{stamps}", url=None, kind=ArticleKind.LIVE_BLOG), frame)
        if post.time.stated
    ]
    assert [at.astimezone(UTC).hour for at in found] == [2, 1, 0, 23, 23]


@pytest.mark.parametrize(
    ("day", "printed", "first", "last"),
    [
        (30, "01:20", 0, 1),  # clocks went back from two to one in London
        (30, "01:20 BST", 0, 0),
        (30, "00:20", 23, 23),
        (30, "02:20", 2, 2),
    ],
)
def test_a_clock_that_came_twice_that_night_is_no_minute(day: int, printed: str, first: int, last: int) -> None:
    stamps = "".join(f"\n\n{printed}\n\nGate {n}\n\nThe boats pass." for n in range(3))
    frame = TimeFrame(base_day=date(2022, 10, day), zone="Europe/London")
    when = placed(dump(f"Dam live{stamps}", url=None, kind=ArticleKind.LIVE_BLOG), frame)[-1].time
    assert (when.earliest.astimezone(UTC).hour, when.latest.astimezone(UTC).hour) == (first, last)
    assert when.is_exact == (first == last)


@pytest.mark.parametrize(
    ("printed", "hour"),
    [("14:05 UTC+2", 12), ("14:05 +0530", 8), ("14:05 MSK", 11), ("14:05 SAST", 12), ("9:05 a.m. PDT", 16)],
)
def test_a_stated_zone_counts(printed: str, hour: int) -> None:
    stamps = "".join(f"\n\n{printed}, 5 May 2022\n\nGate {n}\n\nThe boats pass." for n in range(2))
    assert (
        placed(dump(f"Dam live{stamps}", url=None, kind=ArticleKind.LIVE_BLOG))[-1].time.earliest.astimezone(UTC).hour
        == hour
    )


@pytest.mark.parametrize(
    ("abbreviation", "first", "last"),
    [("BST", 8, 13), ("IST", 8, 13), ("CST", 4, 19), ("AST", 11, 18)],  # each clock by UTC, in the middle of a May day
)
def test_an_abbreviation_of_several_zones_stays_open_and_says_so(abbreviation: str, first: int, last: int) -> None:
    stamps = "".join(f"\n\n14:05 {abbreviation}, 5 May 2022\n\nGate {n}\n\nThe boats pass." for n in range(2))
    when = placed(dump(f"Dam live{stamps}", url=None, kind=ArticleKind.LIVE_BLOG))[-1].time
    assert when.precision is Precision.INTERVAL
    assert any("several zones" in reason for reason in when.basis)
    assert (when.earliest.hour, when.latest.hour) == (first, last)


def test_an_unknown_abbreviation_may_name_any_zone_on_earth() -> None:
    stamps = "".join(f"\n\n14:05 XYZT, 5 May 2022\n\nGate {n}\n\nThe boats pass." for n in range(2))
    when = placed(dump(f"Dam live{stamps}", url=None, kind=ArticleKind.LIVE_BLOG))[-1].time
    assert "its zone is not known" in when.basis
    assert when.latest - when.earliest == timedelta(hours=26)


def test_a_date_below_the_headline_is_the_day_of_the_page() -> None:
    posts = "".join(f"\n\n1{n}:05 GMT\n\nGate {n}\n\nThe boats pass." for n in (2, 1, 0))
    made = placed(dump(f"Dam live\n\nSaturday, 5 March 2022{posts}", url=None))
    assert [post.time.earliest.hour for post in made] == [12, 11, 10]
    assert all(post.time.is_exact for post in made)


def test_a_date_above_the_headline_may_be_that_of_a_copy_and_only_bounds() -> None:
    posts = "".join(f"\n\n1{n}:05 GMT\n\nGate {n}\n\nThe boats pass." for n in (2, 1, 0))
    for post in placed(dump(f"Wed. Jun 22nd, 2022\n\nDam live{posts}", url=None)):
        assert not post.time.is_exact
        assert post.time.earliest is None
        assert post.time.latest.date() == date(2022, 6, 22)
        assert any("above the headline" in reason for reason in post.time.basis)


@settings(max_examples=20)
@given(
    st.lists(st.sampled_from([*"ab", "3:05", "15:05", "11 pm", "5m ago", "Friday", "5 March 2022", "Yesterday 9:10"]))
)
@example(["3:05", "a", "5 March 2022", "15:05", "a", "3:05", "a"])  # the only clock with a day fits no order
def test_for_any_lines_no_time_is_stated_that_ends_before_it_begins(lines: list[str]) -> None:
    for url in (None, f"{UK}-05-03-22"):
        for post in placed(dump("\n\n".join(lines), url=url), NOTHING):
            assert not (post.time.earliest and post.time.latest) or post.time.earliest <= post.time.latest


def test_the_day_of_a_clock_is_told_by_what_gave_it() -> None:
    lines = ("09:10 GMT", "First.", "4 March 2022 08:30 GMT", "Second.", "07:40 GMT", "Third.", "06:10 GMT", "Fourth.")
    for post in placed(dump("\n\n".join(lines), url="https://herald.example/torvik/live/dam-2022-03-05")):
        if post.time.is_exact and post.time.earliest and post.time.earliest.day == 4:
            assert not any("address" in reason for reason in post.time.basis)
