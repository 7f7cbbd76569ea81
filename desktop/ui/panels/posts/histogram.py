"""Histogram: where the news was, as bars over the list.

Knows how to draw buckets and how a drag or the arrow keys choose a stretch of time. Never filters by itself: it says
what was chosen. A drag takes whole bars: hours where the bars are hours, days where they are days.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.domain.days import zone_name
from desktop.ui.messages import count_of
from desktop.ui.panels.posts.buckets import DAY, Buckets, Moments
from desktop.ui.plain import plain_tip
from desktop.ui.theme import Size, Space, Theme
from desktop.ui.time_words import day_span, moment_span, short_day

BARS_PX: Final = 40
CAPTION_PX: Final = 20
LEAST_BAR_PX: Final = 2
DRAG_PX: Final = 4

LIFT: Final = "lift"


class Histogram(QWidget):
    """Bars of posts over time. Dragging across them chooses a stretch of time, a click lifts the choice.

    Signals:
        moments_chosen: When the stretch begins and when it ends (a pair of instants), or None for all times.
    """

    moments_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._buckets = Buckets()
        self._chosen: Moments | None = None
        self._drag: tuple[int, int] | None = None
        self.setFixedHeight(Space.S + BARS_PX + CAPTION_PX)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Posts over time")
        theme.changed.connect(self.update)
        self._describe()

    def show_buckets(self, buckets: Buckets) -> None:
        """Show other bars."""
        self._buckets = buckets
        self._describe()
        self.update()

    def show_moments(self, moments: Moments | None) -> None:
        """Show which stretch of time is chosen."""
        self._chosen = moments
        self._describe()
        self.update()

    def _describe(self) -> None:
        days = self._buckets.days
        words = f"Posts from {day_span(*days)}." if days else "No dated posts."
        if self._chosen:
            words += f" Only {self._chosen_in_words()} is on show."
        self.setAccessibleDescription(f"{words} Drag across the bars to choose a time, press Left and Right for days.")

    def _chosen_in_words(self) -> str:
        return moment_span(*self._chosen, self._buckets.zone) if self._chosen else ""

    # ---- choosing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a drag."""
        if event.button() is Qt.MouseButton.LeftButton and self._buckets.starts:
            x = round(event.position().x())
            self._drag = (x, x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow a drag."""
        if self._drag is not None:
            self._drag = (self._drag[0], round(event.position().x()))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002 - Qt's own signature
        """Choose the bars under the drag; a click without one lifts the choice."""
        if self._drag is None:
            return
        first, last = sorted(self._drag)
        self._drag = None
        self.update()
        self.moments_chosen.emit(self._moments_between(first, last) if last - first >= DRAG_PX else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the days with the arrow keys; Escape lifts the choice."""
        days = self._buckets.days
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and days is not None:
            day = self._next_day(days, 1 if event.key() == Qt.Key.Key_Right else -1)
            self.moments_chosen.emit(self._buckets.moments_of_days(day, day))
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and self._chosen:
            self.moments_chosen.emit(None)
        else:
            super().keyPressEvent(event)

    def _next_day(self, days: tuple[date, date], by: int) -> date:
        """Return the day beside the chosen ones; no further than there are posts."""
        if self._chosen is None:
            return days[0] if by > 0 else days[1]
        begin, end = (moment.astimezone(self._buckets.zone) for moment in self._chosen)
        last = (end - timedelta(microseconds=1)).date()
        beside = (last if by > 0 else begin.date()).toordinal() + by
        return date.fromordinal(min(max(beside, days[0].toordinal()), days[1].toordinal()))

    def _moments_between(self, first_x: int, last_x: int) -> Moments:
        return self._buckets.moments_of(self._bucket_at(first_x), self._bucket_at(last_x))

    def _bucket_at(self, x: int) -> int:
        area, count = self._area(), len(self._buckets.starts)
        return min(max(int((x - area.x()) / max(1, area.width()) * count), 0), count - 1)

    # ---- painting

    def _area(self) -> QRect:
        return QRect(Space.L, Space.S, max(1, self.width() - Space.L - Space.M), BARS_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        """Paint the bars, the drag and the span of days."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("list"))
        if self._buckets.starts:
            self._paint_chosen(painter)
            self._paint_bars(painter)
            self._paint_caption(painter)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("focus"), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 2, -4, -2), 4, 4)
        painter.end()

    def _paint_bars(self, painter: QPainter) -> None:
        area, highest = self._area(), max(1.0, self._buckets.highest)
        step = area.width() / len(self._buckets.starts)
        gap = 1 if step < 6 else 2
        widest = 24.0
        known_tone, spread_tone = self._theme.colour("accent"), self._theme.colour("accent")
        spread_tone.setAlphaF(0.38)
        for number, (known, spread) in enumerate(zip(self._buckets.known, self._buckets.spread, strict=True)):
            width = min(max(1.0, step - gap), widest)
            x = area.x() + number * step + (step - gap - width) / 2
            known_px = self._bar_px(known, highest)
            spread_px = self._bar_px(spread, highest)
            painter.fillRect(QRectF(x, area.bottom() + 1 - known_px, width, known_px), known_tone)
            painter.fillRect(QRectF(x, area.bottom() + 1 - known_px - spread_px, width, spread_px), spread_tone)
        painter.fillRect(area.x(), area.bottom() + 1, area.width(), 1, self._theme.colour("hairline"))

    def _bar_px(self, count: float, highest: float) -> float:
        return max(LEAST_BAR_PX, count / highest * BARS_PX) if count > 0 else 0.0

    def _paint_chosen(self, painter: QPainter) -> None:
        """Paint the band of what is chosen; during a drag, that of the bars it takes, so that it stays as it is."""
        chosen = self._moments_between(*sorted(self._drag)) if self._drag is not None else self._chosen
        if chosen is None:
            return
        area, count = self._area(), len(self._buckets.starts)
        left, right = (min(max(self._buckets.place_of(moment), 0.0), count) / count for moment in chosen)
        band = QRectF(area.x() + left * area.width(), 2, max(1.0, (right - left) * area.width()), BARS_PX + Space.S)
        painter.fillRect(band, self._theme.colour("selection"))

    def _paint_caption(self, painter: QPainter) -> None:
        """Say from when to when the bars reach; while a time is chosen, which, and how to lift that."""
        if self._buckets.days is None:
            return
        painter.setFont(self._theme.interface_font(Size.SMALL, tabular=True))
        painter.setPen(self._theme.colour("ink" if self._chosen else "muted"))
        area = self._area()
        line = QRect(area.x(), area.bottom() + 2, area.width(), CAPTION_PX)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        lift = f" · {LIFT}" if self._chosen else ""
        metrics = painter.fontMetrics()
        room = line.width() - metrics.horizontalAdvance(lift)
        words = metrics.elidedText(self.caption(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, align, words)
        painter.setPen(self._theme.colour("accent"))
        painter.drawText(line.adjusted(metrics.horizontalAdvance(words), 0, 0, 0), align, lift)

    def caption(self) -> str:
        """Return what stands below the bars."""
        if self._chosen is not None or self._buckets.days is None:
            return self._chosen_in_words()
        span = day_span(*self._buckets.days)
        has_hours = self._buckets.width_seconds < DAY
        return f"{span} · {zone_name(self._buckets.moments_of(0, 0)[0])}" if has_hours else span

    def event(self, event: QEvent) -> bool:
        """Tell what a bar counts when the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._buckets.starts:
            tip = self._tip(self._bucket_at(event.pos().x()))
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().event(event)

    def _tip(self, bucket: int) -> str:
        start = self._buckets.starts[bucket]
        days = self._buckets.days_of(bucket)
        when = day_span(*days) if self._buckets.width_seconds >= DAY else f"{short_day(days[0])}, from {start:%H:%M}"
        known, spread = self._buckets.known[bucket], self._buckets.spread[bucket]
        parts = [count_of(known, "post")] if known or not spread else []
        parts += [f"about {max(1, round(spread)):,} more that may belong here"] if spread else []
        return f"{when}\n{', '.join(parts)}"
