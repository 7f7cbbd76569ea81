"""Organisations: which mentions are one body.

Knows abbreviations, the gazetteer's other names, ministries in their many forms and whose they are, and short forms
("the Commission") of a name given earlier. Prefers two rows to one wrong one.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.entities import EntityKind
from desktop.entities.naming import offices
from desktop.entities.naming.gazetteer import Gazetteer
from desktop.entities.naming.named import Group, Named
from desktop.entities.text import vocabulary as lists
from desktop.entities.text.passages import Passage
from desktop.entities.text.words import fold

SAME_WORD = {"defence": "defense", "organisation": "organization", "centre": "center", "programme": "program"}
PREPOSITION = re.compile(
    r"\b(?:in|of|to|from|around|with|for|and|at|near|into|on|between|against) (?:the )?$", re.IGNORECASE
)
LINKING = frozenset({"of", "for", "the", "and", "&", "affairs", "on"})
SHORTEST_ABBREVIATION = 2


def group_organisations(
    named: Sequence[Named], passages: Sequence[Passage], gazetteer: Gazetteer, nations: Sequence[Named]
) -> list[Group]:
    """Return one group for each organisation, in the order in which they are first named."""
    owned: list[Named] = []
    for mention in _with_long_forms(named):
        owned.append(_with_owner(mention, passages, gazetteer, nations, owned[-1] if owned else None))
    keys = {mention: key_of(mention, gazetteer) for mention in owned}
    listed = {keys[mention] for mention in owned if mention.name and not mention.text.isupper()}
    lone = {mention for mention in owned if offices.is_lone(mention) and not mention.owner}
    keys = _joined({mention: key for mention, key in keys.items() if mention not in lone}, listed, gazetteer)
    keys = offices.settle(owned, keys)
    groups: dict[str, Group] = {}
    for mention in keys:
        group = groups.setdefault(keys[mention], Group(EntityKind.ORGANISATION, mention.text))
        group.members.append(mention)
    for group in groups.values():
        group.known_as = _known_as(group)
        group.name = _shown(group)
        group.is_scoped = (
            is_ministry(group.members[0].text)
            and not any(one.owner for one in group.members)
            and gazetteer.look_up(group.name) is None
        )
    return list(groups.values())


def _with_long_forms(named: Sequence[Named]) -> list[Named]:
    """Let an abbreviation that a bracket explains somewhere in the article stand for its long form everywhere."""
    long = {mention.text: mention.name for mention in named if mention.name and mention.text.isupper()}
    return [
        replace(mention, name=long[mention.text]) if not mention.name and mention.text in long else mention
        for mention in named
    ]


def is_ministry(name: str) -> bool:
    """Whether a name is an office that every government has."""
    words = _plain_words(name)
    return any(word in lists.MINISTRY_HEADS for word in words) and all(
        word in lists.MINISTRY_HEADS or word in lists.PORTFOLIOS or word in LINKING for word in words
    )


def _plain_words(name: str) -> list[str]:
    return [SAME_WORD.get(word, word) for word in re.findall(r"[^\W_]+(?:[-'&][^\W_]+)*", fold(name))]


def key_of(mention: Named, gazetteer: Gazetteer) -> str:
    """Return what two mentions share if they name one body."""
    if mention.owner:
        return f"{_office(_without_owner(mention.text, gazetteer)[1])} of {fold(mention.owner)}"
    if mention.name:
        return " ".join(_plain_words(mention.name))
    words = [word for word in _plain_words(mention.text) if word != "the"]
    while len(words) > 1 and words[-1] in lists.LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def _office(name: str) -> str:
    """Return a ministry's key: its portfolio, whether "Ministry of X" or "X Ministry"."""
    words = [word for word in _plain_words(name) if word not in LINKING]
    head = [word for word in words if word in lists.MINISTRY_HEADS]
    rest = sorted(word for word in words if word not in lists.MINISTRY_HEADS)
    return " ".join(["ministry", *(rest or head)] if head else rest)


def _without_owner(name: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """Return the nation that opens or closes a name, and the rest: ("Denmark", "Ministry of Health")."""
    words = name.split()
    for count in (3, 2, 1):
        if count < len(words):
            owner = gazetteer.country_of(" ".join(words[:count]).removesuffix("'s").removesuffix("’s"))
            if owner:
                return owner, " ".join(words[count:])
    match = re.fullmatch(r"(.+?) of (?:the )?(.+)", name)
    owner = gazetteer.country_of(match[2]) if match else None
    return (owner, match[1]) if match and owner else ("", name)


def _with_owner(
    mention: Named,
    passages: Sequence[Passage],
    gazetteer: Gazetteer,
    nations: Sequence[Named],
    last: Named | None,
) -> Named:
    """Say whose ministry or army a mention is, where its words or its place tell."""
    owner, rest = _without_owner(mention.text, gazetteer)
    if owner and not mention.name and (is_ministry(rest) or _is_force(rest) or fold(rest) in lists.MISSIONS):
        return replace(mention, owner=owner, name="")
    if offices.is_lone(mention):
        owner = _owner_before(mention, passages[mention.passage], gazetteer)
        return replace(mention, owner=owner) if owner else mention
    if not is_ministry(mention.text) or (mention.name and not _is_common(mention.text)):
        return mention
    passage = passages[mention.passage]
    owner = _owner_nearby(mention, passage, gazetteer)
    if not owner and last is not None and last.passage == mention.passage and is_ministry_of(last, mention, gazetteer):
        owner = last.owner
    owner = owner or _owner_of_post(mention, passage, nations)
    return replace(mention, owner=owner, name="") if owner else mention


def _is_force(rest: str) -> bool:
    return fold(rest) in {"armed forces", "army", "navy", "air force", "parliament", "government", "police"}


def _is_common(name: str) -> bool:
    return any(word in ("ministry", "office") for word in _plain_words(name))


def _owner_nearby(mention: Named, passage: Passage, gazetteer: Gazetteer) -> str:
    """Return the nation right before the name, or after it ("of Denmark", "in Denmark")."""
    owner = _owner_before(mention, passage, gazetteer)
    after = re.match(r" (?:of|in) (?:the )?(\w+(?: [A-Z]\w+)*)", passage.text[mention.end :])
    return owner or (gazetteer.country_of(after[1]) or "" if after else "")


def _owner_before(mention: Named, passage: Passage, gazetteer: Gazetteer) -> str:
    """Return the nation right before a name: "Denmark's", "the Danish"."""
    before = re.sub(r"['’]s?\s*$", "", passage.text[: mention.start].rstrip()).split()
    for count in (3, 2, 1):
        owner = gazetteer.country_of(" ".join(before[-count:])) if len(before) >= count else None
        if owner:
            return owner
    return ""


def is_ministry_of(earlier: Named, later: Named, gazetteer: Gazetteer) -> bool:
    """Whether an owned ministry named before may be the one meant: same portfolio."""
    rest = _without_owner(earlier.text, gazetteer)[1]
    return bool(earlier.owner) and is_ministry(rest) and _office(rest) == _office(later.text)


def _owner_of_post(mention: Named, passage: Passage, nations: Sequence[Named]) -> str:
    """Return the nation that the paragraph is about, else the nearest earlier one that opens a line, else the first."""
    own = [nation for nation in nations if nation.post == mention.post]
    here = [one for one in own if one.passage == mention.passage and one.start < mention.start]
    about = [one for one in here if not PREPOSITION.search(passage.text[: one.start])]
    if about:
        return about[0].name
    opening = [nation for nation in own if nation.passage <= mention.passage and nation.start <= len("The ")]
    if opening:
        return opening[-1].name
    return own[0].name if own else ""


def _joined(keys: dict[Named, str], listed: set[str], gazetteer: Gazetteer) -> dict[Named, str]:
    """Join abbreviations, names with and without their nation, and short forms to the only name they can mean."""
    forms = Counter(keys.values())
    longer: dict[str, str] = {}
    for key in forms:
        owners = {other for other in forms if other != key and _stands_for(key, other, gazetteer)}
        if key in listed:  # a name that the world knows is no short form of another
            owners = {other for other in owners if other.removeprefix(key + " ") in lists.WORDS_FOR_FIRMS}
        if len(owners) == 1:
            longer[key] = owners.pop()
    return {mention: _end(key, longer) for mention, key in keys.items()}


def _end(key: str, longer: dict[str, str]) -> str:
    seen = {key}
    while key in longer and longer[key] not in seen:
        key = longer[key]
        seen.add(key)
    return key


def _stands_for(short: str, long: str, gazetteer: Gazetteer) -> bool:
    """Whether one key is an abbreviation, the beginning or the end of another."""
    words = long.split()
    if " " not in short:
        heavy = [word for word in words if word not in LINKING or word == "affairs"]
        if len(short) >= SHORTEST_ABBREVIATION and len(heavy) > 1:
            initials = "".join(word[0] for word in heavy)
            if short in (initials, "".join(word[0] for word in words)):
                return True
        if len(words) > 1 and words[-1] == short and _is_of_town(words[:-1], gazetteer):
            return True
        is_head = short in lists.ORGANISATION_HEADS or short in lists.ORGANISATION_OPENERS
        if is_head:
            return len(words) > 1 and (words[-1] == short or words[0] == short)
        return len(words) > 1 and words[0] == short and len(short) > SHORTEST_ABBREVIATION
    nation = long.removesuffix(" " + short) if long.endswith(" " + short) else ""
    rest = long.removeprefix(short + " ") if long.startswith(short + " ") else ""
    if nation and _is_of_town(nation.split(), gazetteer):
        return True
    is_headless = short.split()[-1] not in lists.ORGANISATION_HEADS and rest in lists.ORGANISATION_HEADS
    return is_headless or rest.startswith("of ") or (nation != "" and _is_nation(nation, gazetteer))


def _is_of_town(words: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether the words before a club's or newspaper's short name are the place that it is of."""
    listed = gazetteer.look_up(" ".join(words).title())
    return listed is not None and listed.kind is EntityKind.PLACE and not listed.is_demonym


def _is_nation(folded: str, gazetteer: Gazetteer) -> bool:
    return gazetteer.country_of(folded.title()) is not None or gazetteer.country_of(folded.upper()) is not None


def _known_as(group: Group) -> str:
    """Return the name that a table or a bracket gives to most mentions, or ""."""
    listed = Counter(mention.name for mention in group.members if mention.name)
    return listed.most_common(1)[0][0] if listed else ""


def _is_fuller(form: str, name: str) -> bool:
    """Whether a form is a name, or the name and words that only say what sort of body it is: "Acme Group"."""
    rest = form.removeprefix(name)
    return form.startswith(name) and all(word in lists.ORGANISATION_HEADS | lists.LEGAL_FORMS for word in rest.split())


def _shown(group: Group) -> str:
    """Return the longest form; a ministry whose owner stands elsewhere gets it in brackets."""
    forms = Counter(mention.text for mention in group.members)
    is_short = group.known_as.isupper() and " " not in group.known_as
    if group.known_as and not is_short:
        same = [form for form in forms if _is_fuller(fold(form), fold(group.known_as))]
        forms = Counter({form: forms[form] for form in same}) if same else forms
    name = max(forms, key=lambda form: (len(form.split()), forms[form]))
    owner = next((mention.owner for mention in group.members if mention.owner), "")
    return f"{name} ({owner})" if owner and (is_ministry(name) or fold(name) in lists.MISSIONS) else name
