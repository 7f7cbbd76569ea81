"""Grouped: the names in the posts on show, sorted into kinds and measured for their sparklines.

Knows which kinds stand together, which names are suggested to be one, and who made the posts. Runs on the read lane;
never touches a widget.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.corrections import Suggestion
from desktop.domain.entities import EntityKind
from desktop.domain.ids import EntityId, PostId
from desktop.domain.name_lists import EntityWeight, Maker, MakerKind
from desktop.ui.alike import begins_all, holds_all, to_look_through, words_of

if TYPE_CHECKING:
    from desktop.library.library import Library

BINS: Final = 16
MOST_IN_GROUP: Final = 250  # the rest is found by typing; a longer list nobody reads
MOST_SUGGESTED: Final = 100

TITLES: Final = (
    ("People", (EntityKind.PERSON,)),
    ("Organisations", (EntityKind.ORGANISATION,)),
    ("Places", (EntityKind.PLACE,)),
    ("Other", (EntityKind.EVENT, EntityKind.OTHER)),
)
MAKER_TITLES: Final = ((MakerKind.REPORTER, "Reporters"), (MakerKind.PHOTOGRAPHER, "Photographers"))
SUGGESTED_TITLE: Final = "May be one"
NO_FORMS: Final[Mapping[EntityId, str]] = {}


@dataclass(frozen=True, slots=True)
class Measured:
    """One entity with the shape of its mentions along the list: shares of the highest, from 0 to 1."""

    row: EntityWeight
    bars: tuple[float, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names that may be one, each with its role, which tells namesakes apart."""

    suggestion: Suggestion
    one_role: str = ""
    other_role: str = ""

    @property
    def one(self) -> str:
        """The first name, with its role."""
        return _with_role(self.suggestion.one_name, self.one_role)

    @property
    def other(self) -> str:
        """The second name, with its role."""
        return _with_role(self.suggestion.other_name, self.other_role)


Member = Measured | Maker | Pair


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one kind, heaviest first."""

    title: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """All names in the posts on show.

    Attributes:
        names: Heaviest first, without roles.
        makers: Reporters, then photographers.
        is_complete: Whether names were looked for in every article.
    """

    names: tuple[Measured, ...] = ()
    makers: tuple[Maker, ...] = ()
    is_complete: bool = True


def load_named(library: Library, post_ids: Sequence[PostId]) -> Named:
    """Fetch the names in the posts on show, and who made these posts."""
    names = tuple(Measured(row, shares(row.spread)) for row in library.entity_weights(post_ids, BINS))
    return Named(names, library.makers(post_ids), not library.has_articles_without_entities())


def load_roles(library: Library, as_of: PostId | None, ids: Sequence[EntityId]) -> dict[EntityId, str]:
    """Fetch the role that each name has at the time of a post."""
    return library.roles_as_of(as_of, ids) if as_of is not None else {}


def load_forms(library: Library, ids: Sequence[EntityId]) -> dict[EntityId, str]:
    """Fetch the other forms in which each name is written, as one text to look through."""
    return {entity_id: "\n".join(forms) for entity_id, forms in library.entity_forms(ids).items()}


def load_suggestions(library: Library) -> tuple[Suggestion, ...]:
    """Fetch which names of the library may be one."""
    return library.suggestions()


def shares(spread: Sequence[int]) -> tuple[float, ...]:
    """Return counts as shares of the highest."""
    highest = max(spread, default=0) or 1
    return tuple(count / highest for count in spread)


def grouped(names: Sequence[Measured], makers: Sequence[Maker] = ()) -> tuple[Group, ...]:
    """Sort names into kinds, those who made the posts below all others; a kind without any has no group."""
    groups = [Group(title, tuple(each for each in names if each.row.kind in kinds)) for title, kinds in TITLES]
    groups += [Group(title, tuple(each for each in makers if each.kind is kind)) for kind, title in MAKER_TITLES]
    return tuple(group for group in groups if group.members)


def suggested(
    suggestions: Sequence[Suggestion], on_show: Collection[EntityId], roles: Mapping[EntityId, str]
) -> tuple[Pair, ...]:
    """Return the suggestions that are about a name on show."""
    about = [each for each in suggestions if each.one in on_show or each.other in on_show]
    return tuple(Pair(each, roles.get(each.one, ""), roles.get(each.other, "")) for each in about[:MOST_SUGGESTED])


def _with_role(name: str, role: str) -> str:
    return f"{name}, {role}" if role else name


def with_roles(names: Sequence[Measured], roles: Mapping[EntityId, str]) -> tuple[Measured, ...]:
    """Return the names with their roles."""
    return tuple(Measured(each.row, each.bars, roles.get(each.row.id, "")) for each in names)


def found_in(groups: Sequence[Group], words: str, forms: Mapping[EntityId, str] = NO_FORMS) -> tuple[Group, ...]:
    """Return the groups with only those members in which the words typed begin words, else with those that hold them.

    Args:
        groups: All of them.
        words: As typed; capitals and accents do not count.
        forms: The other forms in which names are written.
    """
    wanted = words_of(words)
    if not wanted:
        return tuple(groups)
    said = [
        (group.title, [(each, to_look_through(said_of(each, forms))) for each in group.members]) for group in groups
    ]
    return _kept(said, begins_all, wanted) or _kept(said, holds_all, wanted)


def _kept(
    said: Sequence[tuple[str, Sequence[tuple[Member, str]]]],
    is_found: Callable[[str, Sequence[str]], bool],
    wanted: Sequence[str],
) -> tuple[Group, ...]:
    found = [Group(title, tuple(each for each, text in members if is_found(text, wanted))) for title, members in said]
    return tuple(group for group in found if group.members)


def said_of(member: Member, forms: Mapping[EntityId, str]) -> str:
    """Return the words by which a member is found."""
    match member:
        case Measured():
            return f"{member.row.name} {member.role} {forms.get(member.row.id, '')}"
        case Maker():
            return member.name
        case Pair():
            return f"{member.one} {member.other}"
