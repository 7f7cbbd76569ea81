from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.search.likeness import pattern_regex
from desktop.search.marking import snippet, spans

WORDS = ("talk", "con*", '"peace talks"', "vucic", "ceasefire", "情*", '"クラ ライ"')
any_words = st.lists(st.sampled_from((*WORDS, "t?lk", "*lk", "tolk~1", "tlk~2")), max_size=4)


def marked(text: str, *words: str) -> list[str]:
    return [text[start:end] for start, end in spans(text, words)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Talks, talking and a talk", ("talk",), ["Talks", "talking", "talk"]),
        ("Vučić’s men met Vucic", ("vucic",), ["Vučić", "Vucic"]),
        ("conflict and concern", ("con*",), ["conflict", "concern"]),
        ("A cease-fire, a ceasefire", ("ceasefire",), ["cease-fire", "ceasefire"]),
        ("A cease-fire, a cease fire", ('"cease fire"',), ["cease-fire", "cease fire"]),
        ("Peace talks; talks on peace", ('"peace talks"',), ["Peace talks"]),
        ("Talks and a talk", ('"talks"',), ["Talks"]),
        ("Peace\u00a0talks", ('"peace talks"',), ["Peace\u00a0talks"]),
        ("The U.S. and us", ("us",), ["U.S", "us"]),
        ("ウクライナ情勢", ('"クラ ライ"',), ["クライ"]),
        ("情勢と情報", ("情*",), ["情", "情"]),
        ("harbour and harvest", ("har*r", "h?rvest"), ["harbour", "harvest"]),
        ("embassy, embassies", ("embasy~1",), ["embassy"]),
        ("nothing here", ("a~b", "~", "*", "?"), []),
        ("nothing here", (), []),
    ],
)
def test_what_is_marked(text: str, words: tuple[str, ...], expected: list[str]) -> None:
    assert marked(text, *words) == expected


@given(st.text(), any_words)
def test_spans_are_in_order_and_do_not_overlap(text: str, words: list[str]) -> None:
    end = 0
    for start, stop in spans(text, words):
        assert end <= start < stop <= len(text)
        end = stop


@given(st.text(), st.lists(st.text(), max_size=4))
def test_any_words_are_taken(text: str, words: list[str]) -> None:
    spans(text, words)


def test_a_snippet_shows_the_hits() -> None:
    text = "Far away it rained. " * 30 + "At last the peace talks began in the old town. " + "It rained again. " * 30
    line = snippet(text, ('"peace talks"',), 80)
    assert "peace talks" in line
    assert line.startswith("…")
    assert line.endswith("…")


def test_a_snippet_without_hits_is_the_beginning() -> None:
    assert snippet("One two three four five six seven", ("storm",), 15) == "One two three…"


def test_a_short_text_is_its_own_snippet() -> None:
    assert snippet("Two\n\nparagraphs", ("two",)) == "Two paragraphs"


@given(st.text(), any_words, st.integers(1, 200))
def test_a_snippet_is_one_line_and_no_longer_than_asked(text: str, words: list[str], length: int) -> None:
    line = snippet(text, words, length)
    assert len(line) <= length + 2
    assert len(line.splitlines()) <= 1


@given(st.lists(st.sampled_from(["rain", "sun", "wind", "fog"]), max_size=60))
def test_a_snippet_holds_a_hit_if_there_is_one(row: list[str]) -> None:
    text = " ".join([*row, "storm", *row])
    assert spans(snippet(text, ("storm",), 60), ("storm",))


@given(st.text("ab*?", max_size=8), st.text("ab", max_size=8))
def test_a_pattern_means_what_shells_mean_by_it(pattern: str, word: str) -> None:
    assert bool(pattern_regex(pattern).fullmatch(word)) == fnmatchcase(word, pattern)


@pytest.mark.timeout(20)
def test_no_word_holds_a_pattern_up() -> None:
    assert spans("a" * 64, ("*a" * 12 + "*b",)) == ()
