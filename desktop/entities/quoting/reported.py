"""Reported speech: what somebody is said to have said, in other words and without quotation marks."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from desktop.entities.quoting.clauses import Cue, Passage, SubjectKind
from desktop.entities.quoting.speakers import Speaker
from desktop.entities.text import speech_words as lists
from desktop.entities.text.sentences import MASK, Sentence

FEWEST_WORDS: Final = 4
_THAT: Final = re.compile(r"(?:[^\s.;:]+\s+){0,7}?that\s+")
_TIME_ONLY: Final = re.compile(r"[\s,]*(?:(?:on|in|at|last|this|during|to|from|by|via)\b|[A-Z][a-z]+day\b|$)")
_TOLD_WHOM: Final = re.compile(
    r"(?:(?:the|a|his|her|their|its)\s+)?(?:[A-Z][\w’'&.-]*\s+|reporters\s+|journalists\s+|him\s+|her\s+|them\s+|me\s+|us\s+|lawmakers\s+)+"
)
_TOLD_ONLY: Final = re.compile(r"\s+(?:me|us|him|her|them|you|reporters|journalists)\b\s*[,.;]")
_OPENS_RELATIVE: Final = ("who", "which", "where", "when", "while", "as", "if")


def reported(passage: Passage, voices: Mapping[Cue, Speaker]) -> Iterator[tuple[Cue, int, int]]:
    """Yield the statements of a paragraph with a clear speaker: their clause, and the span of what was said.

    Clear is a name in the sentence itself, or a pronoun whose owner is known. A sentence with a quotation has none.
    """
    taken: set[int] = set()
    for cue, speaker in voices.items():
        sentence = passage.sentences[cue.sentence]
        is_free = cue.sentence not in taken and MASK not in passage.masked[sentence.start : sentence.end]
        if speaker.entity is None or cue.is_gerund or not is_free:
            continue
        span = _said(passage, cue, sentence)
        if span is not None and len(passage.text[span[0] : span[1]].split()) >= FEWEST_WORDS:
            taken.add(cue.sentence)
            yield cue, *span


def _said(passage: Passage, cue: Cue, sentence: Sentence) -> tuple[int, int] | None:
    if cue.word not in lists.SAYING and " " not in cue.word:
        return None
    if " " in cue.word:
        return _around(passage, cue, sentence)
    behind = _behind(passage, cue, sentence)
    return behind if behind is not None else _ahead(passage, cue, sentence)


def _behind(passage: Passage, cue: Cue, sentence: Sentence) -> tuple[int, int] | None:
    """Return what follows the verb: "X said that …", "X told Y …"."""
    start = cue.last
    that = _THAT.match(passage.masked, start + 1)
    if that is not None and that.end() < sentence.end:
        return _trimmed(passage.text, that.end(), sentence.end)
    if cue.word in lists.NOT_INDIRECT or cue.is_inverted:
        return None
    if cue.word in lists.TELLING and _TOLD_ONLY.match(passage.masked, start):
        return None
    if cue.word in lists.TELLING:
        whom = _TOLD_WHOM.match(passage.masked, start + 1)
        start = whom.end() if whom else start
    rest = passage.masked[start : sentence.end]
    if rest[:1] in ",.;" or _TIME_ONLY.match(rest):
        return None
    return _trimmed(passage.text, start, sentence.end)


def _ahead(passage: Passage, cue: Cue, sentence: Sentence) -> tuple[int, int] | None:
    """Return what stands before "…, X said"."""
    lead = passage.masked[sentence.start : cue.first].rstrip()
    if not lead.endswith(",") or lead.split()[0].lower() in _OPENS_RELATIVE:
        return None
    return _trimmed(passage.text, sentence.start, sentence.start + len(lead) - 1)


def _around(passage: Passage, cue: Cue, sentence: Sentence) -> tuple[int, int] | None:
    """Return what somebody said according to whom the sentence names at its beginning or end."""
    if cue.subject is None or cue.subject.kind is not SubjectKind.NAME:
        return None
    lead = passage.masked[sentence.start : cue.start].rstrip(" ,")
    if len(lead.split()) >= FEWEST_WORDS:
        return _trimmed(passage.text, sentence.start, sentence.start + len(lead))
    comma = passage.masked.find(",", cue.last, sentence.end)
    return _trimmed(passage.text, comma + 1, sentence.end) if comma >= 0 else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in " \u00a0,;:":
        start += 1
    while end > start and text[end - 1] in " \u00a0,;:.":
        end -= 1
    return (start, end) if start < end else None
