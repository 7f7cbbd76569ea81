"""The dates of which posts speak."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

from desktop.domain.days import in_zone, named_zone
from desktop.domain.ids import PostId


class DateKind(StrEnum):
    """What a date is the date of."""

    EVENT = "event"  # something happened then
    PLAN = "plan"  # something is to happen then, or is said to
    BACKGROUND = "background"  # told for those who come late: long past, or in a paragraph of background
    PHOTOGRAPH = "photograph"  # a caption says so of its picture


class DatePrecision(StrEnum):
    """How narrowly a date is named."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"  # some days, a weekend, a part of a month, some years


class DatePlace(StrEnum):
    """In what part of a post a date stands."""

    PARAGRAPH = "paragraph"
    CAPTION = "caption"


FIRST_ON_EARTH = timezone(timedelta(hours=14))  # where a day begins first
LAST_ON_EARTH = timezone(timedelta(hours=-12))  # and where it ends last
LAST_MOMENT = time(23, 59, 59, 999_999)


@dataclass(frozen=True, slots=True)
class DateMention:
    """One place where a post names a date.

    The days are those of the calendar where the date is told, and stay so whatever zone the reader looks from: a
    Saturday in Suva is never a Friday.

    Attributes:
        place: In what part of the post it stands.
        number: Which paragraph or figure that is, counted from 0.
        start: Its first code point in the text of the paragraph or caption.
        end: One past the last.
        text: The words, as they stand there.
        first: The first day meant.
        last: The last day meant; the same for a day or a minute.
        kind: What it is the date of.
        basis: How the days and the kind are known, in words, a reason each.
        moment: The very minute, if a clock time and its zone are stated.
        zone: The zone in which the days are days: an IANA name or an offset; None if nothing says which.
        spoken_in: The place by whose clock the words speak, if they name one ("Suva").
        is_quoted: Whether it stands in a quotation: then somebody said so.
    """

    place: DatePlace
    number: int
    start: int
    end: int
    text: str
    first: date
    last: date
    precision: DatePrecision
    kind: DateKind
    basis: tuple[str, ...] = ()
    moment: datetime | None = None
    zone: str | None = None
    spoken_in: str | None = None
    is_quoted: bool = False

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError("a date ends before it begins")
        if self.moment is not None and self.moment.tzinfo is None:
            raise ValueError("a moment needs an offset")

    @property
    def earliest(self) -> datetime:
        """The first instant meant: without a zone, that at which the day begins anywhere."""
        return self.moment or datetime.combine(self.first, time(), named_zone(self.zone) or FIRST_ON_EARTH)

    @property
    def latest(self) -> datetime:
        """The last instant meant: without a zone, that at which the day ends everywhere."""
        return self.moment or datetime.combine(self.last, LAST_MOMENT, named_zone(self.zone) or LAST_ON_EARTH)

    @property
    def earliest_in_utc(self) -> datetime:
        """`earliest` as UTC tells it; at the ends of the calendar, as it is."""
        return in_zone(self.earliest, UTC)

    @property
    def latest_in_utc(self) -> datetime:
        """`latest` as UTC tells it; at the ends of the calendar, as it is."""
        return in_zone(self.latest, UTC)


@dataclass(frozen=True, slots=True)
class SpokenDays:
    """Days of which posts speak, in one way.

    Attributes:
        count: How many of the posts asked for speak of exactly these days, and in this way.
        posts: The first few of them, in the order of time.
    """

    first: date
    last: date
    kind: DateKind
    count: int
    posts: tuple[PostId, ...] = ()
