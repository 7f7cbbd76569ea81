"""How long work went: progress while it runs, and a report line by line when it ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from desktop.domain.changes import NOTHING_CHANGED, Changes
from desktop.domain.ids import ArticleId

NO_DAY: Final = "Some of its times lack a day, so they are not known. You can state the day and zone of the page."


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: `done` of `total` (0 if unknown), and what it is at, in words."""

    done: int
    total: int
    what: str


class ItemStatus(StrEnum):
    """What became of one thing that was to be imported."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an item failed: the error's kind, what happened, and what to do."""

    kind: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class PostCounts:
    """How many posts of an article a new version added, changed, removed or left as they were."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class ImportItem:
    """One line of an import report: one article, or one source that gave none.

    Attributes:
        is_shorter: Whether it was skipped because it says much less than what the library has; the reader may insist.
    """

    source: str
    format: str | None
    status: ItemStatus
    article_id: ArticleId | None = None
    title: str | None = None
    posts: PostCounts = PostCounts()
    warnings: tuple[str, ...] = ()
    error: Problem | None = None
    is_shorter: bool = False


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        changes: What its items changed, joined.
        run_id: Its number in the library's list.
        repeatable: The places of items that could still be imported again, in a report that is read again later.
        settled: The places of items that failed or were left out for being shorter, and have come in since.
    """

    items: tuple[ImportItem, ...]
    seconds: float
    changes: Changes = NOTHING_CHANGED
    was_cancelled: bool = False
    run_id: int | None = None
    repeatable: frozenset[int] = frozenset()
    settled: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One import as the library remembers it.

    Attributes:
        id: Its number; later imports have higher ones.
        started: When it began.
        ended: When it was done; None if it was stopped or cut off, and can go on.
        names: What the reader named: files, folders, addresses.
        counts: How many items ended how.
        shorter: How many were skipped because they say much less than what the library has.
        was_cancelled: Whether the reader stopped it.
    """

    id: int
    started: datetime
    ended: datetime | None
    names: tuple[str, ...]
    counts: Mapping[ItemStatus, int] = field(default_factory=dict)
    shorter: int = 0
    was_cancelled: bool = False

    @property
    def is_finished(self) -> bool:
        """Whether nothing of it is left to do."""
        return self.ended is not None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check of the library found; no problems means it is sound."""

    problems: tuple[str, ...]
    articles: int
    posts: int
    annotations: int
    index_is_current: bool
