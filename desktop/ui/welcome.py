"""Welcome: what an empty library shows, and what a drop looks like.

Knows how to say what to do next. Never imports: its buttons order the window's own actions.
"""

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.messages import count_of
from desktop.ui.plain import plain_label
from desktop.ui.theme import Size, Space, Theme

WIDTH_PX = 460


class Welcome(QWidget):
    """In place of the panels while there is nothing to read."""

    def __init__(self, import_files: QAction, import_folder: QAction, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = plain_label("Bring in a live page", self)
        self._words = plain_label(
            "Drop saved pages or text files anywhere in this window, or choose them. "
            "Each page is cut into its posts, put in the order of time, and stays on this computer.",
            self,
        )
        self._files, self._folder = QPushButton("Import files…", self), QPushButton("Import a folder…", self)
        self._build()
        self._files.clicked.connect(import_files.trigger)
        self._folder.clicked.connect(import_folder.trigger)
        theme.changed.connect(self._set_fonts)
        self._set_fonts()

    def _build(self) -> None:
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words.setWordWrap(True)
        self._words.setObjectName("quiet")
        self._files.setObjectName("primary")
        self.setFocusProxy(self._files)
        for label in (self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words.setFixedWidth(WIDTH_PX)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addStretch(1)
        buttons.addWidget(self._files)
        buttons.addWidget(self._folder)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(Space.M)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addWidget(self._words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(Space.S)
        column.addLayout(buttons)
        column.addStretch(3)

    @Slot()
    def _set_fonts(self) -> None:
        self._title.setFont(self._theme.reading_font(Size.TITLE / Size.HEADING))
        self._words.setFont(self._theme.interface_font(Size.LARGE))
        self._words.setFixedHeight(self._words.heightForWidth(WIDTH_PX))


class DropVeil(QWidget):
    """Over everything while files are held above the window."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._window = theme, parent
        self.words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self, count: int) -> None:
        """Show it over the whole window, and how many things would be dropped."""
        self.words = "Drop to import" if count == 1 else f"Drop to import {count_of(count, 'item')}"
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """A sheet of paper with a frame of dashes and a few words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paper = self._theme.colour("paper")
        paper.setAlpha(246)
        painter.fillRect(self.rect(), paper)
        painter.setPen(QPen(self._theme.colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(Space.L, Space.L, -Space.L, -Space.L), 8, 8)
        painter.setPen(self._theme.colour("ink"))
        painter.setFont(self._theme.reading_font(Size.TITLE / Size.HEADING))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words)
