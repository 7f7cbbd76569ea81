"""How paragraphs begin, by their signs."""

import pytest

from desktop.timeline.cuts.openings import read_openings
from desktop.timeline.cuts.vocabulary import Vocabulary


def first_signs(text: str) -> set[str]:
    paragraphs = [text]
    (opening,) = read_openings(paragraphs, Vocabulary(paragraphs))
    return {name for name, _ in opening.seen if name.startswith("opens")}


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Good morning from the harbour, where it rains.", "opens with a greeting"),
        ("I’m handing over to the night desk.", "opens with a greeting"),
        ("Here’s the full text of the letter.", "opens with a presentation"),
        ("This was the third try.", "opens with a pronoun"),
        ("We have been told to wait.", "opens with an address"),
        ("Late on Friday the bridge was closed.", "opens with a time"),
        ("On Friday the bridge was closed.", "opens with a time"),
        ("In this case nobody was hurt.", "opens with a connective"),
        ("Asked about the dam, she shrugged.", "opens with a connective"),
        ("The ferry sails at noon.", "opens with a known thing"),
        ("PORT NARE, Ostmark (UW) — The ferry sails at noon.", "opens with a dateline"),
        ("NARE -- The ferry sails at noon.", "opens with a dateline"),
    ],
)
def test_each_beginning_has_its_sign(text: str, sign: str) -> None:
    assert sign in first_signs(text)


def test_the_name_of_a_newspaper_is_no_day() -> None:
    assert "opens with a time" not in first_signs("Sunday Times readers wrote letters.")
