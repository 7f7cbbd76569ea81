"""One post's quotes: its paragraphs from first to last, with what the earlier ones tell of the later."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.domain.ids import EntityId
from desktop.domain.posts import ParagraphKind, Post
from desktop.domain.quotes import Quote
from desktop.entities.quoting.attribution import Attributed, Before, attribute
from desktop.entities.quoting.channels import find_channel
from desktop.entities.quoting.clauses import Cue, Name, Passage
from desktop.entities.quoting.cues import find_cues
from desktop.entities.quoting.genders import Gender
from desktop.entities.quoting.reported import reported
from desktop.entities.quoting.scare_quotes import is_fragment, is_named
from desktop.entities.quoting.speakers import Known, Speaker, Speakers
from desktop.entities.text.quotation_marks import Span, find_spans

_INSERT: Final = re.compile(r"\[[^\[\]]{1,80}\]")
_SIGNED: Final = re.compile(r"\s*[—–-]{1,2}\s*(?=[^—–]{2,120}$)")
_TURN: Final = re.compile(r"\s*([^:“”\"]{2,60}):\s+(?=[^\s“\"«‘'])")
FEWEST_TURNS: Final = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a post, ready for reading.

    Attributes:
        passage: None if there is nothing in it to read: no words, or a heading.
        turn: Who speaks in it, if it is a part of a conversation written down as "NAME: words".
    """

    number: int
    kind: ParagraphKind
    passage: Passage | None
    turn: Name | None = None


def prepare(post: Post, names: Mapping[int, Sequence[Name]]) -> list[Part]:
    """Find the quotations of a post's paragraphs by their marks."""
    texts = [paragraph.text for paragraph in post.paragraphs]
    parts, is_carried = [], False
    for number, paragraph in enumerate(post.paragraphs):
        if paragraph.kind is ParagraphKind.HEADING or not paragraph.text.strip():
            parts.append(Part(number, paragraph.kind, None))
            continue
        following = texts[number + 1] if number + 1 < len(texts) else ""
        own = sorted(names.get(number, ()), key=lambda name: (name.start, -name.end))
        spans = find_spans(paragraph.text, following, is_carried=is_carried)
        is_carried = any(span.is_unclosed for span in spans)
        spans = _spoken(paragraph.text, spans)
        if paragraph.kind is ParagraphKind.QUOTE:
            spans = _block(paragraph.text, spans)
        parts.append(Part(number, paragraph.kind, Passage.of(paragraph.text, spans, own)))
    return _with_turns(parts)


def _spoken(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Leave out what is named rather than said; what stood in it comes up one level."""
    kept: list[Span] = []
    dropped: list[Span] = []
    for span in spans:
        if is_named(text, span):
            dropped.append(span)
            continue
        above = sum(other.start <= span.start and span.end <= other.end for other in dropped)
        kept.append(replace(span, depth=span.depth - above))
    return tuple(kept)


def _block(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Take a paragraph that the page sets off as a quotation for one, unless its own marks say what is quoted."""
    if any(span.depth == 0 for span in spans) and sum(s.end - s.start for s in spans if s.depth == 0) * 2 > len(text):
        return tuple(spans)
    signed = _SIGNED.search(text)
    end = signed.start() if signed and signed.start() > 0 else len(text)
    start = len(text) - len(text.lstrip())
    inner = [replace(span, depth=span.depth + 1) for span in spans if span.outer_end <= end]
    return (Span(start, end, start, end), *inner) if start < end else tuple(spans)


def _with_turns(parts: list[Part]) -> list[Part]:
    """Notice a conversation that is written down as "NAME: words"."""
    turns = {part.number: name for part in parts if (name := _turn(part)) is not None}
    if len(turns) < FEWEST_TURNS:
        return parts
    return [_as_turn(part, turns[part.number]) if part.number in turns else part for part in parts]


def _turn(part: Part) -> Name | None:
    passage = part.passage
    found = _TURN.match(passage.text) if passage is not None else None
    if passage is None or found is None:
        return None
    names = passage.people_in(0, found.end(1))
    return names[-1] if names and names[-1].end == found.end(1) else None


def _as_turn(part: Part, name: Name) -> Part:
    passage = part.passage
    if passage is None:
        return part
    found = _TURN.match(passage.text)
    start = found.end() if found else 0
    inner = [replace(span, depth=span.depth + 1) for span in passage.spans if span.start >= start]
    span = Span(start, len(passage.text.rstrip()), start, len(passage.text))
    return replace(part, passage=Passage.of(passage.text, (span, *inner), passage.names), turn=name)


class PostReader:
    """Reads the quotes of one post.

    Args:
        post: The post.
        parts: Its paragraphs, prepared.
        genders: What the article tells of people.
        known: Who was named in the article so far; grows.
    """

    def __init__(self, post: Post, parts: Sequence[Part], genders: dict[EntityId, Gender], known: Known) -> None:
        self._post, self._parts = post, parts
        self._speakers = Speakers(genders, known)
        self._before = Before()
        known.start_post()

    def read(self) -> Iterator[Quote]:
        """Yield the quotes in the order of the words."""
        for part in self._parts:
            if part.passage is None:
                continue
            quotes = self._paragraph(part, part.passage)
            yield from sorted(quotes, key=lambda quote: (quote.start, quote.depth))

    def _paragraph(self, part: Part, passage: Passage) -> list[Quote]:
        voices = self._listen(passage)
        found = self._attributed(part, passage, voices)
        kept = [each for each in found if each.speaker is not None or not is_fragment(passage.text, each.span)]
        last = next((each.speaker for each in reversed(found) if each.speaker), None)
        if last is not None and last != self._speakers.last and not voices:
            self._speakers.hear_again(last)
        spoke = last or (self._speakers.last if voices else None)
        is_open = any(each.span.is_unclosed for each in found)
        self._before = Before(spoke, is_open, passage.text.rstrip().endswith(":"))
        quotes = [self._direct(part, passage, each) for each in kept]
        quotes += [self._inner(part, passage, each, span) for each in kept for span in _inside(passage, each.span)]
        return quotes + [
            self._indirect(part, passage, voices[cue], cue, start, end) for cue, start, end in reported(passage, voices)
        ]

    def _listen(self, passage: Passage) -> dict[Cue, Speaker]:
        """Resolve the subjects of a paragraph's verbs, sentence by sentence, so that each knows the ones before."""
        cues = find_cues(passage)
        voices: dict[Cue, Speaker] = {}
        for number, sentence in enumerate(passage.sentences):
            own = [cue for cue in cues if cue.sentence == number]
            for cue in own:
                speaker = self._speakers.resolve(cue.subject, passage) if cue.subject is not None else None
                if speaker is not None:
                    voices[cue] = speaker
            self._speakers.hear(passage, sentence, [voices.get(cue) for cue in own])
        return voices

    def _attributed(self, part: Part, passage: Passage, voices: Mapping[Cue, Speaker]) -> list[Attributed]:
        if part.turn is not None:
            speaker = Speaker(part.turn.entity.name, part.turn.entity)
            return [Attributed(span, speaker) for span in passage.spans if span.depth == 0]
        return attribute(passage, voices, self._speakers, self._before)

    def _direct(self, part: Part, passage: Passage, found: Attributed) -> Quote:
        quote = self._quote(part, passage, found.span, found.speaker, found.cue)
        return replace(quote, continues=found.continues)

    def _inner(self, part: Part, passage: Passage, outer: Attributed, span: Span) -> Quote:
        """Return a quotation inside another; if the outer speaker says "I said", it is theirs."""
        lead = passage.text[outer.span.start : span.outer_start]
        is_own = re.search(r"\b(?:I|we|We)\s+(?:\w+\s+)?(?:said|told|say|tell|asked|thought|replied)\b[^.!?]*$", lead)
        return self._quote(part, passage, span, outer.speaker if is_own else None, None)

    def _indirect(self, part: Part, passage: Passage, speaker: Speaker, cue: Cue, start: int, end: int) -> Quote:
        return replace(self._quote(part, passage, Span(start, end, start, end), speaker, cue), is_indirect=True)

    def _quote(self, part: Part, passage: Passage, span: Span, speaker: Speaker | None, cue: Cue | None) -> Quote:
        text = passage.text[span.start : span.end]
        sentence = passage.sentences[cue.sentence] if cue is not None else None
        told = passage.masked[sentence.start : sentence.end] if sentence is not None else ""
        return Quote(
            post_id=self._post.id,
            paragraph=part.number,
            start=span.start,
            end=span.end,
            text=text,
            speaker=speaker.name if speaker is not None else "",
            entity_id=speaker.entity.id if speaker is not None and speaker.entity is not None else None,
            is_anonymous=speaker is not None and speaker.entity is None,
            cue=cue.word if cue is not None else "",
            channel=find_channel(told, cue.word) if cue is not None else "",
            inserts=tuple(found.span() for found in _INSERT.finditer(text)),
            depth=span.depth,
        )


def _inside(passage: Passage, outer: Span) -> list[Span]:
    inner = [span for span in passage.spans if span.depth and outer.start <= span.start and span.end <= outer.end]
    return [span for span in inner if not is_fragment(passage.text, span)]
