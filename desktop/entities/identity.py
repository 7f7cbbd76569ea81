"""Identity: the id of an entity, and when one name in two articles is not one person.

Knows that a full name means the same person everywhere unless something contradicts, and that a surname alone means
somebody of its own article. Never joins two names; that is the resolver's, within an article, and the reader's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from desktop.domain.entities import Entity, EntityKind, Findings
from desktop.domain.ids import ArticleId, EntityId, digest
from desktop.entities.text import vocabulary as lists
from desktop.entities.text.words import fold


def entity_id(kind: EntityKind, name: str, article_id: ArticleId | None = None) -> EntityId:
    """Return the id of whoever bears a name: everywhere, or only in one article."""
    return EntityId(digest(kind.value, fold(name), *((article_id,) if article_id else ())))


def is_of_article(entity: Entity, article_id: ArticleId) -> bool:
    """Whether an entity's id holds only for an article."""
    return entity.id == entity_id(entity.kind, entity.name, article_id)


def kept_apart(article_id: ArticleId, findings: Findings, elsewhere: Mapping[EntityId, Iterable[str]]) -> Findings:
    """Give people of one full name ids of their own where other articles speak of somebody else.

    Args:
        article_id: The article that was read.
        findings: What was found in it.
        elsewhere: The roles that other articles state for an entity.

    Returns:
        The findings; ids differ only where roles contradict. The library then suggests that the two may be one.
    """
    renamed: dict[EntityId, EntityId] = {}
    for entity in findings.entities:
        if entity.kind is EntityKind.PERSON and contradict(
            (role.role for role in entity.roles), elsewhere.get(entity.id, ())
        ):
            renamed[entity.id] = entity_id(entity.kind, entity.name, article_id)
    if not renamed:
        return findings
    return replace(
        findings,
        entities=tuple(replace(entity, id=renamed.get(entity.id, entity.id)) for entity in findings.entities),
        mentions=tuple(
            replace(mention, entity_id=renamed.get(mention.entity_id, mention.entity_id))
            for mention in findings.mentions
        ),
        quotes=tuple(
            replace(quote, entity_id=renamed.get(quote.entity_id, quote.entity_id)) if quote.entity_id else quote
            for quote in findings.quotes
        ),
    )


def in_full(findings: Findings, names: Mapping[EntityId, str]) -> Findings:
    """Show bodies that an article writes with letters alone by the name that another article writes out.

    Args:
        findings: What was found in an article.
        names: What the library shows for entities; ids that it does not know may be missing.
    """
    return replace(findings, entities=tuple(_in_full(entity, names.get(entity.id, "")) for entity in findings.entities))


def _in_full(entity: Entity, known: str) -> Entity:
    is_letters = entity.kind is EntityKind.ORGANISATION and entity.name.isupper() and " " not in entity.name
    if not is_letters or " " not in known or known.isupper():
        return entity
    aliases = (entity.name, *(alias for alias in entity.aliases if alias != known))
    return replace(entity, name=known, aliases=aliases)


def contradict(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two people's roles can hardly be one person's: one is known for sport alone, the other for none of it.

    Why only sport: other callings are held by turns (a comedian becomes president); and where the trade of both is not
    stated nothing contradicts.
    """
    mine, theirs = _callings(one), _callings(other)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _callings(roles: Iterable[str]) -> set[str]:
    words = {word for role in roles for word in fold(role).replace("-", " ").split()}
    callings = {"sport"} if words & lists.SPORT_TITLES else set()
    return callings | ({"office"} if words & lists.OFFICE_TITLES - lists.SPORT_TITLES - lists.ANY_CALLING else set())
