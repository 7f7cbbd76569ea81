"""The frame of every dialog: a title, what it asks, and its buttons in one place.

Knows margins, sizes and the order of buttons. Never knows what a dialog is about.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.plain import plain_label
from desktop.ui.theme import Size, Space, Theme

LEAST_PX = 340


class Dialog(QDialog):
    """A dialog of this program; it deletes itself when it closes.

    Args:
        title: In the window's frame, and large inside.
        verb: What the first button does; "" leaves only a button that closes.
    """

    def __init__(self, title: str, verb: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("dialog")
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.content = QVBoxLayout()
        self.content.setSpacing(Space.M)
        self.buttons = QDialogButtonBox(self)
        self._build(title, verb)

    def quiet_label(self, text: str) -> QLabel:
        """A line of text that recedes."""
        label = plain_label(text, self)
        label.setObjectName("quiet")
        label.setWordWrap(True)
        return label

    def heading(self, text: str) -> QLabel:
        """A small heading above a group."""
        label = plain_label(text, self)
        label.setFont(self.theme.interface_font(Size.BODY, QFont.Weight.DemiBold))
        return label

    def scrolled(self, page: QWidget, name: str) -> QScrollArea:
        """A page that may be larger than the window: it scrolls, and the buttons below it stay in sight."""
        page.setObjectName("page")
        area = QScrollArea(self)
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(name)
        return area

    def take_room(self, wanted: QSize) -> None:
        """Be this large, or as large as the window allows. Qt's own guess would stop at two thirds of the screen."""
        parent = self.parentWidget()
        self.resize(wanted.boundedTo(parent.size()) if parent is not None else wanted)

    def _build(self, title: str, verb: str) -> None:
        label = plain_label(title, self)
        label.setFont(self.theme.interface_font(Size.HEADING, QFont.Weight.DemiBold))
        label.setMinimumWidth(LEAST_PX)
        if verb:
            first = QPushButton(verb, self)
            first.setObjectName("primary")
            self.buttons.addButton(first, QDialogButtonBox.ButtonRole.AcceptRole)
            self.buttons.addButton(QPushButton("Cancel", self), QDialogButtonBox.ButtonRole.RejectRole)
        else:
            self.buttons.addButton(QPushButton("Close", self), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        column.setSpacing(Space.L)
        column.addWidget(label)
        column.addLayout(self.content, 1)
        column.addWidget(self.buttons)
