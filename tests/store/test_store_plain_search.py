"""Plain search: words over all that the index looks into, too."""

from dataclasses import replace

import pytest
from store_builders import a_mark, a_post, an_article, save

from desktop.domain.posts import Figure

ONE = a_post("one", "Gęślą jaźń.", "The İstanbul ferries stop.", title="Straße gesperrt", order_key=1.0)
TWO = a_post("two", "“Ferry” crews strike.", order_key=2.0, figures=(Figure("A ferry in Malmö", "J. Ek"),))


@pytest.fixture
def posts(store):
    save(store, an_article(), ONE, TWO)
    return store


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["GĘŚLĄ", "jazn"], [ONE]),
        (["strasse"], [ONE]),
        (["istanbul"], [ONE]),
        (["ferr"], [ONE, TWO]),
        (["ferry", "malmo"], [TWO]),
        (["ferry", "jazn"], []),
        (["erry"], []),
        (["Ek"], [TWO]),
        (["stop."], [ONE]),
        ([".*"], []),
        ([], []),
        ([" "], []),
    ],
)
def test_words_are_found_whatever_their_case_and_accents(posts, words, found):
    assert posts.find_plain(words, 10) == (tuple(post.id for post in found), len(found))


def test_limit_cuts_the_posts_but_not_the_total(posts):
    assert posts.find_plain(["ferr"], 1) == ((ONE.id,), 2)


def test_a_search_finds_other_words_than_the_one_before(posts):
    assert posts.find_plain(["malmö"], 10)[1] == 1
    assert posts.find_plain(["crews"], 10)[0] == (TWO.id,)
    assert posts.find_plain(["nothing"], 10)[1] == 0


def test_removed_articles_are_not_found(posts):
    save(posts, an_article("fire"), replace(a_post("x", article="fire"), title="Ferry burns"))
    posts.set_removed(an_article("fire").id, True)
    assert posts.find_plain(["burns"], 10) == ((), 0)


def test_notes_and_bylines_are_searched_too(posts):
    save(posts, an_article("fire"), a_post("x", article="fire", byline=("Ilse Brandt",)))
    posts.put_annotation(a_mark(ONE, "ferries", "Ask the harbour master"))
    assert posts.find_plain(["harbour"], 10)[0] == (ONE.id,)
    assert posts.find_plain(["brandt"], 10)[1] == 1
