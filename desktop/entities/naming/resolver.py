"""Resolver: the one place where proposals become names.

Reads the whole article at once: sets the ends of names right, lets every mention vote on a name's kind, looks for each
decided name again in the text, then says which mentions are one person, organisation or place.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.entities import EntityKind
from desktop.entities.naming import kinds, names, repeats, roles, spans
from desktop.entities.naming.gazetteer import SURE, Gazetteer
from desktop.entities.naming.named import Group, Named
from desktop.entities.naming.organisations import group_organisations
from desktop.entities.naming.people import group_people
from desktop.entities.naming.places import group_places
from desktop.entities.text import vocabulary as lists
from desktop.entities.text.passages import Origin, Passage, Proposal
from desktop.entities.text.words import fold

LONGEST_PERSON = 4
LEAST_KNOWN = 2.0
PERSON, ORGANISATION, PLACE, EVENT = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE, EntityKind.EVENT


@dataclass(frozen=True, slots=True)
class _Known:
    """What the first pass found out.

    Attributes:
        kinds: The kind of each folded name.
        surnames: The folded surnames of people named in full.
        listed: Those surnames that the gazetteer is sure to know as something else.
    """

    kinds: Mapping[str, EntityKind]
    surnames: frozenset[str]
    listed: frozenset[str]


def resolve(passages: Sequence[Passage], proposals: Sequence[Sequence[Proposal]], gazetteer: Gazetteer) -> list[Group]:
    """Return what the article speaks of, each thing once, with all its mentions.

    Args:
        passages: The article's paragraphs in page order.
        proposals: What was proposed for each passage.
        gazetteer: Knows nations and given names.

    Returns:
        One group for each person, organisation, place and event; no two mentions overlap.
    """
    trimmed = [
        spans.drop_offices(
            [better for one in own for better in spans.tidy(one, passage, gazetteer)], passage, gazetteer
        )
        for passage, own in zip(passages, proposals, strict=True)
    ]
    trimmed = _without_plain_words(passages, trimmed)
    known = _first_pass(passages, trimmed, gazetteer)
    again = repeats.find(passages, _forms(passages, trimmed, known, gazetteer))
    named: list[Named] = []
    for number, (passage, own, more) in enumerate(zip(passages, trimmed, again, strict=True)):
        named += _decide(number, passage, [*own, *more], known, gazetteer)
    return _groups(named, passages, gazetteer)


def _without_plain_words(passages: Sequence[Passage], trimmed: Sequence[Sequence[Proposal]]) -> list[list[Proposal]]:
    """Leave out what the model says of a single word that opens a sentence and is an ordinary word elsewhere."""
    lower_case = repeats.lower_case_words(passages)
    return [
        [
            one
            for one in own
            if (one.origin is not Origin.MODEL and not (one.origin is Origin.GAZETTEER and one.weight < SURE))
            or not repeats.is_plain_word(passage, one.start, one.end, lower_case)
        ]
        for passage, own in zip(passages, trimmed, strict=True)
    ]


def _first_pass(passages: Sequence[Passage], trimmed: Sequence[Sequence[Proposal]], gazetteer: Gazetteer) -> _Known:
    """Decide each name's kind by all its votes, and collect the surnames of people."""
    votes = kinds.collect(passages, trimmed, gazetteer)
    decided = {key: kind for key, count in votes.items() if (kind := kinds.decide(count)) is not None}
    _know_people_by_surname(decided, votes, gazetteer)
    full = [names.parse(key) for key, kind in decided.items() if kind is PERSON and " " in key]
    for name in full:
        if (
            name.is_full
            and decided.get(name.given[0]) is ORGANISATION
            and _is_only_given_name(name.given[0], gazetteer)
        ):
            decided[name.given[0]] = PERSON
    surnames = frozenset(form for name in full if name.is_full for form in names.surname_forms(name))
    listed = frozenset(
        fold(passage.text[one.start : one.end])
        for passage, own in zip(passages, trimmed, strict=True)
        for one in own
        if one.origin is Origin.GAZETTEER and one.weight >= SURE
    )
    return _Known(decided, surnames, listed & surnames)


def _is_only_given_name(key: str, gazetteer: Gazetteer) -> bool:
    """Whether a folded word is known as a given name, and as nothing else."""
    return gazetteer.is_given_name(key) and gazetteer.look_up(key.title()) is None


def _know_people_by_surname(
    decided: dict[str, EntityKind], votes: Mapping[str, kinds.Votes], gazetteer: Gazetteer
) -> None:
    """Take a full name for a person's if its surname alone is one, and nothing but the model says otherwise."""
    for key, kind in decided.items():
        if kind is not ORGANISATION or not 1 < len(key.split()) <= LONGEST_PERSON:
            continue
        name = names.parse(key)
        known = votes[name.surname].get(PERSON, 0.0) if name.is_full and decided.get(name.surname) is PERSON else 0.0
        is_listed = kinds.is_headed(key) or gazetteer.look_up(key.title()) is not None
        if known >= max(LEAST_KNOWN, votes[key][ORGANISATION]) and not is_listed:
            decided[key] = PERSON


def _forms(
    passages: Sequence[Passage], trimmed: Sequence[Sequence[Proposal]], known: _Known, gazetteer: Gazetteer
) -> dict[str, EntityKind]:
    """Return the forms to look for again: every decided name as it is written, and people's surnames."""
    forms: dict[str, EntityKind] = {}
    for passage, own in zip(passages, trimmed, strict=True):
        for proposal in own:
            text = passage.text[proposal.start : proposal.end]
            kind = known.kinds.get(fold(text))
            if kind is None or proposal.is_demonym or kind is EVENT:
                continue
            if " " in text or not _is_risky(text):
                forms.setdefault(text, kind)
            nickname = _after_town(text, gazetteer) if kind is ORGANISATION else ""
            if nickname and not _is_risky(nickname):
                forms.setdefault(nickname, ORGANISATION)
            if kind is PERSON and " " in text:
                for surname in _surnames_as_written(text):
                    listed = gazetteer.look_up(surname)
                    if not _is_risky(surname) and (listed is None or listed.weight < SURE):
                        forms[surname] = PERSON
    return forms


def _after_town(name: str, gazetteer: Gazetteer) -> str:
    """Return by what a club is known for short, "Rovers" for "Lisbon Rovers": a word in the plural after its town."""
    words = name.split()
    for count in (3, 2, 1):
        if count < len(words) and words[-1].endswith(("s", "x")):
            town, rest = gazetteer.look_up(" ".join(words[:count])), words[count:]
            if town is not None and town.kind is PLACE and not town.is_demonym:
                is_plain = rest[-1].lower() in lists.ORGANISATION_HEADS or not all(word[0].isupper() for word in rest)
                return "" if is_plain else " ".join(rest)
    return ""


def _surnames_as_written(name: str) -> set[str]:
    """Return a person's surname as the text writes it, with its particles and without them."""
    parsed = names.parse(name)
    if not parsed.is_full:
        return set()
    words = [word for word in name.split() if fold(word) not in lists.SUFFIXES_OF_NAMES]
    if fold(words[0]) == parsed.surname:
        return {words[0], words[-1]} if len(words) == 2 else {words[0]}
    tail = words[-len(parsed.surname.split()) :]
    return {" ".join(tail), tail[-1], tail[-1].removeprefix("al-")} - {""}


def _is_risky(word: str) -> bool:
    lower = word.lower()
    return (
        lower in lists.SMALL
        or lower in lists.TITLES
        or lower in lists.CALENDAR
        or (not word[0].isupper() and "-" not in word)
    )


def _decide(
    number: int, passage: Passage, proposals: Sequence[Proposal], known: _Known, gazetteer: Gazetteer
) -> list[Named]:
    """Return the names of one passage: no two overlap, each with its kind and, for people, its role."""
    possible = [one for one in proposals if _kind_of(one, passage, known, proposals) is not None]
    chosen = spans.choose(possible)
    others = [(one.start, one.end) for one in chosen if one.kind is not PERSON]
    found = []
    for one in chosen:
        kind = _kind_of(one, passage, known, proposals)
        if kind is None:
            continue
        text = passage.text[one.start : one.end]
        called = roles.roles_at(passage, one.start, one.end, gazetteer, others) if kind is PERSON else ()
        name = _given_name(one, proposals) if kind is not PERSON else ""
        listed = gazetteer.look_up(text)
        if not name and listed is not None and listed.kind is kind:
            name = listed.name
        is_demonym = one.is_demonym or (listed is not None and listed.is_demonym)
        found.append(Named(number, passage.post, one.start, one.end, text, kind, name, is_demonym, roles=called))
    return found


def _given_name(chosen: Proposal, proposals: Sequence[Proposal]) -> str:
    """Return the name that the gazetteer or a bracket gives to exactly this span."""
    same = [one.name for one in proposals if (one.start, one.end) == (chosen.start, chosen.end) and one.name]
    return same[0] if same else ""


def _kind_of(proposal: Proposal, passage: Passage, known: _Known, proposals: Sequence[Proposal]) -> EntityKind | None:
    """Return the kind of a proposal's words in this article; a surname that is also a place is decided on the spot."""
    if proposal.is_demonym:
        return PLACE
    text = passage.text[proposal.start : proposal.end]
    key = fold(text)
    kind = known.kinds.get(key)
    if key in known.surnames and kind is not PERSON:
        return _surname_or(kind, key in known.listed, proposal, proposals)
    if proposal.origin is Origin.REPEAT and kind is None:
        return proposal.kind
    return kind


def _surname_or(
    kind: EntityKind | None, is_listed: bool, proposal: Proposal, proposals: Sequence[Proposal]
) -> EntityKind | None:
    """Say whether a surname means its bearer here, or the town or firm that the gazetteer knows by that name."""
    if not is_listed or kind is None:
        return PERSON
    says = (Origin.MODEL, Origin.GRAMMAR)
    around = [one for one in proposals if one.start <= proposal.start and proposal.end <= one.end]
    return PERSON if any(one.kind is PERSON and one.origin in says for one in around) else kind


def _groups(named: Sequence[Named], passages: Sequence[Passage], gazetteer: Gazetteer) -> list[Group]:
    """Gather mentions of one thing, kind by kind."""
    by_kind: dict[EntityKind, list[Named]] = defaultdict(list)
    for mention in named:
        by_kind[mention.kind].append(mention)
    nations = [mention for mention in by_kind[PLACE] if mention.is_demonym or gazetteer.country_of(mention.text)]
    groups = [
        *group_people(by_kind[PERSON]),
        *group_organisations(by_kind[ORGANISATION], passages, gazetteer, nations),
        *group_places(by_kind[PLACE], gazetteer),
        *_group_events(by_kind[EVENT]),
    ]
    return _one_for_each_name(groups)


def _one_for_each_name(groups: Sequence[Group]) -> list[Group]:
    """Join groups that would be shown as one name: a reader cannot tell two such rows apart."""
    joined: dict[tuple[EntityKind, str], Group] = {}
    for group in groups:
        first = joined.setdefault((group.kind, fold(group.known_as or group.name)), group)
        if first is not group:
            first.members = sorted([*first.members, *group.members], key=lambda one: (one.passage, one.start))
            first.is_scoped = first.is_scoped and group.is_scoped
    return list(joined.values())


def _group_events(named: Sequence[Named]) -> list[Group]:
    groups: dict[str, Group] = {}
    for mention in named:
        groups.setdefault(fold(mention.text), Group(EVENT, mention.text)).members.append(mention)
    return list(groups.values())
