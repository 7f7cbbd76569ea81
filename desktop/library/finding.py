"""Finding posts: words, filters and order together give the list on show.

While the index has seen the last write it answers alone, words and filter at once, and only the rows that are asked for
are read. Else the database has the last word: it leaves out what is gone, or searches by itself, by plain words.
"""

import logging
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo

from desktop.domain.days import named_zone
from desktop.domain.ids import ArticleId, EntityId, PostId
from desktop.domain.listings import EVERYTHING, Filter, Hit, Hits, Listing, Order, PostRow
from desktop.domain.posts import PostKind
from desktop.domain.searching import Facets
from desktop.library import indexing
from desktop.library.home import Home
from desktop.library.states import States
from desktop.search.commits import IndexDamaged
from desktop.search.index import LaidOut, SearchIndex
from desktop.store.store import Store

log = logging.getLogger(__name__)

WORD = re.compile(r"[^\W_]+")
FEW_CHANGES = 200
PLAINLY_FOR_NOW = "Searched by plain words, until the search index is rebuilt."
PLAINLY_HERE = "Searched by plain words: the library can only be read here, and its search index is not ready."


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which list is wanted.

    Attributes:
        query: What the reader typed; blank means every post.
        filter: Which posts may be shown.
        order: How to sort them.
        is_complete: False while the reader is still typing: the last word then also matches as a beginning.
        start: The place of the first row that is wanted.
        limit: How many rows are wanted; None for all from there on.
    """

    query: str = ""
    filter: Filter = EVERYTHING
    order: Order = Order.TIME
    is_complete: bool = True
    start: int = 0
    limit: int | None = None

    @property
    def stop(self) -> int | None:
        """The place after the last row that is wanted."""
        return None if self.limit is None else self.start + self.limit

    @property
    def stretch(self) -> slice:
        """The rows that are wanted, of all."""
        return slice(self.start, self.stop)


class Finder:
    """Finds posts in one library, on the thread of its store and index."""

    def __init__(self, home: Home, store: Store, index: SearchIndex) -> None:
        self._home, self._store, self._index = home, store, index
        self._states = States(store)
        self._totals: dict[Filter, int] = {}  # as of the last write
        self._counted = (-1, -1)
        self._zones: dict[ArticleId, str] = {}  # "" for an article that says nothing
        self._zones_as_of = -1  # the number of a write

    def list_posts(self, wanted: Wanted) -> Listing:
        """List the posts that match the words and the filter.

        Returns:
            The rows that are wanted. `total` and `hits.total` count all posts of the list, after the filter.
        """
        asks_words = bool(wanted.query.strip())
        if self._is_current() and _is_known_to_index(wanted.filter):
            try:
                return self._with_totals(wanted, self._list_by_index(wanted, asks_words=asks_words))
            except (IndexDamaged, OSError) as error:
                _warn(error)
        listed = self._list_by_hits(wanted) if asks_words else self._list_by_store(wanted)
        return self._with_totals(wanted, listed)

    def lay_out(self, wanted: Wanted, zone: tzinfo | None, most_whole: int) -> LaidOut | None:
        """Find all posts of a list and how they lie.

        Returns:
            None while the index has not seen the last write; but in a large library it answers all the same if only
            posts that it knows were written since, by a mark or a repair: to read every row anew would take seconds.
        """
        try:
            is_current = self._is_current()
            if not _is_known_to_index(wanted.filter) or not (is_current or self._is_little_behind(most_whole)):
                return None
            return self._index.lay_out(
                wanted.query,
                wanted.order,
                wanted.is_complete,
                filter=wanted.filter,
                states=self._states,
                today=self._home.today(),
                zone=zone,
                zone_of=self._zone_of,
                most_whole=most_whole,
            )
        except (IndexDamaged, OSError) as error:
            _warn(error)
            return None

    def _zone_of(self, articles: Mapping[str, int]) -> tzinfo:
        """The clock by which most posts of a list are told, where the reader chose none; see `domain.days.clock_of`."""
        written = self._store.last_sequence()  # what the reader reads is written too, but changes no clock
        if written != self._zones_as_of:
            self._zones.clear()
            self._zones_as_of = written
        unknown = [ArticleId(each) for each in articles if each not in self._zones]
        if unknown:
            self._zones |= {**dict.fromkeys(unknown, ""), **self._store.zones(unknown)}
        votes: Counter[str] = Counter()
        for article_id, count in articles.items():
            votes[self._zones[ArticleId(article_id)]] += count
        return named_zone(max(votes, key=votes.__getitem__, default=None)) or UTC

    def suggestion(self, query: str) -> str | None:
        """Another query, for one that finds nothing; None if there is none, or while the index is not ready."""
        self._index.refresh()
        if self._index.needs_rebuild:
            return None
        try:
            return self._index.suggest(query, self._home.today())
        except (IndexDamaged, OSError) as error:
            _warn(error)
            return None

    def _is_little_behind(self, most_whole: int) -> bool:
        if self._index.needs_rebuild or self.totals(EVERYTHING)[0] <= most_whole:
            return False
        pending = self._store.outbox_after(self._index.applied_sequence, FEW_CHANGES + 1)
        if len(pending) > FEW_CHANGES or any(row.is_removed for row in pending):
            return False
        return self._index.holds(row.post_id for row in pending)

    def is_current(self) -> bool:
        """Whether the index has seen the last write."""
        return self._is_current()

    def rows(self, ids: Sequence[PostId]) -> tuple[PostRow, ...]:
        """The rows of some posts, in the order of their ids."""
        return self._store.rows_in_order(ids)

    def totals(self, filter: Filter) -> tuple[int, int]:
        """How many posts the library holds, and how many the shelf or the article of a filter."""
        written = self._store.write_count()
        if written != self._counted:
            self._totals.clear()
            self._counted = written
        place = Filter(shelf=filter.shelf, article_id=filter.article_id)
        for each in (EVERYTHING, place):
            if each not in self._totals:
                self._totals[each] = self._store.total(each)
        return self._totals[EVERYTHING], self._totals[place]

    def search(self, wanted: Wanted) -> Hits:
        """Search the index; while it is not ready or damaged, search the database by plain words and say so."""
        self._index.refresh()
        if not self._index.needs_rebuild:
            try:
                return self._find(wanted, wanted.stop)
            except (IndexDamaged, OSError) as error:
                _warn(error)
        return self._search_plainly(wanted.query, wanted.limit)

    def facets(self, wanted: Wanted, most: int) -> Facets:
        """Count how the posts of a list are spread; empty while the index is not ready.

        Args:
            wanted: Which list; all of its posts are counted.
            most: How many entities to tell.
        """
        self._index.refresh()
        if self._index.needs_rebuild or not _is_known_to_index(wanted.filter):
            return Facets()
        try:
            spread = self._index.facets(
                wanted.query,
                wanted.is_complete,
                filter=wanted.filter,
                states=self._states,
                today=self._home.today(),
                most=most,
            )
        except (IndexDamaged, OSError) as error:
            _warn(error)
            return Facets()
        articles = {ArticleId(article_id): count for article_id, count in spread.articles.items()}
        return Facets(
            spread.total,
            self._sources(articles),
            articles,
            {PostKind(kind): count for kind, count in spread.kinds.items()},
            {EntityId(entity_id): count for entity_id, count in spread.entities.items()},
            spread.days,
            spread.undated,
        )

    def _sources(self, articles: Mapping[ArticleId, int]) -> dict[str, int]:
        """How many posts there are of each publisher, the most first."""
        sites = self._store.sites_of(list(articles))
        counts: Counter[str] = Counter()
        for article_id, count in articles.items():
            counts[sites.get(article_id, "")] += count
        return dict(counts.most_common())

    def _is_current(self) -> bool:
        self._index.refresh()
        return indexing.is_current(self._store, self._index)

    def _find(self, wanted: Wanted, limit: int | None) -> Hits:
        return self._index.find(
            wanted.query,
            wanted.order,
            limit,
            wanted.is_complete,
            filter=wanted.filter,
            states=self._states,
            today=self._home.today(),
        )

    def _list_by_index(self, wanted: Wanted, *, asks_words: bool) -> Listing:
        if asks_words:
            hits = self._find(wanted, wanted.stop)
            rows = self._rows(hits.hits[wanted.start :])
            return Listing(rows, 0, hits, start=wanted.start, whole=hits.total)
        if wanted.limit is None and not wanted.start and wanted.order is not Order.NEWEST:
            return Listing(self._store.rows(wanted.filter), 0)
        total, found = self._index.listed(wanted.order, wanted.start, wanted.stop, wanted.filter, self._states)
        return Listing(self._rows(found), 0, start=wanted.start, whole=total)

    def _rows(self, hits: Sequence[Hit]) -> tuple[PostRow, ...]:
        return self._store.rows_in_order([hit.post_id for hit in hits])

    def _list_by_hits(self, wanted: Wanted) -> Listing:
        """List what a search found, of an index that may not have seen the last write, or of the database."""
        hits = self.search(replace(wanted, start=0, limit=None, filter=EVERYTHING))
        by_time = self._store.rows(wanted.filter, only=tuple(hit.post_id for hit in hits.hits))
        places = {row.id: place for place, row in enumerate(by_time)}
        kept = tuple(hit for hit in hits.hits if hit.post_id in places)
        if wanted.order is Order.RELEVANCE:
            rows = tuple(by_time[places[hit.post_id]] for hit in kept)
        else:
            rows = by_time[::-1] if wanted.order is Order.NEWEST else by_time
        found = replace(hits, hits=kept[: wanted.stop], total=len(kept))
        return Listing(rows[wanted.stretch], 0, found, start=wanted.start, whole=len(rows))

    def _list_by_store(self, wanted: Wanted) -> Listing:
        rows = self._store.rows(wanted.filter)
        in_order = rows[::-1] if wanted.order is Order.NEWEST else rows
        return Listing(in_order[wanted.stretch], 0, start=wanted.start, whole=len(rows))

    def _with_totals(self, wanted: Wanted, listing: Listing) -> Listing:
        library_total, place_total = self.totals(wanted.filter)
        return replace(listing, library_total=library_total, place_total=place_total)

    def _search_plainly(self, query: str, limit: int | None) -> Hits:
        words = tuple(WORD.findall(query))
        if not words:
            return Hits((), 0, from_index=False)
        ids, total = self._store.find_plain(words, limit)
        explanation = PLAINLY_FOR_NOW if self._home.is_writable else PLAINLY_HERE
        return Hits(tuple(map(Hit, map(PostId, ids))), total, words, explanation=explanation, from_index=False)


def _is_known_to_index(filter: Filter) -> bool:
    """Whether the index can tell by itself which posts a filter lets through."""
    return not filter.makers and filter.spoken is None


def _warn(error: Exception) -> None:
    log.warning("the search index could not be read: %s", error)
