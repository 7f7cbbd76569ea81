"""The index answers what reading every post would answer."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from search_corpora import a_post, built, phrases, posts, prefixes, queries, similar, words
from search_oracle import found

from desktop.domain.listings import Order
from desktop.search.documents import IndexedPost
from desktop.search.index import SearchIndex
from desktop.search.marking import spans
from desktop.search.parsing import parse

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
asked = st.lists(st.tuples(queries, st.booleans()), min_size=1, max_size=12)


def assert_agrees(index: SearchIndex, text: str, complete: bool, corpus: list[IndexedPost]) -> None:
    expected = found(parse(text, complete=complete).query, corpus)
    by_time = index.find(text, Order.TIME, None, complete)
    assert [hit.post_id for hit in by_time.hits] == expected, text
    assert by_time.total == len(expected)
    ranked = index.find(text, Order.RELEVANCE, None, complete)
    assert sorted(hit.post_id for hit in ranked.hits) == sorted(expected)
    assert [hit.score for hit in ranked.hits] == sorted((hit.score for hit in ranked.hits), reverse=True)
    few_hits = index.find(text, Order.TIME, 2, complete)
    assert few_hits.hits == by_time.hits[:2]
    assert few_hits.total == by_time.total


@few
@given(corpus=posts(), asked=asked)
def test_any_query_on_any_corpus(corpus: list[IndexedPost], asked: list[tuple[str, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = built(Path(folder), corpus)
        for text, complete in asked:
            assert_agrees(index, text, complete, corpus)
        index.close()


@few
@given(corpus=posts(), batches=st.data(), asked=asked)
def test_after_any_changes(corpus: list[IndexedPost], batches: st.DataObject, asked: list[tuple[str, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = built(Path(folder), corpus)
        kept = {post.id: post for post in corpus}
        for sequence in range(2, 2 + batches.draw(st.integers(1, 11))):
            numbers = batches.draw(st.lists(st.integers(0, 10), unique=True, max_size=2))
            puts = [batches.draw(a_post(number)) for number in numbers]
            removals = [f"p{number}" for number in batches.draw(st.lists(st.integers(0, 10), max_size=2))]
            index.apply(puts, removals, sequence)
            kept = {key: post for key, post in kept.items() if key not in removals} | {post.id: post for post in puts}
            assert index.applied_sequence == sequence
        for text, complete in asked:
            assert_agrees(index, text, complete, list(kept.values()))
        index.close()


@few
@given(corpus=posts(), wordings=st.lists(st.one_of(words, phrases, prefixes, similar), min_size=1, max_size=8))
def test_every_hit_has_something_to_mark(corpus: list[IndexedPost], wordings: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = built(Path(folder), corpus)
        by_id = {post.id: post for post in corpus}
        for text in wordings:
            hits = index.find(text, Order.RELEVANCE, None)
            for post in (by_id[hit.post_id] for hit in hits.hits):
                seen = [post.title, post.page_title, post.body, *post.captions, *post.notes, *post.byline]
                assert any(spans(part, hits.words) for part in seen), (text, post)
        index.close()
