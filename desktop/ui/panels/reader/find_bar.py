"""The find bar: looks through the post on show, below its text.

Knows the field, how many places there are and which of them the reader is at. Never looks by itself: the view does.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from desktop.ui.plain import plain_label, plain_tip
from desktop.ui.theme import Space, Theme

HEIGHT_PX = 48
BUTTON_PX = 32
FIELD_WIDTH_PX = (120, 320)


class FindField(QLineEdit):
    """The field. Enter goes to the next place, with Shift to the one before; Escape is done.

    Signals:
        step_asked: To the next place (1) or the one before (-1).
        closed: The reader is done.
    """

    step_asked = Signal(int)
    closed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the keys that a plain field does not know."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step_asked.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QFrame):
    """What is looked for in the post, and how often it stands there.

    Signals:
        wanted: Other words are looked for (str).
        step_asked: To the next place (1) or the one before (-1).
        closed: The reader is done.
    """

    wanted = Signal(str)
    step_asked = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.field = FindField(self)
        self.count = plain_label(parent=self)
        self.previous, self.next, self.close_button = QToolButton(self), QToolButton(self), QToolButton(self)
        self._build()
        self.field.textChanged.connect(self.wanted)
        self.field.step_asked.connect(self.step_asked)
        self.field.closed.connect(self.closed)
        self.previous.clicked.connect(self._step_back)
        self.next.clicked.connect(self._step_on)
        self.close_button.clicked.connect(self.closed)
        theme.changed.connect(self._paint_anew)
        self._paint_anew()
        self.hide()

    def open_with(self, words: str) -> None:
        """Show the bar, with these words to look for if there are any, ready to be typed over."""
        self.show()
        if words:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_count(self, number: int, total: int) -> None:
        """Say at which of how many places the reader is; 0 is before the first."""
        is_search = not self.field.text().strip()
        what = " of the search" if is_search else ""
        told = f"{number:,} of {total:,}{what}" if total else "Not in this post" if not is_search else ""
        self.count.setText(told)
        for button in (self.previous, self.next):
            button.setEnabled(total > 0)

    def _build(self) -> None:
        self.setObjectName("find")
        self.setFixedHeight(HEIGHT_PX)
        self.field.setAccessibleName("Find in this post")
        self.field.setPlaceholderText("Find in this post")
        self.field.setMinimumWidth(FIELD_WIDTH_PX[0])
        self.field.setMaximumWidth(FIELD_WIDTH_PX[1])
        self.count.setObjectName("quiet")
        self.count.setAccessibleName("Places")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, 0, Space.S, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.field, 1)
        for button, name, tip in (
            (self.previous, "Previous place", "Previous place (Shift+F3)"),
            (self.next, "Next place", "Next place (F3)"),
            (self.close_button, "Close", "Close (Esc)"),
        ):
            button.setAccessibleName(name)
            button.setToolTip(plain_tip(tip))
            button.setFixedSize(BUTTON_PX, BUTTON_PX)
            button.setIconSize(QSize(20, 20))
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addSpacing(Space.S)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.close_button)

    @Slot()
    def _step_back(self) -> None:
        self.step_asked.emit(-1)

    @Slot()
    def _step_on(self) -> None:
        self.step_asked.emit(1)

    @Slot()
    def _paint_anew(self) -> None:
        self.previous.setIcon(self._theme.icon("up"))
        self.next.setIcon(self._theme.icon("down"))
        self.close_button.setIcon(self._theme.icon("close"))
