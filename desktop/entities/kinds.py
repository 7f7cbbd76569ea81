"""Kinds: is a name a person, an organisation or a place? Decided once for the whole article.

Knows the weight of each opinion and of the words around a name. Every mention of a name votes, so that one slip of the
model does not make a second row.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from desktop.domain.entities import EntityKind
from desktop.entities import streets
from desktop.entities import vocabulary as lists
from desktop.entities.gazetteer import SURE, Gazetteer
from desktop.entities.passages import Origin, Passage, Proposal
from desktop.entities.words import fold

Votes = Mapping[EntityKind, float]
PERSON, ORGANISATION, PLACE = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE
LEAST = 0.9
AGAIN = 1.0
"""What each further mention adds to a name that the gazetteer is sure of: as much as the model's opinion."""

AGE = re.compile(r",? \(?\d{2}[,)]")
LONGEST_ABBREVIATION = 6


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
                _add(votes[key], _inside(text))
    return votes


def _add(votes: dict[EntityKind, float], more: Votes) -> None:
    for kind, weight in more.items():
        votes[kind] += weight


def _around(passage: Passage, proposal: Proposal) -> Votes:
    """Return what the neighbouring words say."""
    votes: dict[EntityKind, float] = defaultdict(float)
    before = passage.text[: proposal.start].rsplit(None, 1)[-1:] or [""]
    after = passage.text[proposal.end :].split(None, 1)[:1] or [""]
    if before[0].lower() in lists.IN_A_PLACE:
        votes[PLACE] += 0.5
    if before[0].lower() == "the":
        votes[PERSON] -= 1.5
    if after[0] in lists.SPEECH and passage.text[proposal.end : proposal.end + 1] == " ":
        votes[PERSON] += 0.3
    if AGE.match(passage.text, proposal.end):
        votes[PERSON] += 2.0
    return votes


def _begins_with_given_name(text: str, gazetteer: Gazetteer) -> bool:
    """Whether a name of several words, none of them an organisation's head, opens as people's names do."""
    words = text.split()
    if len(words) < 2 or words[-1].lower() in lists.ORGANISATION_HEADS or streets.closes_place(words[-1]):
        return False
    return gazetteer.is_given_name(words[0]) and gazetteer.look_up(text) is None


def _inside(text: str) -> Votes:
    """Return what the name's own words say."""
    votes: dict[EntityKind, float] = defaultdict(float)
    words = text.split()
    if len(words) == 1 and text.isupper() and 1 < len(text) <= LONGEST_ABBREVIATION:
        votes[ORGANISATION] += 0.7
        votes[PERSON] -= 1.0
    if any(letter.isdigit() for letter in text):
        votes[PERSON] -= 2.0
    if words[-1].lower().strip(".") in lists.LEGAL_FORMS or "&" in text:
        votes[ORGANISATION] += 2.0
    return votes


def decide(votes: Votes) -> EntityKind | None:
    """Return the kind with the most votes, or None if too little speaks for any."""
    named = [(most, kind) for kind, most in votes.items() if kind is not EntityKind.OTHER]
    most, best = max(named, default=(0.0, None))
    return best if most >= LEAST and most >= votes.get(EntityKind.OTHER, 0.0) / 2 else None
