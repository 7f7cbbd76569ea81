"""How a choice of posts is spread over articles, kinds, entities and days.

Import this module late: it brings numpy with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from desktop.search.arrays import Array
from desktop.search.querying import LabelKind
from desktop.search.reading import Snapshot
from desktop.search.schema import NEVER
from desktop.search.segments import FIRST_DAY, LAST_DAY


@dataclass(frozen=True, slots=True)
class Spread:
    """How many posts of a choice have each label, and how many are known to be from each day.

    Attributes:
        total: How many posts there are.
        entities: By the id of the entity, the most mentioned first, as many as were asked for.
        undated: Posts of which the day is not known, or not exactly.
    """

    total: int
    articles: Mapping[str, int]
    kinds: Mapping[str, int]
    entities: Mapping[str, int]
    days: Mapping[date, int]
    undated: int


def spread_of(chosen: Array, snapshot: Snapshot, most: int) -> Spread:
    """Count how a choice is spread.

    Args:
        chosen: One truth for each place.
        snapshot: Where the posts are.
        most: How many entities to tell.
    """
    days, undated = _days(chosen, snapshot)
    return Spread(
        snapshot.count_of(chosen),
        articles_of(chosen, snapshot),
        _labels(LabelKind.KIND, chosen, snapshot),
        _labels(LabelKind.ENTITY, chosen, snapshot, most),
        days,
        undated,
    )


def articles_of(chosen: Array, snapshot: Snapshot) -> dict[str, int]:
    """Return how many posts of a choice each article has, by its id, the most first."""
    return _labels(LabelKind.ARTICLE, chosen, snapshot)


def _labels(kind: LabelKind, chosen: Array, snapshot: Snapshot, most: int | None = None) -> dict[str, int]:
    found: dict[bytes, int] = {}
    for segment, base in snapshot.based():
        field = segment.field(kind)
        counts = field.counted(chosen[base : base + segment.post_count])
        for place in np.flatnonzero(counts).tolist():
            term = field.term(place)
            found[term] = found.get(term, 0) + int(counts[place])
    in_order = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:most]
    return {term.decode(): count for term, count in in_order}


def _days(chosen: Array, snapshot: Snapshot) -> tuple[dict[date, int], int]:
    first, last = snapshot.column(FIRST_DAY)[chosen], snapshot.column(LAST_DAY)[chosen]
    is_known = (first == last) & (first != NEVER)
    days, counts = np.unique(first[is_known], return_counts=True)
    counted = {date.fromordinal(day): count for day, count in zip(days.tolist(), counts.tolist(), strict=True)}
    return counted, int(len(first) - is_known.sum())
