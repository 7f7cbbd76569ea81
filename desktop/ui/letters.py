"""Letters: words fitted into few lines, cut between words and never within one.

Knows how to break and cut a headline. Never paints.
"""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

ELLIPSIS = "…"
TRAILING = ",;:.–— -"  # what no cut text ends in
MOST_WORDS = 80  # no two lines of a list hold more


def shortened(text: str, most_letters: int) -> str:
    """Cut a text between words to so many letters, an ellipsis included."""
    if len(text) <= most_letters:
        return text
    kept = text[: most_letters - 1]
    return (kept.rsplit(" ", 1)[0] if " " in kept else kept).rstrip(TRAILING) + ELLIPSIS


class LineFitter:
    """Breaks text into lines of one font, remembering what it broke."""

    def __init__(self, font: QFont) -> None:
        self._metrics = QFontMetricsF(font)
        self.fit = lru_cache(maxsize=1024)(self._fit)

    def _fit(self, text: str, width: float, most_lines: int) -> tuple[str, ...]:
        """Return the lines of a text; the last ends in an ellipsis if the text has more words than fit."""
        words = text.split(None, MOST_WORDS)
        lines: list[str] = []
        while words and len(lines) < most_lines - 1:
            count = self._count_fitting(words, width, "")
            lines.append(self._line(words[:count], width))
            words = words[count:]
        if words:
            lines.append(self._last_line(words, width))
        return tuple(lines)

    def _last_line(self, words: list[str], width: float) -> str:
        whole = " ".join(words)
        if self._metrics.horizontalAdvance(whole) <= width:
            return whole
        count = self._count_fitting(words, width, ELLIPSIS)
        return self._line([*words[: count - 1], words[count - 1].rstrip(TRAILING) + ELLIPSIS], width)

    def _count_fitting(self, words: list[str], width: float, ending: str) -> int:
        """Return how many words fit into a line, at least one."""
        low, high = 1, len(words)
        while low < high:
            middle = (low + high + 1) // 2
            if self._metrics.horizontalAdvance(" ".join(words[:middle]) + ending) <= width:
                low = middle
            else:
                high = middle - 1
        return low

    def _line(self, words: list[str], width: float) -> str:
        line = " ".join(words)
        if len(words) == 1 and self._metrics.horizontalAdvance(line) > width:  # one word wider than the line: no choice
            return self._metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
        return line
