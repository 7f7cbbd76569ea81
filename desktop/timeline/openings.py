"""Openings: does a paragraph sound like the first of a post?

Knows how news paragraphs begin: what leans on the sentence before ("He", "But", "The ministry said") cannot open a
post; what introduces a person in full, names a day or says whose statement it is probably does. Knows the words of the
language, never a name: names are recognised by their form and by how this page uses them.

Units:
    Every weight is a log-odds: the natural logarithm of how much likelier the sign is at the start of a post.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Final

OPENING_MARKS: Final = "“\"‘'«„”"
_SENTENCE = re.compile(r"(?<=[.!?…])[”\"’']?\s+(?=[A-Z“\"‘])")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CAPITALS = re.compile(
    r"(?:[A-Z\u00c0-\u00de\u0100-\u017d][\w’'-]*)(?: (?:(?:de|der|van|von|bin|al|el|la) )*[A-Z\u00c0-\u00de\u0100-\u017d][\w’'-]*)+"
)
_LOWER = re.compile(r"\b[a-z][a-z]+\b")
_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|yesterday|this (?:morning|afternoon|evening))\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?:he|she|it|they|his|her|hers|its|their|him|them|this|these|that|those|both|such|there|here|none|each|neither)\b",
    re.IGNORECASE,
)
_CONNECTIVE = re.compile(
    r"(?:but|and|also|or|so|yet|nor|meanwhile|however|still|then|instead|besides|moreover|furthermore|additionally|"
    r"asked|addressing|pointing|speaking|according|having|referring|responding|another|other|others|some|among|"
    r"during the (?:call|meeting|interview|visit|conversation)|in (?:a separate|another|addition|short|response)|"
    r"for (?:example|instance)|as a result|normally|back in|in this regard|at the (?:same|time)|if|nevertheless|"
    r"most|more|after that|earlier|later|previous(?:ly)?|below|multiple|answers|one of|one is|following|yes|no|"
    r"not|next|the same)\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"the [a-z0-9][\w-]*")
_BARE_SUBJECT = re.compile(
    r"\b(?P<name>[A-Z\u00c0-\u00de][\w-]*[a-z\u00df-\u017f][\w-]*)(?:’s|'s)?,? "
    r"(?:(?:also|further|then|later|again|earlier|who|repeatedly|strongly) )*"
    r"(?:(?!need|indeed|hundred)[a-z]+ed|said|says|told|wrote|is|was|has|had|will|would|did|met|spoke|made|gave|took|went|came|"
    r"and|called|calls|warns|adds|thinks|sees|saw|left|won|lost|put|set|thought|knew|began|continues)\b"
)
_ADDITIVE = re.compile(
    r"\b(?:also|added|again|continued|reiterated|went on|further|concluded|likewise|too)\b", re.IGNORECASE
)
_DEFINITE_SPEAKER = re.compile(
    r"\b[Tt]he (?:[a-z]+ )?(?:official|officials|ministry|minister|statement|spokes\w+|"
    r"guidance|readout|president|secretary|office|department|agency|group|company|report|post|source|sources|airline|"
    r"embassy|statement|letter|governor|mayor|police|court|judge)\b[^,]{0,24}\b(?:said|says|told|added|tweeted|wrote|"
    r"stressed|noted|warned|stated|continued|reads?)\b",
)
_PRONOUN_SPEAKER = re.compile(
    r"\b(?:he|she|it|they) (?:said|says|added|told|wrote|tweeted|continued|explained|concluded|noted)\b"
)
_FRESH_SOURCE = re.compile(
    r"\b(?:a|an|one|two|three|four|several|multiple) (?:\w+[ -]){0,5}(?:official|diplomat|source|spokes\w+|"
    r"expert|aide|adviser|witness|resident|lawmaker|court|judge|police)\w*\b",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    r"\b(?:according to|in (?:a|an) (?:\w+ )?(?:statement|tweet|interview|update|post|briefing)|announced|"
    r"told reporters|news (?:release|conference)|press (?:release|conference))\b",
    re.IGNORECASE,
)
_STOP: Final = frozenset(
    "about after again against also among been before being between both could does doing down during each from "
    "further have having here into itself just more most only other over said same says should some such than that "
    "their them then there these they this those through under until very were what when where which while will with "
    "would your told added according statement saying including".split()
)
_NOT_SUBJECTS: Final = frozenset(
    {"the", "a", "an", "in", "on", "at", "as", "when", "while", "after", "before", "for", "with"}
)


_TITLES: Final = frozenset(
    "president minister premier chancellor secretary senator governor mayor ambassador general admiral colonel captain "
    "major sergeant judge justice king queen prince princess duke duchess pope bishop sir lord lady dame mr mrs ms dr "
    "prof professor chief director spokesperson spokesman spokeswoman sen rep gov gen lt adm col capt sgt sec rev taoiseach "
    "chairman chairwoman coach commissioner officer sheriff attorney and the of".split()
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a paragraph's own words say about its place in a post.

    Attributes:
        stems: Its content words, shortened so that forms of one word meet.
        names: Full names that stand in it outside quotations.
        subject: The first capitalised words, lower case and shortened, or "".
        count: How many words it has.
        signs: What speaks for or against its opening a post: log-odds and the reason in words.
    """

    stems: frozenset[str]
    names: frozenset[str]
    subject: str
    count: int
    signs: tuple[tuple[float, str], ...]
    is_quoted: bool


def surnames(paragraphs: Iterable[str]) -> frozenset[str]:
    """Return the words that this page uses as bare surnames: capitalised alone, and elsewhere the last of a name."""
    lasts, alone = Counter[str](), Counter[str]()
    common = set[str]()
    for text in paragraphs:
        runs = _CAPITALS.findall(text)
        chained = {word for run in runs for word in run.split()}
        lasts.update(_trim(run.split()[-1]) for run in runs)
        common.update(_LOWER.findall(text))
        for found in _BARE_SUBJECT.finditer(text):
            if found["name"] not in chained and found["name"].lower() not in _NOT_SUBJECTS:
                alone[_trim(found["name"])] += 1
    return frozenset(w for w in alone if lasts[w] and w.lower() not in common and not _DAY.fullmatch(w))


def full_names(text: str, known: frozenset[str]) -> frozenset[str]:
    """Return the full names in a text: given name and a word that the page also uses as a bare surname.

    A title is no given name: "Mayor Voss" names nobody in full.
    """
    found = set()
    for run in _CAPITALS.findall(text):
        words = [_trim(word) for word in run.split()]
        for given, family in zip(words, words[1:], strict=False):
            if family in known and given not in known and len(given) > 1 and given.lower().rstrip(".") not in _TITLES:
                found.add(f"{given} {family}")
    return frozenset(found)


def read_opening(text: str, known: frozenset[str]) -> Opening:
    """Judge one paragraph by its own words.

    Args:
        text: The paragraph.
        known: Bare surnames of this page, see `surnames`.
    """
    unquoted = _QUOTED.sub(" ", text)
    first = _SENTENCE.split(text, maxsplit=1)[0]
    first_unquoted = _QUOTED.sub(" ", first)
    names = full_names(unquoted, known)
    words = _WORD.findall(text)
    capital = next(
        (w for w in words[:4] if w[0].isupper() and w.lower() not in _NOT_SUBJECTS and not _DAY.fullmatch(w)), ""
    )
    signs = tuple(_first_words(text, known)) + tuple(_first_sentence(first, first_unquoted, known))
    return Opening(
        stems=frozenset(stem for word in words if (stem := _stem(word))),
        names=names,
        subject=_stem(capital) or capital.lower(),
        count=len(words),
        signs=signs,
        is_quoted=text[:1] in OPENING_MARKS,
    )


def _first_words(text: str, known: frozenset[str]) -> Iterable[tuple[float, str]]:
    """What the first words lean on."""
    if text[:1] in OPENING_MARKS:
        yield -4.0, "it opens with a quotation"
    elif text[:1].islower():
        yield -4.0, "it opens in mid-sentence"
    elif _PRONOUN.match(text):
        yield -3.0, "it opens with a word that points back"
    elif _CONNECTIVE.match(text):
        yield -2.0, "it opens with a word that goes on"
    elif _DEFINITE.match(text[0].lower() + text[1:]) and text.startswith("The"):
        yield -1.8, "it opens with a thing known already"
    else:
        bare = _BARE_SUBJECT.match(text)
        if bare and _trim(bare["name"]) in known:
            yield -2.8, "it opens with a bare surname"


def _first_sentence(first: str, unquoted: str, known: frozenset[str]) -> Iterable[tuple[float, str]]:
    """What the first sentence names and says."""
    if _DAY.search(unquoted):
        yield 1.1, "its first sentence names a day"
    if full_names(unquoted, known):
        yield 1.2, "it gives a full name afresh"
    if _FRESH_SOURCE.search(unquoted):
        yield 0.8, "it introduces its source"
    if _ATTRIBUTION.search(unquoted):
        yield 0.5, "it says where the news comes from"
    if _ADDITIVE.search(unquoted):
        yield -1.4, "it adds to what was said"
    if _PRONOUN_SPEAKER.search(unquoted):
        yield -2.0, "its speaker is a pronoun"
    elif _DEFINITE_SPEAKER.search(unquoted):
        yield -1.8, "its speaker is known already"


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """A content word cut short, so that Spain and Spanish, leave and leaving may meet; "" for words of form."""
    lower = word.lower()
    if len(lower) < 4 or lower in _STOP:
        return lower if word.isupper() and 2 <= len(word) <= 5 else ""
    return lower[: 4 if word[0].isupper() else 5]


def _trim(word: str) -> str:
    """A word without the possessive ending."""
    for ending in ("’s", "'s", "’", "'"):
        word = word.removesuffix(ending)
    return word


def rarity(openings: Sequence[Opening]) -> dict[str, float]:
    """Return how much each stem tells on this page: nothing if every paragraph has it.

    Units:
        The natural logarithm of one over the share of paragraphs that have it, between 0 and 1 for the rarest.
    """
    counts = Counter(stem for opening in openings for stem in opening.stems)
    total = max(2, len(openings))
    top = log(total)
    return {stem: log(total / count) / top for stem, count in counts.items()}


def content_words(text: str) -> frozenset[str]:
    """Return the content words of a text, shortened so that forms of one word meet."""
    return frozenset(stem for word in _WORD.findall(text) if (stem := _stem(word)))


def names_a_day(text: str) -> bool:
    """Whether a text holds a word for a day outside its quotations."""
    return _DAY.search(_QUOTED.sub(" ", text)) is not None


def unquoted(text: str) -> str:
    """Return a text without what stands in quotation marks."""
    return _QUOTED.sub(" ", text)
