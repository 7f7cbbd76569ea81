"""Exact names: what was found in articles and what the reader said of it, out of one library and into another.

Both come along: so an article need not be read again, and what the reader corrected can be taken back there as here.
"""

from collections.abc import Callable, Collection
from dataclasses import replace

from desktop.domain.changes import NOTHING_CHANGED, Changes
from desktop.domain.corrections import Correction
from desktop.domain.entities import Findings
from desktop.domain.exact import ExactArticle, Found
from desktop.domain.ids import ArticleId, EntityId, PostId
from desktop.domain.posts import Post
from desktop.library import correcting
from desktop.store.store import Store


def outgoing_found(store: Store, article_id: ArticleId, wanted: Collection[PostId]) -> Found | None:
    """What a machine found in some posts of an article; None if nobody has looked for anything yet."""
    found = store.found_in(article_id)
    return Found(article_id, _limited(found, lambda post_id: post_id in wanted)) if found.extractor else None


def outgoing_corrections(
    store: Store, whole: Collection[ArticleId], named: Collection[EntityId]
) -> tuple[Correction, ...]:
    """What the reader said of the names in what goes out, where that is not the whole library.

    Args:
        store: Open.
        whole: The articles that go out whole.
        named: Whom the posts name that go out.
    """
    return tuple(
        each
        for each in store.corrections()
        if any(anchor.id in named for anchor in each.anchors)
        or not store.articles_corrected_by(each.number).isdisjoint(whole)
    )


def take_over(store: Store, own: ArticleId, exact: ExactArticle) -> list[Changes]:
    """Take over what comes with an article, in the caller's transaction.

    What was found counts only for the very posts that it was found in, and only where nobody has looked yet.
    """
    return [correcting.take_over(store, exact.corrections), _take_found(store, own, exact)]


def _take_found(store: Store, own: ArticleId, exact: ExactArticle) -> Changes:
    if exact.found is None or own != exact.article.id or store.extractor_of(own):
        return NOTHING_CHANGED
    posts = {post.id: post for post in store.posts_of(own, with_removed=True)}
    if {each.id: each.paragraphs for each in posts.values()} != {each.id: each.paragraphs for each in exact.posts}:
        return NOTHING_CHANGED
    return correcting.save_found(store, own, _standing(exact.found.findings, posts), None)


def _limited(found: Findings, wants: Callable[[PostId], bool]) -> Findings:
    mentions = tuple(each for each in found.mentions if wants(each.post_id))
    named = {each.entity_id for each in mentions}
    entities = tuple(
        replace(each, roles=tuple(role for role in each.roles if wants(role.post_id)))
        for each in found.entities
        if each.id in named
    )
    quotes = tuple(each for each in found.quotes if wants(each.post_id))
    return replace(found, entities=entities, mentions=mentions, quotes=quotes)


def _standing(found: Findings, posts: dict[PostId, Post]) -> Findings:
    """Leave out what does not stand where it says: a file may have been changed by hand."""
    known = {each.id for each in found.entities}

    def stands(post_id: PostId, paragraph: int, start: int, end: int, text: str) -> bool:
        paragraphs = posts[post_id].paragraphs if post_id in posts else ()
        return 0 <= paragraph < len(paragraphs) and 0 <= start <= end and paragraphs[paragraph].text[start:end] == text

    mentions = tuple(
        each
        for each in found.mentions
        if each.entity_id in known and stands(each.post_id, each.paragraph, each.start, each.end, each.text)
    )
    quotes = tuple(
        each if each.entity_id in known else replace(each, entity_id=None)
        for each in found.quotes
        if stands(each.post_id, each.paragraph, each.start, each.end, each.text)
    )
    return _limited(replace(found, mentions=mentions, quotes=quotes), lambda post_id: post_id in posts)
