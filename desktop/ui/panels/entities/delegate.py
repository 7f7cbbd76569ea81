"""Delegate: one row of the entity panel, painted.

Knows the measures of a row: a shape and hue for the kind, the name, its role below, a sparkline and a count at the
right, and under the pointer what opens the menu; of a suggestion both names, the reason, and what accepts and declines
it. Every state has a shape beside its colour: a filtering name carries a bar, the keyboard's place a ring.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.domain.entities import EntityKind
from desktop.domain.name_lists import Maker
from desktop.ui.letters import LineFitter
from desktop.ui.panels.entities.grouped import BINS, Group, Measured, Pair
from desktop.ui.panels.entities.model import FILTERS_ROLE, SHOWN_ROLE, count_in_words
from desktop.ui.theme import Size, Space, Theme, shape_path

SHAPE_PX: Final = 9
BAR_PX: Final = 3
SPARK_PX: Final = (2 * BINS, 14)
SPARK_FROM_PX: Final = 210  # in a narrower panel the name needs the room
TALL_PX: Final = 44  # each at least as high as this; larger letters take more
LOW_PX: Final = 32
HEADING_PX: Final = 40
BUTTON_PX: Final = 24
DOT_PX: Final = 3.2  # of the three that open a menu
DOT_STEP_PX: Final = 5.5
REASON_LINES: Final = 3
LETTER_SPACING_PX: Final = 0.8  # capitals in small sizes need air


def accept_box(rect: QRect) -> QRect:
    """Return where the sign that accepts a suggestion stands in its row: beside the reason; names need the width."""
    return decline_box(rect).translated(-BUTTON_PX - Space.XS, 0)


def decline_box(rect: QRect) -> QRect:
    """Return where the sign that declines a suggestion stands in its row."""
    return QRect(rect.right() - Space.S - BUTTON_PX, rect.bottom() - Space.S - BUTTON_PX, BUTTON_PX, BUTTON_PX)


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
        theme = self._theme
        self._name_font, self._role_font = theme.interface_font(Size.BODY), theme.interface_font(Size.SMALL)
        self._heading_font = theme.interface_font(Size.SMALL, QFont.Weight.DemiBold)
        self._heading_font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, LETTER_SPACING_PX)
        self._count_font = theme.interface_font(Size.SMALL, tabular=True)
        self._name_fitter, self._role_fitter = LineFitter(self._name_font), LineFitter(self._role_font)
        self._name_px = QFontMetrics(self._name_font).height()
        self._role_px = QFontMetrics(self._role_font).height()
        self._low_px = max(LOW_PX, self._name_px + Space.M)
        self._tall_px = max(TALL_PX, self._name_px + self._role_px + Space.M)
        self._heading_px = max(HEADING_PX, self._role_px + Space.XL)
        self._button_px = max(BUTTON_PX, self._name_px)
        self._count_px = QFontMetrics(self._count_font).horizontalAdvance("000")

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's own signature
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """Return the size of a row: a name with a role is taller."""
        shown = index.data(SHOWN_ROLE)
        if isinstance(shown, Measured):
            return QSize(0, self._tall_px if shown.role else self._low_px)
        if isinstance(shown, Pair):
            return QSize(0, 2 * Space.S + 2 * self._name_px + REASON_LINES * self._role_px)
        return QSize(0, self._low_px if isinstance(shown, Maker) else self._heading_px)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        shown = index.data(SHOWN_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(shown, Group):
            self._paint_heading(painter, option.rect, shown)
        else:
            self._paint_ground(painter, option.rect, option.state, bool(index.data(FILTERS_ROLE)))
            is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
            self._paint_member(painter, option.rect, shown, is_hovered)
        painter.restore()

    def more_box(self, rect: QRect, shown: Measured) -> QRect:
        """Return where the sign that opens the menu of a name stands in its row while the pointer is on it."""
        line = self._first_line(rect, shown)
        return QRect(
            self._count_left(line, shown.row.posts) - self._button_px, line.y(), self._button_px, line.height()
        )

    def _first_line(self, rect: QRect, shown: Measured) -> QRect:
        inner = rect.adjusted(Space.L, 0, -Space.M, 0)
        top = rect.y() + (rect.height() - self._name_px - (self._role_px if shown.role else 0)) // 2
        return QRect(inner.x(), top, inner.width(), self._name_px)

    def _count_left(self, rect: QRect, posts: int) -> int:
        count_px = QFontMetrics(self._count_font).horizontalAdvance(f"{posts:,}")
        return rect.right() - max(self._count_px, count_px) - Space.XS

    def _paint_member(self, painter: QPainter, rect: QRect, shown: object, is_hovered: bool) -> None:
        if isinstance(shown, Measured):
            self._paint_name(painter, rect, shown, is_hovered)
        elif isinstance(shown, Maker):
            self._paint_maker(painter, rect, shown)
        elif isinstance(shown, Pair):
            self._paint_suggestion(painter, rect, shown)

    def _paint_heading(self, painter: QPainter, rect: QRect, group: Group) -> None:
        inner = rect.adjusted(Space.L, Space.M, -Space.M, -Space.XS)
        painter.setPen(self._theme.colour("muted"))
        painter.setFont(self._heading_font)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, group.title.upper())
        painter.setFont(self._count_font)
        count = count_in_words(group)
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

    def _paint_name(self, painter: QPainter, rect: QRect, shown: Measured, is_hovered: bool) -> None:
        hue = self._theme.entity_colour(shown.row.kind)
        first = self._first_line(rect, shown)
        box = QRectF(first.x(), first.y() + (first.height() - SHAPE_PX) / 2, SHAPE_PX, SHAPE_PX)
        painter.fillPath(shape_path(shown.row.kind, box), hue)
        self._paint_count(painter, first, shown.row.posts)
        if is_hovered:
            right = self._paint_more(painter, self.more_box(rect, shown))
        else:
            right = self._paint_spark(painter, first, shown, hue)
        left = first.x() + SHAPE_PX + Space.S
        name = self._short_name(shown, right - left)
        self._paint_line(painter, QRect(left, first.y(), right - left, first.height()), name, is_name=True)
        if shown.role:
            below = QRect(left, first.y() + first.height(), first.right() - left, self._role_px)
            self._paint_line(painter, below, shown.role, is_name=False)

    def _paint_more(self, painter: QPainter, box: QRect) -> int:
        """Paint the sign that opens the menu, in the place of the sparkline; return where the name must end."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("muted"))
        for step in (-1, 0, 1):
            painter.drawEllipse(QRectF(box).center() + QPointF(step * DOT_STEP_PX, 0), DOT_PX / 2, DOT_PX / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        return box.left() - Space.XS

    def _short_name(self, shown: Measured, width: int) -> str:
        """Return a name as it fits: of a person, the given names become initials before the surname is cut."""
        name = shown.row.name
        if shown.row.kind is not EntityKind.PERSON or QFontMetrics(self._name_font).horizontalAdvance(name) <= width:
            return name
        given, _, surname = name.partition(" ")
        return f"{given[0]}. {surname}" if surname else name

    def _paint_maker(self, painter: QPainter, rect: QRect, maker: Maker) -> None:
        """Paint who made posts: an empty ring, and letters that recede, for nobody of the story."""
        inner = rect.adjusted(Space.L, 0, -Space.M, 0)
        ring = QRectF(inner.x() + 1, rect.center().y() - SHAPE_PX / 2 + 1.5, SHAPE_PX - 2, SHAPE_PX - 2)
        painter.setPen(QPen(self._theme.colour("muted"), 1.2))
        painter.drawEllipse(ring)
        self._paint_count(painter, inner, maker.posts)
        left = inner.x() + SHAPE_PX + Space.S
        width = inner.right() - self._count_px - Space.XS - left
        top = rect.y() + (rect.height() - self._name_px) // 2
        self._paint_line(painter, QRect(left, top, width, self._name_px), maker.name, is_name=True)

    def _paint_suggestion(self, painter: QPainter, rect: QRect, shown: Pair) -> None:
        inner = rect.adjusted(Space.L, Space.S, -Space.M, -Space.S)
        top = inner.y()
        for name in (shown.one, f"= {shown.other}"):
            self._paint_line(painter, QRect(inner.x(), top, inner.width(), self._name_px), name, is_name=True)
            top += self._name_px
        painter.setFont(self._role_font)
        painter.setPen(self._theme.colour("muted"))
        beside = accept_box(rect).left() - Space.XS - inner.x()
        for line in self._role_fitter.fit(shown.suggestion.reason, beside, REASON_LINES):
            below = QRect(inner.x(), top, beside, self._role_px)
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)
            top += self._role_px
        self._paint_tick(painter, QRectF(accept_box(rect)))
        self._paint_cross(painter, QRectF(decline_box(rect)))

    def _paint_tick(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        middle = box.center()
        corners = (QPointF(-5, 0), QPointF(-1.5, 4), QPointF(5.5, -4.5))
        painter.drawPolyline([middle + corner for corner in corners])

    def _paint_cross(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(self._theme.colour("muted"), 1.6))
        middle = box.center()
        painter.drawLine(middle + QPointF(-4, -4), middle + QPointF(4, 4))
        painter.drawLine(middle + QPointF(-4, 4), middle + QPointF(4, -4))

    def _paint_line(self, painter: QPainter, rect: QRect, words: str, *, is_name: bool) -> None:
        painter.setFont(self._name_font if is_name else self._role_font)
        painter.setPen(self._theme.colour("ink" if is_name else "muted"))
        fitted = (self._name_fitter if is_name else self._role_fitter).fit(words, rect.width(), 1)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, align, fitted[0] if fitted else "")

    def _paint_count(self, painter: QPainter, rect: QRect, posts: int) -> None:
        painter.setFont(self._count_font)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{posts:,}")

    def _paint_spark(self, painter: QPainter, rect: QRect, shown: Measured, hue: QColor) -> int:
        """Paint the sparkline, and return where the name must end."""
        right = self._count_left(rect, shown.row.posts)
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
