"""Repair lines: what the reader put right in a page, as a list tells it.

Knows how the library's repairs become lines of words. Never changes any of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.ids import ArticleId, PostId
from desktop.domain.repairs import RepairId

if TYPE_CHECKING:
    from desktop.library.library import Library


@dataclass(frozen=True, slots=True)
class RepairLine:
    """One repair.

    Attributes:
        words: Those of the page where it stands.
        told: What is so there.
        post_id: The post that it concerns; None if its words are no longer on the page.
    """

    id: RepairId
    words: str
    told: str
    post_id: PostId | None


@dataclass(frozen=True, slots=True)
class PageRepairs:
    """The repairs of one page, oldest first."""

    article_id: ArticleId
    title: str
    lines: tuple[RepairLine, ...]


def load_repairs(library: Library, article_id: ArticleId) -> PageRepairs | None:
    """Read the repairs of a page; None if it is gone."""
    from desktop.library.wording import repair_in_words  # noqa: PLC0415 - reads templates; the window must not wait

    article = library.article(article_id)
    if article is None:
        return None
    lines = tuple(
        RepairLine(each.repair.id, each.repair.at.quote, repair_in_words(each.repair.act), each.post_id)
        for each in library.repairs(article.id)
    )
    return PageRepairs(article.id, article.title, lines)
