"""Delegate: one row of the post list, painted.

Knows the measures of a row: a column of time, up to two lines of headline, one small line. Every state has a shape
beside its colour: unread a dot and stronger letters, selected a bar, the keyboard's place a ring.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.letters import LineFitter
from desktop.ui.panels.posts.excerpts import ExcerptPainter
from desktop.ui.panels.posts.model import SHOWN_ROLE, ShownRow
from desktop.ui.theme import Size, Space, Theme
from desktop.ui.time_words import Face, TimeFace

HEADLINE_LINES: Final = 2
HEADLINE_LINES_WITH_EXCERPT: Final = 1
DOT_PX: Final = 6
BAR_PX: Final = 3
STAR_POINTS: Final = ((0.5, 0.0), (0.63, 0.36), (1.0, 0.38), (0.71, 0.61), (0.81, 0.98),
                      (0.5, 0.77), (0.19, 0.98), (0.29, 0.61), (0.0, 0.38), (0.37, 0.36))  # fmt: skip


class PostDelegate(QStyledItemDelegate):
    """Paints the rows of the post list.

    Args:
        theme: Asked anew at every paint.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._has_excerpts = False
        self._measure()

    def show_excerpts(self, shown: bool) -> None:
        """Make room in every row for the words that a search found, or none."""
        if shown != self._has_excerpts:
            self._has_excerpts = shown
            self._measure()

    def _measure(self) -> None:
        self.headline_font = self._theme.interface_font(Size.BODY)
        self.unread_font = self._theme.interface_font(Size.BODY, QFont.Weight.DemiBold)
        self.time_font = self._theme.interface_font(Size.SMALL, tabular=True)
        self.sign_font = self._theme.interface_font(Size.HEADING)
        self.label_font = self._theme.interface_font(Size.SMALL)
        self._headline_fitter, self._unread_fitter = LineFitter(self.headline_font), LineFitter(self.unread_font)
        self._label_fitter = LineFitter(self.label_font)
        self._label_metrics = QFontMetrics(self.label_font)
        self._time_metrics = QFontMetrics(self.time_font)
        self._line_px = QFontMetrics(self.unread_font).height() + 2
        self._label_px = self._label_metrics.height()
        self.time_px = self._time_metrics.horizontalAdvance("≥00:00") + Space.M + Space.S
        self._excerpts = ExcerptPainter(self._theme, self.label_font)
        headlines = HEADLINE_LINES_WITH_EXCERPT if self._has_excerpts else HEADLINE_LINES
        excerpt_px = self._excerpts.height_px if self._has_excerpts else 0
        content_px = headlines * self._line_px + excerpt_px + self._label_px
        self.row_px = _on_grid(content_px + Space.M)
        self._top_px = (self.row_px - content_px) // 2  # the same in every row, so that the eye can run along

    def remeasure(self) -> None:
        """Measure the rows again after the fonts changed."""
        self._measure()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002 - Qt's own signature
        """Return the size of every row."""
        return QSize(4 * self.time_px, self.row_px)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        shown = index.data(SHOWN_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if not isinstance(shown, ShownRow):
            self._paint_coming(painter, rect, state)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, state)
        if shown.row.is_doubtful:
            self._paint_doubt(painter, rect)
        inner = rect.adjusted(Space.M, 0, -Space.M, 0)
        lines = self._headline(shown, inner.width() - self.time_px)
        inner.setTop(rect.y() + self._top_px)
        is_faint = shown.row.is_read and not state & QStyle.StateFlag.State_Selected
        self._paint_time(painter, inner, shown, is_faint=is_faint)
        self._paint_words(painter, inner.adjusted(self.time_px, 0, 0, 0), shown, lines, is_faint=is_faint)
        if not shown.row.is_read:
            self._paint_dot(painter, rect, inner.top())
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(rect, self._theme.colour("selection"))
            painter.fillRect(rect.x(), rect.y(), BAR_PX, rect.height(), self._theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.colour("focus"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(BAR_PX + 1.5, 1.5, -1.5, -1.5), 4, 4)

    def _paint_coming(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        """Faint lines where words will stand in a moment."""
        painter.save()
        self._paint_ground(painter, rect, state)
        left, width = rect.x() + Space.M + self.time_px, rect.width() - 2 * Space.M - self.time_px
        for number, share in enumerate((0.9, 0.6)):
            top = rect.y() + self._top_px + number * self._line_px + self._line_px // 3
            painter.fillRect(left, top, round(width * share), self._line_px // 3, self._theme.colour("hairline"))
        painter.restore()

    def _paint_doubt(self, painter: QPainter, rect: QRect) -> None:
        """A dashed line above the words: here a post begins that may not be one."""
        faint = QColor(self._theme.colour("muted"))
        faint.setAlphaF(0.5)
        painter.setPen(QPen(faint, 1, Qt.PenStyle.DashLine))
        painter.drawLine(rect.x() + Space.M + self.time_px, rect.y(), rect.right() - Space.M, rect.y())

    def _headline(self, shown: ShownRow, width: int) -> tuple[str, ...]:
        fitter = self._headline_fitter if shown.row.is_read else self._unread_fitter
        lines = HEADLINE_LINES_WITH_EXCERPT if self._has_excerpts else HEADLINE_LINES
        return fitter.fit(shown.row.headline, width, lines)

    def _paint_dot(self, painter: QPainter, rect: QRect, top: int) -> None:
        middle = top + self._line_px / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawEllipse(QPointF(rect.x() + Space.M, middle), DOT_PX / 2, DOT_PX / 2)

    def _paint_time(self, painter: QPainter, rect: QRect, shown: ShownRow, *, is_faint: bool) -> None:
        """Two bounds stand one above the other, and the name of the clock below, so that the column stays narrow."""
        is_known = shown.face.face in (Face.EXACT, Face.BOUNDED)
        painter.setFont(self.sign_font if shown.face.face in (Face.ORDER, Face.DAY) else self.time_font)
        painter.setPen(self._theme.colour("ink" if is_known and not is_faint else "muted"))
        lines = _time_lines(shown.face)
        for number, line in enumerate(lines):
            self._paint_time_line(painter, rect, line, number)
        if shown.clock:
            painter.setFont(self.time_font)
            painter.setPen(self._theme.colour("muted"))
            self._paint_time_line(painter, rect, shown.clock, len(lines))

    def _paint_time_line(self, painter: QPainter, rect: QRect, line: str, number: int) -> None:
        baseline = rect.y() + number * self._line_px + self._first_baseline(self._time_metrics)
        x = rect.x() + self.time_px - Space.M - painter.fontMetrics().horizontalAdvance(line)
        painter.drawText(x, baseline, line)

    def _first_baseline(self, metrics: QFontMetrics) -> int:
        return (self._line_px - metrics.height()) // 2 + metrics.ascent()

    def _paint_words(
        self, painter: QPainter, rect: QRect, shown: ShownRow, lines: tuple[str, ...], *, is_faint: bool
    ) -> None:
        painter.setFont(self.headline_font if shown.row.is_read else self.unread_font)
        painter.setPen(self._theme.colour("muted" if is_faint else "ink"))
        baseline = rect.y() + self._first_baseline(painter.fontMetrics())
        for number, line in enumerate(lines):
            painter.drawText(rect.x(), baseline + number * self._line_px, line)
        below = rect.y() + len(lines) * self._line_px + 1
        if shown.excerpt is not None:
            below += self._excerpts.paint(painter, QRect(rect.x(), below, rect.width(), rect.height()), shown.excerpt)
        small = QRect(rect.x(), below, rect.width(), self._label_px)
        self._paint_small_line(painter, small, shown)

    def _paint_small_line(self, painter: QPainter, rect: QRect, shown: ShownRow) -> None:
        x = self._paint_signs(painter, rect, shown)
        if shown.labels:
            painter.setFont(self.label_font)
            painter.setPen(self._theme.colour("muted"))
            words = " · ".join(shown.labels)
            room = rect.right() - x
            fitted = self._label_fitter.fit(words, room, 1)
            painter.drawText(x, rect.y() + self._label_metrics.ascent(), fitted[0])

    def _paint_signs(self, painter: QPainter, rect: QRect, shown: ShownRow) -> int:
        """Paint the star, the marks and the picture, and return where the words after them begin."""
        row, x = shown.row, rect.x()
        size = self._label_metrics.ascent() - 1
        box = QRectF(x, rect.y() + (self._label_px - size) / 2, size, size)
        if row.is_starred:
            paint_star(painter, box, self._theme.colour("accent"))
            box.translate(size + Space.S, 0)
        if row.mark_count:
            paint_mark(painter, box, self._theme.colour("muted"))
            painter.setFont(self.label_font)
            painter.setPen(self._theme.colour("muted"))
            count = f"{row.mark_count:,}"
            painter.drawText(round(box.right()) + 4, rect.y() + self._label_metrics.ascent(), count)
            box.translate(size + 4 + self._label_metrics.horizontalAdvance(count) + Space.S, 0)
        if row.has_figure:
            paint_picture(painter, box, self._theme.colour("muted"))
            box.translate(size + Space.S, 0)
        return round(box.x())


def paint_star(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Paint a star."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(
        QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in STAR_POINTS])
    )


def paint_mark(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Paint a marked line: a broad stroke under a thin one."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(box.x(), box.y() + box.height() * 0.62, box.width(), box.height() * 0.3), 1, 1)
    painter.drawRect(QRectF(box.x(), box.y() + box.height() * 0.14, box.width() * 0.7, 1.4))
    painter.drawRect(QRectF(box.x(), box.y() + box.height() * 0.38, box.width() * 0.9, 1.4))


def paint_picture(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Paint a framed picture with a hill."""
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    frame = box.adjusted(0.5, 1, 0.5, -1)
    painter.drawRoundedRect(frame, 1.5, 1.5)
    hill = [(0.12, 0.82), (0.42, 0.4), (0.62, 0.65), (0.74, 0.52), (0.9, 0.82)]
    painter.drawPolyline(
        QPolygonF([QPointF(frame.x() + x * frame.width(), frame.y() + y * frame.height()) for x, y in hill])
    )


def _time_lines(face: TimeFace) -> tuple[str, ...]:
    first, dash, second = face.text.partition("–")
    return (first, f"–{second}") if dash and second else (face.text,)


def _on_grid(pixels: int) -> int:
    return -(-pixels // Space.XS) * Space.XS
