"""Finding posts: words, filters and order together give the list on show."""

import logging
import re
from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.ids import PostId
from desktop.domain.listings import Filter, Hit, Hits, Listing, Order, PostRow
from desktop.library.home import Home
from desktop.search.commits import IndexDamaged
from desktop.search.index import SearchIndex
from desktop.store.store import Store

log = logging.getLogger(__name__)

WORD = re.compile(r"[^\W_]+")
MOST_PLAIN_HITS = 10_000
PLAINLY_FOR_NOW = "Searched by plain words, until the search index is rebuilt."
PLAINLY_HERE = "Searched by plain words: the library can only be read here, and its search index is not ready."


def list_posts(
    home: Home,
    store: Store,
    index: SearchIndex,
    query: str,
    wanted: Filter,
    order: Order,
    is_complete: bool,
) -> Listing:
    """List the posts that match the words and the filter.

    Args:
        home: The library that is searched.
        store: Where the posts are.
        index: Where the words are.
        query: What the reader typed; blank means every post.
        wanted: Which posts may be shown.
        order: How to sort them.
        is_complete: False while the reader is still typing: the last word then also matches as a beginning.

    Returns:
        All matching rows. `hits.total` counts the rows on show, after the filter.
    """
    total = store.post_total()
    place = Filter(shelf=wanted.shelf, article_id=wanted.article_id)
    if not query.strip():
        rows = store.rows(wanted)
        rows = rows[::-1] if order is Order.NEWEST else rows
        return Listing(rows, total, place_total=len(rows) if wanted == place else store.total(place))
    hits = search(home, store, index, query, order, is_complete)
    rows = store.rows(wanted, only=tuple(hit.post_id for hit in hits.hits))
    if order is Order.NEWEST:
        rows = rows[::-1]
    elif order is Order.RELEVANCE:
        rows = _in_order_of(hits.hits, rows)
    shown = {row.id for row in rows}
    kept = tuple(hit for hit in hits.hits if hit.post_id in shown)
    return Listing(rows, total, replace(hits, hits=kept, total=len(kept)), store.total(place))


def search(
    home: Home,
    store: Store,
    index: SearchIndex,
    query: str,
    order: Order,
    is_complete: bool,
    limit: int | None = None,
) -> Hits:
    """Search the index; while it is not ready or damaged, search the database by plain words and say so."""
    index.refresh()
    if not index.needs_rebuild:
        try:
            return index.find(query, order, limit, complete=is_complete)
        except (IndexDamaged, OSError) as error:
            log.warning("the search index could not be read: %s", error)
    return _search_store(home, store, query, limit)


def _search_store(home: Home, store: Store, query: str, limit: int | None) -> Hits:
    words = tuple(WORD.findall(query))
    if not words:
        return Hits((), 0, from_index=False)
    ids, total = store.find_plain(words, limit or MOST_PLAIN_HITS)
    explanation = PLAINLY_FOR_NOW if home.is_writable else PLAINLY_HERE
    return Hits(tuple(Hit(i) for i in ids), total, words, explanation=explanation, from_index=False)


def _in_order_of(hits: Sequence[Hit], rows: Sequence[PostRow]) -> tuple[PostRow, ...]:
    place: dict[PostId, int] = {hit.post_id: number for number, hit in enumerate(hits)}
    return tuple(sorted(rows, key=lambda row: place[row.id]))
