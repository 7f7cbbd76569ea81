"""Dropping: a list in which one name can be dragged on another.

Knows how a name travels with the pointer, on which row it would be dropped, and that the list moves on under a drag
that waits at its edge. What it means that two names are one is for whoever hears of it.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, QModelIndex, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QListView, QWidget

from desktop.domain.ids import EntityId
from desktop.ui.panels.entities.model import EntityModel
from desktop.ui.theme import Theme

NAME_MIME: Final = "application/x-timeline-reader-name"
EDGE_PX: Final = 24  # so near to an edge a drag makes the list move on, by so much, so often
MOVE_ON_PX: Final = 12
MOVE_ON_MS: Final = 30


class NameDropView(QListView):
    """A list of names that can be dropped on one another.

    Signals:
        merge_asked: A name was dropped on another one (the other's id, its own id).
    """

    merge_asked = Signal(object, object)

    def __init__(self, model: EntityModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names, self._theme = model, theme
        self._drop_row = -1
        self._direction = 0  # in which the list moves on under a drag
        self._mover = QTimer(self)
        self._mover.setInterval(MOVE_ON_MS)
        self._mover.timeout.connect(self._move_on)
        self.setModel(model)
        self.setAcceptDrops(True)

    def drag(self, index: QModelIndex) -> None:
        """Let the pointer take the name of a row along, until it is dropped."""
        entity_id = self._names.entity_at(index.row())
        if entity_id is None:
            return
        mime = QMimeData()
        mime.setData(NAME_MIME, entity_id.encode())
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.setPixmap(self.viewport().grab(self.visualRect(index)))
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a name; files are for the window."""
        if event.mimeData().hasFormat(NAME_MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show on which name it would be dropped; at an edge the list moves on."""
        row = self._row_for(event)
        if row != self._drop_row:
            self._drop_row = row
            self.viewport().update()
        y, height = event.position().y(), self.viewport().height()
        self._moves_on(-1 if y < EDGE_PX else 1 if y > height - EDGE_PX else 0)
        event.setAccepted(row >= 0)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show that nothing would be dropped."""
        self._drop_row = -1
        self._moves_on(0)
        self.viewport().update()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say that the one name is the other."""
        row, self._drop_row = self._row_for(event), -1
        self._moves_on(0)
        self.viewport().update()
        winner = self._names.entity_at(row)
        if winner is not None:
            event.acceptProposedAction()
            self.merge_asked.emit(winner, _dragged(event))

    def _moves_on(self, direction: int) -> None:
        self._direction = direction
        if direction and not self._mover.isActive():
            self._mover.start()
        elif not direction:
            self._mover.stop()

    @Slot()
    def _move_on(self) -> None:
        self._drop_row = -1  # which row lies under the pointer now shows with its next move
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._direction * MOVE_ON_PX)

    def _row_for(self, event: QDropEvent) -> int:
        """Return the row of the name under a drag, or -1 where it cannot be dropped."""
        row = self.indexAt(event.position().toPoint()).row()
        entity_id = self._names.entity_at(row)
        return row if entity_id is not None and entity_id != _dragged(event) else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and round the one on which a name would be dropped a frame."""
        super().paintEvent(event)
        if self._drop_row >= 0:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(
                QRectF(self.visualRect(self._names.index(self._drop_row))).adjusted(2, 2, -2, -2), 4, 4
            )
            painter.end()


def _dragged(event: QDropEvent) -> EntityId:
    return EntityId(bytes(event.mimeData().data(NAME_MIME).data()).decode("utf-8", "replace"))
