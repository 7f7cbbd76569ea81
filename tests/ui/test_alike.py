"""Letters that are taken for the same where one looks for something on the screen."""

import pytest

from desktop.ui.alike import begins_all, folded, folded_sign, holds_all, to_look_through, words_of


@pytest.mark.parametrize(
    ("text", "taken_for"),
    [
        ("Mélanie JOLY", "melanie joly"),
        ("Weiß", "weiss"),
        ("O’Brien", "o'brien"),
        ("Jean\u2011Luc", "jean-luc"),
        ("a\u00adb", "ab"),
        ("São\u00a0Paulo", "sao paulo"),
        ("Киев", "киев"),
        ("ﬁre", "fire"),
    ],
)
def test_a_text_is_taken_for_the_same_as_its_signs(text: str, taken_for: str) -> None:
    assert folded(text) == taken_for
    assert "".join(map(folded_sign, text)) == taken_for


def test_words_are_parted_by_every_sign_between_them() -> None:
    assert words_of("  Al-Assad's (elder) brother ") == ["al", "assad", "s", "elder", "brother"]
    assert words_of("") == []


def test_a_word_begins_so_before_it_only_holds_the_letters() -> None:
    said = to_look_through("Jens Stoltenberg, NATO Secretary-General")
    assert begins_all(said, words_of("gen nat"))
    assert not begins_all(said, words_of("ecretary"))
    assert holds_all(said, words_of("ecretary"))
    assert not holds_all(said, words_of("senator"))
