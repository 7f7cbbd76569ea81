"""Finding names in whatever is stored without them, article by article, in a worker process."""

import logging
from collections.abc import Callable

from desktop.domain.changes import Changes
from desktop.domain.errors import Cancelled
from desktop.domain.ids import ArticleId
from desktop.domain.reports import Progress
from desktop.entities.finder import EXTRACTOR
from desktop.entities.worker import Worker, WorkerFailed
from desktop.library import changes_joined, correcting
from desktop.store.store import Store

log = logging.getLogger(__name__)


def articles_to_do(store: Store) -> tuple[ArticleId, ...]:
    """The articles in which this extractor has not looked for names yet, newest import first."""
    return store.articles_without_findings(EXTRACTOR)


def find_entities(
    store: Store, worker: Worker, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
) -> Changes:
    """Find the names in every article that lacks them.

    Each article is stored as soon as it is done, so stopping loses at most the one in hand. An article on which the
    worker fails is left for another day.
    """
    waiting = articles_to_do(store)
    done: list[Changes] = []
    for number, article_id in enumerate(waiting):
        if cancelled():
            break
        progress(Progress(number, len(waiting), "Finding names"))
        changes = find_in_article(store, worker, article_id, cancelled)
        if changes is not None:
            done.append(changes)
    progress(Progress(len(waiting), len(waiting), ""))
    return changes_joined.join(done)


def find_in_article(
    store: Store, worker: Worker, article_id: ArticleId, cancelled: Callable[[], bool]
) -> Changes | None:
    """Find the names of one article; None if that failed or was stopped."""
    article = store.article(article_id)  # before the posts: if a newer version comes meanwhile, nothing is stored
    posts = store.posts_of(article_id, with_removed=True)
    try:
        findings = worker.find(article_id, posts, cancelled=cancelled)
    except Cancelled:
        return None
    except WorkerFailed as error:
        log.warning("names of article %s were not found: %s", article_id, error)
        return None
    with store.transaction():
        if store.posts_of(article_id, with_removed=True) != posts:
            return None  # the reader cut them anew meanwhile: the article goes on waiting
        return correcting.save_found(store, article_id, findings, article.version if article else None)
