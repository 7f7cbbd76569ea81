"""Keeping the search index in step with the store.

The store's outbox numbers every write; the index remembers the last number it has seen. What lies between is replayed,
and an index that cannot be trusted is built anew.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from desktop.domain.errors import Cancelled
from desktop.domain.ids import ArticleId, PostId
from desktop.domain.posts import Article, Post
from desktop.domain.reports import Progress
from desktop.library.home import Home
from desktop.search.documents import IndexedPost
from desktop.search.index import SearchIndex
from desktop.store.store import Store

BATCH = 2_000


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
        if index.needs_rebuild or index.applied_sequence > store.last_sequence():
            rebuild(store, index, progress, cancelled)
        else:
            _replay(store, index, progress, cancelled)


def rebuild(
    store: Store, index: SearchIndex, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
) -> None:
    """Build the whole index anew beside the old one, then swap them. What is written meanwhile is replayed after."""
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
    articles: dict[ArticleId, Article | None] = {}
    stream = iter(posts)
    while batch := tuple(islice(stream, BATCH)):
        notes: dict[PostId, list[str]] = {}
        for annotation in store.annotations(post_ids=tuple(post.id for post in batch)):
            notes.setdefault(annotation.post_id, []).extend([annotation.note, *annotation.tags])
        for post in batch:
            if post.article_id not in articles:
                articles[post.article_id] = store.article(post.article_id)
            yield _indexed_post(post, articles[post.article_id], notes.get(post.id, []))


def _indexed_post(post: Post, article: Article | None, notes: list[str]) -> IndexedPost:
    captions = [part for figure in post.figures for part in (figure.caption, figure.credit) if part]
    return IndexedPost(
        id=post.id,
        article_id=post.article_id,
        title=post.title or "",
        body=post.text,
        captions="\n".join(captions),
        notes="\n".join(note for note in notes if note),
        order_key=post.order_key,
        site=(article.site if article else None) or "",
        tags=article.tags if article else (),
    )
