"""The list of corrections: what the reader said of names, the newest first.

Knows lines, which one is chosen, and how one is found among many. Never takes one back itself: it says which. Here even
a name is found again that is never listed, and so has no page of its own.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from desktop.domain.corrections import Correction
from desktop.ui.alike import holds_all, to_look_through, words_of
from desktop.ui.correction_words import correction_in_words
from desktop.ui.dialogs.frame import Dialog
from desktop.ui.theme import Theme
from desktop.ui.time_words import short_day

NOTHING = "You have said nothing of names yet."
HOW = "All of it is carried out again whenever an article is read anew, in the order in which you said it."
WANTED = QSize(620, 460)


class CorrectionsDialog(Dialog):
    """Lists corrections.

    Args:
        corrections: Oldest first, as the library gives them.

    Signals:
        take_back_wanted: The reader wants to take one back (the `Correction`).
    """

    take_back_wanted = Signal(object)

    def __init__(
        self,
        corrections: Sequence[Correction],
        theme: Theme,
        parent: QWidget | None = None,
        *,
        is_writable: bool,
    ) -> None:
        super().__init__("What you said of names", "", theme, parent)
        self._corrections: tuple[Correction, ...] = ()
        self._is_writable = is_writable
        self.told = self.quiet_label("")
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("Find a name")
        self.field.setAccessibleName("Find a name")
        self.field.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setObjectName("runs")
        self.list.setAccessibleName("What you said of names")
        self.list.setWordWrap(True)
        for widget in (self.told, self.field):
            self.content.addWidget(widget)
        self.content.addWidget(self.list, 1)
        self.back = QPushButton("Take back", self)
        self.buttons.addButton(self.back, QDialogButtonBox.ButtonRole.ActionRole)
        self.back.clicked.connect(self._take_back)
        self.field.textChanged.connect(self._list)
        self.list.currentRowChanged.connect(self._allow)
        self.show_corrections(tuple(corrections))
        self.take_room(WANTED)
        self.list.setFocus()

    def show_corrections(self, corrections: tuple[Correction, ...]) -> None:
        """Show them as they are now; the choice stays at its line."""
        self._corrections = corrections[::-1]
        self.told.setText(HOW if corrections else NOTHING)
        self._list()

    @property
    def chosen(self) -> Correction | None:
        """The line that is chosen."""
        item = self.list.currentItem()
        chosen = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return chosen if isinstance(chosen, Correction) else None

    @Slot()
    def _list(self) -> None:
        row, wanted = max(0, self.list.currentRow()), words_of(self.field.text())
        self.list.clear()
        for correction in self._corrections:
            words = correction_in_words(correction)
            if holds_all(to_look_through(words), wanted):
                item = QListWidgetItem(f"{words}   ·   {short_day(correction.made.astimezone().date())}")
                item.setData(Qt.ItemDataRole.UserRole, correction)
                self.list.addItem(item)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._allow()

    @Slot()
    def _allow(self) -> None:
        self.back.setEnabled(self._is_writable and self.chosen is not None)

    @Slot()
    def _take_back(self) -> None:
        if self.chosen is not None:
            self.take_back_wanted.emit(self.chosen)
