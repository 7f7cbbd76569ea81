"""The message bar: what went wrong, which file, and what to do.

Knows the warnings and errors that the reader has not closed yet, and shows the newest. News goes to the status line
instead, so that nothing jumps when all is well.
"""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop.ui.messages import Message, MessageKind
from desktop.ui.plain import plain_label
from desktop.ui.theme import Space, Theme

KEPT = 20  # older ones are in the log


class MessageBar(QFrame):
    """A quiet bar under the top bar, there only while something is to be told.

    Signals:
        details_wanted: The reader wants to see all of this message.
        action_wanted: The reader wants what the message offers (the action's id).
    """

    details_wanted = Signal(object)
    action_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._messages: list[Message] = []
        self._icon, self._text, self._hint = QLabel(self), plain_label(parent=self), plain_label(parent=self)
        self._action, self._details, self._close = QToolButton(self), QToolButton(self), QToolButton(self)
        self._build()
        self._action.clicked.connect(self._ask_action)
        self._details.clicked.connect(self._ask_details)
        self._close.clicked.connect(self.close_newest)
        theme.changed.connect(self._show)
        self._show()

    @property
    def shown(self) -> Message | None:
        """The message on show."""
        return self._messages[-1] if self._messages else None

    def tell(self, message: Message) -> None:
        """Show a warning or an error; the same one is not told twice."""
        if message not in self._messages:
            self._messages = [*self._messages[1 - KEPT :], message]
            self._show()
            QAccessible.updateAccessibility(QAccessibleEvent(self._text, QAccessible.Event.Alert))

    @Slot()
    def close_newest(self) -> None:
        """Put the newest message away; the one before it comes back."""
        del self._messages[-1:]
        self._show()

    def _build(self) -> None:
        self.setObjectName("messages")
        self._icon.setFixedSize(20, 20)
        for label in (self._text, self._hint):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._hint.setObjectName("hint")
        self._details.setText("Details")
        for button in (self._action, self._details):
            button.setObjectName("link")
        self._details.setAccessibleName("Show every line of this report")
        self._close.setAccessibleName("Close this message")
        self._close.setToolTip("Close")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._text)
        words.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.S, Space.S, Space.S)
        row.setSpacing(Space.M)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._action)
        row.addWidget(self._details)
        row.addWidget(self._close)

    @Slot()
    def _ask_action(self) -> None:
        """Do what the newest message offers; it is settled then."""
        message = self.shown
        if message is not None:
            self.close_newest()
            self.action_wanted.emit(message.action)

    @Slot()
    def _ask_details(self) -> None:
        self.details_wanted.emit(self.shown)

    @Slot()
    def _show(self) -> None:
        message = self.shown
        self.setVisible(message is not None)
        self._close.setIcon(self._theme.icon("close"))
        if message is None:
            return
        tone = "error" if message.kind is MessageKind.ERROR else "warning"
        self._icon.setPixmap(self._theme.icon(tone, tone).pixmap(20, 20))
        self._text.setText(message.text)
        self._hint.setText(message.hint)
        self._hint.setVisible(bool(message.hint))
        self._action.setVisible(bool(message.verb))
        self._action.setText(message.verb)
        self._details.setVisible(len(message.details) > 1)
