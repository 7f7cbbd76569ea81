"""Fragments: the body of one article as a feed or another reader's export holds it, a piece of HTML or plain text.

Becomes the same typed blocks as a saved page: scripts, frames and styles are never text, nothing is fetched, and the
mark-up itself is gone when the blocks are made.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from desktop.domain.blocks import Block, BlockKind
from desktop.importers.pages.markup import parse
from desktop.importers.pages.passages import Passage, passages
from desktop.importers.pages.pictures import Gallery
from desktop.importers.values.whitespace import collapse

_MARKUP: Final = re.compile(r"<(?:[a-zA-Z!/][^<>]*)>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+\d*);")
_FIGURE_WORDS: Final = (BlockKind.CAPTION, BlockKind.CREDIT)
_NO_PARTS: Final[Mapping[str, bytes]] = {}


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a body holds: its blocks, the pictures that came along, and what was left out."""

    blocks: tuple[Block, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


NOTHING: Final = Fragment()


def read_fragment(name: str, text: str, base: str | None = None, parts: Mapping[str, bytes] = _NO_PARTS) -> Fragment:
    """Read a body.

    Args:
        name: What errors call it.
        text: HTML, or plain text if it holds neither a tag nor an entity.
        base: The address to which the addresses of its pictures are relative.
        parts: Pictures that came along.

    Raises:
        CannotRead: The mark-up passes a limit.
    """
    if not _MARKUP.search(text):
        return plain_fragment(text)
    page = parse(name, f"<!doctype html><body>{text}")
    if page.body is None:
        return NOTHING
    gallery = Gallery(parts, page.inline, base)
    blocks = _blocks(passages(page.body), gallery)
    return Fragment(blocks, gallery.pictures, gallery.warnings())


def plain_fragment(text: str) -> Fragment:
    """Read a body that is plain text: one block for each line that holds something."""
    return Fragment(tuple(Block(BlockKind.TEXT, line) for line in map(collapse, text.splitlines()) if line))


def _blocks(found: Sequence[Passage], gallery: Gallery) -> tuple[Block, ...]:
    """Turn passages into blocks; a picture of which neither bytes nor words are there leaves nothing."""
    blocks = []
    for at, passage in enumerate(found):
        is_picture = passage.kind is BlockKind.IMAGE
        picture = gallery.take(passage.address) if is_picture else None
        is_captioned = at + 1 < len(found) and found[at + 1].kind in _FIGURE_WORDS
        if not is_picture or picture or passage.text or is_captioned:
            blocks.append(Block(passage.kind, passage.text, picture=picture))
    return tuple(blocks)
