"""Excerpts: the line of a post that shows why a search found it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.domain.posts import Post
from desktop.domain.searching import Excerpt
from desktop.search import marking
from desktop.store.store import Store


def excerpt(store: Store, post: Post, words: Sequence[str]) -> Excerpt:
    """Return the line of a post that shows most of what matches; see `Library.excerpt`."""
    first = marking.excerpt(post.text, words)
    if first.hits or not words:
        return first
    for part, text in _elsewhere(store, post):
        found = marking.excerpt(text, words)
        if found.hits:
            return replace(found, part=part)
    return first


def _elsewhere(store: Store, post: Post) -> Iterator[tuple[str, str]]:
    """Yield the other texts of a post in which a search looks."""
    for figure in post.figures:
        yield from (("caption", text) for text in (figure.caption, figure.credit) if text)
    yield from (("note", mark.note) for mark in store.annotations(post_ids=[post.id]) if mark.note)
    if post.title:
        yield "title", post.title
    yield from (("byline", name) for name in post.byline)
