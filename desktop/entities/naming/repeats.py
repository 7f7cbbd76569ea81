"""Repeats: a name decided once is found wherever the article writes it again.

Why this matters more than anything else: a model sees one sentence, and misses most lone surnames.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import ahocorasick

from desktop.domain.entities import EntityKind
from desktop.entities.text import vocabulary as lists
from desktop.entities.text.passages import Origin, Passage, Proposal
from desktop.entities.text.words import is_inside_word, opens_sentence

SHORTEST = 2


def find(passages: Sequence[Passage], forms: Mapping[str, EntityKind]) -> list[list[Proposal]]:
    """Return every further place of the forms, passage by passage, letter by letter as they are written."""
    found: list[list[Proposal]] = [[] for _ in passages]
    usable = {form: kind for form, kind in forms.items() if len(form) >= SHORTEST}
    if not usable:
        return found
    lower_case = lower_case_words(passages)
    automaton = _automaton(usable.items())
    for number, passage in enumerate(passages):
        for last, (form, kind) in automaton.iter(passage.text):
            start, end = last + 1 - len(form), last + 1
            if is_inside_word(passage.text, start) or is_inside_word(passage.text, end):
                continue
            if is_plain_word(passage, start, end, lower_case):
                continue
            found[number].append(Proposal(start, end, kind, Origin.REPEAT))
    return found


def _automaton(forms: Iterable[tuple[str, EntityKind]]) -> Any:  # noqa: ANN401 - the library has no types
    automaton = ahocorasick.Automaton()
    for form, kind in forms:
        automaton.add_word(form, (form, kind))
    automaton.make_automaton()
    return automaton


def lower_case_words(passages: Sequence[Passage]) -> frozenset[str]:
    """Return the words that the article writes without a capital."""
    return frozenset(word.text for passage in passages for word in passage.words if word.text.islower())


def is_plain_word(passage: Passage, start: int, end: int, lower_case: frozenset[str]) -> bool:
    """Whether a single word opens a sentence and is also an ordinary word of this article ("Price", "May")."""
    text = passage.text[start:end]
    lower = text.lower()
    if " " in text or not (lower in lower_case or lower in lists.SMALL or lower in lists.CALENDAR):
        return False
    following = passage.text[end:].split(None, 1)[:1] or [""]
    return opens_sentence(passage.text, start) and following[0] not in lists.SPEECH
