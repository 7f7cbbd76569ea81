"""What is stored comes back equal."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import strategies
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.ids import ArticleId, PostId
from desktop.domain.posts import ArticleDiff
from desktop.store.edits_json import edit_from_json, edit_to_json
from desktop.store.store import DATABASE_NAME, Store

ARTICLE = ArticleId("article")
quick = settings(max_examples=25, deadline=None)


@cache
def an_empty_database() -> bytes:
    """A new library's database: copying one is quicker than making one for each example."""
    with TemporaryDirectory() as folder:
        Store.open(Path(folder)).close()
        return (Path(folder) / DATABASE_NAME).read_bytes()


@contextmanager
def a_library() -> Iterator[Store]:
    with TemporaryDirectory() as folder:
        (Path(folder) / DATABASE_NAME).write_bytes(an_empty_database())
        store = Store.open(Path(folder))
        try:
            yield store
        finally:
            store.close()


def first(posts):
    return ArticleDiff(posts, added=frozenset(post.id for post in posts))


@quick
@given(strategies.articles(), strategies.post_lists(), st.lists(strategies.blocks, max_size=3).map(tuple))
def test_a_stored_article_is_equal_for_any_article(article, posts, furniture):
    with a_library() as store:
        store.save_version(article, first(posts), furniture)
        assert store.article(ARTICLE) == replace(article, post_count=len(posts))
        assert store.posts_of(ARTICLE) == posts
        assert tuple(store.all_posts()) == posts
        assert store.posts([post.id for post in reversed(posts)]) == posts[::-1]
        assert store.furniture(ARTICLE) == furniture


@quick
@given(strategies.articles(), strategies.post_lists(), strategies.post_lists())
def test_the_newest_version_is_on_the_page_for_any_two_versions(article, earlier, later):
    with a_library() as store:
        store.save_version(article, first(earlier), ())
        both = {post.id for post in earlier} & {post.id for post in later}
        newer = tuple(replace(post, revision=9) if post.id in both else post for post in later)
        store.save_version(replace(article, version=2), ArticleDiff(newer, changed=frozenset(both)), ())
        assert store.posts_of(ARTICLE) == newer
        assert {post.id for post in store.posts_of(ARTICLE, with_removed=True)} == {
            post.id for post in (*earlier, *later)
        }


@quick
@given(st.data(), strategies.articles(), strategies.post_lists())
def test_a_stored_annotation_is_equal_for_any_annotation(data, article, posts):
    with a_library() as store:
        store.save_version(article, first(posts), ())
        for post in posts:
            annotation = data.draw(strategies.annotations(post.id))
            store.put_annotation(annotation)
            assert store.annotation(annotation.id) == annotation
            assert annotation in store.annotations()


@quick
@given(st.data(), strategies.articles(), strategies.post_lists(most=3))
def test_stored_findings_are_equal_for_any_findings(data, article, posts):
    with a_library() as store:
        store.save_version(article, first(posts), ())
        found = data.draw(strategies.findings(tuple(post.id for post in posts) or (PostId("nowhere"),)))
        store.save_findings(ARTICLE, found)
        known = {post.id for post in posts}
        expected = {
            replace(entity, roles=tuple(role for role in entity.roles if role.post_id in known))
            for entity in found.entities
        }
        assert set(store.entities(ARTICLE)) == expected
        assert set(store.mentions()) == {mention for mention in found.mentions if mention.post_id in known}


@given(strategies.edits)
def test_reading_an_edit_undoes_writing_it_for_any_edit(edit):
    assert edit_from_json(edit_to_json(edit)) == edit


@given(strategies.edits, strategies.edits)
def test_equal_edits_and_only_they_are_written_alike(one, other):
    assert (edit_to_json(one) == edit_to_json(other)) == (one == other)
