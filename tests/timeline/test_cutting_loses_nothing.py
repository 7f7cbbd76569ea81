"""Cutting loses no text and doubles none, whatever comes in."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from timeline_pages import LIVE, a_document, cut

from desktop.domain.blocks import ArticleKind, Block, BlockKind, PostMark
from desktop.domain.documents import Document
from desktop.domain.posts import Cut

PHRASES = [
    "Select Page",
    "Our live coverage ends here today",
    "Read the full story here",
    "Some context: the river is old",
    "12 min ago",
    "9:05 p.m. ET, March 5, 2022",
    "7.15am: Hello again",
    "26m ago (09:06 GMT)Night bus addedThe town pays for it",
    "By Mark Tully",
    "From Herald's {} in North Torvik",
    "Herald's Nora Finch contributed reporting to this post",
    "(Nora Finch/Torvik Herald)",
    "(Getty)",
    "A dam at dusk [Finch]",
    "Photograph: Nora Finch",
    "64 Posts",
    "02:29",
    "Mayor Clara Benton said on Saturday that the town must be cleared.",
    "“Nobody should wait,” she added.",
    "But the ministry said no.",
    "Ferry stopped",
    "Source: https://herald.example/live/1",
]
WORDY = [kind for kind in BlockKind if kind not in (BlockKind.START, BlockKind.IMAGE)]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any page: blocks of any kind, set phrases and any text; each block has a word of its own to find it by."""
    count = draw(st.integers(0, 25))
    blocks = []
    for number in range(count):
        kind = draw(st.sampled_from([*WORDY, *[BlockKind.TEXT] * 8, BlockKind.START, BlockKind.IMAGE]))
        lines = (number + 1, number + 1) if draw(st.booleans()) else None
        if kind is BlockKind.START:
            mark = draw(st.builds(PostMark, key=st.none() | st.just(f"k{number}"), title=st.none() | st.just("Marked")))
            blocks.append(Block(kind, mark=mark))
        elif kind is BlockKind.IMAGE:
            blocks.append(Block(kind, "a picture", lines, draw(st.none() | st.just("a" * 64))))
        else:
            free = st.text(st.characters(categories=("L", "N", "P"), exclude_characters="{}"), max_size=30)
            words = draw(st.sampled_from(PHRASES) | free)
            twice = draw(st.integers(0, 5)) == 0
            own = words.format(f"Wort{number}q") if "{}" in words else f"{words} Wort{number}q"
            blocks += [Block(kind, own, lines)] * (2 if twice else 1)
    kind = draw(st.sampled_from([ArticleKind.LIVE_BLOG, ArticleKind.ARTICLE]))
    return a_document(*blocks, kind=kind, url=draw(st.sampled_from([None, LIVE, f"{LIVE}/h_{'a1' * 16}"])))


def own_word(words: str) -> str:
    """The word by which a block is known."""
    found = re.search(r"Wort\d+q", words)
    assert found
    return found.group()


def kept(made: Cut) -> list[str]:
    """Every text that a cut holds anywhere."""
    found = [block.text for block in made.furniture]
    for post in made.posts:
        found += [post.title or "", post.text, post.time.stated or "", *post.byline]
        found += [f"{figure.caption or ''} {figure.credit or ''}" for figure in post.figures]
    return found


@settings(max_examples=300)
@given(documents())
def test_for_any_page_every_block_is_in_one_place(document: Document) -> None:
    made = cut(document)
    text = " ".join([*kept(made), *made.byline])
    blocks = Counter(own_word(block.text) for block in document.blocks if block.kind in WORDY)
    for word, count in blocks.items():
        assert word in text, f"{word} is lost"
        shown = sum(post.text.count(word) for post in made.posts)
        assert shown <= count, f"{word} is doubled"


@given(documents())
def test_for_any_page_paragraphs_keep_the_order_of_the_page(document: Document) -> None:
    order = {own_word(block.text): number for number, block in enumerate(document.blocks) if block.kind in WORDY}
    for post in cut(document).posts:
        places = [order[own_word(p.text)] for p in post.paragraphs]
        assert places == sorted(places)


@given(documents())
def test_for_any_page_ids_and_ordinals_are_each_used_once(document: Document) -> None:
    posts = cut(document).posts
    assert len({post.id for post in posts}) == len(posts)
    assert [post.ordinal for post in posts] == list(range(len(posts)))


@given(documents())
def test_for_any_page_the_same_page_is_cut_the_same_way(document: Document) -> None:
    assert cut(document) == cut(document)
