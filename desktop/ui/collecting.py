"""Collecting: Python's garbage is collected on the GUI thread, and there alone.

Knows when a collection is due. Why: Python collects on whatever thread happens to allocate, most often a busy lane; a
window, a font or a picture that is part of a cycle would then be destroyed there, and Qt forbids that.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL_MS: Final = 200


class Collector(QObject):
    """Takes over from Python's automatic collection until `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.collect_if_due)
        self._clock.start(INTERVAL_MS)

    @Slot()
    def collect_if_due(self) -> None:
        """Collect the oldest generation whose threshold is passed, as Python itself would."""
        due = [
            age
            for age, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due:
            gc.collect(max(due))

    def stop(self) -> None:
        """Hand collection back to Python."""
        self._clock.stop()
        gc.enable()
