"""Name corpus: an invented library of any size whose posts name people and quote them.

Knows how names spread: few are named everywhere, most hardly ever. The words mean nothing.
"""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.domain.blocks import ArticleKind
from desktop.domain.entities import Entity, EntityKind, Findings, Mention, Role
from desktop.domain.ids import ArticleId, EntityId, PostId
from desktop.domain.posts import Article, ArticleDiff, Paragraph, ParagraphKind, Post, PostKind
from desktop.domain.quotes import Quote
from desktop.domain.times import Precision, When
from desktop.store.store import Store

START = datetime(2024, 1, 1, tzinfo=UTC)
POSTS_IN_ARTICLE = 1_400
MENTIONS_IN_POST = 8
NEWEST_ROLE = 6  # one mention in so many states a role
SYLLABLES = ("bal", "dor", "ken", "lim", "mur", "nab", "rog", "set", "tiv", "vok", "zan", "pem")
KINDS = (EntityKind.PERSON, EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE)
OFFICES = ("Mayor", "Harbour Master", "Minister", "Head of the Council", "Speaker")


Found = tuple[list[Mention], list[Quote], list[tuple[EntityId, Role]]]


def fill(folder: Path, posts: int, entities: int) -> None:
    """Make a library of so many posts that name so many entities."""
    chance = random.Random(7)
    known = [_entity(number) for number in range(entities)]
    weights = [1 / (number + 3) for number in range(entities)]
    store = Store.open(folder)
    try:
        for first in range(0, posts, POSTS_IN_ARTICLE):
            count = min(POSTS_IN_ARTICLE, posts - first)
            _add_article(
                store, first, [chance.choices(known, weights, k=MENTIONS_IN_POST) for _ in range(count)], chance
            )
    finally:
        store.close()


def _entity(number: int) -> Entity:
    digits = [SYLLABLES[number // 12**place % 12] for place in range(4)]
    name = f"{''.join(digits[:2]).capitalize()} {''.join((*digits[1:], digits[0])).capitalize()}"
    return Entity(EntityId(f"entity-{number}"), KINDS[number % 4], name)


def _add_article(store: Store, first: int, named: list[list[Entity]], chance: random.Random) -> None:
    article_id = ArticleId(f"article-{first}")
    posts: list[Post] = []
    mentions: list[Mention] = []
    quotes: list[Quote] = []
    roles: list[tuple[EntityId, Role]] = []
    for number, entities in enumerate(named):
        post_id = PostId(f"post-{first + number}")
        text = ""
        for entity in entities:
            mentions.append(Mention(post_id, entity.id, 0, len(text), len(text) + len(entity.name), entity.name))
            text += f"{entity.name} was seen at the harbour with some others. "
            if chance.randrange(NEWEST_ROLE) == 0:
                roles.append((entity.id, Role(chance.choice(OFFICES), post_id)))
        said = f"We counted {first + number} ships"
        quotes.append(Quote(post_id, 0, len(text) + 1, len(text) + 1 + len(said), said, "", entities[0].id, cue="said"))
        text += f"“{said}”, it was said."
        posts.append(_post(article_id, post_id, text, first + number, len(named) - number))
    _save(store, article_id, posts, named, (mentions, quotes, roles))


def _post(article_id: ArticleId, post_id: PostId, text: str, number: int, ordinal: int) -> Post:
    moment = START + timedelta(minutes=7 * number)
    when = When(moment, moment, Precision.MINUTE, ("the page states it",))
    paragraphs = (Paragraph(ParagraphKind.TEXT, text),)
    return Post(
        post_id, article_id, ordinal, PostKind.POST, f"Report {number}", paragraphs, time=when, order_key=number
    )


def _save(store: Store, article_id: ArticleId, posts: list[Post], named: list[list[Entity]], found: Found) -> None:
    mentions, quotes, roles = found
    article = Article(
        id=article_id,
        title=f"Coverage {article_id}",
        url=None,
        site="The Daily",
        kind=ArticleKind.LIVE_BLOG,
        published=posts[0].time,
        modified=None,
        imported=START,
        version=1,
        post_count=len(posts),
        source_name="page.txt",
        sha256="0" * 64,
        format="text",
    )
    ids = frozenset(post.id for post in posts)
    store.save_version(article, ArticleDiff(tuple(posts), ids, frozenset(), frozenset(), frozenset()), ())
    stated: dict[EntityId, tuple[Role, ...]] = {}
    for entity_id, role in roles:
        stated[entity_id] = (*stated.get(entity_id, ()), role)
    entities = {entity.id: entity for each in named for entity in each}
    known = tuple(Entity(each.id, each.kind, each.name, (), stated.get(each.id, ())) for each in entities.values())
    store.save_findings(article_id, Findings("names of the benchmark", known, tuple(mentions), tuple(quotes)))
