"""The list of repairs: what the reader put right in one page.

Knows lines, which one is chosen, and that some wait for their words. Never takes one back itself: it says which.
"""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QDialogButtonBox, QListWidget, QListWidgetItem, QPushButton, QWidget

from desktop.domain.ids import ArticleId
from desktop.ui.dialogs.frame import Dialog
from desktop.ui.repair_lines import PageRepairs, RepairLine
from desktop.ui.theme import Space, Theme

NOTHING = "You have repaired nothing on this page."
HOW = "They are carried out again whenever the page is imported. One that has lost its words waits for them."
WAITS = "waits: its words are no longer on the page"
WANTED = QSize(620, 460)
MOST_WORDS = 70  # letters of the page's words in one line


class RepairsDialog(Dialog):
    """Lists repairs.

    Signals:
        post_chosen: The reader wants to read a post (its id).
        take_back_wanted: The reader wants to take a repair back (the article's id, its own).
    """

    post_chosen = Signal(object)
    take_back_wanted = Signal(object, object)

    def __init__(self, page: PageRepairs, *, is_writable: bool, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Your repairs of this page", "", theme, parent)
        self.article_id: ArticleId = page.article_id
        self._lines: tuple[RepairLine, ...] = ()
        self._is_writable = is_writable
        self.told = self.quiet_label("")
        self.list = QListWidget(self)
        self.list.setAccessibleName("Repairs")
        self.list.setWordWrap(True)
        self.list.setSpacing(Space.XS)
        self.content.addWidget(self.heading(page.title))
        self.content.addWidget(self.told)
        self.content.addWidget(self.list, 1)
        self.back, self.show_post = QPushButton("Take back", self), QPushButton("Show the post", self)
        for button, slot in ((self.back, self._take_back), (self.show_post, self._choose)):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(slot)
        self.list.currentRowChanged.connect(self._allow)
        self.list.itemActivated.connect(self._choose)
        self.show_page(page)
        self.take_room(WANTED)
        self.list.setFocus()

    @Slot(object)
    def show_page(self, page: PageRepairs | None) -> None:
        """Show the repairs as they are now; the choice stays at its line."""
        row = max(0, self.list.currentRow())
        self._lines = page.lines if page is not None else ()
        self.list.clear()
        for line in self._lines:
            item = QListWidgetItem(_told(line))
            if line.post_id is None:
                item.setForeground(self.theme.colour("muted"))
            self.list.addItem(item)
        self.told.setText(HOW if self._lines else NOTHING)
        self.list.setCurrentRow(min(row, len(self._lines) - 1))
        self._allow()

    @property
    def _line(self) -> RepairLine | None:
        row = self.list.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    @Slot()
    def _allow(self) -> None:
        line = self._line
        self.back.setEnabled(line is not None and self._is_writable)
        self.show_post.setEnabled(line is not None and line.post_id is not None)

    @Slot()
    def _take_back(self) -> None:
        if self._line is not None:
            self.take_back_wanted.emit(self.article_id, self._line.id)

    @Slot()
    def _choose(self) -> None:
        line = self._line
        if line is not None and line.post_id is not None:
            self.accept()
            self.post_chosen.emit(line.post_id)


def _told(line: RepairLine) -> str:
    words = line.words if len(line.words) <= MOST_WORDS else f"{line.words[:MOST_WORDS].rstrip()}…"
    waits = f" ({WAITS})" if line.post_id is None else ""
    return f"{line.told[:1].upper()}{line.told[1:]}{waits}\n“{words}”"
