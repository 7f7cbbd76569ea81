"""Queries typed into the real window, key by key, timed from inside its process: `typing_probe LIBRARY QUERIES`.

A key is answered when the list has painted the posts of what then stands in the field. Meanwhile a timer beats every
few milliseconds; the longest time between two beats is the longest for which the window could do nothing else.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.library.library import Library
from desktop.runtime.paths import resources
from desktop.runtime.settings import Settings, save_settings
from desktop.ui.application import Parts, make_application
from desktop.ui.panels.posts import PostsPanel
from tests.benchmarks.measuring import memory_megabytes

BEAT_MS = 2
BETWEEN_KEYS_SECONDS = 0.12  # a hundred words a minute
LONGEST_ANSWER_SECONDS = 20.0
REST_SECONDS = 1.5
BACKSPACE = "\b"


class Heart(QObject):
    """Beats as long as the window is not held up, and keeps the longest time between two beats."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_ms = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def begin(self) -> None:
        """Forget what was."""
        self.longest_ms, self._last = 0.0, time.perf_counter()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self._last = now


class Eye(QObject):
    """Notes when the list was painted last, and whether what it then showed was the answer to what is typed."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._session = parts.session
        self._panel = cast(PostsPanel, parts.window.body.widget("posts"))
        self.answered_at = 0.0
        self._panel.installEventFilter(self)
        for widget in (self._panel.view.viewport(), self._panel.empty):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        if event.type() == QEvent.Type.Paint and not self.answered_at and self._panel.shows_answer:
            QTimer.singleShot(0, self._note)  # when this paint is done
        return False

    def _note(self) -> None:
        if not self.answered_at:
            self.answered_at = time.perf_counter()


class Typist:
    """Types into the search field of one window."""

    def __init__(self, parts: Parts) -> None:
        self._parts, self._eye, self.heart = parts, Eye(parts), Heart()
        self._field = parts.window.search.field

    def type(self, query: str) -> list[dict[str, object]]:
        """Type a query, then take it back letter by letter."""
        keys = [*query, *(BACKSPACE for _ in query)]
        return [self._press(key) for key in keys]

    def _press(self, key: str) -> dict[str, object]:
        before, self._eye.answered_at = self._parts.session.query, 0.0
        self.heart.begin()
        began, worked = time.perf_counter(), time.process_time()
        if key == BACKSPACE:
            QTest.keyClick(self._field, Qt.Key.Key_Backspace)
        else:
            QTest.keyClicks(self._field, key)
        if self._parts.session.query == before:  # a blank more asks for nothing else
            self._eye.answered_at = time.perf_counter()
        wait_until(lambda: bool(self._eye.answered_at), LONGEST_ANSWER_SECONDS)
        worked = time.process_time() - worked
        answered = (self._eye.answered_at or time.perf_counter()) - began
        wait(BETWEEN_KEYS_SECONDS - answered)
        return {
            "typed": self._field.text(),
            "answered_ms": answered * 1000,
            "worked_ms": worked * 1000,
            "longest_ms": self.heart.longest_ms,
            "posts": len(self._parts.session.listing.ids),
        }


def open_library(folder: Path, writable: bool) -> Library:
    """Open the library as the program does, on the calling thread."""
    return Library.open(folder, resources=resources(), writable=writable)


def wait(seconds: float) -> None:
    """Let the window live."""
    wait_until(lambda: False, seconds)


def wait_until(is_reached: Callable[[], bool], seconds: float) -> None:
    """Let the window live until something is so."""
    until = time.perf_counter() + seconds
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if is_reached() or time.perf_counter() >= until else None)
    timer.start(1)
    loop.exec()


def main(folder: str, queries: Sequence[str]) -> int:
    """Open the window, type, and print what was measured."""
    with tempfile.TemporaryDirectory() as work:
        settings = Path(work) / "settings.json"
        save_settings(settings, replace(Settings(), finds_entities=False))
        application = make_application(["typing"])
        parts = Parts(application, partial(open_library, Path(folder)), resources(), settings)
        heart = Heart()
        began = time.perf_counter()
        parts.window.resize(1400, 900)
        parts.window.show()
        parts.session.start()
        panel = cast(PostsPanel, parts.window.body.widget("posts"))
        wait_until(lambda: panel.model.rowCount() > 0, LONGEST_ANSWER_SECONDS)
        opened = {"opened_ms": (time.perf_counter() - began) * 1000}
        wait_until(lambda: parts.jobs.is_idle, LONGEST_ANSWER_SECONDS)
        wait(REST_SECONDS)
        opened["longest_opening_ms"] = heart.longest_ms
        typist = Typist(parts)
        parts.window.search.focus_field()
        keys = [pressed for query in queries for pressed in typist.type(query)]
        wait(REST_SECONDS)
        print(json.dumps({"keys": keys, **opened, **memory_megabytes()}), flush=True)
        parts.close()
        QApplication.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], json.loads(sys.argv[2])))
