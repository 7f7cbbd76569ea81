"""Style: the colours, sizes and distances of the reading pane, as plain values.

Knows how the reading pane is measured out; the theme says in which colours and letters. Never draws.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor

from desktop.ui.theme import Theme

EM_A_LETTER: Final = 34 / 66  # a line of 66 letters is 34 em wide
LEADING: Final = 1.5
SMALLEST_MARGIN_PX: Final = 24
NOTE_MARGIN_PX: Final = 44  # keeps room for the note marks beside the column


@dataclass(frozen=True, slots=True)
class ReadingStyle:
    """How a post looks.

    Attributes:
        ink: The body.
        muted: Captions, bylines, times, labels.
        accent: Links.
        text_families: The letters of the body, the best first.
        label_families: The letters of everything around it.
        zoom: How much larger than written here everything is.
        line_characters: How many letters a line holds.

    Units:
        Sizes in pixels, not yet zoomed.
    """

    ink: QColor
    muted: QColor
    accent: QColor
    text_families: tuple[str, ...]
    label_families: tuple[str, ...]
    zoom: float = 1.0
    line_characters: int = 66
    body_px: int = 18
    title_px: int = 24
    meta_px: int = 13
    label_px: int = 12

    def px(self, size: float) -> int:
        """Return a size as the reader zoomed it."""
        return max(1, round(size * self.zoom))

    @property
    def column_px(self) -> int:
        """The widest that the column of text grows."""
        return round(self.px(self.body_px) * EM_A_LETTER * self.line_characters)


def reading_style(theme: Theme) -> ReadingStyle:
    """Take the style of the reading pane from the theme."""
    return ReadingStyle(
        ink=theme.colour("ink"),
        muted=theme.colour("muted"),
        accent=theme.colour("accent"),
        text_families=tuple(theme.reading_font().families()),
        label_families=tuple(theme.interface_font().families()),
        zoom=theme.zoom,
        line_characters=theme.line_characters,
    )
