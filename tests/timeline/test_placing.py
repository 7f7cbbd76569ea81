"""Placing: when was each post published, and of which days does it tell."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timeline_pages import LIVE, NOTHING, a_document, a_post, dump, placed, start, text, utc

from desktop.domain.blocks import ArticleKind
from desktop.domain.documents import Document
from desktop.domain.posts import Post, PostKind
from desktop.domain.times import UNKNOWN_TIME, Precision, TimeFrame, When
from desktop.timeline import placing

SATURDAY = date(2022, 3, 5)
CNN_LIKE = "https://herald.example.co.uk/torvik/live/dam-05-03-22"


def bodies(*words: str, url: str = CNN_LIKE, **more: object) -> tuple[Post, ...]:
    """Posts of these bodies, top to bottom, of a page of Saturday 5 March 2022, placed."""
    posts = [a_post(body, f"post{n}", ordinal=n) for n, body in enumerate(words)]
    return placing.place(posts, a_document(url=url, **more), NOTHING)


def marked(*moments: datetime | None) -> tuple[Post, ...]:
    blocks = [block for n, at in enumerate(moments) for block in (start(f"k{n}", at=at), text(f"Body {n}."))]
    return placed(a_document(*blocks, kind=ArticleKind.LIVE_BLOG, url=None))


def stamped(
    *stamps: str, head: str = "", frame: TimeFrame = NOTHING, url: str | None = None, **more: object
) -> list[When]:
    page = head + "".join(f"\n\n{stamp}\n\nTitle {n}\n\nBody {n} of the page." for n, stamp in enumerate(stamps))
    return [p.time for p in placed(dump(page, url=url, **more), frame) if p.kind is PostKind.POST]


def test_clock_line_with_date_and_zone_is_exact_to_the_minute() -> None:
    when, _, _ = stamped("10:47 a.m. ET, March 5, 2022", "10:30 a.m. ET, March 5, 2022", "9 a.m. ET, March 5, 2022")
    assert when.earliest == when.latest == datetime(2022, 3, 5, 15, 47, tzinfo=UTC)
    assert (when.precision, when.zone) == (Precision.MINUTE, "America/New_York")
    assert when.stated == "10:47 a.m. ET, March 5, 2022"


def test_eastern_time_of_summer_is_an_hour_nearer_to_utc() -> None:
    when = stamped(*["10:47 a.m. ET, July 5, 2022"] * 3)[0]
    assert when.earliest == datetime(2022, 7, 5, 14, 47, tzinfo=UTC)


def test_a_bare_offset_that_is_the_clock_of_the_page_bears_its_name() -> None:
    """Winter and summer alike: one list never tells one clock by two names."""
    eastern = timezone(timedelta(hours=-5))
    moments = (datetime(2022, 3, 5, 12, 6, tzinfo=eastern), datetime(2022, 7, 5, 12, 6, tzinfo=eastern), None)
    blocks = [block for n, at in enumerate(moments) for block in (start(f"k{n}", at=at), text(f"Body {n}."))]
    page = a_document(*blocks, kind=ArticleKind.LIVE_BLOG, url=None)
    page = replace(page, blocks=(text("Updated 12:30 p.m. ET, March 5, 2022"), *page.blocks))
    posts = placed(page)
    between = posts[2].time
    stated = [replace(post, time=replace(post.time, zone="-05:00")) for post in posts]
    winter, summer, _ = (post.time for post in placing.place(stated, page, NOTHING))
    assert winter.zone == "America/New_York"
    assert between.zone == "America/New_York"  # bounded by its neighbours, it is told by the same clock
    assert summer.zone == "-05:00"  # in July the clocks of New York say another hour


def test_a_clock_told_in_the_text_names_the_zone_of_its_bound() -> None:
    posts = bodies(
        "The mayor thanked the crews.",
        "The call between the two mayors ended at 12:06 p.m. ET, their offices said on Saturday.",
        url="https://herald.example/torvik/live/2022-03-05/dam",
    )
    zones = {post.time.zone for post in posts if post.time.tells_an_hour}
    assert zones == {"America/New_York"}


def test_age_gives_an_interval_as_wide_as_its_unit() -> None:
    saved = datetime(2022, 3, 5, 12, tzinfo=UTC)
    minutes, hours, _ = stamped("12 min ago", "4 hours ago", "5 hours ago", saved=saved)
    assert minutes.earliest is not None
    assert minutes.latest is not None
    assert minutes.precision is Precision.INTERVAL
    assert minutes.earliest <= saved - timedelta(minutes=12) <= minutes.latest
    assert hours.earliest == saved - timedelta(hours=5)


def test_age_counts_from_the_line_that_says_when_the_page_was_updated() -> None:
    head = "Dam live\n\nBy Ada Lind\n\nUpdated 6:05 p.m. ET, March 5, 2022"
    when = stamped("45 min ago", "50 min ago", "55 min ago", head=head)[0]
    assert when.earliest is not None
    assert abs(when.earliest - datetime(2022, 3, 5, 22, 20, tzinfo=UTC)) <= timedelta(minutes=1)
    assert any("Updated 6:05 p.m." in reason for reason in when.basis)


def test_age_without_any_base_stays_unknown() -> None:
    assert stamped("12 min ago", "13 min ago", "14 min ago")[0].precision is Precision.UNKNOWN


def test_clock_of_an_ambiguous_zone_is_not_exact() -> None:
    when = stamped(*["10:47 a.m. IST, March 5, 2022"] * 3)[0]
    assert when.precision is Precision.INTERVAL
    assert any("names the clocks of several zones" in reason for reason in when.basis)


def test_publishers_country_decides_an_ambiguous_zone() -> None:
    when = stamped(*["10:47 IST, July 5, 2022"] * 2, url="https://herald.example.ie/live/dam")[0]
    assert when.earliest == datetime(2022, 7, 5, 9, 47, tzinfo=UTC)


def test_zone_given_by_the_reader_counts_for_clocks_without_one() -> None:
    frame = TimeFrame(base_day=SATURDAY, zone="Asia/Tokyo")
    when = stamped("10:47", "10:30", "9:15", frame=frame)[0]
    assert when.earliest == datetime(2022, 3, 5, 1, 47, tzinfo=UTC)


def test_bare_clocks_that_pass_midnight_leave_the_day_open_if_only_the_address_names_one() -> None:
    url = "https://herald.example.co.uk/live/dam-05-03-22"
    when = stamped("00:20", "23:50", "22:10", url=url)[0]
    assert when.precision is Precision.INTERVAL
    assert (when.earliest, when.latest) == (utc(5, 0, 20), utc(6, 0, 20))


def test_what_a_post_tells_in_the_past_tense_bounds_it_and_all_above_it() -> None:
    above, teller, below = bodies("It rains.", "The meeting ended at 1:25 p.m. GMT, the mayor said.", "It snows.")
    assert teller.time.earliest == above.time.earliest == utc(5, 13, 25)
    assert teller.time.latest is None
    assert below.time.earliest != utc(5, 13, 25)
    assert teller.time.basis
    assert above.time.basis


def test_what_is_only_to_start_bounds_nothing() -> None:
    (post,) = bodies("The bridge will be closed, starting at 11:15 p.m. GMT, the mayor said.")
    assert post.time.earliest != utc(5, 23, 15)


def test_summary_teaser_and_notice_are_not_bound_by_their_place() -> None:
    teller = a_post("The meeting ended at 1:25 p.m. GMT.", "teller", ordinal=1)
    pinned = a_post("Where could it rain?", "teaser", kind=PostKind.TEASER)
    posts = placing.place([pinned, teller], a_document(url=CNN_LIKE), NOTHING)
    assert posts[0].time.earliest != utc(5, 13, 25)


def test_what_is_awaited_is_older_than_what_another_post_says_began() -> None:
    began = "Mayor Clara Benton’s talk with Governor Paul Brandt began at 9:38 a.m. GMT."
    awaits = "It comes hours before Clara Benton and Paul Brandt are expected to talk it over."
    _, post, below = bodies(began, awaits, "It snows.")
    assert post.time.latest == below.time.latest == utc(5, 9, 38)


def test_what_comes_later_that_day_is_told_before_its_end() -> None:
    (post,) = bodies("The council may vote later on Friday, two members said.")
    assert post.time.latest == utc(5, 0) - timedelta(microseconds=1)
    assert post.time.latest_is_day


def test_clock_inside_a_quotation_bounds_nothing() -> None:
    (post,) = bodies("“The meeting ended at 1:25 p.m. GMT,” he said.")
    assert post.time.earliest != utc(5, 13, 25)


def test_pinned_post_does_not_bind_the_posts_below_it() -> None:
    posts = marked(utc(5, 8), utc(5, 12), None, utc(5, 11))
    assert posts[2].time.earliest == utc(5, 11)
    assert posts[2].time.latest == utc(5, 12)


def test_page_may_run_oldest_first() -> None:
    posts = marked(utc(5, 8), None, utc(5, 9), utc(5, 10))
    assert posts[1].time.earliest == utc(5, 8)
    assert [p.order_key for p in posts] == sorted(p.order_key for p in posts)


@pytest.mark.parametrize(
    "address",
    [
        "/live/dam-05-03-22",
        "/live/2022/mar/05/dam",
        "/live/2022/03/05/dam",
        "/2022-03-05/live",
        "/live/march-5-2022",
    ],
)
def test_address_names_the_day_of_the_page(address: str) -> None:
    (post,) = bodies("The town was cleared on Saturday.", url=f"https://herald.example.co.uk{address}")
    assert post.event_days == (SATURDAY,)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("She spoke on Saturday.", [5]),
        ("She spoke on Friday and today.", [4, 5]),
        ("It comes one day after the flood on Friday.", [4]),
        ("She spoke yesterday.", [4]),
        ("They met on March 2.", [2]),
        ("They will meet on March 20.", [5]),
        ("“On Friday I slept,” he said on Saturday.", [5]),
        ("The march went through the town.", [5]),
        ("They vote next Tuesday.", [5]),
    ],
)
def test_day_words_mean_days_seen_from_the_page(words: str, days: list[int]) -> None:
    (post,) = bodies(words)
    assert post.event_days == tuple(date(2022, 3, day) for day in days)


def test_date_of_a_caption_is_no_event() -> None:
    figure = "The dam on March 2.\n\nThe dam on March 2.\n\n(Finch/Herald)"
    page = f"Our live coverage has ended.\n\n{figure}\n\nIt rose on Saturday."
    assert placed(dump(page))[-1].event_days == (SATURDAY,)


def test_day_without_base_is_no_day() -> None:
    (post,) = bodies("She spoke on Saturday.", url="https://herald.example/live/dam")
    assert post.event_days == ()


moments = st.none() | st.integers(0, 2000).map(
    lambda minutes: datetime(2022, 3, 5, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(st.lists(moments, max_size=12))
def test_for_any_page_a_time_is_exact_only_where_it_is_stated(given_times: list[datetime | None]) -> None:
    posts = marked(*given_times)
    for post, stated in zip(posts, given_times, strict=True):
        assert post.time.is_exact == (stated is not None)
        if stated is not None:
            assert post.time.earliest == post.time.latest == stated


@given(st.lists(st.integers(0, 500), min_size=1, max_size=12, unique=True), st.data())
def test_for_any_page_in_order_keys_follow_the_page(minutes: list[int], data: st.DataObject) -> None:
    falling = [datetime(2022, 3, 5, tzinfo=UTC) + timedelta(minutes=m) for m in sorted(minutes, reverse=True)]
    keys = [p.order_key for p in marked(*[data.draw(st.sampled_from([at, None])) for at in falling])]
    assert all(above > below for above, below in pairwise(keys))


@given(st.lists(moments, max_size=12))
def test_for_any_page_an_interval_holds_its_neighbours_order(given_times: list[datetime | None]) -> None:
    for post in marked(*given_times):
        if post.time.earliest and post.time.latest:
            assert post.time.earliest <= post.time.latest


@given(st.text(max_size=60), st.sampled_from([LIVE, None, "https://[bad", "https://x.example/2022-02-30/live"]))
def test_for_any_text_placing_never_fails(words: str, url: str | None) -> None:
    document = Document("0" * 64, "text", ArticleKind.ARTICLE, None, url, (text(words),))
    frame = TimeFrame(zone="No/Such_Zone")
    assert len(placing.place([a_post(words)], document, frame)) == 1


far_away = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))]))
ends = st.sampled_from([datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
STRANGE = (
    "9999 years ago\n\nFirst\n\nThe gates were opened on Monday.\n\n"
    "10:47 a.m. ET, March 5, 0001\n\nSecond\n\nThe water fell on Feb. 7.\n\n"
    "1 h ago\n\nThird\n\nYesterday it rained.\n\n11:02 p.m.\n\nFourth\n\nToday it did not."
)


@given(
    st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max])),
    st.one_of(st.none(), far_away, ends),
    st.one_of(st.none(), far_away, ends),
    st.sampled_from([None, "Pacific/Auckland", "America/New_York"]),
)
def test_no_date_of_a_page_is_too_far_to_be_reckoned_with(base_day, saved, published, zone) -> None:
    when = When(published, published, Precision.SECOND, ("the page",)) if published else UNKNOWN_TIME
    marks = [block for n in range(2) for block in (start(f"k{n}", at=published), text("On Monday it rained."))]
    frame = TimeFrame(base_day, zone, saved)
    document = dump(STRANGE, url=None)
    for page in (document, a_document(*marks, kind=ArticleKind.LIVE_BLOG, url=None)):
        assert placed(replace(page, published=when, modified=published), frame)


def test_the_one_post_of_an_article_went_out_when_the_article_did() -> None:
    at = utc(5, 10, 15)
    published = When(at, at, Precision.MINUTE, ("the page's published_time",))
    document = replace(a_document(text("The dam holds."), kind=ArticleKind.ARTICLE, url=None), published=published)
    (post,) = placed(document)
    assert post.time == published


def test_a_post_of_a_live_page_does_not_take_the_time_of_the_page() -> None:
    at = utc(5, 10, 15)
    published = When(at, at, Precision.MINUTE, ("the page's published_time",))
    page = a_document(start("k"), text("The dam holds."), kind=ArticleKind.LIVE_BLOG, url=None)
    (post,) = placed(replace(page, published=published))
    assert not post.time.is_exact
