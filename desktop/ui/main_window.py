"""The main window: docks the panels, makes the menu from the actions, and remembers how it lay.

Knows where the parts stand and how they reach one another. Never does the work: every order goes to the session.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.outlines import Outline
from desktop.ui import actions
from desktop.ui.action import Frame
from desktop.ui.body import Body
from desktop.ui.desk import Desk
from desktop.ui.incoming import names_of
from desktop.ui.jobs import Jobs, Lane
from desktop.ui.message_bar import MessageBar
from desktop.ui.messages import Message, MessageKind
from desktop.ui.name_desk import NameDesk
from desktop.ui.panels.table import PANELS
from desktop.ui.preferences import Preferences
from desktop.ui.search_bar import SearchBar
from desktop.ui.session import Session
from desktop.ui.status_line import StatusLine
from desktop.ui.stopped import stop_from_words, stop_in_words
from desktop.ui.theme import Theme
from desktop.ui.top_bar import TopBar
from desktop.ui.welcome import DropVeil, Welcome

if TYPE_CHECKING:
    from desktop.library.library import Library

TITLE = "Timeline Reader"
FIRST_SIZE = QSize(1280, 800)
PLACE_AFTER_MS: Final = 1000  # so long after going elsewhere the new place is on the disk, should the power go


class MainWindow(QMainWindow):
    """The window.

    Args:
        session: What the reader is looking at; not started yet.
        jobs: Shut down when the window closes.
        theme: How it looks.
        preferences: What the reader has chosen, and where that is kept.
    """

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, preferences: Preferences) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setAcceptDrops(True)
        self._session, self._jobs, self._preferences = session, jobs, preferences
        self.desk = Desk(session, jobs, preferences, theme, self)
        self.names = NameDesk(session, jobs, theme, self)
        self.search = SearchBar(session, jobs, theme, self)
        self.body = Body({panel: panel.make(session, jobs, theme) for panel in PANELS}, theme, self)
        frame = Frame(session, self.desk, self.names, self.body, self.search, self)
        self.orders = {row.id: actions.WindowAction(row, frame, self) for row in actions.all_actions()}
        self.messages = MessageBar(theme, self)
        self.status = StatusLine(session, jobs, theme, self)
        self.top = TopBar(self.search, self.orders, theme, self)
        self._welcome = Welcome(self.orders["import-files"], self.orders["import-folder"], theme, self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._veil = DropVeil(theme, self)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(PLACE_AFTER_MS)
        self._listen()
        self._restore()
        self.body.focus("posts")

    # ---- building

    def _lay_out(self) -> None:
        self._stack.addWidget(self.body)
        self._stack.addWidget(self._welcome)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.top, self.messages, self._stack, self.status):
            column.addWidget(part, 1 if part is self._stack else 0)
        self.setCentralWidget(middle)
        self.addActions(list(self.orders.values()))
        for panel in PANELS:
            widget = self.body.widget(panel.id)
            if panel.actions:
                widget.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            for action_id in panel.actions:
                widget.addAction(self.orders[action_id])

    def _listen(self) -> None:
        session = self._session
        session.message.connect(self._tell)
        session.listing_changed.connect(self._welcome_or_body)
        session.filter_changed.connect(self._close_library_drawer)
        for signal in (session.page_changed, session.spot_wanted):
            signal.connect(self._close_names_drawer)
        self.search.left.connect(self._focus_posts)
        self.search.help_wanted.connect(self.orders["show-query-help"].trigger)
        self.search.keep_wanted.connect(self._name_search)
        session.opened.connect(self._begin_reading)
        session.reading_wanted.connect(self._focus_reader)
        self.messages.details_wanted.connect(self.desk.show_report)
        for bar in (self.status, self.messages):
            bar.action_wanted.connect(self._carry_out)
        session.imports.changed.connect(self._welcome_or_body_again)
        session.post_changed.connect(self._expect_place)
        session.filter_changed.connect(self._expect_place)
        self._clock.timeout.connect(self._keep_place)
        for signal in (
            session.opened,
            session.listing_started,
            session.listing_changed,
            session.post_changed,
            session.page_changed,
            session.name_chosen,
            session.selection_changed,
            session.filter_changed,
            session.query_changed,
            session.order_changed,
            session.undo_changed,
            session.history_changed,
            session.marks_shown_changed,
            session.imports.changed,
            session.searches.changed,
            self.body.shown_changed,
        ):
            for order in self.orders.values():
                signal.connect(order.refresh)
        for order in self.orders.values():
            order.refresh()

    # ---- answering the session

    @Slot(object)
    def _tell(self, message: Message) -> None:
        if message.kind is MessageKind.NEWS:
            self.status.tell(message)
        else:
            self.messages.tell(message)

    @Slot(str)
    def _carry_out(self, action_id: str) -> None:
        self.orders[action_id].trigger()

    @Slot(object)
    def _welcome_or_body(self, listing: Outline) -> None:
        holds_nothing = listing.library_total == 0 and not self._session.imports.links
        is_empty = self._session.library is not None and holds_nothing
        if is_empty and self._stack.currentWidget() is not self._welcome:
            self._stack.setCurrentWidget(self._welcome)
            self._welcome.setFocus()
        elif not is_empty and self._stack.currentWidget() is not self.body:
            self._stack.setCurrentWidget(self.body)
            self.body.focus("posts")

    @Slot()
    def _welcome_or_body_again(self) -> None:
        self._welcome_or_body(self._session.listing)

    @Slot()
    def _close_library_drawer(self) -> None:
        """What was chosen in the drawer is to be seen now."""
        if self.body.open_drawer == "library":
            self.body.close_drawer()

    @Slot()
    def _name_search(self) -> None:
        self.desk.ask_search_name()

    @Slot()
    def _close_names_drawer(self) -> None:
        """The page, or the words, that were asked for in the drawer are to be seen now."""
        if self.body.open_drawer == "entities":
            self.body.close_drawer()

    @Slot()
    def _focus_posts(self) -> None:
        self.body.focus("posts")

    @Slot()
    def _begin_reading(self) -> None:
        """The keyboard begins in the list, unless the reader has begun to type already."""
        if self._stack.currentWidget() is self.body and not self.search.field.text():
            self.body.focus("posts")

    @Slot()
    def _focus_reader(self) -> None:
        self.body.focus("reader")

    # ---- dropping files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say that files may be dropped."""
        names = names_of(event.mimeData())
        if self._session.is_writable and names:
            event.acceptProposedAction()
            self._veil.cover(len(names))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show the window again."""
        self._veil.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        self._veil.hide()
        event.acceptProposedAction()
        self._session.import_names(names_of(event.mimeData()))

    # ---- keys, opening and closing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts a drawer away, else the newest message."""
        if event.key() == Qt.Key.Key_Escape:
            if not self.body.close_drawer():
                self.messages.close_newest()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half typed, then vanish at once; what is being written is finished behind the scenes."""
        self._clock.stop()
        self._session.closing.emit()
        self._remember()
        self.hide()
        self._jobs.shutdown()
        super().closeEvent(event)

    @Slot()
    def _expect_place(self) -> None:
        self._clock.start()

    @Slot()
    def _keep_place(self) -> None:
        """Write down where the reader is, beside the window's own thread: a disk may be slow."""
        keep = self._preferences.with_place(stop_in_words(self._session.stop))
        self._jobs.run(Lane.READ, self, partial(_keep, keep), _kept, failed=_kept, only_latest="place")

    def _remember(self) -> None:
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        settings = replace(
            self._preferences.settings,
            window_geometry=geometry,
            window_layout=self.body.layout_text(),
            last_place=stop_in_words(self._session.stop),
        )
        self._preferences.adopt(settings)
        self._preferences.save()

    def _restore(self) -> None:
        settings = self._preferences.settings
        geometry = QByteArray.fromBase64(settings.window_geometry.encode("ascii", "ignore"))
        if not settings.window_geometry or not self.restoreGeometry(geometry):
            self.resize(FIRST_SIZE)
        self.body.restore(settings.window_layout)
        self._session.begin_at(stop_from_words(settings.last_place))


def _keep(keep: Callable[[], None], _: Library) -> None:
    keep()


def _kept(_: object) -> None:
    """Whether it was kept is not told: closing the window keeps it again, and a full disk says so elsewhere."""
