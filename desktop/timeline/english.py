"""English: words of the language that say how a sentence of news leans on others.

Knows closed lists of common words and set phrases. Never holds the name of a person, a place or a house; a page in
another language merely finds none of these signs.
"""

import re
from typing import Final

OPENING_MARKS: Final = "“\"‘'«„”"
CAPITAL: Final = "A-Z\u00c0-\u00de\u0100-\u017d"

QUOTED: Final = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)")
SENTENCE: Final = re.compile(r"(?<=[.!?…])[”\"’']?\s+(?=[A-Z“\"‘])")
WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
DAY: Final = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|yesterday|this (?:morning|afternoon|evening))\b",
    re.IGNORECASE,
)
PRONOUN: Final = re.compile(
    r"(?:he|she|it|they|his|her|hers|its|their|him|them|this|these|that|those|both|such|there|here|none|each|neither)\b",
    re.IGNORECASE,
)
CONNECTIVE: Final = re.compile(
    r"(?:but|and|also|or|so|yet|nor|meanwhile|however|still|then|instead|besides|moreover|furthermore|additionally|"
    r"asked|addressing|pointing|speaking|according|having|referring|responding|another|other|others|some|among|"
    r"during the (?:call|meeting|interview|visit|conversation)|in (?:a separate|another|addition|short|response)|"
    r"for (?:example|instance)|as a result|normally|back in|in this regard|at the (?:same|time)|if|nevertheless|"
    r"most|more|after that|earlier|later|previous(?:ly)?|below|multiple|answers|one of|one is|following|yes|no|"
    r"not|next|the same|(?:when|after being) (?:\w+ )?(?:asked|pressed|questioned))\b",
    re.IGNORECASE,
)
ADDRESS: Final = re.compile(  # a writer who speaks to the readers
    r"(?:we|our|us|i|my|that[’']s it|good (?:morning|afternoon|evening)|hello|welcome|thanks?|thank you|here|let[’']s|"
    r"stay|you|your)\b",
    re.IGNORECASE,
)
TIME_WORD: Final = re.compile(
    r"(?:earlier|now|last (?:night|week|month|year)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|"
    r"tonight|this (?:morning|afternoon|evening))\b",
    re.IGNORECASE,
)
SUBORDINATE: Final = re.compile(
    r"(?:while|when|as|after|before|since|despite|amid|with|in|at|for|from|by|under|because|although|though|until|"
    r"unless|given|without|within)\b",
    re.IGNORECASE,
)
INDEFINITE: Final = re.compile(
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|dozens|hundreds|thousands|more than|at least|"
    r"nearly|almost|about|around|up to|\d[\d,.]*)\b",
    re.IGNORECASE,
)
DEFINITE: Final = re.compile(r"The [a-z0-9]")
VERB: Final = (
    r"(?:(?!need|indeed|hundred)[a-z]+ed|said|says|told|wrote|is|was|has|had|will|would|did|met|spoke|made|gave|took|"
    r"went|came|and|called|calls|warns|adds|thinks|sees|saw|left|won|lost|put|set|thought|knew|began|continues)\b"
)
_PREDICATE: Final = rf"(?:’s|'s)?,? (?:(?:also|further|then|later|again|earlier|who|repeatedly|strongly) )*{VERB}"
PREDICATE: Final = re.compile(_PREDICATE)  # what stands behind the subject of a sentence
BARE_SUBJECT: Final = re.compile(rf"\b(?P<name>[{CAPITAL}][\w-]*[a-z\u00df-\u017f][\w-]*){_PREDICATE}")
ADDITIVE: Final = re.compile(
    r"\b(?:also|added|again|continued|reiterated|went on|further|concluded|likewise|too)\b", re.IGNORECASE
)
DEFINITE_SPEAKER: Final = re.compile(
    r"\b[Tt]he (?:[a-z]+ )?(?:official|officials|ministry|minister|statement|spokes\w+|guidance|readout|president|"
    r"secretary|office|department|agency|group|company|report|post|source|sources|airline|embassy|letter|governor|"
    r"mayor|police|court|judge)\b[^,]{0,24}\b(?:said|says|told|added|tweeted|wrote|stressed|noted|warned|stated|"
    r"continued|reads?)\b",
)
PRONOUN_SPEAKER: Final = re.compile(
    r"\b(?:he|she|it|they) (?:said|says|added|told|wrote|tweeted|continued|explained|concluded|noted)\b"
)
FRESH_SOURCE: Final = re.compile(
    r"\b(?:a|an|one|two|three|four|several|multiple) (?:\w+[ -]){0,5}(?:official|diplomat|source|spokes\w+|"
    r"expert|aide|adviser|witness|resident|lawmaker|court|judge|police)\w*\b",
    re.IGNORECASE,
)
ATTRIBUTION: Final = re.compile(
    r"\b(?:according to|in (?:a|an) (?:\w+ )?(?:statement|tweet|interview|update|post|briefing)|announced|"
    r"told reporters|news (?:release|conference)|press (?:release|conference))\b",
    re.IGNORECASE,
)

PERFECT: Final = re.compile(  # "has ordered", "have now been told": the tense in which news is announced
    r"\b(?:has|have|had)\b(?: (?:also|now|not|just|already|been|again|since))* "
    r"[a-z]+(?:ed|en|wn|ne|ld|nt|de|ut|id|un|ought|aught|ook)\b"
)
REPORTED_BEFORE: Final = re.compile(r"\bpreviously reported\b|\b(?:has|have) (?:previously )?reported\b")
_OFFICES: Final = (
    r"(?:Prime Minister|President|Foreign Minister|Chancellor|Secretary|Mayor|Governor|Minister|Sen(?:ator)?\.?|"
    r"Rep\.?|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Sir|King|Queen|Chief|Professor|General|Gen\.?)"
)
OFFICE: Final = re.compile(rf"{_OFFICES} [A-Z]")
OFFICE_AND_SURNAME: Final = re.compile(rf"{_OFFICES} [A-Z][\w-]+(?:’s|'s)?,?(?: [a-z]|$)")

SOURCES: Final = (
    "official", "diplomat", "source", "spokes", "expert", "aide", "adviser", "witness", "resident", "lawmaker", "court",
    "judge", "police",
)  # fmt: skip
_STOP = """
about after again against also among been before being between both could does doing down during each from further
have having here into itself just more most only other over said same says should some such than that their them then
there these they this those through under until very were what when where which while will with would your told added
according statement saying including
"""
_TITLES = """
president minister premier chancellor secretary senator governor mayor ambassador general admiral colonel captain major
sergeant judge justice king queen prince princess duke duchess pope bishop sir lord lady dame mr mrs ms dr prof
professor chief director spokesperson spokesman spokeswoman sen rep gov gen lt adm col capt sgt sec rev taoiseach
chairman chairwoman coach commissioner officer sheriff attorney and the of
"""
STOP: Final = frozenset(_STOP.split())
TITLES: Final = frozenset(_TITLES.split())
NO_SUBJECTS: Final = frozenset(
    {"the", "a", "an", "in", "on", "at", "as", "when", "while", "after", "before", "for", "with"}
)


def unquoted(text: str) -> str:
    """Return a text without what stands in quotation marks."""
    return QUOTED.sub(" ", text) if "“" in text or '"' in text or "«" in text else text


def names_a_day(text: str) -> bool:
    """Whether a text holds a word for a day outside its quotations."""
    return may_name_a_day(text) and DAY.search(unquoted(text)) is not None


def may_name_a_day(text: str) -> bool:
    """Whether an exact look for words for days is worth its time."""
    lower = text.lower()
    return "day" in lower or "night" in lower or "this " in lower


def without_possessive(word: str) -> str:
    """Return a word without the ending of the possessive."""
    if "’" not in word and "'" not in word:
        return word
    for ending in ("’s", "'s", "’", "'"):
        word = word.removesuffix(ending)
    return word
