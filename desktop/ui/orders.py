"""Orders: what an action does to the posts the reader means, and whether it can be done now.

Knows how the selection, the current post and the list together say which posts are meant. Never stores anything itself:
every order ends in an edit that the session applies, and so can be undone.
"""

from collections.abc import Callable

from desktop.domain.changes import RemoveArticle, SetRead, SetStarred
from desktop.domain.ids import ArticleId, PostId
from desktop.domain.listings import PostRow
from desktop.ui.session import Session


def posts_meant(session: Session) -> tuple[PostId, ...]:
    """The selected posts, else the one in the reading pane."""
    if session.selected_posts:
        return session.selected_posts
    is_hidden = session.current_post is None or session.has_empty_list
    return () if is_hidden or session.current_post is None else (session.current_post,)


def article_meant(session: Session) -> ArticleId | None:
    """The page of the post in the reading pane, else the one whose posts are listed."""
    row = session.current_row
    return row.article_id if row is not None else session.filter.article_id


def may_restate(session: Session) -> bool:
    """Whether there is a page on show of which a day and zone could be stated."""
    return session.is_writable and article_meant(session) is not None


def toggle_star(session: Session) -> None:
    """Star the posts meant; if all have a star, take it away."""
    meant = frozenset(posts_meant(session))
    session.apply(SetStarred(meant, not _all(session, meant, lambda row: row.is_starred)))


def toggle_read(session: Session) -> None:
    """Mark the posts meant as read; if all are, as unread."""
    meant = frozenset(posts_meant(session))
    session.apply(SetRead(meant, not _all(session, meant, lambda row: row.is_read)))


def mark_all_read(session: Session) -> None:
    """Mark every post of the list as read."""
    session.apply(SetRead(frozenset(session.listing.ids), True))


def remove_article(session: Session) -> None:
    """Take the article on show out of the library; undo brings it back."""
    article_id = session.filter.article_id
    if article_id is not None:
        session.apply(RemoveArticle(article_id))


def fetch_links(session: Session) -> None:
    """Fetch the text of the link on show, else of all links."""
    article_id = session.filter.article_id
    session.imports.fetch_links([article_id] if article_id in session.imports.links and article_id else None)


def can_fetch_links(session: Session) -> bool:
    """Whether there are links whose text could be fetched."""
    return session.is_writable and bool(session.imports.links)


def can_resume_import(session: Session) -> bool:
    """Whether an import was stopped or cut off."""
    return session.is_writable and bool(session.imports.unfinished)


def can_retry_import(session: Session) -> bool:
    """Whether something of the last import failed."""
    return session.is_writable and session.imports.has_failures


def can_use_shorter(session: Session) -> bool:
    """Whether the last import left out a text for being shorter."""
    return session.is_writable and session.imports.has_shorter


def may_keep(session: Session) -> bool:
    """Whether there is a search on show that could be kept."""
    return session.is_writable and session.is_narrowed and session.kept_search is None


def has_kept(session: Session) -> bool:
    """Whether the search on show is kept under a name."""
    return session.is_writable and session.kept_search is not None


def is_open(session: Session) -> bool:
    """Whether the library is open."""
    return session.library is not None


def shows_one_article(session: Session) -> bool:
    """Whether one article is on show."""
    return session.filter.article_id is not None


def may_write(session: Session) -> bool:
    """Whether the library can be changed."""
    return session.is_writable


def has_posts(session: Session) -> bool:
    """Whether the list shows anything."""
    return bool(session.listing.ids)


def has_post(session: Session) -> bool:
    """Whether a post is on show."""
    return session.current_post is not None


def may_mark(session: Session) -> bool:
    """Whether there is a post on show that could be marked."""
    return session.is_writable and session.current_post is not None


def may_mark_list(session: Session) -> bool:
    """Whether the posts of the list could be marked as read."""
    return session.is_writable and has_posts(session) and not session.is_listing


def can_remove_article(session: Session) -> bool:
    """Whether one article is on show, and may be removed."""
    return session.is_writable and session.filter.article_id is not None


def can_undo(session: Session) -> bool:
    """Whether an edit can be taken back."""
    return session.can_undo


def can_redo(session: Session) -> bool:
    """Whether an edit can be done again."""
    return session.can_redo


def can_go_back(session: Session) -> bool:
    """Whether there is a view to go back to."""
    return session.can_go_back


def can_go_forward(session: Session) -> bool:
    """Whether there is a view to go forward to."""
    return session.can_go_forward


def _all(session: Session, meant: frozenset[PostId], has: Callable[[PostRow], bool]) -> bool:
    """Whether all of these posts have something; of one that was not looked at yet that is not known."""
    rows = [session.row_of(post_id) for post_id in meant]
    return bool(rows) and all(row is not None and has(row) for row in rows)
