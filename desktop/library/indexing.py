"""Keeping the search index in step with the store.

The store's outbox numbers every write; the index remembers the last number it has seen. What lies between is replayed,
and an index that cannot be trusted is built anew.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from desktop.domain.annotations import Annotation
from desktop.domain.errors import Cancelled, DiskProblem
from desktop.domain.ids import ArticleId, PostId
from desktop.domain.posts import Article, Post
from desktop.domain.reports import Progress
from desktop.library.home import Home
from desktop.search.commits import IndexDamaged
from desktop.search.documents import IndexedPost
from desktop.search.index import SearchIndex
from desktop.store.store import Named, Placing, SaidWords, Store

log = logging.getLogger(__name__)

BATCH = 2_000
REBUILDS = 2


def open_index(home: Home, store: Store) -> SearchIndex:
    """Open the index of a library.

    One that is ahead of the library goes: an older copy of the database was put in its place, and the numbers of the
    writes to come would stand for other writes than those the index has seen.
    """
    index = SearchIndex.open(home.index_folder, store.library_id())
    if home.is_writable and index.applied_sequence > store.last_sequence():
        log.warning("the search index is ahead of the library and will be built anew")
        index.discard()
    return index


def is_current(store: Store, index: SearchIndex) -> bool:
    """Whether the index has seen the last write."""
    return not index.needs_rebuild and index.applied_sequence == store.last_sequence()


def update(
    home: Home,
    store: Store,
    index: SearchIndex,
    progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> None:
    """Replay the outbox, or build the index anew if it cannot be trusted.

    Only one lane does this at a time; the others wait for their turn and then find nothing left to do.
    """
    with home.index_turn:
        index.refresh()
        if _can_replay(store, index):
            try:
                _replay(store, index, progress, cancelled)
                return
            except IndexDamaged:
                log.warning("the search index is damaged and will be built anew")
        rebuild(store, index, progress, cancelled)


def tidy(home: Home, index: SearchIndex, cancelled: Callable[[], bool]) -> None:
    """Merge what small changes left in the index; an index that is to be built anew is left to `update`."""
    with home.index_turn:
        index.refresh()
        if index.needs_rebuild:
            return
        try:
            index.tidy(cancelled)
        except IndexDamaged:
            log.warning("the search index is damaged and will be built anew")


def _can_replay(store: Store, index: SearchIndex) -> bool:
    """Whether the outbox still holds everything the index has not seen; a restored library may be behind its index."""
    return not index.needs_rebuild and store.forgotten_sequence() <= index.applied_sequence <= store.last_sequence()


def rebuild(
    store: Store, index: SearchIndex, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
) -> None:
    """Build the whole index anew beside the old one, then swap them. What is written meanwhile is replayed after.

    Raises:
        DiskProblem: What was just written cannot be read back, twice.
    """
    for attempt in range(REBUILDS):
        try:
            _rebuild_once(store, index, progress, cancelled)
            return
        except IndexDamaged as error:
            log.warning("the search index was damaged while it was built: %s", error)
            if attempt == REBUILDS - 1:
                hint = "Check the disk; the posts themselves are safe, and are searched by plain words."
                raise DiskProblem(f"The search index cannot be built: {error}.", hint) from error


def _rebuild_once(
    store: Store, index: SearchIndex, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
) -> None:
    sequence = store.last_sequence()
    total = sum(article.post_count for article in store.articles())

    def report(done: int) -> None:
        progress(Progress(done, total, "Rebuilding the search index"))

    try:
        index.rebuild(_indexed(store, store.all_posts()), sequence, report, cancelled)
    except Cancelled:
        return
    _replay(store, index, progress, cancelled)


def _replay(
    store: Store, index: SearchIndex, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
) -> None:
    while not cancelled():
        rows = store.outbox_after(index.applied_sequence, BATCH)
        if not rows:
            store.forget_outbox(index.applied_sequence)
            return
        progress(Progress(0, 0, "Updating the search index"))
        # A post may have been written and removed within one batch: its last row decides.
        last = {row.post_id: row for row in rows}
        kept = store.posts([post_id for post_id, row in last.items() if not row.is_removed])
        found = {post.id for post in kept}
        index.apply(_indexed(store, kept), [p for p in last if p not in found], rows[-1].sequence)


def _indexed(store: Store, posts: Iterable[Post]) -> Iterator[IndexedPost]:
    stream = iter(posts)
    while batch := tuple(islice(stream, BATCH)):
        beside = _Beside.read(store, batch)
        yield from (_indexed_post(post, beside) for post in batch if post.id in beside.placings)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the index is told of some posts beside their words."""

    articles: Mapping[ArticleId, Article | None]
    placings: Mapping[PostId, Placing]
    marks: Mapping[PostId, Sequence[Annotation]]
    quotes: Mapping[PostId, Sequence[SaidWords]]
    named: Mapping[PostId, Sequence[Named]]
    firsts: frozenset[PostId]

    @classmethod
    def read(cls, store: Store, posts: Sequence[Post]) -> "_Beside":
        ids = tuple(post.id for post in posts)
        articles = {article_id: store.article(article_id) for article_id in {post.article_id for post in posts}}
        marks: dict[PostId, list[Annotation]] = defaultdict(list)
        for annotation in store.annotations(post_ids=ids):
            marks[annotation.post_id].append(annotation)
        named, firsts = store.named_in(ids), store.firsts_on_page(articles.keys())
        return cls(articles, store.placings(ids), marks, _quotes(store, ids), named, firsts)


def _quotes(store: Store, ids: Sequence[PostId]) -> Mapping[PostId, list[SaidWords]]:
    quotes: dict[PostId, list[SaidWords]] = defaultdict(list)
    for said in store.said_words(ids):
        quotes[said.post_id].append(said)
    return quotes


def _site(article: Article | None) -> str:
    """Where an article is from, in every word a reader may know it by: the publisher's name and the host."""
    if article is None:
        return ""
    host = None
    with suppress(ValueError):  # an address may be anything that a page says it is
        host = urlsplit(article.url or "").hostname
    return " ".join(part for part in (article.site, host) if part)


def _indexed_post(post: Post, beside: _Beside) -> IndexedPost:
    article, marks = beside.articles.get(post.article_id), beside.marks.get(post.id, ())
    quotes, named = beside.quotes.get(post.id, ()), beside.named.get(post.id, ())
    placing = beside.placings[post.id]
    page = article if post.id in beside.firsts else None
    own_tags = {tag for mark in marks for tag in mark.tags}
    return IndexedPost(
        id=post.id,
        article_id=post.article_id,
        title=post.title or "",
        body=post.text,
        page_title=page.title if page and page.title != post.title else "",
        captions=tuple(part for figure in post.figures for part in (figure.caption, figure.credit) if part),
        has_picture=any(figure.picture for figure in post.figures),
        notes=tuple(mark.note for mark in marks if mark.note),
        highlights=tuple(mark.quote for mark in marks if mark.quote),
        quotes=tuple(quote.text for quote in quotes if not quote.is_indirect),
        speakers=tuple(dict.fromkeys(name for quote in quotes for name in quote.names)),
        names=tuple(dict.fromkeys(name for each in named for name in each.names)),
        entities=tuple(each.entity_id for each in named),
        byline=tuple(dict.fromkeys((*post.byline, *(page.byline if page else ())))),
        kind=post.kind,
        order_key=post.order_key,
        ordinal=post.ordinal,
        site=_site(article),
        tags=(*(article.tags if article else ()), *sorted(own_tags)),
        days=placing.days,
        moments=placing.moments,
        is_day=placing.is_day,
        number=placing.number,
    )
