"""Articles, posts and marks to export."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from desktop.domain.annotations import Annotation, Colour
from desktop.domain.blocks import ArticleKind
from desktop.domain.ids import AnnotationId, ArticleId, PostId
from desktop.domain.posts import Article, Paragraph, ParagraphKind, Post, PostKind
from desktop.domain.times import Precision, When

PICTURE = b"\x89PNG\r\n\x1a\n and some bytes"
PICTURE_SHA = "ab" * 32
EASTERN = timezone(timedelta(hours=-5), "EST")
NOON = datetime(2022, 2, 12, 12, 6, tzinfo=EASTERN)


def an_article(number: int = 1) -> Article:
    return Article(
        id=ArticleId(f"article{number}"),
        title=f"Live: the storm, day {number}",
        url=f"https://news.example/storm-{number}",
        site=f"Example News {number}",
        kind=ArticleKind.LIVE_BLOG,
        published=When(NOON, NOON, Precision.MINUTE),
        modified=None,
        imported=datetime(2022, 2, 13, 8, 0, tzinfo=UTC),
        version=1,
        post_count=2,
        source_name="storm.txt",
        sha256=f"{number:064x}",
        format="text",
        tags=("weather", "2022 storms"),
    )


def a_post(number: int = 1, *texts: str, article: int = 1, **fields: object) -> Post:
    paragraphs = tuple(Paragraph(ParagraphKind.TEXT, text) for text in texts or (f"Words of post {number}.",))
    post = Post(
        PostId(f"post{number}"), ArticleId(f"article{article}"), number, PostKind.POST, f"Post {number}", paragraphs
    )
    return replace(post, **fields)  # type: ignore[arg-type]


def a_mark(post: Post, start: int, end: int, **fields: object) -> Annotation:
    mark = Annotation(
        AnnotationId(f"mark-{post.id}-{start}"), post.id, post.text[start:end], "", "", start, end, "", (),
        Colour.YELLOW, NOON, NOON,
    )  # fmt: skip
    return replace(mark, **fields)  # type: ignore[arg-type]
