"""Pictures of the window's main states, for eyes: `python -m tests.shots FOLDER [NAME…]`.

Each picture is taken of the real window, on a library made anew from the samples that come with the program. To add
one: a row in `SHOTS`.
"""

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSize, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.domain.annotations import Colour
from desktop.domain.changes import AddAnnotation
from desktop.domain.listings import EntityRow
from desktop.domain.posts import PostKind
from desktop.library.library import Library
from desktop.runtime.paths import resources, samples
from desktop.runtime.settings import Settings, save_settings
from desktop.ui.application import Parts, make_application
from desktop.ui.jobs import Lane
from desktop.ui.panels.reader import ReaderPanel

WIDE = QSize(1440, 900)
SETTLE_MS = 20_000
QUIET_MS = 400  # a panel that glides open is at rest by then
LOOK_AGAIN_MS = 50

Steps = Callable[[Parts], None]


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, and what is done to the window before it is taken.

    Attributes:
        settings: Where they differ from the defaults.
        is_empty: Whether the library holds nothing.
    """

    name: str
    steps: Sequence[Steps] = ()
    size: QSize = WIDE
    settings: dict[str, Any] = field(default_factory=dict)
    is_empty: bool = False


def search_for(words: str) -> Steps:
    """Type words into the search field."""
    return lambda parts: parts.session.search(words)


def type_words(words: str) -> Steps:
    """Type words into the search field key by key, so that what is offered hangs below it."""

    def type_(parts: Parts) -> None:
        parts.window.search.focus_field()
        QTest.keyClicks(parts.window.search.field, words)

    return type_


def keep_searches(*queries: str) -> Steps:
    """Keep some searches under their own names."""

    def keep(parts: Parts) -> None:
        for query in queries:
            parts.session.search(query)
            parts.session.keep_search(parts.session.propose_search())

    return keep


def look_for(words: str) -> Steps:
    """Look for words in the post on show."""

    def look(parts: Parts) -> None:
        panel = cast(ReaderPanel, parts.window.body.widget("reader"))
        panel.open_find_bar()
        panel.find_bar.field.setText(words)

    return look


def order(action_id: str) -> Steps:
    """Choose a command of the menu."""
    return lambda parts: parts.window.orders[action_id].trigger()


def go_to_marked_post(parts: Parts) -> None:
    """Open the first post that has a mark."""
    marked = [row.id for row in parts.session.listing.rows if row.mark_count]
    parts.session.show_post(marked[0])


def filter_by_most_frequent_name(parts: Parts) -> None:
    """Choose the name that stands in most posts, as a click in the entity panel does."""
    shown = [row.id for row in parts.session.listing.rows]

    def choose(rows: Sequence[EntityRow]) -> None:
        parts.session.toggle_entity(max(rows, key=lambda row: len(row.post_ids)).id)

    parts.jobs.run(Lane.READ, parts.window, lambda library: library.entity_rows(shown), choose)


def open_page_of_most_frequent_name(parts: Parts) -> None:
    """Open the page of the name that stands in most posts."""
    shown = [row.id for row in parts.session.listing.rows]

    def choose(rows: Sequence[EntityRow]) -> None:
        parts.session.show_page(max(rows, key=lambda row: len(row.post_ids)).id)

    parts.jobs.run(Lane.READ, parts.window, lambda library: library.entity_rows(shown), choose)


def settle_for_a_second(parts: Parts) -> None:
    """Wait for what only comes once the reader rests."""
    QTest.qWait(1_000)


LIGHT = {"theme": "light"}
DARK = {"theme": "dark"}
SHOTS = (
    Shot("light", (go_to_marked_post,), settings=LIGHT),
    Shot("dark", (go_to_marked_post,), settings=DARK),
    Shot("search-light", (search_for("embassy"), order("go-to-next")), settings=LIGHT),
    Shot("search-dark", (search_for("embassy"), order("go-to-next")), settings=DARK),
    Shot("nothing-found", (search_for("zeppelin"),), settings=LIGHT),
    Shot("another-spelling", (search_for("embasy"), settle_for_a_second), settings=LIGHT),
    Shot("search-900", (search_for("embassy OR troops"), order("go-to-next")), QSize(900, 760), LIGHT),
    Shot("offers-light", (type_words("said"),), settings=LIGHT),
    Shot("offers-dark", (type_words("em"),), settings=DARK),
    Shot("offers-900", (type_words("has:"),), QSize(900, 760), LIGHT),
    Shot("page-times-light", (go_to_marked_post, order("state-page-times")), settings=LIGHT),
    Shot("page-times-dark", (go_to_marked_post, order("state-page-times")), QSize(900, 760), DARK),
    Shot("how-to-search-light", (order("show-query-help"),), settings=LIGHT),
    Shot("how-to-search-dark", (order("show-query-help"),), QSize(900, 760), DARK),
    Shot("find-in-post-light", (go_to_marked_post, look_for("the")), settings=LIGHT),
    Shot("find-in-post-dark", (go_to_marked_post, look_for("the")), QSize(900, 760), DARK),
    Shot("kept-searches", (keep_searches("said-by:Zelensky", "troops -exercise", "embassy"),), settings=LIGHT),
    Shot("entity-light", (filter_by_most_frequent_name,), settings=LIGHT),
    Shot("entity-dark", (filter_by_most_frequent_name,), settings=DARK),
    Shot("name-light", (open_page_of_most_frequent_name,), settings=LIGHT),
    Shot("name-dark", (open_page_of_most_frequent_name,), settings=DARK),
    Shot("name-narrow", (open_page_of_most_frequent_name,), QSize(900, 900), LIGHT),
    Shot("empty-light", settings=LIGHT, is_empty=True),
    Shot("empty-dark", settings=DARK, is_empty=True),
    Shot("narrow-1000", (go_to_marked_post,), QSize(1000, 760), LIGHT),
    Shot("narrow-800", (go_to_marked_post,), QSize(800, 700), LIGHT),
    Shot("narrow-640", (go_to_marked_post,), QSize(640, 700), DARK),
    Shot("large-letters", (go_to_marked_post,), settings={**LIGHT, "interface_size_px": 18, "reading_size_px": 26}),
)


class Studio:
    """Takes pictures, each of a window of its own."""

    def __init__(self, work: Path, folder: Path) -> None:
        self._application = make_application(["shots"])
        self._work, self._folder = work, folder

    def take(self, shot: Shot) -> Path:
        """Open a window, do what the shot asks, and save the picture."""
        library = self._work / ("empty" if shot.is_empty else "library")
        settings = self._work / f"{shot.name}.json"
        save_settings(settings, replace(Settings(), has_motion=False, **shot.settings))
        parts = Parts(self._application, lambda writable: open_library(library, writable), resources(), settings)
        parts.window.resize(shot.size)
        parts.window.show()
        parts.session.start()
        self._settle(parts)
        for step in shot.steps:
            step(parts)
            self._settle(parts)
        file = self._folder / f"{shot.name}.png"
        self._photograph(parts.window, file)
        parts.close()
        return file

    def _settle(self, parts: Parts) -> None:
        """Wait until every job is done and nothing moves."""
        loop, deadline, quiet = QEventLoop(), QDeadlineTimer(SETTLE_MS), QDeadlineTimer(QUIET_MS)

        def look() -> None:
            if not parts.jobs.is_idle:
                quiet.setRemainingTime(QUIET_MS)
            if deadline.hasExpired() or quiet.hasExpired():
                loop.quit()

        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(LOOK_AGAIN_MS)
        loop.exec()

    def _photograph(self, window: QWidget, file: Path) -> None:
        QApplication.processEvents()
        dialogs = window.findChildren(QDialog)  # a sheet over the window is the picture, where there is one
        if not (dialogs[-1] if dialogs else window).grab().save(str(file)):
            raise OSError(f"{file} could not be written")


def open_library(folder: Path, writable: bool = True) -> Library:
    """Open a library as the program does."""
    return Library.open(folder, resources=resources(), writable=writable)


def fill(folder: Path) -> None:
    """Import the samples, find their names, and mark a few words as a reader would."""
    with open_library(folder) as library:
        library.import_sources([str(sample) for sample in samples()])
        worker = library.entity_worker()
        try:
            library.find_entities(worker)
        finally:
            worker.stop()
        posts = [post for post in library.posts_of() if post.kind is PostKind.POST and len(post.text) > 300]
        for post, colour in zip(posts[:: max(1, len(posts) // 5)], Colour, strict=False):
            end = post.text.find(" ", 60)
            note = "Worth a second look." if colour is Colour.YELLOW else ""
            library.apply(AddAnnotation(library.new_annotation(post, 0, end, note=note, colour=colour)))


def main(folder: str, *names: str) -> int:
    """Take every picture, or those of some names, and say where each is."""
    pictures = Path(folder).absolute()
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        fill(Path(work) / "library")
        studio = Studio(Path(work), pictures)
        for shot in SHOTS if not names else [shot for shot in SHOTS if shot.name in names]:
            print(studio.take(shot), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
