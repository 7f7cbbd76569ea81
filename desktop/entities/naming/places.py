"""Places: which mentions are one place.

Knows the gazetteer's other names and the peoples that stand for their countries.
"""

import re
from collections import Counter
from collections.abc import Sequence

from desktop.domain.entities import EntityKind
from desktop.entities.naming.gazetteer import Gazetteer
from desktop.entities.naming.named import Group, Named
from desktop.entities.text.words import fold

LONGER = (
    re.compile(r"(?:autonomous |federal |people's )*(?:republic|state|kingdom) of (?:the )?(.+)"),
    re.compile(r"(.+) (?:peninsula|federation)"),
)
AREA = re.compile(r"(.+) (?:oblast|region|province|governorate|prefecture)")


def key_of(name: str, gazetteer: Gazetteer) -> str:
    """Return what two names of a place share: "Republic of Malta" and "Malta" are one."""
    key = fold(name).removeprefix("the ")
    for pattern in LONGER:
        match = pattern.fullmatch(key)
        key = match[1] if match else key
    nation = gazetteer.country_of(key.title())
    area = AREA.fullmatch(key)
    return fold(nation) if nation else f"{area[1]} region" if area else key


def group_places(named: Sequence[Named], gazetteer: Gazetteer) -> list[Group]:
    """Return one group for each place, in the order in which they are first named."""
    groups: dict[str, Group] = {}
    for mention in named:
        key = key_of(mention.name or mention.text, gazetteer)
        groups.setdefault(key, Group(EntityKind.PLACE, mention.name or mention.text)).members.append(mention)
    for group in groups.values():
        listed = Counter(mention.name for mention in group.members if mention.name)
        if listed:
            group.name = listed.most_common(1)[0][0]
    return list(groups.values())
