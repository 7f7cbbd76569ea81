"""Quotes: every quotation of an article with who said it, and what people are said to have said.

Reads the posts once, in order, with the names that were found in them. Needs no model, and no file.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from desktop.domain.entities import Entity, Findings
from desktop.domain.ids import EntityId, PostId
from desktop.domain.posts import Post
from desktop.domain.quotes import Quote
from desktop.entities.clauses import Name
from desktop.entities.genders import Evidence
from desktop.entities.quoted_post import PostReader, prepare
from desktop.entities.speakers import Known

QUOTES: Final = "quotes 2"
"""Part of the extractor's name and version: raise it when quotes would be found otherwise."""

MOST_TEXT: Final = 3_000_000


def find_quotes(posts: Sequence[Post], findings: Findings) -> tuple[Quote, ...]:
    """Return the quotes of an article's posts.

    Args:
        posts: The article's posts in page order; only their bodies are read.
        findings: The entities of the article, with their mentions.

    Returns:
        Post by post, in the order of the words.
    """
    names = _names(findings)
    passages = [prepare(post, names[post.id]) for post in _limited(posts)]
    evidence = Evidence()
    for post in passages:
        for part in post:
            if part.passage is not None:
                evidence.read(part.passage)
    known, genders = Known(), evidence.genders()
    return tuple(
        quote
        for post, parts in zip(posts, passages, strict=False)
        for quote in PostReader(post, parts, genders, known).read()
    )


def _limited(posts: Sequence[Post]) -> Iterator[Post]:
    left = MOST_TEXT
    for post in posts:
        left -= sum(len(paragraph.text) for paragraph in post.paragraphs)
        if left < 0:
            return
        yield post


def _names(findings: Findings) -> dict[PostId, dict[int, list[Name]]]:
    entities: dict[EntityId, Entity] = {entity.id: entity for entity in findings.entities}
    names: dict[PostId, dict[int, list[Name]]] = defaultdict(lambda: defaultdict(list))
    for mention in findings.mentions:
        if not mention.is_demonym and mention.entity_id in entities:
            name = Name(mention.start, mention.end, entities[mention.entity_id])
            names[mention.post_id][mention.paragraph].append(name)
    return names
