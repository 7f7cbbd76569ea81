"""The words of a page as one table: the same as what each paragraph says by itself."""

from math import isclose, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.timeline.cuts.vocabulary import FAR, Uses, Vocabulary
from desktop.timeline.language.english import WORD

WORDS = st.sampled_from(["dam", "Dam", "river", "rain", "o’clock", "(rain)", "dam—river", "…", "“Yes,”"])
PAGES = st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=8)


def words_of(text: str) -> frozenset[str]:
    return frozenset(map(str.lower, WORD.findall(text)))


def uses_of(page: list[str]) -> Uses:
    return Vocabulary(page).uses(str.lower)


@given(PAGES)
def test_each_paragraph_has_its_own_words_for_any_page(page: list[str]) -> None:
    uses = uses_of(page)
    assert [uses.of(n) for n in range(len(page))] == [words_of(text) for text in page]
    assert Vocabulary(page).lengths().tolist() == [len(WORD.findall(text)) for text in page]


@given(PAGES)
def test_a_word_tells_the_more_the_fewer_paragraphs_have_it_for_any_page(page: list[str]) -> None:
    total = max(2, len(page))
    for word, rarity in uses_of(page).rarities().items():
        assert isclose(rarity, log(total / sum(word in words_of(text) for text in page)) / log(total))


@given(PAGES)
def test_the_nearest_use_of_a_word_is_as_far_as_it_stands_for_any_page(page: list[str]) -> None:
    to_last, to_next = uses_of(page).nearest(["dam"] * len(page))
    held = [n for n, text in enumerate(page) if "dam" in words_of(text)]
    for n in range(len(page)):
        assert to_last[n] == min((n - other for other in held if other < n), default=FAR)
        assert to_next[n] == min((other - n for other in held if other > n), default=FAR)


@given(PAGES)
def test_each_use_knows_how_far_the_word_stands_elsewhere_for_any_page(page: list[str]) -> None:
    uses = uses_of(page)
    names = [*uses.numbers]
    spread = zip(uses.paragraphs.tolist(), uses.words.tolist(), *(d.tolist() for d in uses.distances()), strict=True)
    for paragraph, word, to_last, to_next in spread:
        held = [n for n, text in enumerate(page) if names[word] in words_of(text)]
        assert to_last == min((paragraph - n for n in held if n < paragraph), default=FAR)
        assert to_next == min((n - paragraph for n in held if n > paragraph), default=FAR)


def test_one_word_of_each_paragraph_can_be_left_out() -> None:
    uses = uses_of(["the dam holds", "the dam"]).without(["the", ""])
    assert [uses.of(0), uses.of(1)] == [{"dam", "holds"}, {"the", "dam"}]


def test_only_the_beginnings_are_read_where_that_is_asked_for() -> None:
    uses = Vocabulary(["It rains. The dam holds.", "Yes."]).uses(str.lower, within=[2, 1])
    assert [uses.of(0), uses.of(1)] == [{"it", "rains"}, {"yes"}]


@pytest.mark.parametrize(("word", "held"), [("dam", [0, 2]), ("none", [])])
def test_the_paragraphs_that_hold_a_word_are_found(word: str, held: list[int]) -> None:
    assert uses_of(["a dam", "a river", "dam"]).holding(word.__eq__) == held
