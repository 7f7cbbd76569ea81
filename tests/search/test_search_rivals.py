"""The index agrees with Whoosh's own matchers and with FTS5, over many segments, deletions and merges.

With SEARCH_EXAMPLES=400 in the environment it asks some thousands of queries of each; that takes minutes.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from search_corpora import a_post, built, phrases, posts, prefixes, words
from search_rival_oracles import FullTextTable, found_by_whoosh

from desktop.domain.listings import Order
from desktop.search.documents import IndexedPost
from desktop.search.index import SearchIndex
from desktop.search.parsing import parse

EXAMPLES = int(os.environ.get("SEARCH_EXAMPLES", "12"))
QUERIES = 20  # each is asked of one example's index
few = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

labels = st.sampled_from(["tag:storm", "tag:sev*", "article:b2", "has:note", "has:quote", "kind:summary", "source:bbc"])
leaves = st.one_of(words, phrases, prefixes, labels).flatmap(
    lambda leaf: st.sampled_from([leaf, leaf, f"-{leaf}"] if ":" in leaf else [leaf, f"title:{leaf}", f"-{leaf}"])
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(" OR ".join),
        inner.map(lambda query: f"NOT ({query})"),
        inner.map(lambda query: f"({query})"),
    ),
    max_leaves=5,
)

plain_words = st.sampled_from(["storm", "talks", "talk", "be", "to", "ceasefire", "Vučić", "fire"])
plain_texts = st.lists(plain_words, max_size=9).map(" ".join)


@st.composite
def a_plain_query(draw: st.DrawFn, depth: int = 3) -> tuple[str, str]:
    """A query in our language and the same in FTS5's."""
    kind = draw(st.sampled_from(["phrase", "prefix", "title", *(["and", "or", "not"] if depth else [])]))
    if kind in ("phrase", "title"):
        phrase = f'"{" ".join(draw(st.lists(plain_words, min_size=1, max_size=3)))}"'
        return (phrase, phrase) if kind == "phrase" else (f"title:{phrase}", f"title: {phrase}")
    if kind == "prefix":
        begun = draw(plain_words)[: draw(st.integers(1, 4))]
        return f"{begun}*", f'"{begun}" *'
    (ours, theirs), (our_other, their_other) = draw(a_plain_query(depth - 1)), draw(a_plain_query(depth - 1))
    match kind:
        case "and":
            return f"({ours}) ({our_other})", f"({theirs}) AND ({their_other})"
        case "or":
            return f"({ours}) OR ({our_other})", f"({theirs}) OR ({their_other})"
    return f"({ours}) NOT ({our_other})", f"({theirs}) NOT ({their_other})"


def changed(index: SearchIndex, corpus: list[IndexedPost], data: st.DataObject, put: Callable) -> list[IndexedPost]:
    """Change an index in several commits, perhaps tidy it, and return what it holds then."""
    kept = {post.id: post for post in corpus}
    for sequence in range(2, 2 + data.draw(st.integers(0, 12))):
        puts = [data.draw(put(number)) for number in data.draw(st.lists(st.integers(0, 30), unique=True, max_size=4))]
        removals = [f"p{number}" for number in data.draw(st.lists(st.integers(0, 30), max_size=3))]
        index.apply(puts, removals, sequence)
        kept = {key: post for key, post in kept.items() if key not in removals} | {post.id: post for post in puts}
        if data.draw(st.integers(0, 5)) == 0:
            index.tidy(lambda: False)
    return list(kept.values())


def ids(index: SearchIndex, query: str) -> set[str]:
    return {hit.post_id for hit in index.find(query, Order.TIME, None).hits}


def agrees_with_whoosh(corpus: list[IndexedPost], data: st.DataObject, asked: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = built(Path(folder), corpus)
        changed(index, corpus, data, a_post)
        for query in asked:
            assert ids(index, query) == found_by_whoosh(index, parse(query).query), query
        index.close()


@st.composite
def a_plain_post(draw: st.DrawFn, number: int) -> IndexedPost:
    return IndexedPost(f"p{number}", "a1", draw(plain_texts), draw(plain_texts), number=number)


def agrees_with_fts5(data: st.DataObject, asked: list[tuple[str, str]]) -> None:
    corpus = [data.draw(a_plain_post(number)) for number in range(data.draw(st.integers(0, 12)))]
    with tempfile.TemporaryDirectory() as folder:
        index = built(Path(folder), corpus)
        table = FullTextTable(changed(index, corpus, data, a_plain_post))
        for ours, theirs in asked:
            assert ids(index, ours) == table.found(theirs), ours
        index.close()


some_queries = st.lists(queries, min_size=QUERIES, max_size=QUERIES)
some_plain_queries = st.lists(a_plain_query(), min_size=QUERIES, max_size=QUERIES)


@few
@given(posts(16), st.data(), some_queries)
def test_whoosh_finds_the_same(corpus: list[IndexedPost], data: st.DataObject, asked: list[str]) -> None:
    agrees_with_whoosh(corpus, data, asked)


@few
@given(st.data(), some_plain_queries)
def test_fts5_finds_the_same(data: st.DataObject, asked: list[tuple[str, str]]) -> None:
    agrees_with_fts5(data, asked)
