"""Scare quotes: marks round words that nobody says: titles of works, nicknames, 'so-called "experts"'."""

import re
from typing import Final

from desktop.entities.text import speech_words as lists
from desktop.entities.text.quotation_marks import Span

LONGEST_TITLE: Final = 12  # words
_WORD: Final = re.compile(r"[^\W_][\w'’-]*")
_SPOKEN_END: Final = ".!?…"
FEWEST_SPOKEN: Final = 4


def is_named(text: str, span: Span) -> bool:
    """Whether marks stand round a title or a name, as far as the words beside them tell."""
    words = _WORD.findall(text[span.start : span.end])
    if not words:
        return True
    before = [word.lower() for word in _WORD.findall(text[max(0, span.outer_start - 48) : span.outer_start])]
    last = before[-1] if before and not _is_cut_off(text, span) else ""
    if last in ("so-called", "dubbed", "nicknamed", "titled", "entitled", "codenamed", "code-named", "aka", "hashtag"):
        return True
    if not _is_title(words):
        return last in lists.SCARE_OPENERS - {"called", "billed", "branded"} and len(words) <= 3
    after = [word.lower() for word in _WORD.findall(text[span.outer_end : span.outer_end + 24])][:2]
    is_work = any(word.removesuffix("'s").removesuffix("’s") in lists.WORKS for word in (*before[-4:], *after))
    is_spoken = text[span.end - 1] in _SPOKEN_END and len(words) > 1 and not is_work
    return not is_spoken and (is_work or last in lists.SCARE_OPENERS or (len(words) > 1 and not _is_beside_cue(before)))


def is_fragment(text: str, span: Span) -> bool:
    """Whether a quotation has too few words to be one if nobody is said to have said them."""
    words = _WORD.findall(text[span.start : span.end])
    is_sentence = text[span.end - 1] in _SPOKEN_END + "," and text[span.start].isupper() and len(words) > 1
    return len(words) < FEWEST_SPOKEN and not is_sentence


def _is_title(words: list[str]) -> bool:
    """Whether all words of weight are written with capitals."""
    heavy = [word for word in words if word.lower() not in lists.SMALL_IN_TITLES]
    return (
        0 < len(words) <= LONGEST_TITLE
        and words[0][0].isupper()
        and all(w[0].isupper() or w[0].isdigit() for w in heavy)
    )


def _is_cut_off(text: str, span: Span) -> bool:
    """Whether a sign stands between a quotation and the word before it."""
    return text[: span.outer_start].rstrip()[-1:] in ".!?;:,"


def _is_beside_cue(before: list[str]) -> bool:
    return bool(before) and (before[-1] in lists.SAYING or before[-1] in lists.NAMING or before[-1] in lists.GERUNDS)
