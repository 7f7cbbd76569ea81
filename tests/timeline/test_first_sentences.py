"""The words by which sentences are chosen that are searched for a form."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.timeline.cuts.first_sentences import FORMS, FirstSentences, Form
from desktop.timeline.cuts.vocabulary import Vocabulary


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.pattern.pattern[:24])
@settings(max_examples=150)
@given(data=st.data())
def test_no_sentence_has_a_form_without_one_of_its_words_for_any(form: Form, data: st.DataObject) -> None:
    sentence = data.draw(st.from_regex(form.pattern))
    held = {word.lower() for word in re.findall(r"\w+", sentence)}
    assert all(held & words for words in form.words)


def signs_of(*paragraphs: str) -> list[list[str]]:
    sentences = FirstSentences(paragraphs, Vocabulary(paragraphs))
    return [[name for name, _ in seen] for seen in sentences.read([frozenset() for _ in paragraphs])]


def test_each_paragraph_shows_the_signs_of_its_own_first_sentence() -> None:
    told = "The ministry said that the dam holds. She also said it on Friday."
    assert signs_of("In the end she added that it rains.", told) == [
        ["adds to what was said", "its speaker is a pronoun"],
        ["its speaker is known"],
    ]


def test_a_form_is_found_in_words_joined_by_a_hyphen_or_in_capitals() -> None:
    assert signs_of("An also-ran of Friday-night races.", "The dam holds, ACCORDING TO the mayor.") == [
        ["adds to what was said", "names a day"],
        ["says where the news comes from"],
    ]


def test_what_is_quoted_names_no_day_and_has_no_speaker() -> None:
    assert signs_of("Holt shouted “she said it on Friday” from the roof.") == [[]]


def test_a_page_without_paragraphs_shows_nothing() -> None:
    assert signs_of() == []


def test_news_stands_in_the_present_perfect_and_what_was_before_it_in_the_past_perfect() -> None:
    assert signs_of("The river has flooded a mill.", "The river had flooded a mill.") == [
        ["tells what has happened"],
        ["tells what had happened"],
    ]


def test_any_noun_may_speak_and_any_may_be_a_new_source() -> None:
    assert signs_of("The ferry company’s lawyers argued that it floats.", "A retired beekeeper told this page.") == [
        ["its speaker is known"],
        ["introduces its source"],
    ]
