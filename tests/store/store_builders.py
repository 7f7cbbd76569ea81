"""Small articles and posts with just what a test of the store is about."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from desktop.domain.annotations import Annotation, Colour
from desktop.domain.blocks import ArticleKind, Block
from desktop.domain.changes import Changes
from desktop.domain.ids import AnnotationId, ArticleId, PostId, digest
from desktop.domain.posts import Article, ArticleDiff, Paragraph, ParagraphKind, Post, PostKind
from desktop.domain.times import UNKNOWN_TIME
from desktop.store.store import Store

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def an_article(name: str = "flood", version: int = 1, **fields: object) -> Article:
    """An article; its id follows from its name."""
    plain = Article(
        id=ArticleId(digest(name)),
        title=f"The {name}",
        url=None,
        site=None,
        kind=ArticleKind.LIVE_BLOG,
        published=UNKNOWN_TIME,
        modified=None,
        imported=NOON,
        version=version,
        post_count=0,
        source_name=f"{name}.txt",
        sha256="0" * 64,
        format="text",
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def a_post(name: str, *paragraphs: str, article: str = "flood", **fields: object) -> Post:
    """A post; its id follows from its name and its article's."""
    texts = paragraphs or (f"Words of {name}.",)
    article_id = ArticleId(digest(article))
    plain = Post(
        id=PostId(digest(article_id, name)),
        article_id=article_id,
        ordinal=0,
        kind=PostKind.POST,
        title=None,
        paragraphs=tuple(Paragraph(ParagraphKind.TEXT, text) for text in texts),
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def on_page(*posts: Post) -> tuple[Post, ...]:
    """The posts in page order."""
    return tuple(replace(post, ordinal=ordinal) for ordinal, post in enumerate(posts))


def a_diff(posts: Iterable[Post], earlier: Iterable[Post] = ()) -> ArticleDiff:
    """How posts differ from those that were there before, told by id and words."""
    now, before = {post.id: post for post in posts}, {post.id: post for post in earlier}
    kept = now.keys() & before.keys()
    changed = {each for each in kept if (now[each].title, now[each].text) != (before[each].title, before[each].text)}
    settled = tuple(
        replace(post, revision=before[each].revision + (each in changed)) if each in kept else post
        for each, post in now.items()
    )
    return ArticleDiff(
        settled,
        added=frozenset(now.keys() - before.keys()),
        changed=frozenset(changed),
        removed=frozenset(before.keys() - now.keys()),
        unchanged=frozenset(kept - changed),
    )


def save(store: Store, article: Article, *posts: Post, furniture: tuple[Block, ...] = ()) -> Changes:
    """Store the next version of an article as an import would."""
    placed = on_page(*posts)
    return store.save_version(article, a_diff(placed, store.posts_of(article.id)), furniture)


def a_mark(post: Post, quote: str, note: str = "", **fields: object) -> Annotation:
    """A mark on the first place where a post says these words."""
    start = post.text.index(quote)
    plain = Annotation(
        id=AnnotationId(digest(post.id, quote)),
        post_id=post.id,
        quote=quote,
        prefix=post.text[:start][-32:],
        suffix=post.text[start + len(quote) :][:32],
        start=start,
        end=start + len(quote),
        note=note,
        tags=(),
        colour=Colour.YELLOW,
        created=NOON,
        modified=NOON,
    )
    return replace(plain, **fields)  # type: ignore[arg-type]
