"""Quoting: words that were marked in another copy of an article are found, or said not to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import ArticleId, PostId
from desktop.domain.posts import Paragraph, ParagraphKind, Post, PostKind
from desktop.timeline.versions.quoting import find_quote


def a_post(*paragraphs: str) -> Post:
    body = tuple(Paragraph(ParagraphKind.TEXT, text) for text in paragraphs)
    return Post(PostId(paragraphs[0]), ArticleId("article"), 0, PostKind.POST, None, body)


TALK = a_post(
    "The mayor said: “Nobody’s boat will be lost.” She left at noon — by ferry.", "Nobody else spoke that day."
)
RAIN = a_post("It rained all day.", "The river rose, and the river fell again before night came to the old quarter.")
POSTS = (TALK, RAIN)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("Nobody's boat will be lost", "Nobody’s boat will be lost"),
        ("  She left\nat noon - by ferry. ", "She left at noon — by ferry."),
        ("by ferry. Nobody else spoke", "by ferry.\n\nNobody else spoke"),
        ("\"Nobody's boat", "“Nobody’s boat"),
    ],
)
def test_words_are_found_however_they_are_spelt(quote: str, words: str) -> None:
    place = find_quote(quote, "", "", POSTS)
    assert place is not None
    assert (place.post, place.is_sure) == (TALK, True)
    assert place.post.text[place.start : place.end] == words


def test_words_that_stand_twice_are_told_apart_by_what_surrounds_them() -> None:
    place = find_quote("the river", "rose, and ", " fell again", (RAIN, a_post("They crossed the river on foot.")))
    assert place is not None
    assert place.is_sure
    assert RAIN.text[place.start : place.end] == "the river"


def test_words_that_stand_twice_without_surroundings_are_not_chosen() -> None:
    place = find_quote("Nobody", "", "", POSTS)
    assert place is not None
    assert (place.post, place.start, place.end, place.is_sure) == (TALK, 0, 0, False)


def test_slightly_edited_words_are_found() -> None:
    place = find_quote("and the river fell again before the night came to the old quarter", "", "", POSTS)
    assert place is not None
    assert place.is_sure
    assert RAIN.text[place.start : place.end].startswith("and the river fell")


def test_other_words_are_left_at_the_likeliest_post() -> None:
    place = find_quote("The river rose and took three bridges with it", "", "", POSTS)
    assert place is not None
    assert (place.post, place.is_sure) == (RAIN, False)


def test_note_on_the_whole_stands_at_the_first_post() -> None:
    place = find_quote(" ", "", "", POSTS)
    assert place is not None
    assert (place.post, place.start, place.end, place.is_sure) == (TALK, 0, 0, True)
    assert find_quote("words", "", "", ()) is None


@given(st.integers(0, len(RAIN.text)), st.integers(0, len(RAIN.text)))
def test_any_words_of_a_post_are_found_or_need_review(start: int, end: int) -> None:
    quote = RAIN.text[start:end]
    place = find_quote(quote, RAIN.text[max(0, start - 32) : start], RAIN.text[end : end + 32], POSTS)
    assert place is not None
    if place.is_sure and quote.strip():
        assert " ".join(place.post.text[place.start : place.end].split()) == " ".join(quote.split())
