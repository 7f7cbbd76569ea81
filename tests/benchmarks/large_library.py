"""A made-up library on the disk, as large as a reader's may become: `large_library FOLDER POSTS`.

Its words are those of `Corpus`; each page is a live blog of sixty posts, some read, some starred, some marked, with
names as frequent and as rare as names are. It is stored post by post as an import would store it, without a page to be
parsed.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from desktop.domain.annotations import Annotation, Colour
from desktop.domain.blocks import ArticleKind
from desktop.domain.changes import AddAnnotation, SetRead, SetStarred
from desktop.domain.entities import Entity, EntityKind, Findings, Mention
from desktop.domain.ids import AnnotationId, EntityId, digest
from desktop.domain.posts import Article, ArticleDiff, Figure, Paragraph, ParagraphKind, Post, PostKind
from desktop.domain.times import UNKNOWN_TIME, Precision, When
from desktop.library.library import Library
from desktop.runtime.paths import resources
from desktop.search.documents import IndexedPost
from desktop.store.store import Store
from tests.benchmarks.search_corpus import POSTS_A_PAGE, Corpus

NAMES = 2_000
NAMES_A_POST = 4
KINDS = (EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE)
SAVED = datetime(2024, 1, 1, tzinfo=UTC)
MINUTES_OF_DAY = 24 * 60


def fill(folder: Path, count: int) -> None:
    """Make a library of so many posts, with its index."""
    corpus = Corpus(count)
    with Library.open(folder, resources=resources()):
        pass  # makes the folder and its tables
    store = Store.open(folder)
    entities = tuple(_entity(number, corpus.words) for number in range(NAMES))
    with store.transaction():  # one, since the disk is waited for at the end of each
        for number, page in enumerate(_pages(corpus.posts())):
            article = _article(number, page)
            posts = tuple(_post(each, article, ordinal) for ordinal, each in enumerate(page))
            store.save_version(article, ArticleDiff(posts, added=frozenset(post.id for post in posts)), ())
            store.save_findings(article.id, _findings(posts, entities, number))
    store.close()
    with Library.open(folder, resources=resources()) as library:
        _read_some(library)
        library.update_index()


def _pages(posts: Iterator[IndexedPost]) -> Iterator[tuple[IndexedPost, ...]]:
    while page := tuple(islice(posts, POSTS_A_PAGE)):
        yield page


def _article(number: int, page: Sequence[IndexedPost]) -> Article:
    return Article(
        id=page[0].article_id,
        title=" ".join(page[0].body.split()[:5]).capitalize(),
        url=f"https://{page[0].site}.example/{number}",
        site=page[0].site,
        kind=ArticleKind.LIVE_BLOG,
        published=UNKNOWN_TIME,
        modified=None,
        imported=SAVED + timedelta(minutes=number),
        version=1,
        post_count=len(page),
        source_name=f"{number}.html",
        sha256="0" * 64,
        format="html",
    )


def _post(each: IndexedPost, article: Article, ordinal: int) -> Post:
    day = each.days[0] if each.days else None
    assert day is not None
    moment = datetime.combine(day, time(), UTC) + timedelta(minutes=each.number * 37 % MINUTES_OF_DAY)
    captions = tuple(Figure(caption, "A. Photographer") for caption in each.captions)
    return Post(
        id=each.id,
        article_id=article.id,
        ordinal=ordinal,
        kind=PostKind.SUMMARY if ordinal == 0 else PostKind.POST,
        title=each.title.capitalize() or None,
        paragraphs=tuple(Paragraph(ParagraphKind.TEXT, text) for text in each.body.split("\n")),
        figures=captions,
        time=When(moment, moment, Precision.MINUTE, ("The page says so.",), zone="UTC"),
        order_key=moment.timestamp(),
    )


def _entity(number: int, words: Sequence[str]) -> Entity:
    name = " ".join(word.capitalize() for word in words[9_000 + 2 * number : 9_002 + 2 * number])
    return Entity(EntityId(digest("made up", name)), KINDS[number % len(KINDS)], name)


def _findings(posts: Sequence[Post], entities: Sequence[Entity], page: int) -> Findings:
    mentions = []
    for number, post in enumerate(posts):
        for place in range(NAMES_A_POST):
            rank = (page * 7919 + number * 104_729 + place * 1_299_709) % (NAMES * NAMES)
            entity = entities[rank * rank // NAMES**3 % NAMES]  # the first are far more frequent than the last
            mentions.append(Mention(post.id, entity.id, 0, place * 8, place * 8 + 6, post.paragraphs[0].text[:6]))
    named = {mention.entity_id for mention in mentions}
    return Findings("made up", tuple(entity for entity in entities if entity.id in named), tuple(mentions))


def _read_some(library: Library) -> None:
    """A tenth of the posts are read, a few starred and marked, as in a library that is used."""
    rows = library.list_posts().rows
    library.apply(SetRead(frozenset(row.id for row in rows[::10]), True))
    library.apply(SetStarred(frozenset(row.id for row in rows[::500]), True))
    for post in library.posts([row.id for row in rows[::1000]]):
        mark = _mark(post)
        library.apply(AddAnnotation(mark))


def _mark(post: Post) -> Annotation:
    words = post.text[:24]
    made = Annotation(
        AnnotationId(digest("made up", post.id)), post.id, words, "", post.text[24:56], 0, len(words), "", (),
        Colour.YELLOW, SAVED, SAVED,
    )  # fmt: skip
    return replace(made, note="Seen before.")


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
