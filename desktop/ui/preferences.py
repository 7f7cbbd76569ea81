"""Preferences: the reader's settings while the window is open.

Knows the settings and the file they lie in. Never decides what a setting does; a setting that cannot be saved is told
and stays in force until the window closes.
"""

from dataclasses import replace
from pathlib import Path

from desktop.domain.errors import DiskProblem
from desktop.runtime.settings import Settings, save_settings
from desktop.ui.theme import READING_PX, Theme

SMALLEST_TEXT_PX, LARGEST_TEXT_PX = 12, 36
TEXT_STEP_PX = 2


class Preferences:
    """The settings of one window.

    Args:
        file: Where they are kept.
        theme: Shows them.
    """

    def __init__(self, file: Path, theme: Theme) -> None:
        self._file, self._theme = file, theme

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._theme.settings

    def adopt(self, settings: Settings) -> None:
        """Put settings in force."""
        self._theme.adopt(settings)

    def step_text(self, steps: int) -> None:
        """Make the text being read larger or smaller; 0 steps makes it as large as designed."""
        size = self.settings.reading_size_px + steps * TEXT_STEP_PX if steps else READING_PX
        size = min(max(size, SMALLEST_TEXT_PX), LARGEST_TEXT_PX)
        self.adopt(replace(self.settings, reading_size_px=size))

    def save(self) -> DiskProblem | None:
        """Write them; return what kept them from being written, if anything did."""
        try:
            save_settings(self._file, self.settings)
        except DiskProblem as problem:
            return problem
        return None
