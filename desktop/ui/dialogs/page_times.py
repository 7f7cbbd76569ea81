"""The page times dialog: of which day a page is, and in which zone its clocks speak.

Knows one day and one zone, and that each may be left to the page. Never changes anything: it gives back what is stated.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QDateEdit, QFormLayout, QWidget

from desktop.domain.ids import ArticleId
from desktop.ui.dialogs.frame import Dialog
from desktop.ui.theme import Space, Theme

BY_THE_PAGE = "As the page says"
SAY_THE_DAY = "I know the day"
WHAT_HAPPENS = (
    "The page is read again as it was saved: clock times that name no day or zone are placed by these. The day is that "
    "of its newest post. Marks stay, and so do times that you gave to single posts. Undo brings the times before back."
)
NO_SUCH_ZONE = "There is no zone of that name. Type a city, such as Kyiv, and choose."


@dataclass(frozen=True, slots=True)
class PageTimesNow:
    """What is known of a page before the reader says more.

    Attributes:
        title: Its name.
        day: The day of its newest post; if none is known, that of its import.
        is_day_known: Whether the day is more than that of the import.
        zone: The zone in which it speaks; "" if that is not known.
    """

    article_id: ArticleId
    title: str
    day: date
    is_day_known: bool
    zone: str


class PageTimesDialog(Dialog):
    """Asks for the day and the zone of a page.

    Args:
        now: What is known.
        zones: The names of zones to choose from.
    """

    def __init__(self, now: PageTimesNow, zones: Sequence[str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Day and zone of this page", "Place its posts", theme, parent)
        self.article_id = now.article_id
        self.says_day = QCheckBox(SAY_THE_DAY, self)
        self.says_day.setChecked(now.is_day_known)  # else the day shown is only where the choice begins
        self.day = QDateEdit(QDate(now.day.year, now.day.month, now.day.day), self)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setCalendarPopup(True)
        self.zone = self._zone_box(now.zone, zones)
        self.problem = self.quiet_label(NO_SUCH_ZONE)
        self._lay_out(now)
        self.says_day.toggled.connect(self._allow)
        self.zone.editTextChanged.connect(self._allow)
        self._allow()
        (self.day if now.is_day_known else self.says_day).setFocus()

    def _zone_box(self, zone: str, zones: Sequence[str]) -> QComboBox:
        """All zones, to be found by any part of their names."""
        box = QComboBox(self)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItems([BY_THE_PAGE, *dict.fromkeys(filter(None, (zone, *zones)))])
        box.setCurrentText(zone or BY_THE_PAGE)
        completer = box.completer() or QCompleter(box)  # an editable box has one of its own
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        return box

    def _lay_out(self, now: PageTimesNow) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(Space.XL)
        form.setVerticalSpacing(Space.M)
        form.addRow("", self.says_day)
        for words, widget in (("Day", self.day), ("Zone", self.zone)):
            widget.setAccessibleName(words)
            form.addRow(words, widget)
        self.content.addWidget(self.quiet_label(now.title))
        self.content.addLayout(form)
        self.content.addWidget(self.problem)
        if not now.is_day_known:
            self.content.addWidget(self.quiet_label("No day of this page is known; this is the day of its import."))
        self.content.addWidget(self.quiet_label(WHAT_HAPPENS))

    @property
    def stated_day(self) -> date | None:
        """The day; None leaves it to the page."""
        day = self.day.date()
        return date(day.year(), day.month(), day.day()) if self.says_day.isChecked() else None

    @property
    def stated_zone(self) -> str | None:
        """The name of the zone; None leaves it to the page."""
        typed = self.zone.currentText().strip()
        return None if typed in ("", BY_THE_PAGE) else typed

    @Slot()
    def _allow(self) -> None:
        self.day.setEnabled(self.says_day.isChecked())
        is_wrong = self.stated_zone is not None and self.zone.findText(self.stated_zone, Qt.MatchFlag.MatchExactly) < 0
        self.problem.setVisible(is_wrong)
        self.buttons.buttons()[0].setEnabled(not is_wrong)
