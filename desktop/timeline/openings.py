"""Openings: does a paragraph sound like the first of a post?

Knows how news paragraphs begin: what leans on the sentence before ("He", "But", "The ministry said") cannot open a
post; what introduces a person in full, names a day or says whose statement it is probably does.

Units:
    Every weight is a log-odds: the natural logarithm of how much likelier the sign is at the start of a post.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop.timeline import english
from desktop.timeline.words import full_names, stem

SUBJECT_WITHIN: Final = 4  # words in which a sentence's subject is looked for


@dataclass(frozen=True, slots=True)
class Opening:
    """What a paragraph's own words say about its place in a post.

    Attributes:
        stems: Its content words, shortened so that forms of one word meet.
        names: Full names that stand in it outside quotations.
        subject: The first capitalised word, shortened, or "".
        count: How many words it has.
        signs: What speaks for or against its opening a post: log-odds and the reason in words.
    """

    stems: frozenset[str]
    names: frozenset[str]
    subject: str
    count: int
    signs: tuple[tuple[float, str], ...]


def read_opening(text: str, known: frozenset[str]) -> Opening:
    """Judge one paragraph by its own words.

    Args:
        text: The paragraph.
        known: Bare surnames of this page, see `words.surnames`.
    """
    words = english.WORD.findall(text)
    first = english.unquoted(english.SENTENCE.split(text, maxsplit=1)[0])
    return Opening(
        stems=frozenset(found for word in words if (found := stem(word))),
        names=full_names(english.unquoted(text), known),
        subject=next((stem(w) or w.lower() for w in words[:SUBJECT_WITHIN] if _can_be_subject(w)), ""),
        count=len(words),
        signs=(*_first_words(text, known), *_first_sentence(first, known)),
    )


def _can_be_subject(word: str) -> bool:
    return word[0].isupper() and word.lower() not in english.NO_SUBJECTS and not english.DAY.fullmatch(word)


def _first_words(text: str, known: frozenset[str]) -> Iterator[tuple[float, str]]:
    """What the first words lean on."""
    if text[:1] in english.OPENING_MARKS:
        yield -4.0, "it opens with a quotation"
    elif text[:1].islower():
        yield -4.0, "it opens in mid-sentence"
    elif english.PRONOUN.match(text):
        yield -3.0, "it opens with a word that points back"
    elif english.CONNECTIVE.match(text):
        yield -2.0, "it opens with a word that goes on"
    elif english.DEFINITE.match(text):
        yield -1.8, "it opens with a thing known already"
    elif (bare := english.BARE_SUBJECT.match(text)) and english.without_possessive(bare["name"]) in known:
        yield -2.8, "it opens with a bare surname"


def _first_sentence(first: str, known: frozenset[str]) -> Iterator[tuple[float, str]]:
    """What the first sentence names and says, its quotations left out."""
    if english.names_a_day(first):
        yield 1.1, "its first sentence names a day"
    if full_names(first, known):
        yield 1.2, "it gives a full name afresh"
    if english.introduces_source(first):
        yield 0.8, "it introduces its source"
    if english.ATTRIBUTION.search(first):
        yield 0.5, "it says where the news comes from"
    if english.ADDITIVE.search(first):
        yield -1.4, "it adds to what was said"
    if english.PRONOUN_SPEAKER.search(first):
        yield -2.0, "its speaker is a pronoun"
    elif english.DEFINITE_SPEAKER.search(first):
        yield -1.8, "its speaker is known already"
