"""Gazetteer: countries and their peoples, cities, regions, well-known organisations, and given names.

Knows names that the world shares; the tables lie in `resources/gazetteer` and are given as a path.
Never decides: a city may be a person's name, and the resolver sees the whole article.

Why matching is folded and then checked for capitals: "MOSCOW" and "Sao Paulo" are names, "us" and "turkey" are not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ahocorasick

from desktop.domain.entities import EntityKind
from desktop.entities.text.passages import Origin, Passage, Proposal
from desktop.entities.text.words import fold, is_inside_word, make_folding

SURE = 3.0
UNSURE = 0.6
SHORT = 3
"""Names of at most this many letters must be written exactly as in the table."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One form of a name in the tables: as written there, the name it belongs to, and how sure its kind is."""

    form: str
    name: str
    kind: EntityKind
    weight: float
    is_demonym: bool = False
    is_country: bool = False


class Gazetteer:
    """The tables, ready to look up one name or to search a text for all of them at once."""

    def __init__(self, folder: Path) -> None:
        self._folding = make_folding()
        self._listed: dict[str, list[Listed]] = {}
        for listed in _read(folder):
            self._listed.setdefault(listed.form.translate(self._folding), []).append(listed)
        self._automaton: Any = ahocorasick.Automaton()
        for key in self._listed:
            self._automaton.add_word(key, key)
        self._automaton.make_automaton()
        names = (folder / "given_names.txt").read_text("utf-8").split()
        self._given = frozenset(fold(name) for name in names)

    def look_up(self, name: str) -> Listed | None:
        """Return what the tables say of exactly this name, capitals included, or None."""
        forms = self._listed.get(name.translate(self._folding), ())
        return next((listed for listed in forms if _is_written_as(name, listed.form)), None)

    def is_given_name(self, word: str) -> bool:
        """Whether people somewhere are called so; "Jean-Luc" by either half."""
        return fold(word) in self._given or ("-" in word and fold(word.split("-")[0]) in self._given)

    def country_of(self, name: str) -> str | None:
        """Return the country or region that a name or demonym stands for, or None."""
        listed = self.look_up(name)
        return listed.name if listed and (listed.is_demonym or listed.is_country) else None

    def is_demonym(self, word: str) -> bool:
        """Whether a word is "Russian", "Danes" or the like."""
        listed = self.look_up(word)
        return listed is not None and listed.is_demonym

    def propose(self, passage: Passage) -> list[Proposal]:
        """Return every name of the tables in a passage, the longest where they overlap."""
        text = passage.text
        folded = text.translate(self._folding)
        found: list[Proposal] = []
        at: int | None = 0
        while at is not None and at < len(folded):
            at = self._search(text, folded, at, found)
        return found

    def _search(self, text: str, folded: str, at: int, found: list[Proposal]) -> int | None:
        """Add the names from a place on; return where to go on if one may have hidden another, or None.

        "the WHO" is not "The Who", and must not hide "WHO"; nor must "The Nation" that opens a sentence.
        """
        for last, key in self._automaton.iter_long(folded, at):
            start = last + 1 - len(key)
            proposal = self._from(text, start, last + 1) if not is_inside_word(text, start) else None
            if proposal is not None:
                found.append(proposal)
            if " " in key and (proposal is None or (proposal.weight < SURE and key.startswith("the "))):
                return int(start + key.index(" ") + 1)
        return None

    def _from(self, text: str, start: int, longest: int) -> Proposal | None:
        """Return the longest name that begins here, ends with a word, and is written as one."""
        for end in range(longest, start, -1):
            if not is_inside_word(text, end):
                listed = self.look_up(text[start:end])
                if listed is not None:
                    return _proposal(listed, start, end)
        return None


def _proposal(listed: Listed, start: int, end: int) -> Proposal:
    return Proposal(start, end, listed.kind, Origin.GAZETTEER, listed.weight, listed.name, listed.is_demonym)


def _is_written_as(text: str, form: str) -> bool:
    """Whether a text has capitals where the table has them; short names and abbreviations letter by letter."""
    if text == form:
        return True
    if len(form) <= SHORT or form.isupper() or not form[0].isupper():
        return False
    return all(ours.isupper() or not theirs.isupper() for ours, theirs in zip(text, form, strict=False))


def _read(folder: Path) -> Iterator[Listed]:
    """Yield every form of every name; of two that are written alike the first one counts."""
    for _, name, others, demonyms in _rows(folder / "countries.tsv", 4):
        for form in (name, *_parts(others)):
            yield Listed(form, name, EntityKind.PLACE, SURE, is_country=True)
        for form in _parts(demonyms):
            yield Listed(form, name, EntityKind.PLACE, SURE, is_demonym=True)
    for name, _, others, unsure in _rows(folder / "organisations.tsv", 4):
        yield from _forms(name, others, EntityKind.ORGANISATION, unsure)
    for name, others, unsure in _rows(folder / "stage_names.tsv", 3):
        yield from _forms(name, others, EntityKind.PERSON, unsure)
    for name, _, _, others, unsure in _rows(folder / "places.tsv", 5):
        yield from _forms(name, others, EntityKind.PLACE, unsure)


def _forms(name: str, others: str, kind: EntityKind, unsure: str) -> Iterator[Listed]:
    for form in (name, *_parts(others)):
        yield Listed(form, name, kind, UNSURE if unsure else SURE)


def _rows(path: Path, count: int) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        fields = line.split("\t")
        yield (fields + [""] * count)[:count]


def _parts(field: str) -> list[str]:
    return [part for part in field.split("|") if part]
