"""Repair merging: what two libraries' readers said of one page, as one list.

Knows when two repairs speak of the same thing: then the newer word counts. Whatever speaks of different things is all
kept. Never changes a repair.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktop.domain.repairs import BeginPost, EndCut, GiveBackground, Repair, RepairId, TrustCut, in_order


class Merged(NamedTuple):
    """How a library's own repairs become the merged ones: which are forgotten, and which come."""

    forget: frozenset[RepairId]
    add: tuple[Repair, ...]


def merge(own: Sequence[Repair], others: Iterable[Repair]) -> Merged:
    """Merge repairs of one page.

    Args:
        own: Those that the library has.
        others: Those that come; each that is known already is passed over.

    Returns:
        The difference. Of two that speak of the same thing the one that was made later stays; where both say the same
        the own one does.
    """
    known = {each.id for each in own}
    newest: dict[object, Repair] = {}
    for each in sorted(own, key=in_order):
        newest[_subject(each)] = each
    held = dict(newest)
    for each in sorted(others, key=in_order):
        rival = newest.get(_subject(each))
        if each.id in known or (rival is not None and (rival.act == each.act or in_order(rival) > in_order(each))):
            continue
        newest[_subject(each)] = each
    add = tuple(each for each in newest.values() if each.id not in known)
    forget = frozenset(held[_subject(each)].id for each in add if _subject(each) in held)
    return Merged(forget, tuple(sorted(add, key=in_order)))


def _subject(repair: Repair) -> object:
    """What a repair speaks of: whether a post begins at a place, or one of the things that are said of a post."""
    at, act = repair.at, repair.act
    if isinstance(act, BeginPost | EndCut | TrustCut):
        return "start", at
    if isinstance(act, GiveBackground):
        return "background", at
    return type(act).__name__, at.post_id
