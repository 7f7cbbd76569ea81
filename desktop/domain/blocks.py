"""What a page is made of: typed blocks in page order, and what the page's own mark-up says of its posts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.times import UNKNOWN_TIME, When


class BlockKind(StrEnum):
    """What a line or element of the page is, as far as the importer can tell."""

    START = "start"  # the mark-up opens a post here; `mark` holds what it states of that post
    TITLE = "title"  # the name of the whole page
    HEADING = "heading"
    TEXT = "text"
    QUOTE = "quote"
    LIST = "list"
    CAPTION = "caption"
    CREDIT = "credit"
    BYLINE = "byline"
    STAMP = "stamp"  # a time line: "12 min ago", "4:20 p.m. GMT"
    IMAGE = "image"
    FURNITURE = "furniture"  # menus, share buttons, "Advertisement": kept, neither shown nor searched


@dataclass(frozen=True, slots=True)
class PostMark:
    """What the source's own mark-up says about one post. Every field may be missing.

    Attributes:
        key: The id under which the source knows the post (a fragment, a block id).
        url: The post's own address.
        title: The post's title.
        published: When it was published.
        modified: The last edit that the source states.
        byline: The names of its writers.
        is_summary: Whether the source calls it a summary or key points.
        is_pinned: Whether the source pins it above its place in time.
        origin: Where the fields come from, in words ("JSON-LD", "the page").
    """

    key: str | None = None
    url: str | None = None
    title: str | None = None
    published: When = UNKNOWN_TIME
    modified: datetime | None = None
    byline: tuple[str, ...] = ()
    is_summary: bool = False
    is_pinned: bool = False
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One line or element of a page, in page order.

    Attributes:
        kind: What it is.
        text: Its words with white space collapsed and no-break spaces turned into plain ones; for IMAGE the
            alternative text, for START empty.
        lines: Where it stands in a plain-text source: first and last line, 1-based, both included.
        picture: For IMAGE, the SHA-256 of its bytes if they came along (see `Document.pictures`).
        mark: For START, what the source says about the post.
    """

    kind: BlockKind
    text: str = ""
    lines: tuple[int, int] | None = None
    picture: str | None = None
    mark: PostMark | None = None


class ArticleKind(StrEnum):
    """What sort of thing an article is."""

    LIVE_BLOG = "live-blog"
    ARTICLE = "article"
    FEED_ENTRY = "feed-entry"
    LINK = "link"
    FEED = "feed"  # the address of a feed that was fetched: its entries are articles of their own
    BOOK = "book"  # or a chapter of one: never live coverage, whatever its section numbers look like
