"""All that the library knows of one entity, as its page shows it."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.corrections import Correction, Suggestion
from desktop.domain.entities import EntityKind, Mention
from desktop.domain.ids import ArticleId, EntityId, PostId
from desktop.domain.times import When


@dataclass(frozen=True, slots=True)
class Alias:
    """A form under which an entity is named, and how often. A demonym counts, but is no name."""

    text: str
    count: int
    is_demonym: bool = False


@dataclass(frozen=True, slots=True)
class DatedRole:
    """A role with the post that states it; the post's time is the role's date."""

    role: str
    post_id: PostId
    article_id: ArticleId
    time: When


@dataclass(frozen=True, slots=True)
class Sighting:
    """A post that mentions the entity, and how often."""

    post_id: PostId
    article_id: ArticleId
    time: When
    count: int


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity that is named in the same posts: in how many."""

    id: EntityId
    kind: EntityKind
    name: str
    posts: int


@dataclass(frozen=True, slots=True)
class NamingArticle:
    """An article that names the entity: how often, and in how many posts."""

    article_id: ArticleId
    title: str
    count: int
    posts: int


@dataclass(frozen=True, slots=True)
class EntityPage:
    """One entity across the library, removed articles left out.

    A brief one has only the first and the last of `sightings`, and of `mentions` those in these two and the first in
    each form; `days` are those of the two.

    Attributes:
        aliases: Forms other than the name, most frequent first.
        roles: Oldest post first; a role that the next post repeats is kept once, with the first post.
        sightings: Oldest post first: the first and the last are when it was first and last named.
        mentions: Every mention in the order of `sightings`, then of the text.
        days: How often it is named on each day of publication, oldest first; posts of unknown time on none.
        companions: Most shared posts first.
        articles: Those that name it most come first.
        suggestions: Others that may be the same.
        corrections: What the reader said of it, oldest first; each is undone by `TakeBackCorrection(number)`.
    """

    id: EntityId
    kind: EntityKind
    name: str
    count: int
    aliases: tuple[Alias, ...] = ()
    roles: tuple[DatedRole, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    mentions: tuple[Mention, ...] = ()
    days: tuple[tuple[date, int], ...] = ()
    companions: tuple[Companion, ...] = ()
    articles: tuple[NamingArticle, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def post_count(self) -> int:
        """In how many posts it is named."""
        return sum(article.posts for article in self.articles)

    @property
    def first(self) -> Sighting | None:
        """Where it is named first."""
        return self.sightings[0] if self.sightings else None

    @property
    def last(self) -> Sighting | None:
        """Where it is named last."""
        return self.sightings[-1] if self.sightings else None
