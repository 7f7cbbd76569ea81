"""Clauses: what the finding of speakers works on. A paragraph with its quotations hidden, and its clauses of saying."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.entities import Entity, EntityKind
from desktop.entities.text.quotation_marks import Span
from desktop.entities.text.sentences import MASK, Sentence, mask, sentences


@dataclass(frozen=True, slots=True)
class Name:
    """Where an entity is named in a paragraph, half-open."""

    start: int
    end: int
    entity: Entity

    @property
    def is_person(self) -> bool:
        """Whether it is a person's name."""
        return self.entity.kind is EntityKind.PERSON


class SubjectKind(StrEnum):
    """What sort of words a subject is."""

    NAME = "name"
    PRONOUN = "pronoun"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Subject:
    """Who speaks, as it stands there.

    Attributes:
        start: Where the words begin; `end` is half-open.
        name: Whose name it is, if it is one.
        head: For nouns the word that says what they are, in lower case; for a pronoun the pronoun.
        is_definite: For nouns, whether they speak of somebody who is known already.
    """

    kind: SubjectKind
    start: int
    end: int
    text: str
    name: Name | None = None
    head: str = ""
    is_definite: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """One verb of saying, or "according to".

    Attributes:
        start: Where it begins; `end` is half-open.
        sentence: The number of its sentence in the paragraph.
        is_inverted: Whether the subject stands after it.
        is_gerund: Whether it goes on from an earlier subject.
    """

    word: str
    start: int
    end: int
    sentence: int
    subject: Subject | None
    is_inverted: bool = False
    is_gerund: bool = False

    @property
    def first(self) -> int:
        """Where the clause begins: its subject or its verb."""
        return min(self.start, self.subject.start) if self.subject else self.start

    @property
    def last(self) -> int:
        """Where the clause ends: its verb or its subject."""
        return max(self.end, self.subject.end) if self.subject else self.end


def _start(sentence: Sentence) -> int:
    return sentence.start


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph ready for reading: its quotations hidden, its names outside of them."""

    text: str
    masked: str
    spans: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]

    @classmethod
    def of(cls, text: str, spans: Sequence[Span], names: Sequence[Name]) -> "Passage":
        """Prepare a paragraph.

        Args:
            text: The paragraph.
            spans: Its quotations.
            names: Its names, in order; those inside quotations are left out.
        """
        masked = mask(text, spans)
        outside = tuple(each for each in names if MASK not in masked[each.start : each.end])
        return cls(text, masked, tuple(spans), tuple(sentences(text, masked, spans)), outside)

    def sentence_at(self, position: int) -> int:
        """Return the number of the sentence that holds a position."""
        return max(0, bisect_right(self.sentences, position, key=_start) - 1)

    def names_in(self, start: int, end: int) -> list[Name]:
        """Return the names between two positions."""
        return [name for name in self.names if start <= name.start and name.end <= end]

    def people_in(self, start: int, end: int) -> list[Name]:
        """Return the people named between two positions."""
        return [name for name in self.names_in(start, end) if name.is_person]
