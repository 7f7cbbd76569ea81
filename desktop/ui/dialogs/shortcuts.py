"""The sheet of shortcuts: every action with its keys, made from the table of actions."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.dialogs.frame import Dialog
from desktop.ui.plain import plain_label
from desktop.ui.theme import Space, Theme

Block = tuple[str, Sequence[tuple[str, Sequence[str]]]]  # a title, and lines of text and keys
COLUMNS = 3


class ShortcutSheet(Dialog):
    """Shows what can be ordered, and by which keys."""

    def __init__(self, blocks: Sequence[Block], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Shortcuts", "", theme, parent)
        columns = [QVBoxLayout() for _ in range(COLUMNS)]
        lengths = [0] * COLUMNS
        for title, lines in blocks:
            shortest = lengths.index(min(lengths))
            columns[shortest].addLayout(self._block(title, lines))
            lengths[shortest] += len(lines) + 2
        page = QWidget(self)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, Space.L, 0)
        row.setSpacing(Space.XL + Space.L)
        for column in columns:
            column.setSpacing(Space.XL)
            column.addStretch(1)
            row.addLayout(column)
        self.content.addWidget(self.scrolled(page, "Shortcuts"))
        around = self.sizeHint() - self.content.sizeHint()
        self.take_room(page.sizeHint() + around + QSize(Space.L, Space.L))

    def _block(self, title: str, lines: Sequence[tuple[str, Sequence[str]]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        grid.addWidget(self.heading(title), 0, 0, 1, 2)
        for number, (text, keys) in enumerate(lines, 1):
            shown = "  ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
            label = plain_label(shown or "menu", self)
            label.setObjectName("keys" if shown else "quiet")
            grid.addWidget(plain_label(text.rstrip("…"), self), number, 0)
            grid.addWidget(label, number, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        return grid
