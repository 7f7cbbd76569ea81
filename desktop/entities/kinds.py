"""Kinds: is a name a person, an organisation or a place? Decided once for the whole article.

Knows the weight of each opinion and of the words around a name. Every mention of a name votes, so that one slip of the
model does not make a second row.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from desktop.domain.entities import EntityKind
from desktop.entities import vocabulary as lists
from desktop.entities.gazetteer import SURE, Gazetteer
from desktop.entities.passages import Origin, Passage, Proposal
from desktop.entities.words import fold

Votes = Mapping[str, Counter[EntityKind]]
PERSON, ORGANISATION, PLACE = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE
LEAST = 0.9
AGE = re.compile(r",? \(?\d{2}[,)]")
LONGEST_ABBREVIATION = 6


def collect(
    passages: Sequence[Passage], trimmed: Sequence[Sequence[Proposal]], gazetteer: Gazetteer
) -> dict[str, Counter[EntityKind]]:
    """Return, for each folded name, what speaks for each kind."""
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    listed: set[str] = set()
    for passage, proposals in zip(passages, trimmed, strict=True):
        for proposal in proposals:
            text = passage.text[proposal.start : proposal.end]
            key = fold(text)
            first = key not in votes
            if proposal.origin is Origin.GAZETTEER:
                votes[key][proposal.kind] += proposal.weight if key not in listed else 0.3 * (proposal.weight >= SURE)
                listed.add(key)
            else:
                votes[key][proposal.kind] += proposal.weight
            if proposal.origin is Origin.MODEL or proposal.origin is Origin.GAZETTEER:
                votes[key].update(_around(passage, proposal))  # type: ignore[arg-type]
            if first:
                votes[key].update(_inside(text, gazetteer))  # type: ignore[arg-type]
    return votes


def _around(passage: Passage, proposal: Proposal) -> dict[EntityKind, float]:
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


def _inside(text: str, gazetteer: Gazetteer) -> dict[EntityKind, float]:
    """Return what the name's own words say."""
    votes: dict[EntityKind, float] = defaultdict(float)
    words = text.split()
    if len(words) > 1 and gazetteer.is_given_name(words[0]):
        votes[PERSON] += 1.2
    if len(words) == 1 and text.isupper() and 1 < len(text) <= LONGEST_ABBREVIATION:
        votes[ORGANISATION] += 0.7
        votes[PERSON] -= 1.0
    if any(letter.isdigit() for letter in text):
        votes[PERSON] -= 2.0
    if words[-1].lower().strip(".") in lists.LEGAL_FORMS or "&" in text:
        votes[ORGANISATION] += 2.0
    return votes


def decide(votes: Counter[EntityKind]) -> EntityKind | None:
    """Return the kind with the most votes, or None if too little speaks for any."""
    kind, most = max(votes.items(), key=lambda vote: (vote[1], vote[0]), default=(None, 0.0))
    return kind if kind is not EntityKind.OTHER and most >= LEAST else None
