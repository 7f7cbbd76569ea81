"""Comparison: what the newest version of an article changed, post by post, ready to be shown.

Knows how to put new, changed and gone posts into one order, with the words that went and came. Runs on the read lane;
never touches a widget.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.ids import ArticleId, PostId
from desktop.domain.posts import Post
from desktop.domain.times import When
from desktop.ui.letters import ELLIPSIS, shortened

if TYPE_CHECKING:
    from desktop.library.library import Library

CONTEXT_LETTERS: Final = 120  # of what stayed, on either side of what changed
HEADLINE_LETTERS: Final = 100
EXCERPT_LETTERS: Final = 320


class Fate(StrEnum):
    """What a version did to a post, or to a stretch of its words."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a post, and whether they are new, gone or the same."""

    fate: Fate
    text: str


@dataclass(frozen=True, slots=True)
class PostChange:
    """One post that a version brought, changed or no longer shows."""

    post_id: PostId
    fate: Fate
    headline: str
    time: When
    stretches: tuple[Stretch, ...]

    @property
    def changed_words(self) -> bool:
        """Whether any words went or came."""
        return any(stretch.fate is not Fate.SAME for stretch in self.stretches)


@dataclass(frozen=True, slots=True)
class ArticleChanges:
    """What the newest version of an article changed, oldest post first.

    Attributes:
        from_version: The version before; None if this is the first.
        imported: When the newest version came in.
    """

    article_id: ArticleId
    title: str
    from_version: int | None
    to_version: int
    imported: datetime
    posts: tuple[PostChange, ...]

    def count(self, fate: Fate) -> int:
        """How many posts met this fate."""
        return sum(post.fate is fate for post in self.posts)


def load_changes(library: Library, article_id: ArticleId) -> ArticleChanges | None:
    """Compare the newest version of an article with the one before it; None for an article that is gone."""
    article, changes = library.article(article_id), library.version_changes(article_id)
    if article is None or changes is None:
        return None
    texts = {each.post_id: (each.old_text, each.new_text) for each in changes.changed}
    fates = {post_id: Fate.NEW for post_id in changes.added if changes.from_version is not None}
    fates |= dict.fromkeys(texts, Fate.CHANGED) | dict.fromkeys(changes.removed, Fate.GONE)
    posts = sorted(library.posts(tuple(fates)), key=_by_time)
    return ArticleChanges(
        article_id,
        article.title,
        changes.from_version,
        changes.to_version,
        article.imported,
        tuple(_change(post, fates[post.id], texts.get(post.id)) for post in posts),
    )


def _by_time(post: Post) -> tuple[float, int]:
    return (post.order_key, -post.ordinal)


def _change(post: Post, fate: Fate, texts: tuple[str, str] | None) -> PostChange:
    stretches = tuple(_compared(*texts)) if texts else (Stretch(fate, shortened(_in_line(post.text), EXCERPT_LETTERS)),)
    headline = post.title or shortened(_in_line(post.text), HEADLINE_LETTERS) or "A picture"
    return PostChange(post.id, fate, headline, post.time, stretches)


def _compared(old: str, new: str) -> Iterator[Stretch]:
    from desktop.library.comparing import DiffKind, word_diff  # noqa: PLC0415 - its lane's thread imports it

    fates = {DiffKind.DELETED: Fate.GONE, DiffKind.INSERTED: Fate.NEW}
    stretches = _joined(Stretch(fates.get(step.kind, Fate.SAME), step.text) for step in word_diff(old, new))
    for number, stretch in enumerate(stretches):
        if stretch.fate is Fate.SAME:
            is_last = number == len(stretches) - 1
            yield Stretch(Fate.SAME, _context(stretch.text, is_first=number == 0, is_last=is_last))
        else:
            yield stretch


def _joined(steps: Iterable[Stretch]) -> list[Stretch]:
    """Join changes that only a blank parts: three words that became three others are read as one change."""
    joined: list[Stretch] = []
    gone = came = blank = ""
    for step in steps:
        if step.fate is Fate.SAME and (gone or came) and step.text == " ":
            blank = step.text
        elif step.fate is Fate.SAME:
            joined += [*_change_of(gone, came), Stretch(Fate.SAME, blank + step.text)]
            gone = came = blank = ""
        else:
            gone, came, blank = gone + blank, came + blank, ""
            gone += step.text if step.fate is Fate.GONE else ""
            came += step.text if step.fate is Fate.NEW else ""
    return [*joined, *_change_of(gone, came), *([Stretch(Fate.SAME, blank)] if blank else [])]


def _change_of(gone: str, came: str) -> list[Stretch]:
    return [stretch for stretch in (Stretch(Fate.GONE, gone), Stretch(Fate.NEW, came)) if stretch.text]


def _context(text: str, *, is_first: bool, is_last: bool) -> str:
    """Keep of what stayed only what stands next to a change."""
    head = "" if is_first else text[:CONTEXT_LETTERS].rsplit(" ", 1)[0]
    tail = "" if is_last else text[-CONTEXT_LETTERS:].split(" ", 1)[-1]
    if len(text) <= len(head) + len(tail) + CONTEXT_LETTERS:
        return text
    return f"{head} {ELLIPSIS} {tail}" if head and tail else f"{head} {ELLIPSIS}" if head else f"{ELLIPSIS} {tail}"


def _in_line(text: str) -> str:
    return " ".join(text.split())


def counts_in_words(numbers: Sequence[tuple[int, Fate]]) -> str:
    """Say how many posts met which fate: "3 new, 1 changed"."""
    return ", ".join(f"{count:,} {fate.value}" for count, fate in numbers if count)
