"""Plain text: one block for each line that holds something.

Marks only what the form alone proves: a bullet, and the address that a last line gives as its source. What a line means
(a caption, a credit, a byline, a time) is for the timeline to find out, which sees the lines around it.
"""

import re
from typing import Final

from desktop.domain.blocks import ArticleKind, Block, BlockKind
from desktop.domain.documents import Document, Source
from desktop.domain.errors import CannotRead, NotAnArticle
from desktop.importers.limits import MAX_PARAGRAPH_CHARACTERS, MAX_TEXT_CHARACTERS
from desktop.importers.values.decoding import decode
from desktop.importers.values.digests import sha256
from desktop.importers.values.sniffing import looks_like_data, looks_like_text
from desktop.importers.values.whitespace import collapse

NAME: Final = "text"
_SURE_ENOUGH: Final = 0.1
_BULLET: Final = re.compile(r"[•‣▪◦⁃]\s*(?=\S)")
_SOURCE_LINE: Final = re.compile(r"source:\s*(https?://\S+)", re.IGNORECASE)


def score(head: bytes) -> float:
    """How surely a file that begins so is plain text, between 0 and 1; a surer format goes first."""
    return _SURE_ENOUGH if looks_like_text(head) and not looks_like_data(head) else 0.0


def read(source: Source) -> Document:
    """Make a block of each line of a text dump that holds words, from the top down.

    Raises:
        NotAnArticle: The file holds no text.
        CannotRead: The text, or one line of it, is too long.
    """
    decoded = decode(source.data, source.charset)
    lines = _lines(decoded.text)
    _refuse_excess(source.name, lines)
    blocks = [_block(text, number) for number, line in enumerate(lines, 1) if (text := collapse(line))]
    if not blocks:
        raise NotAnArticle(f"“{source.name}” holds no text.", "Choose a file in which something is written.")
    url = _source_address(blocks)
    if url:
        blocks[-1] = Block(BlockKind.FURNITURE, blocks[-1].text, blocks[-1].lines)
    return Document(
        source_sha256=sha256(source.data),
        format=NAME,
        kind=ArticleKind.ARTICLE,
        title=None,
        url=url or source.address,
        blocks=tuple(blocks),
        warnings=decoded.warnings,
    )


def _lines(text: str) -> list[str]:
    """Return the lines of a text. They end at a line feed alone, so that numbers agree with any editor's."""
    return text.split("\n") if "\n" in text else text.split("\r")  # a lone carriage return: an old Macintosh


def _refuse_excess(name: str, lines: list[str]) -> None:
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_PARAGRAPH_CHARACTERS:
            raise CannotRead(
                f"“{name}”, line {number}: the line has {len(line):,} characters; "
                f"at most {MAX_PARAGRAPH_CHARACTERS:,} can be read.",
                "Check that it is a text file; if it is, break its lines with a text editor and import it again.",
            )
    amount = sum(map(len, lines)) + len(lines) - 1
    if amount > MAX_TEXT_CHARACTERS:
        raise CannotRead(
            f"“{name}” has {amount:,} characters; at most {MAX_TEXT_CHARACTERS:,} can be read.",
            "Split the file and import its parts.",
        )


def _block(line: str, number: int) -> Block:
    bullet = _BULLET.match(line)
    kind = BlockKind.LIST if bullet else BlockKind.TEXT
    return Block(kind, line[bullet.end() :] if bullet else line, (number, number))


def _source_address(blocks: list[Block]) -> str | None:
    """Return the address that the last line names as the source, as it is written there."""
    found = _SOURCE_LINE.fullmatch(blocks[-1].text)
    return found.group(1) if found else None
