"""View: the list of names, and what a click, a key, a drag or the menu means in it.

Knows that a click filters by one name and with Ctrl by one more, that a right click leaves it out, that a second click
or Return opens its page, that a name dropped on another one is the same, and that letters typed look for a name. The
menu opens at the sign that a row shows under the pointer, or by its key. Never does any of it.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QMenu, QToolTip, QWidget

from desktop.domain.corrections import Suggestion
from desktop.domain.ids import EntityId
from desktop.domain.name_lists import Maker
from desktop.ui.panels.entities.delegate import EntityDelegate, accept_box, decline_box
from desktop.ui.panels.entities.dropping import NameDropView
from desktop.ui.panels.entities.grouped import Measured, Pair
from desktop.ui.panels.entities.model import EntityModel
from desktop.ui.plain import plain_tip
from desktop.ui.theme import Theme

FORWARD: Final = (
    QAbstractItemView.CursorAction.MoveDown,
    QAbstractItemView.CursorAction.MoveNext,
    QAbstractItemView.CursorAction.MovePageDown,
    QAbstractItemView.CursorAction.MoveHome,
)
ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
NAME_MENU: Final = (
    ("Show only posts with this name", "only"),
    ("Add this name to the filter", "more"),
    ("Leave out posts with this name", "without"),
    ("Copy name", "copy"),
)
MAKER_MENU: Final = (("Show only posts by this name", "maker"), ("Copy name", "copy"))
SUGGESTION_MENU: Final = (
    ("They are one", "accept"),
    ("Keep them apart", "decline"),
    ("Open the page of the first", "first"),
    ("Open the page of the second", "second"),
)


class EntityListView(NameDropView):
    """The list of names.

    Signals, beside that of `NameDropView`:
        only_asked: The reader wants posts with this name alone (its id).
        more_asked: The reader wants this name in addition to those that filter.
        without_asked: The reader wants posts without this name.
        page_asked: The reader wants the page of a name (its id).
        clicked_twice: Likewise, by a double click, whose first click filtered already.
        maker_asked: The reader wants posts by somebody who made them (the name).
        accepted, declined: The reader decided about a `Suggestion`.
        preview_asked: The reader wants to see where a name stands (its row; -1 no longer).
        typed: Letters were typed that look for a name.
    """

    only_asked = Signal(object)
    more_asked = Signal(object)
    without_asked = Signal(object)
    page_asked = Signal(object)
    clicked_twice = Signal(object)
    maker_asked = Signal(str)
    accepted = Signal(object)
    declined = Signal(object)
    preview_asked = Signal(int)
    typed = Signal(str)

    def __init__(self, model: EntityModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, theme, parent)
        self._press: QPoint | None = None
        self._excluding: EntityId | None = None
        self._clicked: EntityId | None = None
        self._is_double = False
        self._delegate = EntityDelegate(theme, self)
        self._menu_row = -1
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName("Names")
        self.setAccessibleDescription(
            "Space shows only posts with a name, Ctrl+Space adds it, Delete leaves it out, Return opens its page,"
            " the right arrow shows where it stands, the menu key offers the rest. Letters look for a name."
        )

    # ---- pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click, or a drag, began."""
        point = event.position().toPoint()
        self._is_double = False
        self._press = point if event.button() is Qt.MouseButton.LeftButton else None
        is_right = event.button() is Qt.MouseButton.RightButton
        self._excluding = self._names.entity_at(self.indexAt(point).row()) if is_right else None
        self.preview_asked.emit(-1)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the page of the name that was clicked first: what that filtered may have moved the rows since."""
        self._is_double = True
        if self._clicked is not None and event.button() is Qt.MouseButton.LeftButton:
            self.clicked_twice.emit(self._clicked)
        self._clicked = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a name once the pointer has gone far enough."""
        point = event.position().toPoint()
        if self._press is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
        elif (point - self._press).manhattanLength() >= QApplication.startDragDistance():
            index, self._press = self.indexAt(self._press), None
            self.drag(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do what was clicked."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        was_pressed, self._press = self._press is not None, None
        excluded, self._excluding = self._excluding, None
        if was_pressed and not self._is_double and event.button() is Qt.MouseButton.LeftButton:
            self._click(point, event.modifiers())
        elif excluded is not None and excluded == self._names.entity_at(self.indexAt(point).row()):
            self.without_asked.emit(excluded)

    def _click(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        index = self.indexAt(point)
        shown = self._names.member_at(index.row())
        self._clicked = None
        if isinstance(shown, Measured) and self._is_on_more(index, point):
            self._open_menu(index, self._delegate.more_box(self.visualRect(index), shown).bottomLeft())
        elif isinstance(shown, Pair):
            if accept_box(self.visualRect(index)).contains(point):
                self.accepted.emit(shown.suggestion)
            elif decline_box(self.visualRect(index)).contains(point):
                self.declined.emit(shown.suggestion)
        else:
            self._clicked = self._names.entity_at(index.row())
            self._filter(shown, modifiers)

    def _filter(self, shown: object, modifiers: Qt.KeyboardModifier) -> None:
        if isinstance(shown, Maker):
            self.maker_asked.emit(shown.name)
        elif isinstance(shown, Measured) and modifiers & Qt.KeyboardModifier.ControlModifier:
            self.more_asked.emit(shown.row.id)
        elif isinstance(shown, Measured):
            self.only_asked.emit(shown.row.id)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show where a name stands when the pointer rests on it, and what the signs of a suggestion do."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._rest_at(event)
            return True
        if event.type() in (QEvent.Type.Leave, QEvent.Type.Wheel):
            self.preview_asked.emit(-1)
        return super().viewportEvent(event)

    def _rest_at(self, event: QHelpEvent) -> None:
        index = self.indexAt(event.pos())
        if isinstance(self._names.member_at(index.row()), Pair):
            rect = self.visualRect(index)
            is_accept, is_decline = (box(rect).contains(event.pos()) for box in (accept_box, decline_box))
            whole = self._names.data(index, Qt.ItemDataRole.AccessibleTextRole)
            words = "They are one (Return)" if is_accept else "Keep them apart (Delete)" if is_decline else str(whole)
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
        elif self._is_on_more(index, event.pos()):
            self.preview_asked.emit(-1)
            QToolTip.showText(event.globalPos(), plain_tip("What can be said and done of this name"), self)
        elif self._press is None:
            self.preview_asked.emit(index.row())

    def _is_on_more(self, index: QModelIndex, point: QPoint) -> bool:
        shown = self._names.member_at(index.row())
        return isinstance(shown, Measured) and self._delegate.more_box(self.visualRect(index), shown).contains(point)

    # ---- keys

    def event(self, event: QEvent) -> bool:
        """Letters are for looking for a name, before any order of the window that has the same key."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_letter(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key means for the row on which the keyboard stands."""
        row = self.currentIndex().row()
        shown = self._names.member_at(row)
        if event.key() == Qt.Key.Key_Right and isinstance(shown, Measured):
            self.preview_asked.emit(row)
            return
        self.preview_asked.emit(-1)
        if _is_letter(event):
            self.typed.emit(event.text())
        elif not self._act(event, shown):
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent, shown: object) -> bool:
        """Do what a key orders; return whether it ordered anything."""
        is_enter, is_space = event.key() in ENTER, event.key() == Qt.Key.Key_Space
        is_delete = event.key() == Qt.Key.Key_Delete and not event.modifiers()
        if isinstance(shown, Pair) and (is_enter or is_delete):
            (self.accepted if is_enter else self.declined).emit(shown.suggestion)
        elif isinstance(shown, Measured) and is_delete:
            self.without_asked.emit(shown.row.id)
        elif isinstance(shown, Measured) and is_enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.page_asked.emit(shown.row.id)
        elif shown is not None and (is_enter or is_space):
            self._filter(shown, event.modifiers())
        else:
            return False
        return True

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Walk over headings as if they were not there."""
        index = super().moveCursor(action, modifiers)
        step = 1 if action in FORWARD else -1
        while index.isValid() and self._names.member_at(index.row()) is None:
            index = self._names.index(index.row() + step) if index.row() + step >= 0 else QModelIndex()
        return index if index.isValid() else self.currentIndex()

    # ---- the menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a row; of a name only by key, for there a right click leaves out."""
        is_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_key else self.indexAt(event.pos())
        if is_key:
            self._open_menu(index, self.visualRect(index).center())
        elif self._names.entity_at(index.row()) is None:
            self._open_menu(index, event.pos())

    def _open_menu(self, index: QModelIndex, at: QPoint) -> None:
        self.preview_asked.emit(-1)
        menu = self.menu_for(index)
        if menu is not None:
            menu.popup(self.viewport().mapToGlobal(at))

    def menu_for(self, index: QModelIndex | QPersistentModelIndex) -> QMenu | None:
        """Return the menu of a row, or None for a heading; the row becomes the one that orders are for."""
        shown = self._names.member_at(index.row())
        if shown is None:
            return None
        self._menu_row = index.row()
        self.setCurrentIndex(self._names.index(index.row()))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        is_name = isinstance(shown, Measured)
        entries = NAME_MENU if is_name else MAKER_MENU if isinstance(shown, Maker) else SUGGESTION_MENU
        for words, verb in entries:
            action = menu.addAction(words)
            action.setData(verb)
            action.triggered.connect(self._choose)
        if is_name:
            menu.addSeparator()
            menu.addActions(self.actions())
        return menu

    @Slot()
    def _choose(self) -> None:
        sender = self.sender()
        shown = self._names.member_at(self._menu_row)
        verb = sender.data() if isinstance(sender, QAction) else ""
        if verb == "copy":
            QApplication.clipboard().setText(str(self._names.index(self._menu_row).data()))
        elif isinstance(shown, Measured):
            asked = {"only": self.only_asked, "more": self.more_asked, "without": self.without_asked}
            asked[verb].emit(shown.row.id)
        elif isinstance(shown, Maker):
            self.maker_asked.emit(shown.name)
        elif isinstance(shown, Pair):
            self._decide(shown.suggestion, verb)

    def _decide(self, shown: Suggestion, verb: str) -> None:
        if verb in ("first", "second"):
            self.page_asked.emit(shown.one if verb == "first" else shown.other)
        else:
            (self.accepted if verb == "accept" else self.declined).emit(shown)


def _is_letter(event: QKeyEvent) -> bool:
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    return event.text().isalnum() and not event.modifiers() & held
