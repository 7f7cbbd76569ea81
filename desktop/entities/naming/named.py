"""Named: what the resolver has decided, on its way to becoming findings."""

from dataclasses import dataclass, field

from desktop.domain.entities import EntityKind


@dataclass(frozen=True, slots=True)
class Named:
    """A span that names something: which passage and post it stands in, its kind, and what is known of it.

    Attributes:
        name: The name the gazetteer or a bracket gives it, or "".
        owner: The country whose ministry it is, or "".
        roles: What the passage calls the person here.
    """

    passage: int
    post: int
    start: int
    end: int
    text: str
    kind: EntityKind
    name: str = ""
    is_demonym: bool = False
    owner: str = ""
    roles: tuple[str, ...] = ()


@dataclass(slots=True)
class Group:
    """All mentions of one thing.

    Attributes:
        name: The form to show.
        known_as: What the world calls it, if the article writes it in other ways alone; else "".
        is_scoped: Whether its id must hold the article too, because the name alone does not tell who it is.
    """

    kind: EntityKind
    name: str
    members: list[Named] = field(default_factory=list)
    is_scoped: bool = False
    known_as: str = ""
