import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.importers.values.decoding import declared_encoding, decode, known_encoding

GERMAN = "Die Schleuse am Fluß wurde früh um fünf geöffnet, sagte der Bürgermeister Jörg Köhler später. "
RUSSIAN = "Шлюз на реке открыли рано утром, сообщил мэр города в своём выступлении перед жителями. "


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed_and_dropped(encoding):
    assert decode(GERMAN.encode(encoding)).text == GERMAN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_seen_by_its_zeros(encoding):
    decoded = decode(GERMAN.encode(encoding))
    assert decoded.text == GERMAN
    assert "names no encoding" in decoded.warnings[0]


def test_utf8_is_read_without_a_word():
    assert decode((GERMAN + RUSSIAN).encode()).warnings == ()


def test_a_declaration_that_fits_is_followed():
    text = f'<meta charset="windows-1251"><p>{RUSSIAN}'
    decoded = decode(text.encode("cp1251"))
    assert (decoded.text, decoded.warnings) == (text, ())


def test_an_old_name_means_the_larger_set_that_browsers_read():
    assert decode(b'<meta charset="iso-8859-1"><p>\x93quoted\x94 \x96 so').text.endswith("“quoted” – so")


def test_a_page_that_declares_latin_but_is_utf8_is_read_as_utf8_and_says_so():
    decoded = decode(f'<meta charset="iso-8859-1">{GERMAN}'.encode())
    assert decoded.text.endswith(GERMAN)
    assert "its bytes are UTF-8" in decoded.warnings[0]


def test_a_page_that_declares_utf8_but_is_latin_is_guessed_and_says_so():
    decoded = decode(f'<meta charset="utf-8">{GERMAN * 4}'.encode("cp1252"))
    assert decoded.text.endswith(GERMAN)
    assert "does not fit" in decoded.warnings[0]


@pytest.mark.parametrize("word", ["Café", "über", "señor", "Ærø", "“so” – it"])
def test_a_few_western_words_are_enough_for_a_right_guess(word):
    assert (
        decode(f"They met at the {word} and left again.".encode("cp1252")).text
        == f"They met at the {word} and left again."
    )


def test_undeclared_cyrillic_is_guessed():
    decoded = decode((RUSSIAN * 8).encode("cp1251"))
    assert decoded.text == RUSSIAN * 8
    assert "names no encoding" in decoded.warnings[0]


def test_a_file_cut_off_inside_a_letter_stays_utf8():
    decoded = decode((GERMAN * 3 + "ü").encode()[:-1])
    assert decoded.text == GERMAN * 3 + "\ufffd"
    assert "damaged" in decoded.warnings[0]


def test_zeros_are_dropped():
    assert decode(b"be\0fore\0").text == "before"


@pytest.mark.parametrize(
    "label", ["rot13", "base64", "zlib", "unicode_escape", "utf-7", "idna", "undefined", "no such", "\0"]
)
def test_what_is_no_text_encoding_is_not_believed(label):
    assert known_encoding(label) is None


def test_every_known_encoding_exists():
    for label in ("latin1", "gb2312", "big5", "shift_jis", "euc-kr", "tis-620", "ascii", "koi8-r", "macintosh"):
        assert codecs.lookup(known_encoding(label) or "")


def test_a_declaration_far_down_the_page_is_not_looked_for():
    assert declared_encoding(b" " * 10_000 + b"<meta charset=koi8-r>") is None


@given(st.binary(max_size=400))
def test_any_bytes_become_text_that_can_be_stored(data):
    text = decode(data).text
    assert "\0" not in text
    text.encode("utf-8")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=200))
def test_utf8_text_comes_back_for_any_text(text):
    assert decode(text.encode("utf-8-sig")).text == text


def test_the_answers_encoding_goes_before_the_pages_own() -> None:
    page = "<meta charset=iso-8859-1><p>Čeští strážníci</p>".encode("iso-8859-2")
    assert "Čeští strážníci" in decode(page, "ISO-8859-2").text
    assert decode(page, "no-such-encoding").encoding == "cp1252"


def test_utf8_is_seen_whatever_the_answer_states() -> None:
    assert "Zürich" in decode("<p>Zürich</p>".encode(), "iso-8859-1").text
