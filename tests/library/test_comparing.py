"""Comparing two texts, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.comparing import DiffKind, word_diff

# Few letters, so that much of one text stands in the other too.
TEXTS = st.text() | st.text("ab .\n", max_size=60)


@given(TEXTS, TEXTS)
def test_a_diff_holds_both_texts_whole(old: str, new: str) -> None:
    steps = word_diff(old, new)
    assert "".join(step.text for step in steps if step.kind is not DiffKind.INSERTED) == old
    assert "".join(step.text for step in steps if step.kind is not DiffKind.DELETED) == new


def test_one_word_changed_is_one_word_shown() -> None:
    steps = [(step.kind, step.text) for step in word_diff("Both boats sail.", "Both ferries sail.")]
    assert (DiffKind.DELETED, "boats") in steps
    assert (DiffKind.INSERTED, "ferries") in steps
    assert len(steps) == 4


def told(old: str, new: str) -> str:
    marks = {DiffKind.EQUAL: "{}", DiffKind.DELETED: "[-{}-]", DiffKind.INSERTED: "[+{}+]"}
    return "".join(marks[step.kind].format(step.text) for step in word_diff(old, new))


def test_neighbouring_words_are_replaced_together() -> None:
    assert told("Two red boats sail.", "Two blue ferries sail.") == "Two [-red boats-][+blue ferries+] sail."


def test_a_word_that_is_put_in_disturbs_nothing_around_it() -> None:
    assert told("The boats sail at dawn.", "The two boats sail.") == "The [+two +]boats sail[- at dawn-]."


def test_a_sentence_written_anew_is_told_whole() -> None:
    diff = told("The pier at Ostwick was shut for the night.", "Nobody knows when the ferry will sail again, she said.")
    assert diff.count("[-") <= 2


def test_a_paragraph_that_stayed_holds_its_place() -> None:
    assert told("One.\n\nTwo.\n\nThree.", "New.\n\nOne.\n\nThree.") == "[+New.\n\n+]One.\n\n[-Two.\n\n-]Three."


def test_nothing_and_something() -> None:
    assert told("", "") == ""
    assert told("", "A boat.") == "[+A boat.+]"
    assert told("A boat.", "") == "[-A boat.-]"


@pytest.mark.timeout(30)
def test_a_long_article_with_many_changes_is_compared_at_once() -> None:
    words = [f"word{(number * 7919) % 3001}" for number in range(20_000)]
    edited = ["new" if number % 20 == 0 else word for number, word in enumerate(words)]
    steps = word_diff(" ".join(words), " ".join(edited))
    assert "".join(step.text for step in steps if step.kind is not DiffKind.DELETED) == " ".join(edited)


@pytest.mark.timeout(30)
def test_what_is_too_long_to_compare_is_gone_and_come() -> None:
    old, new = "a " * 200_000, "b " * 200_000
    assert [step.kind for step in word_diff(old, new)] == [DiffKind.DELETED, DiffKind.INSERTED]
