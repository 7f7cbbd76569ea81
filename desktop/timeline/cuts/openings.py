"""Openings: how a paragraph begins, and what it leaves open for the next.

Knows how news paragraphs begin: some lean on the sentence before ("He", "But", "The ministry said"), some introduce a
person in full, name a day or say whose statement it is. Never says how much that counts: the weights do.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, islice
from math import log
from typing import Final

from desktop.timeline.cuts.first_sentences import FirstSentences
from desktop.timeline.cuts.vocabulary import Vocabulary
from desktop.timeline.cuts.weights import Seen
from desktop.timeline.cuts.words import capital, family_of, full_names, stem, surnames
from desktop.timeline.days.day_words import is_day_word, opens_with_a_day
from desktop.timeline.language import english

SUBJECT_WITHIN: Final = 4  # words in which a sentence's subject is looked for
SHORT: Final = 12  # words
LONGEST_PRESENTATION: Final = 120  # characters
LEAD: Final = 20  # words of a usual first sentence
STOPS: Final = (".", "!", "?", "”", '"', "…", ":", "’", "'", ")")

_FIRST: Final = (  # what the first word tells; the first form that fits counts
    ("opens with a greeting", english.GREETING),
    ("opens with a presentation", english.PRESENTING),
    ("opens with a possessive", re.compile(r"(?:his|her|its|their)\b", re.IGNORECASE)),
    ("opens with a pronoun", english.PRONOUN),
    ("opens with an address", english.ADDRESS),
    ("opens with a connective", english.CONNECTIVE),
    ("opens with a known thing", english.DEFINITE),
)
_LATER_FIRST: Final = (
    ("opens with the and a name", re.compile(r"The [A-Z]")),
    ("opens with an unknown thing", english.INDEFINITE),
    ("opens with a clause", english.SUBORDINATE),
)


def _any_of(forms: Sequence[tuple[str, re.Pattern[str]]]) -> re.Pattern[str]:
    """One pattern for several: a group for each, of which the first that fits is found."""
    return re.compile("|".join(f"((?{'i' if form.flags & re.IGNORECASE else ''}:{form.pattern}))" for _, form in forms))


_ANY_FIRST: Final = _any_of(_FIRST)
_ANY_LATER_FIRST: Final = _any_of(_LATER_FIRST)
_FIRST_SIGNS: Final = {
    name: (name, 1.0)
    for name in (
        "opens with a quotation",
        "opens in mid-sentence",
        "opens with a time",
        "opens with a bare surname",
        "opens with a plain subject",
        *(name for name, _ in (*_FIRST, *_LATER_FIRST)),
    )
}
_WITH_DATELINE: Final = ("opens with a dateline", 1.0)
_WITH_LABEL: Final = ("opens with a label", 1.0)
_DATELINE = re.compile(  # "PORT NARE, Calhoun (RW), May 3 — "
    r"[A-Z][A-Z .’'-]{2,40}(?:, [A-Z][\w .’'-]{1,30})?(?: \([A-Za-z ]+\))?(?:, [A-Z][a-z]+\.? \d{1,2})? ?"
    r"(?:[–—]|--?) "
)
_LABEL = re.compile(r"[A-Z][^.!?:]{2,40}: ")
_WEB_SIGNS: Final = ("http", "#", ".com/", "@")
_WEB = re.compile(r"https?://|#\w|\.com/|@\w")


@dataclass(frozen=True, slots=True)
class Opening:
    """What a paragraph's own words say about its place in a post.

    Attributes:
        names: Full names of people that stand in it outside quotations.
        bare: Surnames of people that stand in it without their given names.
        subject: The first capitalised word, shortened, or "".
        count: How many words it has.
        seen: The signs of its first words and sentence, for a figure above it to lean on.
        own: The signs that count only where it opens a post itself.
        left: The signs that it gives to the place below it.
    """

    names: frozenset[str]
    bare: frozenset[str]
    subject: str
    count: int
    seen: Seen
    own: Seen
    left: Seen


def read_openings(paragraphs: Sequence[str], vocabulary: Vocabulary) -> list[Opening]:
    """Read all paragraphs of a page.

    Args:
        paragraphs: In page order.
        vocabulary: The words of these paragraphs.
    """
    people = surnames(paragraphs, vocabulary.between_blanks)
    spoken_of = vocabulary.uses(capital).among(people)
    plain = [english.unquoted(text) for text in paragraphs]
    names = [full_names(text, people) if here else _NOBODY for text, here in zip(plain, spoken_of, strict=True)]
    firsts = FirstSentences(paragraphs, vocabulary)
    counts = vocabulary.lengths().tolist()
    openings = []
    for n, (text, told) in enumerate(zip(paragraphs, firsts.read(names), strict=True)):
        own, left = _form(text, firsts.lengths[n], counts[n])
        bare = _bare(plain[n], spoken_of[n], names[n]) if spoken_of[n] else _NOBODY
        seen = (*_first_words(text, people), *told)
        openings.append(Opening(names[n], bare, _subject(text), counts[n], seen, own, left))
    return openings


_NOBODY: Final = frozenset[str]()


def capital_of_place(text: str) -> str:
    """The first word, without the ending of the possessive, if it has its capital only for its place; else ""."""
    found = english.WORD.search(text)
    if found is None or not (found.group().lower() in english.STOP or english.PRONOUN.match(found.group())):
        return ""
    word, end = found.group(), found.end()
    if word in text[end:] and word in english.WORD.findall(text, end):
        return ""
    return english.without_possessive(word)


def _subject(text: str) -> str:
    """The first capitalised word that can be the subject of the first sentence, shortened, or ""."""
    words = (found.group() for found in islice(english.WORD.finditer(text), SUBJECT_WITHIN))
    return next((stem(word) or word.lower() for word in words if _can_be_subject(word)), "")


def _bare(plain: str, spoken_of: set[str], names: frozenset[str]) -> frozenset[str]:
    """The surnames among the words outside quotations that stand without a given name."""
    left = spoken_of - {family_of(name) for name in names}
    return frozenset(name for name in left if name in plain)


def _can_be_subject(word: str) -> bool:
    return word[0].isupper() and word.lower() not in english.NO_SUBJECTS and not is_day_word(word)


def _first_words(text: str, people: frozenset[str]) -> Seen:
    """What the first words lean on."""
    first = _FIRST_SIGNS[_first_word(text, people)]
    if _DATELINE.match(text):
        return first, _WITH_DATELINE
    return (first, _WITH_LABEL) if _LABEL.match(text) else (first,)


def _first_word(text: str, people: frozenset[str]) -> str:
    if text[:1] in english.OPENING_MARKS:
        return "opens with a quotation"
    if text[:1].islower():
        return "opens in mid-sentence"
    if (found := _ANY_FIRST.match(text)) and found.lastindex:
        return _FIRST[found.lastindex - 1][0]
    if opens_with_a_day(text):
        return "opens with a time"
    if (bare := english.BARE_SUBJECT.match(text)) and english.without_possessive(bare["name"]) in people:
        return "opens with a bare surname"
    if (found := _ANY_LATER_FIRST.match(text)) and found.lastindex:
        return _LATER_FIRST[found.lastindex - 1][0]
    return "opens with a plain subject"


_OF_FORM: Final = (  # a form of a paragraph, and its names for the place above and for the one below
    ("is short", "after something short"),
    ("announces what follows", "after an announcement"),
    ("asks", "after a question"),
    ("presents something", "after a presentation"),
    ("is from the web", "after something from the web"),
    ("has no full stop", "after no full stop"),
)
_OWN: Final = tuple((own, 1.0) for own, _ in _OF_FORM)
_LEFT: Final = tuple((left, 1.0) for _, left in _OF_FORM)
_INSIDE_QUOTATION: Final = ("inside a quotation", 1.0)


def _form(text: str, first_length: int, count: int) -> tuple[Seen, Seen]:
    """What counts where the paragraph itself may open a post, and what it leaves open for the one below."""
    has = (
        count <= SHORT,
        text.endswith(":"),
        _asks(text),
        _presents(text),
        _is_from_the_web(text),
        not text.endswith(STOPS),
    )
    own = [("first sentence is long", min(1.5, log(max(1, first_length) / LEAD))), *compress(_OWN, has)]
    left = [*compress(_LEFT, has)]
    if _is_left_open(text):
        left.append(_INSIDE_QUOTATION)
    return tuple(own), tuple(left)


def _presents(text: str) -> bool:
    """Whether the last sentence shows something ("Here is what he said")."""
    tail = text[-LONGEST_PRESENTATION:]
    last = english.SENTENCE.split(tail)[-1]
    return (len(last) < len(tail) or len(tail) == len(text)) and english.PRESENTING.match(last) is not None


def _is_from_the_web(text: str) -> bool:
    return any(sign in text for sign in _WEB_SIGNS) and _WEB.search(text) is not None


def _asks(text: str) -> bool:
    return text.rstrip("”\"’'").endswith("?")


def _is_left_open(text: str) -> bool:
    if "“" in text or "”" in text:
        return text.rfind("“") > text.rfind("”")
    return text.count('"') % 2 == 1
