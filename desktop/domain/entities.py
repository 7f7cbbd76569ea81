"""Who and what the posts speak of."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.ids import EntityId, PostId
from desktop.domain.quotes import Quote


class EntityKind(StrEnum):
    """What sort of thing a name stands for."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    EVENT = "event"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Role:
    """What a post calls a person ("Minister of Health"). Roles change, so each belongs to the post that gives it."""

    role: str
    post_id: PostId


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation, place or event.

    Attributes:
        id: Made from kind and name; for a lone surname also from the article, so that two people never become one.
        name: The fullest form that the text gives, without title.
        aliases: Other forms that the text uses, most frequent first.
        roles: Roles in the order of the posts that state them.
    """

    id: EntityId
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named: offsets in the text of one paragraph of a post, code points, half-open.

    `is_demonym` marks "Russian" standing for Russia: it counts for the country's row, but is not its name.
    """

    post_id: PostId
    entity_id: EntityId
    paragraph: int
    start: int
    end: int
    text: str
    is_demonym: bool = False


@dataclass(frozen=True, slots=True)
class Findings:
    """What one run of an extractor found in the posts of one article. `extractor` is its name and version."""

    extractor: str
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
