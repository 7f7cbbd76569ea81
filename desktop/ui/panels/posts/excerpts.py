"""Excerpts: the words of a post that a search found, painted in two lines with every hit marked.

Knows how the line is broken and cut, and how hits look: darker, heavier, and on the tone of hits, so that none is told
by colour alone.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from desktop.domain.searching import Excerpt
from desktop.ui.theme import Theme

LINES: Final = 2
LEADING_PX: Final = 2
MOST_LEAD: Final = 28  # letters before the first hit, where the lines are long
ELLIPSIS: Final = "…"
KEPT: Final = 256  # laid out excerpts: more than are in sight
PARTS: Final = {"caption": "Caption: ", "note": "Note: ", "title": "Title: ", "byline": "By "}


class ExcerptPainter:
    """Paints excerpts in one font.

    Args:
        theme: Asked anew at every paint.
        font: The font of plain words.
    """

    def __init__(self, theme: Theme, font: QFont) -> None:
        self._theme, self._font = theme, font
        self._line_px = QFontMetrics(font).height() + LEADING_PX
        self._laid_out = lru_cache(maxsize=KEPT)(self._lay_out)

    @property
    def height_px(self) -> int:
        """The height of an excerpt with as many lines as it may have."""
        return LINES * self._line_px

    def paint(self, painter: QPainter, rect: QRect, excerpt: Excerpt) -> int:
        """Paint an excerpt at the top of a rectangle; return how high it is."""
        if not excerpt.text:
            return 0
        layout = self._laid_out(excerpt, rect.width(), self._theme.is_dark)
        painter.setPen(self._theme.colour("muted"))
        layout.draw(painter, QPointF(rect.topLeft()))
        return layout.lineCount() * self._line_px

    def _lay_out(self, excerpt: Excerpt, width: int, is_dark: bool) -> QTextLayout:  # noqa: ARG002 - for the cache
        letters = width // max(1, QFontMetrics(self._font).averageCharWidth())
        excerpt = _with_hit_in_sight(excerpt, min(MOST_LEAD, letters // 3))
        text = PARTS.get(excerpt.part, "") + excerpt.text
        layout = self._broken(text, excerpt, width)
        shown = sum(layout.lineAt(number).textLength() for number in range(layout.lineCount()))
        if shown < _units(text):
            kept = _points(text, shown - 1).rsplit(" ", 1)[0].rstrip(" ,;:.–—-…") + ELLIPSIS
            layout = self._broken(kept, excerpt, width)
        return layout

    def _broken(self, text: str, excerpt: Excerpt, width: int) -> QTextLayout:
        layout = QTextLayout(text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(text, excerpt))
        layout.beginLayout()
        for number in range(LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, number * self._line_px))
        layout.endLayout()
        return layout

    def _formats(self, text: str, excerpt: Excerpt) -> list[QTextLayout.FormatRange]:
        hit = QTextCharFormat()
        hit.setForeground(self._theme.colour("ink"))
        hit.setBackground(self._theme.colour("hit"))
        hit.setFontWeight(QFont.Weight.DemiBold)
        before = len(PARTS.get(excerpt.part, ""))
        ranges = []
        for start, end in excerpt.hits:
            marked = QTextLayout.FormatRange()
            marked.start = _units(text[: before + start])
            marked.length = _units(text[before + start : before + end])
            marked.format = hit
            ranges.append(marked)
        return ranges


def _with_hit_in_sight(excerpt: Excerpt, most_lead: int) -> Excerpt:
    """Leave out so much of the beginning that no more than some letters stand before the first hit."""
    if not excerpt.hits or excerpt.hits[0][0] <= most_lead:
        return excerpt
    begin = excerpt.hits[0][0] - most_lead
    blank = excerpt.text.find(" ", begin, excerpt.hits[0][0])
    begin = blank + 1 if blank >= 0 else begin
    moved = len(ELLIPSIS) - begin
    hits = tuple((start + moved, end + moved) for start, end in excerpt.hits)
    return replace(excerpt, text=ELLIPSIS + excerpt.text[begin:], hits=hits)


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _points(text: str, units: int) -> str:
    """Return the beginning of a text that is so long as Qt counts it."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore")
