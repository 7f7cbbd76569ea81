"""The table of weights: complete, readable, and refused where it is no table."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from segmentation import WEIGHTS
from timeline_pages import cut, dump

from desktop.domain.errors import LibraryDamaged
from desktop.domain.posts import PostKind
from desktop.timeline.cuts.parts import Part
from desktop.timeline.cuts.segmenting import FORBIDDEN, LONGEST_PARTS, LONGEST_WORDS, segment, shapes
from desktop.timeline.cuts.weights import Sign, Weights, read_weights

PAGES = sorted((Path(__file__).parent.parent / "live_pages").glob("*.json"))


def a_part(score: float, words: int = 40, **more: object) -> Part:
    values = {"names": frozenset(), "families": frozenset(), "bare": frozenset(), "links": {}} | more
    return Part(score, words, **values)


def bare_dump(page: Path) -> tuple[str, list[str]]:
    """A page as an extractor leaves it, without times and titles, and the first words of each of its posts."""
    block = json.loads(page.read_text(encoding="utf-8"))
    paragraphs, first = ["Our live coverage has ended."], []
    for post in block["posts"]:
        words = [chunk["text"] for chunk in post["chunks"] if chunk["k"] != "cap"]
        first += words[:1]
        paragraphs += words
    return "\n\n".join(paragraphs), first


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_sign_of_every_page_has_its_weight_and_no_text_is_lost(page: Path) -> None:
    text, _ = bare_dump(page)
    posts = cut(dump(text)).posts
    kept = " ".join(part for post in posts for part in ([post.title or ""] + [p.text for p in post.paragraphs]))
    missing = [line for line in text.split("\n\n")[1:] if " ".join(line.split()) not in kept]
    assert len(missing) <= 2  # names of writers and lines of the site stand elsewhere
    assert all(0.0 <= post.boundary.confidence <= 1.0 and post.boundary.reason for post in posts)


def test_half_of_the_posts_of_pages_without_any_mark_begin_where_their_writers_began_them() -> None:
    right = found = true = 0
    for page in PAGES:
        text, first = bare_dump(page)
        begins = {p.text[:40] for p in cut(dump(text)).posts if p.kind is not PostKind.NOTICE}
        wanted = {" ".join(words.split())[:40] for words in first}
        right, found, true = right + len(begins & wanted), found + len(begins), true + len(wanted)
    assert right / found > 0.55
    assert right / true > 0.55


def test_a_page_of_sharp_signs_is_cut_where_they_are() -> None:
    parts = [a_part(0.0), a_part(-6.0), a_part(6.0), a_part(-6.0), a_part(6.0), a_part(-6.0)]
    assert [point.part for point in segment(parts, WEIGHTS)] == [0, 2, 4]


def test_a_sure_cut_is_always_made_and_nothing_is_cut_where_it_is_out_of_question() -> None:
    parts = [a_part(0.0), a_part(-30.0), a_part(30.0, 5), a_part(-30.0, 5), a_part(30.0, 0)]
    points = segment(parts, WEIGHTS)
    assert [point.part for point in points] == [0, 2, 4]
    assert [point.confidence for point in points] == pytest.approx([1.0, 1.0, 1.0])


def test_a_surname_that_stands_before_its_full_name_speaks_against_a_cut_above_it() -> None:
    full, bare = frozenset({"Clara Benton"}), frozenset({"Benton"})
    told = [
        a_part(0.0, names=full, families=bare),
        a_part(0.0, bare=bare),
        a_part(0.0, bare=bare),
        a_part(0.0, bare=bare),
    ]
    table = shapes(told).sizes["uses a surname before the full name"]
    assert table[0, 3] == 0.0
    assert table[1, 2] > 0.0


def test_a_full_name_given_again_is_counted_once_for_each_time() -> None:
    full = frozenset({"Clara Benton"})
    table = shapes([a_part(0.0, names=full)] * 3).sizes["names somebody in full twice"]
    assert table[0].tolist() == [0.0, 1.0, 2.0]


def test_no_post_is_longer_than_any_can_be_though_every_cut_is_unlikely() -> None:
    parts = [a_part(-7.0, 20)] * 500
    points = segment(parts, WEIGHTS)
    ends = [*(point.part for point in points[1:]), len(parts)]
    assert all(end - point.part <= LONGEST_PARTS for point, end in zip(points, ends, strict=True))
    assert len(points) == 9  # and no cut is made beyond those that this takes
    assert all(0.0 < point.confidence < 0.5 for point in points[1:])


def test_where_a_cut_is_out_of_question_a_post_may_be_of_any_length() -> None:
    points = segment([a_part(0.0), *[a_part(-30.0, 400)] * 9, a_part(6.0, 400)], WEIGHTS)
    assert {point.part for point in points} <= {0, 10}


@given(
    st.lists(st.tuples(st.sampled_from([-30.0, -5.0, 0.0, 5.0, 30.0]), st.sampled_from([0, 5, 60, 900])), max_size=150)
)
def test_posts_follow_one_another_and_keep_within_the_limits_wherever_cuts_may_be(
    made: list[tuple[float, int]],
) -> None:
    parts = [a_part(*values) for values in made]
    points = segment(parts, WEIGHTS)
    firsts = [point.part for point in points]
    assert firsts == sorted(set(firsts))
    assert all(parts[n].score > FORBIDDEN for n in firsts[1:])
    if all(part.score > FORBIDDEN for part in parts):
        for first, end in pairwise([*firsts, len(parts)]):
            words = sum(part.words for part in parts[first:end])
            assert end - first == 1 or (end - first <= LONGEST_PARTS and words <= LONGEST_WORDS)


def test_no_parts_have_no_posts() -> None:
    assert segment([], WEIGHTS) == []


def test_a_reason_is_told_for_the_side_on_which_a_sign_counts() -> None:
    weights = Weights({"names a day": Sign(2.0, "it names a day", "it names no day")}, 0.2)
    assert weights.weigh([("names a day", 1.0)]) == ((2.0, "it names a day"),)
    assert weights.weigh([("names a day", -0.5)]) == ((-1.0, "it names no day"),)
    assert weights.weigh([("names a day", 0.0)]) == ()


NO_SHARES = [f"sign\tweight\tfor\tagainst\nshare of places\t{share}\t\t\n" for share in ("0", "1", "-1", "nan", "inf")]
NO_WEIGHTS = [
    f"sign\tweight\tfor\tagainst\nshare of places\t0.3\t\t\nasks\t{weight}\t\t\n"
    for weight in ("nan", "inf", "", "much")
]


@pytest.mark.parametrize(
    "words", [*NO_SHARES, *NO_WEIGHTS, "", "sign\tweight\tfor\tagainst\n", "sign\tweight\nshare of places\tmany\n"]
)
def test_what_is_no_table_is_refused_with_a_remedy(tmp_path: Path, words: str) -> None:
    table = tmp_path / "weights.tsv"
    table.write_text(words, encoding="utf-8")
    with pytest.raises(LibraryDamaged, match=r"weights\.tsv"):
        read_weights(table)


def test_a_sign_without_a_row_is_told_with_a_remedy() -> None:
    weights = Weights({}, 0.3)
    with pytest.raises(LibraryDamaged, match=r"no row “asks”"):
        weights.weigh([("asks", 1.0)])
    with pytest.raises(LibraryDamaged, match=r"no row “length”"):
        segment([a_part(0.0), a_part(0.0)], weights)
