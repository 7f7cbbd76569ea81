"""Preferences: the reader's settings while the window is open.

Knows the settings and the file they lie in. Never decides what a setting does; a setting that cannot be saved is told
and stays in force until the window closes.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from desktop.domain.errors import DiskProblem
from desktop.runtime.settings import Settings, save_settings
from desktop.ui.theme import Theme


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

    def with_place(self, place: str) -> Callable[[], None]:
        """What writes the settings with another place at which the reader is; to be called in any thread.

        Why it is not adopted: nothing looks different for it.

        Raises:
            DiskProblem: On calling it: they could not be written.
        """
        return partial(save_settings, self._file, replace(self.settings, last_place=place))

    def step_text(self, steps: int) -> None:
        """Make the text being read larger or smaller; 0 steps makes it as large as designed."""
        self._theme.step_text(steps)

    def save(self) -> DiskProblem | None:
        """Write them; return what kept them from being written, if anything did."""
        try:
            save_settings(self._file, self.settings)
        except DiskProblem as problem:
            return problem
        return None
