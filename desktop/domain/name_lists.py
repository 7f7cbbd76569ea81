"""What lists of names show: how heavy each name is, where it stands in the text, and who made the posts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.entities import EntityKind, Mention
from desktop.domain.ids import ArticleId, EntityId, PostId
from desktop.domain.times import When


@dataclass(frozen=True, slots=True)
class EntityWeight:
    """How much some posts speak of one entity.

    Attributes:
        mentions: In these posts, demonyms included.
        posts: How many of them mention it.
        spread: Mentions in each of so many equal parts of the list, in its order.
    """

    id: EntityId
    kind: EntityKind
    name: str
    mentions: int
    posts: int
    spread: tuple[int, ...]


class MakerKind(StrEnum):
    """How somebody had a hand in a post."""

    REPORTER = "reporter"
    PHOTOGRAPHER = "photographer"


@dataclass(frozen=True, slots=True)
class Maker:
    """Who wrote posts or took their pictures; never one of the people of the story.

    Attributes:
        posts: How many of the posts asked about.
    """

    kind: MakerKind
    name: str
    posts: int


@dataclass(frozen=True, slots=True)
class MentionContext:
    """The first mention of an entity in a post, with the words around it.

    Attributes:
        before: What stands before it in its paragraph, at most so many code points as were asked for.
        after: What stands after it, likewise.
        count: How often the post mentions the entity.
    """

    mention: Mention
    article_id: ArticleId
    time: When
    before: str
    after: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class CoursePart:
    """One of equal parts of the posts, oldest first, of the articles that name an entity.

    Attributes:
        mentions: How often the part names it.
        post_id: The first post of the part that names it, or None.
        day: The earliest day on which a post of the part may have been published, if any is known.
    """

    mentions: int
    post_id: PostId | None
    day: date | None
