"""Comparing two texts, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.library.comparing import DiffKind, word_diff


@given(st.text(), st.text())
def test_a_diff_holds_both_texts_whole(old: str, new: str) -> None:
    steps = word_diff(old, new)
    assert "".join(step.text for step in steps if step.kind is not DiffKind.INSERTED) == old
    assert "".join(step.text for step in steps if step.kind is not DiffKind.DELETED) == new


def test_one_word_changed_is_one_word_shown() -> None:
    steps = [(step.kind, step.text) for step in word_diff("Both boats sail.", "Both ferries sail.")]
    assert (DiffKind.DELETED, "boats") in steps
    assert (DiffKind.INSERTED, "ferries") in steps
    assert len(steps) == 4
