"""View: the list of names. A click filters by one name, with Ctrl by one more; a heading is passed over."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QMenu, QWidget

from desktop.domain.ids import EntityId
from desktop.ui.panels.entities.delegate import EntityDelegate
from desktop.ui.panels.entities.model import EntityModel
from desktop.ui.theme import Theme

FORWARD: Final = (
    QAbstractItemView.CursorAction.MoveDown,
    QAbstractItemView.CursorAction.MoveNext,
    QAbstractItemView.CursorAction.MovePageDown,
    QAbstractItemView.CursorAction.MoveHome,
)


class EntityListView(QListView):
    """The list of names.

    Signals:
        only_asked: The reader wants posts with this name alone (its id).
        more_asked: The reader wants this name in addition to those that filter.
        without_asked: The reader wants posts without this name.
    """

    only_asked = Signal(object)
    more_asked = Signal(object)
    without_asked = Signal(object)

    def __init__(self, model: EntityModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = model
        self.setModel(model)
        self.setItemDelegate(EntityDelegate(theme, self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName("Names")
        self.setAccessibleDescription("Return shows only posts with a name, Ctrl+Return adds it, Delete leaves it out.")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Filter by the name that was clicked."""
        super().mouseReleaseEvent(event)
        entity_id = self._names.entity_at(self.indexAt(event.position().toPoint()).row())
        if entity_id is not None and event.button() is Qt.MouseButton.LeftButton:
            self._ask(entity_id, event.modifiers())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Filter by the name on which the keyboard stands."""
        entity_id = self._names.entity_at(self.currentIndex().row())
        if entity_id is None:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._ask(entity_id, event.modifiers())
        elif event.key() == Qt.Key.Key_Delete:
            self.without_asked.emit(entity_id)
        else:
            super().keyPressEvent(event)

    def _ask(self, entity_id: EntityId, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.more_asked.emit(entity_id)
        else:
            self.only_asked.emit(entity_id)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Walk over headings as if they were not there."""
        index = super().moveCursor(action, modifiers)
        step = 1 if action in FORWARD else -1
        while index.isValid() and self._names.entity_at(index.row()) is None:
            index = self._names.index(index.row() + step) if index.row() + step >= 0 else QModelIndex()
        return index if index.isValid() else self.currentIndex()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a name."""
        is_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_key else self.indexAt(event.pos())
        menu = self.menu_for(index)
        if menu is not None:
            at = self.viewport().mapToGlobal(self.visualRect(index).center()) if is_key else event.globalPos()
            menu.popup(QPoint(at))

    def menu_for(self, index: QModelIndex | QPersistentModelIndex) -> QMenu | None:
        """Return the menu of a name, or None for a heading."""
        entity_id = self._names.entity_at(index.row())
        if entity_id is None:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, asked in (
            ("Show only posts with this name", self._menu_only),
            ("Add this name to the filter", self._menu_more),
            ("Leave out posts with this name", self._menu_without),
            ("Copy name", self._menu_copy),
        ):
            action = menu.addAction(words)
            action.setData(entity_id)
            action.triggered.connect(asked)
        return menu

    @Slot()
    def _menu_only(self) -> None:
        self.only_asked.emit(self._asked_for())

    @Slot()
    def _menu_more(self) -> None:
        self.more_asked.emit(self._asked_for())

    @Slot()
    def _menu_without(self) -> None:
        self.without_asked.emit(self._asked_for())

    @Slot()
    def _menu_copy(self) -> None:
        row = self._names.row_of(self._asked_for())
        if row is not None:
            QApplication.clipboard().setText(str(self._names.index(row).data()))

    def _asked_for(self) -> EntityId:
        return EntityId(self.sender().data())  # type: ignore[attr-defined]  # the sender is one of the menu's actions
