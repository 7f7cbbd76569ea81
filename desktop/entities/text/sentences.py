"""Sentences: a paragraph as its sentences, with the quotations hidden.

What stands inside quotation marks is somebody else's grammar: its full stops end no sentence of the paragraph, its
verbs have no subject here. So it is masked, letter for letter, and every offset holds.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.entities.text.quotation_marks import Span
from desktop.entities.text.speech_words import ABBREVIATIONS

MASK: Final = "\x01"
_END: Final = re.compile(r"[.!?…]+[)\]]*(?=\s|$)")
_ENDS_INSIDE: Final = ".!?…"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph, half-open; quotations that it holds belong to it whole."""

    start: int
    end: int


def mask(text: str, spans: Sequence[Span]) -> str:
    """Return a text of the same length in which each outermost quotation is hidden."""
    parts, last = [], 0
    for span in spans:
        if span.depth == 0 and span.outer_start >= last:
            parts += [text[last : span.outer_start], MASK * (span.outer_end - span.outer_start)]
            last = span.outer_end
    return "".join([*parts, text[last:]])


def sentences(text: str, masked: str, spans: Sequence[Span]) -> list[Sentence]:
    """Return the sentences of a paragraph in order; together they cover it."""
    ends = {found.end() for found in _END.finditer(masked) if not _is_abbreviation(masked, found.start())}
    ends |= {span.outer_end for span in spans if span.depth == 0 and _ends_sentence(text, span)}
    cuts = sorted(end for end in ends if end < len(text))
    return [Sentence(start, end) for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _is_abbreviation(masked: str, at: int) -> bool:
    """Whether a full stop ends an abbreviation or an initial rather than a sentence."""
    if masked[at] != ".":
        return False
    after = masked[at + 1 : at + 3].lstrip()
    word = masked[max(0, at - 12) : at].rpartition(" ")[2].lstrip("(“‘\"'").lower()
    if after[:1].islower() or after[:1].isdigit():
        return True
    is_initial = len(word) == 1 and word.isalpha() and masked[at - 1].isupper()
    return is_initial or word in ABBREVIATIONS or ("." in word and word.replace(".", "").isalpha())


def _ends_sentence(text: str, span: Span) -> bool:
    """Whether the sentence ends with a quotation: its last sign says so, and a new sentence begins after it."""
    last, after = text[span.end - 1 : span.end], text[span.outer_end : span.outer_end + 2]
    if after[:1] in _ENDS_INSIDE and after[:1]:
        return False
    following = after.strip()[:1]
    return last in _ENDS_INSIDE and (
        not following or following.isupper() or (not following.isalnum() and following not in ",;:–—-)")
    )
