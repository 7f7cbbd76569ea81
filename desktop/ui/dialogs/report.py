"""The report: every line of what an import did, to read and to copy."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.ui.dialogs.frame import Dialog
from desktop.ui.theme import Theme

WANTED = QSize(640, 420)  # a line with its reason


class ReportDialog(Dialog):
    """Shows the lines of a report."""

    def __init__(self, text: str, lines: Sequence[str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Report", "", theme, parent)
        self.content.addWidget(self.quiet_label(text))
        field = QPlainTextEdit("\n".join(lines), self)
        field.setReadOnly(True)
        field.setAccessibleName("Every line of the report")
        self.content.addWidget(field, 1)
        self.take_room(WANTED)
