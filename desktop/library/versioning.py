"""Versions: how a page that is imported again follows what the library has of it."""

from dataclasses import replace

from desktop.domain.changes import NOTHING_CHANGED, Changes, Kind
from desktop.domain.ids import ArticleId
from desktop.domain.posts import ArticleDiff, Post
from desktop.store.store import Store
from desktop.timeline import anchoring, following


def compare(store: Store, article_id: ArticleId, posts: tuple[Post, ...]) -> ArticleDiff:
    """Compare the posts of a new version with those the library has, gone ones included.

    Returns:
        The difference. A post that had gone and comes back has kept its id and counts as added; one that stays away
        does not count as removed a second time.
    """
    known = store.posts_of(article_id, with_removed=True)
    gone = frozenset(post.id for post in known) - frozenset(post.id for post in store.posts_of(article_id))
    diff = following.follow(known, posts)
    back = gone & (diff.changed | diff.unchanged)
    return replace(
        diff,
        added=diff.added | back,
        changed=diff.changed - back,
        unchanged=diff.unchanged - back,
        removed=diff.removed - gone,
    )


def is_news(diff: ArticleDiff) -> bool:
    """Whether a new version says anything that the one before did not."""
    return bool(diff.added or diff.changed or diff.removed)


def anchor_again(store: Store, earlier: tuple[Post, ...], diff: ArticleDiff) -> Changes:
    """Find the places of the marks on posts whose words changed or that the new version no longer shows.

    Args:
        store: Holds the new version already; the caller's transaction goes on.
        earlier: The posts of the version before.
        diff: What is new.
    """
    moved = set()
    for annotation in store.annotations(post_ids=tuple(diff.changed | diff.removed)):
        anchored = anchoring.anchor_among(annotation, earlier, diff.posts)
        if annotation.post_id in diff.removed and anchored.post_id == annotation.post_id:
            continue  # the post is kept as it was, and the mark stands on its words
        if anchored != annotation:
            store.put_annotation(anchored)
            moved.add(annotation.id)
    return Changes(changed={Kind.ANNOTATION: frozenset(moved)}) if moved else NOTHING_CHANGED
