"""What the reader may change, and what a write did.

Every edit has an inverse of the same closed list, so undo is one more edit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.domain.annotations import Annotation
from desktop.domain.corrections import NameEdit
from desktop.domain.ids import AnnotationId, ArticleId, PostId
from desktop.domain.repairs import Repairing
from desktop.domain.searches import SearchEdit


class Kind(StrEnum):
    """The kinds of thing that a write may touch."""

    ARTICLE = "article"
    POST = "post"
    ENTITY = "entity"
    ANNOTATION = "annotation"
    REPAIR = "repair"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class AddAnnotation:
    """Mark words, with or without a note."""

    annotation: Annotation


@dataclass(frozen=True, slots=True)
class ChangeAnnotation:
    """Replace the annotation of the same id by this one (another note, colour or tag)."""

    annotation: Annotation


@dataclass(frozen=True, slots=True)
class RemoveAnnotation:
    """Take a mark away."""

    annotation_id: AnnotationId


@dataclass(frozen=True, slots=True)
class SetRead:
    """Mark posts as read or unread."""

    posts: frozenset[PostId]
    is_read: bool


@dataclass(frozen=True, slots=True)
class SetStarred:
    """Star posts, or take their stars away."""

    posts: frozenset[PostId]
    is_starred: bool


@dataclass(frozen=True, slots=True)
class RemoveArticle:
    """Take an article out of the library's lists. Nothing is destroyed: `RestoreArticle` brings it back whole."""

    article_id: ArticleId


@dataclass(frozen=True, slots=True)
class RestoreArticle:
    """Bring a removed article back."""

    article_id: ArticleId


@dataclass(frozen=True, slots=True)
class EditGroup:
    """Several edits as one step of undo, carried out in order."""

    edits: tuple["Edit", ...]


Edit = (
    AddAnnotation
    | ChangeAnnotation
    | RemoveAnnotation
    | SetRead
    | SetStarred
    | RemoveArticle
    | RestoreArticle
    | NameEdit
    | Repairing
    | SearchEdit
    | EditGroup
)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write did: ids by kind, and the edit that takes it back (None if nothing changed or it cannot be).

    Attributes:
        successors: For each post that was joined with another one, that one.
    """

    added: Mapping[Kind, frozenset[str]] = field(default_factory=dict)
    changed: Mapping[Kind, frozenset[str]] = field(default_factory=dict)
    removed: Mapping[Kind, frozenset[str]] = field(default_factory=dict)
    undo: Edit | None = None
    successors: Mapping[PostId, PostId] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def touches(self, kind: Kind) -> bool:
        """Whether anything of this kind was added, changed or removed."""
        return any(kind in group for group in (self.added, self.changed, self.removed))


NOTHING_CHANGED = Changes()
