"""Quotes: who is quoted with what in the post on show, as rows of a list.

Knows what each row says, to the eye and to a screen reader, and how it is painted: the speaker, how it was said, the
words, and in which other posts they stand too. Never asks the library.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.letters import LineFitter
from desktop.ui.messages import count_of
from desktop.ui.plain import plain_tip
from desktop.ui.quoted import QuoteLine
from desktop.ui.theme import Size, Space, Theme

LINE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
MOST_LINES: Final = 3
BAR_PX: Final = 2
NARROWEST_PX: Final = 120
LEAST_MANNER_PX: Final = 40

AnyIndex = QModelIndex | QPersistentModelIndex


class QuoteModel(QAbstractListModel):
    """The quotations of one post, in the order of the words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[QuoteLine, ...] = ()

    def show(self, lines: Sequence[QuoteLine]) -> None:
        """Show other quotations."""
        if tuple(lines) != self._lines:
            self.beginResetModel()
            self._lines = tuple(lines)
            self.endResetModel()

    def line_at(self, row: int) -> QuoteLine | None:
        """Return the quotation of a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of quotations."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the quotation, in words or whole."""
        line = self.line_at(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.speaker}: {line.words}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join([line.words, *(f"Also in: {other.headline}" for other in line.also)]))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (line.speaker, line.manner, line.words, also_in_words(line)) if part)
        return None


def also_in_words(line: QuoteLine) -> str:
    """Say in how many other posts the same words stand."""
    return f"also in {count_of(len(line.also), 'post')}" if line.also else ""


class QuoteDelegate(QStyledItemDelegate):
    """Paints the quotations of one post.

    Args:
        theme: Asked anew at every paint.
        view: Whose width decides where the words break.
    """

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._measure()
        theme.changed.connect(self._measure)

    @Slot()
    def _measure(self) -> None:
        self._bold = self._theme.interface_font(Size.SMALL, QFont.Weight.DemiBold)
        self._small, self._body = self._theme.interface_font(Size.SMALL), self._theme.interface_font(Size.BODY)
        self._small_fitter, self._body_fitter = LineFitter(self._small), LineFitter(self._body)
        self._bold_fitter = LineFitter(self._bold)
        self._small_px, self._body_px = QFontMetrics(self._small).height(), QFontMetrics(self._body).height()

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's own signature
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """Return the size of a row, by how many lines its words take."""
        line: QuoteLine = index.data(LINE_ROLE)
        words = len(self._body_fitter.fit(line.words, self._width(), MOST_LINES))
        small = 1 + bool(line.also)
        return QSize(0, words * self._body_px + small * self._small_px + 2 * Space.S)

    def _width(self) -> int:
        return max(NARROWEST_PX, self._view.viewport().width() - Space.L - Space.S - Space.M)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        line: QuoteLine = index.data(LINE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option.rect, option.state)
        inner = option.rect.adjusted(Space.L, Space.S, -Space.M, -Space.S)
        painter.fillRect(inner.x(), inner.y(), BAR_PX, inner.height(), self._theme.colour("hairline"))
        inner.setLeft(inner.left() + Space.S)
        inner.setTop(self._write_speaker(painter, inner, line))
        words = self._body_fitter.fit(line.words, self._width(), MOST_LINES)
        inner.setTop(self._write(painter, inner, self._body, "ink", words))
        if line.also:
            self._write(painter, inner, self._small, "accent", (also_in_words(line),))
        painter.restore()

    def _write_speaker(self, painter: QPainter, rect: QRect, line: QuoteLine) -> int:
        """Write who said it, and beside that how; return where the line ends."""
        fitted = self._bold_fitter.fit(line.speaker, rect.width(), 1)
        bottom = self._write(painter, rect, self._bold, "ink" if line.quote.speaker else "muted", fitted)
        taken = QFontMetrics(self._bold).horizontalAdvance(fitted[0] if fitted else "") + Space.S
        if line.manner and rect.width() - taken > LEAST_MANNER_PX:
            beside = rect.adjusted(taken, 0, 0, 0)
            self._write(painter, beside, self._small, "muted", self._small_fitter.fit(line.manner, beside.width(), 1))
        return bottom

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.colour("focus"), 1.5))
            painter.drawRoundedRect(QRectF(rect).adjusted(3, 1.5, -1.5, -1.5), 4, 4)

    def _write(self, painter: QPainter, rect: QRect, font: QFont, tone: str, lines: Sequence[str]) -> int:
        """Write lines and return where they end."""
        height = self._body_px if font is self._body else self._small_px
        painter.setFont(font)
        painter.setPen(self._theme.colour(tone))
        top = rect.y()
        for line in lines:
            box = QRect(rect.x(), top, rect.width(), height)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)
            top += height
        return top
