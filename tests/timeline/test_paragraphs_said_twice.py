"""What stands twice: the caption of a picture once, a paragraph as often as its writer said it."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timeline_pages import LIVE, a_document, cut, dump

from desktop.domain.blocks import ArticleKind, Block, BlockKind
from desktop.domain.posts import Figure, Post

PARAGRAPH = "The crew at the dam opened the gate before dawn, and by noon the water had fallen by a hand. " * 3
CHANT = "“The river is ours,” the crowd sang."
OPENING = "Two thousand people stood on the old bridge on Saturday. Most of them had come on foot."
CAPTION = "Rafts drift below the old bridge in Torvik"
CREDITED = f"{CAPTION}\n\n{CAPTION}\n\n(Nora Finch/Torvik Herald)\n\n"


def live_posts(words: str) -> tuple[Post, ...]:
    return cut(dump(words, kind=ArticleKind.LIVE_BLOG)).posts


def paragraphs(posts: tuple[Post, ...]) -> list[str]:
    return [paragraph.text for post in posts for paragraph in post.paragraphs]


def test_a_long_paragraph_that_a_marked_up_page_says_twice_stays_text() -> None:
    (post,) = cut(a_document(*[Block(BlockKind.TEXT, PARAGRAPH.strip())] * 2)).posts
    assert [paragraph.text for paragraph in post.paragraphs] == [PARAGRAPH.strip()] * 2
    assert post.figures == ()


@pytest.mark.parametrize("copies", [2, 3, 4, 500])
def test_words_said_again_without_a_picture_near_stay_text(copies: int) -> None:
    posts = live_posts("\n\n".join([OPENING, *[CHANT] * copies, "Then the rain came."]))
    assert paragraphs(posts) == [OPENING, *[CHANT] * copies, "Then the rain came."]
    assert not any(post.figures for post in posts)


def test_on_a_page_that_prints_its_captions_twice_a_caption_needs_no_credit() -> None:
    other = "A ferry waits below the mill in Torvik"
    words = f"{OPENING}\n\n{CREDITED}{PARAGRAPH}\n\n{other}\n\n{other}\n\n{PARAGRAPH}\n\n{CREDITED}Then the rain came."
    posts = live_posts(words)
    assert Figure(other, None) in [figure for post in posts for figure in post.figures]
    assert other not in paragraphs(posts)


def test_on_such_a_page_a_chant_of_three_lines_is_no_caption() -> None:
    posts = live_posts(f"{OPENING}\n\n{CREDITED}{PARAGRAPH}\n\n" + f"{CHANT}\n\n" * 3)
    assert paragraphs(posts).count(CHANT) == 3


def test_a_chant_right_above_a_caption_that_says_it_keeps_its_line() -> None:
    posts = live_posts(f"{OPENING}\n\n" + f"{CAPTION}\n\n" * 3 + "(Nora Finch/Torvik Herald)")
    assert paragraphs(posts) == [OPENING, CAPTION]
    assert [figure for post in posts for figure in post.figures] == [Figure(CAPTION, "Nora Finch/Torvik Herald")]


def test_the_second_printing_of_a_caption_is_kept_beside_the_posts() -> None:
    made = cut(dump(f"{OPENING}\n\n{CREDITED}{PARAGRAPH}", kind=ArticleKind.LIVE_BLOG))
    assert [block.text for block in made.furniture] == [CAPTION]


@st.composite
def sayings(draw: st.DrawFn) -> list[str]:
    """Sentences of which some are said several times, right below each other or further down."""
    own = [f"Boat {number} came home to the quay of Torvik." for number in range(draw(st.integers(1, 8)))]
    said = draw(st.lists(st.sampled_from(own), min_size=1, max_size=30))
    return [line for line in said for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3, 6])))]


@given(sayings(), st.sampled_from(ArticleKind), st.booleans())
def test_each_sentence_stands_in_the_texts_as_often_as_it_was_said(
    said: list[str], kind: ArticleKind, has_lines: bool
) -> None:
    blocks = [Block(BlockKind.TEXT, line, (n, n) if has_lines else None) for n, line in enumerate(said, 1)]
    made = cut(a_document(*blocks, kind=kind, url=LIVE))
    assert Counter(paragraphs(made.posts)) == Counter(said)
