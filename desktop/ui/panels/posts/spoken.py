"""Spoken: the days of which the posts on show speak, side by side in as many slots as there is room for.

Knows that days which nobody speaks of need no room, so that 2014 can stand beside last Friday. Where there are more
days than slots, neighbours share one. Never touches a widget.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Final

from desktop.domain.dates import DateKind, SpokenDays
from desktop.domain.ids import PostId
from desktop.ui.date_words import SEVERAL, days_in_words
from desktop.ui.messages import count_of

Days = tuple[date, date]

MOST_NAMED: Final = 4  # posts of one kind that a tooltip names
LONGEST_HEADLINE: Final = 60
ORDER: Final = tuple(DateKind)


@dataclass(frozen=True, slots=True)
class Slot:
    """Days that stand together.

    Attributes:
        first: The first of them.
        last: The last of them.
        counts: How many posts speak of them, by kind of date; of neighbours that share a slot, the sum.
        posts: A few of these posts, by kind.
        is_shared: Whether several dates share it.
    """

    first: date
    last: date
    counts: Mapping[DateKind, int]
    posts: Mapping[DateKind, tuple[PostId, ...]] = field(default_factory=dict)
    is_shared: bool = False

    @property
    def days(self) -> Days:
        """Its first and last day."""
        return self.first, self.last

    def is_within(self, days: Days) -> bool:
        """Whether all of it lies between two days."""
        return days[0] <= self.first and self.last <= days[1]


def slots_of(spoken: Sequence[SpokenDays], most: int) -> tuple[Slot, ...]:
    """Lay days out in slots, oldest first.

    Args:
        spoken: The days, oldest first.
        most: How many slots there is room for; at least one is made.
    """
    single = [_slot(list(group)) for _, group in groupby(spoken, key=_days)]
    share = -(-len(single) // max(1, most))
    return tuple(_merged(single[at : at + share]) for at in range(0, len(single), share)) if share > 1 else (*single,)


def slot_tip(slot: Slot, headlines: Mapping[PostId, str]) -> str:
    """Say which posts speak of the days of a slot."""
    lines = [days_in_words(*slot.days)]
    for kind in ORDER:
        count = slot.counts.get(kind, 0)
        if count:
            lines.append(f"{SEVERAL[kind]}: {count_of(count, 'mention' if slot.is_shared else 'post')}")
            named = [headlines[post] for post in slot.posts.get(kind, ()) if post in headlines][:MOST_NAMED]
            lines += [f"  {_shortened(headline)}" for headline in named]
            if count > len(named) > 0 and not slot.is_shared:
                lines.append(f"  and {count - len(named):,} more")
    return "\n".join(lines)


def _days(spoken: SpokenDays) -> Days:
    return spoken.first, spoken.last


def _slot(spoken: Sequence[SpokenDays]) -> Slot:
    counts = {each.kind: each.count for each in spoken}
    return Slot(spoken[0].first, spoken[0].last, counts, {each.kind: each.posts for each in spoken})


def _merged(slots: Sequence[Slot]) -> Slot:
    counts = {kind: sum(slot.counts.get(kind, 0) for slot in slots) for kind in ORDER}
    posts = {kind: tuple(dict.fromkeys(post for slot in slots for post in slot.posts.get(kind, ()))) for kind in ORDER}
    return Slot(slots[0].first, max(slot.last for slot in slots), counts, posts, is_shared=len(slots) > 1)


def _shortened(headline: str) -> str:
    return headline if len(headline) <= LONGEST_HEADLINE else f"{headline[: LONGEST_HEADLINE - 1].rstrip()}…"
