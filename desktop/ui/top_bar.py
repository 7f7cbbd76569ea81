"""The top bar: back and forward, the search, light or dark, and the menu.

Knows which actions have a button here. Never has one that the menu lacks.
"""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from desktop.ui.actions import ACTIONS
from desktop.ui.search_bar import SearchBar
from desktop.ui.theme import Space, Theme

HEIGHT_PX = 52
BUTTON_PX = 32
BUTTONS = {"go-back": "back", "go-forward": "forward", "toggle-library": "panel-left"}
BUTTONS_AT_END = {
    "import-files": "import",
    "export-posts": "export",
    "toggle-entities": "panel-right",
    "toggle-theme": "theme",
}


class TopBar(QFrame):
    """The one bar of the window.

    Args:
        search: Stands in the middle.
        actions: All actions of the window by id.
    """

    def __init__(
        self, search: SearchBar, actions: Mapping[str, QAction], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._actions = theme, actions
        self._menu_button = QToolButton(self)
        self.menu = menu_of(actions, self)
        self._build(search)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def _build(self, search: SearchBar) -> None:
        self.setObjectName("top")
        self.setFixedHeight(HEIGHT_PX)
        self._menu_button.setMenu(self.menu)
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu_button.setShortcut("F10")
        self._menu_button.setToolTip("Menu (F10)")
        self._dress(self._menu_button, "Menu")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.S, 0, Space.S, 0)
        row.setSpacing(Space.XS)
        for action_id in BUTTONS:
            row.addWidget(self._button(action_id))
        row.addSpacing(Space.S)
        row.addWidget(search, 1)
        row.addStretch(0)
        row.addSpacing(Space.S)
        for action_id in BUTTONS_AT_END:
            row.addWidget(self._button(action_id))
        row.addWidget(self._menu_button)

    def _button(self, action_id: str) -> QToolButton:
        button = QToolButton(self)
        action = self._actions[action_id]
        action.setIconVisibleInMenu(False)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{action.text()} ({keys})" if keys else action.text())
        button.setDefaultAction(action)
        self._dress(button, action.text().rstrip("…"))
        return button

    def _dress(self, button: QToolButton, name: str) -> None:
        button.setAccessibleName(name)
        button.setFixedSize(BUTTON_PX, BUTTON_PX)
        button.setIconSize(QSize(20, 20))

    @Slot()
    def _paint_icons(self) -> None:
        self._menu_button.setIcon(self._theme.icon("menu"))
        for action_id, icon in (BUTTONS | BUTTONS_AT_END).items():
            self._actions[action_id].setIcon(self._theme.icon(icon))


def menu_of(actions: Mapping[str, QAction], parent: QWidget) -> QMenu:
    """The menu, group by group as the table has them."""
    menu = QMenu(parent)
    for group in ACTIONS:
        part = menu.addMenu(group.title)
        part.setToolTipsVisible(True)
        for action in group.actions:
            part.addAction(actions[action.id])
    return menu
