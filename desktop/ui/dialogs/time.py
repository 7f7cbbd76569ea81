"""The time dialog: when a post was published, as well as the reader knows it.

Knows a day, a clock time and a zone, and that each may be unknown. Never changes the post: it gives back a time.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import IntEnum

from PySide6.QtCore import QDate, QTime, Slot
from PySide6.QtWidgets import QComboBox, QDateEdit, QFormLayout, QTimeEdit, QWidget

from desktop.domain.days import in_zone, named_zone
from desktop.domain.ids import PostId
from desktop.domain.times import UNKNOWN_TIME, Precision, When
from desktop.ui.dialogs.frame import Dialog
from desktop.ui.theme import Space, Theme

WHAT_HAPPENS = (
    "It stays when the page is imported again. Undo, or “As the page has it”, brings the page's own time back."
)
REASON = "The reader gave this time."
LAST_MOMENT = timedelta(days=1) - timedelta(microseconds=1)


class Known(IntEnum):
    """What is known of a time, in the order of the choices."""

    CLOCK = 0
    DAY = 1
    NOTHING = 2


KNOWN_WORDS = ("Day and clock time", "Only the day", "Nothing")


class TimeDialog(Dialog):
    """Asks for the time of a post.

    Args:
        post_id: The post.
        when: Its time now.
        zone: The zone in which that is told; for what states none.
        zones: The names of zones to choose from.
    """

    def __init__(
        self, post_id: PostId, when: When, zone: str, zones: Sequence[str], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("The time of this post", "Change", theme, parent)
        self.post_id = post_id
        self.known, self.zone = QComboBox(self), QComboBox(self)
        self.known.addItems(KNOWN_WORDS)
        self.zone.addItems(list(dict.fromkeys((zone, *filter(None, zones)))))
        day, clock = _first_shown(when, zone)
        self.day, self.clock = QDateEdit(_qdate(day), self), QTimeEdit(clock, self)
        self._lay_out()
        self.known.currentIndexChanged.connect(self._allow)
        self.known.setCurrentIndex(_known(when))
        self._allow()
        self.day.setFocus()

    def _lay_out(self) -> None:
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setCalendarPopup(True)
        self.clock.setDisplayFormat("HH:mm")
        form = QFormLayout()
        form.setHorizontalSpacing(Space.XL)
        form.setVerticalSpacing(Space.M)
        rows = (("What is known", self.known), ("Day", self.day), ("Clock time", self.clock), ("Zone", self.zone))
        for words, widget in rows:
            widget.setAccessibleName(words)
            form.addRow(words, widget)
        self.content.addLayout(form)
        self.content.addWidget(self.quiet_label(WHAT_HAPPENS))

    @property
    def time(self) -> When:
        """The time as it stands in the dialog."""
        known, zone = Known(self.known.currentIndex()), self.zone.currentText()
        if known is Known.NOTHING:
            return UNKNOWN_TIME
        read = self.day.date()
        day = datetime.combine(date(read.year(), read.month(), read.day()), time(), _zone(zone))
        if known is Known.DAY:
            return When(day, day + LAST_MOMENT, Precision.DAY, (REASON,), zone=zone)
        clock = self.clock.time()
        moment = day.replace(hour=clock.hour(), minute=clock.minute())
        return When(moment, moment, Precision.MINUTE, (REASON,), zone=zone)

    @Slot()
    def _allow(self) -> None:
        known = Known(self.known.currentIndex())
        self.day.setEnabled(known is not Known.NOTHING)
        self.clock.setEnabled(known is Known.CLOCK)
        self.zone.setEnabled(known is not Known.NOTHING)


def _known(when: When) -> Known:
    is_day = not when.tells_an_hour and when.precision is not Precision.UNKNOWN
    return Known.DAY if is_day else Known.CLOCK  # who changes an unknown time knows one


def _first_shown(when: When, zone: str) -> tuple[date, QTime]:
    """What stands in the fields at first; noon where no hour is known, for a bound that is only a day tells none."""
    bound = when.earliest or when.latest or datetime.now(UTC)
    is_day = when.earliest_is_day if when.earliest else when.latest_is_day
    shown = bound if is_day else in_zone(bound, named_zone(zone))
    return shown.date(), QTime(shown.hour, shown.minute) if when.tells_an_hour and not is_day else QTime(12, 0)


def _zone(name: str) -> tzinfo:
    return named_zone(name) or UTC


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
