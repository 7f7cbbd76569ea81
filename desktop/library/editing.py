"""Carrying out the reader's edits.

Each function does one kind of edit and returns what changed with the inverse edit. A post or a mark that has gone in
the meantime, or whose article was removed, is passed over.
"""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from desktop.domain.annotations import Annotation, Colour
from desktop.domain.changes import (
    NOTHING_CHANGED,
    AddAnnotation,
    ChangeAnnotation,
    Changes,
    Edit,
    EditGroup,
    Kind,
    RemoveAnnotation,
    RemoveArticle,
    RestoreArticle,
    SetRead,
    SetStarred,
)
from desktop.domain.corrections import NameEdit
from desktop.domain.ids import AnnotationId, ArticleId, digest
from desktop.domain.posts import Post
from desktop.domain.repairs import Repairing
from desktop.domain.searches import KeepSearch, RemoveSearch, SearchEdit
from desktop.library import changes_joined, correcting, repairing
from desktop.store.store import Store
from desktop.timeline.versions import anchoring

PlainEdit = AddAnnotation | ChangeAnnotation | RemoveAnnotation | SetRead | SetStarred | RemoveArticle | RestoreArticle


def apply(store: Store, edit: Edit, now: datetime) -> Changes:
    """Carry out one edit, in one transaction with its line in the journal.

    Args:
        store: Opened for writing.
        edit: What to do.
        now: When the reader did it.

    Returns:
        The changes, with the edit that takes them back; `NOTHING_CHANGED` if there was nothing to do.
    """
    with store.transaction():
        changes = _carry_out(store, edit, now)
        if changes:
            store.record_edit(edit, changes.undo, now)
    return changes


def _carry_out(store: Store, edit: Edit, now: datetime) -> Changes:
    if isinstance(edit, NameEdit):
        return correcting.apply(store, edit, now)
    if isinstance(edit, Repairing):
        return repairing.apply(store, edit, now)
    if isinstance(edit, SearchEdit):
        return edit_search(store, edit)
    if isinstance(edit, EditGroup):
        return changes_joined.join([_carry_out(store, part, now) for part in edit.edits])
    return _carry_out_plain(store, edit)


def _carry_out_plain(store: Store, edit: PlainEdit) -> Changes:
    match edit:
        case AddAnnotation():
            return add_annotation(store, edit.annotation)
        case ChangeAnnotation():
            return _change_annotation(store, edit)
        case RemoveAnnotation():
            return _remove_annotation(store, edit)
        case SetRead():
            changed = store.set_read(store.listed(edit.posts), edit.is_read)
            return _posts_changed(changed, SetRead(changed, not edit.is_read))
        case SetStarred():
            changed = store.set_starred(store.listed(edit.posts), edit.is_starred)
            return _posts_changed(changed, SetStarred(changed, not edit.is_starred))
        case RemoveArticle():
            return _remove_article(store, edit.article_id)
        case RestoreArticle():
            return restore_article(store, edit.article_id)
        case _:
            assert_never(edit)


def new_annotation(
    post: Post, start: int, end: int, note: str, tags: tuple[str, ...], colour: Colour, now: datetime
) -> Annotation:
    """Make a mark on a post's words, as a value; see `Library.new_annotation`."""
    quote, prefix, suffix = anchoring.make_anchor(post.text, start, end)
    return Annotation(
        id=AnnotationId(digest("annotation", post.id, str(start), str(end), now.isoformat())),
        post_id=post.id,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        start=start,
        end=end,
        note=note,
        tags=tags,
        colour=colour,
        created=now,
        modified=now,
    )


def add_annotation(store: Store, annotation: Annotation) -> Changes:
    """Add a mark, unless there is one of its id or its post is not there.

    Its words may have moved since it was made: a mark that was taken away comes back after the page was imported again.
    """
    posts = store.posts(tuple(store.listed({annotation.post_id})))
    if not posts or store.annotation(annotation.id) is not None:
        return NOTHING_CHANGED
    store.put_annotation(_on_its_words(annotation, posts[0]))
    return Changes(
        added={Kind.ANNOTATION: frozenset({annotation.id})},
        changed={Kind.POST: frozenset({annotation.post_id})},
        undo=RemoveAnnotation(annotation.id),
    )


def _on_its_words(annotation: Annotation, post: Post) -> Annotation:
    if post.text[annotation.start : annotation.end] == annotation.quote:
        return annotation
    return anchoring.anchor(annotation, post.text)


def _change_annotation(store: Store, edit: ChangeAnnotation) -> Changes:
    """Take over note, tags and colour. Where the mark stands is not the edit's to say: an import may have moved it."""
    wanted = edit.annotation
    before = _listed_annotation(store, wanted.id)
    if before is None:
        return NOTHING_CHANGED
    annotation = replace(before, note=wanted.note, tags=wanted.tags, colour=wanted.colour, modified=wanted.modified)
    if before == annotation:
        return NOTHING_CHANGED
    store.put_annotation(annotation)
    return Changes(
        changed={Kind.ANNOTATION: frozenset({annotation.id}), Kind.POST: frozenset({annotation.post_id})},
        undo=ChangeAnnotation(before),
    )


def _remove_annotation(store: Store, edit: RemoveAnnotation) -> Changes:
    before = _listed_annotation(store, edit.annotation_id)
    if before is None:
        return NOTHING_CHANGED
    store.remove_annotation(before.id)
    return Changes(
        removed={Kind.ANNOTATION: frozenset({before.id})},
        changed={Kind.POST: frozenset({before.post_id})},
        undo=AddAnnotation(before),
    )


def _listed_annotation(store: Store, annotation_id: AnnotationId) -> Annotation | None:
    found = store.annotation(annotation_id)
    return found if found is not None and store.listed({found.post_id}) else None


def _posts_changed(posts: frozenset[str], undo: Edit) -> Changes:
    return Changes(changed={Kind.POST: posts}, undo=undo) if posts else NOTHING_CHANGED


def _remove_article(store: Store, article_id: ArticleId) -> Changes:
    if not store.set_removed(article_id, True):
        return NOTHING_CHANGED
    return Changes(removed={Kind.ARTICLE: frozenset({article_id})}, undo=RestoreArticle(article_id))


def restore_article(store: Store, article_id: ArticleId) -> Changes:
    """Bring a removed article back; one that was never removed is left as it is."""
    if not store.set_removed(article_id, False):
        return NOTHING_CHANGED
    return Changes(added={Kind.ARTICLE: frozenset({article_id})}, undo=RemoveArticle(article_id))


def edit_search(store: Store, edit: SearchEdit) -> Changes:
    """Keep a search, or keep it no longer, in the caller's transaction."""
    search_id = edit.search.id if isinstance(edit, KeepSearch) else edit.search_id
    before, after = store.saved_search(search_id), edit.search if isinstance(edit, KeepSearch) else None
    if before == after:
        return NOTHING_CHANGED
    if after is not None:
        store.put_search(after)
    else:
        store.remove_search(search_id)
    touched = {Kind.SEARCH: frozenset[str]({search_id})}
    if before is None:
        return Changes(added=touched, undo=RemoveSearch(search_id))
    undo = KeepSearch(before)
    return Changes(changed=touched, undo=undo) if after is not None else Changes(removed=touched, undo=undo)
