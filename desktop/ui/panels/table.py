"""The table of panels: what can be docked, on which side, and when it folds away.

A new panel is one row here; the window, the View menu and the tests follow from it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from desktop.ui.jobs import Jobs
from desktop.ui.panels.entities import EntitiesPanel
from desktop.ui.panels.library.panel import LibraryPanel
from desktop.ui.panels.posts import PostsPanel
from desktop.ui.panels.reader import ReaderPanel
from desktop.ui.session import Session
from desktop.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel of the window, from left to right.

    Attributes:
        title: As the reader calls it.
        make: Its class.
        width_px: As wide as it is at first; 0 takes what is left.
        least_px: Never narrower while it is docked.
        folds_below_px: In a narrower window it becomes a drawer; 0 never.
        actions: The ids of the actions in its context menu.
    """

    id: str
    title: str
    make: Callable[[Session, Jobs, Theme], QWidget]
    width_px: int
    least_px: int
    folds_below_px: int = 0
    actions: tuple[str, ...] = ()


NAME_ACTIONS: Final = (
    "open-name",
    "rename-name",
    "merge-name",
    "split-name",
    "set-person-name",
    "set-organisation-name",
    "set-place-name",
    "set-event-name",
    "ignore-post-name",
    "ignore-article-name",
    "never-name",
)
READER_ACTIONS: Final = (
    "highlight-words",
    "note-words",
    "copy-with-source",
    "split-post",
    "join-below",
    "join-above",
    "confirm-start",
    "retitle-post",
    "retime-post",
    "set-background",
    *NAME_ACTIONS,
)
PANELS: Final = (
    Panel(
        "library",
        "Library",
        LibraryPanel,
        232,
        168,
        folds_below_px=800,
        actions=(
            "rename-search",
            "remove-search",
            "show-changes",
            "fetch-links",
            "mark-all-read",
            "export-posts",
            "remove-article",
        ),
    ),
    Panel("posts", "Posts", PostsPanel, 340, 208, actions=("star-post", "mark-read", "mark-all-read", "export-posts")),
    Panel("reader", "Post", ReaderPanel, 0, 320, actions=READER_ACTIONS),
    Panel("entities", "People and places", EntitiesPanel, 264, 176, folds_below_px=640, actions=NAME_ACTIONS),
)
