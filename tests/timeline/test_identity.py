"""Identity: which page is this."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timeline_pages import LIVE, a_document, text

from desktop.timeline.versions.identity import article_id, canonical_address, page_address, post_key

POST = f"{LIVE}/h_{'0a1b' * 8}"


@pytest.mark.parametrize(
    "url",
    [
        "http://herald.example/torvik/live/dam-2022-03-05",
        "https://www.herald.example/torvik/live/dam-2022-03-05/",
        "https://HERALD.example:443/torvik/live/dam-2022-03-05",
        "https://herald.example/torvik/live/dam-2022-03-05?utm_source=x&fbclid=1",
        "https://herald.example/torvik/live/dam-2022-03-05#post-1",
        "https://herald.example/torvik/live/dam-2022-03-05/index.html",
        "https://herald.example/torvik/live/dam-2022-03-05?page=with:block-62237f",
        POST,
    ],
)
def test_many_forms_of_an_address_are_one_page(url: str) -> None:
    assert canonical_address(url) == LIVE
    assert article_id(a_document(text("One."), url=url)) == article_id(a_document(text("Two."), url=LIVE))


@pytest.mark.parametrize(
    "url",
    [
        "https://herald.example/torvik/live/dam-2022-03-06",
        "https://herald.example/torvik/live/dam-2022-03-05?page=2",
        "https://herald.example/torvik/LIVE/dam-2022-03-05",
        "https://other.example/torvik/live/dam-2022-03-05",
    ],
)
def test_another_address_is_another_page(url: str) -> None:
    assert canonical_address(url) != LIVE


def test_permalink_names_its_post() -> None:
    assert post_key(POST) == f"h_{'0a1b' * 8}"
    assert page_address(POST) == LIVE


def test_number_at_the_end_of_an_ordinary_address_is_no_post() -> None:
    assert post_key(f"https://herald.example/story/{'0a1b' * 8}") is None


def test_without_an_address_the_words_are_the_article() -> None:
    one, same, other = (a_document(text(words), url=None) for words in ("It rains.", "It rains.", "It snows."))
    assert article_id(one) == article_id(same)
    assert article_id(one) != article_id(other)


@given(st.text(max_size=60) | st.text(max_size=40).map(lambda rest: f"https://herald.example/{rest}"))
def test_for_any_address_the_canonical_form_is_its_own(url: str) -> None:
    once = canonical_address(url)
    assert canonical_address(once) == once
