"""Which words of a segment a pattern or a misspelt word means.

Compares bytes of the joined terms all at once, and looks at single words only where few are left. Import this module
late: it brings numpy and the search for similar words with it.
"""

import re

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from desktop.search.arrays import Array
from desktop.search.folding import STEM_MARK
from desktop.search.likeness import pattern_regex
from desktop.search.querying import Pattern, Similar
from desktop.search.segments import SegmentField

_FIRST_WORD = chr(ord(STEM_MARK) + 1).encode()
_NONE = np.empty(0, np.int64)


def expanded(wording: Pattern | Similar, field: SegmentField) -> Array:
    """Return the places of the words of a field that are meant, in rising order; stems are none."""
    if isinstance(wording, Pattern):
        return _like(wording.form, field)
    return _similar(wording.form, wording.mistakes, field)


def _like(pattern: str, field: SegmentField) -> Array:
    first, *middle, last = [piece.encode() for piece in re.split(r"[*?]+", pattern)]
    begin, end = field.places_of_prefix(first) if first else (field.place_at(_FIRST_WORD), len(field))
    places = _ending(last, np.arange(begin, end), field)
    longest = max(middle, key=len, default=b"")
    if longest:
        places = places[np.isin(places, field.places_holding(longest), assume_unique=True)]
    if pattern.count("*") == 1 and "?" not in pattern:
        return places[field.lengths_of(places) >= len(first) + len(last)]
    matches = pattern_regex(pattern).fullmatch
    return np.array([place for place in places.tolist() if matches(field.term(place).decode())], np.int64)


def _ending(tail: bytes, places: Array, field: SegmentField) -> Array:
    """Return those of some places whose terms end so."""
    if not tail:
        return places
    places = places[field.lengths_of(places) >= len(tail)]
    ends = field.ends_of(places)
    for distance, byte in enumerate(reversed(tail), 1):
        same = field.term_bytes[ends - distance] == byte
        places, ends = places[same], ends[same]
    return places


def _similar(form: str, mistakes: int, field: SegmentField) -> Array:
    """Return the places of words with few mistakes.

    Why the halves: one mistake leaves the beginning or the end of a word as it was, so that few words need be compared
    letter by letter. Of two mistakes none may be in the first letter.
    """
    if mistakes == 1:
        middle = (len(form) + 1) // 2
        head, tail = form[: max(1, middle - 1)].encode(), form[middle:].encode()
        all_words = np.arange(field.place_at(_FIRST_WORD), len(field))
        parts = np.arange(*field.places_of_prefix(head)), _ending(tail, _as_long(form, 1, all_words, field), field)
        candidates = np.union1d(_as_long(form, 1, parts[0], field), parts[1])
    else:
        begun = np.arange(*field.places_of_prefix(form[0].encode()))
        candidates = _as_long(form, mistakes, begun, field)
    words = [field.term(place).decode() for place in candidates.tolist()]
    if not words:
        return _NONE
    distances = cdist([form], words, scorer=OSA.distance, score_cutoff=mistakes, dtype=np.uint32)[0]
    similar: Array = candidates[distances <= mistakes]
    return similar


def _as_long(form: str, mistakes: int, places: Array, field: SegmentField) -> Array:
    """Return those of some places whose terms have about as many letters."""
    letters = field.letters_of(places)
    kept: Array = places[(letters >= len(form) - mistakes) & (letters <= len(form) + mistakes)]
    return kept
