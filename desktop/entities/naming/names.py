"""Names of people: their parts, and whether two of them may be one person.

Knows particles, initials, short forms of given names, and languages that put the family's name first.
Never merges by a surname alone: that takes the article, and is not done here.
"""

import re
from dataclasses import dataclass

from desktop.entities.text import vocabulary as lists
from desktop.entities.text.words import fold

SHORT_FORMS = (
    "joe joseph", "bill william will", "bob robert rob bobby", "mike michael mick", "jim james jimmy", "tom thomas",
    "tony anthony antony", "dick richard rick", "dave david", "dan daniel danny", "steve steven stephen",
    "chris christopher", "matt matthew", "nick nicholas", "alex alexander alexandra", "ben benjamin",
    "sam samuel samantha",
    "ted edward ed eddie", "liz elizabeth beth betty", "kate katherine catherine", "sue susan", "ron ronald",
    "greg gregory", "jeff jeffrey geoffrey", "ken kenneth", "larry lawrence", "pat patrick patricia", "andy andrew",
    "jon jonathan", "charlie charles chuck", "fred frederick", "peter pete", "max maximilian", "abe abraham",
    "hank henry harry", "jerry gerald", "jack john", "maggie margaret", "debbie deborah", "jenny jennifer jen",
    "sasha aleksandr", "mohammed mohammad muhammad mohamed mohamad", "hassan hasan", "hussein hossein hussain",
    "ahmed ahmad", "yousef youssef yusuf", "sergey sergei serhiy", "alexey alexei", "dmitry dmitri dmitriy",
    "yury yuri yuriy", "aleksander aleksandar alexander", "nikolai nikolay", "andrey andrei",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in folded parts: given names (or initials) and the surname with its particles.

    `last` is the last word where the family's name may stand first: "Kim Novak" is no Kim.
    """

    given: tuple[str, ...]
    surname: str
    last: str = ""

    @property
    def is_full(self) -> bool:
        """Whether there is more than one part to know a person by."""
        return bool(self.given)


def parse(name: str) -> PersonName:
    """Split a person's name; a single word counts as a surname."""
    parts = [part for part in re.split(r"[\s.]+", fold(name.replace(".", ". "))) if part]
    while len(parts) > 1 and parts[-1] in lists.SUFFIXES_OF_NAMES:
        parts.pop()
    if len(parts) == 1:
        return PersonName((), parts[0])
    if parts[0] in lists.FAMILY_FIRST and len(parts) <= 3 and parts[-1] not in lists.FAMILY_FIRST:
        return PersonName(tuple(parts[1:]), parts[0], parts[-1])
    at = next((i for i, part in enumerate(parts) if part in lists.PARTICLES and i > 0), len(parts) - 1)
    at = min(at, len(parts) - 1)
    openers = lists.PARTICLES - lists.PARTICLES_THAT_ARE_GIVEN_NAMES
    first = next((i for i, part in enumerate(parts) if part not in openers), 0)
    if first >= at:  # "von der Leyen": particles and a surname, no given name
        return PersonName((), " ".join(parts))
    return PersonName(tuple(parts[:at]), " ".join(parts[at:]))


def surname_forms(name: PersonName) -> frozenset[str]:
    """Return how a lone surname may be written: with its particles and without them, either half of a double one."""
    bare = " ".join(part for part in name.surname.split() if part not in lists.PARTICLES)
    stripped = re.sub(r"^[ae]l-", "", bare)
    halves = [part for part in stripped.split("-") if len(part) > 3] if "-" in stripped else []
    return frozenset({name.surname, name.surname.replace(" ", "-"), bare, stripped, *halves, name.last} - {""})


def may_be_one(one: PersonName, other: PersonName) -> bool:
    """Whether two full names can stand for one person: same surname, and given names that agree."""
    if not (surname_forms(one) & surname_forms(other)) or not (one.is_full and other.is_full):
        return False
    return given_agree(one.given[0], other.given[0]) and _middles_agree(one.given[1:], other.given[1:])


def given_agree(one: str, other: str) -> bool:
    """Whether two given names can be one: equal, an initial, a short form, or another spelling."""
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    return any(one in forms and other in forms for forms in (group.split() for group in SHORT_FORMS))


def _middles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not one or not other or given_agree(one[0], other[0])


def skeleton(name: str) -> str:
    """Return a name without what transliterations differ in: y and i, kh and h, doubled letters."""
    plain = re.sub(r"[^a-z]", "", fold(name))
    for these, become in (
        ("kh", "h"),
        ("ou", "u"),
        ("oo", "u"),
        ("ck", "k"),
        ("q", "k"),
        ("y", "i"),
        ("j", "i"),
        ("w", "v"),
    ):
        plain = plain.replace(these, become)
    return re.sub(r"(.)\1+", r"\1", plain)


def near_spelling(one: PersonName, other: PersonName) -> bool:
    """Whether two full names differ only as two transliterations of one name do."""
    if not (one.is_full and other.is_full):
        return False
    same_given = given_agree(one.given[0], other.given[0]) or skeleton(one.given[0]) == skeleton(other.given[0])
    return same_given and skeleton(one.surname) == skeleton(other.surname)
