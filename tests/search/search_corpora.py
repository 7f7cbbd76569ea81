"""Posts and queries made at random from few words, so that they meet."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from desktop.domain.ids import ArticleId, PostId
from desktop.domain.posts import PostKind
from desktop.search.documents import IndexedPost
from desktop.search.index import SearchIndex

WORDS = [
    "talk", "talks", "talking", "storm", "stormy", "cease-fire", "ceasefire", "fire", "the", "Kyiv", "Vučić", "vucic",
    "U.S.", "us", "100,000", "minister’s", "ministers", "情勢", "ウクライナ情勢", "勢", "to", "be", "O'Brien", "Straße",
]  # fmt: skip
words = st.sampled_from(WORDS)
texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
days = st.dates(date(2022, 2, 9), date(2022, 2, 13))


def post(number: int, title: str = "", body: str = "", **fields: object) -> IndexedPost:
    """A post named after its number, which is its place in time too."""
    return IndexedPost(
        PostId(f"p{number}"), ArticleId("a1"), title, body, **{"order_key": float(number), "number": number, **fields}
    )  # type: ignore[arg-type]


@st.composite
def posts(draw: st.DrawFn, most: int = 8) -> list[IndexedPost]:
    count = draw(st.integers(0, most))
    return [draw(a_post(number)) for number in range(count)]


@st.composite
def a_post(draw: st.DrawFn, number: int) -> IndexedPost:
    bounds = sorted([draw(days), draw(days)])
    return IndexedPost(
        id=PostId(f"p{number}"),
        article_id=ArticleId(draw(st.sampled_from(["a1", "b2"]))),
        title=draw(texts),
        body=draw(texts),
        captions=tuple(draw(st.lists(texts, max_size=2))),
        page_title=draw(texts),
        notes=tuple(draw(st.lists(texts, max_size=2))),
        highlights=tuple(draw(st.lists(texts, max_size=2))),
        has_picture=draw(st.booleans()),
        names=tuple(draw(st.lists(texts, max_size=2))),
        entities=tuple(draw(st.lists(st.sampled_from(["e1", "e2"]), max_size=2, unique=True))),
        byline=tuple(draw(st.lists(texts, max_size=2))),
        kind=draw(st.sampled_from(PostKind)),
        quotes=tuple(draw(st.lists(texts, max_size=2))),
        speakers=tuple(draw(st.lists(texts, max_size=2))),
        order_key=float(draw(st.integers(0, 3))),
        number=number,
        ordinal=draw(st.integers(0, 2)),
        site=draw(st.sampled_from(["", "BBC News", "cnn.example"])),
        tags=tuple(draw(st.lists(st.sampled_from(["storm", "Severe Weather", "2022"]), max_size=2))),
        days=draw(st.sampled_from([None, (None, None), tuple(bounds), (bounds[0], None), (None, bounds[1])])),
    )


phrases = st.lists(words, min_size=1, max_size=3).map(lambda row: f'"{" ".join(row)}"')
prefixes = st.sampled_from(
    [
        "ta*",
        "stor*",
        "cease-f*",
        "ceas*",
        "vu*",
        "mini*",
        "ウク*",
        "t*",
        "10*",
        "*s",
        "t*k",
        "s?orm",
        "*e*",
        "st*y",
        "*t?",
    ]
)
similar = st.sampled_from(["talk~", "tlak~", "strom~", "storms~2", "fyre~", "kiev~2", "vucc~", "minster~2", "eth~"])
others = st.sampled_from(
    [
        *("tag:storm", 'tag:"severe weather"', "tag:sev*", "source:bbc", "source:news", "article:b2"),
        *("has:note", "has:quote", "said-by:us", "quote:talk", "has:picture", "has:highlight", "highlight:talk"),
        *("about:kyiv", 'about:"the fire"', "by:us", "by:vu*", "kind:summary", "kind:post"),
    ]
)  # fmt: skip
conditions = st.sampled_from(
    [
        "on:2022-02-11",
        "before:2022-02-11",
        "after:2022-02-10",
        "on:2022-02-10..2022-02-11",
        "in:caption",
        "in:note be",
        "in:quote",
        "in:quote storm",
    ]
)
leaves = st.one_of(words, words, phrases, prefixes, similar, others, conditions).flatmap(
    lambda leaf: (
        st.sampled_from([leaf, leaf, f"title:{leaf}", f"-{leaf}", f"caption:{leaf}"])
        if ":" not in leaf
        else st.sampled_from([leaf, f"-{leaf}"])
    )
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(" OR ".join),
        st.tuples(inner, inner).map(" AND ".join),
        inner.map(lambda query: f"({query})"),
        inner.map(lambda query: f"NOT ({query})"),
    ),
    max_leaves=5,
)


def built(folder: Path, posts: Iterable[IndexedPost], sequence: int = 1) -> SearchIndex:
    """An index that holds the posts."""
    index = SearchIndex.open(folder)
    index.rebuild(posts, sequence, lambda count: None, lambda: False)
    return index
