"""Openings: how a paragraph begins, and what it leaves open for the next.

Knows how news paragraphs begin: some lean on the sentence before ("He", "But", "The ministry said"), some introduce a
person in full, name a day or say whose statement it is. Never says how much that counts: the weights do.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log
from typing import Final

from desktop.timeline import english
from desktop.timeline.vocabulary import Vocabulary
from desktop.timeline.words import capital, full_names, stem, surnames

SUBJECT_WITHIN: Final = 4  # words in which a sentence's subject is looked for
SHORT: Final = 12  # words
LEAD: Final = 20  # words of a usual first sentence
STOPS: Final = (".", "!", "?", "”", '"', "…", ":", "’", "'", ")")

Seen = tuple[tuple[str, float], ...]

_FIRST: Final = (  # what the first word tells; the first form that fits counts
    ("opens with a possessive", re.compile(r"(?:his|her|its|their)\b", re.IGNORECASE)),
    ("opens with a pronoun", english.PRONOUN),
    ("opens with an address", english.ADDRESS),
    ("opens with a time", english.TIME_WORD),
    ("opens with a connective", english.CONNECTIVE),
    ("opens with a known thing", english.DEFINITE),
)
_LATER_FIRST: Final = (
    ("opens with the and a name", re.compile(r"The [A-Z]")),
    ("opens with an unknown thing", english.INDEFINITE),
    ("opens with a clause", english.SUBORDINATE),
)
_IN_FIRST_SENTENCE: Final = (
    ("says where the news comes from", english.ATTRIBUTION),
    ("adds to what was said", english.ADDITIVE),
)
_NAME_RUN = re.compile(rf"[{english.CAPITAL}][\w’'.-]*(?: [{english.CAPITAL}][\w’'.-]*){{2,}}")
_DATELINE = re.compile(r"[A-Z][A-Z .,'’-]{2,40}(?:\([A-Za-z ]+\))? ?[–—-] ")
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
    counts = vocabulary.lengths().tolist()
    return [_read(text, people, here, count) for text, here, count in zip(paragraphs, spoken_of, counts, strict=True)]


def _read(text: str, people: frozenset[str], spoken_of: set[str], count: int) -> Opening:
    plain = english.unquoted(text)
    first = english.SENTENCE.split(text, maxsplit=1)[0]
    names = full_names(plain, people) if spoken_of else frozenset()
    own, left = _form(text, first, count)
    return Opening(
        names=names,
        bare=_bare(plain, spoken_of, names) if spoken_of else frozenset(),
        subject=_subject(text),
        count=count,
        seen=(*_first_words(text, people), *_first_sentence(first, text, names)),
        own=own,
        left=left,
    )


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


def family_of(name: str) -> str:
    """The surname in a full name."""
    return name.rsplit(" ", 1)[-1]


def _can_be_subject(word: str) -> bool:
    return word[0].isupper() and word.lower() not in english.NO_SUBJECTS and not english.DAY.fullmatch(word)


def _first_words(text: str, people: frozenset[str]) -> Iterator[tuple[str, float]]:
    """What the first words lean on."""
    yield _first_word(text, people), 1.0
    if _DATELINE.match(text):
        yield "opens with a dateline", 1.0
    elif _LABEL.match(text):
        yield "opens with a label", 1.0


def _first_word(text: str, people: frozenset[str]) -> str:
    if text[:1] in english.OPENING_MARKS:
        return "opens with a quotation"
    if text[:1].islower():
        return "opens in mid-sentence"
    for name, form in _FIRST:
        if form.match(text):
            return name
    if (bare := english.BARE_SUBJECT.match(text)) and english.without_possessive(bare["name"]) in people:
        return "opens with a bare surname"
    return next((name for name, form in _LATER_FIRST if form.match(text)), "opens with a plain subject")


def _first_sentence(first: str, text: str, names: frozenset[str]) -> Iterator[tuple[str, float]]:
    """What the first sentence names and says, its quotations left out."""
    plain = english.unquoted(first)
    for name, form in _IN_FIRST_SENTENCE:
        if form.search(first):
            yield name, 1.0
    if english.names_a_day(first):
        yield "names a day", 1.0
    if any(name in first for name in names):
        yield "gives a full name", 1.0
    if english.introduces_source(first):
        yield "introduces its source", 1.0
    if "reported" in text and english.REPORTED_BEFORE.search(text):
        yield "tells what was reported before", 1.0
    if " ha" in plain and english.PERFECT.search(plain):
        yield "tells what has happened", 1.0
    if _NAME_RUN.search(plain):
        yield "gives a long name", 1.0
    yield from ((name, 1.0) for name in (_first_office(plain), _known_speaker(plain)) if name)


def _first_office(plain: str) -> str | None:
    """What an office as the first word tells: a surname alone behind it is known already."""
    if english.OFFICE_AND_SURNAME.match(plain):
        return "opens with an office and a surname"
    return "opens with an office" if english.OFFICE.match(plain) else None


def _known_speaker(plain: str) -> str | None:
    if english.PRONOUN_SPEAKER.search(plain):
        return "its speaker is a pronoun"
    return "its speaker is known" if english.DEFINITE_SPEAKER.search(plain) else None


_OF_FORM: Final = (  # a form of a paragraph, and its names for the place above and for the one below
    ("is short", "after something short"),
    ("announces what follows", "after an announcement"),
    ("asks", "after a question"),
    ("is from the web", "after something from the web"),
    ("has no full stop", "after no full stop"),
)


def _form(text: str, first: str, count: int) -> tuple[Seen, Seen]:
    """What counts where the paragraph itself may open a post, and what it leaves open for the one below."""
    has = (count <= SHORT, text.endswith(":"), _asks(text), _is_from_the_web(text), not text.endswith(STOPS))
    own = [("first sentence is long", min(1.5, log(max(1, len(first.split())) / LEAD)))]
    own += [(names[0], 1.0) for names, is_so in zip(_OF_FORM, has, strict=True) if is_so]
    left = [(names[1], 1.0) for names, is_so in zip(_OF_FORM, has, strict=True) if is_so]
    if _is_left_open(text):
        left.append(("inside a quotation", 1.0))
    return tuple(own), tuple(left)


def _is_from_the_web(text: str) -> bool:
    return any(sign in text for sign in _WEB_SIGNS) and _WEB.search(text) is not None


def _asks(text: str) -> bool:
    return text.rstrip("”\"’'").endswith("?")


def _is_left_open(text: str) -> bool:
    if "“" in text or "”" in text:
        return text.rfind("“") > text.rfind("”")
    return text.count('"') % 2 == 1
