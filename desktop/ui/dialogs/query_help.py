"""The help page of the search: everything that can be written in a query, with an example of each.

Made from the table of operators, so that it tells what the search knows and nothing else.
"""

from collections.abc import Sequence
from html import escape
from itertools import groupby

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.query_language import Operator
from desktop.ui.dialogs.frame import Dialog
from desktop.ui.plain import plain_label
from desktop.ui.theme import Size, Space, Theme

WANTED = QSize(820, 720)
INTRODUCTION = (
    "Type words: a post is found if it holds all of them, in its title, text, captions or your notes. Small and "
    "capital letters and accents count alike, and while you type the last word is taken as a beginning. Whatever is "
    "not understood is looked for as plain words, and the list says so. Click an example to try it."
)
KEYS = (
    "Tab takes the first offer below the field, the arrow keys choose another one. In an empty field, Down shows what "
    "was searched for before. Enter goes to the posts, or takes the better spelling if nothing was found."
)


class QueryHelp(Dialog):
    """Tells how to search.

    Signals:
        example_chosen: The reader wants to try an example (the query).
    """

    example_chosen = Signal(str)

    def __init__(self, operators: Sequence[Operator], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("How to search", "", theme, parent)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, Space.L, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.quiet_label(INTRODUCTION))
        for group, rows in groupby(operators, key=lambda row: row.group):
            column.addSpacing(Space.S)
            column.addWidget(self.heading(group))
            column.addLayout(self._table(list(rows)))
        column.addSpacing(Space.S)
        column.addWidget(self.heading("By key"))
        column.addWidget(self.quiet_label(KEYS))
        column.addStretch(1)
        area = self.scrolled(page, "How to search")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.content.addWidget(area)
        self.take_room(WANTED)

    def _table(self, rows: Sequence[Operator]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        for number, row in enumerate(rows):
            written = plain_label(row.written, self)
            written.setFont(self.theme.interface_font(Size.BODY, QFont.Weight.DemiBold))
            meaning = plain_label(row.meaning, self)
            meaning.setWordWrap(True)
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(written, number, 0, top)
            grid.addWidget(meaning, number, 1, top)
            grid.addWidget(self._example(row.example), number, 2, top)
        grid.setColumnMinimumWidth(0, 128)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        return grid

    def _example(self, query: str) -> QLabel:
        style = f"color:{self.theme.tones.accent};text-decoration:none"
        label = QLabel(f'<a href="{escape(query)}" style="{style}">{escape(query)}</a>', self)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setAccessibleName(f"Example: {query}")
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        label.linkActivated.connect(self._choose)
        return label

    @Slot(str)
    def _choose(self, query: str) -> None:
        self.example_chosen.emit(query)
        self.accept()
