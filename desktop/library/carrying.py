"""Carrying over what another reader knew of an article: its marks, and whether it was read or a favourite.

A mark is taken over once. What the reader does with it here afterwards stays, however often the export is imported
again.
"""

from collections.abc import Sequence
from datetime import datetime

from desktop.domain.annotations import AnchorState, Annotation, Colour
from desktop.domain.changes import (
    NOTHING_CHANGED,
    Changes,
    Edit,
    EditGroup,
    Kind,
    RemoveAnnotation,
    SetRead,
    SetStarred,
)
from desktop.domain.documents import CarriedMark
from desktop.domain.ids import AnnotationId, ArticleId, PostId, digest
from desktop.domain.posts import Article, Post, PostKind
from desktop.library import changes_joined
from desktop.store.store import PendingMark, Store
from desktop.timeline.versions import quoting
from desktop.timeline.versions.anchoring import make_anchor

COLOURS = {
    **{colour.value: colour for colour in Colour},
    "orange": Colour.YELLOW,
    "red": Colour.PINK,
    "rose": Colour.PINK,
    "violet": Colour.PURPLE,
}


def mark_id(article_id: ArticleId, mark: CarriedMark) -> AnnotationId:
    """The id of the annotation that a mark becomes: the same at each import of it, also after its note was edited."""
    told_apart_by = mark.quote or mark.note
    return AnnotationId(digest("carried-mark", article_id, told_apart_by, mark.prefix, mark.suffix))


def keep_marks(store: Store, article_id: ArticleId, marks: Sequence[CarriedMark]) -> bool:
    """Keep marks that came along with an article; whether any was new."""
    named = [(mark_id(article_id, mark), mark) for mark in marks if mark.quote.strip() or mark.note.strip()]
    return bool(named and store.keep_carried(article_id, named))


def place_marks(store: Store, article_id: ArticleId, now: datetime) -> Changes:
    """Put the waiting marks of an article on their words; without text they go on waiting.

    A mark whose words cannot be found goes to the likeliest post and asks for review.
    """
    waiting = store.pending_marks(article_id)
    posts = _text_first(store.posts_of(article_id)) if waiting else ()
    if not posts:
        return NOTHING_CHANGED
    placed = [annotation for each in waiting if (annotation := _annotation(each, posts, now)) is not None]
    new = [annotation for annotation in placed if store.put_annotation(annotation)]
    store.set_placed([annotation.id for annotation in placed])
    if not new:
        return NOTHING_CHANGED
    return Changes(
        added={Kind.ANNOTATION: frozenset(annotation.id for annotation in new)},
        changed={Kind.POST: frozenset(annotation.post_id for annotation in new)},
        undo=EditGroup(tuple(RemoveAnnotation(annotation.id) for annotation in new)),
    )


def _text_first(posts: Sequence[Post]) -> tuple[Post, ...]:
    """Posts in page order, the page's own summaries and notices last: what is found in both was read in the post."""
    return tuple(sorted(posts, key=lambda post: post.kind is not PostKind.POST))


def _annotation(waiting: PendingMark, posts: Sequence[Post], now: datetime) -> Annotation | None:
    mark = waiting.mark
    place = quoting.find_quote(mark.quote, mark.prefix, mark.suffix, posts)
    if place is None:
        return None
    quote, prefix, suffix = make_anchor(place.post.text, place.start, place.end)
    if not place.is_sure or place.start == place.end:
        quote, prefix, suffix = mark.quote, mark.prefix, mark.suffix
    return Annotation(
        id=waiting.id,
        post_id=place.post.id,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        start=place.start,
        end=place.end,
        note=mark.note,
        tags=mark.tags,
        colour=COLOURS.get((mark.colour or "").strip().lower(), Colour.YELLOW),
        created=mark.created or now,
        modified=mark.created or now,
        state=AnchorState.ANCHORED if place.is_sure else AnchorState.NEEDS_REVIEW,
    )


def take_states(store: Store, article: Article, earlier: Article | None) -> Changes:
    """Mark posts as read and star the first one as another reader had it, once: when that or the text is new here."""
    before = earlier if earlier is not None and earlier.post_count else None
    posts = store.posts_of(article.id)
    parts = []
    if article.is_read and not (before and before.is_read):
        read = store.set_read([post.id for post in posts], True)
        parts.append(_states_changed(read, SetRead(read, False)))
    if article.is_starred and not (before and before.is_starred):
        starred = store.set_starred([post.id for post in _text_first(posts)[:1]], True)
        parts.append(_states_changed(starred, SetStarred(starred, False)))
    return changes_joined.join(parts)


def _states_changed(posts: frozenset[PostId], undo: Edit) -> Changes:
    return Changes(changed={Kind.POST: frozenset(posts)}, undo=undo) if posts else NOTHING_CHANGED
