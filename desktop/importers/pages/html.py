"""HTML: a saved web page.

A page that calls itself a live blog becomes one START block for each post, followed by what the post holds, out of the
metadata and the page together; any other page becomes one article. Nothing is fetched: pictures that are not in the
file leave their caption behind. Scripts, styles, templates and frames are never text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from desktop.domain.blocks import ArticleKind, Block, BlockKind, PostMark
from desktop.domain.documents import Document, Source
from desktop.domain.errors import CannotRead, NotAnArticle
from desktop.importers.limits import MAX_PARAGRAPH_CHARACTERS
from desktop.importers.pages.article_text import article_passages
from desktop.importers.pages.live_blocks import with_blocks
from desktop.importers.pages.live_elements import opening, post_nodes, read_elements
from desktop.importers.pages.live_merging import LivePost, merge
from desktop.importers.pages.live_metadata import LiveMetadata, live_metadata
from desktop.importers.pages.live_runs import best_run, is_live, may_be_live
from desktop.importers.pages.markup import Page, parse
from desktop.importers.pages.page_facts import PageFacts, page_facts
from desktop.importers.pages.passages import Passage, readable
from desktop.importers.pages.pictures import Gallery
from desktop.importers.pages.structured_data import JsonObject, json_objects
from desktop.importers.values.decoding import decode
from desktop.importers.values.digests import sha256
from desktop.importers.values.sniffing import html_likeness
from desktop.importers.values.whitespace import letters

NAME: Final = "html"
_NO_TEXT: Final = (BlockKind.FURNITURE, BlockKind.TITLE)
_WORD: Final = re.compile(r"\w+")
_RUNNING: Final = 80  # letters from which a passage is running text and no line above it
_SAME_HEADLINE: Final = 0.5
_FEWEST_LETTERS: Final = 4  # a page that shows a word shows text; one that a script was to fill shows none
_FEWEST_LIVE_LETTERS: Final = 20


def score(head: bytes) -> float:
    """How surely a file that begins so is HTML, between 0 and 1."""
    return html_likeness(head)


def read(source: Source) -> Document:
    """Read a saved page as a live blog or as one article.

    Raises:
        NotAnArticle: The page shows no text, for example because a script was to load it.
        CannotRead: The page passes a limit.
    """
    decoded = decode(source.data, source.charset)
    page = parse(source.name, decoded.text)
    things, warnings = json_objects(page)
    facts = page_facts(source, page, things)
    document = _live_blog(source, page, things, facts) or _article(source, page, facts)
    _refuse_unreadable(source.name, document.blocks)
    return replace(document, warnings=(*decoded.warnings, *warnings, *document.warnings))


def _live_blog(source: Source, page: Page, things: Sequence[JsonObject], facts: PageFacts) -> Document | None:
    """Read a page as a live blog; None if it is none, or if none of its posts can be found."""
    metadata = with_blocks(live_metadata(page, things), page) or _unmarked(page, facts)
    if metadata is None:
        return None
    keys = [update.key for update in metadata.updates if update.key]
    marked = [update.element for update in metadata.updates if update.element is not None]
    nodes = post_nodes(page, keys, marked)
    elements = read_elements(nodes)
    facts = page_facts(source, page, things, metadata.blog) if metadata.blog else facts
    posts = merge(metadata, elements, facts.url)
    if _amount_of_words(posts) < _FEWEST_LIVE_LETTERS:
        return None
    doubts = tuple(_merging_warnings(metadata, posts, len(elements)))
    gallery = Gallery(source.parts, page.inline, facts.url)
    posts = (*_opening_post(opening(nodes, facts.title)), *posts)
    blocks = (*_title_block(facts), *(block for post in posts for block in _post_blocks(post, gallery)))
    document = _document(source, ArticleKind.LIVE_BLOG, facts, blocks, gallery)
    return replace(
        document,
        tags=tuple(dict.fromkeys((*facts.tags, *metadata.labels))),
        warnings=(*doubts, *document.warnings),
    )


def _unmarked(page: Page, facts: PageFacts) -> LiveMetadata | None:
    """Return empty metadata for a page that is live by its looks alone; None for any other."""
    if page.body is None or not may_be_live(page, facts.title, facts.url):
        return None
    run = tuple(best_run(page.body).values())
    return LiveMetadata({}, ()) if is_live(page, facts.title, facts.url, run) else None


def _article(source: Source, page: Page, facts: PageFacts) -> Document:
    found, warnings = article_passages(page)
    gallery = Gallery(source.parts, page.inline, facts.url)
    blocks = (*_title_block(facts), *_blocks(_without_headline(found, facts.title or ""), gallery))
    document = _document(source, ArticleKind.ARTICLE, facts, blocks, gallery)
    return replace(document, warnings=(*warnings, *document.warnings))


def _without_headline(found: Sequence[Passage], title: str) -> Iterator[Passage]:
    """Leave out the headline, which is the title already, also where it stands above the text in other words."""
    told, is_above = letters(title), True
    for passage in found:
        is_above = is_above and (passage.kind is not BlockKind.TEXT or len(passage.text) < _RUNNING)
        if passage.kind is BlockKind.HEADING and (
            letters(passage.text) == told or (is_above and _likeness(passage.text, title) >= _SAME_HEADLINE)
        ):
            continue
        yield passage


def _likeness(one: str, other: str) -> float:
    """Return how many of the words of two lines stand in both, between 0 and 1."""
    words, others = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return len(words & others) / len(words | others) if words or others else 0.0


def _document(
    source: Source, kind: ArticleKind, facts: PageFacts, blocks: tuple[Block, ...], gallery: Gallery
) -> Document:
    return Document(
        source_sha256=sha256(source.data),
        format=NAME,
        kind=kind,
        title=facts.title,
        url=facts.url,
        blocks=blocks,
        site=facts.site,
        published=facts.published,
        modified=facts.modified,
        saved=facts.saved,
        language=facts.language,
        byline=facts.byline,
        pictures=gallery.pictures,
        tags=facts.tags,
        warnings=gallery.warnings(),
    )


def _title_block(facts: PageFacts) -> Iterator[Block]:
    if facts.title:
        yield Block(BlockKind.TITLE, facts.title)


def _opening_post(found: tuple[Passage, ...]) -> Iterator[LivePost]:
    if found:
        yield LivePost(PostMark(is_summary=True, origin="the page"), (), found)


def _amount_of_words(posts: Iterable[LivePost]) -> int:
    words = (f"{post.mark.title or ''} {readable(post.body)}" for post in posts)
    return sum(len(letters(text)) for text in words)


def _post_blocks(post: LivePost, gallery: Gallery) -> Iterator[Block]:
    yield Block(BlockKind.START, mark=post.mark)
    yield from (Block(BlockKind.STAMP, shown) for shown in post.shown)
    yield from _blocks(post.body, gallery)


def _blocks(found: Iterable[Passage], gallery: Gallery) -> Iterator[Block]:
    """Turn passages into blocks; a picture of which neither bytes nor words are there leaves nothing."""
    shown = list(found)
    for passage, following in zip(shown, [*shown[1:], None], strict=False):
        picture = gallery.take(passage.address) if passage.kind is BlockKind.IMAGE else None
        captioned = following is not None and following.kind in (BlockKind.CAPTION, BlockKind.CREDIT)
        if passage.kind is not BlockKind.IMAGE or picture or passage.text or captioned:
            yield Block(passage.kind, passage.text, picture=picture)


def _merging_warnings(metadata: LiveMetadata, posts: Sequence[LivePost], shown: int) -> Iterator[str]:
    """Say what the two sides did not agree on."""
    if metadata.updates and len(posts) > shown:
        yield f"{len(posts) - shown} of {len(posts)} posts do not stand in the page; they come from its metadata."
    if metadata.updates and shown and len(posts) > len(metadata.updates):
        yield f"{len(posts) - len(metadata.updates)} of {len(posts)} posts are not in the page's metadata."
    empty = sum(not post.body for post in posts)
    if empty:
        yield f"{empty} of {len(posts)} posts hold no text; an embedded part of them was probably not saved."


def _refuse_unreadable(name: str, blocks: Sequence[Block]) -> None:
    longest = max((len(block.text) for block in blocks), default=0)
    if longest > MAX_PARAGRAPH_CHARACTERS:
        raise CannotRead(
            f"“{name}” has a paragraph of {longest:,} characters; at most {MAX_PARAGRAPH_CHARACTERS:,} can be read.",
            "Check that it is a saved web page and not a data file.",
        )
    shown = (block.mark.title or "" if block.mark else block.text for block in blocks if block.kind not in _NO_TEXT)
    if not any(count >= _FEWEST_LETTERS for count in accumulate(len(letters(words)) for words in shown)):
        raise NotAnArticle(
            f"“{name}” shows no text.",
            "The page was probably saved before its text was loaded: open it in a browser and save it again, complete.",
        )
