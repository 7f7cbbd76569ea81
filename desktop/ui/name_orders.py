"""Name orders: what an action says of the chosen name, and whether it can be said now.

Knows in which article and post the reader is. Never stores anything itself: every order ends in a correction that the
session applies, and so can be undone.
"""

from desktop.domain.corrections import ChangeEntityKind, IgnoreEntityHere, NeverAgain
from desktop.domain.entities import EntityKind
from desktop.domain.ids import ArticleId
from desktop.ui.session import Session


def open_page(session: Session) -> None:
    """Open the page of the chosen name; if it is open, show the post again."""
    name = session.chosen_name
    if session.open_page is not None and (name is None or session.open_page == name.id):
        session.close_page()
    elif name is not None:
        session.show_page(name.id)


def set_kind(session: Session, kind: EntityKind) -> None:
    """Say what sort of thing the chosen name stands for."""
    name = session.chosen_name
    if name is not None:
        session.correct(ChangeEntityKind(name.id, kind), f"“{name.name}” is now listed as {_a(kind)}.")


def ignore_in_post(session: Session) -> None:
    """Leave the chosen name out of the post that is read."""
    name, article_id, post_id = session.chosen_name, article_meant(session), session.current_post
    if name is not None and article_id is not None and post_id is not None:
        session.correct(IgnoreEntityHere(name.id, article_id, post_id), f"“{name.name}” is ignored in this post.")


def ignore_in_article(session: Session) -> None:
    """Leave the chosen name out of the article that is read."""
    name, article_id = session.chosen_name, article_meant(session)
    if name is not None and article_id is not None:
        session.correct(IgnoreEntityHere(name.id, article_id), f"“{name.name}” is ignored in this article.")


def never_again(session: Session) -> None:
    """Say that the chosen name names nothing, here and in every article to come."""
    name = session.chosen_name
    if name is not None:
        session.correct(NeverAgain(name.id), f"“{name.name}” is never listed again.")


def article_meant(session: Session) -> ArticleId | None:
    """Return the article of the post that is read, else the one on show."""
    row = session.current_row
    return row.article_id if row is not None else session.filter.article_id


def has_name(session: Session) -> bool:
    """Whether a name is chosen."""
    return session.chosen_name is not None or session.open_page is not None


def may_correct(session: Session) -> bool:
    """Whether a name is chosen of which the reader may say something."""
    return session.is_writable and session.chosen_name is not None


def may_correct_here(session: Session) -> bool:
    """Whether a name is chosen, and an article is on show in which it could be ignored."""
    return may_correct(session) and article_meant(session) is not None


def _a(kind: EntityKind) -> str:
    words = {EntityKind.OTHER: "something else"}
    return words.get(kind, f"{'an' if kind.value[0] in 'aeiou' else 'a'} {kind.value}")
