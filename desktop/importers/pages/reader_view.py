"""Reader view: a page saved from a browser's reading mode, or cleaned by the same kind of program.

Everything in such a page is the article already, so nothing is guessed: the text is taken as it stands, with the title,
writers and address that the view shows above it.

Source: the class names of Firefox's reading mode and of Mozilla's Readability library.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qs, urlsplit

from selectolax.lexbor import LexborNode

from desktop.domain.blocks import ArticleKind, Block, BlockKind
from desktop.domain.documents import Document, Source
from desktop.domain.errors import NotAnArticle
from desktop.importers.pages.fragments import read_fragment
from desktop.importers.pages.markup import Page, attribute, parse
from desktop.importers.pages.page_facts import page_facts, web_address
from desktop.importers.pages.structured_data import names_of
from desktop.importers.values.decoding import decode
from desktop.importers.values.digests import sha256
from desktop.importers.values.sniffing import html_likeness
from desktop.importers.values.whitespace import collapse, letters

NAME: Final = "readerview"
_SIGNS: Final = re.compile(
    rb"chrome://global/skin/aboutReader\.css|class=[\"'][^\"']*\b(?:moz-reader-content|reader-title)\b"
    rb"|id=[\"']readability-page-1[\"']|saved from url=\(\d{4}\)about:reader\?url=",
    re.IGNORECASE,
)
_TEXT: Final = ".moz-reader-content", "#moz-reader-content", "#readability-page-1"
_VIEW_ADDRESS: Final = re.compile(r"about:reader\?(url=[^\s\"'<>]{1,4000})")
_WINDOW: Final = 64 * 1024
_SURER_THAN_A_PAGE: Final = 1.0
_FEWEST_LETTERS: Final = 20


def score(head: bytes) -> float:
    """How surely a file that begins so is a saved reader view, between 0 and 1."""
    return _SURER_THAN_A_PAGE if html_likeness(head) and _SIGNS.search(head) else 0.0


def read(source: Source) -> Document:
    """Read a saved reader view as one article.

    Raises:
        NotAnArticle: It shows no text.
        CannotRead: The page passes a limit.
    """
    decoded = decode(source.data, source.charset)
    page = parse(source.name, decoded.text)
    content = next((node for name in _TEXT if (node := page.tree.css_first(name)) is not None), page.body)
    address = _address(page) or (source.address and web_address(source.address)) or None
    found = read_fragment(source.name, _markup(content, page), address, source.parts)
    title = _shown(page, ".reader-title") or page_facts(source, page, ()).title or ""
    blocks = (*_title_block(title), *(block for block in found.blocks if not _is_title(block, title)))
    if sum(len(letters(block.text)) for block in found.blocks) < _FEWEST_LETTERS:
        raise NotAnArticle(f"“{source.name}” shows no text.", "Open the page in its reading mode and save it again.")
    return Document(
        source_sha256=sha256(source.data),
        format=NAME,
        kind=ArticleKind.ARTICLE,
        title=title or None,
        url=address,
        blocks=blocks,
        site=_shown(page, ".reader-domain") or (urlsplit(address).hostname if address else None),
        language=_language(page, content),
        byline=names_of(_shown(page, ".reader-credits") or None),
        pictures=found.pictures,
        warnings=(*decoded.warnings, *found.warnings),
    )


def _markup(content: LexborNode | None, page: Page) -> str:
    """Return the mark-up of the article, its inline pictures put back."""
    text = (content.html if content is not None else None) or ""
    for token, data in page.inline.items():
        text = text.replace(f'"{token}"', f'"{data}"')
    return text


def _title_block(title: str) -> Iterator[Block]:
    if title:
        yield Block(BlockKind.TITLE, title)


def _is_title(block: Block, title: str) -> bool:
    return block.kind is BlockKind.HEADING and bool(title) and letters(block.text) == letters(title)


def _shown(page: Page, name: str) -> str:
    node = page.tree.css_first(name)
    return collapse(node.text()) if node is not None else ""


def _address(page: Page) -> str | None:
    """Return the address of the page behind the view: the link the view shows, else the view's own address."""
    link = page.tree.css_first("a.reader-domain") or page.tree.css_first("a.domain")
    shown = web_address(attribute(link, "href")) if link is not None else None
    if shown:
        return shown
    found = _VIEW_ADDRESS.search(page.markup[:_WINDOW])
    stated = parse_qs(found.group(1)).get("url", []) if found else []
    return next((address for text in stated if (address := web_address(text))), None)


def _language(page: Page, content: LexborNode | None) -> str | None:
    nodes = (node for node in (content, page.tree.root) if node is not None)
    return next((stated for node in nodes if (stated := attribute(node, "lang"))), None)
