"""Finder: who and what the posts of one article speak of.

Asks the model, the gazetteer and grammar for proposals, lets the resolver decide, and puts its decision into findings.
Works without the model too; then it finds less. Runs in the worker process; importing this module imports no spaCy.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from desktop.domain.entities import Entity, Findings, Mention, Role
from desktop.domain.ids import ArticleId, EntityId, digest
from desktop.domain.posts import Post
from desktop.entities.model import Model, ModelMissing
from desktop.entities.naming import grammar
from desktop.entities.naming.gazetteer import Gazetteer
from desktop.entities.naming.named import Group, Named
from desktop.entities.naming.resolver import resolve
from desktop.entities.quoting.quotes import QUOTES, find_quotes
from desktop.entities.text.language import english_passages
from desktop.entities.text.passages import Passage, Proposal, passages_of
from desktop.entities.text.words import fold

EXTRACTOR: Final[str] = f"timeline-reader-names 5, {QUOTES}"
"""Name and version; a new version means that stored articles may be read again."""


class Finder:
    """Finds entities. Loading takes seconds and some 300 MB if the model is used.

    Attributes:
        has_model: Whether the model takes part; False if it was not wanted or is not installed.
    """

    def __init__(self, gazetteer: Path, use_model: bool = True) -> None:
        self._gazetteer = Gazetteer(gazetteer)
        self._model = _load_model() if use_model else None

    @property
    def has_model(self) -> bool:
        """Whether the model takes part."""
        return self._model is not None

    def find(self, article_id: ArticleId, posts: Sequence[Post]) -> Findings:
        """Return the entities of one article with all their mentions.

        Args:
            article_id: Part of the id of whoever is known by a surname alone.
            posts: The article's posts in page order; only their bodies are read.

        Returns:
            Entities in the order in which they are first named, people first; mentions in the order of the text.
        """
        passages = passages_of(posts)
        proposals = self._propose(passages)
        groups = resolve(passages, proposals, self._gazetteer)
        findings = _findings(article_id, groups, passages)
        return replace(findings, quotes=find_quotes(posts, findings))

    def _propose(self, passages: Sequence[Passage]) -> list[list[Proposal]]:
        proposals = [
            [*self._gazetteer.propose(passage), *grammar.propose(passage, self._gazetteer)] for passage in passages
        ]
        if self._model is not None:
            english = english_passages(passages)
            for number, found in zip(english, self._model.propose([passages[i].text for i in english]), strict=True):
                proposals[number] += found
        return proposals


def _load_model() -> Model | None:
    try:
        return Model()
    except ModelMissing:
        return None


def _findings(article_id: ArticleId, groups: Sequence[Group], passages: Sequence[Passage]) -> Findings:
    entities: dict[EntityId, Entity] = {}
    mentions: list[tuple[int, Mention]] = []
    for group in groups:
        entity = _entity(article_id, group, passages)
        entities.setdefault(entity.id, entity)
        mentions += [(one.passage, _mention(entity.id, one, passages[one.passage])) for one in group.members]
    mentions.sort(key=lambda known: (known[0], known[1].start))
    return Findings(EXTRACTOR, tuple(entities.values()), tuple(mention for _, mention in mentions))


def _entity(article_id: ArticleId, group: Group, passages: Sequence[Passage]) -> Entity:
    forms = Counter(one.text for one in group.members if not one.is_demonym)
    aliases = tuple(form for form, _ in forms.most_common() if form != group.name)
    roles: dict[Role, None] = {}
    for one in group.members:
        for role in one.roles:
            roles.setdefault(Role(role, passages[one.passage].post_id))
    parts = (group.kind.value, fold(group.known_as or group.name), *((article_id,) if group.is_scoped else ()))
    return Entity(EntityId(digest(*parts)), group.kind, group.name, aliases, tuple(roles))


def _mention(entity_id: EntityId, one: Named, passage: Passage) -> Mention:
    start, end = passage.offset + one.start, passage.offset + one.end
    return Mention(passage.post_id, entity_id, passage.paragraph, start, end, one.text, one.is_demonym)
