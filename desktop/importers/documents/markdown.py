"""Markdown: a text with headings, lists, quotes and links in plain signs.

Keeps where each paragraph stands in the file. Front matter gives title, address, writers, date and tags; raw HTML in
the text is read as the text it shows. Nothing is fetched: pictures that did not come along leave their words behind.

Source: CommonMark with tables, as `markdown-it-py` reads it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from desktop.domain.blocks import ArticleKind, Block, BlockKind
from desktop.domain.documents import Document, Source
from desktop.domain.errors import CannotRead, NotAnArticle
from desktop.importers.documents.front_matter import FrontMatter, read_front_matter
from desktop.importers.pages.markup import plain
from desktop.importers.pages.page_facts import web_address
from desktop.importers.pages.pictures import Gallery
from desktop.importers.values.decoding import decode
from desktop.importers.values.digests import sha256
from desktop.importers.values.sniffing import html_likeness, looks_like_data, looks_like_text
from desktop.importers.values.stamps import read_instant, read_time
from desktop.importers.values.whitespace import collapse, letters

if TYPE_CHECKING:
    from markdown_it.token import Token

NAME: Final = "markdown"
_MAX_CHARACTERS: Final = 2 * 1024 * 1024  # what the parser reads in some twenty seconds at worst
_LONGEST_LINE: Final = 200_000
_FRONT: Final = re.compile(r"---[ \t]*\r?\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_FRONT_NAME: Final = re.compile(r"^[A-Za-z][\w .-]{0,60}:", re.MULTILINE)
_SIGNS: Final = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"(?<!\w)!?\[[^\]\n]{1,300}\]\([^)\s]{1,2000}[^)\n]{0,300}\)"),
    re.compile(r"(?<![\w*])\*\*[^*\s][^*\n]{0,300}\*\*(?!\w)"),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
)
# Plain texts have these too: alone they prove nothing, and reading such a text as Markdown would join its lines.
_WEAK_SIGNS: Final = (
    re.compile(r"^> \S", re.MULTILINE),
    re.compile(r"^[-*+] \S", re.MULTILINE),
    re.compile(r"^\[\^?[^\]\n]{1,100}\]: ", re.MULTILINE),
)
_SURE: Final = 0.95
_LIKELY: Final = 0.3
_AS_LIKELY_AS_TEXT: Final = 0.1
_ENOUGH_SIGNS: Final = 2
_FEWEST_LETTERS: Final = 20
_KINDS: Final = {"blockquote": BlockKind.QUOTE, "list_item": BlockKind.LIST, "heading": BlockKind.HEADING}


def score(head: bytes) -> float:
    """How surely a file that begins so is Markdown, between 0 and 1."""
    if not looks_like_text(head) or looks_like_data(head) or html_likeness(head):
        return 0.0
    text = head.decode("utf-8", "replace").lstrip("\ufeff")
    front = _FRONT.match(text)
    if front and _FRONT_NAME.search(front.group()):
        return _SURE
    signs = sum(sign.search(text) is not None for sign in _SIGNS)
    if signs >= _ENOUGH_SIGNS:
        return _LIKELY
    weak = any(sign.search(text) for sign in _WEAK_SIGNS)
    return _AS_LIKELY_AS_TEXT if signs or weak else 0.0


def read(source: Source) -> Document:
    """Read a Markdown file as one article.

    Raises:
        NotAnArticle: It holds no text.
        CannotRead: It is too long.
    """
    decoded = decode(source.data, source.charset)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_excess(source.name, text)
    front = read_front_matter(text)
    gallery = Gallery(source.parts, {}, source.address)
    body = "\n".join(text.split("\n")[front.lines :])
    blocks = list(_blocks(_tokens(body), front.lines, gallery))
    title = front.first("title") or _main_heading(blocks)
    if sum(len(letters(block.text)) for block in blocks) < _FEWEST_LETTERS:
        raise NotAnArticle(f"“{source.name}” holds no text.", "Choose a file in which something is written.")
    return _document(source, front, title, _titled(blocks, title), gallery, decoded.warnings)


def _document(
    source: Source, front: FrontMatter, title: str, blocks: Sequence[Block], gallery: Gallery, warnings: Sequence[str]
) -> Document:
    stated = front.every("url", "source", "link", "permalink", "canonical", "canonical_url")
    return Document(
        source_sha256=sha256(source.data),
        format=NAME,
        kind=ArticleKind.ARTICLE,
        title=title or None,
        url=next((found for text in stated if (found := web_address(text))), None) or source.address,
        blocks=tuple(blocks),
        site=front.first("site", "publisher", "website") or None,
        published=read_time(front.first("published", "date", "created"), "the front matter's date"),
        modified=read_instant(front.first("modified", "updated", "lastmod")),
        saved=read_instant(front.first("saved", "clipped", "imported")),
        language=front.first("lang", "language") or None,
        byline=front.every("author", "authors", "byline"),
        pictures=gallery.pictures,
        tags=tuple(tag.removeprefix("#") for tag in front.every("tags", "tag", "keywords", "categories")),
        warnings=(*warnings, *gallery.warnings()),
    )


def _main_heading(blocks: Sequence[Block]) -> str:
    """Return the first heading if nothing stands above it."""
    return blocks[0].text if blocks and blocks[0].kind is BlockKind.HEADING else ""


def _titled(blocks: list[Block], title: str) -> list[Block]:
    """Return the blocks with the title above them, once."""
    if not title:
        return blocks
    is_there = bool(blocks) and blocks[0].kind is BlockKind.HEADING and letters(blocks[0].text) == letters(title)
    place = blocks[0].lines if is_there else None
    return [Block(BlockKind.TITLE, title, place), *(blocks[1:] if is_there else blocks)]


def _tokens(text: str) -> "list[Token]":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only Markdown files need it

    return MarkdownIt("commonmark", {"maxNesting": 50}).enable("table").parse(text)


def _blocks(tokens: "Sequence[Token]", above: int, gallery: Gallery) -> Iterator[Block]:
    """Yield the blocks of a text.

    Args:
        tokens: What the parser found.
        above: How many lines stand above the text.
        gallery: Keeps the pictures.
    """
    around = [BlockKind.TEXT]
    lines: tuple[int, int] | None = None
    row: list[str] | None = None
    for token in tokens:
        lines = (above + token.map[0] + 1, above + max(token.map[1], token.map[0] + 1)) if token.map else lines
        kind = _KINDS.get(token.type.removesuffix("_open").removesuffix("_close"))
        if kind is not None:
            around = [*around, kind] if token.nesting > 0 else around[:-1]
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield from _block(BlockKind.TEXT, " ".join(row), lines)
            row = None
        elif token.type == "inline" and row is not None:
            row.append(_words(token.children or ()))
        elif token.type == "inline":
            yield from _inline(token.children or (), around[-1], lines, gallery)
        elif token.type in ("fence", "code_block", "html_block"):
            text = plain(token.content) if token.type == "html_block" else token.content
            yield from _block(around[-1], text, lines)


def _inline(
    children: "Sequence[Token]", kind: BlockKind, lines: tuple[int, int] | None, gallery: Gallery
) -> Iterator[Block]:
    """Yield one paragraph, and the pictures in it after it."""
    yield from _block(kind, _words(children), lines)
    for child in children:
        if child.type == "image":
            picture = gallery.take(str(child.attrs.get("src", "")))
            words = collapse(child.content)
            if picture or words:
                yield Block(BlockKind.IMAGE, words, lines, picture)


def _words(children: "Sequence[Token]") -> str:
    """Return the words of a paragraph: line breaks are blanks, raw tags and pictures say nothing."""
    said = {"softbreak": " ", "hardbreak": " "}
    return "".join(
        child.content if child.type in ("text", "code_inline", "text_special") else said.get(child.type, "")
        for child in children
    )


def _block(kind: BlockKind, text: str, lines: tuple[int, int] | None) -> Iterator[Block]:
    words = collapse(text)
    if words:
        yield Block(kind, words, lines)


def _refuse_excess(name: str, text: str) -> None:
    if len(text) > _MAX_CHARACTERS:
        raise CannotRead(
            f"“{name}” has {len(text):,} characters; at most {_MAX_CHARACTERS:,} can be read as Markdown.",
            "Split the file, or import it as “text”.",
        )
    longest = max(map(len, text.split("\n")), default=0)
    if longest > _LONGEST_LINE:
        raise CannotRead(
            f"“{name}” has a line of {longest:,} characters; at most {_LONGEST_LINE:,} can be read as Markdown.",
            "Break its lines with a text editor, or import it as “text”.",
        )
