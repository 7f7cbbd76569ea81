"""Repair orders: what an action does to the cut of a page, and whether it can be done now.

Knows which posts are meant, and where the next unsure start is. Never stores anything itself: every order ends in an
edit that the session applies, and so can be undone.
"""

from functools import partial

from desktop.domain.ids import PostId
from desktop.domain.posts import PostKind
from desktop.domain.repairs import ConfirmCut, JoinPosts, SetKind, TakeBackRepairs
from desktop.ui.messages import Message, MessageKind
from desktop.ui.orders import posts_meant
from desktop.ui.session import Session

NO_FURTHER_DOUBT = "No further post of this list has an unsure start."


def join(session: Session, *, upwards: bool = False) -> None:
    """Join the post on show with the one below it on its page, or above it."""
    if session.current_post is not None:
        session.apply(JoinPosts(session.current_post, upwards))


def confirm(session: Session) -> None:
    """Say that the post on show does begin where it was cut."""
    if session.current_post is not None:
        session.apply(ConfirmCut(session.current_post))


def go_to_doubt(session: Session, by: int) -> None:
    """Show the next post (1) of the list whose start is unsure, or the one before (-1)."""
    if session.listing.has_rows:
        _go_to_next_of(session, by, frozenset(row.id for row in session.listing.rows if row.is_doubtful))
    else:
        session.find_doubtful(partial(_go_to_next_of, session, by))


def _go_to_next_of(session: Session, by: int, doubtful: frozenset[PostId]) -> None:
    ids = [post_id for post_id in session.listing.ids if post_id in doubtful or post_id == session.current_post]
    ids = ids if by > 0 else ids[::-1]
    after = ids.index(session.current_post) + 1 if session.current_post in ids else 0
    if after < len(ids):
        session.select_posts((ids[after],))
        session.show_post(ids[after])
    else:
        session.tell(Message(MessageKind.NEWS, NO_FURTHER_DOUBT))


def set_kind(session: Session, kind: PostKind) -> None:
    """Say what part the posts meant play on their page."""
    session.apply(SetKind(frozenset(posts_meant(session)), kind))


def take_back(session: Session) -> None:
    """Let the posts meant be as their page has them."""
    session.apply(TakeBackRepairs(frozenset(posts_meant(session))))


def can_confirm(session: Session) -> bool:
    """Whether the start of the post on show is unsure."""
    row = session.current_row
    return session.is_writable and row is not None and row.is_doubtful


def is_listed(session: Session) -> bool:
    """Whether the post on show is in the list, and may be changed."""
    return session.is_writable and session.current_row is not None
