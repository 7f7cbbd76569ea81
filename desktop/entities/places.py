"""Places: which mentions are one place.

Knows the gazetteer's other names and the peoples that stand for their countries.
"""

from collections import Counter
from collections.abc import Sequence

from desktop.domain.entities import EntityKind
from desktop.entities.named import Group, Named
from desktop.entities.words import fold


def group_places(named: Sequence[Named]) -> list[Group]:
    """Return one group for each place, in the order in which they are first named."""
    groups: dict[str, Group] = {}
    for mention in named:
        key = fold(mention.name or mention.text).removeprefix("the ")
        groups.setdefault(key, Group(EntityKind.PLACE, mention.name or mention.text)).members.append(mention)
    for group in groups.values():
        listed = Counter(mention.name for mention in group.members if mention.name)
        if listed:
            group.name = listed.most_common(1)[0][0]
    return list(groups.values())
