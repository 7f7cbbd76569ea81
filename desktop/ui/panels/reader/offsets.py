"""Offsets: from a place in the text that is shown to a place in the post, and back.

Knows that Qt counts UTF-16 units from the top of a document while the library counts code points in a post's `text`,
and that the document shows headings and captions that are no part of that text.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from desktop.domain.posts import PARAGRAPH_BREAK

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # Qt would begin a new block or line at some of these
SPECIAL = "\x00\ufdd0\ufdd1\ufffc"  # marks that Qt uses inside its documents


@dataclass(frozen=True, slots=True)
class TextRange:
    """A stretch of the document, in Qt's units, half-open."""

    start: int
    end: int


def shown_text(text: str) -> str:
    """Return a text as Qt can show it: code point for code point, those that would upset a document replaced."""
    return text.translate(_REPLACED) if not text.isascii() or not text.isprintable() else text


_REPLACED = {
    **{ord(character): " " for character in BREAKS},
    **{ord(character): REPLACEMENT for character in SPECIAL},
    **dict.fromkeys(range(0xD800, 0xE000), REPLACEMENT),
}


class UnitTable:
    """The places of one text's code points in UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._points = len(text)
        is_plain = not text or max(text) <= "\uffff"
        self._units = None if is_plain else [0, *accumulate(2 if letter > "\uffff" else 1 for letter in text)]

    @property
    def length(self) -> int:
        """The length of the text in units."""
        return self._points if self._units is None else self._units[-1]

    def to_units(self, point: int) -> int:
        """Return the unit at which a code point begins; beyond the end, the end."""
        point = max(0, min(point, self._points))
        return point if self._units is None else self._units[point]

    def to_point(self, unit: int, *, upwards: bool = False) -> int:
        """Return the code point at a unit. Inside a pair of units: the one they make, or with `upwards` the next."""
        unit = max(0, min(unit, self.length))
        if self._units is None:
            return unit
        point = bisect_right(self._units, unit) - 1
        return point + 1 if upwards and self._units[point] < unit else point


class BodyMap:
    """Where the paragraphs of a post stand in the document that shows it.

    Args:
        texts: The paragraphs as the post has them.
        positions: Where each begins in the document, in Qt's units.
    """

    def __init__(self, texts: Sequence[str], positions: Sequence[int]) -> None:
        self._texts = tuple(texts)
        self._positions = tuple(positions)
        self._tables = tuple(UnitTable(text) for text in texts)
        lengths = [len(text) + len(PARAGRAPH_BREAK) for text in texts]
        self._starts = tuple(accumulate(lengths, initial=0))[: len(texts)]

    def selection(self, start: int, end: int) -> tuple[int, int] | None:
        """Return what a selection of the document marks in the post's text, or None if it marks no word of it.

        Args:
            start: First place of the selection, in Qt's units.
            end: One past the last.

        Returns:
            Code points in `Post.text`, half-open; white space at both ends is left out. A selection that reaches into a
            heading or a caption keeps what it has of the body.
        """
        pieces = [piece for index in range(len(self._texts)) if (piece := self._piece(index, start, end))]
        return (pieces[0][0], pieces[-1][1]) if pieces else None

    def point_at(self, position: int) -> int | None:
        """Return the code point of the post's text at a place of the document, given in Qt's units.

        Returns:
            What stands between two paragraphs, such as a picture, counts to the end of the one above; None above all.
        """
        index = bisect_right(self._positions, position) - 1
        return (
            self._starts[index] + self._tables[index].to_point(position - self._positions[index])
            if index >= 0
            else None
        )

    def ranges(self, start: int, end: int) -> tuple[TextRange, ...]:
        """Return where a stretch of the post's text stands in the document, paragraph by paragraph."""
        found = []
        for index, text in enumerate(self._texts):
            first, last = max(0, start - self._starts[index]), min(len(text), end - self._starts[index])
            if first < last:
                found.append(self.range_in(index, first, last))
        return tuple(found)

    def range_in(self, paragraph: int, start: int, end: int) -> TextRange:
        """Return where a stretch of one paragraph stands in the document."""
        table, position = self._tables[paragraph], self._positions[paragraph]
        return TextRange(position + table.to_units(start), position + table.to_units(end))

    def _piece(self, index: int, start: int, end: int) -> tuple[int, int] | None:
        table, text, position = self._tables[index], self._texts[index], self._positions[index]
        first = table.to_point(start - position)
        last = table.to_point(end - position, upwards=True)
        words = text[first:last]
        if not words.strip():
            return None
        first += len(words) - len(words.lstrip())
        last -= len(words) - len(words.rstrip())
        return (self._starts[index] + first, self._starts[index] + last)
