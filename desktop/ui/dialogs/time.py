"""The time dialog: when a post was published, as well as the reader knows it.

Knows days, clock times and a zone, and that each may be unknown. Never changes the post: it gives back a time.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import IntEnum

from PySide6.QtCore import QDate, QTime, Slot
from PySide6.QtWidgets import QComboBox, QDateEdit, QFormLayout, QLabel, QTimeEdit, QWidget

from desktop.domain.days import in_zone, named_zone
from desktop.domain.ids import PostId
from desktop.domain.times import UNKNOWN_TIME, Precision, When
from desktop.ui.dialogs.frame import Dialog
from desktop.ui.theme import Space, Theme

WHAT_HAPPENS = (
    "It stays when the page is imported again. Undo, or “Take back my repairs of it”, brings the page's own time back."
)
ENDS_TOO_EARLY = "The end lies before the beginning."
REASON = "The reader gave this time."
LAST_MOMENT = timedelta(days=1) - timedelta(microseconds=1)


class Known(IntEnum):
    """What is known of a time, in the order of the choices."""

    CLOCK = 0
    INTERVAL = 1
    DAY = 2
    NOTHING = 3


KNOWN_WORDS = ("Day and clock time", "Between two times", "Only the day", "Nothing")


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
        day, clock = _first_shown(when.earliest or when.latest, when, zone)
        last_day, last_clock = _first_shown(when.latest or when.earliest, when, zone)
        self.day, self.clock = QDateEdit(_qdate(day), self), QTimeEdit(clock, self)
        self.last_day, self.last_clock = QDateEdit(_qdate(last_day), self), QTimeEdit(last_clock, self)
        self.problem = self.quiet_label("")
        self._form = QFormLayout()
        self._lay_out()
        for chosen in (self.known, self.zone):
            chosen.currentIndexChanged.connect(self._allow)
        for field in (self.day, self.clock, self.last_day, self.last_clock):
            field.dateTimeChanged.connect(self._allow)
        self.known.setCurrentIndex(_known(when))
        self._allow()
        self.day.setFocus()

    def _lay_out(self) -> None:
        for day in (self.day, self.last_day):
            day.setDisplayFormat("yyyy-MM-dd")
            day.setCalendarPopup(True)
        for clock in (self.clock, self.last_clock):
            clock.setDisplayFormat("HH:mm")
        self._form.setHorizontalSpacing(Space.XL)
        self._form.setVerticalSpacing(Space.M)
        rows = (
            ("What is known", self.known),
            ("Day", self.day),
            ("Clock time", self.clock),
            ("Last day", self.last_day),
            ("Last clock time", self.last_clock),
            ("Zone", self.zone),
        )
        for words, widget in rows:
            widget.setAccessibleName(words)
            self._form.addRow(words, widget)
        self.content.addLayout(self._form)
        self.content.addWidget(self.problem)
        self.content.addWidget(self.quiet_label(WHAT_HAPPENS))

    @property
    def time(self) -> When:
        """The time as it stands in the dialog."""
        known, zone = Known(self.known.currentIndex()), self.zone.currentText()
        if known is Known.NOTHING:
            return UNKNOWN_TIME
        if known is Known.DAY:
            day = _moment(self.day.date(), QTime(0, 0), zone)
            return When(day, day + LAST_MOMENT, Precision.DAY, (REASON,), zone=zone)
        first, last = self._bounds()
        if known is Known.INTERVAL and first < last:
            return When(first, last, Precision.INTERVAL, (REASON,), zone=zone)
        return When(first, first, Precision.MINUTE, (REASON,), zone=zone)

    def _bounds(self) -> tuple[datetime, datetime]:
        zone = self.zone.currentText()
        first = _moment(self.day.date(), self.clock.time(), zone)
        return first, _moment(self.last_day.date(), self.last_clock.time(), zone)

    @Slot()
    def _allow(self) -> None:
        known = Known(self.known.currentIndex())
        for widget in (self.last_day, self.last_clock):
            self._form.setRowVisible(widget, known is Known.INTERVAL)
        names = ("First day", "First clock time") if known is Known.INTERVAL else ("Day", "Clock time")
        for field, name in zip((self.day, self.clock), names, strict=True):
            field.setAccessibleName(name)
            label = self._form.labelForField(field)
            if isinstance(label, QLabel):
                label.setText(name)
        self.day.setEnabled(known is not Known.NOTHING)
        self.clock.setEnabled(known in (Known.CLOCK, Known.INTERVAL))
        self.zone.setEnabled(known is not Known.NOTHING)
        first, last = self._bounds()
        is_wrong = known is Known.INTERVAL and last < first
        self.problem.setText(ENDS_TOO_EARLY if is_wrong else "")
        self.problem.setVisible(is_wrong)
        self.buttons.buttons()[0].setEnabled(not is_wrong)


def _known(when: When) -> Known:
    if not when.tells_an_hour and when.precision is not Precision.UNKNOWN:
        return Known.DAY
    is_between = when.precision is Precision.INTERVAL and when.earliest and when.latest
    are_hours = not (when.earliest_is_day or when.latest_is_day)
    return Known.INTERVAL if is_between and are_hours else Known.CLOCK  # who changes an unknown time knows one


def _moment(day: QDate, clock: QTime, zone: str) -> datetime:
    at = time(clock.hour(), clock.minute())
    return datetime.combine(date(day.year(), day.month(), day.day()), at, _zone(zone))


def _first_shown(known: datetime | None, when: When, zone: str) -> tuple[date, QTime]:
    """What stands in the fields at first; noon where no hour is known, for a bound that is only a day tells none."""
    bound = known or datetime.now(UTC)
    is_day = when.earliest_is_day if bound is when.earliest else when.latest_is_day
    shown = bound if is_day else in_zone(bound, named_zone(zone))
    return shown.date(), QTime(shown.hour, shown.minute) if when.tells_an_hour and not is_day else QTime(12, 0)


def _zone(name: str) -> tzinfo:
    return named_zone(name) or UTC


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
