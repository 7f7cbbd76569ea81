"""Grouped: the names in the posts on show, sorted into kinds and measured for their sparklines.

Knows which kinds stand together and how mentions spread along a list. Runs on the read lane; never touches a widget.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.entities import EntityKind
from desktop.domain.ids import EntityId, PostId
from desktop.domain.listings import EntityRow

if TYPE_CHECKING:
    from desktop.library.library import Library

BINS: Final = 16
MOST_IN_GROUP: Final = 250  # the rest is found by typing; a longer list nobody reads

TITLES: Final = (
    ("People", (EntityKind.PERSON,)),
    ("Organisations", (EntityKind.ORGANISATION,)),
    ("Places", (EntityKind.PLACE,)),
    ("Other", (EntityKind.EVENT, EntityKind.OTHER)),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One entity with the shape of its mentions along the list: shares of the highest, from 0 to 1."""

    row: EntityRow
    bars: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Entities of one kind, heaviest first."""

    title: str
    members: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """All names in the posts on show.

    Attributes:
        is_complete: Whether names were looked for in every article.
    """

    groups: tuple[Group, ...] = ()
    is_complete: bool = True


def load_named(library: Library, post_ids: Sequence[PostId]) -> Named:
    """Fetch and sort the names in the posts on show."""
    places = {post_id: place for place, post_id in enumerate(post_ids)}
    rows = sorted(library.entity_rows(post_ids), key=_heaviest_first)
    measured = [Measured(row, spread(row.post_ids, places)) for row in rows]
    return Named(grouped(measured), not library.has_articles_without_entities())


def _heaviest_first(row: EntityRow) -> tuple[int, int, str]:
    """In most posts, then most often, then by name: the list shows the number of posts."""
    return (-len(row.post_ids), -row.count, row.name)


def grouped(measured: Sequence[Measured]) -> tuple[Group, ...]:
    """Sort entities into kinds; a kind without any has no group."""
    groups = [Group(title, tuple(each for each in measured if each.row.kind in kinds)) for title, kinds in TITLES]
    return tuple(group for group in groups if group.members)


def spread(post_ids: Sequence[PostId], places: dict[PostId, int]) -> tuple[float, ...]:
    """Return how mentions spread along the list, in `BINS` equal parts."""
    counts = [0] * BINS
    for post_id in post_ids:
        place = places.get(post_id)
        if place is not None:
            counts[place * BINS // len(places)] += 1
    highest = max(counts) or 1
    return tuple(count / highest for count in counts)


def found_in(groups: Sequence[Group], words: str) -> tuple[Group, ...]:
    """Return the groups with only those names that hold the words typed, folded."""
    wanted = words.casefold().split()
    if not wanted:
        return tuple(groups)
    found = [Group(group.title, tuple(each for each in group.members if _holds(each.row, wanted))) for group in groups]
    return tuple(group for group in found if group.members)


def _holds(row: EntityRow, wanted: Sequence[str]) -> bool:
    said = f"{row.name} {row.role}".casefold()
    return all(word in said for word in wanted)


def names_of(groups: Sequence[Group]) -> dict[EntityId, str]:
    """Return what each entity is called."""
    return {each.row.id: each.row.name for group in groups for each in group.members}
