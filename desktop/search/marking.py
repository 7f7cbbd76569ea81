"""Where a text matches what was searched for, under the folding of the index.

The words are those of `Hits.words`: `talk` for a word in any of its English forms, `talk*` for a beginning, `t?lk` and
`*lk` for a pattern, `talk~1` for words with so many mistakes, `"peace talks"` for exactly these words in this order.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from desktop.domain.searching import Excerpt
from desktop.search.folding import run_places, runs, stem
from desktop.search.likeness import are_similar, pattern_regex

ELLIPSIS = "…"
_SIMILAR = re.compile(r"(.+)~(\d)", re.DOTALL)
_MOST_KNOWN = 4_096  # runs of words, remembered with what is looked for
_LEAD = 0.2  # of a snippet stands before its first hit


class _Place(NamedTuple):
    """A form in a text. `position` counts words; a joined form stands at the first and last position of its run."""

    form: str
    position: int
    start: int
    end: int
    is_spaceless: bool = False


def spans(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Find what matches.

    Args:
        text: Any text.
        words: As in `Hits.words`.

    Returns:
        Code points, half-open, in order and without overlap.
    """
    if not words:
        return ()
    found: list[tuple[int, int]] = []
    wanted = _Wanted.of(tuple(words))
    if wanted.phrases:
        places = tuple(_places(text))
        for forms in wanted.phrases:
            found.extend(_phrase_spans(places, forms))
    for run, offset in run_places(text):
        found.extend((offset + start, offset + end) for start, end in wanted.within(run))
    return _merged(found)


def excerpt(text: str, words: Sequence[str], length: int = 160) -> Excerpt:
    """Return the part of a text that shows most of what matches, with every hit in it.

    Args:
        text: Any text.
        words: As in `Hits.words`.
        length: The most characters, signs of omission not counted.

    Returns:
        One line, cut between words where there are any, with "…" where something was left out.
    """
    line = snippet(text, words, length)
    return Excerpt(line, spans(line, words))


def snippet(text: str, words: Sequence[str], length: int = 160) -> str:
    """Return the text of `excerpt` alone."""
    start = _best_start(spans(text, words), length)
    if start + length >= len(text):
        start = max(0, len(text) - length)
    if start > 0:
        gap = text.find(" ", start, start + length // 4)
        start = gap + 1 if gap >= 0 else start
    end = min(len(text), start + length)
    if end < len(text):
        gap = text.rfind(" ", end - length // 4, end + 1)
        end = gap if gap > start else end
    line = " ".join(text[start:end].split())
    return f"{ELLIPSIS if start > 0 else ''}{line}{ELLIPSIS if end < len(text) else ''}"


class _Wanted:
    """What is looked for, sorted by the way in which it is compared."""

    def __init__(self, words: Sequence[str]) -> None:
        self.phrases = [word.strip('"').split(" ") for word in words if word.startswith('"')]
        others = [word for word in words if not word.startswith('"') and word.strip("*?~")]
        self._prefixes = [word[:-1] for word in others if _is_prefix(word)]
        self._patterns = [pattern_regex(word) for word in others if _is_pattern(word)]
        self._similar = [(match[1], int(match[2])) for word in others if (match := _SIMILAR.fullmatch(word))]
        self._known: dict[str, tuple[tuple[int, int], ...]] = {}
        self._stems = {stem(word) for word in others if not any(sign in word for sign in "*?~")}

    @classmethod
    @lru_cache(maxsize=16)
    def of(cls, words: tuple[str, ...]) -> "_Wanted":
        """Return what these words ask for; the same for every text of a list."""
        return cls(tuple(dict.fromkeys(words)))

    def within(self, run: str) -> tuple[tuple[int, int], ...]:
        """Return what matches in a run of words, phrases left out; most runs are met again and again."""
        found = self._known.get(run)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()  # another thread may be about to read what was there
            found = tuple(span for place in _places_in(run) if (span := self._span(place)) is not None)
            self._known[run] = found
        return found

    def _span(self, place: _Place) -> tuple[int, int] | None:
        if self._is_word(place.form):
            return place.start, place.end
        prefix = next((prefix for prefix in self._prefixes if place.form.startswith(prefix)), None)
        if prefix is None:
            return None
        return place.start, min(place.end, place.start + len(prefix)) if place.is_spaceless else place.end

    def _is_word(self, form: str) -> bool:
        """Whether a form is wanted whole."""
        return (
            stem(form) in self._stems
            or any(pattern.fullmatch(form) for pattern in self._patterns)
            or any(are_similar(form, word, mistakes) for word, mistakes in self._similar)
        )


def _is_prefix(word: str) -> bool:
    return word.endswith("*") and "?" not in word and word.count("*") == 1


def _is_pattern(word: str) -> bool:
    return ("*" in word or "?" in word) and not _is_prefix(word)


def _places(text: str) -> Iterator[_Place]:
    position = 0
    for run in runs(text):
        last = position + len(run.parts) - 1
        if run.joined:
            for end in (position, last):
                yield _Place(run.joined, end, run.parts[0].start, run.parts[-1].end)
        for part in run.parts:
            yield _Place(part.form, position, part.start, part.end, run.is_spaceless)
            position += 1


@lru_cache(maxsize=1 << 14)
def _places_in(run: str) -> tuple[_Place, ...]:
    """Return the words of one run; while the reader types, the same texts are looked through again and again."""
    return tuple(_places(run))


def _phrase_spans(places: Sequence[_Place], forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    wanted = set(forms)
    by_position = {(place.position, place.form): place for place in places if place.form in wanted}
    for position in [position for position, form in by_position if form == forms[0]]:
        row = [by_position.get((position + offset, form)) for offset, form in enumerate(forms)]
        matched = [place for place in row if place is not None]
        if len(matched) == len(forms):
            yield min(place.start for place in matched), max(place.end for place in matched)


def _merged(found: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(set(found)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _best_start(hits: Sequence[tuple[int, int]], length: int) -> int:
    """Return where to begin so that the most hits are shown, the earliest such place."""
    best, most, after = 0, 0, 0
    room = length * (1 - _LEAD)
    for index, (start, _) in enumerate(hits):
        while after < len(hits) and hits[after][1] <= start + room:
            after += 1
        if after - index > most:
            best, most = start, after - index
    return max(0, best - int(length * _LEAD))
