"""Actions: everything the reader can order, with its words, its key and what it calls.

Knows one table, ACTIONS. The menu, the keys and the sheet of shortcuts are all made from it, so that none can lack what
another has. Never does the work: each row names a verb of the session or of a part of the window.

Why single letters: reading is done with one hand. Qt gives a letter to a text field that has the keyboard first, so
typing in the search field orders nothing.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.domain.listings import Order, Shelf
from desktop.ui import orders
from desktop.ui.action import Action, ActionGroup, Frame
from desktop.ui.dialogs.shortcuts import Block
from desktop.ui.name_actions import NAME_ACTIONS
from desktop.ui.repair_actions import REPAIR_ACTIONS

ACTIONS: Final = (
    ActionGroup(
        "Library",
        (
            Action("import-files", "Import files…", ("Ctrl+O",), lambda f: f.desk.choose_files(), orders.may_write),
            Action(
                "import-folder",
                "Import a folder…",
                ("Ctrl+Shift+O",),
                lambda f: f.desk.choose_folder(),
                orders.may_write,
            ),
            Action(
                "import-copied",
                "Import what was copied",
                ("Ctrl+V",),
                lambda f: f.desk.import_copied(),
                orders.may_write,
            ),
            Action(
                "import-address",
                "Import an address…",
                ("Ctrl+Shift+V",),
                lambda f: f.desk.ask_address(),
                orders.may_write,
            ),
            Action(
                "fetch-links",
                "Fetch the text of links",
                (),
                lambda f: orders.fetch_links(f.session),
                orders.can_fetch_links,
            ),
            Action("show-imports", "Imports…", ("Ctrl+H",), lambda f: f.desk.show_imports(), orders.is_open),
            Action(
                "resume-import",
                "Go on with the import",
                (),
                lambda f: f.session.imports.resume_newest(),
                orders.can_resume_import,
            ),
            Action(
                "retry-import",
                "Import again what failed",
                (),
                lambda f: f.session.imports.retry_last(),
                orders.can_retry_import,
            ),
            Action(
                "use-shorter-text",
                "Use the shorter text",
                (),
                lambda f: f.session.imports.use_shorter(),
                orders.can_use_shorter,
            ),
            Action(
                "show-changes", "What changed…", ("Ctrl+D",), lambda f: f.desk.show_changes(), orders.shows_one_article
            ),
            Action("export-posts", "Export posts…", ("Ctrl+E",), lambda f: f.desk.choose_export(), orders.has_posts),
            Action(
                "remove-article",
                "Remove this article",
                ("Ctrl+Del",),
                lambda f: orders.remove_article(f.session),
                orders.can_remove_article,
            ),
            Action("open-settings", "Settings…", ("Ctrl+,",), lambda f: f.desk.show_settings()),
            Action("quit-program", "Quit", ("Ctrl+Q",), lambda f: _close(f.window)),
        ),
    ),
    ActionGroup(
        "Find",
        (
            Action("find-posts", "Find posts", ("Ctrl+F", "/"), lambda f: f.search.focus_field()),
            Action(
                "keep-search", "Keep this search…", ("Ctrl+S",), lambda f: f.desk.ask_search_name(), orders.may_keep
            ),
            Action(
                "narrow-search",
                "Narrow by publisher or kind",
                ("Ctrl+J",),
                lambda f: f.search.narrow(),
                orders.has_posts,
            ),
            Action(
                "rename-search", "Rename this search…", ("F2",), lambda f: f.desk.ask_search_name(), orders.has_kept
            ),
            Action(
                "remove-search",
                "Keep this search no longer",
                (),
                lambda f: f.session.give_up_search(),
                orders.has_kept,
            ),
            Action(
                "forget-searches",
                "Forget past searches",
                (),
                lambda f: f.session.searches.forget_past(),
                orders.may_write,
            ),
            Action(
                "find-in-post",
                "Find in this post",
                ("Ctrl+Shift+F",),
                lambda f: f.session.find_requested.emit(),
                orders.has_post,
            ),
            Action(
                "find-next",
                "Next place in this post",
                ("F3", "Ctrl+G"),
                lambda f: f.session.place_requested.emit(1),
                orders.has_post,
            ),
            Action(
                "find-previous",
                "Previous place in this post",
                ("Shift+F3", "Ctrl+Shift+G"),
                lambda f: f.session.place_requested.emit(-1),
                orders.has_post,
            ),
            Action("clear-search", "Clear search and filters", ("Ctrl+L",), lambda f: f.session.clear()),
            Action("show-all", "All posts", ("Ctrl+1",), lambda f: f.session.set_shelf(Shelf.ALL)),
            Action("show-unread", "Unread posts", ("Ctrl+2",), lambda f: f.session.set_shelf(Shelf.UNREAD)),
            Action("show-starred", "Starred posts", ("Ctrl+3",), lambda f: f.session.set_shelf(Shelf.STARRED)),
            Action("show-marked", "Marked posts", ("Ctrl+4",), lambda f: f.session.set_shelf(Shelf.MARKED)),
            Action("show-changed", "Changed posts", ("Ctrl+5",), lambda f: f.session.set_shelf(Shelf.CHANGED)),
        ),
    ),
    ActionGroup(
        "Read",
        (
            Action("go-to-next", "Next post", ("J", "Ctrl+Down"), lambda f: f.session.go_to_next(), orders.has_posts),
            Action(
                "go-to-previous",
                "Previous post",
                ("K", "Ctrl+Up"),
                lambda f: f.session.go_to_previous(),
                orders.has_posts,
            ),
            Action("go-back", "Back", ("Alt+Left",), lambda f: f.session.back(), orders.can_go_back),
            Action("go-forward", "Forward", ("Alt+Right",), lambda f: f.session.forward(), orders.can_go_forward),
            Action("mark-read", "Read or unread", ("M",), lambda f: orders.toggle_read(f.session), orders.may_mark),
            Action(
                "mark-all-read",
                "Mark all shown as read",
                ("Shift+M",),
                lambda f: orders.mark_all_read(f.session),
                orders.may_mark_list,
            ),
        ),
    ),
    ActionGroup(
        "Mark",
        (
            Action(
                "highlight-words",
                "Highlight selected words",
                ("H",),
                lambda f: f.session.request_mark(),
                orders.may_mark,
            ),
            Action(
                "note-words", "Highlight with a note…", ("N",), lambda f: f.session.request_mark(True), orders.may_mark
            ),
            Action(
                "copy-with-source",
                "Copy with source",
                ("Ctrl+Shift+C",),
                lambda f: f.session.copy_requested.emit(),
                orders.has_post,
            ),
            Action("star-post", "Star", ("S",), lambda f: orders.toggle_star(f.session), orders.may_mark),
            Action("undo-edit", "Undo", ("Ctrl+Z",), lambda f: f.session.undo(), orders.can_undo),
            Action("redo-edit", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), lambda f: f.session.redo(), orders.can_redo),
        ),
    ),
    NAME_ACTIONS,
    REPAIR_ACTIONS,
    ActionGroup(
        "View",
        (
            Action(
                "order-by-time",
                "Oldest first",
                ("Ctrl+Alt+1",),
                lambda f: f.session.set_order(Order.TIME),
                is_checked=lambda f: f.session.order is Order.TIME,
            ),
            Action(
                "order-newest-first",
                "Newest first",
                ("Ctrl+Alt+2",),
                lambda f: f.session.set_order(Order.NEWEST),
                is_checked=lambda f: f.session.order is Order.NEWEST,
            ),
            Action(
                "order-by-relevance",
                "Best match first",
                ("Ctrl+Alt+3",),
                lambda f: f.session.set_order(Order.RELEVANCE),
                is_checked=lambda f: f.session.order is Order.RELEVANCE,
            ),
            Action(
                "toggle-library",
                "Library",
                ("F7",),
                lambda f: f.body.toggle("library"),
                is_checked=lambda f: f.body.is_shown("library"),
            ),
            Action(
                "toggle-entities",
                "People and places",
                ("F8",),
                lambda f: f.body.toggle("entities"),
                is_checked=lambda f: f.body.is_shown("entities"),
            ),
            Action(
                "toggle-marks",
                "Marks in the text",
                ("Ctrl+M",),
                lambda f: f.session.show_marks(not f.session.marks_shown),
                is_checked=lambda f: f.session.marks_shown,
            ),
            Action(
                "toggle-names",
                "Names in the text",
                ("Ctrl+Shift+M",),
                lambda f: f.desk.toggle_names(),
                is_checked=lambda f: f.desk.shows_names,
            ),
            Action(
                "toggle-dates",
                "Dates in the text",
                ("Ctrl+Shift+D",),
                lambda f: f.desk.toggle_dates(),
                is_checked=lambda f: f.desk.shows_dates,
            ),
            Action("enlarge-text", "Larger text", ("Ctrl++", "Ctrl+="), lambda f: f.desk.step_text(1)),
            Action("shrink-text", "Smaller text", ("Ctrl+-",), lambda f: f.desk.step_text(-1)),
            Action("reset-text", "Text as designed", ("Ctrl+0",), lambda f: f.desk.step_text(0)),
            Action("toggle-theme", "Light or dark", ("Ctrl+T",), lambda f: f.desk.toggle_theme()),
            Action("fill-screen", "Full screen", ("F11",), lambda f: _toggle_full_screen(f.window)),
            Action("go-to-panel", "Next panel", ("F6",), lambda f: f.body.focus_next()),
        ),
    ),
    ActionGroup(
        "Help",
        (
            Action(
                "show-query-help",
                "How to search",
                ("Shift+F1",),
                lambda f: f.desk.show_query_help(f.search.try_query),
                orders.is_open,
            ),
            Action("show-shortcuts", "Shortcuts", ("?", "F1"), lambda f: f.desk.show_shortcuts(sheet())),
            Action("show-about", "About Timeline Reader", (), lambda f: f.desk.show_about()),
        ),
    ),
)


class WindowAction(QAction):
    """One row of the table, alive in one window."""

    def __init__(self, action: Action, frame: Frame, parent: QWidget) -> None:
        super().__init__(action.text, parent)
        self._action, self._frame = action, frame
        self.setObjectName(action.id)
        self.setShortcuts([QKeySequence(key) for key in action.keys])
        self.setCheckable(action.is_checked is not None)
        self.triggered.connect(self._carry_out)

    @Slot()
    def refresh(self) -> None:
        """Ask anew whether it can be ordered, and whether what it toggles is on."""
        self.setEnabled(self._action.is_enabled(self._frame.session))
        if self._action.is_checked is not None:
            self.setChecked(self._action.is_checked(self._frame))

    @Slot()
    def _carry_out(self) -> None:
        self._action.call(self._frame)
        self.refresh()


def all_actions() -> tuple[Action, ...]:
    """Every row of the table, in order."""
    return tuple(action for group in ACTIONS for action in group.actions)


def sheet() -> tuple[Block, ...]:
    """The sheet of shortcuts: every action with its keys, block by block."""
    return tuple((group.title, tuple((action.text, action.keys) for action in group.actions)) for group in ACTIONS)


def _close(window: QWidget) -> None:
    window.close()


def _toggle_full_screen(window: QWidget) -> None:
    window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
