"""What the reader may say about an import."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.times import TimeFrame


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import.

    Attributes:
        format: The importer's name, if the reader chose one.
        base_day: The day of the page, if the reader gave one.
        zone: The IANA zone of clock times that state none.
        jobs: Worker processes that parse; 0 parses in this process.
        accept_shorter: Whether a version that says much less than what the library has may replace it.
        executor: The address of a cluster that parses ("tcp://host:port"), instead of processes here.
    """

    format: str | None = None
    base_day: date | None = None
    zone: str | None = None
    jobs: int = 0
    accept_shorter: bool = False
    executor: str | None = None

    @property
    def frame(self) -> TimeFrame:
        """What the reader says about the page's times."""
        return TimeFrame(self.base_day, self.zone)


PLAINLY = ImportOptions()
