"""Finding names in whatever is stored without them, article by article, in a worker process."""

import logging
from collections.abc import Callable
from typing import Final

from desktop.domain.changes import NOTHING_CHANGED, Changes
from desktop.domain.errors import Cancelled
from desktop.domain.ids import ArticleId
from desktop.domain.reports import Progress
from desktop.entities.finder import EXTRACTOR
from desktop.entities.worker import Worker, WorkerFailed
from desktop.library import changes_joined, correcting
from desktop.store.store import Store

log = logging.getLogger(__name__)

FAILURES_IN_A_ROW: Final = 3  # then it is not the articles: the worker cannot even start


def articles_to_do(store: Store) -> tuple[ArticleId, ...]:
    """The articles in which this extractor has not looked for names yet, newest import first."""
    return store.articles_without_findings(EXTRACTOR)


def find_entities(
    store: Store, worker: Worker, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
) -> Changes:
    """Find the names in every article that lacks them.

    Each article is stored as soon as it is done, so stopping loses at most the one in hand. An article on which the
    worker fails is left for another day; all that are left are, if it fails on several in a row.
    """
    waiting = articles_to_do(store)
    done: list[Changes] = []
    failures = 0
    for number, article_id in enumerate(waiting):
        if cancelled() or failures == FAILURES_IN_A_ROW:
            break
        progress(Progress(number, len(waiting), "Finding names"))
        try:
            done.append(find_in_article(store, worker, article_id, cancelled))
            failures = 0
        except Cancelled:
            break
        except WorkerFailed as error:
            failures += 1
            log.warning("names of article %s were not found: %s", article_id, error)
    progress(Progress(len(waiting), len(waiting), ""))
    return changes_joined.join(done)


def find_in_article(store: Store, worker: Worker, article_id: ArticleId, cancelled: Callable[[], bool]) -> Changes:
    """Find the names of one article, and store them unless its words became others meanwhile: then it goes on waiting.

    Raises:
        Cancelled: It was stopped; nothing was stored.
        WorkerFailed: The worker could not do it; nothing was stored.
    """
    article = store.article(article_id)  # before the posts: if a newer version comes meanwhile, nothing is stored
    posts = store.posts_of(article_id, with_removed=True)
    findings = worker.find(article_id, posts, cancelled=cancelled)
    with store.transaction():
        if store.posts_of(article_id, with_removed=True) != posts:
            return NOTHING_CHANGED  # the reader cut them anew meanwhile
        return correcting.save_found(store, article_id, findings, article.version if article else None)
