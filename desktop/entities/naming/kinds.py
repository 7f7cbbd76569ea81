"""Kinds: is a name a person, an organisation or a place? Decided once for the whole article.

Knows the weight of each opinion and of the words around a name. Every mention of a name votes, so that one slip of the
model does not make a second row.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from desktop.domain.entities import EntityKind
from desktop.entities.naming import streets
from desktop.entities.naming.gazetteer import SURE, Gazetteer
from desktop.entities.text import vocabulary as lists
from desktop.entities.text.passages import Origin, Passage, Proposal
from desktop.entities.text.words import fold, is_site

Votes = Mapping[EntityKind, float]
PERSON, ORGANISATION, PLACE = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE
LEAST = 0.9
AGAIN = 1.0
"""What each further mention adds to a name that the gazetteer is sure of: as much as the model's opinion."""

WHO = re.compile(r",? who\b")
FAR = 60
"""So many characters on each side of a name are looked at."""

AGE = re.compile(r",? \(?\d{2}[,)]")
LONGEST_ABBREVIATION = 6
INNER_CAPITAL = re.compile(r"(?!(?:Mc|Mac|De|Di|Da|Du|La|Le|Lo|Van|Von|Fitz|St|Al|El)[A-Z])[A-Z]\w*[a-z][A-Z]")
"""A capital within a word, as firms like it: "AcmeSoft"; surnames have it after a few particles alone."""

ENDS_IN_LETTERS = re.compile(r"\w*[a-z]-[A-Z]{2,}")
"""A party or firm with an abbreviation after a hyphen."""

PLURAL = re.compile(
    r"[A-Z][a-z]{2,}(?:er|or|ing|on|et|it|ie|ght|ck|ll|nd|rd|rt|st|th|rn|wn|nt|ct|nk|rk|ow|dge|ade|ble|ce|se|ve)s"
)
"""An English word in the plural; surnames that end in -as, -es, -is, -os, -us, -ins or -ens are none."""

TOLD = re.compile(
    r"\b(?:told|tells|telling|(?:speaking|spoke|speaks) (?:to|with)|interview with|according to) (?:the )?$",
    re.IGNORECASE,
)
BEFORE_BODY = re.compile(
    r"\b(?:(?:stakes?|shares?|stock|invest(?:ed|ing|ments?)|interest) in"
    r"|(?:acquisitions?|takeover|subsidiary|shareholders|employees|users|customers|subscribers|frontman|guitarist|drummer"
    r"|bassist|chief executive|ceo|co-founders?|owners?) of|(?:plays?|played|playing|signed|scored) for|signed with"
    r"|work(?:s|ed|ing)? at|(?:acquired|employed|hired) by|traded to|(?:post|stream)(?:s|ed|ing)? on) (?:the )?$",
    re.IGNORECASE,
)
"""What is owned, run or played for is a body."""

AFTER_BODY = re.compile(
    r"(?:['’]s)? (?:shares|stock|shareholders|executives|employees|stores|users|subscribers|customers|subsidiary)\b"
)
SOME = 0.7
LITTLE = 0.4
LINKS = frozenset({"in", "of", "for", "with", "at", "by", "to", "on", "told", "tells", "telling"})
"""Last words of what stands before such a name."""

OR_ELSE = re.compile(r",? (?:and|or|&|instead of|as well as) ")
GOES_ON = re.compile(r",? (?:and|or|&) |, [A-Z]")
LONGEST_GAP = len(", as well as ")


def collect(
    passages: Sequence[Passage], trimmed: Sequence[Sequence[Proposal]], gazetteer: Gazetteer
) -> dict[str, dict[EntityKind, float]]:
    """Return, for each folded name, what speaks for each kind."""
    votes: dict[str, dict[EntityKind, float]] = defaultdict(lambda: defaultdict(float))
    listed: set[str] = set()
    for passage, proposals in zip(passages, trimmed, strict=True):
        for proposal in proposals:
            text = passage.text[proposal.start : proposal.end]
            key = fold(text)
            first = key not in votes
            if proposal.origin is Origin.GAZETTEER:
                votes[key][proposal.kind] += proposal.weight if key not in listed else AGAIN * (proposal.weight >= SURE)
                listed.add(key)
            else:
                votes[key][proposal.kind] += proposal.weight
            if proposal.origin is Origin.MODEL or proposal.origin is Origin.GAZETTEER:
                _add(votes[key], _around(passage, proposal))
            if proposal.origin is Origin.MODEL and _begins_with_given_name(text, gazetteer):
                votes[key][PERSON] += 1.2
            if first:
                _add(votes[key], _inside(text, gazetteer))
        _add_company(passage, proposals, votes)
    return votes


def _add_company(passage: Passage, proposals: Sequence[Proposal], votes: Mapping[str, dict[EntityKind, float]]) -> None:
    """Let the names that the gazetteer is sure of vote for those that stand next to them in a list."""
    sure = [one for one in proposals if one.origin is Origin.GAZETTEER and one.weight >= SURE and not one.is_demonym]
    others = [one for one in proposals if one.origin in (Origin.MODEL, Origin.GAZETTEER) and one.weight < SURE]
    if not sure or not others:
        return
    starting, ending = _by_place(others, "start"), _by_place(others, "end")
    for known in sure:
        after = [one for step in range(LONGEST_GAP) for one in starting.get(known.end + 1 + step, ())]
        before = [one for step in range(LONGEST_GAP) for one in ending.get(known.start - 1 - step, ())]
        pairs = [(known, one) for one in after] + [(one, known) for one in before]
        for first, second in pairs:
            if _are_in_one_list(passage.text, first, second):
                one = second if first is known else first
                count = votes[fold(passage.text[one.start : one.end])]
                count[known.kind] += SOME
                count[PERSON] -= SOME * (known.kind is not PERSON)


def _by_place(proposals: Sequence[Proposal], edge: str) -> dict[int, list[Proposal]]:
    places: dict[int, list[Proposal]] = defaultdict(list)
    for one in proposals:
        places[one.start if edge == "start" else one.end].append(one)
    return places


def _are_in_one_list(text: str, first: Proposal, second: Proposal) -> bool:
    """Whether two names are parted as items of a list are; a comma may also open or close an apposition."""
    gap = text[first.end : second.start]
    if not 0 < len(gap) <= LONGEST_GAP:
        return False
    if gap.startswith(", "):
        goes_on = GOES_ON.match(text, second.end) is not None
        return goes_on if gap == ", " else OR_ELSE.fullmatch(gap) is not None and text.endswith(", ", 0, first.start)
    return OR_ELSE.fullmatch(gap) is not None


def _add(votes: dict[EntityKind, float], more: Votes) -> None:
    for kind, weight in more.items():
        votes[kind] += weight


def _around(passage: Passage, proposal: Proposal) -> Votes:
    """Return what the neighbouring words say."""
    votes: dict[EntityKind, float] = defaultdict(float)
    before, after = _neighbours(passage, proposal)
    if before and before[-1] in lists.IN_A_PLACE:
        votes[PLACE] += 0.5
    if before and before[-1] == "the" and not _is_attribute(after):
        votes[PERSON] -= 1.5
    if after and after[0] in lists.SPEECH and passage.text[proposal.end : proposal.end + 1] == " ":
        votes[PERSON] += 0.3
    if AGE.match(passage.text, proposal.end):
        votes[PERSON] += 2.0
    if WHO.match(passage.text, proposal.end):
        votes[PERSON] += 2.0
    for kind, weight in _done_with(passage, proposal, before):
        votes[kind] += weight
    for kind, weight in _called(before, after):
        votes[kind] += weight
    return votes


def _done_with(passage: Passage, proposal: Proposal, before: Sequence[str]) -> Iterator[tuple[EntityKind, float]]:
    """Yield what is said to be done with the bearer of a name: owned, run, played for, spoken to."""
    link = next((word for word in reversed(before[-2:]) if word != "the"), "")
    left = passage.text[max(0, proposal.start - FAR) : proposal.start] if link in LINKS else ""
    if (left and BEFORE_BODY.search(left)) or AFTER_BODY.match(passage.text, proposal.end):
        yield ORGANISATION, SOME
        yield PERSON, -SOME
    if left and TOLD.search(left):
        yield ORGANISATION, LITTLE


def _neighbours(passage: Passage, proposal: Proposal) -> tuple[list[str], list[str]]:
    """Return up to three words on each side, in lower case, as far as only blanks stand between."""
    before, after = passage.text[: proposal.start], passage.text[proposal.end : proposal.end + FAR]
    left = re.search(r"(?:[\w’'-]+ ){1,3}$", before[-FAR:])
    right = re.match(r"(?: [\w’'-]+){1,3}", after)
    return (left[0].lower().split() if left else []), (right[0].lower().split() if right else [])


def _is_attribute(after: Sequence[str]) -> bool:
    """Whether a name stands before what belongs to its bearer: "the Marlowe government"."""
    return bool(after) and after[0] not in lists.SPEECH | lists.SMALL | lists.OFFICE_TITLES


def _called(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[EntityKind, float]]:
    """Yield what a noun right before or after a name calls it."""
    last, first = (before[-1] if before else ""), (after[0] if after else "")
    of_what = before[-2] if last == "of" and len(before) > 1 else ""
    if last in lists.KIN:
        yield PERSON, 2.0
    if first in lists.PLAYERS | lists.OFFICE_TITLES:
        yield ORGANISATION, 1.0 if first in lists.PLAYERS else 0.5  # "the Rovers striker"
        yield PERSON, -0.5
    if last in lists.NOUNS_OF_BODIES or last.endswith("maker") or first in lists.NOUNS_OF_BODIES:
        yield ORGANISATION, 1.0
        yield PERSON, -1.0
    if of_what in lists.NOUNS_OF_PLACES:
        yield PLACE, 2.5
        yield PERSON, -2.0
    if first in lists.NOUNS_OF_PLACES:
        yield PLACE, 1.0
        yield PERSON, -1.0
    if lists.ARTEFACTS & set(after[:2]) or last.endswith(lists.MADE_IN):
        yield EntityKind.OTHER, 2.0
        yield PERSON, -1.0


def _begins_with_given_name(text: str, gazetteer: Gazetteer) -> bool:
    """Whether a name of several words, none of them an organisation's head, opens as people's names do."""
    words = text.split()
    if len(words) < 2 or words[-1].lower() in lists.ORGANISATION_HEADS or streets.closes_place(words[-1]):
        return False
    return gazetteer.is_given_name(words[0]) and gazetteer.look_up(text) is None


def _inside(text: str, gazetteer: Gazetteer) -> Votes:
    """Return what the name's own words say."""
    votes: dict[EntityKind, float] = defaultdict(float)
    words = text.split()
    if len(words) == 1 and text.isupper() and 1 < len(text) <= LONGEST_ABBREVIATION:
        votes[ORGANISATION] += 0.7
        votes[PERSON] -= 1.0
    if len(words) > 1 and _ends_in_letters(words) and not gazetteer.is_given_name(words[0]):
        votes[PERSON] -= 2.0  # "Lumina AI", "Canal TV"
    has_digit = any(letter.isdigit() for letter in text)
    is_named = len(words) > 1 and gazetteer.is_given_name(words[0])
    if is_site(text) or (not has_digit and not is_named and any(INNER_CAPITAL.match(word) for word in words)):
        votes[ORGANISATION] += 1.0
        votes[PERSON] -= 2.0
        votes[PLACE] -= 1.0
    if len(words) == 1 and ENDS_IN_LETTERS.fullmatch(text):
        votes[ORGANISATION] += 1.0
        votes[PERSON] -= 2.0
    if len(words) > 1 and PLURAL.fullmatch(words[-1]) and not gazetteer.is_given_name(words[0]) and len(words[0]) > 2:
        votes[ORGANISATION] += SOME
        votes[PERSON] -= 1.0
    if has_digit:
        votes[PERSON] -= 2.0
    if words[-1].lower().strip(".") in lists.LEGAL_FORMS or "&" in text:
        votes[ORGANISATION] += 2.0
    return votes


def is_headed(key: str) -> bool:
    """Whether a folded name's own words say that it is a body's."""
    words = key.split()
    return "&" in key or any(word in lists.ORGANISATION_HEADS | lists.ORGANISATION_OPENERS for word in words)


def _ends_in_letters(words: Sequence[str]) -> bool:
    """Whether a name that is not all capitals ends in an abbreviation that is no "Jr." or "III"."""
    last = words[-1]
    is_short = 1 < len(last) < LONGEST_ABBREVIATION - 1 and last.isupper() and last.isalpha()
    return is_short and not words[0].isupper() and last.lower() not in lists.SUFFIXES_OF_NAMES


def decide(votes: Votes) -> EntityKind | None:
    """Return the kind with the most votes, or None if too little speaks for any."""
    named = [(most, kind) for kind, most in votes.items() if kind is not EntityKind.OTHER]
    most, best = max(named, default=(0.0, None))
    return best if most >= LEAST and most >= votes.get(EntityKind.OTHER, 0.0) / 2 else None
