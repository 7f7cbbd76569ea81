"""Addresses: every form in which one page is passed on is the same page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.timeline.versions.identity import canonical_address

PAGE = "https://herald.example/story/one"


@pytest.mark.parametrize(
    "url",
    [
        "https://herald.example/story/one/amp/",
        "https://herald.example/story/one/amp",
        "https://herald.example/amp/story/one",
        "https://amp.herald.example/story/one",
        "https://m.herald.example/story/one",
        "https://mobile.herald.example/story/one/",
        "https://herald.example/story/one?amp=1",
        "https://herald.example/story/one?outputType=amp&utm_medium=x",
        "https://herald.example/story/one.amp",
        "https://herald-example.cdn.ampproject.org/c/s/herald.example/story/one",
        "https://www.google.com/amp/s/www.herald.example/story/one/amp",
        "https://herald.example/story/one#utm_source=feed&utm_medium=rss",
        "https://herald.example/story/one?fbclid=abc#fbclid=def",
        "http://www.herald.example:80//story/one/index.html",
    ],
)
def test_versions_for_phones_and_campaigns_are_the_page_itself(url: str) -> None:
    assert canonical_address(url) == PAGE


@pytest.mark.parametrize(
    "url",
    [
        "https://herald.example/story/amp-and-volt",
        "https://herald.example/story/one?id=7",
        "https://herald.example/story/one#!/two",
        "https://www.google.com/search?q=herald",
        "https://amp.example/story/one",
    ],
)
def test_what_only_looks_alike_is_another_page(url: str) -> None:
    assert canonical_address(url) != PAGE


def test_language_before_a_mobile_host_stays() -> None:
    assert canonical_address("https://en.m.herald.example/a") == canonical_address("https://en.herald.example/a")
    assert canonical_address("https://de.m.herald.example/a") != canonical_address("https://en.herald.example/a")


def test_document_with_amp_ending_keeps_its_kind() -> None:
    assert canonical_address("https://herald.example/one.amp.html") == "https://herald.example/one.html"


PARTS = st.sampled_from(["amp", "s", "c", "index.html", "one", "amp.html", "x.amp", "www.google.com", "", "google.com"])


@given(st.lists(PARTS, max_size=7))
def test_canonical_form_is_its_own_for_any_path(parts: list[str]) -> None:
    once = canonical_address("https://www.google.com/" + "/".join(parts))
    assert canonical_address(once) == once
