"""Speakers: who the subject of a verb of saying is.

Reads an article's paragraphs in order and remembers who was named and who spoke, so that "she", "the minister" and "the
official" find their owners. Where several could be meant and nothing tells, nobody is.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.domain.entities import Entity, EntityKind
from desktop.domain.ids import EntityId
from desktop.entities.quoting.clauses import Name, Passage, Subject, SubjectKind
from desktop.entities.quoting.genders import Gender
from desktop.entities.text import speech_words as lists
from desktop.entities.text import vocabulary
from desktop.entities.text.sentences import Sentence
from desktop.entities.text.words import fold

REMEMBERED: Final = 14
"""Sentences in which a pronoun's owner is looked for."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something: somebody with a name, or in the post's own words somebody without."""

    name: str
    entity: Entity | None = None

    @property
    def is_person(self) -> bool:
        """Whether it is a person with a name."""
        return self.entity is not None and self.entity.kind is EntityKind.PERSON


@dataclass(frozen=True, slots=True)
class _Heard:
    """One sentence that was read: who spoke in it, and the people it names, its subject first."""

    speakers: tuple[Speaker, ...]
    people: tuple[Entity, ...]


class Speakers:
    """The memory of one post.

    Args:
        genders: What the article tells of people, for "he" and "she".
        known: The people and organisations named earlier in the article, by the words of their roles and names.
    """

    def __init__(self, genders: dict[EntityId, Gender], known: "Known") -> None:
        self._genders = genders
        self._known = known
        self._heard: deque[_Heard] = deque(maxlen=REMEMBERED)
        self._nameless: dict[str, Speaker] = {}
        self.last: Speaker | None = None

    def hear(self, passage: Passage, sentence: Sentence, speakers: Iterable[Speaker | None]) -> None:
        """Remember a sentence when it is done."""
        spoke = tuple(speaker for speaker in speakers if speaker is not None)
        people = _subject_first(passage, passage.people_in(sentence.start, sentence.end))
        if spoke or people:
            self._heard.append(_Heard(spoke, people))
        if spoke:
            self.last = spoke[-1]
        for name in passage.names_in(sentence.start, sentence.end):
            self._known.add(name.entity)

    def hear_again(self, speaker: Speaker) -> None:
        """Remember that somebody goes on speaking."""
        self.last = speaker
        self._heard.append(_Heard((speaker,), ()))

    def resolve(self, subject: Subject, passage: Passage) -> Speaker | None:
        """Return who a subject is, or None if that is not clear."""
        if subject.name is not None:
            return Speaker(subject.name.entity.name, subject.name.entity)
        if subject.kind is SubjectKind.PRONOUN:
            return self._owner(subject, passage)
        return self._described(subject, passage)

    def _owner(self, subject: Subject, passage: Passage) -> Speaker | None:
        if subject.head in ("he", "she"):
            gender = Gender.MAN if subject.head == "he" else Gender.WOMAN
            people = self._people_before(subject, passage)
            return next((Speaker(one.name, one) for one in people if self._may_be(one, gender)), None)
        if subject.head in ("it", "they"):
            return next((speaker for speaker in self._spoke() if not speaker.is_person), None)
        return None

    def _people_before(self, subject: Subject, passage: Passage) -> Iterator[Entity]:
        """Yield whom a pronoun may mean, the likeliest first."""
        sentence = passage.sentences[passage.sentence_at(subject.start)]
        yield from _subject_first(passage, passage.people_in(sentence.start, subject.start))
        for heard in reversed(self._heard):
            yield from (speaker.entity for speaker in reversed(heard.speakers) if speaker.entity and speaker.is_person)
            if any(speaker.entity is None for speaker in heard.speakers) and not heard.people:
                return  # somebody without a name spoke last: "he" may well be that one
            yield from heard.people

    def _may_be(self, person: Entity, gender: Gender) -> bool:
        return self._genders.get(person.id, gender) is gender

    def _spoke(self) -> Iterator[Speaker]:
        for heard in reversed(self._heard):
            yield from reversed(heard.speakers)

    def _described(self, subject: Subject, passage: Passage) -> Speaker | None:
        """Return who "the minister" or "a ministry statement" is; else the words themselves."""
        owner = self._document_owner(subject, passage) or self._relative(subject, passage)
        if owner is not None:
            return Speaker(owner.name, owner)
        if subject.is_definite:
            known = self._known.by_description(subject.text, subject.head)
            if known is not None:
                return Speaker(known.name, known)
            if subject.head in self._nameless:
                return self._nameless[subject.head]
        speaker = Speaker(subject.text)
        self._nameless[_singular(subject.head)] = self._nameless[subject.head] = speaker
        return speaker

    def _document_owner(self, subject: Subject, passage: Passage) -> Entity | None:
        """Return whose statement it is: "a Ruritanian Ministry readout"."""
        if subject.head not in lists.DOCUMENT_NOUNS:
            return None
        owners = [name.entity for name in passage.names_in(subject.start, subject.end) if not _is_place(name)]
        return owners[0] if owners else None

    def _relative(self, subject: Subject, passage: Passage) -> Entity | None:
        """Return who "X's mother" is: the only other person of that surname named so far."""
        if subject.head not in vocabulary.KIN and subject.head not in ("mom", "mum", "dad"):
            return None
        owners = [name.entity for name in passage.people_in(subject.start, subject.end)]
        return self._known.only_namesake(owners[0]) if len(owners) == 1 else None


class Known:
    """The people and organisations an article has named so far, the last one first."""

    def __init__(self) -> None:
        self._entities: dict[EntityId, Entity] = {}
        self._in_post: set[EntityId] = set()

    def start_post(self) -> None:
        """Go on with the next post: from now on those named before need more than one word to be known by."""
        self._in_post.clear()

    def add(self, entity: Entity) -> None:
        """Remember one; it is then the last."""
        self._entities.pop(entity.id, None)
        self._entities[entity.id] = entity
        self._in_post.add(entity.id)

    def only_namesake(self, person: Entity) -> Entity | None:
        """Return the only other person named so far who has the same surname."""
        surname = fold(person.name).split()[-1]
        others = [
            one
            for one in self._entities.values()
            if one.kind is EntityKind.PERSON and one.id != person.id and fold(one.name).split()[-1] == surname
        ]
        return others[0] if len(others) == 1 else None

    def by_description(self, words: str, head: str) -> Entity | None:
        """Return whom "the Ruritanian president" or "the ministry" means, if somebody fits best."""
        wanted = set(fold(words.replace("-", " ")).split()) - {"the", "his", "her", "their", "its", "former", "this"}
        heads = {head, lists.RELATED_ROLES.get(head, head)}
        best, best_score = None, 0
        for entity in reversed(self._entities.values()):
            is_here = entity.id in self._in_post
            if not is_here and entity.kind is not EntityKind.PERSON:
                continue  # "the ministry" of another post is another ministry
            score = max((len(wanted & said) for said in _descriptions(entity) if heads & said), default=0)
            score = score if is_here or score > 1 else 0
            if score > best_score:
                best, best_score = entity, score
        return best


def _descriptions(entity: Entity) -> Iterator[set[str]]:
    """Yield the words of each role of a person, or of each name of an organisation."""
    if entity.kind is EntityKind.PERSON:
        for role in entity.roles:
            yield {lists.LONG_TITLES.get(word, word) for word in fold(role.role.replace("-", " ")).split()}
    elif entity.kind is EntityKind.ORGANISATION:
        for name in (entity.name, *entity.aliases):
            yield set(fold(name.replace("-", " ")).split())


def _subject_first(passage: Passage, people: Sequence[Name]) -> tuple[Entity, ...]:
    """Return people in the order in which a pronoun would mean them: whoever stands after a preposition comes last."""
    ordered = sorted(people, key=lambda name: _is_object(passage, name))
    return tuple(dict.fromkeys(name.entity for name in ordered))


def _is_object(passage: Passage, name: Name) -> bool:
    before = passage.masked[max(0, name.start - 14) : name.start].split()
    return bool(before) and before[-1].lower() in lists.PREPOSITIONS


def _is_place(name: Name) -> bool:
    return name.entity.kind is EntityKind.PLACE


def _singular(head: str) -> str:
    return head.removesuffix("s")
