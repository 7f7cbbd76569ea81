"""Repair actions: what the reader can order where a page was cut wrongly.

Knows one block of the table of actions. Never does the work: each row names an order, or a question that the desk asks.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from desktop.domain.posts import PostKind
from desktop.ui import orders, repair_orders
from desktop.ui.action import Action, ActionGroup, Frame


def _set_kind(kind: PostKind, frame: Frame) -> None:
    repair_orders.set_kind(frame.session, kind)


REPAIR_ACTIONS: Final = ActionGroup(
    "Repair",
    (
        Action(
            "split-post",
            "Begin a new post at the cursor",
            ("B",),
            lambda f: f.session.request_split(),
            orders.may_mark,
        ),
        Action(
            "join-below",
            "Join with the post below it on the page",
            ("Shift+B",),
            lambda f: repair_orders.join(f.session),
            orders.may_mark,
        ),
        Action(
            "join-above",
            "Join with the post above it on the page",
            ("Ctrl+B",),
            lambda f: repair_orders.join(f.session, upwards=True),
            orders.may_mark,
        ),
        Action(
            "confirm-start",
            "It does begin here",
            ("C",),
            lambda f: repair_orders.confirm(f.session),
            repair_orders.can_confirm,
        ),
        Action(
            "go-to-next-doubt",
            "Next post whose start is unsure",
            ("D",),
            lambda f: repair_orders.go_to_doubt(f.session, 1),
            orders.has_posts,
        ),
        Action(
            "go-to-previous-doubt",
            "Previous post whose start is unsure",
            ("Shift+D",),
            lambda f: repair_orders.go_to_doubt(f.session, -1),
            orders.has_posts,
        ),
        Action("retitle-post", "Change its title…", ("T",), lambda f: f.desk.ask_title(), repair_orders.is_listed),
        Action("retime-post", "Change its time…", ("Shift+T",), lambda f: f.desk.ask_time(), repair_orders.is_listed),
        Action(
            "state-page-times",
            "Day and zone of its page…",
            ("Ctrl+Shift+T",),
            lambda f: f.desk.ask_page_times(),
            orders.may_restate,
        ),
        Action("set-kind-post", "It is a post", (), partial(_set_kind, PostKind.POST), orders.may_mark),
        Action("set-kind-summary", "It is key points", (), partial(_set_kind, PostKind.SUMMARY), orders.may_mark),
        Action("set-kind-teaser", "It is a story elsewhere", (), partial(_set_kind, PostKind.TEASER), orders.may_mark),
        Action("set-kind-notice", "It is a notice", (), partial(_set_kind, PostKind.NOTICE), orders.may_mark),
        Action(
            "set-background",
            "The paragraph is background, or is not",
            (),
            lambda f: f.session.request_background(),
            orders.may_mark,
        ),
        Action(
            "take-back-repairs",
            "Take back my repairs of it",
            (),
            lambda f: repair_orders.take_back(f.session),
            orders.may_mark,
        ),
        Action(
            "show-repairs", "My repairs of this page…", ("Shift+R",), lambda f: f.desk.show_repairs(), orders.has_post
        ),
    ),
)
