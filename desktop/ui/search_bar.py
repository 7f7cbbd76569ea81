"""The search bar: where words are typed, what is offered meanwhile, and how many posts they left.

Knows the field, the list below it and the line of text beside it. Never searches: it tells the session each letter, and
hears back how many posts there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from desktop.domain.outlines import Outline
from desktop.domain.query_language import Completion
from desktop.domain.searching import Facets
from desktop.ui.jobs import Jobs, Lane
from desktop.ui.messages import Message, MessageKind, count_of
from desktop.ui.offer_list import Offered, OfferList
from desktop.ui.plain import plain_tip
from desktop.ui.session import Session
from desktop.ui.theme import Space, Theme

if TYPE_CHECKING:
    from desktop.library.library import Library

CLEAR, SUGGEST, EVERYWHERE, NARROW = "clear", "suggest", "everywhere", "narrow"  # where the links of the count lead
FIELD_HEIGHT_PX = 32
FIELD_WIDTH_PX = (160, 560)
HELP_KEY = "?"
MOST_PAST = 10
KEYS = "Down shows what was searched for before, Tab takes the first offer, a question mark tells how to search."
MOST_SOURCES = 6
NOTHING_TO_NARROW = Message(MessageKind.NEWS, "The posts on show are of one publisher and of one kind.")


class SearchField(QLineEdit):
    """The field. Escape puts away what is offered, then empties the field, then leaves it.

    Up, Down, Tab and Enter go to the list below while something is offered there; without it Enter and Down go to the
    posts, and Down in an empty field offers past searches.

    Signals:
        left: The reader is done typing (True if the first post is wanted).
        past_wanted: The reader wants to see what was searched for before.
        offers_wanted: The reader wants to see how to go on.
        help_wanted: The reader wants to know how to search.
        focused: The keyboard came (True) or went (False).
    """

    left = Signal(bool)
    past_wanted = Signal()
    offers_wanted = Signal()
    help_wanted = Signal()
    focused = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.offers: OfferList | None = None

    def event(self, event: QEvent) -> bool:
        """Take Tab while something is offered; elsewhere it goes to the next part of the window, as always."""
        is_tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if is_tab and event.type() == QEvent.Type.KeyPress and self.offers is not None and self.offers.rows:
            self.offers.take()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the keys that a plain field does not know."""
        if not (self._answer_offered(event) or self._answer(event)):
            super().keyPressEvent(event)

    def _answer_offered(self, event: QKeyEvent) -> bool:
        """Let the list answer while something is offered; return whether it did."""
        offers, key = self.offers, event.key()
        if offers is None or not offers.rows:
            return False
        if key == Qt.Key.Key_Escape:
            offers.hide()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            offers.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and offers.chosen is not None:
            offers.take()
        else:
            return False
        return True

    def _answer(self, event: QKeyEvent) -> bool:
        key, with_alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        elif key == Qt.Key.Key_Escape:
            self.left.emit(False)
        elif key == Qt.Key.Key_Down and (with_alt or not self.text()):
            self.past_wanted.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit(True)
        elif key == Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.offers_wanted.emit()
        elif event.text() == HELP_KEY and not self.text():
            self.help_wanted.emit()
        else:
            return False
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the reader is here."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the reader went elsewhere."""
        super().focusOutEvent(event)
        self.focused.emit(False)


class SearchBar(QWidget):
    """The field, and beside it how many posts are on show.

    Signals:
        left: The keyboard is to go to the posts.
        help_wanted: The reader wants to know how to search.
        keep_wanted: The reader wants to keep this search under a name.
    """

    left = Signal()
    help_wanted = Signal()
    keep_wanted = Signal()

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._theme = session, jobs, theme
        self.field = SearchField(self)
        self.offers = OfferList(theme, parent or self)
        self._clear = QAction("Clear search", self)
        self._keep = QAction("Keep this search", self)
        self._help = QAction("How to search", self)
        self._glass = QAction(self)
        self.count = QLabel(self)
        self._build()
        self._connect()
        self._paint_icons()

    def focus_field(self) -> None:
        """Put the keyboard into the field, ready to type over what is there."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def narrow(self) -> None:
        """Offer the publishers and kinds of the posts on show, with how many there are of each."""
        query, filter = self._session.query, self._session.filter

        def work(library: Library) -> Facets:
            return library.facets(query, filter, is_complete=False, most=0)

        done = partial(self._offer_facets, query)
        self._jobs.run(Lane.SIDE, self, work, done, only_latest="facets")

    def _offer_facets(self, query: str, facets: Facets) -> None:
        counted = {f'source:"{name}"': count for name, count in facets.sources.items() if name}
        counted = dict(list(counted.items())[:MOST_SOURCES]) if len(facets.sources) > 1 else {}
        if len(facets.kinds) > 1:
            counted |= {f"kind:{kind.value}": count for kind, count in facets.kinds.items()}
        if not counted or query != self._session.query:
            self._session.tell(NOTHING_TO_NARROW)
            return
        rows = []
        for written, count in counted.items():
            narrowed = f"{query} {written}".strip()
            rows.append(Offered(written, count_of(count, "post"), narrowed, len(narrowed), goes_on=False))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.offers.offer(rows, self.field)
        self.offers.step(1)

    def try_query(self, query: str) -> None:
        """Show what a query finds, ready to be changed."""
        self._session.search(query)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.setCursorPosition(len(query))

    def _build(self) -> None:
        self.field.setObjectName("search")
        self.field.offers = self.offers
        self.field.setAccessibleName("Search posts")
        self.field.setAccessibleDescription(KEYS)
        self.field.setPlaceholderText("Search posts, captions and notes")
        self.field.setAcceptDrops(False)  # what is dropped anywhere is imported
        self.field.setFixedHeight(FIELD_HEIGHT_PX)
        self.field.setMinimumWidth(FIELD_WIDTH_PX[0])
        self.field.setMaximumWidth(FIELD_WIDTH_PX[1])
        self.field.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        for action in (self._help, self._keep, self._clear):
            self.field.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
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

    def _connect(self) -> None:
        session = self._session
        self.field.textEdited.connect(self._search)
        self.field.left.connect(self._leave)
        self.field.past_wanted.connect(self._offer_past)
        self.field.offers_wanted.connect(self._complete)
        self.field.help_wanted.connect(self.help_wanted)
        self.field.focused.connect(self._follow_keyboard)
        self.offers.taken.connect(self._take)
        self._clear.triggered.connect(self._empty_field)
        self._keep.triggered.connect(self.keep_wanted)
        self._help.triggered.connect(self.help_wanted)
        self.count.linkActivated.connect(self._follow)
        session.query_changed.connect(self._show_query)
        session.listing_changed.connect(self._show_count)
        session.filter_changed.connect(self._show_count_again)
        for signal in (session.query_changed, session.filter_changed, session.searches.changed, session.opened):
            signal.connect(self._show_kept)
        self._theme.changed.connect(self._paint_icons)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the colour of the links when the palette changes."""
        if watched is self.count and event.type() == QEvent.Type.PaletteChange:
            self._show_count_again()
        return super().eventFilter(watched, event)

    @Slot()
    def _paint_icons(self) -> None:
        self._glass.setIcon(self._theme.icon("search"))
        self._clear.setIcon(self._theme.icon("close"))
        self._help.setIcon(self._theme.icon("help"))
        self._show_kept()

    # ---- typing

    @Slot(str)
    def _search(self, text: str) -> None:
        self._session.search(text)
        self._complete()

    @Slot()
    def _complete(self) -> None:
        """Ask the library how to go on; what was offered before stays until then."""
        query, cursor = self.field.text(), self.field.cursorPosition()
        if not query.strip():
            self.offers.hide()

        def work(library: Library) -> Sequence[Completion]:
            return library.completions(query, cursor)

        done = partial(self._offer, query, cursor)
        self._jobs.run(Lane.SIDE, self, work, done, failed=self._offer_nothing, only_latest="completions")

    def _offer(self, query: str, cursor: int, completions: Sequence[Completion]) -> None:
        """Offer completions, unless the reader has gone on meanwhile."""
        if self.field.hasFocus() and (query, cursor) == (self.field.text(), self.field.cursorPosition()):
            self.offers.offer([_offered(query, cursor, each) for each in completions], self.field)

    @Slot(object)
    def _offer_nothing(self, _: object) -> None:
        self.offers.hide()

    @Slot()
    def _offer_past(self) -> None:
        """Offer what was searched for before; of nothing, go to the posts."""
        typed = self.field.text().strip()
        past = [query for query in self._session.searches.past if query != typed][:MOST_PAST]
        if past:
            rows = [Offered(query, "searched before" if not n else "", query, len(query), goes_on=False)
                    for n, query in enumerate(past)]  # fmt: skip
            self.offers.offer(rows, self.field)
            self.offers.step(1)
        else:
            self._leave(True)

    @Slot(object)
    def _take(self, offered: Offered) -> None:
        self.field.setText(offered.query)
        self.field.setCursorPosition(offered.cursor)
        self._session.search(offered.query)
        if offered.goes_on:
            self._complete()

    @Slot(bool)
    def _leave(self, wants_first: bool) -> None:
        """Go to the posts; where there are none but there is another spelling, look for that."""
        hits = self._session.listing.hits
        if wants_first and hits is not None and hits.suggestion and not self._session.is_listing:
            self.try_query(hits.suggestion)
            return
        self.offers.hide()
        self._session.searches.remember(self._session.query)
        if wants_first:
            self._session.open_first()
        self.left.emit()

    @Slot(bool)
    def _follow_keyboard(self, is_here: bool) -> None:
        if not is_here:
            self.offers.hide()
            self._session.searches.remember(self._session.query)

    @Slot()
    def _empty_field(self) -> None:
        self._session.search("")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- what is on show

    @Slot(str)
    def _show_query(self, query: str) -> None:
        """Show a query that came from elsewhere; while the reader types, blanks at the end stay."""
        if self.field.text().strip() != query:
            self.field.setText(query)
        self._clear.setVisible(bool(query))

    @Slot()
    def _show_kept(self) -> None:
        """Show whether what is on show is kept under a name."""
        kept = self._session.kept_search
        self._keep.setVisible(bool(self._session.query) and self._session.is_writable)
        self._keep.setIcon(self._theme.icon("bookmark-kept" if kept else "bookmark", "accent" if kept else "muted"))
        self._keep.setToolTip(plain_tip(f"Kept as “{kept.name}”. Rename it" if kept else "Keep this search"))

    @Slot()
    def _show_count_again(self) -> None:
        self._show_count(self._session.listing)

    @Slot(object)
    def _show_count(self, listing: Outline) -> None:
        whole = count_of(len(listing.ids), "post") if listing.ids else ""
        self.count.setText(self._count_in_words(listing) if self._session.is_narrowed else whole)
        told = self._taken_in_words(listing)
        self.field.setToolTip(plain_tip(told))
        self.field.setAccessibleDescription(told or KEYS)

    def _taken_in_words(self, listing: Outline) -> str:
        """Say of each part of the query how it was taken."""
        query, parts = self._session.query, listing.hits.parts if listing.hits is not None else ()
        return "\n".join(f"{query[part.start : part.end]} — {part.meaning}" for part in parts)

    def _count_in_words(self, listing: Outline) -> str:
        words = [f"{len(listing.ids):,} of {listing.place_total:,}"]
        if listing.hits is not None and listing.hits.suggestion:
            words.append(f"try {self._link(SUGGEST, listing.hits.suggestion)} (Enter)")
        if not listing.ids and self._session.filter.article_id is not None:
            words.append(self._link(EVERYWHERE, "look in all articles"))
        if len(listing.ids) > 1:
            words.append(self._link(NARROW, "narrow"))
        return " · ".join([*words, self._link(CLEAR, "clear")])

    def _link(self, leads_to: str, text: str) -> str:
        style = f"color:{self._theme.tones.accent};text-decoration:none"
        return f'<a href="{leads_to}" style="{style}">{escape(text)}</a>'

    @Slot(str)
    def _follow(self, link: str) -> None:
        hits = self._session.listing.hits
        if link == CLEAR:
            self._session.clear()
        elif link == NARROW:
            self.narrow()
        elif link == EVERYWHERE:
            self._session.set_article(None)
        elif hits is not None and hits.suggestion:
            self._session.search(hits.suggestion)


def _offered(query: str, cursor: int, completion: Completion) -> Offered:
    """Say what the field holds once a completion is taken: a blank after a whole word, a field with its colon."""
    after = query[cursor:]
    blank = " " if completion.is_whole and not after[:1].isspace() else ""
    before = query[: completion.start] + completion.text + blank
    return Offered(completion.label, completion.remark, before + after, len(before))
