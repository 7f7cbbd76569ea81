"""Page course: a bar for each part of the timeline, as high as a name is mentioned there.

Knows the bars, the days below them, and that each leads to the first mention in its part. The posts run from left to
right, oldest first, as they do in the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.domain.entities import EntityKind
from desktop.domain.name_lists import CoursePart
from desktop.ui.messages import count_of
from desktop.ui.plain import plain_tip
from desktop.ui.theme import Size, Space, Theme
from desktop.ui.time_words import short_day

WIDEST_BAR_PX: Final = 24
FAINT: Final = 0.9
HINT: Final = "Left and right walk along it, Return goes to the words."


class PageCourse(QWidget):
    """How a name is mentioned along the posts.

    Signals:
        post_asked: The reader wants the first mention in a part (its post's id).
    """

    post_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[CoursePart, ...] = ()
        self._kind = EntityKind.OTHER
        self._at = -1  # the part under the pointer or the keyboard
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Mentions along the posts, oldest first")
        self.setAccessibleDescription(HINT)

    def show_parts(self, parts: Sequence[CoursePart], kind: EntityKind) -> None:
        """Show another name's course."""
        self._parts, self._kind, self._at = tuple(parts), kind, -1
        self.update()

    def bar_box(self, number: int) -> QRectF:
        """Return where the bar of a part stands, over the full height."""
        width = self._step()
        return QRectF(number * width, 0, width, self._base())

    def _step(self) -> float:
        return min(WIDEST_BAR_PX, self.width() / max(1, len(self._parts)))

    def _base(self) -> int:
        return self.height() - QFontMetrics(self._theme.interface_font(Size.SMALL)).height() - Space.XS

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint bars, the line on which they stand, and the days."""
        if not self._parts:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = self._base()
        end = round(self._step() * len(self._parts))
        painter.fillRect(0, base, end, 1, self._theme.colour("hairline"))
        highest = max((part.mentions for part in self._parts), default=0) or 1
        for number, part in enumerate(self._parts):
            if part.mentions:
                self._paint_bar(painter, number, part.mentions / highest)
        self._paint_days(painter, base)
        painter.end()

    def _paint_bar(self, painter: QPainter, number: int, share: float) -> None:
        box = self.bar_box(number)
        height = max(3.0, share * (box.height() - Space.S))
        hue = QColor(self._theme.entity_colour(self._kind))
        hue.setAlphaF(1.0 if number == self._at else FAINT)
        bar = QRectF(box.left() + 1, box.height() - height, max(1.0, box.width() - 2), height)
        painter.fillRect(bar, hue)
        if number == self._at:
            painter.setPen(QPen(self._theme.colour("ink" if not self.hasFocus() else "focus"), 1.5))
            painter.drawRect(bar.adjusted(-1.5, -1.5, 1.5, 0))

    def _paint_days(self, painter: QPainter, base: int) -> None:
        painter.setFont(self._theme.interface_font(Size.SMALL, tabular=True))
        painter.setPen(self._theme.colour("muted"))
        metrics = QFontMetrics(painter.font())
        free_from = 0.0
        for number, day in self._days():
            words, left = short_day(day), self.bar_box(number).left()
            width = metrics.horizontalAdvance(words)
            if left < free_from or left + width > self.width():
                continue
            painter.fillRect(QRectF(left, base, 1, Space.XS), self._theme.colour("edge"))
            at = QRect(round(left) + (Space.XS if left else 0), base + Space.XS, width + Space.XS, metrics.height())
            painter.drawText(at, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
            free_from = left + width + Space.L

    def _days(self) -> list[tuple[int, date]]:
        """Return the parts in which another day begins, and which."""
        found: list[tuple[int, date]] = []
        for number, part in enumerate(self._parts):
            if part.day is not None and (not found or part.day > found[-1][1]):
                found.append((number, part.day))
        return found

    # ---- pointer and keys

    def _part_at(self, x: float) -> int:
        number = int(x // self._step()) if self._parts else -1
        return number if 0 <= number < len(self._parts) and self._parts[number].post_id is not None else -1

    def _stand_at(self, number: int) -> None:
        if number != self._at:
            self._at = number
            self.update()
        self.setCursor(Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which bar would be followed."""
        self._stand_at(self._part_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        """Show none."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._stand_at(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the first mention in a part."""
        self._follow(self._part_at(event.position().x()))

    def _follow(self, number: int) -> None:
        if 0 <= number < len(self._parts) and self._parts[number].post_id is not None:
            self.post_asked.emit(self._parts[number].post_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from bar to bar, and follow one."""
        named = [number for number, part in enumerate(self._parts) if part.post_id is not None]
        if event.key() == Qt.Key.Key_Right:
            self._stand_at(next((number for number in named if number > self._at), self._at))
        elif event.key() == Qt.Key.Key_Left:
            self._stand_at(next((number for number in reversed(named) if number < self._at), self._at))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._follow(self._at)
        else:
            super().keyPressEvent(event)
        self.setAccessibleDescription(self._words(self._at) or HINT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first bar."""
        super().focusInEvent(event)
        if self._at < 0:
            self._stand_at(next((number for number, part in enumerate(self._parts) if part.post_id), -1))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stand on none."""
        super().focusOutEvent(event)
        self._stand_at(-1)

    def _words(self, number: int) -> str:
        if not 0 <= number < len(self._parts):
            return ""
        part = self._parts[number]
        day = f" · {short_day(part.day)}" if part.day else ""
        return f"{count_of(part.mentions, 'mention')}{day}"

    def event(self, event: QEvent) -> bool:
        """Say how often the part under the pointer names it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain_tip(self._words(self._part_at(event.pos().x()))), self)
            return True
        return super().event(event)
