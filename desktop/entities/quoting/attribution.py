"""Attribution: which clause of saying belongs to which quotation of a paragraph.

Looks right behind the quotation, then before it in its sentence, then further on in the sentence, then at its
neighbours.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.entities.quoting.clauses import Cue, Passage
from desktop.entities.quoting.cues import first_subject
from desktop.entities.quoting.speakers import Speaker, Speakers
from desktop.entities.text import speech_words as lists
from desktop.entities.text.quotation_marks import Span
from desktop.entities.text.sentences import MASK

_BESIDE: Final = re.compile(r"[\s,.–—-]*(?:as\s+|and\s+)?(?:the\s+|an?\s+)?")
_DASH: Final = re.compile(r"\s*[–—-]+\s*|\s*\(")
_STRONG_END: Final = "?!…,–—-"
LONGEST_COLON_LEAD: Final = 160


@dataclass(frozen=True, slots=True)
class Attributed:
    """A quotation with what was found out about it.

    Attributes:
        cue: Its clause of saying, or None.
        is_guess: Whether its speaker was taken from a neighbour, not from its own sentence.
        continues: Whether it goes on from the paragraph before.
    """

    span: Span
    speaker: Speaker | None = None
    cue: Cue | None = None
    is_guess: bool = False
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """How the paragraph before ended.

    Attributes:
        speaker: Who spoke there last.
        is_open: Whether its last quotation was not closed.
        introduces: Whether it ends with a colon.
    """

    speaker: Speaker | None = None
    is_open: bool = False
    introduces: bool = False


def attribute(passage: Passage, voices: Mapping[Cue, Speaker], speakers: Speakers, before: Before) -> list[Attributed]:
    """Return the outermost quotations of a paragraph with their speakers.

    Args:
        passage: The paragraph.
        voices: Its clauses of saying whose subject is known, in order.
        speakers: Who has spoken so far.
        before: How the paragraph before ended.
    """
    reader = _Reader(passage, voices, speakers, before)
    found: list[Attributed] = []
    for span in passage.spans:
        if span.depth == 0:
            found.append(reader.read(span, found))
    return found


class _Reader:
    """Reads the quotations of one paragraph from first to last."""

    def __init__(self, passage: Passage, voices: Mapping[Cue, Speaker], speakers: Speakers, before: Before) -> None:
        self._passage, self._voices = passage, voices
        self._cues = list(voices)
        self._speakers, self._before = speakers, before
        self._outer = [span for span in passage.spans if span.depth == 0]

    def read(self, span: Span, earlier: Sequence[Attributed]) -> Attributed:
        cue = self._beside(span) or self._leading(span) or self._trailing(span)
        if cue is not None:
            return Attributed(span, self._voices[cue], cue)
        speaker = self._after_dash(span) or self._before_colon(span)
        if speaker is not None:
            return Attributed(span, speaker)
        return self._from_neighbours(span, earlier)

    def _beside(self, span: Span) -> Cue | None:
        """Return the clause right behind a quotation: "…," X said."""
        limit = self._next_start(span)
        for cue in self._cues:
            if span.outer_end <= cue.first and cue.start < limit and not cue.is_gerund:
                lead = self._passage.masked[span.outer_end : cue.first]
                return cue if _BESIDE.fullmatch(lead) and self._may_follow(span, cue) else None
        return None

    def _may_follow(self, span: Span, cue: Cue) -> bool:
        """Whether a clause may belong to the quotation before it, although that ends like a sentence."""
        last = self._passage.text[span.end - 1]
        if cue.sentence == self._passage.sentence_at(span.outer_start):
            return True
        return last in _STRONG_END or cue.is_inverted

    def _leading(self, span: Span) -> Cue | None:
        """Return the last clause before a quotation in its sentence: X said that "…"."""
        number = self._passage.sentence_at(span.outer_start)
        before = [cue for cue in self._cues if cue.sentence == number and cue.last <= span.outer_start]
        return before[-1] if before else None

    def _trailing(self, span: Span) -> Cue | None:
        """Return the first clause after a quotation in its sentence: "…" was the reason, X said."""
        number = self._passage.sentence_at(span.outer_start)
        behind = [cue for cue in self._cues if cue.sentence == number and cue.first >= span.outer_end]
        return next((cue for cue in behind if not cue.is_gerund), None)

    def _next_start(self, span: Span) -> int:
        return min(
            (other.outer_start for other in self._outer if other.outer_start >= span.outer_end),
            default=len(self._passage.text),
        )

    def _after_dash(self, span: Span) -> Speaker | None:
        """Return whose name stands after a dash or in brackets: "…" – X, mayor of Y."""
        masked = self._passage.masked
        dash = _DASH.match(masked, span.outer_end)
        if dash is None:
            return None
        limit = min(self._next_start(span), dash.end() + 80)
        names = [name for name in self._passage.names_in(dash.end(), limit) if name.is_person]
        lead = masked[dash.end() : names[0].start] if names else "."
        if not names or re.search(r"[.,;:\x01]|\b(?:is|was|and|has|had)\b", lead):
            return None
        return Speaker(names[0].entity.name, names[0].entity)

    def _before_colon(self, span: Span) -> Speaker | None:
        """Return who is named before a colon that brings the quotation in: X was blunt: "…"."""
        number = self._passage.sentence_at(span.outer_start)
        start = self._passage.sentences[number].start
        lead = self._passage.masked[start : span.outer_start].rstrip()
        if not lead.endswith(":") or len(lead) > LONGEST_COLON_LEAD:
            return None
        people = {name.entity.id for name in self._passage.people_in(start, span.outer_start)}
        subject = first_subject(self._passage, number, span.outer_start)
        if subject is not None and len(people) <= 1:
            return self._speakers.resolve(subject, self._passage)
        return None

    def _from_neighbours(self, span: Span, earlier: Sequence[Attributed]) -> Attributed:
        number = self._passage.sentence_at(span.outer_start)
        lead = self._passage.masked[self._passage.sentences[number].start : span.outer_start].strip()
        last = earlier[-1] if earlier else None
        if last is not None:
            is_same = not lead or self._passage.sentence_at(last.span.outer_start) == number
            speaker = last.speaker if is_same or not self._names_another(span, last.speaker) else None
            return Attributed(span, speaker, is_guess=True)
        if span.is_carried or (not lead and self._before.is_open):
            return Attributed(span, self._before.speaker, is_guess=True, continues=True)
        if lead:
            return Attributed(span)
        return self._after_statement(span, number) or self._whole_paragraph(span, number)

    def _after_statement(self, span: Span, number: int) -> Attributed | None:
        """Attribute a quotation that is a sentence of its own to whoever the sentence before says has spoken."""
        told = [cue for cue in self._cues if cue.sentence == number - 1 and not cue.is_gerund]
        if not told or MASK in self._passage.masked[told[0].first : span.outer_start]:
            return None
        speaker = self._voices[told[-1]]
        sentence = self._passage.sentences[number - 1]
        others = {name.entity.id for name in self._passage.people_in(sentence.start, sentence.end)}
        if speaker.entity is None or others - {speaker.entity.id}:
            return None
        return Attributed(span, speaker, is_guess=True)

    def _names_another(self, span: Span, speaker: Speaker | None) -> bool:
        """Whether the sentence of a quotation is about somebody other than who spoke before."""
        sentence = self._passage.sentences[self._passage.sentence_at(span.outer_start)]
        others = self._passage.names_in(sentence.start, sentence.end)
        return any(speaker is None or name.entity != speaker.entity for name in others)

    def _whole_paragraph(self, span: Span, number: int) -> Attributed:
        """Attribute a quotation that opens its paragraph and has no clause of its own."""
        following = [cue for cue in self._cues if cue.sentence == number + 1 and not cue.is_inverted]
        opens_paragraph = span.outer_start == len(self._passage.text) - len(self._passage.text.lstrip())
        if opens_paragraph and self._before.speaker is not None:
            return Attributed(span, self._before.speaker, is_guess=True)
        if following and MASK not in self._passage.masked[span.outer_end : following[0].first]:
            return Attributed(span, self._voices[following[0]], following[0], is_guess=True)
        return Attributed(span)


def is_addressed(cue: Cue) -> bool:
    """Whether a verb names who is spoken to right after it."""
    return cue.word in lists.TELLING
