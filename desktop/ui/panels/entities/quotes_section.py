"""Quotes section: the quotations of the post on show, below the names.

Knows when they must be fetched anew, and that a click leads to the words. Takes no room where a post has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QFont, QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QMenu, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.changes import Changes, Kind
from desktop.domain.ids import PostId
from desktop.ui.jobs import Jobs, Lane
from desktop.ui.letters import shortened
from desktop.ui.panels.entities.delegate import LETTER_SPACING_PX
from desktop.ui.panels.entities.quotes import QuoteDelegate, QuoteModel
from desktop.ui.plain import plain_label
from desktop.ui.quoted import QuoteLine, quote_lines
from desktop.ui.session import Session
from desktop.ui.spots import Spot
from desktop.ui.theme import Size, Space, Theme

if TYPE_CHECKING:
    from desktop.library.library import Library

MOST_SHARE: Final = 0.4  # of the panel's height
LONGEST_HEADLINE: Final = 48


class QuoteListView(QListView):
    """The quotations of one post.

    Signals:
        spot_asked: The reader wants to see certain words (`Spot`).
        page_asked: The reader wants the page of a speaker (an entity's id).
    """

    spot_asked = Signal(object)
    page_asked = Signal(object)

    def __init__(self, model: QuoteModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quotes = model
        self._menu_line: QuoteLine | None = None
        self.setModel(model)
        self.setItemDelegate(QuoteDelegate(theme, self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName("Quotes in this post")
        self.setAccessibleDescription("Return goes to the words.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the words that were clicked."""
        super().mouseReleaseEvent(event)
        line = self._quotes.line_at(self.indexAt(event.position().toPoint()).row())
        if line is not None and event.button() is Qt.MouseButton.LeftButton:
            self.spot_asked.emit(line.spot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the words on which the keyboard stands."""
        line = self._quotes.line_at(self.currentIndex().row())
        if line is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.spot_asked.emit(line.spot)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a quotation."""
        is_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_key else self.indexAt(event.pos())
        menu = self.menu_for(index)
        if menu is not None:
            at = self.viewport().mapToGlobal(self.visualRect(index).center()) if is_key else event.globalPos()
            menu.popup(QPoint(at))

    def menu_for(self, index: QModelIndex | QPersistentModelIndex) -> QMenu | None:
        """Return the menu of a quotation: its words, its speaker, and the other posts with the same words."""
        line = self._quotes.line_at(index.row())
        if line is None:
            return None
        self._menu_line = line
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add(menu, "Go to the words", line.spot)
        if line.quote.entity_id is not None:
            self._add(menu, f"Page of {line.speaker}", line.quote.entity_id)
        self._add(menu, "Copy with speaker", None)
        for other in line.also:
            self._add(menu, f"Also in: {shortened(other.headline, LONGEST_HEADLINE)}", other.spot)
        return menu

    def _add(self, menu: QMenu, words: str, target: object) -> None:
        action = menu.addAction(words.replace("&", "&&"))
        action.setData(target)
        action.triggered.connect(self._choose)

    @Slot()
    def _choose(self) -> None:
        sender = self.sender()
        target = sender.data() if isinstance(sender, QAction) else None
        if isinstance(target, Spot):
            self.spot_asked.emit(target)
        elif target is not None:
            self.page_asked.emit(target)
        elif self._menu_line is not None:
            QGuiApplication.clipboard().setText(f"{self._menu_line.words} — {self._menu_line.speaker}")


class QuotesSection(QWidget):
    """The quotations of the post on show, under a heading."""

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._theme = session, jobs, theme
        self.model = QuoteModel(self)
        self.view = QuoteListView(self.model, theme)
        self.heading, self.count = plain_label("QUOTES IN POST"), plain_label()
        self._build()
        session.post_changed.connect(self._load)
        session.library_changed.connect(self._take_changes)
        self.view.spot_asked.connect(session.show_spot)
        self.view.page_asked.connect(session.show_page)
        theme.changed.connect(self._paint_anew)
        self._paint_anew()
        self._load(session.current_post)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(Space.L, Space.M, Space.M, Space.XS)
        row.addWidget(self.heading, 1)
        row.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("quotes")
        self.hide()

    def sizeHint(self) -> QSize:
        """Return as much height as all rows take."""
        rows = sum(self.view.sizeHintForRow(row) for row in range(self.model.rowCount()))
        return QSize(super().sizeHint().width(), self.heading.sizeHint().height() + Space.L + rows + Space.S)

    def limit(self, panel_px: int) -> None:
        """Take no more than a share of the panel's height."""
        self.setFixedHeight(min(self.sizeHint().height(), round(panel_px * MOST_SHARE)))

    @Slot(object)
    def _load(self, post_id: PostId | None) -> None:
        if post_id is None:
            self._show(())
            return

        def work(library: Library) -> tuple[QuoteLine, ...]:
            return quote_lines(library, library.quotes((post_id,)))

        self._jobs.run(Lane.READ, self, work, self._show, only_latest="quotes")

    @Slot(object, object)
    def _take_changes(self, changes: Changes, _initiator: object) -> None:
        if any(changes.touches(kind) for kind in (Kind.ENTITY, Kind.ARTICLE, Kind.REPAIR)):
            self._load(self._session.current_post)

    def _show(self, lines: tuple[QuoteLine, ...]) -> None:
        self.model.show(lines)
        self.count.setText(f"{len(lines):,}")
        self.setVisible(bool(lines))
        self.updateGeometry()
        parent = self.parentWidget()
        if parent is not None:
            self.limit(parent.height())

    @Slot()
    def _paint_anew(self) -> None:
        tones = self._theme.tones
        font = self._theme.interface_font(Size.SMALL, QFont.Weight.DemiBold)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, LETTER_SPACING_PX)
        self.heading.setFont(font)
        self.count.setFont(self._theme.interface_font(Size.SMALL, tabular=True))
        self.setStyleSheet(f"QWidget#quotes {{ border-top: 1px solid {tones.hairline}; }}")
        self.view.doItemsLayout()
        self.view.viewport().update()
