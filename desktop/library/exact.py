"""Exact articles: taking over what our own export holds, so that the library it came from and this one are alike.

Into a library that lacks the article everything comes as it was: versions, histories, reading, marks, other ids. To an
article that is here already only what it lacks is added: what the reader did here since is newer than the file. How the
cut and the names are merged stands in `exact_cuts` and `exact_names`.
"""

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.annotations import Annotation
from desktop.domain.changes import Changes, Kind, RemoveAnnotation
from desktop.domain.exact import ExactArticle, PostHistory
from desktop.domain.ids import ArticleId
from desktop.domain.posts import Article, ArticleDiff, Post
from desktop.domain.searches import KeepSearch
from desktop.library import changes_joined, editing, exact_cuts
from desktop.store.store import Store
from desktop.timeline.versions import anchoring


def comes_whole(exact: ExactArticle | None, earlier: Article | None) -> bool:
    """Whether the library has nothing of the article's text yet, so that it can be taken over as it was."""
    return exact is not None and (earlier is None or not earlier.post_count)


def whole_diff(posts: Sequence[Post]) -> ArticleDiff:
    """Everything is new, and every post keeps its id, its place and its revision."""
    return ArticleDiff(tuple(posts), added=frozenset(post.id for post in posts))


def as_it_was(exact: ExactArticle, own: ArticleId) -> Article:
    """The article as the other library had it, under the id by which this one knows it."""
    return replace(exact.article, id=own)


def keep_around(store: Store, article: Article, exact: ExactArticle, diff: ArticleDiff, came_in: str) -> None:
    """Keep what stands around the posts that a new version brought, inside its transaction.

    Args:
        store: Opened for writing; the version is stored.
        article: As of that version.
        exact: What the file holds.
        diff: What the version brought.
        came_in: The digest of the file.
    """
    is_whole = article.version == exact.article.version and diff.added == frozenset(post.id for post in diff.posts)
    store.note_export(article.id, article.version, came_in)
    if is_whole:
        store.put_earlier_versions([replace(each, id=article.id) for each in exact.versions], came_in)
    known = (*exact.histories, *(each.history for each in exact.joined))
    new = [each for each in known if each.post_id in diff.added]
    histories = new if is_whole else [_arriving(each, article.version) for each in new]
    store.put_histories(article.id, article.version, histories)
    store.set_read([each.post_id for each in new if each.is_read], True)
    store.set_starred([each.post_id for each in new if each.is_starred], True)
    if is_whole:
        exact_cuts.keep(store, article.id, exact)


def _arriving(history: PostHistory, version: int) -> PostHistory:
    """The history of a post that comes to an article whose versions are others than in the file."""
    gone_in = None if history.gone_in is None else version
    return replace(history, added_in=version, changed_in=None, gone_in=gone_in, wordings=())


def keep_names_and_marks(store: Store, own: ArticleId, exact: ExactArticle) -> bool:
    """Keep other ids of an article and marks that still wait for its words; whether any mark was new."""
    for alias in exact.aliases:
        if alias.id != own and store.known_as(alias.id) == alias.id and store.article(alias.id) is None:
            store.add_alias(alias.id, own)
    return bool(store.put_kept_marks(own, exact.kept))


def take_searches(store: Store, exact: ExactArticle) -> Changes:
    """Keep the searches that are not kept here yet; one that has another name here goes on having it."""
    new = [each for each in exact.searches if store.saved_search(each.id) is None]
    return changes_joined.join([editing.edit_search(store, KeepSearch(each)) for each in new])


def put_marks(store: Store, own: ArticleId, exact: ExactArticle) -> list[Changes]:
    """Add the reader's marks that are not here yet: as they were where the words are, else on their words."""
    exported = {post.id: post.text for post in exact.posts}
    here = store.posts_of(own, with_removed=True)
    texts = {post.id: post.text for post in here}
    put = []
    for annotation in exact.annotations:
        is_same = texts.get(annotation.post_id) == exported.get(annotation.post_id)
        placed = annotation if is_same else anchoring.anchor_among(annotation, (), here)
        if placed.post_id in texts:
            put.append(_put(store, placed, is_same=is_same))
    return put


def _put(store: Store, annotation: Annotation, *, is_same: bool) -> Changes:
    if store.annotation(annotation.id) is not None or not store.listed({annotation.post_id}):
        return Changes()
    if not is_same:
        return editing.add_annotation(store, annotation)
    store.put_annotation(annotation)
    return Changes(
        added={Kind.ANNOTATION: frozenset({annotation.id})},
        changed={Kind.POST: frozenset({annotation.post_id})},
        undo=RemoveAnnotation(annotation.id),
    )
