"""Note: the small sheet in which the reader writes a note, names tags, picks a colour or takes a mark away.

Knows one annotation and what the reader made of it. Stores nothing: it says what was wanted when it closes, and while
the reader writes what there is so far, so that nothing is lost if the program or the power goes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF, QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.annotations import Annotation, Colour
from desktop.ui.letters import shortened
from desktop.ui.plain import plain_label
from desktop.ui.theme import Size, Space, Theme

SHEET_PX: Final = 320
NOTE_PX: Final = 96
SWATCH_PX: Final = 26
QUOTE_LETTERS: Final = 90
DRAFT_AFTER_MS: Final = 300  # so much of what is written may be lost at most


def tags_in(text: str) -> tuple[str, ...]:
    """Return the tags that a line names, each once, in order: "#Kyiv, embassies" is ("Kyiv", "embassies")."""
    named = (part.strip().lstrip("#").strip() for part in text.split(","))
    return tuple(dict.fromkeys(tag for tag in named if tag))


def short_quote(quote: str) -> str:
    """Return a quotation short enough for two lines, cut between words."""
    return f"“{shortened(' '.join(quote.split()), QUOTE_LETTERS)}”"


class NoteEditor(QFrame):
    """The sheet. Escape, or going elsewhere, closes it and keeps what was written.

    Signals:
        changed: The annotation as the reader wants it; only if something differs.
        drafted: The annotation as far as it is written, while the sheet is open; `changed` follows when it closes.
        removal_asked: The reader wants the mark gone (its id).
        closed: The sheet was closed.
    """

    changed = Signal(object)
    drafted = Signal(object)
    removal_asked = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._annotation: Annotation | None = None
        self._draft: Annotation | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(DRAFT_AFTER_MS)
        self.quote = plain_label()
        self.note = QPlainTextEdit()
        self.tags = QLineEdit()
        self.swatches = QButtonGroup(self)
        self.remove = QPushButton("Remove mark")
        self.done = QPushButton("Done")
        self._build()
        self._connect()
        self.paint_anew()
        self.hide()

    def _build(self) -> None:
        self.setAccessibleName("Note")
        self.setFixedWidth(SHEET_PX)
        self.quote.setWordWrap(True)
        self.note.setPlaceholderText("Write a note")
        self.note.setAccessibleName("Note")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(NOTE_PX)
        self.tags.setPlaceholderText("Tags, separated by commas")
        self.tags.setAccessibleName("Tags")
        self.done.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(self.quote)
        column.addWidget(self.note)
        column.addWidget(self.tags)
        column.addLayout(self._swatch_row())
        buttons = QHBoxLayout()
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        buttons.addWidget(self.done)
        column.addLayout(buttons)

    def _swatch_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        for colour in Colour:
            swatch = Swatch(colour, self._theme)
            self.swatches.addButton(swatch)
            row.addWidget(swatch)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.done.clicked.connect(self.finish)
        self.remove.clicked.connect(self._remove)
        self._theme.changed.connect(self.paint_anew)
        self.note.textChanged.connect(self._expect_draft)
        self.tags.textChanged.connect(self._expect_draft)
        self.swatches.buttonClicked.connect(self._expect_draft)
        self._clock.timeout.connect(self._tell_draft)
        for field in (self.note, self.tags):
            field.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]  # there is one

    @property
    def annotation(self) -> Annotation | None:
        """The annotation that is being written on, or None if the sheet is closed."""
        return self._annotation

    def open_for(self, annotation: Annotation, line: QRect) -> None:
        """Show an annotation below a line of the parent, or above it where there is no room."""
        self.finish()
        self.quote.setText(short_quote(annotation.quote))
        self.note.setPlainText(annotation.note)
        self.tags.setText(", ".join(annotation.tags))
        for swatch in self.swatches.buttons():
            swatch.setChecked(isinstance(swatch, Swatch) and swatch.colour is annotation.colour)
        self._annotation = annotation
        self.adjustSize()
        self._stand_by(line)
        self.show()
        self.raise_()
        self.note.moveCursor(QTextCursor.MoveOperation.End)
        self.note.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def finish(self) -> None:
        """Close the sheet and hand on what was changed."""
        before, draft = self._annotation, self._draft
        if before is None:
            return
        after = self._as_written(before)
        self._put_away()
        if after != before or draft is not None:
            self.changed.emit(after)
        self.closed.emit()

    def _put_away(self) -> None:
        self._clock.stop()
        self._annotation = self._draft = None
        self.hide()

    @Slot()
    def _expect_draft(self) -> None:
        """Hand on soon what is written; who writes without a pause does not put it off."""
        if self._annotation is not None and not self._clock.isActive():
            self._clock.start()

    @Slot()
    def _tell_draft(self) -> None:
        if self._annotation is None:
            return
        written = self._as_written(self._annotation)
        if written != (self._draft or self._annotation):
            self._draft = written
            self.drafted.emit(written)

    def _as_written(self, before: Annotation) -> Annotation:
        chosen = self.swatches.checkedButton()
        colour = chosen.colour if isinstance(chosen, Swatch) else before.colour
        note, tags = self.note.toPlainText().strip(), tags_in(self.tags.text())
        return replace(before, note=note, tags=tags, colour=colour)

    @Slot()
    def _remove(self) -> None:
        annotation = self._annotation
        self._put_away()
        if annotation is not None:
            self.removal_asked.emit(annotation.id)
        self.closed.emit()

    def _stand_by(self, line: QRect) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        room = parent.rect().adjusted(Space.S, Space.S, -Space.S, -Space.S)
        below, above = line.bottom() + Space.S, line.top() - Space.S - self.height()
        top = below if below + self.height() <= room.bottom() or above < room.top() else above
        left = min(
            max(line.center().x() - self.width() // 2, room.left()), max(room.left(), room.right() - self.width())
        )
        self.move(left, min(max(top, room.top()), max(room.top(), room.bottom() - self.height())))

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self.isVisible() and now is not None and now is not self and not self.isAncestorOf(now):
            self.finish()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Return in a field is Done, and Return in the line of tags too."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if is_return and (with_control or watched is self.tags):
                self.finish()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the sheet; nothing written is lost."""
        if event.key() == Qt.Key.Key_Escape:
            self.finish()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        """Paint the sheet."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("edge"), 1))
        painter.setBrush(self._theme.colour("panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()

    @Slot()
    def paint_anew(self) -> None:
        """Take the theme's tones and fonts."""
        self.setFont(self._theme.interface_font(Size.BODY))
        palette = QPalette(self.quote.palette())
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.colour("muted"))
        self.quote.setPalette(palette)
        self.update()


class Swatch(QAbstractButton):
    """One colour to choose; the chosen one carries a dark ring and a tick."""

    def __init__(self, colour: Colour, theme: Theme) -> None:
        super().__init__()
        self.colour = colour
        self._theme = theme
        self.setCheckable(True)
        self.setAccessibleName(colour.value.capitalize())
        self.setToolTip(colour.value.capitalize())
        self.setFixedSize(SWATCH_PX, SWATCH_PX)

    def sizeHint(self) -> QSize:
        """Return the one size it has."""
        return QSize(SWATCH_PX, SWATCH_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        """Paint the colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 1.5))
            painter.drawEllipse(box.adjusted(-3, -3, 3, 3))
        tone = self._theme.colour("ink" if self.isChecked() else "edge")
        painter.setBrush(self._theme.highlight_colour(self.colour))
        painter.setPen(QPen(tone, 1.6 if self.isChecked() else 1))
        painter.drawEllipse(box)
        if self.isChecked():
            middle = box.center()
            offsets = ((-3.5, 0.2), (-1.0, 2.8), (3.8, -2.8))
            painter.drawPolyline(QPolygonF([QPointF(middle.x() + x, middle.y() + y) for x, y in offsets]))
        painter.end()
