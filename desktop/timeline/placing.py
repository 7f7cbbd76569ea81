"""Placing: when was each post published, and of which days does it tell.

Weighs all that a page tells of its times: mark-up, time lines, its address, the order of its posts, and phrases like
"ahead of the vote". Only what is stated becomes a point in time; what follows from something else becomes a span and
says from what, and where nothing follows the time stays unknown.

Why a page's day allows the evening before: a live page is named after one day and is often opened the night before it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from desktop.domain.blocks import ArticleKind
from desktop.domain.days import in_zone
from desktop.domain.documents import Document
from desktop.domain.ids import ArticleId
from desktop.domain.posts import Post, PostKind
from desktop.domain.times import UNKNOWN_TIME, Precision, TimeFrame, When
from desktop.timeline.days.date_mentions import PostReading, days_named, event_days, find_dates, read_post
from desktop.timeline.days.dates import Writing
from desktop.timeline.days.zones import Zone, named_zone
from desktop.timeline.lines.stamps import YEARS
from desktop.timeline.times import ordering
from desktop.timeline.times.clues import Clue, find_clues
from desktop.timeline.times.page_times import PageTimes, read_page_times
from desktop.timeline.times.stating import state_times
from desktop.timeline.versions.identity import post_id

DAY: Final = timedelta(days=1)
NOBODYS_CLOCK: Final = frozenset({"UTC", "Z", "+00:00"})
PINNED: Final = re.compile(r"\W{0,3}pinned(?: (?:post|update|entry))?:?", re.IGNORECASE)


def place(posts: Sequence[Post], document: Document, frame: TimeFrame) -> tuple[Post, ...]:
    """Place the posts of one article in time.

    Args:
        posts: In page order, as `cutting` made them.
        document: The page they were cut from.
        frame: What the reader, or the file around the page, says about its times.

    Returns:
        As many posts, in page order, with `time`, `dates`, `event_days` and `order_key` filled in.
    """
    page = read_page_times(document, frame)
    pinned = _pinned(posts, document)
    placed = state_times(_published_as_one(posts, document), document.blocks, page, pinned)
    newest_first = ordering.is_newest_first(placed, pinned)
    readings = [read_post(post) for post in posts]
    if any(not post.time.is_exact for post in placed):
        placed = _bound(placed, readings, page)
        placed = list(ordering.narrow(placed, newest_first=newest_first, pinned=pinned))
        placed = [_within_page(post, page) for post in placed]
    keys = ordering.order_keys(placed, newest_first=newest_first, base=_base_key(page, document))
    clock = _clock_of_page(placed, page)
    return tuple(
        _dated(replace(post, time=_by_clock_of_page(post.time, clock), order_key=key), reading, page)
        for post, reading, key in zip(placed, readings, keys, strict=True)
    )


def _clock_of_page(posts: Sequence[Post], page: PageTimes) -> Zone | None:
    """The zone of the page; where it names none, the only one in which the bounds of its posts are told."""
    if page.zone is not None:
        return page.zone
    times = [post.time for post in posts if post.time.zone is None and post.time.tells_an_hour]
    told = {bound.tzinfo for when in times for bound in (when.earliest, when.latest) if bound}
    only = next(iter(told)) if len(told) == 1 else None
    return named_zone(only.key, "the zone in which its posts tell the time") if isinstance(only, ZoneInfo) else None


def _by_clock_of_page(when: When, zone: Zone | None) -> When:
    """Name the page's own zone where a time bears none or only its offset: one page has one clock, with one name.

    Why not for UTC: that is how many pages write times of any zone.
    """
    if zone is None or not when.tells_an_hour:
        return when
    bounds = [bound for bound in (when.earliest, when.latest) if bound]
    is_bare = (when.zone or "")[:1] in ("+", "-") and when.zone not in NOBODYS_CLOCK
    is_same = all(in_zone(bound, zone.info).utcoffset() == bound.utcoffset() for bound in bounds)
    return replace(when, zone=zone.name) if when.zone is None or (is_bare and is_same) else when


def _published_as_one(posts: Sequence[Post], document: Document) -> Sequence[Post]:
    """The only post of a page that is no live page went out when the page did."""
    is_article = len(posts) == 1 and document.kind is not ArticleKind.LIVE_BLOG
    if is_article and posts[0].time == UNKNOWN_TIME and document.published != UNKNOWN_TIME:
        return [replace(posts[0], time=document.published)]
    return posts


def _pinned(posts: Sequence[Post], document: Document) -> frozenset[int]:
    """The numbers of the posts that the source pins above their place: by its mark-up, or by a line that says so."""
    marks = [block.mark for block in document.blocks if block.mark is not None and block.mark.is_pinned]
    article = posts[0].article_id if posts else ArticleId("")
    ids = {post_id(article, address, "") for mark in marks if (address := mark.url or mark.key)}
    said = {below.text for line, below in pairwise(document.blocks) if PINNED.fullmatch(line.text)}
    return frozenset(
        n
        for n, post in enumerate(posts)
        if post.id in ids
        or (post.time.stated is not None and any(words.startswith(post.time.stated) for words in said))
    )


def _bound(posts: Sequence[Post], readings: Sequence[PostReading], page: PageTimes) -> list[Post]:
    """Bound each post without a time by its own words."""
    if not any(post.kind is PostKind.POST and post.time.precision is Precision.UNKNOWN for post in posts):
        return list(posts)
    pairs = zip(posts, readings, strict=True)
    named = [days_named(post, reading, page.day) if page.day is not None else [] for post, reading in pairs]
    clues = find_clues(posts, named, page.day, page.zone)
    zone = page.zone.name if page.zone else None
    return [
        post if post.kind is not PostKind.POST else _with_clues(post, own, zone)
        for post, own in zip(posts, clues, strict=True)
    ]


def _with_clues(post: Post, clues: Sequence[Clue], zone: str | None) -> Post:
    when = post.time
    if when.precision is not Precision.UNKNOWN:
        return post
    for clue in clues:
        earliest = max(filter(None, (when.earliest, clue.earliest)), default=None)
        latest = min(filter(None, (when.latest, clue.latest)), default=None)
        if (earliest, latest) == (when.earliest, when.latest) or (earliest and latest and earliest > latest):
            continue
        when = When(
            earliest,
            latest,
            Precision.INTERVAL,
            (*when.basis, clue.basis),
            zone=zone,
            earliest_is_day=clue.is_day if earliest != when.earliest else when.earliest_is_day,
            latest_is_day=clue.is_day if latest != when.latest else when.latest_is_day,
        )
    return replace(post, time=when)


def _within_page(post: Post, page: PageTimes) -> Post:
    """Bound a post by what is known of the whole page."""
    when = post.time
    if when.is_exact:
        return post
    if page.day and page.zone and when.earliest is None:
        begins = datetime.combine(page.day - DAY, time(), page.zone.info)
        if when.latest is None or begins <= when.latest:
            reason = f"{page.day_basis}, {page.day:%d %B %Y}; a live page may begin the day before"
            when = _reasoned(replace(when, earliest=begins, earliest_is_day=True), reason, page)
    is_open = page.until and (when.latest is None or when.latest > page.until)
    if is_open and page.until and (when.earliest is None or when.earliest <= page.until):
        when = _reasoned(replace(when, latest=page.until, latest_is_day=False), page.until_basis, page)
    return replace(post, time=when)


def _reasoned(when: When, reason: str, page: PageTimes) -> When:
    zone = when.zone or (page.zone.name if page.zone else None)
    return replace(when, precision=Precision.INTERVAL, basis=(*when.basis, reason), zone=zone)


def _dated(post: Post, reading: PostReading, page: PageTimes) -> Post:
    """A post with the dates of which it speaks; without a word for a day it tells of the day it was written."""
    writing = _writing(post, page)
    dates = find_dates(post, reading, writing)
    if writing.day is None or post.kind in (PostKind.SUMMARY, PostKind.NOTICE):
        return replace(post, dates=dates)
    return replace(post, dates=dates, event_days=event_days(dates, post, writing.day))


def _writing(post: Post, page: PageTimes) -> Writing:
    """When a post was written, in the zone in which it speaks: UTC is often only how a time was saved."""
    when = post.time
    own = named_zone(when.zone, "") if when.zone and when.zone not in NOBODYS_CLOCK else None
    zone = own or page.zone or (named_zone(when.zone, "") if when.zone else None)
    day, at = page.day, when.earliest if when.is_exact else None
    if at is not None:
        day = in_zone(at, zone.info if zone else None).date()
    elif page.day and when.latest and zone:
        day = min(page.day, in_zone(when.latest - timedelta(seconds=1), zone.info).date())
    is_plausible = day is not None and day.year in YEARS
    return Writing(day, at, zone) if is_plausible else Writing(None, None, zone)


def _base_key(page: PageTimes, document: Document) -> float:
    """Where a page without any time stands among others."""
    stated = document.published.earliest or page.until
    if page.day:
        return datetime.combine(page.day, time(), page.zone.info if page.zone else UTC).timestamp()
    return stated.timestamp() if stated else 0.0
