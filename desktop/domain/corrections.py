"""What the reader says of names, against what a machine found.

The first seven classes are edits: give one to `Library.apply`, and take it back with the `undo` of its changes. They
name entities by the id that is on show. The library keeps each as a `Correction`, apart from what was found, and
carries all of them out again, in the order in which they were made, whenever an article is read anew: after another
import, by a better extractor, or in an article that comes later.

Why a correction knows names and not only ids: an id is made from the name that an extractor gave. A better one may
give another, and the correction must still find whom it is about.
"""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.entities import EntityKind, Mention
from desktop.domain.ids import ArticleId, EntityId, PostId


@dataclass(frozen=True, slots=True)
class MergeEntities:
    """Say that the losers are the winner: it takes over their mentions, aliases and roles, and keeps name and kind.

    It also takes over those of articles that are imported later. Accepting a `Suggestion` is this edit.
    """

    winner: EntityId
    losers: frozenset[EntityId]


@dataclass(frozen=True, slots=True)
class SplitEntity:
    """Say that some mentions of an entity are somebody or something else.

    Attributes:
        entity: Whose mentions they are now.
        name: Whose they are. If an entity of this name and kind is known, it gets them; else one is made.
        forms: Every mention that is written so ("Clinton"); how it is capitalised does not count.
        mentions: These mentions alone, of any form.
        article_id: Only in this article; None for the whole library.
    """

    entity: EntityId
    name: str
    forms: frozenset[str] = frozenset()
    mentions: tuple[Mention, ...] = ()
    article_id: ArticleId | None = None


@dataclass(frozen=True, slots=True)
class RenameEntity:
    """Show an entity by another name; the name it had becomes one of its aliases."""

    entity: EntityId
    name: str


@dataclass(frozen=True, slots=True)
class ChangeEntityKind:
    """Say that a name stands for something of another kind."""

    entity: EntityId
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class IgnoreEntityHere:
    """Leave an entity out of one article, or of one post alone if `post_id` is given."""

    entity: EntityId
    article_id: ArticleId
    post_id: PostId | None = None


@dataclass(frozen=True, slots=True)
class NeverAgain:
    """Say that a name names nothing: whatever bears it is left out of every article, of later ones too."""

    entity: EntityId


@dataclass(frozen=True, slots=True)
class KeepApart:
    """Say that two entities are not one: they are no longer suggested. Rejecting a `Suggestion` is this edit."""

    one: EntityId
    other: EntityId


Correcting = MergeEntities | SplitEntity | RenameEntity | ChangeEntityKind | IgnoreEntityHere | NeverAgain | KeepApart


@dataclass(frozen=True, slots=True)
class NameAnchor:
    """Whom a correction is about, so that it can be found again.

    Attributes:
        id: As on show when the correction was made.
        article_id: The only article it counts in, for one known there by a surname alone; else None.
    """

    id: EntityId
    kind: EntityKind
    name: str
    article_id: ArticleId | None = None


@dataclass(frozen=True, slots=True)
class MentionPlace:
    """One mention so that it can be found again: the post, the words, and which mention of them it is, from 0."""

    post_id: PostId
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Correction:
    """An edit as the library keeps it.

    Attributes:
        number: Its name in one library.
        made: When the reader made it, in whatever library; they are carried out in this order, so the newest word wins.
        anchors: Everybody whom the edit names.
        places: Where the mentions of a `SplitEntity` stand.
    """

    number: int
    made: datetime
    edit: Correcting
    anchors: tuple[NameAnchor, ...]
    places: tuple[MentionPlace, ...] = ()

    def anchor(self, entity_id: EntityId) -> NameAnchor:
        """Whom an id in the edit means."""
        return next(anchor for anchor in self.anchors if anchor.id == entity_id)


@dataclass(frozen=True, slots=True)
class TakeBackCorrection:
    """Forget a correction; what was found shows again as if it had never been made."""

    number: int


@dataclass(frozen=True, slots=True)
class RestoreCorrection:
    """Bring a correction back that was taken back, at its old place in the order."""

    correction: Correction


NameEdit = Correcting | TakeBackCorrection | RestoreCorrection
"""Every edit that is about names."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two entities that may be one, for the reader to decide.

    Accept it with `MergeEntities(one, {other})`, reject it with `KeepApart(one, other)`.

    Attributes:
        one: The one that is named more fully, or more often.
        reason: Why, in words for the reader.
        strength: From 0 to 1, for ordering.
    """

    one: EntityId
    other: EntityId
    one_name: str
    other_name: str
    reason: str
    strength: float
