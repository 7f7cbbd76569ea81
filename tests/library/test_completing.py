"""Completing a query from what a library holds."""

import pytest

from desktop.domain.changes import AddAnnotation, RemoveArticle
from desktop.search.operators import OPERATORS


@pytest.fixture
def offered(library, article_file):
    library.import_sources([str(article_file)])
    post = next(post for post in library.posts_of() if "ferries" in post.text)
    library.apply(AddAnnotation(library.new_annotation(post, 0, 5, tags=("harbour works", "water"))))

    def texts(query: str) -> list[str]:
        return [query[: each.start] + each.text for each in library.completions(query, len(query))]

    return texts


def test_fields_are_offered_by_their_beginning_and_want_a_value(offered, library):
    assert offered("storm sa") == ["storm said-by:"]
    (only,) = library.completions("sai", 3)
    assert not only.is_whole
    assert only.remark == next(row.meaning for row in OPERATORS if row.field == "said-by")


def test_values_are_offered_where_only_some_can_stand(offered):
    assert offered("has:n") == ["has:note"]
    assert offered("in:") == [f"in:{value}" for value in ("title", "body", "caption", "note", "quote", "highlight")]


def test_tags_are_offered_by_the_beginning_of_any_word_and_quoted_if_need_be(offered):
    assert offered("tag:wor") == ['tag:"harbour works"']
    assert offered("tag:wa") == ["tag:water"]
    assert offered('tag:"harbour w') == ['tag:"harbour works"']
    assert offered("tag:nothing") == []


def test_tags_of_an_article_that_was_removed_are_not_offered(offered, library):
    library.apply(RemoveArticle(library.articles()[0].id))
    assert offered("tag:wa") == []


def test_what_is_there_already_is_not_offered_again(offered):
    assert offered("has:note") == []


def test_nothing_is_offered_before_anything_is_typed(offered):
    assert offered("") == offered("storm ") == []


def test_every_completion_is_understood(offered, library):
    for query in ("tag:", "source:", "has:", "in:", "on:"):
        for completed in offered(query):
            found = library.list_posts(completed)
            assert found.hits is not None
            assert not found.hits.explanation
