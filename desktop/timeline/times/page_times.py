"""Page times: what is known about the times of a page as a whole.

Weighs what the reader gives, the address, an "Updated …" line, the page's mark-up and the time of saving, the surest
first. Never says anything of a single post.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from enum import Enum, auto
from typing import Final, TypeVar

from desktop.domain.blocks import Block, BlockKind
from desktop.domain.days import in_zone
from desktop.domain.documents import Document
from desktop.domain.times import TimeFrame
from desktop.timeline.days.figure_dates import likelier_day, writes_day_first
from desktop.timeline.days.zones import Zone, abbreviated_zone, named_zone, publisher_zone
from desktop.timeline.lines.signs import is_menu
from desktop.timeline.lines.stamps import YEARS, Stamp, read_day_line, read_stamp
from desktop.timeline.times.address_dates import days_in_address

HEAD_BLOCKS: Final = 40  # how far down an "Updated …" line may stand
DAY: Final = timedelta(days=1)
LAST_ZONE: Final = timezone(timedelta(hours=-12))  # where a day ends last
AnyDay = TypeVar("AnyDay", date, datetime)
_PageDay = tuple[date | None, "DayOf", str]  # the day, what it is the day of, and how it is known


class DayOf(Enum):
    """What the page's day is the day of."""

    PAGE = auto()  # it names the page as a whole, which may run over midnight either way
    LATEST = auto()  # the page stood so on that day: its newest post is of that day
    MOMENT = auto()  # a moment of that day is known after which nothing was written


@dataclass(frozen=True, slots=True)
class PageTimes:
    """What is known about the times of a whole page.

    Attributes:
        zone: The zone of clock times that state none.
        day: The page's day.
        day_of: What it is the day of.
        day_basis: How the day is known.
        base: The span within which "now" lies for "12 min ago".
        base_basis: How it is known.
        until: No post is newer than this.
        until_basis: Why.
        latest: When the page says it was last updated, or was saved: the surest last moment of its clocks.
        since: When the page was first published, if it states that exactly.
        day_first: Whether it writes the day before the month in figures; None if that is not known.
    """

    zone: Zone | None
    day: date | None
    day_of: DayOf
    day_basis: str
    base: tuple[datetime, datetime] | None
    base_basis: str
    until: datetime | None
    until_basis: str
    latest: datetime | None
    since: datetime | None
    day_first: bool | None


def read_page_times(document: Document, frame: TimeFrame) -> PageTimes:
    """Gather what is said about the page as a whole, the surest source first."""
    frame = replace(frame, base_day=_plausible(frame.base_day))
    updated = _updated_line(document)
    home = named_zone(frame.zone, "the zone given by the reader") if frame.zone else publisher_zone(document.url)
    zone = home or _zone_of_stamps(document.blocks)
    saved = _plausible(frame.saved) or _plausible(document.saved)
    day_first = writes_day_first(document.url, zone.name if zone else None)
    day, day_of, day_basis = _page_day(document, frame, updated, zone, saved, day_first)
    shown = _day_above_the_headline(document)
    until = saved or _plausible(document.modified) or (_end_of_day(shown, zone) if shown else None)
    published = document.published
    return PageTimes(
        zone,
        day,
        day_of,
        day_basis,
        *_base(updated, frame, day, day_basis, zone, saved),
        until,
        _until_basis(saved, document.modified, shown),
        _moment_of(updated, day, zone) or (until if saved or document.modified else None),
        _plausible(published.earliest) if published.is_exact else None,
        day_first,
    )


def _page_day(
    document: Document,
    frame: TimeFrame,
    updated: Stamp | None,
    zone: Zone | None,
    saved: datetime | None,
    day_first: bool | None,
) -> _PageDay:
    if frame.base_day:
        return frame.base_day, DayOf.LATEST, "the day given by the reader"
    in_address = days_in_address(document.url, day_first=day_first)
    if len(in_address) == 1:
        return in_address[0], DayOf.PAGE, "the address names the day"
    told = _day_that_the_page_tells(document, updated, zone, saved)
    likelier = likelier_day(in_address, told[0], document.blocks)
    return (
        (likelier, DayOf.PAGE, "the address names the day, read as the rest of the page has it") if likelier else told
    )


def _day_that_the_page_tells(
    document: Document, updated: Stamp | None, zone: Zone | None, saved: datetime | None
) -> _PageDay:
    """The page's day by what stands on it and by when it was saved, whatever its address says."""
    if updated and updated.day:
        return updated.day, DayOf.MOMENT, f"the page says “{updated.words}”"
    published = _plausible(document.published.earliest)
    if published:
        day = document.published.whole_day or in_zone(published, zone.info if zone else None).date()
        return day, DayOf.PAGE, "the page’s date"
    above = _day_at_the_top(document)
    if above:
        return above, DayOf.PAGE, "the date at the top of the page"
    if saved is None:
        return None, DayOf.PAGE, ""
    return in_zone(saved, zone.info if zone else None).date(), DayOf.MOMENT, "the day it was saved"


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
    at = _moment_of(updated, day, zone)
    if updated and at:
        return (at, at), f"counted from “{updated.words}”"
    if saved:
        return (saved, saved), "counted from the time of saving"
    return (_whole_day(day, zone), f"counted from the page’s day ({day_basis})") if day and zone else (None, "")


def _moment_of(updated: Stamp | None, day: date | None, zone: Zone | None) -> datetime | None:
    """The moment that an "Updated …" line states."""
    own = abbreviated_zone(updated.zone, zone) if updated else None
    on = updated.day or day if updated else None
    return datetime.combine(on, updated.clock, own.info) if updated and updated.clock and own and on else None


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


def _until_basis(saved: datetime | None, modified: datetime | None, shown: date | None) -> str:
    if saved or modified:
        return "the page was saved then" if saved else "the page was last changed then"
    return "a date stands above the headline, on which the page or its copy was made" if shown else ""


def _end_of_day(day: date, zone: Zone | None) -> datetime:
    """The end of a day in the zone of the page, else where on earth it ends last."""
    return datetime.combine(day, time.max, zone.info if zone else LAST_ZONE)


def _day_above_the_headline(document: Document) -> date | None:
    """The date that opens a text: sites show there the day on which they are looked at, and copies their own."""
    for block in document.blocks[:HEAD_BLOCKS]:
        if block.kind is BlockKind.START:
            return None
        line = read_day_line(block.text)
        if line or not is_menu(block.text):
            return line.day if line else None
    return None


def _day_at_the_top(document: Document) -> date | None:
    """The day of a date that stands alone in the head of the page below its headline, with its year."""
    is_below_headline = False
    for block in document.blocks[:HEAD_BLOCKS]:
        if block.kind is BlockKind.START:
            return None
        line = read_day_line(block.text)
        if line and line.day and is_below_headline:
            return line.day
        is_below_headline = is_below_headline or not (line or is_menu(block.text))
        if (stamp := read_stamp(block.text)) and not stamp.is_update:
            return None
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
