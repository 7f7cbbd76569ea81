"""Spans: where a name begins and ends, and which of several proposals stands.

Knows that articles, possessives, titles and days are no part of a name, and that no name ends inside a word.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.domain.entities import EntityKind
from desktop.entities.naming import roles
from desktop.entities.naming.gazetteer import Gazetteer
from desktop.entities.text import vocabulary as lists
from desktop.entities.text.passages import Origin, Passage, Proposal
from desktop.entities.text.runs import may_open
from desktop.entities.text.words import Word, is_inside_word, is_site

OF_WHAT = re.compile(r"\b(?:[Mm]inister|[Ss]ecretary|[Cc]hancellor|[Cc]ommissioner) (?:of|for) (?:the )?$")
RESULT = re.compile(r"\d+-\d+")
"""Of a match or a vote: "Rovers 3-1"."""

EDGES = ' \t\n.,;:!?"“”„«»()[]{}…–—-*•|/\\‘`#+='


def tidy(proposal: Proposal, passage: Passage, gazetteer: Gazetteer) -> list[Proposal]:
    """Return a proposal with its ends set right: one, two where it joins two names by "and", or none."""
    if proposal.origin is Origin.GAZETTEER or is_site(passage.text[proposal.start : proposal.end]):
        return [proposal]
    parts = _halves(proposal, passage, gazetteer)
    return [better for part in parts if (better := _trim(part, passage, gazetteer)) is not None]


def _halves(proposal: Proposal, passage: Passage, gazetteer: Gazetteer) -> list[Proposal]:
    """Part "Ford and Fiat"; leave "Health and Safety Board" and names that the gazetteer knows whole."""
    text = passage.text[proposal.start : proposal.end]
    left, _, right = text.partition(" and ")
    if proposal.origin is not Origin.MODEL or not right or proposal.kind is EntityKind.OTHER:
        return [proposal]
    words = right.split()
    is_headed = words[-1].lower() in lists.ORGANISATION_HEADS | lists.MINISTRY_HEADS or words[-1].endswith("s")
    is_two_places = words[-1].lower() in lists.PLACE_ENDINGS and left.split()[-1].lower() in lists.PLACE_ENDINGS
    if (is_headed and not is_two_places) or gazetteer.look_up(text) or left.split()[-1].lower() in lists.PORTFOLIOS:
        return [proposal]
    kind = EntityKind.PLACE if is_two_places else proposal.kind
    middle = proposal.start + len(left)
    after = middle + len(" and ")
    return [
        replace(proposal, end=middle, kind=kind),
        replace(proposal, start=after, kind=kind),
    ]


def _trim(proposal: Proposal, passage: Passage, gazetteer: Gazetteer) -> Proposal | None:
    inside = _words_of(passage, proposal.start, proposal.end)
    if proposal.kind is not EntityKind.PERSON:
        inside = _after_owner(passage, inside, gazetteer)
    while inside and _is_no_start(inside[0], proposal.kind, passage):
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


def _after_owner(passage: Passage, inside: list[Word], gazetteer: Gazetteer) -> list[Word]:
    """Take "Norway's" off "Norway's Central Bank"; leave "Moody's" and "People's Party"."""
    for number in range(len(inside) - 2, -1, -1):
        if inside[number].is_possessive:
            owner = gazetteer.look_up(passage.text[inside[0].start : inside[number].end])
            return inside[number + 1 :] if owner is not None else inside
    return inside


def _is_no_start(word: Word, kind: EntityKind, passage: Passage) -> bool:
    if not word.is_capital:
        return not (kind is EntityKind.PERSON and word.lower in lists.PARTICLES) and not word.text[0].isdigit()
    return (
        word.lower in ("the", "a", "an")
        or word.lower in lists.TIME_ZONES
        or (not may_open(passage, word) and word.text != "US" and not word.text.isupper())
    )


def _is_no_end(word: Word) -> bool:
    lower = word.lower
    return (
        lower in lists.CALENDAR
        or lower in lists.TIME_ZONES
        or (not word.is_capital and not word.text[0].isdigit())
        or lower == "the"
        or RESULT.fullmatch(lower) is not None
    )


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
        if number + 1 == len(kept) or word.is_possessive or kept[number + 1].text == word.text:
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
    is_headed = len(words) > 1 and words[-1] in lists.ORGANISATION_HEADS | lists.MINISTRY_HEADS
    return is_headed or not all(word.split("-")[0] in nothing for word in words) or text in ("US", "IT", "UN", "WHO")


def choose(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return proposals that do not overlap, in text order: longer ones first, of equal length the surer."""
    taken: list[Proposal] = []
    for proposal in sorted(proposals, key=_rank):
        if all(proposal.end <= other.start or other.end <= proposal.start for other in taken):
            taken.append(proposal)
    return sorted(taken, key=lambda proposal: proposal.start)


def drop_offices(proposals: Sequence[Proposal], passage: Passage, gazetteer: Gazetteer) -> list[Proposal]:
    """Leave out organisations that are part of a title, and those that swallow the titled person after them.

    "State" in "Secretary of State", "Armed Forces" before "Minister", and "Armed Forces Jo Smith" as one name.
    """
    people = [one for one in proposals if one.kind is EntityKind.PERSON and one.origin is Origin.GRAMMAR]
    return [
        one
        for one in proposals
        if one.kind is EntityKind.PERSON
        or one.origin is Origin.GAZETTEER
        or not (
            _is_office(one, passage, gazetteer) or any(one.start < man.start < man.end == one.end for man in people)
        )
    ]


def _is_office(proposal: Proposal, passage: Passage, gazetteer: Gazetteer) -> bool:
    """Whether a name only says of what someone is minister: a title follows it, or stands before with "of"."""
    inside = _words_of(passage, proposal.start, proposal.end)
    if OF_WHAT.search(passage.text[: proposal.start]) and all(word.lower in lists.PORTFOLIOS for word in inside):
        return True
    following = next((word for word in passage.words if word.start >= proposal.end), None)
    if following is None or following.lower not in lists.OFFICE_TITLES:
        return False
    if passage.text[proposal.end : following.start] != " ":
        return False
    return all(
        word.lower in lists.PORTFOLIOS or gazetteer.country_of(word.text) is not None for word in inside
    ) and any(word.lower in lists.PORTFOLIOS for word in inside)


def _rank(proposal: Proposal) -> tuple[bool, int, int, float, int]:
    is_weak = proposal.kind in (EntityKind.OTHER, EntityKind.EVENT) and proposal.origin is Origin.MODEL
    return (is_weak, proposal.start - proposal.end, -proposal.origin, -proposal.weight, proposal.start)
