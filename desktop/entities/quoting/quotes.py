"""Quotes: every quotation of an article with who said it, and what people are said to have said.

Reads the posts once, in order, with the names that were found in them. Needs no model, and no file.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from desktop.domain.entities import Entity, Findings
from desktop.domain.ids import EntityId, PostId
from desktop.domain.posts import Paragraph, Post
from desktop.domain.quotes import Quote
from desktop.entities.quoting.clauses import Name
from desktop.entities.quoting.genders import Evidence
from desktop.entities.quoting.quoted_post import PostReader, prepare
from desktop.entities.quoting.speakers import Known
from desktop.entities.text.passages import MOST_TEXT, pieces_of

QUOTES: Final = "quotes 2"
"""Part of the extractor's name and version: raise it when quotes would be found otherwise."""

LONGEST_PARAGRAPH: Final = 20_000

_Names = dict[PostId, dict[int, list[Name]]]
_Places = dict[tuple[PostId, int], tuple[int, int]]


def find_quotes(posts: Sequence[Post], findings: Findings) -> tuple[Quote, ...]:
    """Return the quotes of an article's posts.

    Args:
        posts: The article's posts in page order; only their bodies are read.
        findings: The entities of the article, with their mentions.

    Returns:
        Post by post, in the order of the words.
    """
    names = _names(findings)
    posts, names, places = _in_pieces(_limited(posts), names)
    passages = [prepare(post, names[post.id]) for post in posts]
    evidence = Evidence()
    for post in passages:
        for part in post:
            if part.passage is not None:
                evidence.read(part.passage)
    known, genders = Known(), evidence.genders()
    return tuple(
        _put_back(quote, places)
        for post, parts in zip(posts, passages, strict=False)
        for quote in PostReader(post, parts, genders, known).read()
    )


def _limited(posts: Sequence[Post]) -> Iterator[Post]:
    """Yield the posts as far as they are read; of the one that goes beyond that its first paragraphs."""
    left = MOST_TEXT
    for post in posts:
        kept = []
        for paragraph in post.paragraphs:
            kept.append(replace(paragraph, text=paragraph.text[: max(0, left)]))
            left -= len(paragraph.text)
        yield post if left >= 0 else replace(post, paragraphs=tuple(kept))
        if left < 0:
            return


def _in_pieces(posts: Iterable[Post], names: _Names) -> tuple[list[Post], _Names, _Places]:
    """Part paragraphs of extreme length, so that no rule has to look at a whole book for each of its sentences.

    Returns:
        The posts, their names, and for each piece its paragraph and where it begins there; for usual posts nothing.
    """
    parted: list[Post] = []
    places: _Places = {}
    for post in posts:
        if all(len(paragraph.text) <= LONGEST_PARAGRAPH for paragraph in post.paragraphs):
            parted.append(post)
            continue
        own = names[post.id]
        pieces: list[Paragraph] = []
        moved: dict[int, list[Name]] = defaultdict(list)
        for number, paragraph in enumerate(post.paragraphs):
            for offset, text in pieces_of(paragraph.text, LONGEST_PARAGRAPH):
                places[post.id, len(pieces)] = (number, offset)
                moved[len(pieces)] = [
                    replace(name, start=name.start - offset, end=name.end - offset)
                    for name in own.get(number, ())
                    if offset <= name.start and name.end <= offset + len(text)
                ]
                pieces.append(replace(paragraph, text=text))
        names[post.id] = moved
        parted.append(replace(post, paragraphs=tuple(pieces)))
    return parted, names, places


def _put_back(quote: Quote, places: _Places) -> Quote:
    """Count a quote's place in its paragraph again, not in the piece of it that was read."""
    paragraph, offset = places.get((quote.post_id, quote.paragraph), (quote.paragraph, 0))
    if (paragraph, offset) == (quote.paragraph, 0):
        return quote
    return replace(quote, paragraph=paragraph, start=quote.start + offset, end=quote.end + offset)


def _names(findings: Findings) -> _Names:
    entities: dict[EntityId, Entity] = {entity.id: entity for entity in findings.entities}
    names: _Names = defaultdict(lambda: defaultdict(list))
    for mention in findings.mentions:
        if not mention.is_demonym and mention.entity_id in entities:
            name = Name(mention.start, mention.end, entities[mention.entity_id])
            names[mention.post_id][mention.paragraph].append(name)
    return names
