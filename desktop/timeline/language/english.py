"""English: words of the language that say how a sentence of news leans on others.

Knows closed classes of common words: pronouns, conjunctions, articles, numerals, verbs of saying, offices that stand
before a name. Where a class is open, as nouns are, a form stands for it: "the", words in small letters, a verb of
saying. Never holds the name of a person, a place, a house or an affair; a page in another language merely finds none of
these signs.
"""

import re
from typing import Final

OPENING_MARKS: Final = "“\"‘'«„”"
CAPITAL: Final = "A-Z\u00c0-\u00de\u0100-\u017d"

QUOTED: Final = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)")
SENTENCE: Final = re.compile(r"(?<=[.!?…])[”\"’']?\s+(?=[A-Z“\"‘])")
WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")

_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_INDEFINITE = f"a|an|one|{_NUMBERS}|several|multiple|some"
INDEFINITE_WORDS: Final = frozenset(_INDEFINITE.split("|"))
_SAYING = """
said says told tells added adds wrote writes stated states announced announces confirmed confirms denied denies warned
warns explained explains noted notes stressed stresses insisted insists argued argues claimed claims replied replies
continued continues concluded concludes tweeted tweets posted posts reported reports suggested suggests reiterated
reiterates repeated repeats admitted admits acknowledged acknowledges promised promises vowed vows urged urges asked
asks answered answers agreed agrees estimated estimates read reads believe believes think thinks thought hoped hopes
expect expects expected
"""
SAYING: Final = frozenset(_SAYING.split())  # verbs whose object is what was said
_SAY = "|".join(sorted(SAYING))
_SAYING_FIRST = (  # the same as participles, which open a sentence whose subject comes later
    "saying|speaking|talking|writing|responding|replying|answering|referring|addressing|adding|commenting|asked|"
    "pressed|questioned|challenged|told"
)

PRONOUN: Final = re.compile(
    r"(?:he|she|it|they|his|her|hers|its|their|him|them|this|these|that|those|both|such|there|here|none|each|neither)\b",
    re.IGNORECASE,
)
CONNECTIVE: Final = re.compile(
    # conjunctions and adverbs that join sentences
    r"(?:but|and|or|so|yet|nor|also|too|however|still|then|thus|hence|therefore|otherwise|instead|besides|moreover|"
    r"furthermore|additionally|likewise|similarly|nevertheless|nonetheless|though|indeed|meanwhile|finally|eventually|"
    r"as a result|as well|for (?:example|instance)|of course|after all|"
    r"in (?:addition|fact|turn|return|response|short|all|particular|contrast|other words|the meantime)|"
    # before and after what was told
    r"earlier|later|after(?:wards?| that)|before that|since then|until then|previous(?:ly)?|next|following|"
    # compared with what was told
    r"others?|another|in another|in a separate|some|most|more|the (?:same|other|latter|former|rest)|"
    r"(?:in|at|on|during|after|before|by|for|from|under|with|of) (?:this|that|these|those|the same|his|her|their|its|"
    r"such)|"
    # sayings whose speaker comes later, and answers
    rf"(?:when |after being |having been )?(?:{_SAYING_FIRST})|having|according|among|yes|no|not|if)\b",
    re.IGNORECASE,
)
GREETING: Final = re.compile(  # a writer who comes or goes
    r"(?:good ?(?:morning|afternoon|evening|night|day|bye)|hello|hi|hey|welcome|thanks?|thank you|that[’']s (?:it|all)|"
    r"(?:i|we)(?:[’']ll| will|[’']m| am|[’']re| are) (?:be |now |just |also )?(?:here|back|leaving|handing|signing|"
    r"wrapping|closing|pausing|logging|taking over|going to))\b",
    re.IGNORECASE,
)
PRESENTING: Final = re.compile(  # a writer who shows something
    r"(?:(?:and )?here(?:[’']s| is| are|[’']re)|"
    r"(?:this|these|that|those)(?:[’']s| is| are) (?:from|by|the|what|how|why)|"
    r"(?:some|more|reaction|analysis|news|word|this) (?:from|on|by|about)|from (?:my|our)|(?:my|our) colleagues?|"
    r"over to|back to|as (?:promised|reported|mentioned))\b",
    re.IGNORECASE,
)
ADDRESS: Final = re.compile(
    r"(?:we|our|us|i|my|let[’']s|you|your)\b", re.IGNORECASE
)  # a writer who speaks to the readers
SUBORDINATE: Final = re.compile(
    r"(?:while|when|as|after|before|since|despite|amid|with|in|at|for|from|by|under|because|although|though|until|"
    r"unless|given|without|within|during|on|through|throughout|along|across|following)\b",
    re.IGNORECASE,
)
INDEFINITE: Final = re.compile(
    rf"(?:an?|one|{_NUMBERS}|several|dozens|scores|hundreds|thousands|millions|many|few|more than|at least|nearly|"
    r"almost|about|around|up to|over|\d[\d,.]*)\b",
    re.IGNORECASE,
)
DEFINITE: Final = re.compile(r"The [a-z0-9]")
VERB: Final = (
    r"(?:(?!need|indeed|hundred)[a-z]+ed|says|calls|warns|adds|thinks|sees|wants|continues|is|was|has|had|will|would|"
    r"did|and|said|told|wrote|met|spoke|made|gave|took|went|came|saw|left|won|lost|put|set|thought|knew|began|held|led|"
    r"got|sent|brought|became|kept|ran|stood|sat|fell|rose|felt|found|grew|drew|broke|paid|hit|cut)\b"
)
_PREDICATE: Final = rf"(?:’s|'s)?,? (?:(?:also|further|then|later|again|earlier|who|[a-z]+ly) )*{VERB}"
PREDICATE: Final = re.compile(_PREDICATE)  # what stands behind the subject of a sentence
BARE_SUBJECT: Final = re.compile(rf"\b(?P<name>[{CAPITAL}][\w-]*[a-z\u00df-\u017f][\w-]*){_PREDICATE}")
ADDITIVE: Final = re.compile(
    r"\b(?:also|added|again|continued|reiterated|went on|further|concluded|likewise|too)\b", re.IGNORECASE
)
DEFINITE_SPEAKER: Final = re.compile(  # "the official said", "the company’s statement reads"; no noun needs a list
    rf"\b[Tt]he (?:[a-z][a-z’'-]* ){{1,4}}(?:{_SAY})\b"
)
PRONOUN_SPEAKER: Final = re.compile(rf"\b(?:he|she|it|they) (?:(?:also|then|later) )?(?:{_SAY})\b")
FRESH_SOURCE: Final = re.compile(  # "a senior official said", "according to two diplomats"
    rf"\b(?:{_INDEFINITE}) (?:[\w-]+,? ){{1,6}}(?:who )?(?:has |have |had )?(?:{_SAY})\b|"
    rf"\baccording to (?:{_INDEFINITE})\b",
    re.IGNORECASE,
)
ATTRIBUTION: Final = re.compile(
    r"\b(?:according to|"
    r"in (?:an? )(?:\w+ )?(?:statement|tweet|post|interview|update|briefing|letter|email|speech|report|message|video)|"
    r"announced|(?:told|tells) (?:reporters|journalists|the media)|(?:news|press) (?:release|conference|briefing))\b",
    re.IGNORECASE,
)

_PARTICIPLE = (
    r"(?: (?:also|now|not|just|already|been|again|since|both|all|never|yet|so|far|finally|only|still|[a-z]+ly))* "
    r"[a-z]+(?:ed|en|wn|ne|ld|nt|de|ut|id|un|ought|aught|ook|et|ost|ade|ept|ung|eft|come|become|run|met|put|hit)\b"
)
PERFECT: Final = re.compile(  # "has ordered", "they’ve now been told": the tense in which news is announced
    rf"(?:\b(?:has|have)|[a-z][’']ve){_PARTICIPLE}"
)
PAST_PERFECT: Final = re.compile(rf"\bhad{_PARTICIPLE}")  # "had been told": what was before the news
REPORTED_BEFORE: Final = re.compile(
    r"\b(?:earlier|previously) reported\b|\b(?:has|have) reported\b|\breported earlier\b"
)

_STOP = """
about after again against also among been before being between both could does doing down during each from further
have having here into itself just more most only other over said same says should some such than that their them then
there these they this those through under until very were what when where which while will with would your told added
according statement saying including
"""
_OFFICES = """
president minister premier chancellor secretary senator governor mayor ambassador general admiral colonel captain major
sergeant lieutenant judge justice king queen prince princess duke duchess pope bishop archbishop cardinal imam rabbi sir
lord lady dame mr mrs ms miss dr prof professor chief director spokesperson spokesman spokeswoman sen rep gov gen lt adm
col capt sgt sec rev taoiseach chairman chairwoman chair coach commissioner officer sheriff inspector constable
superintendent commander congressman congresswoman councillor councilman councilwoman speaker attorney
"""
STOP: Final = frozenset(_STOP.split())
OFFICES: Final = frozenset(_OFFICES.split())  # they stand before a name
TITLES: Final = OFFICES | {"and", "the", "of"}
_RANKS = "Prime|Foreign|Vice|Deputy|First|Lord|Attorney|Home|Defen[cs]e|Finance|Health"
_OFFICE = rf"(?:(?:{_RANKS}) )?(?:{'|'.join(sorted(map(str.capitalize, OFFICES)))})\.?"
OFFICE: Final = re.compile(rf"{_OFFICE} [A-Z]")
OFFICE_AND_SURNAME: Final = re.compile(rf"{_OFFICE} [A-Z][\w-]+,?(?: [a-z]|$)")
NO_SUBJECTS: Final = frozenset(
    {"the", "a", "an", "in", "on", "at", "as", "when", "while", "after", "before", "for", "with"}
)


def unquoted(text: str) -> str:
    """Return a text without what stands in quotation marks."""
    return QUOTED.sub(" ", text) if "“" in text or '"' in text or "«" in text else text


def without_possessive(word: str) -> str:
    """Return a word without the ending of the possessive."""
    if "’" not in word and "'" not in word:
        return word
    for ending in ("’s", "'s", "’", "'"):
        word = word.removesuffix(ending)
    return word
