"""Where a paragraph quotes, by its marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.entities.text.quotation_marks import Span, find_spans


def words(text: str, following: str = "", *, is_carried: bool = False) -> list[tuple[str, int]]:
    spans = find_spans(text, following, is_carried=is_carried)
    return [(text[span.start : span.end], span.depth) for span in spans]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We stay,” he said. “Nobody leaves.”", ["We stay,", "Nobody leaves."]),
        ('"We stay," he said. "Nobody leaves."', ["We stay,", "Nobody leaves."]),
        ("‘It’s the workers’ day,’ she said. ‘Yes.’", ["It’s the workers’ day,", "Yes."]),
        ("'We don't know,' she said of the dogs' dinner.", ["We don't know,"]),
        ("„Wir bleiben“, sagte er. „Niemand geht.“", ["Wir bleiben", "Niemand geht."]),
        ("« Nous restons », dit-il.", ["Nous restons"]),
        ("»Wir bleiben«, sagte er.", ["Wir bleiben"]),
        ("”Vi stannar”, sade han.", ["Vi stannar"]),
    ],
)
def test_the_marks_of_many_countries(text: str, quoted: list[str]) -> None:
    assert words(text) == [(each, 0) for each in quoted]


@pytest.mark.parametrize("text", ["the '90s rock 'n' roll", "6'2\" tall", "the players' and coaches' vote", "“ ”", ""])
def test_apostrophes_and_inches_quote_nothing(text: str) -> None:
    assert words(text) == []


def test_a_quotation_in_a_quotation_is_deeper() -> None:
    assert words("“He told me ‘go away’ twice,” she said.") == [("He told me ‘go away’ twice,", 0), ("go away", 1)]


def test_a_quotation_that_is_not_closed_goes_on_if_the_next_paragraph_opens_with_a_mark() -> None:
    (span,) = find_spans("He was blunt. “It is over. We leave.", "“Tomorrow.”")
    assert span.is_unclosed
    assert words("He was blunt. “It is over. We leave.", "Nobody else spoke.") == []


def test_a_paragraph_without_an_opening_mark_can_close_what_was_carried_over() -> None:
    assert words("And so we leave,” he said. “Now.”", is_carried=True) == [("And so we leave,", 0), ("Now.", 0)]


def crossed(one: Span, other: Span) -> bool:
    return one.start < other.start < one.end < other.end


@given(st.text(alphabet="ab s.,“”\"‘’'«»„ ", max_size=40), st.booleans(), st.sampled_from(["", "“b", "a"]))
def test_spans_lie_inside_the_text_and_never_cross(text: str, is_carried: bool, following: str) -> None:
    spans = find_spans(text, following, is_carried=is_carried)
    assert all(0 <= span.outer_start <= span.start < span.end <= span.outer_end <= len(text) for span in spans)
    assert not any(crossed(one, other) for one in spans for other in spans)
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in spans)
