"""View: the scrolling list of posts, with a heading above each day.

Knows where rows lie, which of them to paint, and how the keyboard walks through them. The heading of the day at the top
stays in sight. Never asks the library and never talks to the session: the panel does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QRegion,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from desktop.ui.panels.posts.days import DayGroup
from desktop.ui.panels.posts.delegate import PostDelegate
from desktop.ui.panels.posts.geometry import RowGeometry
from desktop.ui.panels.posts.model import PostListModel
from desktop.ui.theme import Size, Space, Theme

HEADING_PX: Final = 32
ROWS_A_WHEEL_STEP: Final = 1.5

AnyIndex = QModelIndex | QPersistentModelIndex


class PostListView(QListView):
    """The list. Rows have one height, so any number of them costs the same.

    Signals:
        current_post_changed: The row that the keyboard stands on changed (int, -1 for none).
        selected_rows_changed: Which rows are chosen changed.
        rows_missing: Some of these rows are in sight and not known yet (the first and the last, int).
    """

    current_post_changed = QtSignal(int)
    selected_rows_changed = QtSignal()
    rows_missing = QtSignal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._groups: tuple[DayGroup, ...] = ()
        self._delegate = PostDelegate(theme, self)
        self._geometry = RowGeometry(0, self._delegate.row_px, (), HEADING_PX)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)

    def set_groups(self, groups: Sequence[DayGroup]) -> None:
        """Put headings above the rows that begin a day."""
        self._groups = tuple(groups)
        self.doItemsLayout()

    def show_excerpts(self, shown: bool) -> None:
        """Make room in every row for why a search found it, or none; `set_groups` lays the rows out again."""
        self._delegate.show_excerpts(shown)

    def remeasure(self) -> None:
        """Lay out again after the fonts changed."""
        self._delegate.remeasure()
        self.doItemsLayout()

    def selected_rows(self) -> list[int]:
        """Return the chosen rows in order."""
        ranges = [(part.top(), part.bottom()) for part in self.selectionModel().selection().toList()]
        return [row for top, bottom in sorted(ranges) for row in range(top, bottom + 1)]

    def select_rows(self, rows: Sequence[int]) -> None:
        """Choose exactly these rows, given in order; the keyboard's place stays."""
        if list(rows) == self.selected_rows():
            return
        selection = QItemSelection()
        for first, last in _stretches(rows):
            selection.select(self.model().index(first, 0), self.model().index(last, 0))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def top_row(self) -> tuple[int, int] | None:
        """Return the first row in sight and how far it is scrolled beyond the upper edge, to come back to it."""
        rows = self._geometry.rows_between(self.verticalOffset() + HEADING_PX, self.verticalOffset() + HEADING_PX)
        return (rows.start, self._geometry.row_top(rows.start) - self.verticalOffset()) if rows else None

    def scroll_row_to(self, row: int, distance: int) -> None:
        """Scroll so that a row stands at a distance from the upper edge."""
        self.verticalScrollBar().setValue(self._geometry.row_top(row) - distance)

    # ---- where things lie

    def doItemsLayout(self) -> None:
        """Lay out the rows: nothing is asked of them, for all are alike."""
        model = self.model()
        count = model.rowCount() if model else 0
        headings = [group.first_row for group in self._groups if group.first_row < count]
        self._geometry = RowGeometry(count, self._delegate.row_px, headings, HEADING_PX)
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """Fit the scroll bar to the height of the list."""
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._geometry.height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._geometry.row_height)
        self.horizontalScrollBar().setRange(0, 0)

    def visualRect(self, index: AnyIndex) -> QRect:
        """Return where a row lies in the viewport, its heading not included."""
        if not index.isValid():
            return QRect()
        top = self._geometry.row_top(index.row()) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._geometry.row_height)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the row at a point; none on a heading, the one that stays in sight included."""
        if self._geometry.heading_count and point.y() < self._pinned_bottom():
            return QModelIndex()
        row = self._geometry.row_at(point.y() + self.verticalOffset())
        return QModelIndex() if row is None or self.model() is None else self.model().index(row, 0)

    def verticalOffset(self) -> int:
        """Return how far the list is scrolled."""
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        """Return 0: rows are as wide as the list."""
        return 0

    def scrollTo(
        self, index: AnyIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into sight, below the heading that stays."""
        if not index.isValid():
            return
        self.executeDelayedItemsLayout()
        covered = HEADING_PX if self._geometry.heading_count else 0
        top, height = self._geometry.row_top(index.row()), self.viewport().height()
        bar, bottom = self.verticalScrollBar(), self._geometry.row_top(index.row()) + self._geometry.row_height
        if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(top - (height - self._geometry.row_height) // 2)
        elif top - covered < bar.value() or hint is QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(top - covered)
        elif bottom > bar.value() + height or hint is QAbstractItemView.ScrollHint.PositionAtBottom:
            bar.setValue(bottom - height)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: ARG002 - Qt's own signature
        """Paint anew: the heading that stays must not be carried along."""
        self.viewport().update()

    def _pinned_bottom(self) -> int:
        """Return where the heading at the top ends: the next day's heading pushes it out."""
        number = self._geometry.heading_at(self.verticalOffset())
        if number is None:
            return 0
        if number + 1 < self._geometry.heading_count:
            return min(HEADING_PX, self._geometry.heading_top(number + 1) - self.verticalOffset())
        return HEADING_PX

    # ---- keyboard, selection, wheel

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: ARG002 - Qt's own signature
        """Return the row to which a key leads."""
        count = self._geometry.row_count
        if not count:
            return QModelIndex()
        actions = QAbstractItemView.CursorAction
        page = max(1, (self.viewport().height() - HEADING_PX) // self._geometry.row_height - 1)
        steps = {actions.MoveUp: -1, actions.MovePrevious: -1, actions.MoveDown: 1, actions.MoveNext: 1,
                 actions.MovePageUp: -page, actions.MovePageDown: page,
                 actions.MoveHome: -count, actions.MoveEnd: count}  # fmt: skip
        current = self.currentIndex().row()
        row = 0 if current < 0 else current + steps.get(action, 0)
        return self.model().index(min(max(row, 0), count - 1), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Choose the rows that a rectangle of the viewport touches."""
        rect = rect.normalized()
        top = rect.top() + self.verticalOffset()
        rows = self._geometry.rows_between(top, rect.bottom() + self.verticalOffset())
        selection = QItemSelection()
        touched = [row for row in rows if self._geometry.row_top(row) <= rect.bottom() + self.verticalOffset()]
        if touched and self._geometry.row_top(touched[-1]) + self._geometry.row_height > top:
            selection.select(self.model().index(touched[0], 0), self.model().index(touched[-1], 0))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return what must be painted anew when a selection changes."""
        region = QRegion()
        for part in selection.toList():
            top, bottom = self.visualRect(part.topLeft()).top(), self.visualRect(part.bottomRight()).bottom()
            region |= QRect(0, top, self.viewport().width(), bottom - top + 1)
        return region & QRegion(self.viewport().rect())

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tell the panel and the screen reader where the keyboard stands."""
        QAbstractItemView.currentChanged(self, current, previous)
        if current.isValid() and self.hasFocus():
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(current.row())
            QAccessible.updateAccessibility(event)
        self.current_post_changed.emit(current.row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell the panel that other rows are chosen."""
        QAbstractItemView.selectionChanged(self, selected, deselected)
        self.selected_rows_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll smoothly, a step and a half of a row for each notch."""
        pixels = event.pixelDelta().y() or event.angleDelta().y() / 120 * self._geometry.row_height * ROWS_A_WHEEL_STEP
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() - round(pixels))
        event.accept()

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight, then the headings over them."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.colour("list"))
        offset = self.verticalOffset()
        model = self.model()
        if model is not None:
            option = self._row_option()
            rows = self._geometry.rows_between(offset + event.rect().top(), offset + event.rect().bottom())
            for row in rows:
                self._paint_row(painter, option, model.index(row, 0))
            if isinstance(model, PostListModel) and any(model.is_missing(row) for row in rows):
                self.rows_missing.emit(rows.start, rows.stop)
        self._paint_headings(painter, offset)
        painter.end()

    def _row_option(self) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        return option

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        flags = QStyle.StateFlag
        state = flags.State_Enabled
        if self.selectionModel().isSelected(index):
            state |= flags.State_Selected
        if index == self.currentIndex() and self.hasFocus():
            state |= flags.State_HasFocus
        if self.viewport().underMouse() and index == self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos())):
            state |= flags.State_MouseOver
        option.rect = self.visualRect(index)
        option.state = state
        self._delegate.paint(painter, option, index)

    def _paint_headings(self, painter: QPainter, offset: int) -> None:
        if not self._geometry.heading_count:
            return
        first = self._geometry.heading_at(offset) or 0
        for number in range(first, self._geometry.heading_count):
            top = self._geometry.heading_top(number) - offset
            if top > self.viewport().height():
                break
            if number == first:
                top = max(top, self._pinned_bottom() - HEADING_PX)
            self._paint_heading(painter, self._groups[number], top)

    def _paint_heading(self, painter: QPainter, group: DayGroup, top: int) -> None:
        rect = QRect(0, top, self.viewport().width(), HEADING_PX)
        painter.fillRect(rect, self._theme.colour("list"))
        inner = rect.adjusted(Space.L, Space.XS, -Space.M, 0)
        count = f"{group.length:,}"
        font = self._theme.interface_font(Size.SMALL, tabular=True)
        count_px = QFontMetrics(font).horizontalAdvance(count)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        align = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, align | Qt.AlignmentFlag.AlignRight, count)
        bold = self._theme.interface_font(Size.SMALL, QFont.Weight.DemiBold)
        painter.setFont(bold)
        title = QFontMetrics(bold).elidedText(
            group.title, Qt.TextElideMode.ElideRight, inner.width() - count_px - Space.S
        )
        painter.drawText(inner, align | Qt.AlignmentFlag.AlignLeft, title)
        painter.fillRect(0, rect.bottom(), rect.width(), 1, self._theme.colour("hairline"))


def _stretches(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Join neighbouring rows, so that choosing all of fifty thousand is one stretch."""
    stretches: list[tuple[int, int]] = []
    for row in rows:
        if stretches and stretches[-1][1] == row - 1:
            stretches[-1] = (stretches[-1][0], row)
        else:
            stretches.append((row, row))
    return stretches
