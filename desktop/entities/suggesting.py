"""Suggesting: who may be one, for the reader to decide.

Knows the likenesses that are too weak for joining two entities of different articles unasked: another spelling, a short
form, an initial, a surname with the same office, an abbreviation. Never joins anything.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from desktop.domain.corrections import Suggestion
from desktop.domain.entities import EntityKind
from desktop.domain.ids import EntityId
from desktop.entities.identity import contradict
from desktop.entities.naming.names import PersonName, may_be_one, near_spelling, parse, skeleton, surname_forms
from desktop.entities.text import vocabulary as lists
from desktop.entities.text.words import fold

LARGEST_FAMILY = 400
"""So many people of one surname are compared with one another; more would take too long."""

LEAST_INITIALS = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What suggesting has to know of an entity.

    Attributes:
        roles: Every role that any post states.
        count: How often it is named.
    """

    id: EntityId
    kind: EntityKind
    name: str
    roles: tuple[str, ...] = ()
    count: int = 0


def suggest(
    known: Sequence[Known], rejected: Collection[frozenset[EntityId]], about: EntityId | None = None
) -> tuple[Suggestion, ...]:
    """Return pairs that may be one, the likeliest first.

    Args:
        known: The entities of the library.
        rejected: Pairs that the reader keeps apart.
        about: Only pairs with this one.
    """
    people = [one for one in known if one.kind is EntityKind.PERSON]
    bodies = [one for one in known if one.kind is EntityKind.ORGANISATION]
    found = [*_people(people, about), *_abbreviations(bodies)]
    wanted = {
        frozenset((each.one, each.other)): each
        for each in sorted(found, key=lambda each: each.strength)
        if about in (None, each.one, each.other) and frozenset((each.one, each.other)) not in rejected
    }
    return tuple(sorted(wanted.values(), key=lambda each: (-each.strength, each.one_name, each.other_name)))


def name_keys(name: str) -> frozenset[str]:
    """Return what two names must have in common to be compared at all: a word under any spelling, or initials."""
    words = [word for word in fold(name).replace("-", " ").split() if word not in lists.PARTICLES]
    initials = "".join(word[0] for word in words if word not in lists.SMALL)
    return frozenset({*(skeleton(word) for word in words if len(word) > 1), initials, fold(name)} - {""})


def _people(people: Sequence[Known], about: EntityId | None) -> Iterator[Suggestion]:
    names = {one.id: parse(one.name) for one in people}
    families: dict[str, dict[EntityId, Known]] = defaultdict(dict)
    for one in people:
        for form in surname_forms(names[one.id]):
            families[skeleton(form)][one.id] = one
    for family in families.values():
        if about is not None and about not in family:
            continue
        members = sorted(family.values(), key=lambda one: (-len(one.name.split()), -one.count, one.id))
        full = [one for one in members if names[one.id].is_full][:LARGEST_FAMILY]
        for one, other in combinations(full, 2):
            if about in (None, one.id, other.id):
                yield from _alike(one, other, names)
        for lone in members:
            if not names[lone.id].is_full:
                yield from _by_office(lone, full)


def _alike(one: Known, other: Known, names: Mapping[EntityId, PersonName]) -> Iterator[Suggestion]:
    mine, theirs = names[one.id], names[other.id]
    if fold(one.name) == fold(other.name):
        yield _pair(one, other, "The same name in two articles, but what they are called there differs", 0.4)
    elif contradict(one.roles, other.roles):
        return
    elif may_be_one(mine, theirs):
        yield _pair(one, other, "The same surname, and given names that agree", 0.9)
    elif near_spelling(mine, theirs):
        shared = _offices(one) & _offices(other)
        reason = f"Two spellings of one name, both called {_listed(shared)}" if shared else "Two spellings of one name"
        yield _pair(one, other, reason, 0.8 if shared else 0.6)


def _by_office(lone: Known, full: Sequence[Known]) -> Iterator[Suggestion]:
    """Suggest whose a lone surname is, if one person of that surname alone holds the same office."""
    holders = [one for one in full if _offices(one) & _offices(lone)]
    if len(holders) == 1:
        offices = _listed(_offices(holders[0]) & _offices(lone))
        yield _pair(holders[0], lone, f"The same surname, both called {offices}", 0.7)


def _abbreviations(bodies: Sequence[Known]) -> Iterator[Suggestion]:
    """Suggest what an abbreviation stands for, if one name alone has these initials."""
    short = [one for one in bodies if one.name.isupper() and " " not in one.name and len(one.name) >= LEAST_INITIALS]
    by_initials: dict[str, list[Known]] = defaultdict(list)
    for one in bodies:
        words = [word for word in fold(one.name).replace("-", " ").split() if word not in lists.SMALL]
        if len(words) >= LEAST_INITIALS:
            by_initials["".join(word[0] for word in words)].append(one)
    for abbreviation in short:
        owners = by_initials.get(fold(abbreviation.name), [])
        if len(owners) == 1:
            yield _pair(owners[0], abbreviation, f"{abbreviation.name} are its initials", 0.7)


def _offices(one: Known) -> set[str]:
    return {word for role in one.roles for word in fold(role).replace("-", " ").split()} & lists.OFFICE_HEADS


def _listed(words: Collection[str]) -> str:
    return " and ".join(sorted(words))


def _pair(one: Known, other: Known, reason: str, strength: float) -> Suggestion:
    return Suggestion(one.id, other.id, one.name, other.name, f"{reason}.", strength)
