"""The library panel: where the reader chooses a shelf or an article.

Knows the list and the button below it. Never imports by itself: the button orders the window's own action.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from desktop.domain.changes import Changes
from desktop.domain.listings import ArticleLine, Filter
from desktop.domain.searches import SavedSearch
from desktop.ui.jobs import Jobs, Lane
from desktop.ui.panels.library.delegate import LibraryDelegate
from desktop.ui.panels.library.model import LINE_ROLE, Holdings, LibraryModel, ShelfLine
from desktop.ui.session import Session
from desktop.ui.theme import Space, Theme

if TYPE_CHECKING:
    from desktop.library.library import Library


class LineView(QListView):
    """The list; titles are broken anew when it gets another width."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let every line be measured for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class LibraryPanel(QFrame):
    """Shelves and articles."""

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._model = LibraryModel(self)
        self.view = LineView(self)
        self._delegate = LibraryDelegate(theme, self.view)
        self._build()
        selection = self.view.selectionModel()
        selection.currentChanged.connect(self._choose)
        session.filter_changed.connect(self._show_choice)
        session.query_changed.connect(self._show_choice)
        session.searches.changed.connect(self._load)
        session.opened.connect(self._load)
        session.library_changed.connect(self._follow)
        theme.changed.connect(self._repaint)

    def sizeHint(self) -> QSize:
        """As wide as an article's title wants to be."""
        return QSize(232, 400)

    def _build(self) -> None:
        self.setObjectName("library")
        self.setAccessibleName("Library")
        self.view.setAccessibleName("Shelves and articles")
        self.view.setModel(self._model)
        self.view.setItemDelegate(self._delegate)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view)
        self._show_choice()

    @Slot()
    def _load(self) -> None:
        self._jobs.run(Lane.READ, self, _look, self._take, only_latest="library panel")

    @Slot(object, object)
    def _follow(self, changes: Changes, initiator: object) -> None:  # noqa: ARG002 - every change may change a count
        if changes:
            self._load()

    def _take(self, holdings: Holdings) -> None:
        self._model.show(holdings)
        self._show_choice()

    @Slot()
    def _show_choice(self) -> None:
        """Choose the line that stands for the session's filter."""
        index = self._model.place_of(self._session.filter, self._session.kept_search)
        if index != self.view.currentIndex():
            self.view.setCurrentIndex(index)

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE) if index.isValid() else None
        now, kept = self._session.filter, self._session.kept_search
        if isinstance(line, SavedSearch):
            if kept is None or kept.id != line.id:
                self._session.show_search(line)
        elif isinstance(line, ShelfLine) and kept is not None:
            self._session.show_place(Filter(shelf=line.shelf))
        elif isinstance(line, ArticleLine) and kept is not None:
            self._session.show_place(Filter(article_id=line.id))
        elif isinstance(line, ShelfLine) and (line.shelf, None) != (now.shelf, now.article_id):
            self._session.set_shelf(line.shelf)
        elif isinstance(line, ArticleLine) and line.id != now.article_id:
            self._session.set_article(line.id)

    @Slot()
    def _repaint(self) -> None:
        self._delegate.remeasure()
        self.view.scheduleDelayedItemsLayout()
        self.view.viewport().update()


def _look(library: Library) -> Holdings:
    return Holdings(library.counts(), library.article_lines(), library.saved_searches())
