"""Date lane: the days of which the posts on show speak, events apart from plans, background and photographs.

Knows how to draw slots and how a click or the arrow keys choose one. Never filters by itself: it says which days were
chosen. Every kind has a row, a shape and a tone of its own, so that no colour has to be told from another.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import log2
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.domain.dates import DateKind, SpokenDays
from desktop.domain.ids import PostId
from desktop.ui.date_words import SEVERAL, days_in_words
from desktop.ui.messages import count_of
from desktop.ui.panels.posts.spoken import ORDER, Days, Slot, slot_tip, slots_of
from desktop.ui.plain import plain_tip
from desktop.ui.theme import Size, Space, Theme

ROW_PX: Final = 12
CAPTION_PX: Final = 20
LEAST_SLOT_PX: Final = 11  # wide enough to be pointed at
WIDEST_SLOT_PX: Final = 28
LEAST_GLYPH_PX: Final = 5.0
LARGEST_GLYPH_PX: Final = 9.5
LIFT: Final = "lift"


class DateLane(QWidget):
    """The days that posts speak of. A click on one chooses it, a click on it again lifts the choice.

    Signals:
        days_chosen: The first and last day chosen (a pair), or None for all.
    """

    days_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spoken: tuple[SpokenDays, ...] = ()
        self._headlines: Mapping[PostId, str] = {}
        self._slots: tuple[Slot, ...] = ()
        self._kinds: tuple[DateKind, ...] = ()
        self._chosen: Days | None = None
        self._under_pointer: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Days the posts speak of")
        theme.changed.connect(self.update)
        self._lay_out()

    @property
    def slots(self) -> tuple[Slot, ...]:
        """What is drawn, oldest first."""
        return self._slots

    def show_spoken(self, spoken: tuple[SpokenDays, ...], headlines: Mapping[PostId, str]) -> None:
        """Show other days.

        Args:
            spoken: Oldest first.
            headlines: What to call the posts that they name.
        """
        self._spoken, self._headlines = spoken, headlines
        self._lay_out()

    def show_chosen(self, days: Days | None) -> None:
        """Show which days are chosen."""
        self._chosen = days
        self._describe()
        self.update()

    def _lay_out(self) -> None:
        spoken_of = {each.kind for each in self._spoken}
        self._kinds = tuple(kind for kind in ORDER if kind in spoken_of)
        self._slots = slots_of(self._spoken, self._rows_area().width() // LEAST_SLOT_PX)
        self._under_pointer = None
        self.setFixedHeight(Space.S + max(1, len(self._kinds)) * ROW_PX + CAPTION_PX)
        self._describe()
        self.update()

    def _describe(self) -> None:
        words = f"{self.caption()}." if self._slots else "The posts speak of no days."
        hint = "Left and Right choose a day, Escape lifts the choice."
        self.setAccessibleDescription(f"{words} {hint}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make as many slots as there is room for now."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    # ---- choosing

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the days under the pointer, or lift the choice if they are chosen or nothing is there."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        number = self._slot_at(event.position())
        days = self._slots[number].days if number is not None else None
        self.days_chosen.emit(None if days == self._chosen else days)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer: the caption says what is under it."""
        number = self._slot_at(event.position())
        if number != self._under_pointer:
            self._under_pointer = number
            shape = Qt.CursorShape.ArrowCursor if number is None else Qt.CursorShape.PointingHandCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget where the pointer was."""
        super().leaveEvent(event)
        self._under_pointer = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the days with the arrow keys; Escape lifts the choice."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._slots:
            by = 1 if event.key() == Qt.Key.Key_Right else -1
            self.days_chosen.emit(self._slots[self._beside(by)].days)
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and self._chosen:
            self.days_chosen.emit(None)
        else:
            super().keyPressEvent(event)

    def _beside(self, by: int) -> int:
        chosen = [number for number, slot in enumerate(self._slots) if self._is_chosen(slot)]
        if not chosen:
            return 0 if by > 0 else len(self._slots) - 1
        return min(max((chosen[-1] if by > 0 else chosen[0]) + by, 0), len(self._slots) - 1)

    def _is_chosen(self, slot: Slot) -> bool:
        return self._chosen is not None and slot.is_within(self._chosen)

    # ---- where things are

    def _rows_area(self) -> QRect:
        return QRect(Space.L, Space.S, max(1, self.width() - Space.L - Space.M), max(1, len(self._kinds)) * ROW_PX)

    def _step(self) -> float:
        return min(WIDEST_SLOT_PX, self._rows_area().width() / max(1, len(self._slots)))

    def _column(self, number: int) -> QRectF:
        area, step = self._rows_area(), self._step()
        return QRectF(area.x() + number * step, area.y(), step, area.height())

    def _slot_at(self, point: QPointF) -> int | None:
        area = self._rows_area()
        number = int((point.x() - area.x()) // self._step())
        is_inside = 0 <= number < len(self._slots) and point.y() <= area.bottom() + Space.XS
        return number if is_inside else None

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        """Paint the rows of kinds, what is chosen, and the words below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.colour("list"))
        for number, slot in enumerate(self._slots):
            self._paint_slot(painter, number, slot)
        self._paint_years(painter)
        self._paint_caption(painter)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 1, -4, -1), 4, 4)
        painter.end()

    def _paint_slot(self, painter: QPainter, number: int, slot: Slot) -> None:
        column = self._column(number)
        is_chosen = self._is_chosen(slot)
        if is_chosen or number == self._under_pointer:
            tone = self._theme.colour("selection" if is_chosen else "hover")
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tone)
            painter.drawRoundedRect(column.adjusted(0.5, -2, -0.5, 2), 3, 3)
        for row, kind in enumerate(self._kinds):
            count = slot.counts.get(kind, 0)
            if count:
                size = min(LARGEST_GLYPH_PX, LEAST_GLYPH_PX + log2(count))
                centre = QPointF(column.center().x(), column.y() + (row + 0.5) * ROW_PX)
                self._paint_glyph(painter, kind, centre, min(size, column.width() - 1))

    def _paint_years(self, painter: QPainter) -> None:
        """Part the years: what lies between two of them takes no room."""
        painter.setPen(QPen(self._theme.colour("hairline"), 1))
        for number, (left, right) in enumerate(pairwise(self._slots), 1):
            if left.first.year != right.first.year:
                x = round(self._column(number).x()) + 0.5
                painter.drawLine(QPointF(x, self._rows_area().top()), QPointF(x, self._rows_area().bottom()))

    def _paint_glyph(self, painter: QPainter, kind: DateKind, centre: QPointF, size: float) -> None:
        tone = self._theme.date_colour(kind)
        box = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
        painter.setPen(QPen(tone, 1.3))
        painter.setBrush(tone if kind in (DateKind.EVENT, DateKind.BACKGROUND) else Qt.BrushStyle.NoBrush)
        painter.drawPath(date_shape(kind, box))

    def _paint_caption(self, painter: QPainter) -> None:
        painter.setFont(self._theme.interface_font(Size.SMALL, tabular=True))
        area = self._rows_area()
        line = QRect(area.x(), area.bottom() + 2, area.width(), CAPTION_PX - 2)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        metrics = painter.fontMetrics()
        lift = f" · {LIFT}" if self._chosen and self._under_pointer is None else ""
        words = metrics.elidedText(
            self.caption(), Qt.TextElideMode.ElideRight, line.width() - metrics.horizontalAdvance(lift)
        )
        painter.setPen(self._theme.colour("ink" if self._chosen else "muted"))
        painter.drawText(line, align, words)
        painter.setPen(self._theme.colour("accent"))
        painter.drawText(line.adjusted(metrics.horizontalAdvance(words), 0, 0, 0), align, lift)

    def caption(self) -> str:
        """Return what stands below the rows: the days under the pointer, else those chosen, else all of them."""
        if not self._slots:
            return ""
        if self._under_pointer is not None:
            slot = self._slots[self._under_pointer]
            kinds = [f"{count:,} {SEVERAL[kind].lower()}" for kind in ORDER if (count := slot.counts.get(kind, 0))]
            return f"{days_in_words(*slot.days)} · {', '.join(kinds)}"
        if self._chosen is not None:
            return f"Speaks of {days_in_words(*self._chosen)}"
        first, last = self._slots[0].first.year, max(slot.last for slot in self._slots).year
        years = f"{first}–{last}" if first != last else f"{first}"
        return f"Speaks of {count_of(len({(each.first, each.last) for each in self._spoken}), 'date')}, {years}"

    def event(self, event: QEvent) -> bool:
        """Tell which posts speak of the days under the pointer when it rests there."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self._slot_at(QPointF(event.pos()))
            if number is not None:
                QToolTip.showText(event.globalPos(), plain_tip(self.tip(number)), self)
                return True
        return super().event(event)

    def tip(self, number: int) -> str:
        """Return what is told of a slot."""
        return slot_tip(self._slots[number], self._headlines)


def date_shape(kind: DateKind, box: QRectF) -> QPainterPath:
    """The shape of a kind of date: a disc is an event, a diamond a plan, a square background, a frame a photograph."""
    path = QPainterPath()
    if kind is DateKind.EVENT:
        path.addEllipse(box)
    elif kind is DateKind.PLAN:
        middle = box.center()
        corners = (
            QPointF(middle.x(), box.top() - 0.5),
            QPointF(box.right() + 0.5, middle.y()),
            QPointF(middle.x(), box.bottom() + 0.5),
            QPointF(box.left() - 0.5, middle.y()),
        )
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
    elif kind is DateKind.BACKGROUND:
        inset = box.width() * 0.16
        path.addRect(box.adjusted(inset, inset, -inset, -inset))
    else:
        path.addRect(box.adjusted(-0.5, box.height() * 0.12, 0.5, -box.height() * 0.12))
    return path
