"""What is being typed at the end of a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.search.completing import begun_at


@pytest.mark.parametrize(
    ("query", "field", "text", "start"),
    [
        ("", "", "", 0),
        ("sto", "", "sto", 0),
        ("storm ta", "", "ta", 6),
        ("(ta", "", "ta", 1),
        ("-ta", "", "ta", 1),
        ("tag:", "tag", "", 4),
        ("storm tag:har", "tag", "har", 10),
        ("-TAG:har", "tag", "har", 5),
        ('said-by:"the ma', "said-by", "the ma", 8),
        ('"peace talks" so', "", "so", 14),
        ("on:2022-02", "on", "2022-02", 3),
    ],
)
def test_beginning_is_told_with_its_field_and_its_place(query, field, text, start):
    begun = begun_at(query, len(query))
    assert begun is not None
    assert (begun.field, begun.text, begun.start) == (field, text, start)


@pytest.mark.parametrize("query", ['"peace ta', "colour:re", 'colour:"re', "a:b:c"])
def test_nothing_is_begun_in_a_quotation_or_after_what_is_no_field(query):
    assert begun_at(query, len(query)) is None


def test_only_what_stands_before_the_cursor_counts_and_never_half_a_word():
    begun = begun_at("ta storm", 2)
    assert begun is not None
    assert begun.text == "ta"
    assert begun_at("tags", 2) is None


@given(st.text(max_size=40), st.integers(0, 40))
def test_any_text_is_taken_somehow_for_any_cursor(text, cursor):
    begun = begun_at(text, min(cursor, len(text)))
    if begun is not None:
        assert 0 <= begun.start <= cursor
