"""Collecting: Python's garbage is collected on the GUI thread, and there alone.

Knows when a collection is due. Why: Python collects on whatever thread happens to allocate, most often a busy lane; a
window, a font or a picture that is part of a cycle would then be destroyed there, and Qt forbids that.

Why what was there first is set aside: it is the program itself, some hundred thousand things that stay to the end, and
to walk through them all holds up the window for longer than the eye forgives. Old garbage among them, made while the
program started, is kept until `stop`; that is little, and does not grow. What is young is collected first.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL_MS: Final = 200
OLDEST: Final = 2


class Collector(QObject):
    """Takes over from Python's automatic collection until `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._has_set_aside = False
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.collect_if_due)
        self._clock.start(INTERVAL_MS)

    @Slot()
    def collect_if_due(self) -> None:
        """Collect the oldest generation whose threshold is passed; of all, the first time, set aside what is old."""
        due = [
            age
            for age, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if not due:
            return
        if max(due) == OLDEST and not self._has_set_aside:
            self._has_set_aside = True
            gc.collect(OLDEST - 1)
            gc.freeze()
        else:
            gc.collect(max(due))

    def stop(self) -> None:
        """Hand collection back to Python."""
        self._clock.stop()
        gc.unfreeze()
        gc.enable()
