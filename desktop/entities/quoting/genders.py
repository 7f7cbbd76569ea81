"""Genders: whether an article speaks of somebody as "he" or as "she".

Only what the article itself says counts: "Mrs", "spokesman", "his wife", and the pronouns after a name. Somebody of
whom it says nothing may be either.
"""

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from desktop.domain.ids import EntityId
from desktop.entities.quoting.clauses import Name, Passage


class Gender(StrEnum):
    """By which pronoun somebody is spoken of."""

    MAN = "he"
    WOMAN = "she"


_MEN: Final = (
    "mr sir lord king prince father brother duke emperor pope bishop priest monk spokesman chairman businessman "
    "congressman policeman fireman salesman sportsman frontman alderman councilman assemblyman actor husband son "
    "boyfriend widower uncle nephew grandfather grandson boy man baron count sultan emir sheikh"
)
_WOMEN: Final = (
    "mrs ms miss lady dame queen princess sister duchess empress nun spokeswoman chairwoman businesswoman "
    "congresswoman policewoman sportswoman councilwoman assemblywoman actress wife daughter girlfriend widow aunt "
    "niece grandmother granddaughter girl woman mother baroness countess"
)
_BY_WORD: Final = {
    **dict.fromkeys(_MEN.split(), Gender.MAN),
    **dict.fromkeys(_WOMEN.split(), Gender.WOMAN),
}
_PRONOUN: Final = re.compile(r"\b(?:(he|his|him|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
_SURE: Final = 5
_WORD_BEFORE: Final = re.compile(r"([A-Za-z]+)\.?\s*$")
_WORD_AFTER: Final = re.compile(
    r",\s+(?:a|an|the|his|her|their|who is|whose)?\s*(?:[\w’'-]+\s+){0,3}?([a-z]+)\s*(?=[,.]|$)"
)


class Evidence:
    """The votes of an article."""

    def __init__(self) -> None:
        self._votes: dict[EntityId, Counter[Gender]] = {}

    def read(self, passage: Passage) -> None:
        """Take the votes of a paragraph."""
        people = [name for name in passage.names if name.is_person]
        for name in people:
            for word in _words_beside(passage.masked, name):
                self._vote(name, _BY_WORD.get(word), _SURE)
        for number, sentence in enumerate(passage.sentences):
            inside = [name for name in people if sentence.start <= name.start < sentence.end]
            if len({name.entity.id for name in inside}) == 1:
                limit = passage.sentences[min(number + 1, len(passage.sentences) - 1)].end
                self._vote_by_pronoun(passage.masked, inside[0], sentence.end, limit)

    def genders(self) -> dict[EntityId, Gender]:
        """Return what is clear."""
        return {entity_id: gender for entity_id, votes in self._votes.items() if (gender := _clear(votes)) is not None}

    def _vote(self, name: Name, gender: Gender | None, weight: int) -> None:
        if gender is not None:
            self._votes.setdefault(name.entity.id, Counter())[gender] += weight

    def _vote_by_pronoun(self, masked: str, name: Name, end: int, limit: int) -> None:
        """Count the first pronoun after a name, in its sentence or at the beginning of the next."""
        found = _PRONOUN.search(masked, name.end, end) or _PRONOUN.match(masked, min(end + 1, limit), limit)
        if found:
            self._vote(name, Gender.MAN if found.group(1) else Gender.WOMAN, 1)


def _clear(votes: Counter[Gender]) -> Gender | None:
    (first, most), *others = votes.most_common()
    return first if not others or most >= 2 * others[0][1] else None


def _words_beside(masked: str, name: Name) -> Iterable[str]:
    before = _WORD_BEFORE.search(masked, max(0, name.start - 24), name.start)
    if before:
        yield before.group(1).lower()
    after = _WORD_AFTER.match(masked, name.end)
    if after:
        yield after.group(1)
