"""Name actions: what the reader can say of a name.

Knows one block of the table of actions. Never does the work: each row names an order, or a question that is asked.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from desktop.domain.entities import EntityKind
from desktop.ui import name_orders, orders
from desktop.ui.action import Action, ActionGroup, Frame


def _set_kind(kind: EntityKind, frame: Frame) -> None:
    name_orders.set_kind(frame.session, kind)


NAME_ACTIONS: Final = ActionGroup(
    "Names",
    (
        Action("open-name", "Its page", ("P",), lambda f: name_orders.open_page(f.session), name_orders.has_name),
        Action(
            "rename-name",
            "Show it by another name…",
            ("Ctrl+R",),
            lambda f: f.names.ask_name(),
            name_orders.may_correct,
        ),
        Action("merge-name", "It is the same as…", ("=",), lambda f: f.names.ask_same(), name_orders.may_correct),
        Action(
            "split-name",
            "It is more than one…",
            ("Ctrl+Shift+R",),
            lambda f: f.names.ask_split(),
            name_orders.may_correct,
        ),
        Action("set-person-name", "It is a person", (), partial(_set_kind, EntityKind.PERSON), name_orders.may_correct),
        Action(
            "set-organisation-name",
            "It is an organisation",
            (),
            partial(_set_kind, EntityKind.ORGANISATION),
            name_orders.may_correct,
        ),
        Action("set-place-name", "It is a place", (), partial(_set_kind, EntityKind.PLACE), name_orders.may_correct),
        Action("set-event-name", "It is an event", (), partial(_set_kind, EntityKind.EVENT), name_orders.may_correct),
        Action(
            "ignore-post-name",
            "Ignore in this post",
            (),
            lambda f: name_orders.ignore_in_post(f.session),
            name_orders.may_correct_here,
        ),
        Action(
            "ignore-article-name",
            "Ignore in this article",
            ("-",),
            lambda f: name_orders.ignore_in_article(f.session),
            name_orders.may_correct_here,
        ),
        Action(
            "never-name",
            "Never list it again",
            ("Shift+Del",),
            lambda f: name_orders.never_again(f.session),
            name_orders.may_correct,
        ),
        Action(
            "review-names",
            "Names that may be one",
            ("Ctrl+I",),
            lambda f: f.session.suggestions_wanted.emit(),
            orders.is_open,
        ),
        Action(
            "show-corrections",
            "What I said of names…",
            ("Ctrl+Shift+I",),
            lambda f: f.names.show_corrections(),
            orders.is_open,
        ),
        Action(
            "find-names",
            "Find the names that are still missing",
            (),
            lambda f: f.session.find_names(),
            orders.may_write,
        ),
    ),
)
