"""Cues: each verb of saying in a paragraph, and "according to", with its subject."""

import re
from collections.abc import Iterator
from typing import Final

from desktop.entities.quoting.clauses import Cue, Passage, Subject, SubjectKind
from desktop.entities.quoting.subjects import subject_after, subject_before
from desktop.entities.text import speech_words as lists
from desktop.entities.text.sentences import MASK

_VERBS: Final = sorted(lists.SAYING | lists.NAMING | lists.GERUNDS, key=lambda word: (-len(word), word))
_CUE: Final = re.compile(
    r"\b(?:([Aa]ccording to|[Ii]n the words of)|(" + "|".join(_VERBS) + r"|put(?:s|ting)?(?= it\b)))\b(?![-’'])"
)
_PASSIVE: Final = re.compile(r"\b(?:is|was|were|are|been|be|being|get|got)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_AFTER_QUOTE: Final = re.compile(r"[\s,–—-]*(?:\w+ly\s+|also\s+|then\s+)?$")


def find_cues(passage: Passage) -> list[Cue]:
    """Return the verbs of saying outside quotations, in order, each with its subject if it has one."""
    cues: list[Cue] = []
    for found in _CUE.finditer(passage.masked):
        number = passage.sentence_at(found.start())
        cue = _according(passage, found, number) if found.group(1) else _verb(passage, found, number, cues)
        if cue is not None:
            cues.append(cue)
    return cues


def _according(passage: Passage, found: re.Match[str], number: int) -> Cue | None:
    end = passage.sentences[number].end
    subject = subject_after(passage, found.end(), end)
    return Cue(found.group(1).lower(), found.start(), found.end(), number, subject, is_inverted=True)


def _verb(passage: Passage, found: re.Match[str], number: int, earlier: list[Cue]) -> Cue | None:
    word, sentence = found.group(2), passage.sentences[number]
    start = max([sentence.start, *(cue.end for cue in earlier if cue.sentence == number)])
    start = max(
        [start, *(span.outer_end for span in passage.spans if span.depth == 0 and span.outer_end <= found.start())]
    )
    if word in lists.GERUNDS and word not in lists.SAYING:
        return _gerund(passage, found, number, earlier)
    inverted = _inverted(passage, found, number)
    if inverted is not None:
        return inverted
    subject = subject_before(passage, start, found.start())
    if subject is None and start > sentence.start:
        subject = _shared(passage, found, number, earlier, start)
    if subject is None or (word in lists.NOUNS_TOO and subject.kind is SubjectKind.NOUN):
        return None
    if _is_passive(passage, found, word):
        return None
    return Cue(word, found.start(), found.end(), number, subject)


def _is_passive(passage: Passage, found: re.Match[str], word: str) -> bool:
    """Whether somebody is told or called something, rather than tells or calls."""
    before = passage.masked[max(0, found.start() - 24) : found.start()]
    return bool(_PASSIVE.search(before)) and not word.endswith("ing")


def _inverted(passage: Passage, found: re.Match[str], number: int) -> Cue | None:
    """Return "said X" right after a quotation."""
    last = max(
        (span.outer_end for span in passage.spans if span.depth == 0 and span.outer_end <= found.start()), default=-1
    )
    if last < 0 or not _AFTER_QUOTE.fullmatch(passage.masked, last, found.start()):
        return None
    end = min(
        [passage.sentences[number].end, *(span.outer_start for span in passage.spans if span.outer_start > found.end())]
    )
    subject = subject_after(passage, found.end(), end)
    return Cue(found.group(2), found.start(), found.end(), number, subject, is_inverted=True) if subject else None


def _gerund(passage: Passage, found: re.Match[str], number: int, earlier: list[Cue]) -> Cue | None:
    """Return "adding that" with the subject of the verb that it follows, else the first subject of the sentence."""
    before = [cue for cue in earlier if cue.sentence == number and cue.subject is not None]
    subject = before[-1].subject if before else first_subject(passage, number, found.start())
    return Cue(found.group(2), found.start(), found.end(), number, subject, is_gerund=True) if subject else None


def _shared(passage: Passage, found: re.Match[str], number: int, earlier: list[Cue], start: int) -> Subject | None:
    """Return the subject that a verb shares with the one before it: "X called it … and said"."""
    between = passage.masked[start : found.start()]
    joined = re.search(r"(?:\b(?:and|but)|,)\s+(?:\w+ly\s+|also\s+|then\s+|later\s+)?$", between)
    before = [cue for cue in earlier if cue.sentence == number and cue.subject is not None]
    return before[-1].subject if joined and before else None


def first_subject(passage: Passage, number: int, before: int) -> Subject | None:
    """Return what a sentence begins with, if that is somebody: a name, or a pronoun."""
    sentence = passage.sentences[number]
    for name in passage.names_in(sentence.start, before):
        lead = passage.masked[sentence.start : name.start].rstrip()
        if not lead.lower().endswith(tuple(f" {word}" for word in lists.PREPOSITIONS)) and MASK not in lead:
            is_owner = passage.masked[name.end : name.end + 2] in ("'s", "’s")
            if not is_owner and (name.is_person or name.start - sentence.start < len("Officials at the ")):
                text = passage.text[name.start : name.end]
                return Subject(SubjectKind.NAME, name.start, name.end, text, name)
    for word in _words(passage.masked, sentence.start, min(before, sentence.start + 60)):
        if word.group().lower() in ("he", "she", "they"):
            return Subject(SubjectKind.PRONOUN, word.start(), word.end(), word.group(), None, word.group().lower())
    return None


def _words(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return re.compile(r"\w+").finditer(text, start, end)
