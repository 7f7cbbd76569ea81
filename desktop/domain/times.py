"""Times that admit what they do not know."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Precision(StrEnum):
    """How well a time is known."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    INTERVAL = "interval"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class When:
    """A point in time, an interval, or nothing: never more than the source says.

    Attributes:
        earliest: Not before this instant; None where nothing bounds it. Always aware.
        latest: Not after this instant, inclusive; equal to `earliest` only where the source states the time.
        precision: What kind of knowledge this is. DAY means earliest and latest are the first and last moment of a
            day in the zone of the source.
        basis: The reasons, in words a reader understands.
        stated: The source's own wording ("12 min ago", "9.05pm ET"), or None.
        zone: The zone the source spoke in: an IANA name ("America/New_York") or an offset ("+01:00"); None if unknown.
        earliest_is_day: Whether `earliest` is only the beginning of a day: its clock says nothing and is never shown.
        latest_is_day: Whether `latest` is only the end of a day, likewise.
    """

    earliest: datetime | None
    latest: datetime | None
    precision: Precision
    basis: tuple[str, ...] = ()
    stated: str | None = None
    zone: str | None = None
    earliest_is_day: bool = False
    latest_is_day: bool = False

    def __post_init__(self) -> None:
        for bound in (self.earliest, self.latest):
            if bound is not None and bound.tzinfo is None:
                raise ValueError("a time needs an offset")
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError("a time ends before it begins")

    @property
    def is_exact(self) -> bool:
        """Whether the source states this very minute or second."""
        return self.precision in (Precision.MINUTE, Precision.SECOND)

    @property
    def tells_an_hour(self) -> bool:
        """Whether a clock time is known of it at all, if only as a bound; of anything else no hour is ever shown."""
        if self.precision in (Precision.DAY, Precision.UNKNOWN):
            return False
        bounds = ((self.earliest, self.earliest_is_day), (self.latest, self.latest_is_day))
        return any(bound is not None and not is_day for bound, is_day in bounds)

    @property
    def whole_day(self) -> date | None:
        """The one day that the source states without a zone, so that it may be that day anywhere on earth; else None.

        The bounds carry the offsets of the zones where that day begins first and ends last.
        """
        if not (self.earliest_is_day and self.latest_is_day and self.earliest and self.latest):
            return None
        return self.earliest.date() if self.earliest.date() == self.latest.date() else None


UNKNOWN_TIME = When(None, None, Precision.UNKNOWN)


@dataclass(frozen=True, slots=True)
class TimeFrame:
    """What the reader, or the file around a page, says about the page's times.

    Attributes:
        base_day: The day on which the page stood as it stands in the file, if the reader gave one.
        zone: The IANA zone of clock times that state none, if the reader gave one.
        saved: When the page was saved, as its container says; the base for "12 min ago".
    """

    base_day: date | None = None
    zone: str | None = None
    saved: datetime | None = None
