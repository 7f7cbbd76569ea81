"""People: which mentions of people are one person.

Knows full names, lone surnames and spellings. Two full names become one only if they agree in all their parts; a lone
surname goes to the one person of that name whom the article names in full, else to the one named last before it.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.entities import EntityKind
from desktop.entities.naming.named import Group, Named
from desktop.entities.naming.names import PersonName, may_be_one, near_spelling, parse, surname_forms
from desktop.entities.text import vocabulary as lists
from desktop.entities.text.words import fold

LONG = 2
"""A name of more words than this may end in a surname of two."""


def _place(mention: Named) -> tuple[int, int, int]:
    return mention.passage, mention.start, mention.post


@dataclass(slots=True)
class _Owner:
    """A person to whom lone names may go, with the places where the article has named them so far, in order."""

    group: Group
    places: list[tuple[int, int, int]]

    def take(self, mention: Named) -> None:
        """Give the person a mention."""
        self.group.members.append(mention)
        insort(self.places, _place(mention))

    def last_before(self, mention: Named) -> tuple[int, int, int] | None:
        """Return where the person was named last before a mention in its post, or None."""
        at = bisect_left(self.places, _place(mention)) - 1
        return self.places[at] if at >= 0 and self.places[at][2] == mention.post else None


def group_people(named: Sequence[Named]) -> list[Group]:
    """Return one group for each person, in the order in which they are first named."""
    full: dict[PersonName, Group] = {}
    lone: list[tuple[PersonName, Named]] = []
    surnames, given = _surnames(named), _given_names(named)
    for mention in named:
        name = parse(mention.text)
        if name.is_full and fold(mention.text) in surnames | given:
            name = PersonName((), fold(mention.text))  # "Al Hussein", beside a longer name that ends so
        if name.is_full:
            full.setdefault(name, Group(EntityKind.PERSON, mention.text)).members.append(mention)
        else:
            lone.append((name, mention))
    people = _merged(full)
    groups = [group for _, group in people]
    groups += _place_lone(lone, people)
    for group in groups:
        group.members.sort(key=lambda mention: (mention.passage, mention.start))
        group.name = _shown(group)
    return groups


def _surnames(named: Sequence[Named]) -> frozenset[str]:
    """Return the ends of two words that longer names have."""
    long = {words for mention in named if len(words := tuple(fold(mention.text).split())) > LONG}
    return frozenset(" ".join(words[-2:]) for words in long)


def _given_names(named: Sequence[Named]) -> frozenset[str]:
    """Return the beginnings of two words that exactly one longer name has: "Mary Ann" of "Mary Ann Smith"."""
    long = {words for mention in named if len(words := tuple(fold(mention.text).split())) > LONG}
    long = {words for words in long if not any(word in lists.PARTICLES or len(word) == 1 for word in words[:3])}
    beginnings = Counter(" ".join(words[:2]) for words in long if words[2] not in lists.SUFFIXES_OF_NAMES)
    return frozenset(beginning for beginning, times in beginnings.items() if times == 1)


def _merged(full: dict[PersonName, Group]) -> list[tuple[list[PersonName], Group]]:
    """Join full names that agree with one another and with nobody else."""
    people: list[tuple[list[PersonName], Group]] = []
    for name, group in sorted(full.items(), key=lambda known: (-sum(map(len, known[0].given)), known[0].given)):
        same = [person for person in people if _is_same(name, group, person)]
        if len(same) == 1:
            same[0][0].append(name)
            same[0][1].members.extend(group.members)
        else:
            people.append(([name], group))
    return people


def _is_same(name: PersonName, group: Group, person: tuple[list[PersonName], Group]) -> bool:
    names, other = person
    if all(may_be_one(name, known) for known in names):
        return True
    return all(near_spelling(name, known) for known in names) and _roles_agree(group, other)


def _roles_agree(one: Group, other: Group) -> bool:
    """Whether both are called by the same office: near-spellings alone are only a suggestion."""
    return bool(_offices(one) & _offices(other))


def _offices(group: Group) -> set[str]:
    stated = [role for mention in group.members for role in mention.roles]
    words = {word for role in stated for word in fold(role).replace("-", " ").split()}
    return words & lists.OFFICE_HEADS


def _place_lone(lone: list[tuple[PersonName, Named]], people: list[tuple[list[PersonName], Group]]) -> list[Group]:
    """Give each lone name to its person; return new groups for those who have none."""
    left: dict[str, Group] = {}
    by_surname: dict[str, list[_Owner]] = {}
    by_given: dict[str, list[_Owner]] = {}
    for names, group in people:
        entry = _Owner(group, sorted(_place(member) for member in group.members))
        for form in {form for name in names for form in surname_forms(name)}:
            by_surname.setdefault(form, []).append(entry)
        for given in {form for name in names for form in (name.given[0], " ".join(name.given[:2]))}:
            by_given.setdefault(given, []).append(entry)
    called = _called_by_given_name(lone, by_given)
    for name, mention in lone:
        first, _, rest = name.surname.partition(" ")
        forms = (name.surname, name.surname.replace(" ", "-"), "" if first in lists.PARTICLES else rest)
        owners = next((by_surname[form] for form in forms if form in by_surname), [])
        owners = owners or _only(by_given.get(name.surname, []))
        formal = [owner for owner in owners if id(owner) not in called]
        nearest = _nearest(formal if len(formal) == 1 else owners, mention)
        if nearest is not None:
            nearest.take(mention)
        else:
            group = left.setdefault(name.surname, Group(EntityKind.PERSON, mention.text, is_scoped=True))
            group.members.append(mention)
    return list(left.values())


def _called_by_given_name(lone: Sequence[tuple[PersonName, Named]], by_given: Mapping[str, list[_Owner]]) -> set[int]:
    """Return the people whom the article also calls by their given name alone: a lone surname rather means another."""
    full = {_place(member) for owners in by_given.values() for owner in owners for member in owner.group.members}
    starts = {(passage, start) for passage, start, _ in full}
    return {
        id(owners[0])
        for name, mention in lone
        if len(owners := by_given.get(name.surname, [])) == 1 and not _shares_surname(mention, starts)
    }


def _shares_surname(mention: Named, starts: Container[tuple[int, int]]) -> bool:
    """Whether the full name of another follows at once: in "Ann and Bo Smith" Ann is no more familiar than Bo."""
    return any((mention.passage, mention.end + len(gap)) in starts for gap in (" and ", " or ", ", "))


def _only(owners: list[_Owner]) -> list[_Owner]:
    return owners if len(owners) == 1 else []


def _nearest(owners: Sequence[_Owner], mention: Named) -> _Owner | None:
    """Return the only owner of a surname, else the one named last before the mention in the same post."""
    if len(owners) == 1:
        return owners[0]
    before = [(place, owner) for owner in owners if (place := owner.last_before(mention)) is not None]
    return max(before, key=lambda known: known[0])[1] if before else None


def _shown(group: Group) -> str:
    """Return the fullest form; of equally full ones the most frequent, then the one that comes first."""
    forms = Counter(mention.text for mention in group.members if not mention.text.isupper())
    forms = forms or Counter(mention.text for mention in group.members)
    words = {form: len([part for part in form.split() if len(part.strip(".")) > 1]) for form in forms}
    return max(forms, key=lambda form: (words[form], forms[form]))
