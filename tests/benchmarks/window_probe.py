"""One window, opened and timed from inside its own process: `window_probe (bare|program) LIBRARY STARTED_NS`.

Waits for the window system's word that the window is on show, which is when Qt sends it the first expose event.

Why the event loop is wrapped: the program is started exactly as a user starts it, and knows nothing of being measured.
"""

import json
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QWidget

from tests.benchmarks.measuring import resident_megabytes

REST_MS = 2_000


class Watch(QObject):
    """Notes when the first large window is exposed; some time later prints what was measured and ends the program."""

    def __init__(self, started_ns: int) -> None:
        super().__init__()
        self._started_ns = started_ns
        self._mapped_ms: float | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        if self._mapped_ms is None and event.type() == QEvent.Type.Expose and _is_window_on_show(watched):
            self._mapped_ms = (time.time_ns() - self._started_ns) / 1e6
            QTimer.singleShot(REST_MS, self._tell)
        return False

    def _tell(self) -> None:
        print(json.dumps({"mapped_ms": self._mapped_ms, "megabytes": resident_megabytes()}), flush=True)
        QApplication.closeAllWindows()
        QApplication.quit()


def _is_window_on_show(watched: QObject) -> bool:
    return isinstance(watched, QWindow) and watched.isExposed() and watched.width() > 200


def _bare(library: str) -> int:
    application = QApplication(["bare", library])
    window = QWidget()
    window.resize(1200, 800)
    window.show()
    return application.exec()


def _program(library: str) -> int:
    from desktop.app import main  # noqa: PLC0415  (belongs to the time that is measured, and to this kind alone)

    return main(["--library", library]) or 0


def _watch_from_the_loop_on(watch: Watch) -> None:
    run_loop = QApplication.exec

    def run_watched_loop(*_: object) -> int:
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(watch)
        return run_loop()

    QApplication.exec = run_watched_loop  # type: ignore[method-assign]


def main(kind: str, library: str, started_ns: str) -> int:
    """Open one window and measure it."""
    _watch_from_the_loop_on(Watch(int(started_ns)))
    return _bare(library) if kind == "bare" else _program(library)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
