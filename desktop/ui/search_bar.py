"""The search bar: where words are typed, and how many posts they left.

Knows the field and the line of text beside it. Never searches: it tells the session each letter, and hears back how
many posts there are.
"""

from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from desktop.domain.listings import Listing
from desktop.ui.messages import count_of
from desktop.ui.session import Session
from desktop.ui.theme import Space, Theme

CLEAR, SUGGEST, EVERYWHERE = "clear", "suggest", "everywhere"  # where the links of the count lead
FIELD_HEIGHT_PX = 32
FIELD_WIDTH_PX = (160, 560)


class SearchField(QLineEdit):
    """The field. Escape empties it, and when it is empty leaves it; Enter and Down go to the posts.

    Signals:
        left: The reader is done typing (True if the first post is wanted).
    """

    left = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the keys that a plain field does not know."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        elif key == Qt.Key.Key_Escape:
            self.left.emit(False)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit(True)
        else:
            super().keyPressEvent(event)


class SearchBar(QWidget):
    """The field, and beside it how many posts are on show.

    Signals:
        left: The keyboard is to go to the posts.
    """

    left = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self.field = SearchField(self)
        self._clear = QAction("Clear search", self)
        self._glass = QAction(self)
        self.count = QLabel(self)
        self._build()
        self.field.textEdited.connect(session.search)
        self.field.left.connect(self._leave)
        self._clear.triggered.connect(self._empty_field)
        self.count.linkActivated.connect(self._follow)
        session.query_changed.connect(self._show_query)
        session.listing_changed.connect(self._show_count)
        session.filter_changed.connect(self._show_count_again)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def focus_field(self) -> None:
        """Put the keyboard into the field, ready to type over what is there."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _build(self) -> None:
        self.field.setObjectName("search")
        self.field.setAccessibleName("Search posts")
        self.field.setPlaceholderText("Search posts, captions and notes")
        self.field.setAcceptDrops(False)  # what is dropped anywhere is imported
        self.field.setFixedHeight(FIELD_HEIGHT_PX)
        self.field.setMinimumWidth(FIELD_WIDTH_PX[0])
        self.field.setMaximumWidth(FIELD_WIDTH_PX[1])
        self.field.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.field.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self.count.setObjectName("count")
        self.count.setAccessibleName("Posts on show")
        self.count.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.count.setTextFormat(Qt.TextFormat.RichText)
        self.count.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+L does the same from the keyboard
        self.count.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the colour of the links when the palette changes."""
        if watched is self.count and event.type() == QEvent.Type.PaletteChange:
            self._show_count_again()
        return super().eventFilter(watched, event)

    @Slot()
    def _paint_icons(self) -> None:
        self._glass.setIcon(self._theme.icon("search"))
        self._clear.setIcon(self._theme.icon("close"))

    @Slot(bool)
    def _leave(self, wants_first: bool) -> None:
        if wants_first:
            self._session.open_first()
        self.left.emit()

    @Slot()
    def _empty_field(self) -> None:
        self._session.search("")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _show_query(self, query: str) -> None:
        """Show a query that came from elsewhere; while the reader types, blanks at the end stay."""
        if self.field.text().strip() != query:
            self.field.setText(query)
        self._clear.setVisible(bool(query))

    @Slot()
    def _show_count_again(self) -> None:
        self._show_count(self._session.listing)

    @Slot(object)
    def _show_count(self, listing: Listing) -> None:
        whole = count_of(len(listing.rows), "post") if listing.rows else ""
        self.count.setText(self._count_in_words(listing) if self._session.is_narrowed else whole)

    def _count_in_words(self, listing: Listing) -> str:
        words = [f"{len(listing.rows):,} of {listing.place_total:,}"]
        if listing.hits is not None and listing.hits.suggestion:
            words.append(f"try {self._link(SUGGEST, listing.hits.suggestion)}")
        if not listing.rows and self._session.filter.article_id is not None:
            words.append(self._link(EVERYWHERE, "look in all articles"))
        return " · ".join([*words, self._link(CLEAR, "clear")])

    def _link(self, leads_to: str, text: str) -> str:
        style = f"color:{self._theme.tones.accent};text-decoration:none"
        return f'<a href="{leads_to}" style="{style}">{escape(text)}</a>'

    @Slot(str)
    def _follow(self, link: str) -> None:
        hits = self._session.listing.hits
        if link == CLEAR:
            self._session.clear()
        elif link == EVERYWHERE:
            self._session.set_article(None)
        elif hits is not None and hits.suggestion:
            self._session.search(hits.suggestion)
