import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.search.folding import LONGEST_FORM, fold, index_forms, runs, stem


def forms(text: str) -> list[str]:
    return [part.form for run in runs(text) for part in run.parts]


def all_forms(text: str) -> set[str]:
    return {form for _, form in index_forms(text)}


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Vučić", "vucic"),
        ("VUČIĆ", "vucic"),
        (unicodedata.normalize("NFD", "Vučić"), "vucic"),
        ("Zelensky’s", "zelensky"),
        ("Zelensky's", "zelensky"),
        ("ministers’", "ministers"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Ørsted", "orsted"),
        ("ＡＢＣ", "abc"),
        ("ﬁre", "fire"),
        ("so\u00adft", "soft"),
        ("zero\u200bwidth", "zerowidth"),
        ("İstanbul", "istanbul"),
        ("Ёлка", "елка"),
        ("ｳｸﾗｲﾅ", "ウクライナ"),
    ],
)
def test_what_looks_alike_folds_alike(written: str, typed: str) -> None:
    assert forms(written) == forms(typed)


@pytest.mark.parametrize(
    ("written", "joined"),
    [
        ("cease-fire", "ceasefire"),
        ("cease‑fire", "ceasefire"),
        ("U.S.", "us"),
        ("100,000", "100000"),
        ("O’Brien", "obrien"),
        ("don't", "dont"),
        ("F-16", "f16"),
    ],
)
def test_joined_words_are_found_joined_and_in_parts(written: str, joined: str) -> None:
    assert joined in all_forms(written)
    assert set(forms(written)) <= all_forms(written)


@pytest.mark.parametrize("text", ["3.5", "2022-02-11", "storm,flood", "11:04"])
def test_what_nobody_means_as_one_word_is_not_joined(text: str) -> None:
    assert all_forms(text) == set(forms(text))


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\n", "\u3000"])
def test_a_no_break_space_is_a_space(space: str) -> None:
    assert forms(f"Volodymyr{space}Zelensky") == ["volodymyr", "zelensky"]


def test_scripts_without_spaces_are_cut_into_pairs() -> None:
    assert forms("EU首脳会議") == ["eu", "首脳", "脳会", "会議", "議"]


def test_vowel_signs_stay_with_their_word() -> None:
    assert len(forms("हिन्दी में")) == 2


def test_english_forms_share_a_stem_and_others_do_not() -> None:
    assert stem("talks") == stem("talking") == stem("talk")
    assert stem("università") == "università"


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(st.text(max_size=40))
def test_case_and_normal_form_do_not_matter_for_letters(text: str) -> None:
    text = "".join(sign for sign in text if sign.isalpha() and sign == unicodedata.normalize("NFKC", sign))
    expected = fold(text)
    if len(text) * 4 < LONGEST_FORM:
        assert fold(unicodedata.normalize("NFD", text)) == expected
        assert fold(text.casefold()) == expected


@given(st.text())
def test_every_part_stands_where_it_says_and_in_order(text: str) -> None:
    end = 0
    for run in runs(text):
        assert run.parts
        for part in run.parts:
            assert part.form
            assert 0 <= part.start < part.end <= len(text)
        assert run.parts[0].start >= end
        end = run.parts[-1].end


@given(st.text(alphabet=st.characters(categories=["L", "N"])))
def test_no_letter_or_digit_is_passed_over(text: str) -> None:
    covered = {index for run in runs(text) for part in run.parts for index in range(part.start, part.end)}
    assert all(index in covered for index, sign in enumerate(text) if fold(sign) and sign.isalnum())


@given(st.text())
def test_forms_hold_no_white_space_and_are_not_endless(text: str) -> None:
    for _, form in index_forms(text):
        assert form
        assert len(form) <= LONGEST_FORM
        assert not any(sign.isspace() or sign in '"*\x02' for sign in form)


def test_a_very_long_line_is_no_trouble() -> None:
    assert sum(len(run.parts) for run in runs("a-" * 100_000)) == 100_000
    assert len(forms("x" * 1_000_000)) == 1
