"""Action: one thing that the reader can order, with its words, its key and what it calls.

Knows what a row of the table of actions says. Never does the work, and never says which actions there are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.ui.body import Body
from desktop.ui.desk import Desk
from desktop.ui.name_desk import NameDesk
from desktop.ui.search_bar import SearchBar
from desktop.ui.session import Session


@dataclass(frozen=True, slots=True)
class Frame:
    """What an action may order about: the session, and the parts of one window."""

    session: Session
    desk: Desk
    names: NameDesk
    body: Body
    search: SearchBar
    window: QWidget


Call = Callable[[Frame], None]


def always(_: Session) -> bool:
    """For actions that are never off."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that the reader can order.

    Attributes:
        id: Verb and noun.
        text: As the menu says it; three dots if a question follows.
        keys: Its shortcuts, the first of which the menu shows.
        call: What it does.
        is_enabled: Whether it can be ordered now.
        is_checked: Whether what it toggles is on; None if it toggles nothing.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    call: Call
    is_enabled: Callable[[Session], bool] = always
    is_checked: Callable[[Frame], bool] | None = None


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """Actions that stand together: one menu, one block of the sheet of shortcuts."""

    title: str
    actions: tuple[Action, ...]
