"""Delegate: one name or heading of the entity panel, painted.

Knows the measures of a row: a shape and hue for the kind, the name, its role below, a sparkline and a count at the
right. Every state has a shape beside its colour: a filtering name carries a bar, the keyboard's place a ring.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.letters import LineFitter
from desktop.ui.panels.entities.grouped import BINS, Group, Measured
from desktop.ui.panels.entities.model import FILTERS_ROLE, SHOWN_ROLE
from desktop.ui.theme import Size, Space, Theme, shape_path

SHAPE_PX: Final = 9
BAR_PX: Final = 3
SPARK_PX: Final = (2 * BINS, 14)
SPARK_FROM_PX: Final = 210  # in a narrower panel the name needs the room
TALL_PX: Final = 44
LOW_PX: Final = 32
HEADING_PX: Final = 40


class EntityDelegate(QStyledItemDelegate):
    """Paints the rows of the entity panel.

    Args:
        theme: Asked anew at every paint.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._measure()
        theme.changed.connect(self._measure)

    @Slot()
    def _measure(self) -> None:
        self._name_font, self._role_font = self._theme.interface_font(Size.BODY), self._theme.interface_font(Size.SMALL)
        self._name_fitter, self._role_fitter = LineFitter(self._name_font), LineFitter(self._role_font)
        self._name_px = QFontMetrics(self._name_font).height()
        self._role_px = QFontMetrics(self._role_font).height()

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's own signature
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """Return the size of a row: a name with a role is taller."""
        shown = index.data(SHOWN_ROLE)
        if isinstance(shown, Measured):
            return QSize(0, TALL_PX if shown.row.role else LOW_PX)
        return QSize(0, HEADING_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        shown = index.data(SHOWN_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(shown, Group):
            self._paint_heading(painter, option.rect, shown)
        elif isinstance(shown, Measured):
            self._paint_ground(painter, option.rect, option.state, bool(index.data(FILTERS_ROLE)))
            self._paint_name(painter, option.rect, shown)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, group: Group) -> None:
        inner = rect.adjusted(Space.L, Space.M, -Space.M, -Space.XS)
        painter.setPen(self._theme.colour("muted"))
        painter.setFont(self._theme.interface_font(Size.SMALL, QFont.Weight.DemiBold))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, group.title)
        painter.setFont(self._theme.interface_font(Size.SMALL, tabular=True))
        count = f"{len(group.members):,}"
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, filters: bool) -> None:
        if filters:
            painter.fillRect(rect, self._theme.colour("selection"))
            painter.fillRect(rect.x(), rect.y(), BAR_PX, rect.height(), self._theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.colour("focus"), 1.5))
            painter.drawRoundedRect(QRectF(rect).adjusted(BAR_PX + 1.5, 1.5, -1.5, -1.5), 4, 4)

    def _paint_name(self, painter: QPainter, rect: QRect, shown: Measured) -> None:
        hue = self._theme.entity_colour(shown.row.kind)
        inner = rect.adjusted(Space.L, 0, -Space.M, 0)
        line, role_line = self._name_px, self._role_px if shown.row.role else 0
        top = rect.y() + (rect.height() - line - role_line) // 2
        box = QRectF(inner.x(), top + (line - SHAPE_PX) / 2, SHAPE_PX, SHAPE_PX)
        painter.fillPath(shape_path(shown.row.kind, box), hue)
        right = self._paint_measures(painter, inner, shown, hue)
        left = inner.x() + SHAPE_PX + Space.S
        width = right - left
        painter.setFont(self._name_font)
        painter.setPen(self._theme.colour("ink"))
        self._paint_line(painter, QRect(left, top, width, line), self._name_fitter.fit(shown.row.name, width, 1))
        painter.setFont(self._role_font)
        painter.setPen(self._theme.colour("muted"))
        below = QRect(left, top + line, width, role_line)
        self._paint_line(painter, below, self._role_fitter.fit(shown.row.role, width, 1))

    def _paint_line(self, painter: QPainter, rect: QRect, fitted: tuple[str, ...]) -> None:
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, align, fitted[0] if fitted else "")

    def _paint_measures(self, painter: QPainter, rect: QRect, shown: Measured, hue: QColor) -> int:
        """Paint the number of posts and the sparkline, and return where the name must end."""
        font = self._theme.interface_font(Size.SMALL, tabular=True)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        posts = f"{len(shown.row.post_ids):,}"
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, posts)
        right = rect.right() - QFontMetrics(font).horizontalAdvance("0,000") - Space.XS
        if rect.width() < SPARK_FROM_PX:
            return right
        width, height = SPARK_PX
        base = rect.center().y() + height // 2
        for number, share in enumerate(shown.bars):
            bar = max(1.0, share * height) if share else 1.0
            tone = QColor(hue)
            tone.setAlphaF(0.85 if share else 0.25)
            painter.fillRect(QRectF(right - width + 2 * number, base - bar, 1.6, bar), tone)
        return right - width - Space.S
