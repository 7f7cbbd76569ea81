"""Correcting: what was found in an article, as the reader's corrections leave it.

Knows how each correction changes findings, and how whom it is about is found again by id, else by name. Never changes
what a machine found: it gives a new value, and the same findings with fewer corrections give the old one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, assert_never

from desktop.domain.corrections import (
    ChangeEntityKind,
    Correction,
    IgnoreEntityHere,
    KeepApart,
    MentionPlace,
    MergeEntities,
    NameAnchor,
    NeverAgain,
    RenameEntity,
    SplitEntity,
)
from desktop.domain.entities import Entity, EntityKind, Findings, Mention, Role
from desktop.domain.ids import ArticleId, EntityId, digest
from desktop.domain.quotes import Quote
from desktop.entities.identity import entity_id
from desktop.entities.text.words import fold


class Corrected(NamedTuple):
    """Findings after corrections, and the numbers of those that changed them."""

    findings: Findings
    numbers: frozenset[int]


def correct(article_id: ArticleId, found: Findings, corrections: Sequence[Correction]) -> Corrected:
    """Carry out corrections on what was found in one article.

    Args:
        article_id: The article.
        found: What a machine found in it.
        corrections: All of the library, in the order of their numbers.

    Returns:
        The findings as they are shown. Mentions keep their order; an entity without mentions is left out.
    """
    desk = _Desk(article_id, found)
    numbers = frozenset(correction.number for correction in corrections if _carry_out(desk, correction))
    return Corrected(desk.findings() if numbers else found, numbers)


def places_of(mentions: Iterable[Mention], among: Sequence[Mention]) -> tuple[MentionPlace, ...]:
    """Say where mentions stand so that they are found again after their post's words moved.

    Args:
        mentions: Those to find again.
        among: All mentions of their posts, in the order of the text.
    """
    wanted = {_span(mention) for mention in mentions}
    return tuple(place for mention, place in zip(among, _places(among), strict=True) if _span(mention) in wanted)


def _span(mention: Mention) -> tuple[object, ...]:
    return mention.post_id, mention.paragraph, mention.start, mention.end


def _places(mentions: Sequence[Mention]) -> list[MentionPlace]:
    seen: dict[tuple[str, str], int] = {}
    places = []
    for mention in mentions:
        key = (mention.post_id, mention.text)
        places.append(MentionPlace(mention.post_id, mention.text, seen.get(key, 0)))
        seen[key] = seen.get(key, 0) + 1
    return places


@dataclass(slots=True)
class _Held:
    """One entity while corrections are carried out; mentions by their number in the findings."""

    id: EntityId
    kind: EntityKind
    name: str
    aliases: dict[str, None]
    roles: list[Role]
    mentions: list[int] = field(default_factory=list)

    def known_as(self, *names: str) -> None:
        """Add aliases."""
        self.aliases.update((name, None) for name in names if name != self.name)
        self.aliases.pop(self.name, None)


class _Desk:
    """The findings of one article, spread out for correcting."""

    def __init__(self, article_id: ArticleId, found: Findings) -> None:
        self.article_id = article_id
        self._found = found
        self._held = {
            entity.id: _Held(entity.id, entity.kind, entity.name, dict.fromkeys(entity.aliases), list(entity.roles))
            for entity in found.entities
        }
        for number, mention in enumerate(found.mentions):
            self._held[mention.entity_id].mentions.append(number)
        self._places: list[MentionPlace] | None = None

    def mention(self, number: int) -> Mention:
        """One mention, as it was found."""
        return self._found.mentions[number]

    def place(self, number: int) -> MentionPlace:
        """Where a mention stands."""
        if self._places is None:
            self._places = _places(self._found.mentions)
        return self._places[number]

    def find(self, anchor: NameAnchor, others: Collection[EntityId] = ()) -> _Held | None:
        """Return whom an anchor means here, or None if nobody; by name alone it means none of the others."""
        if anchor.article_id not in (None, self.article_id):
            return None
        if anchor.id in self._held:
            return self._held[anchor.id]
        bearers = [held for held in self.bearers(anchor.name) if held.id not in others]
        same_kind = [held for held in bearers if held.kind is anchor.kind]
        return next(iter(same_kind or bearers), None)

    def bearers(self, name: str) -> list[_Held]:
        """Return everybody of a name; of a name of several words also those who bear it as an alias."""
        wanted = fold(name)
        named = [held for held in self._held.values() if fold(held.name) == wanted]
        if named or " " not in wanted:
            return named
        return [held for held in self._held.values() if wanted in {fold(alias) for alias in held.aliases}]

    def hold(self, anchor: NameAnchor) -> _Held:
        """Return who has an anchor's id, made anew if nobody has."""
        return self._held.setdefault(anchor.id, _Held(anchor.id, anchor.kind, anchor.name, {}, []))

    def drop(self, held: _Held) -> None:
        """Leave an entity out."""
        self._held.pop(held.id, None)

    def findings(self) -> Findings:
        """Put everything together again."""
        kept = [held for held in self._held.values() if held.mentions]
        owners = {number: held.id for held in kept for number in held.mentions}
        mentions = tuple(
            replace(mention, entity_id=owners[number])
            for number, mention in enumerate(self._found.mentions)
            if number in owners
        )
        order: dict[str, int] = {}
        for mention in self._found.mentions:
            order.setdefault(mention.post_id, len(order))
        quotes = tuple(self._requoted(quote, owners) for quote in self._found.quotes)
        entities = tuple(_entity(held, order) for held in kept)
        return replace(self._found, entities=entities, mentions=mentions, quotes=quotes)

    def _requoted(self, quote: Quote, owners: Mapping[int, EntityId]) -> Quote:
        """Give a quote to whoever holds its speaker's mentions now: those of its post, else any."""
        if quote.entity_id is None:
            return quote
        numbers = [n for n, each in enumerate(self._found.mentions) if each.entity_id == quote.entity_id]
        here = [n for n in numbers if self._found.mentions[n].post_id == quote.post_id] or numbers
        return replace(quote, entity_id=next((owners[n] for n in here if n in owners), None))


def _entity(held: _Held, order: dict[str, int]) -> Entity:
    roles = sorted(dict.fromkeys(held.roles), key=lambda role: order.get(role.post_id, len(order)))
    return Entity(held.id, held.kind, held.name, tuple(held.aliases), tuple(roles))


def _carry_out(desk: _Desk, correction: Correction) -> bool:
    """Carry out one correction; return whether it changed anything here."""
    edit = correction.edit
    match edit:
        case MergeEntities():
            return _merge(desk, correction, edit)
        case SplitEntity():
            return _split(desk, correction, edit)
        case RenameEntity():
            return _rename(desk.find(correction.anchor(edit.entity)), edit.name)
        case ChangeEntityKind():
            return _retype(desk.find(correction.anchor(edit.entity)), edit.kind)
        case IgnoreEntityHere():
            return _ignore(desk, correction, edit)
        case NeverAgain():
            bearers = desk.bearers(correction.anchor(edit.entity).name)
            for held in bearers:
                desk.drop(held)
            return bool(bearers)
        case KeepApart():
            return False
        case _:
            assert_never(edit)


def _merge(desk: _Desk, correction: Correction, edit: MergeEntities) -> bool:
    winner = desk.find(correction.anchor(edit.winner), edit.losers)
    losers = [desk.find(correction.anchor(loser), {edit.winner}) for loser in sorted(edit.losers)]
    found = {loser.id: loser for loser in losers if loser is not None and loser is not winner}
    for loser in found.values():
        winner = winner or desk.hold(correction.anchor(edit.winner))
        desk.drop(loser)
        _take_over(winner, loser)
    return bool(found)


def _take_over(winner: _Held, loser: _Held) -> None:
    winner.mentions = sorted([*winner.mentions, *loser.mentions])
    winner.roles += loser.roles
    winner.known_as(loser.name, *loser.aliases)


def _split(desk: _Desk, correction: Correction, edit: SplitEntity) -> bool:
    held = desk.find(correction.anchor(edit.entity))
    if held is None or edit.article_id not in (None, desk.article_id):
        return False
    forms = {fold(form) for form in edit.forms}
    places = set(correction.places)
    moved = [n for n in held.mentions if fold(desk.mention(n).text) in forms or desk.place(n) in places]
    if not moved:
        return False
    target = _target(desk, held, correction, edit)
    held.mentions = [number for number in held.mentions if number not in set(moved)]
    target.mentions = sorted([*target.mentions, *moved])
    _share(held, target, desk)
    if not held.mentions:
        desk.drop(held)
    return True


def _target(desk: _Desk, held: _Held, correction: Correction, edit: SplitEntity) -> _Held:
    """Return who gets the mentions: whoever bears the name everywhere, else somebody known only by this edit."""
    everywhere = NameAnchor(entity_id(held.kind, edit.name), held.kind, edit.name)
    is_full = held.kind is not EntityKind.PERSON or " " in edit.name.strip()
    bearer = desk.find(everywhere, {held.id})
    if is_full and held.id != everywhere.id and bearer is not held:
        return bearer or desk.hold(everywhere)
    made_of = (held.id, edit.article_id or "", *sorted(edit.forms), *map(repr, correction.places))
    return desk.hold(NameAnchor(EntityId(digest("apart", everywhere.id, *made_of)), held.kind, edit.name))


def _share(held: _Held, target: _Held, desk: _Desk) -> None:
    """Divide aliases and roles as the mentions were divided."""
    left = {desk.mention(number).text for number in held.mentions}
    held.aliases = {alias: None for alias in held.aliases if alias in left}
    target.known_as(*(desk.mention(number).text for number in target.mentions if not desk.mention(number).is_demonym))
    posts = {desk.mention(number).post_id for number in held.mentions}
    target.roles += [role for role in held.roles if role.post_id not in posts]
    held.roles = [role for role in held.roles if role.post_id in posts]


def _rename(held: _Held | None, name: str) -> bool:
    if held is None or held.name == name:
        return False
    old, held.name = held.name, name
    held.known_as(old)
    return True


def _retype(held: _Held | None, kind: EntityKind) -> bool:
    if held is None or held.kind is kind:
        return False
    held.kind = kind
    return True


def _ignore(desk: _Desk, correction: Correction, edit: IgnoreEntityHere) -> bool:
    held = desk.find(correction.anchor(edit.entity)) if edit.article_id == desk.article_id else None
    if held is None:
        return False
    if edit.post_id is None:
        desk.drop(held)
        return True
    kept = [number for number in held.mentions if desk.mention(number).post_id != edit.post_id]
    is_changed = len(kept) < len(held.mentions)
    held.mentions = kept
    held.roles = [role for role in held.roles if role.post_id != edit.post_id]
    return is_changed
