"""Spans: where a name begins and ends, and which of several proposals stands.

Knows that articles, possessives, titles and days are no part of a name, and that no name ends inside a word.
"""

from collections.abc import Iterable

from desktop.domain.entities import EntityKind
from desktop.entities import roles
from desktop.entities import vocabulary as lists
from desktop.entities.gazetteer import Gazetteer
from desktop.entities.passages import Origin, Passage, Proposal
from desktop.entities.words import POSSESSIVES, Word, is_inside_word

EDGES = ' \t\n.,;:!?"“”„«»()[]{}…–—-*•|/\\‘`#+='


def trim(proposal: Proposal, passage: Passage, gazetteer: Gazetteer) -> Proposal | None:
    """Return a proposal with its ends set right, or None if nothing is left that can be a name."""
    if proposal.origin is Origin.GAZETTEER:
        return proposal
    inside = _words_of(passage, proposal.start, proposal.end)
    while inside and _is_no_start(inside[0], proposal.kind):
        inside = inside[1:]
    while inside and _is_no_end(inside[-1]):
        inside = inside[:-1]
    if not inside or not any(word.is_capital for word in inside) or _is_no_name(inside, proposal, gazetteer):
        return None
    start, end = inside[0].start, inside[-1].end
    if proposal.kind is EntityKind.PERSON:
        start, end = _person(passage, inside, gazetteer)
    if start >= end or is_inside_word(passage.text, start) or is_inside_word(passage.text, end):
        return None
    return proposal.moved(start, end) if is_name(passage.text[start:end]) else None


def _words_of(passage: Passage, start: int, end: int) -> list[Word]:
    return [word for word in passage.words if word.start < end and start < word.end]


def _is_no_start(word: Word, kind: EntityKind) -> bool:
    if not word.is_capital:
        return not (kind is EntityKind.PERSON and word.lower in lists.PARTICLES) and not word.text[0].isdigit()
    return word.lower in ("the", "a", "an") or word.lower in lists.TIME_ZONES or (
        word.lower in lists.SMALL and word.text != "US" and not word.text.isupper()
    )


def _is_no_end(word: Word) -> bool:
    lower = word.lower
    return lower in lists.CALENDAR or lower in lists.TIME_ZONES or (not word.is_capital and not word.text[0].isdigit()) or lower == "the"


def _is_no_name(inside: list[Word], proposal: Proposal, gazetteer: Gazetteer) -> bool:
    """Whether words that look like a name are none: a bare office, two nations with a hyphen."""
    if proposal.kind is EntityKind.ORGANISATION and inside[-1].lower in lists.OFFICE_TITLES:
        return True
    first, _, rest = inside[0].text.partition("-")
    return len(inside) == 1 and rest != "" and gazetteer.look_up(first) is not None


def _person(passage: Passage, inside: list[Word], gazetteer: Gazetteer) -> tuple[int, int]:
    """Take titles off the front, and stop at the first mark that no name runs over."""
    start, end = roles.strip_titles(passage, inside[0].start, inside[-1].end, gazetteer)
    kept = [word for word in inside if word.start >= start]
    for number, word in enumerate(kept):
        if number + 1 == len(kept) or word.is_possessive:
            return start, word.end
        gap = passage.text[word.end : kept[number + 1].start]
        if gap.strip(" .\"“”'’‘()") or (gap.startswith(".") and len(word.text) > 3):
            return start, word.end
    return start, end


def is_name(text: str) -> bool:
    """Whether a text can name anything: it has letters, and not only words that name nothing."""
    words = text.lower().split()
    if not any(letter.isalpha() for letter in text) or text.strip(EDGES) != text.strip():
        return any(letter.isalpha() for letter in text) and text.endswith(".")
    nothing = lists.SMALL | lists.CALENDAR | lists.TITLES | lists.DIRECTIONS | lists.PORTFOLIOS | lists.TIME_ZONES
    return not all(word.split("-")[0] in nothing for word in words) or text in ("US", "IT", "UN", "WHO")


def choose(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return proposals that do not overlap, in text order: longer ones first, of equal length the surer."""
    taken: list[Proposal] = []
    for proposal in sorted(proposals, key=_rank):
        if all(proposal.end <= other.start or other.end <= proposal.start for other in taken):
            taken.append(proposal)
    return sorted(taken, key=lambda proposal: proposal.start)


def _rank(proposal: Proposal) -> tuple[bool, int, int, float, int]:
    is_weak = proposal.kind in (EntityKind.OTHER, EntityKind.EVENT) and proposal.origin is Origin.MODEL
    return (is_weak, proposal.start - proposal.end, -proposal.origin, -proposal.weight, proposal.start)


def ends_in_possessive(text: str) -> bool:
    """Whether a text ends in 's."""
    return text.endswith(POSSESSIVES)
