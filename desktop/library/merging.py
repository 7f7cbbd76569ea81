"""Merging: what several sources know of one article beside its text.

Tags are united, the earliest date of saving stays, and what was read, put away or a favourite anywhere counts as such.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.domain.documents import Document
from desktop.domain.posts import Article


@dataclass(frozen=True, slots=True)
class Known:
    """What one source, or several together, know of an article."""

    tags: tuple[str, ...] = ()
    added: datetime | None = None
    is_archived: bool = False
    is_starred: bool = False
    is_read: bool = False


def of_article(article: Article) -> Known:
    """What the library knows."""
    added = article.added or article.imported
    return Known(article.tags, added, article.is_archived, article.is_starred, article.is_read)


def of_document(document: Document, now: datetime) -> Known:
    """What an import brings; what no other reader saved earlier is saved now."""
    if document.exact is not None:
        return of_article(document.exact.article)
    carried = document.carried
    return Known(document.tags, carried.added or now, carried.is_archived, carried.is_starred, bool(carried.is_read))


def join(known: Iterable[Known]) -> Known:
    """What all of them know together, the tags in the order they came."""
    every = tuple(known)
    return Known(
        tags=tuple(dict.fromkeys(tag for each in every for tag in each.tags)),
        added=min((each.added for each in every if each.added is not None), default=None),
        is_archived=any(each.is_archived for each in every),
        is_starred=any(each.is_starred for each in every),
        is_read=any(each.is_read for each in every),
    )


def with_known(article: Article, known: Known) -> Article:
    """The article with all that is known of it."""
    return replace(
        article,
        tags=known.tags,
        added=known.added,
        is_archived=known.is_archived,
        is_starred=known.is_starred,
        is_read=known.is_read,
    )
