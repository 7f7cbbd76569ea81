"""Small pages for the tests of the timeline, and short ways to cut and place them."""

from datetime import UTC, datetime

from segmentation import WEIGHTS

from desktop.domain.blocks import ArticleKind, Block, BlockKind, PostMark
from desktop.domain.documents import Document
from desktop.domain.ids import ArticleId
from desktop.domain.posts import Boundary, Cut, Paragraph, ParagraphKind, Post, PostKind
from desktop.domain.times import UNKNOWN_TIME, Precision, TimeFrame, When
from desktop.timeline import cutting, placing

ARTICLE = ArticleId("article")
LIVE = "https://herald.example/torvik/live/dam-2022-03-05"
NOTHING = TimeFrame()


def dump(text: str, url: str | None = LIVE, **more: object) -> Document:
    """A text dump as the importer of plain text hands it on: one block for each line that is not empty."""
    blocks = []
    for number, line in enumerate(text.split("\n"), 1):
        words = " ".join(line.split())
        if words:
            is_list = words.startswith("• ")
            blocks.append(
                Block(BlockKind.LIST if is_list else BlockKind.TEXT, words.removeprefix("• "), (number, number))
            )
    return a_document(*blocks, url=url, **more)


def a_document(*blocks: Block, url: str | None = LIVE, **more: object) -> Document:
    values = {"kind": ArticleKind.ARTICLE, "title": None, "format": "text", "source_sha256": "0" * 64} | more
    return Document(url=url, blocks=blocks, **values)


def start(key: str, title: str | None = None, at: datetime | None = None, **more: object) -> Block:
    published = When(at, at, Precision.MINUTE) if at else UNKNOWN_TIME
    return Block(BlockKind.START, mark=PostMark(key=key, title=title, published=published, **more))


def text(words: str) -> Block:
    return Block(BlockKind.TEXT, words)


def cut(document: Document) -> Cut:
    return cutting.cut(document, ARTICLE, WEIGHTS)


def placed(document: Document, frame: TimeFrame = NOTHING) -> tuple[Post, ...]:
    return placing.place(cut(document).posts, document, frame)


def a_post(words: str, name: str = "post", **more: object) -> Post:
    values = {
        "id": name,
        "article_id": ARTICLE,
        "ordinal": 0,
        "kind": PostKind.POST,
        "title": None,
        "paragraphs": tuple(Paragraph(ParagraphKind.TEXT, part) for part in words.split("\n\n") if part),
        "boundary": Boundary(1.0, "made for a test"),
    } | more
    return Post(**values)


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2022."""
    return datetime(2022, 3, day, hour, minute, tzinfo=UTC)
