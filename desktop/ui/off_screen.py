"""The window's job without a display: the same library, the same window, told in words and kept as a picture.

For machines without a screen: prints the timeline, who is in it and one search, then draws the window off-screen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.entities import EntityKind
from desktop.domain.listings import PostRow
from desktop.domain.reports import ItemStatus
from desktop.ui import time_words
from desktop.ui.clocks import clocks_for
from desktop.ui.messages import count_of

if TYPE_CHECKING:
    from desktop.library.library import Library

SETTLE_MS = 20_000  # how long the window may take to show everything before the picture is taken all the same
LOOK_AGAIN_MS = 50
NAMES_SHOWN = 8
HITS_SHOWN = 5
KINDS = {EntityKind.PERSON: "People", EntityKind.ORGANISATION: "Organisations", EntityKind.PLACE: "Places"}


def run_off_screen(
    open_library: Callable[[bool], Library],
    *,
    resources: Path,
    settings_file: Path,
    import_first: Sequence[str],
    picture: Path,
) -> int:
    """Import, print what a reader would see, and save a picture of the window.

    Args:
        open_library: Opens the library, True for writing.
        resources: The program's own files.
        settings_file: Where the settings are kept.
        import_first: Files to import first.
        picture: Where the picture goes.

    Returns:
        The exit code: 0, or 1 if something could not be imported.
    """
    with open_library(True) as library:
        has_failed = _import(library, import_first)
        for line in _told(library):
            sys.stdout.write(line + "\n")
    draw_window(open_library, resources, settings_file, picture)
    sys.stdout.write(f"\nA picture of the window: {picture}\n")
    return 1 if has_failed else 0


def _import(library: Library, names: Sequence[str]) -> bool:
    report = library.import_sources(names)
    for item in report.items:
        problem = f": {item.error.message} {item.error.hint}" if item.error else ""
        sys.stdout.write(f"{item.status.value}  {item.title or item.source}{problem}\n")
    if library.has_articles_without_entities():
        worker = library.entity_worker()
        try:
            library.find_entities(worker)
        finally:
            worker.stop()
    return any(item.status is ItemStatus.FAILED for item in report.items)


def _told(library: Library) -> Iterator[str]:
    rows = library.list_posts().rows
    yield from _timeline(library, rows)
    yield from _names(library, rows)
    yield from _one_search(library, rows)


def _timeline(library: Library, rows: Sequence[PostRow]) -> Iterator[str]:
    titles = {article.id: article.title for article in library.articles()}
    clocks = clocks_for(library, titles)
    shown = None
    for row in rows:
        if row.article_id != shown:
            shown = row.article_id
            yield f"\n{titles.get(shown, '')}"
        yield f"  {time_words.time_sentence(row.time, clocks.of(row.time, row.article_id)):48}  {row.headline}"


def _names(library: Library, rows: Sequence[PostRow]) -> Iterator[str]:
    found = library.entity_rows([row.id for row in rows])
    for kind, heading in KINDS.items():
        of_kind = [entity for entity in found if entity.kind is kind]
        most = ", ".join(f"{entity.name} {entity.count}" for entity in of_kind[:NAMES_SHOWN])
        yield f"\n{heading} ({len(of_kind)}): {most}"


def _one_search(library: Library, rows: Sequence[PostRow]) -> Iterator[str]:
    """Search for the name that stands in most posts, as a reader might."""
    found = library.entity_rows([row.id for row in rows])
    if not found:
        return
    word = max(found, key=lambda entity: len(entity.post_ids)).name
    hits = library.search(word)
    yield f"\nSearch for “{word}”: {count_of(hits.total, 'post')}"
    for post in library.posts([hit.post_id for hit in hits.hits[:HITS_SHOWN]]):
        yield f"  {library.snippet(post, hits.words)}"


def draw_window(open_library: Callable[[bool], Library], resources: Path, settings_file: Path, picture: Path) -> None:
    """Open the window where nobody sees it, wait until it shows a post, and save a picture of it."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer  # noqa: PLC0415 - the platform is chosen first

    from desktop.ui.application import Parts, make_application  # noqa: PLC0415

    parts = Parts(make_application(), open_library, resources, settings_file)
    parts.window.show()
    parts.session.start()
    loop, deadline = QEventLoop(), QDeadlineTimer(SETTLE_MS)

    def look() -> None:
        if deadline.hasExpired() or (parts.session.current_post is not None and parts.jobs.is_idle):
            loop.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(LOOK_AGAIN_MS)
    loop.exec()
    picture.parent.mkdir(parents=True, exist_ok=True)
    parts.window.grab().save(str(picture))
    parts.close()
