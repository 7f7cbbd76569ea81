"""One window on a library full of names, worked with and timed from inside its own process: `names_probe LIBRARY`.

Knows three numbers for each thing a reader does: how long until all of it is on show; for how long the window stood
still at most meanwhile, which is the longest gap between two beats of a timer that asks for a beat every millisecond;
and how long the window's own thread worked at most between two beats. On a busy machine only the last is the program's.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer

from desktop.domain.listings import EVERYTHING
from desktop.library.library import Library
from desktop.runtime.paths import resources
from desktop.runtime.settings import Settings, save_settings
from desktop.ui.application import Parts, make_application
from desktop.ui.panels.entities import EntitiesPanel
from desktop.ui.panels.entities.grouped import BINS

SIZE = QSize(1400, 900)
QUIET_SECONDS = 0.25


class Heart:
    """Beats while the event loop runs, and remembers its longest pause."""

    def __init__(self) -> None:
        self.longest_ms = self.most_work_ms = 0.0
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self.beat)

    def start(self) -> None:
        """Begin anew."""
        self.longest_ms = self.most_work_ms = 0.0
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer.start()

    def beat(self) -> None:
        """Note the pause since the beat before."""
        now, worked = time.perf_counter(), time.thread_time()
        self.longest_ms, self._last = max(self.longest_ms, 1000 * (now - self._last)), now
        self.most_work_ms, self._worked = max(self.most_work_ms, 1000 * (worked - self._worked)), worked


def _do(parts: Parts, heart: Heart, act: Callable[[], object]) -> dict[str, float]:
    """Do something and wait until all that follows from it is on show."""
    started = time.perf_counter()
    ended = [started]
    heart.start()
    act()
    loop, timer = QEventLoop(), QTimer()

    def look() -> None:
        if not parts.jobs.is_idle:
            ended[0] = time.perf_counter()
        elif time.perf_counter() - ended[0] > QUIET_SECONDS:
            loop.quit()

    timer.timeout.connect(look)
    timer.start(5)
    loop.exec()
    heart.beat()
    return {"ms": 1000 * (ended[0] - started), "held_ms": heart.longest_ms, "worked_ms": heart.most_work_ms}


def _compare(folder: str) -> dict[str, float]:
    """Weigh all names in SQL, and in the plain way: every mention is read and counted in Python."""
    with Library.open(Path(folder), resources=resources(), writable=False) as library:
        ids = [row.id for row in library.list_posts().rows]
        started = time.perf_counter()
        library.entity_weights(ids, BINS)
        weighed = time.perf_counter()
        counts: dict[str, int] = {}
        for mention in library.mentions(ids):
            counts[mention.entity_id] = counts.get(mention.entity_id, 0) + 1
        return {"sql_ms": 1000 * (weighed - started), "plain_ms": 1000 * (time.perf_counter() - weighed)}


def main(folder: str) -> int:
    """Work with names as a reader does, and print what was measured."""
    application = make_application(["names"])
    with tempfile.TemporaryDirectory() as home:
        settings = Path(home) / "settings.json"
        save_settings(settings, replace(Settings(), has_motion=False, finds_entities=False))

        def open_library(writable: bool) -> Library:
            return Library.open(Path(folder), resources=resources(), writable=writable)

        parts = Parts(application, open_library, resources(), settings)
        heart, session = Heart(), parts.session
        parts.window.resize(SIZE)
        parts.window.show()
        panel = parts.window.body.widget("entities")
        assert isinstance(panel, EntitiesPanel)
        _do(parts, heart, session.start)
        told = {"rows": float(len(session.listing.ids)), "members": float(panel.model.rowCount())}
        heaviest = panel.model.named_at(1)
        assert heaviest is not None
        with open_library(False) as library:
            article = library.articles()[0].id
        measured = {
            "open the page of the heaviest name": _do(parts, heart, lambda: session.show_page(heaviest.id)),
            "back to the post": _do(parts, heart, session.close_page),
            "next post": _do(parts, heart, session.go_to_next),
            "filter by a name": _do(parts, heart, lambda: session.toggle_entity(heaviest.id)),
            "lift the filter": _do(parts, heart, lambda: session.set_filter(EVERYTHING)),
            "find a name": _do(parts, heart, lambda: panel.name_field.setText("bado")),
            "all names again": _do(parts, heart, panel.name_field.clear),
            "one article of 1,400 posts": _do(parts, heart, lambda: session.set_article(article)),
            "open a page beside it": _do(parts, heart, lambda: session.show_page(heaviest.id)),
        }
        parts.close()
    print(json.dumps({"told": told, "measured": measured, "compared": _compare(folder)}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
