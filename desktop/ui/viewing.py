"""Viewing: which posts are on show, which of them is read, and the way back.

Knows the query, the filter, the order, the list they give, the current post and the selection. Never changes the
library, and never touches a widget.

Why every setter ignores an equal value: panels set what they are told, so without that two panels would answer each
other for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.entities import Entity
from desktop.domain.errors import ReaderError
from desktop.domain.ids import ArticleId, EntityId, PostId
from desktop.domain.listings import EVERYTHING, Filter, Order, PostRow, Shelf
from desktop.domain.outlines import Outline
from desktop.domain.searches import SavedSearch
from desktop.domain.searching import Excerpt
from desktop.ui import messages
from desktop.ui.history import View, ViewHistory
from desktop.ui.jobs import Jobs, Lane
from desktop.ui.messages import Message
from desktop.ui.spots import Spot
from desktop.ui.stopped import Stop

if TYPE_CHECKING:
    from desktop.library.library import Library

NOTHING_LISTED = Outline()
MOST_ROWS_KEPT = 20_000
REST_MS = 250  # how long a long list must stand before what lies beside it is worked out
NO_EXCERPT = Excerpt("")


class Viewing(QObject):
    """What the reader is looking at.

    Signals:
        query_changed: The words searched for (str).
        filter_changed: The `Filter`.
        order_changed: The `Order`.
        listing_started: A new list is on its way; the old one stays on show until then.
        listing_changed: The `Outline` of the list; comes after every `listing_started`, with the old one if listing
            failed.
        rows_changed: What is known of some rows of the list changed: they were read, or one was marked as read.
        post_changed: The current post's id, or None.
        page_changed: The id of the entity whose page stands in the post's place, or None.
        spot_wanted: The reader wants to see certain words (`Spot`) of the post that is or will be on show.
        name_chosen: The `Entity` that orders about names are for, or None.
        selection_changed: The ids of the selected posts, a tuple in the list's order.
        marks_shown_changed: Whether marks, hits and mentions are painted in the text.
        cleared: The reader wants everything lifted that narrows a list.
        history_changed: What back and forward can do changed.
        message: A `Message`.
    """

    query_changed = Signal(str)
    filter_changed = Signal(object)
    order_changed = Signal(object)
    listing_started = Signal()
    listing_changed = Signal(object)
    rows_changed = Signal()
    post_changed = Signal(object)
    page_changed = Signal(object)
    spot_wanted = Signal(object)
    name_chosen = Signal(object)
    selection_changed = Signal(object)
    marks_shown_changed = Signal(bool)
    cleared = Signal()
    history_changed = Signal()
    message = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._views = ViewHistory()
        self._listing = NOTHING_LISTED
        self._rows: dict[PostId, PostRow] = {}  # of a long list those that were looked at
        self._excerpts: dict[PostId, Excerpt] = {}  # of the posts that were looked at
        self._excerpts_as_of = 0
        self._rows_kept_as_of = 0
        self._rows_as_of = 0  # grows when something was written: rows that were read before are not to be trusted
        self._selected: tuple[PostId, ...] = ()
        self._marks_shown = True
        self._zone: tzinfo | None = None
        self._chosen_name: Entity | None = None
        self._is_listing = False
        self._wants_first = True  # whether the first post of the next list is to be shown if the current is not in it
        self._begins = False  # whether the next list is that of a place from another day, which may be gone
        self._stopped_at: tuple[PostId | None, int] = (None, 0)  # a post, and the line at which its reader stopped

    @property
    def query(self) -> str:
        """The words searched for."""
        return self._views.current.query

    @property
    def filter(self) -> Filter:
        """Which posts are on show, the search apart."""
        return self._views.current.filter

    @property
    def order(self) -> Order:
        """The order of the list."""
        return self._views.current.order

    @property
    def listing(self) -> Outline:
        """The posts on show."""
        return self._listing

    @property
    def current_post(self) -> PostId | None:
        """The post in the reading pane."""
        return self._views.current.post

    @property
    def open_page(self) -> EntityId | None:
        """The entity whose page stands in the post's place; None if the post does."""
        return self._views.current.entity

    @property
    def chosen_name(self) -> Entity | None:
        """The name that orders about names are for, by id, kind and name alone."""
        return self._chosen_name

    @property
    def current_row(self) -> PostRow | None:
        """What the list says of the post in the reading pane; None if it is not in the list."""
        return self.row_of(self.current_post) if self.current_post in self._listing.places else None

    def row_of(self, post_id: PostId | None) -> PostRow | None:
        """What the list says of a post; None if that was not read yet."""
        return self._rows.get(post_id) if post_id is not None else None

    @property
    def selected_posts(self) -> tuple[PostId, ...]:
        """The posts chosen in the list, in the list's order."""
        return self._selected

    @property
    def marks_shown(self) -> bool:
        """Whether marks, hits and mentions are painted in the text."""
        return self._marks_shown

    @property
    def can_go_back(self) -> bool:
        """Whether there is a view to go back to."""
        return self._views.can_go_back

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a view to go forward to."""
        return self._views.can_go_forward

    @property
    def is_listing(self) -> bool:
        """Whether a new list is on its way."""
        return self._is_listing

    @property
    def has_empty_list(self) -> bool:
        """Whether the list on show holds no post though the library does."""
        return not self._listing.ids and self._listing.library_total > 0

    @property
    def rest_ms(self) -> int:
        """How long to wait before working out what lies beside the list: a long one may be gone with the next key."""
        return 0 if self._listing.has_rows else REST_MS

    @property
    def place(self) -> Filter:
        """The shelf or article on show, without what narrows it."""
        return Filter(shelf=self.filter.shelf, article_id=self.filter.article_id)

    @property
    def is_narrowed(self) -> bool:
        """Whether a search or a filter leaves out some posts of the shelf or article on show."""
        return bool(self.query) or self.filter != self.place

    @Slot(str)
    def search(self, text: str) -> None:
        """Show the posts that match these words. The post on show stays: typing must not make the text jump."""
        self._visit(replace(self._views.current, query=text.strip()))

    def set_filter(self, new: Filter) -> None:
        """Show the posts that pass this filter."""
        self._visit(replace(self._views.current, filter=new))

    def show_search(self, search: SavedSearch) -> None:
        """Show what a search that is kept finds now."""
        self._wants_first = True
        now = self._views.current
        self._visit(replace(now, query=search.query, filter=search.filter, order=search.order))

    def show_place(self, place: Filter) -> None:
        """Show a shelf or an article whole, without any search or filter."""
        self._wants_first = place.shelf is not Shelf.UNREAD
        self._visit(replace(self._views.current, query="", filter=place))

    def show_in_zone(self, zone: tzinfo | None) -> None:
        """Count days and bars by this clock from the next list on; None takes that of each post."""
        self._zone = zone

    def begin_at(self, stop: Stop) -> None:
        """Begin where the reader stopped another day; to be called before the first list is asked for."""
        self._views = ViewHistory(View(filter=stop.place, post=stop.post_id))
        self._stopped_at = (stop.post_id, stop.line)
        self._wants_first = stop.place.shelf is not Shelf.UNREAD
        self._begins = True

    def begin(self) -> None:
        """Ask for the first list, and show the post of another day if there is one."""
        if self.filter != EVERYTHING:
            self.filter_changed.emit(self.filter)
        if self.current_post is not None:
            self.post_changed.emit(self.current_post)
        self.reload()

    def leave_line(self, post_id: PostId, line: int) -> None:
        """Note at which line of a post the reader stops."""
        self._stopped_at = (post_id, line)

    def take_line(self, post_id: PostId) -> int:
        """Return the line at which the reader stopped in a post, once; 0 is its beginning."""
        line = self._stopped_at[1] if self._stopped_at[0] == post_id else 0
        self._stopped_at = (None, 0)
        return line

    @property
    def stop(self) -> Stop:
        """Where the reader stops, to begin there another day: without what narrows the list."""
        line = self._stopped_at[1] if self._stopped_at[0] == self.current_post else 0
        return Stop(self.place, self.current_post, line)

    def set_shelf(self, shelf: Shelf) -> None:
        """Show a shelf of the whole library. From what is unread nothing is opened: to be opened is to be read."""
        self._wants_first = shelf is not Shelf.UNREAD
        wanted = replace(self.filter, shelf=shelf, article_id=None)
        self._visit(replace(self._views.current, filter=wanted, entity=None))

    def set_article(self, article_id: ArticleId | None) -> None:
        """Show one article, or with None all of them."""
        self._wants_first = True
        wanted = replace(self.filter, shelf=Shelf.ALL, article_id=article_id)
        self._visit(replace(self._views.current, filter=wanted, entity=None))

    def show_article_alone(self, article_id: ArticleId) -> None:
        """Show one article whole: every search and filter is lifted."""
        self._wants_first = True
        self._visit(replace(self._views.current, query="", filter=Filter(article_id=article_id), entity=None))

    def toggle_entity(self, entity_id: EntityId, exclude: bool = False) -> None:
        """Show only posts that mention an entity, or none of those; asked for again, lift that."""
        wanted, unwanted = self.filter.entities - {entity_id}, self.filter.without - {entity_id}
        if exclude and entity_id not in self.filter.without:
            unwanted |= {entity_id}
        if not exclude and entity_id not in self.filter.entities:
            wanted |= {entity_id}
        self.set_filter(replace(self.filter, entities=wanted, without=unwanted))

    def toggle_maker(self, name: str) -> None:
        """Show only posts that somebody wrote or took a picture for; asked for again, lift that."""
        self.set_filter(replace(self.filter, makers=self.filter.makers ^ {name}))

    def choose_name(self, entity: Entity | None) -> None:
        """Say for whom orders about names are."""
        if entity != self._chosen_name:
            self._chosen_name = entity
            self.name_chosen.emit(entity)

    def show_page(self, entity_id: EntityId) -> None:
        """Show the page of an entity in the post's place."""
        self._visit(replace(self._views.current, entity=entity_id))

    def show_list(self, wanted: Filter) -> None:
        """Show the posts that pass a filter, and no page of a name in place of the post."""
        self._wants_first = True
        self._visit(replace(self._views.current, query="", filter=wanted, entity=None))

    @Slot()
    def close_page(self) -> None:
        """Show the post again."""
        self._visit(replace(self._views.current, entity=None))

    def show_spot(self, spot: Spot) -> None:
        """Show certain words of a post, whether or not the list holds it."""
        self.show_post(spot.post_id)
        self.spot_wanted.emit(spot)

    def set_order(self, order: Order) -> None:
        """Show the posts in another order."""
        self._visit(replace(self._views.current, order=order))

    @Slot()
    def clear(self) -> None:
        """Lift the search and every filter; the shelf or article stays."""
        self.cleared.emit()
        self._visit(replace(self._views.current, query="", filter=self.place))

    @Slot(object)
    def show_post(self, post_id: PostId | None) -> None:
        """Show a post in the reading pane; the page of a name gives way to it."""
        if post_id == self.current_post and self.open_page is None:
            return
        self._visit(replace(self._views.current, post=post_id, entity=None))
        if post_id is not None and post_id not in self._selected:
            self.select_posts((post_id,))

    def select_posts(self, ids: Iterable[PostId]) -> None:
        """Choose posts for what is done to several at once; the reading pane stays."""
        places = self._listing.places
        chosen = tuple(sorted({post_id for post_id in ids if post_id in places}, key=places.__getitem__))
        if chosen != self._selected:
            self._selected = chosen
            self.selection_changed.emit(chosen)

    @Slot()
    def open_first(self) -> None:
        """Show the first post, unless the one on show is in the list; of a list on its way, once it is there."""
        if self._is_listing:
            self._wants_first = True
        elif self._listing.ids and self.current_post not in self._listing.places:
            self.show_post(self._listing.ids[0])

    @Slot()
    def go_to_next(self) -> None:
        """Show the next post of the list."""
        self._go_by(1)

    @Slot()
    def go_to_previous(self) -> None:
        """Show the post before this one in the list."""
        self._go_by(-1)

    @Slot()
    def back(self) -> None:
        """Go back to what was on show before."""
        self._step(-1)

    @Slot()
    def forward(self) -> None:
        """Go forward again to where the reader came back from."""
        self._step(1)

    @Slot(bool)
    def show_marks(self, shown: bool) -> None:
        """Paint marks, hits and mentions in the text, or leave the text plain."""
        if shown != self._marks_shown:
            self._marks_shown = shown
            self.marks_shown_changed.emit(shown)

    @Slot()
    def reload(self) -> None:
        """Ask the library for the list again."""
        view, zone = self._views.current, self._zone
        self._is_listing = True
        self.listing_started.emit()
        self._jobs.run(
            Lane.READ,
            self,
            lambda library: _list_posts(library, view, zone),
            self._take_listing,
            failed=self._keep_listing,
            only_latest="listing",
        )

    def show_as_read(self, post_id: PostId) -> None:
        """Change one row of the list in its place: asking for the list again would take it from the unread shelf."""
        row = self.row_of(post_id)
        if row is not None:
            self._rows[post_id] = replace(row, is_read=True)
            self.rows_changed.emit()

    def want_rows(self, ids: Sequence[PostId]) -> None:
        """Read what the list shows of these posts, where that is not known yet; `rows_changed` says when it is."""
        missing = tuple(post_id for post_id in ids if post_id not in self._rows)
        if missing:
            done = partial(self._take_rows, self._rows_as_of)
            self._jobs.run(Lane.READ, self, partial(_read_rows, missing), done, only_latest="rows")

    def keep_rows(self, rows: Iterable[PostRow]) -> None:
        """Keep rows that were read with a list."""
        is_old = self._rows_kept_as_of != self._rows_as_of
        if (is_old or len(self._rows) > MOST_ROWS_KEPT) and not self._listing.has_rows:
            self._rows.clear()
        self._rows_kept_as_of = self._rows_as_of
        self._rows.update((row.id, row) for row in rows)

    def excerpt_of(self, post_id: PostId) -> Excerpt | None:
        """The line of a post that shows why the search found it; None if that was not read yet."""
        return self._excerpts.get(post_id)

    def want_excerpts(self, ids: Sequence[PostId]) -> None:
        """Read why the search found these posts, where that is not known yet; `rows_changed` says when it is."""
        words = self._words_on_show()
        missing = tuple(post_id for post_id in ids if post_id not in self._excerpts)
        if missing and words:
            work, done = partial(_read_excerpts, missing, words), partial(self._take_excerpts, words)
            self._jobs.run(Lane.READ, self, work, done, only_latest="excerpts")

    def _words_on_show(self) -> tuple[str, ...]:
        return self._listing.hits.words if self._listing.hits is not None else ()

    def _take_excerpts(self, words: tuple[str, ...], excerpts: dict[PostId, Excerpt]) -> None:
        if words == self._words_on_show():
            self._excerpts.update(excerpts)
            self.rows_changed.emit()

    def find_doubtful(self, done: Callable[[frozenset[PostId]], None]) -> None:
        """Ask the library for all posts whose start is unsure."""
        self._jobs.run(Lane.READ, self, _doubtful, done, only_latest="doubtful")

    def forget_rows(self) -> None:
        """Trust no row any more that was read before something was written; they are shown until they are read anew."""
        self._rows_as_of += 1

    def _take_rows(self, as_of: int, rows: tuple[PostRow, ...]) -> None:
        if as_of == self._rows_as_of:
            self.keep_rows(rows)
            self.rows_changed.emit()

    def tell(self, message: Message) -> None:
        """Tell the reader something."""
        self.message.emit(message)

    @Slot(object)
    def tell_error(self, error: Exception) -> None:
        """Tell the reader what went wrong outside the program; a fault of the program is announced by `Jobs`."""
        if isinstance(error, ReaderError):
            self.tell(messages.of_error(error))

    def _visit(self, view: View) -> None:
        before = self._views.current
        if view != before:
            self._views.visit(view)
            self._announce_view(before)

    def _step(self, by: int) -> None:
        before = self._views.current
        self._views.step(by)
        self._announce_view(before)

    def _announce_view(self, before: View) -> None:
        """Tell what differs from the view before, and ask for its list."""
        now = self._views.current
        shows_others = not now.is_same_list(before)
        self._is_listing = self._is_listing or shows_others  # what is shown is not the new view
        if not now.is_same_list(before) or now.entity != before.entity:
            self.history_changed.emit()
        if now.query != before.query:
            self.query_changed.emit(now.query)
        if now.filter != before.filter:
            self.filter_changed.emit(now.filter)
        if now.order != before.order:
            self.order_changed.emit(now.order)
        if now.post != before.post:
            self.post_changed.emit(now.post)
        if now.entity != before.entity:
            self.page_changed.emit(now.entity)
        if shows_others:
            self.reload()

    def _go_by(self, by: int) -> None:
        ids = self._listing.ids
        here = self._listing.places.get(self.current_post) if self.current_post is not None else None
        there = (0 if by > 0 else len(ids) - 1) if here is None else here + by
        if 0 <= there < len(ids):
            self.select_posts((ids[there],))
            self.show_post(ids[there])

    def _take_listing(self, listing: Outline) -> None:
        self._is_listing = False
        begins, self._begins = self._begins, False
        if begins and not listing.ids and self.place != EVERYTHING:
            self.set_article(None)
            return
        words, self._listing = self._words_on_show(), listing
        if words != self._words_on_show() or self._excerpts_as_of != self._rows_as_of:
            self._excerpts, self._excerpts_as_of = {}, self._rows_as_of
        if listing.has_rows:
            self._rows = {row.id: row for row in listing.rows}
        self.listing_changed.emit(listing)
        kept = {post_id for post_id in self._selected if post_id in listing.places}
        self.select_posts(kept or {post for post in (self.current_post,) if post is not None})
        if self._wants_first and listing.ids and self.current_post not in listing.places:
            self.show_post(listing.ids[0])
        self._wants_first = self._wants_first and not listing.ids and not self.query

    def _keep_listing(self, error: Exception) -> None:
        self._is_listing = False
        self.tell_error(error)
        self.listing_changed.emit(self._listing)


def _list_posts(library: Library, view: View, zone: tzinfo | None) -> Outline:
    return library.outline(view.query, view.filter, view.order, is_complete=False, zone=zone)


def _doubtful(library: Library) -> frozenset[PostId]:
    return library.doubtful_posts()


def _read_excerpts(ids: Sequence[PostId], words: Sequence[str], library: Library) -> dict[PostId, Excerpt]:
    found = {post.id: library.excerpt(post, words) for post in library.posts(ids)}
    return {post_id: found.get(post_id, NO_EXCERPT) for post_id in ids}


def _read_rows(ids: Sequence[PostId], library: Library) -> tuple[PostRow, ...]:
    return library.rows(ids)
