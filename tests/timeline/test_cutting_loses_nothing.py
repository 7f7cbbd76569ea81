"""Cutting loses no text and doubles none, whatever comes in.

Each phrase of a made page holds words of its own ("Wortbcqa") at its beginning, in its middle and at its end, so that a
part of a line that is dropped or told twice is noticed and not only a whole one.
"""

import re
from collections import Counter
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_dumps import MANNERS, made_posts, page
from timeline_pages import LIVE, a_document, cut

from desktop.domain.blocks import ArticleKind, Block, BlockKind, PostMark
from desktop.domain.documents import Document, Source
from desktop.domain.posts import Cut
from desktop.importers.documents import markdown, plain_text

PHRASES = [
    "Select Page {}",
    "Our live coverage ends here today {}",
    "Read the full story here {}",
    "Some context: the river {} is old {}",
    "12 min ago",
    "12 min ago Weir {} holds",
    "vor 5 Minuten",
    "10.15 GMT",
    "Updated at 12:31 GMT",
    "9:05 p.m. ET, March 5, 2022",
    "7.15am: Hello {} again {}",
    "08:10 – The crew {} opened the gate. {}",
    "+++ 08:10 Gate {} opened {} +++",
    "[08:10] Gate {} opened {}",
    "26m ago (09:06 GMT)Night bus {} addedThe town {} pays for it. {}Nobody {} rides. {}",
    "12 min agoNight bus {}addedFrom Gazette's Ina HoltThe town {} pays. 14 min agoGate {} openedThe crew {} left. {}",
    "{}. 9:05 p.m. ET, March 5, 2022Gate {}openThe crew {} left. 8 min agoBoats {} outThey {} wait. {}",
    "8 min ago First {} line. 9 min ago Second {} line. 10 min ago Third {} line. {}",
    "By Mark Tully",
    "By Mark Tully, 20:41 GMT",
    "Mark Tully",
    "KEY EVENT",
    "Saturday, 5 March 2022",
    "From Herald's {} in North Torvik",
    "Herald's Nora Finch contributed reporting to this post",
    "(Nora Finch/Torvik Herald)",
    "A dam {} at dusk [Finch]",
    "A dam {} at dusk {} and dawn",
    "Photograph: Nora Finch",
    "64 Posts",
    "02:29",
    "Mayor Clara Benton {} said on Saturday that the town {} must be cleared. {}",
    "“Nobody {} should wait,” she added. {}",
    "Ferry {} stopped {}",
    "Source: https://herald.example/live/1",
]
WORDY = [kind for kind in BlockKind if kind not in (BlockKind.START, BlockKind.IMAGE)]
_OWN = re.compile(r"Wort[a-j]{2}q[a-k]")  # two letters for the two figures of a block's number: figures may be clocks


def with_own_words(phrase: str, number: int) -> str:
    """The phrase with a word of its own in each gap, and one at its end if it has no gap."""
    letters = iter("abcdefghijk")
    block = "".join("abcdefghij"[int(figure)] for figure in f"{number:02}")
    return re.sub(r"\{\}", lambda _: f"Wort{block}q{next(letters)}", phrase)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any page: blocks of any kind, set phrases and any text, with marks of the source or without."""
    count = draw(st.integers(0, 25))
    wordy = [*WORDY, *[BlockKind.TEXT] * 12, *[BlockKind.STAMP] * 2]
    kinds = [*wordy, BlockKind.START, BlockKind.IMAGE] if draw(st.booleans()) else wordy
    blocks: list[Block] = []
    for number in range(count):
        kind = draw(st.sampled_from(kinds))
        lines = (number + 1, number + 1) if draw(st.booleans()) else None
        if kind is BlockKind.START:
            mark = draw(st.builds(PostMark, key=st.none() | st.just(f"k{number}"), title=st.none() | st.just("Marked")))
            blocks.append(Block(kind, mark=mark))
        elif kind is BlockKind.IMAGE:
            blocks.append(Block(kind, "a picture", lines, draw(st.none() | st.just("a" * 64))))
        else:
            free = st.text(st.characters(categories=("L", "N", "P"), exclude_characters="{}"), max_size=30)
            words = draw(st.sampled_from(PHRASES) | free.map(lambda text: f"{{}}{text} {{}}"))
            copies = draw(st.sampled_from([1] * 10 + [2, 2, 3, 5]))
            blocks += [Block(kind, with_own_words(words, number), lines)] * copies
    kind = draw(st.sampled_from([ArticleKind.LIVE_BLOG, ArticleKind.ARTICLE]))
    return a_document(*blocks, kind=kind, url=draw(st.sampled_from([None, LIVE, f"{LIVE}/h_{'a1' * 16}"])))


def of_posts(made: Cut) -> Counter[str]:
    """How often each own word stands in posts."""
    found: list[str] = []
    for post in made.posts:
        found += [post.title or "", *(p.text for p in post.paragraphs), *post.byline]
        found += [f"{figure.caption or ''} {figure.credit or ''}" for figure in post.figures]
    return Counter(_OWN.findall(" ".join(found)))


def beside_posts(made: Cut) -> Counter[str]:
    """How often each own word stands in what is kept beside the texts: furniture, writers, time lines."""
    stated = [post.time.stated or "" for post in made.posts]
    return Counter(_OWN.findall(" ".join([*(block.text for block in made.furniture), *made.byline, *stated])))


def own_words(document: Document) -> Counter[str]:
    return Counter(word for block in document.blocks if block.kind in WORDY for word in _OWN.findall(block.text))


@settings(max_examples=400)
@given(documents())
def test_for_any_page_every_word_is_kept_and_told_no_oftener_than_the_page_tells_it(document: Document) -> None:
    made = cut(document)
    posts, beside = of_posts(made), beside_posts(made)
    for word, count in own_words(document).items():
        assert posts[word] + beside[word] >= count, f"{word} is lost"
        assert posts[word] <= count, f"{word} is doubled"


@given(documents())
def test_for_any_page_paragraphs_keep_the_order_of_the_page(document: Document) -> None:
    for post in cut(document).posts:
        words = list(dict.fromkeys(word for p in post.paragraphs for word in _OWN.findall(p.text)))
        assert words == sorted(words)


@given(documents())
def test_for_any_page_ids_and_ordinals_are_each_used_once(document: Document) -> None:
    posts = cut(document).posts
    assert len({post.id for post in posts}) == len(posts)
    assert [post.ordinal for post in posts] == list(range(len(posts)))


@given(documents())
def test_for_any_page_every_boundary_has_a_confidence_and_a_reason(document: Document) -> None:
    for post in cut(document).posts:
        assert 0 < post.boundary.confidence <= 1
        assert post.boundary.reason


@given(documents())
def test_for_any_page_the_same_page_is_cut_the_same_way(document: Document) -> None:
    assert cut(document) == cut(document)


@pytest.mark.parametrize("joint", ["\n\n", "\n", " "], ids=["lines apart", "lines", "one line"])
@pytest.mark.parametrize("name", MANNERS)
def test_in_any_manner_each_letter_of_a_text_is_in_one_post(name: str, joint: str) -> None:
    made = made_posts(datetime(2022, 3, 5, 20, 41), count=12)  # noqa: DTZ001 - the reading of the clock
    text = page(made, MANNERS[name]).replace("\n\n", joint)
    importer = markdown if name.startswith("Markdown") else plain_text
    document = importer.read(Source("page.txt", text.encode()))
    result = cut(document)
    kept = "".join("".join([post.title or "", post.text]) for post in result.posts)
    kept += "".join(block.text for block in result.furniture)
    bare = "".join(kept.split())
    for post in made:
        for paragraph in post.body:
            assert bare.count("".join(paragraph.split())) == 1, paragraph
