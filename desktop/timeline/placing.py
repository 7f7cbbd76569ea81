"""Placing: when was each post published, and of which days does it tell.

Weighs all that a page tells of its times: mark-up, time lines, its address, the order of its posts, and phrases like
"ahead of the vote". Only what is stated becomes a point in time; what follows from something else becomes a span and
says from what, and where nothing follows the time stays unknown.

Why a page's day allows the evening before: a live page is named after one day and is often opened the night before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final, TypeVar

from desktop.domain.blocks import ArticleKind, Block, BlockKind
from desktop.domain.days import in_zone
from desktop.domain.documents import Document
from desktop.domain.posts import ParagraphKind, Post, PostKind
from desktop.domain.times import UNKNOWN_TIME, Precision, TimeFrame, When
from desktop.timeline import ordering
from desktop.timeline.clues import Clue, find_clues
from desktop.timeline.dates import FARTHEST_BACK, day_in_address, named_days
from desktop.timeline.stamps import YEARS, Age, Stamp, read_stamp
from desktop.timeline.zones import Zone, abbreviated_zone, named_zone, publisher_zone

HEAD_BLOCKS: Final = 40  # how far down an "Updated …" line may stand
DAY: Final = timedelta(days=1)
WEST: Final = timedelta(hours=12)  # how far behind UTC a clock may be
EAST: Final = timedelta(hours=14)  # and how far ahead
AnyDay = TypeVar("AnyDay", date, datetime)


@dataclass(frozen=True, slots=True)
class _Page:
    """What is known about the times of a whole page.

    Attributes:
        zone: The zone of clock times that state none.
        day: The page's day.
        day_basis: How the day is known.
        base: The span within which "now" lies for "12 min ago".
        base_basis: How it is known.
        until: No post is newer than this.
        until_basis: Why.
    """

    zone: Zone | None
    day: date | None
    day_basis: str
    base: tuple[datetime, datetime] | None
    base_basis: str
    until: datetime | None
    until_basis: str


def place(posts: Sequence[Post], document: Document, frame: TimeFrame) -> tuple[Post, ...]:
    """Place the posts of one article in time.

    Args:
        posts: In page order, as `cutting` made them.
        document: The page they were cut from.
        frame: What the reader, or the file around the page, says about its times.

    Returns:
        As many posts, in page order, with `time`, `event_days` and `order_key` filled in.
    """
    page = _read_page(document, frame)
    posts = _published_as_one(posts, document)
    stamps = [_own_stamp(post) for post in posts]
    is_within_a_day = _runs_within_a_day([s for s in stamps if s is not None])
    placed = [
        post if stamp is None else replace(post, time=_resolve(stamp, page, is_within_a_day=is_within_a_day))
        for post, stamp in zip(posts, stamps, strict=True)
    ]
    newest_first = ordering.is_newest_first(placed)
    if any(not post.time.is_exact for post in placed):
        placed = _bound(placed, page)
        placed = list(ordering.narrow(placed, newest_first=newest_first))
        placed = [_within_page(post, page) for post in placed]
    keys = ordering.order_keys(placed, newest_first=newest_first, base=_base_key(page, document))
    return tuple(
        replace(post, order_key=key, event_days=_event_days(post, page)) for post, key in zip(placed, keys, strict=True)
    )


def _published_as_one(posts: Sequence[Post], document: Document) -> Sequence[Post]:
    """The only post of a page that is no live page went out when the page did."""
    is_article = len(posts) == 1 and document.kind is not ArticleKind.LIVE_BLOG
    if is_article and posts[0].time == UNKNOWN_TIME and document.published != UNKNOWN_TIME:
        return [replace(posts[0], time=document.published)]
    return posts


def _read_page(document: Document, frame: TimeFrame) -> _Page:
    """Gather what is said about the page as a whole, the surest source first."""
    frame = replace(frame, base_day=_plausible(frame.base_day))
    updated = _updated_line(document)
    home = named_zone(frame.zone, "the zone given by the reader") if frame.zone else publisher_zone(document.url)
    zone = home or _zone_of_stamps(document.blocks)
    saved = _plausible(frame.saved) or _plausible(document.saved)
    day, day_basis = _page_day(document, frame, updated, zone, saved)
    base, base_basis = _base(updated, frame, day, day_basis, zone, saved)
    until = saved or _plausible(document.modified)
    until_basis = "the page was saved then" if saved else "the page was last changed then"
    return _Page(zone, day, day_basis, base, base_basis, until, until_basis)


def _page_day(
    document: Document, frame: TimeFrame, updated: Stamp | None, zone: Zone | None, saved: datetime | None
) -> tuple[date | None, str]:
    if frame.base_day:
        return frame.base_day, "the day given by the reader"
    in_address = day_in_address(document.url)
    if in_address:
        return in_address, "the address names the day"
    if updated and updated.day:
        return updated.day, f"the page says “{updated.words}”"
    published = _plausible(document.published.earliest)
    stated = published or saved
    if stated is None:
        return None, ""
    day = in_zone(stated, zone.info if zone else None).date()
    return day, "the page’s date" if published else "the day it was saved"


def _plausible(day: AnyDay | None) -> AnyDay | None:
    """A day or moment, unless its year says that it is a slip."""
    return day if day is not None and day.year in YEARS else None


def _base(
    updated: Stamp | None,
    frame: TimeFrame,
    day: date | None,
    day_basis: str,
    zone: Zone | None,
    saved: datetime | None,
) -> tuple[tuple[datetime, datetime] | None, str]:
    """The span of time from which "… ago" counts back."""
    if frame.base_day and zone:
        return _whole_day(frame.base_day, zone), day_basis
    own = abbreviated_zone(updated.zone, zone) if updated else None
    if updated and updated.clock and own and (updated.day or day):
        at = datetime.combine(updated.day or day or date.min, updated.clock, own.info)
        return (at, at), f"counted from “{updated.words}”"
    if saved:
        return (saved, saved), "counted from the time of saving"
    return (_whole_day(day, zone), f"counted from the page’s day ({day_basis})") if day and zone else (None, "")


def _whole_day(day: date, zone: Zone) -> tuple[datetime, datetime]:
    return datetime.combine(day, time(), zone.info), datetime.combine(day + DAY, time(), zone.info)


def _updated_line(document: Document) -> Stamp | None:
    """The "Updated …" line at the top of the page, if there is one."""
    for block in document.blocks[:HEAD_BLOCKS]:
        if block.kind is BlockKind.START:
            return None
        stamp = read_stamp(block.text)
        if stamp and stamp.is_update and stamp.clock:
            return stamp
    return None


def _zone_of_stamps(blocks: Sequence[Block]) -> Zone | None:
    """The zone that the page's own time lines name."""
    for block in blocks:
        if block.kind in (BlockKind.STAMP, BlockKind.TEXT):
            stamp = read_stamp(block.text)
            zone = abbreviated_zone(stamp.zone, None) if stamp and stamp.zone else None
            if zone:
                return zone
    return None


def _own_stamp(post: Post) -> Stamp | None:
    """The time line that the cut left for a post, if it has no time yet."""
    if post.time.precision is not Precision.UNKNOWN or post.time.stated is None:
        return None
    return read_stamp(post.time.stated)


def _runs_within_a_day(stamps: Sequence[Stamp]) -> bool:
    """Whether bare clock times, down the page, run one way only: then none of them passes midnight."""
    clocks = [s.clock for s in stamps if s.clock is not None and s.day is None and s.month_day is None]
    falls = sum(a < b for a, b in pairwise(clocks))
    rises = sum(a > b for a, b in pairwise(clocks))
    return falls == 0 or rises == 0


def _resolve(stamp: Stamp, page: _Page, *, is_within_a_day: bool) -> When:
    """The time that a time line states, as well as day, zone and base are known."""
    if stamp.clock is not None:
        return _resolve_clock(stamp, page, is_within_a_day=is_within_a_day)
    if stamp.age is not None and page.base is not None:
        return _resolve_age(stamp, stamp.age, page)
    return When(None, None, Precision.UNKNOWN, (f"“{stamp.words}”, but nothing says from when",), stamp.words)


def _resolve_clock(stamp: Stamp, page: _Page, *, is_within_a_day: bool) -> When:
    assert stamp.clock is not None
    day, day_basis = _stamp_day(stamp, page)
    if day is None:
        return When(None, None, Precision.UNKNOWN, (f"“{stamp.words}”, but no day is known",), stamp.words)
    zone = abbreviated_zone(stamp.zone, page.zone)
    stated = (f"the page states “{stamp.words}”", *((day_basis,) if day_basis else ()))
    if zone is None:
        local = datetime.combine(day, stamp.clock, UTC)
        basis = (*stated, "its zone is not known")
        return When(local - EAST, local + WEST, Precision.INTERVAL, basis, stamp.words)
    at = datetime.combine(day, stamp.clock, zone.info)
    if day_basis and not is_within_a_day:
        basis = (*stated, "the page passes midnight, so the day is not sure")
        return When(at - DAY, at + DAY, Precision.INTERVAL, basis, stamp.words, zone.name)
    precision = Precision.SECOND if stamp.has_seconds else Precision.MINUTE
    return When(at, at, precision, (*stated, zone.basis), stamp.words, zone.name)


def _stamp_day(stamp: Stamp, page: _Page) -> tuple[date | None, str]:
    """The day of a clock line: its own, else the page's."""
    if stamp.day:
        return stamp.day, ""
    if page.day is None:
        return None, ""
    if stamp.month_day is None:
        return page.day, page.day_basis
    candidates = []
    for year in (page.day.year - 1, page.day.year, page.day.year + 1):
        try:
            candidates.append(date(year, *stamp.month_day))
        except ValueError:
            continue
    nearest = min(candidates, key=lambda d: abs(d - (page.day or d)), default=None)
    return nearest, ""


def _resolve_age(stamp: Stamp, age: Age, page: _Page) -> When:
    """An interval as wide as the unit: "4 hours ago" is at least four and less than five hours ago."""
    assert page.base is not None
    first, last = page.base
    try:
        earliest = first - timedelta(seconds=age.seconds + age.width)
        latest = last + timedelta(minutes=1) - timedelta(seconds=age.seconds)
    except OverflowError:  # "9999 years ago"
        return When(None, None, Precision.UNKNOWN, (f"“{stamp.words}”, but that cannot be",), stamp.words)
    zone = page.zone.name if page.zone else None
    return When(
        earliest, latest, Precision.INTERVAL, (f"the page says “{stamp.words}”", page.base_basis), stamp.words, zone
    )


def _bound(posts: Sequence[Post], page: _Page) -> list[Post]:
    """Bound each post without a time by its own words."""
    clues = find_clues(posts, page.day, page.zone)
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


def _within_page(post: Post, page: _Page) -> Post:
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


def _reasoned(when: When, reason: str, page: _Page) -> When:
    zone = when.zone or (page.zone.name if page.zone else None)
    return replace(when, precision=Precision.INTERVAL, basis=(*when.basis, reason), zone=zone)


def _event_days(post: Post, page: _Page) -> tuple[date, ...]:
    """The days of which a post tells; without a word for a day, the day it was written if that is known."""
    base = _written_on(post, page)
    if base is None or base.year not in YEARS or post.kind in (PostKind.SUMMARY, PostKind.NOTICE):
        return ()
    text = "\n".join(p.text for p in post.paragraphs if p.kind is not ParagraphKind.BACKGROUND)
    told = {n.day for n in named_days(text, base) if not n.is_ahead and base - FARTHEST_BACK <= n.day <= base}
    return tuple(sorted(told or {base}))


def _written_on(post: Post, page: _Page) -> date | None:
    """The day on which a post was written, in the zone it speaks in."""
    when = post.time
    zone = named_zone(when.zone, "") if when.zone else page.zone
    if when.is_exact and when.earliest:
        return in_zone(when.earliest, zone.info if zone else None).date()
    if page.day and when.latest and zone:
        return min(page.day, in_zone(when.latest - timedelta(seconds=1), zone.info).date())
    return page.day


def _base_key(page: _Page, document: Document) -> float:
    """Where a page without any time stands among others."""
    stated = document.published.earliest or page.until
    if page.day:
        return datetime.combine(page.day, time(), page.zone.info if page.zone else UTC).timestamp()
    return stated.timestamp() if stated else 0.0
