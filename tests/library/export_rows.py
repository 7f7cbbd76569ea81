"""Rows of another reader's export, as an importer would hand them on."""

from dataclasses import replace

from desktop.domain.blocks import ArticleKind, Block, BlockKind
from desktop.domain.documents import Carried, Document


def a_link(url: str, title: str | None = None, tags: tuple[str, ...] = (), **carried: object) -> Document:
    """A row of another reader's export without text."""
    return Document("", "export", ArticleKind.LINK, title, url, (), tags=tags, carried=Carried(**carried))  # type: ignore[arg-type]


def a_story(url: str | None, *paragraphs: str, title: str = "A story", **more: object) -> Document:
    """A row of another reader's export with its text."""
    blocks = tuple(Block(BlockKind.TEXT, paragraph) for paragraph in paragraphs)
    return replace(Document("", "export", ArticleKind.ARTICLE, title, url, blocks), **more)  # type: ignore[arg-type]
