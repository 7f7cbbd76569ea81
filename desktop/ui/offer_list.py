"""The offer list: what hangs below the search field and can be taken by key: completions, or past searches.

Knows rows of two texts and which of them is chosen. Never takes the keyboard: the field hands on the keys that are
meant for it, so that typing goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui.theme import Size, Space, Theme

ROW_PX: Final = 28
MOST_ROWS: Final = 10
LABEL_SHARE: Final = 0.6
OFFER_ROLE: Final = Qt.ItemDataRole.UserRole

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Offered:
    """One row: what it says, what is said beside it, and what the field holds once it is taken.

    Attributes:
        query: The whole text of the field after taking it.
        cursor: Where the cursor then stands.
        goes_on: Whether the reader goes on typing.
    """

    label: str
    remark: str
    query: str
    cursor: int
    goes_on: bool = True


class OfferModel(QAbstractListModel):
    """The rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Offered, ...] = ()

    @property
    def rows(self) -> tuple[Offered, ...]:
        """What is offered."""
        return self._rows

    def show(self, rows: Sequence[Offered]) -> None:
        """Offer something else."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row says."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.label}, {row.remark}" if row.remark else row.label
        return row if role == OFFER_ROLE else None


class OfferDelegate(QStyledItemDelegate):
    """Paints a row: what is offered on the left, what it means on the right."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002 - Qt's own signature
        """Return the size of every row."""
        return QSize(option.rect.width(), ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one row."""
        row = index.data(OFFER_ROLE)
        if not isinstance(row, Offered):
            return
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour("selection"))
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), self._theme.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour("hover"))
        inner = rect.adjusted(Space.M, 0, -Space.M, 0)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        font = self._theme.interface_font(Size.BODY)
        metrics = QFontMetrics(font)
        small = self._theme.interface_font(Size.SMALL, tabular=True)
        label_px = min(metrics.horizontalAdvance(row.label), round(inner.width() * LABEL_SHARE))
        remark_px = min(QFontMetrics(small).horizontalAdvance(row.remark), inner.width() - label_px - Space.L)
        room = inner.width() - (remark_px + Space.L if row.remark else 0)
        painter.setFont(font)
        painter.setPen(self._theme.colour("ink"))
        painter.drawText(inner, left, metrics.elidedText(row.label, Qt.TextElideMode.ElideRight, room))
        painter.setFont(small)
        painter.setPen(self._theme.colour("muted"))
        remark = painter.fontMetrics().elidedText(row.remark, Qt.TextElideMode.ElideRight, remark_px)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, remark)
        painter.restore()


class OfferList(QListView):
    """The list, hidden while nothing is offered.

    Signals:
        taken: The reader took a row (`Offered`).
    """

    taken = QtSignal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._ground = theme, parent
        self._model = OfferModel(self)
        self.setModel(self._model)
        self.setItemDelegate(OfferDelegate(theme, self))
        self.setObjectName("offers")
        self.setAccessibleName("Offers")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.hide()
        theme.changed.connect(self.viewport().update)

    @property
    def rows(self) -> tuple[Offered, ...]:
        """What is offered; nothing while it is hidden."""
        return self._model.rows if self.isVisible() else ()

    @property
    def chosen(self) -> Offered | None:
        """The row that the arrow keys have reached; None before they were used."""
        place = self.currentIndex().row()
        return self._model.rows[place] if self.isVisible() and 0 <= place < len(self._model.rows) else None

    def offer(self, rows: Sequence[Offered], below: QWidget) -> None:
        """Hang below a widget with these rows, none of them chosen; without rows, go away."""
        self._model.show(rows)
        if not rows:
            self.hide()
            return
        top_left = below.mapTo(self._ground, QPoint(0, below.height() + Space.XS))
        height = min(len(rows), MOST_ROWS) * ROW_PX + 2 * Space.XS + 2
        self.setGeometry(top_left.x(), top_left.y(), below.width(), height)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Choose the next row or the one before; beyond either end none is chosen."""
        count = self._model.rowCount()
        place = self.currentIndex().row() + by
        if self.currentIndex().row() < 0 and by < 0:
            place = count - 1
        self.setCurrentIndex(self._model.index(place) if 0 <= place < count else QModelIndex())
        event = QAccessibleEvent(self, QAccessible.Event.Focus)
        event.setChild(max(0, place))
        QAccessible.updateAccessibility(event)

    def take(self, row: Offered | None = None) -> None:
        """Take a row: the one given, else the chosen one, else the first."""
        taken = row or self.chosen or next(iter(self.rows), None)
        self.hide()
        if taken is not None:
            self.taken.emit(taken)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click takes a row."""
        row = self.indexAt(event.position().toPoint()).data(OFFER_ROLE)
        if isinstance(row, Offered):
            self.take(row)
