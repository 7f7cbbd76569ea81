"""Panel: the chronological list of posts, between the session and its view.

Knows how a listing reaches the view and how the reader's choice reaches the session. A listing is worked out on the
read lane; until it is there, the old one stays.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.days import named_zone
from desktop.domain.ids import PostId
from desktop.domain.listings import Filter, Shelf
from desktop.domain.outlines import Outline
from desktop.ui.jobs import Jobs, Lane
from desktop.ui.panels.posts.date_lane import DateLane
from desktop.ui.panels.posts.histogram import Histogram
from desktop.ui.panels.posts.model import PostListModel
from desktop.ui.panels.posts.prepared import (
    Prepared,
    Spoken,
    Surroundings,
    load_spoken,
    look_around,
    prepare,
    prepare_long,
)
from desktop.ui.panels.posts.view import PostListView
from desktop.ui.plain import plain_label
from desktop.ui.session import Session
from desktop.ui.theme import Size, Space, Theme

if TYPE_CHECKING:
    from desktop.library.library import Library

ROWS_AROUND = 40  # rows that are read beyond both edges of what is in sight
EXCERPTS_AROUND = 8
EMPTY_LIBRARY = "Drop a saved live page here,\nor choose Import."
ONLY_ADDRESS = "Only the address of this article is known.\nIts text can be fetched while this computer is online."
SHELF_IS_EMPTY = {
    Shelf.UNREAD: "Every post has been read.",
    Shelf.STARRED: "No post is starred yet.",
    Shelf.MARKED: "No words are marked yet.\nSelect some in a post, then press H.",
    Shelf.CHANGED: "No post has changed.",
}


class PostsPanel(QWidget):
    """The list of posts with its histogram, or what to do if there is none."""

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._theme = session, jobs, theme
        self.model = PostListModel(self)
        self.view = PostListView(theme)
        self.view.setModel(self.model)
        self.view.setAccessibleName("Posts")
        self.view.setAccessibleDescription("Oldest first. Up and Down walk through the posts, Return goes to the text.")
        self.histogram = Histogram(theme)
        self.lane = DateLane(theme)
        self.remark = plain_label()
        self.empty = EmptyList(theme)
        self._stack = QStackedWidget()
        self._is_busy = False
        self._shown_place = session.place
        self._zone = theme.settings.zone
        self._around: Surroundings | None = None
        self._build()
        self._connect()
        self._paint_anew()
        session.show_in_zone(named_zone(self._zone))
        self.model.read_rows_from(session.row_of, session.excerpt_of)
        if session.listing.ids:
            self._take_listing(session.listing)

    def _build(self) -> None:
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.remark)
        whole.addWidget(self.histogram)
        whole.addWidget(self.lane)
        whole.addWidget(self._stack)
        self.remark.setWordWrap(True)
        self.remark.setContentsMargins(Space.L, Space.S, Space.M, 0)
        self.remark.setAccessibleName("How the search was taken")
        self.remark.hide()
        self.setFocusProxy(self.view)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _connect(self) -> None:
        self._session.listing_changed.connect(self._take_listing)
        self._session.rows_changed.connect(self.model.rows_changed)
        self._session.library_changed.connect(self._forget_surroundings)
        self._session.post_changed.connect(self._show_current)
        self._session.selection_changed.connect(self._show_selection)
        self._session.filter_changed.connect(self._show_filter)
        self.view.current_post_changed.connect(self._tell_current)
        self.view.selected_rows_changed.connect(self._tell_selection)
        self.view.rows_missing.connect(self._want_rows)
        self.view.activated.connect(self._go_to_text)
        self.histogram.moments_chosen.connect(self._filter_moments)
        self.lane.days_chosen.connect(self._filter_spoken)
        self.empty.clear_asked.connect(self._session.clear)
        self.empty.text_asked.connect(self._fetch_text)
        self._session.imports.changed.connect(self._show_emptiness_again)
        self.empty.suggestion_asked.connect(self._session.search)
        self._theme.changed.connect(self._paint_anew)

    # ---- from the session

    @property
    def shows_answer(self) -> bool:
        """Whether the list shows what is searched for and filtered now, and not what was before."""
        session = self._session
        return not session.is_listing and self.model.prepared.listing is session.listing

    @Slot(object)
    def _take_listing(self, listing: Outline) -> None:
        self._zone = self._theme.settings.zone
        order, zone = self._session.order, named_zone(self._zone)
        query, filter = self._session.query, self._session.filter
        wanted, around = self._ids_to_be_in_sight(listing), self._around

        def work(library: Library) -> tuple[Prepared, Surroundings]:
            """The bars also show what a chosen time leaves out: else the next drag could only narrow it further."""
            at_all_times = replace(filter, days=None, moments=None)
            is_bounded = filter != at_all_times
            barred = library.outline(query, at_all_times, order, is_complete=False, zone=zone) if is_bounded else None
            known = around or look_around(library, zone)
            if listing.has_rows:
                return prepare(listing, order, known, barred), known
            return prepare_long(listing, order, known, library.rows(wanted), barred), known

        self._jobs.run(Lane.READ, self, work, self._take_prepared, only_latest="posts-prepared")
        self._load_spoken(listing)

    def _load_spoken(self, listing: Outline) -> None:
        """Fill the lane of days, which also shows what a choice in it leaves out."""
        query, filter, order = self._session.query, self._session.filter, self._session.order

        def work(library: Library) -> Spoken:
            ids = listing.ids
            if filter.spoken is not None:
                ids = library.outline(query, replace(filter, spoken=None), order, is_complete=False).ids
            return load_spoken(library, ids)

        rest_ms = self._session.rest_ms
        self._jobs.run(Lane.SIDE, self, work, self._show_spoken, only_latest="posts-spoken", rest_ms=rest_ms)

    def _show_spoken(self, spoken: Spoken) -> None:
        self.lane.show_spoken(spoken.days, spoken.headlines)
        self.lane.setVisible(len(self.lane.slots) > 1 or self._session.filter.spoken is not None)

    def _take_prepared(self, made: tuple[Prepared, Surroundings]) -> None:
        prepared, self._around = made
        if not prepared.listing.has_rows:
            self._session.keep_rows(prepared.rows)
        self._show(prepared)

    @Slot()
    def _forget_surroundings(self) -> None:
        self._around = None

    def _ids_to_be_in_sight(self, listing: Outline) -> tuple[PostId, ...]:
        """The posts of a long list round the place where it will be opened, and the one that is read."""
        top = self._remembered_place()
        place = listing.places.get(top[0], 0) if top and self._shown_place == self._session.place else 0
        ids = listing.ids[max(0, place - ROWS_AROUND) : place + 2 * ROWS_AROUND]
        current = self._session.current_post
        return (*ids, current) if current in listing.places and current is not None else ids

    @Slot(int, int)
    def _want_rows(self, first: int, last: int) -> None:
        self._session.want_rows(self.model.ids[max(0, first - ROWS_AROUND) : last + ROWS_AROUND])
        self._session.want_excerpts(self.model.ids[max(0, first - EXCERPTS_AROUND) : last + EXCERPTS_AROUND])

    def _show(self, prepared: Prepared) -> None:
        place = self._remembered_place()
        self._is_busy = True  # what the view says while it is filled is no choice of the reader
        are_others = self.model.show(prepared)
        self.view.show_excerpts(self.model.has_excerpts)
        self.view.set_groups([replace(group, title=prepared.title_of(group)) for group in prepared.groups])
        self._is_busy = False
        self.histogram.show_buckets(prepared.buckets)
        is_chosen = self._session.filter.moments is not None or self._session.filter.spoken is not None
        self.histogram.setVisible(len(prepared.buckets.starts) > 1 or is_chosen)
        self._show_selection(self._session.selected_posts)
        if are_others:
            self._return_to(place if self._shown_place == self._session.place else None)
        self._shown_place = self._session.place
        self._show_current(self._session.current_post)
        self._show_emptiness(prepared.listing)

    def _remembered_place(self) -> tuple[PostId, int] | None:
        top = self.view.top_row()
        return (self.model.post_at(top[0]), top[1]) if top else None

    def _return_to(self, place: tuple[PostId, int] | None) -> None:
        """Let the row that was at the top stay there; of another shelf or article, begin at its own top."""
        row = self.model.place_of(place[0]) if place else None
        if place is None:
            self.view.scrollToTop()
        elif row is not None:
            self.view.scroll_row_to(row, place[1])

    def _show_emptiness(self, listing: Outline) -> None:
        remark = listing.hits.explanation if listing.hits else ""
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        if not listing.ids:
            is_link = self._session.filter.article_id in self._session.imports.links
            self.empty.explain(self._session.query, self._session.filter, listing, is_link=is_link)
        has_keyboard = self.empty.has_keyboard
        self._stack.setCurrentWidget(self.view if listing.ids else self.empty)
        if has_keyboard and listing.ids:
            self.view.setFocus()  # what had the keyboard is hidden now

    @Slot()
    def _show_emptiness_again(self) -> None:
        self._show_emptiness(self.model.prepared.listing)

    @Slot()
    def _fetch_text(self) -> None:
        article_id = self._session.filter.article_id
        if article_id is not None:
            self._session.imports.fetch_links([article_id])

    @Slot(object)
    def _show_current(self, post_id: PostId | None) -> None:
        row = self.model.place_of(post_id)
        if row is None or row == self.view.currentIndex().row():
            return
        self._is_busy = True
        self.view.selectionModel().setCurrentIndex(
            self.model.index(row), self.view.selectionModel().SelectionFlag.NoUpdate
        )
        self._is_busy = False
        self._show_selection(self._session.selected_posts)
        self.view.scrollTo(self.model.index(row))

    @Slot(object)
    def _show_selection(self, ids: tuple[PostId, ...]) -> None:
        rows = sorted(row for row in map(self.model.place_of, ids) if row is not None)
        self._is_busy = True
        self.view.select_rows(rows)
        self._is_busy = False

    @Slot(object)
    def _show_filter(self, filter: Filter) -> None:
        self.histogram.show_moments(filter.moments)
        self.lane.show_chosen(filter.spoken)

    # ---- to the session

    @Slot(int)
    def _tell_current(self, row: int) -> None:
        if not self._is_busy and row >= 0 and self.view.selectionModel().isSelected(self.model.index(row)):
            self._session.show_post(self.model.post_at(row))

    @Slot()
    def _tell_selection(self) -> None:
        if not self._is_busy:
            self._session.select_posts([self.model.post_at(row) for row in self.view.selected_rows()])
            self._tell_current(self.view.currentIndex().row())  # a click moves the place first, and chooses then

    @Slot(object)
    def _filter_moments(self, moments: object) -> None:
        chosen = moments if isinstance(moments, tuple) else None
        self._session.set_filter(replace(self._session.filter, days=None, moments=chosen))

    @Slot(object)
    def _filter_spoken(self, days: object) -> None:
        chosen = days if isinstance(days, tuple) else None
        self._session.set_filter(replace(self._session.filter, spoken=chosen))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes to the text; Escape lifts the search."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_to_text()
        elif event.key() == Qt.Key.Key_Escape and self._session.query:
            self._session.search("")
        else:
            super().keyPressEvent(event)

    @Slot()
    def _go_to_text(self) -> None:
        """Go on in the text; of a list without the post on show, in its first."""
        if self.model.place_of(self._session.current_post) is None:
            self._session.go_to_next()
        self._session.reading_wanted.emit()

    @Slot()
    def _paint_anew(self) -> None:
        tones = self._theme.tones
        self.setStyleSheet(
            f"PostsPanel, PostsPanel QListView {{ background: {tones.list}; border: none; }}"
            f"PostsPanel QLabel {{ color: {tones.muted}; }}"
        )
        self.view.remeasure()
        if self._zone != self._theme.settings.zone:  # other times, and other days above them
            self._around = None
            self._session.show_in_zone(named_zone(self._theme.settings.zone))
            self._take_listing(self._session.listing)


class EmptyList(QWidget):
    """What to do when there is no post to show.

    Signals:
        clear_asked: The reader wants the search and every filter lifted.
        text_asked: The reader wants the text of the link on show.
        suggestion_asked: The reader wants another query, the one suggested.
    """

    clear_asked = Signal()
    text_asked = Signal()
    suggestion_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.words = plain_label(EMPTY_LIBRARY)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.suggestion = QPushButton()
        self.suggestion.setObjectName("link")
        self.suggestion.setFlat(True)
        self.suggestion.setCursor(Qt.CursorShape.PointingHandCursor)
        self.suggestion.clicked.connect(self._take_suggestion)
        self.suggestion.hide()
        self._suggested = ""
        self.clear = QPushButton("Show all posts")
        self.clear.setAccessibleName("Lift the search and every filter")
        self.clear.clicked.connect(self.clear_asked)
        self.clear.hide()
        self.fetch = QPushButton("Fetch its text")
        self.fetch.setObjectName("primary")
        self.fetch.clicked.connect(self.text_asked)
        self.fetch.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        column.setSpacing(Space.L)
        column.addStretch(2)
        column.addWidget(self.words)
        column.addWidget(self.suggestion, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.fetch, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        theme.changed.connect(self._paint_anew)
        self._paint_anew()

    @property
    def has_keyboard(self) -> bool:
        """Whether one of its buttons has the keyboard."""
        return any(button.hasFocus() for button in self.findChildren(QPushButton))

    def explain(self, query: str, filter: Filter, listing: Outline, *, is_link: bool = False) -> None:
        """Say why there is nothing, and how to go on."""
        self.words.setText(ONLY_ADDRESS if is_link else _why_empty(query, filter, listing))
        self.fetch.setVisible(is_link)
        self._suggested = (listing.hits.suggestion if listing.hits and query else None) or ""
        self.suggestion.setText(f"Search for “{self._suggested}”".replace("&", "&&"))
        self.suggestion.setVisible(bool(self._suggested))
        self.clear.setVisible(bool(listing.library_total) and not is_link)
        self.clear.setText("Clear the search" if query else "Show all posts")

    @Slot()
    def _take_suggestion(self) -> None:
        self.suggestion_asked.emit(self._suggested)

    @Slot()
    def _paint_anew(self) -> None:
        self.words.setFont(self._theme.interface_font(Size.LARGE))


def _why_empty(query: str, filter: Filter, listing: Outline) -> str:
    if not listing.library_total:
        return EMPTY_LIBRARY
    if query:
        return f"No post matches “{query}”."
    if filter.entities or filter.without or filter.makers or filter.days or filter.moments or filter.spoken:
        return "No post passes these filters."
    return SHELF_IS_EMPTY.get(filter.shelf, "No post to show.")
