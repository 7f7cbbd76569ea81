"""What the library keeps: articles and their posts."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.blocks import ArticleKind, Block
from desktop.domain.dates import DateMention
from desktop.domain.ids import ArticleId, PostId
from desktop.domain.times import UNKNOWN_TIME, When

PARAGRAPH_BREAK = "\n\n"
DOUBTFUL_BELOW = 0.75  # a cut that is wrong about one time in four deserves a sign


class PostKind(StrEnum):
    """What part a post plays on its page."""

    POST = "post"
    SUMMARY = "summary"  # the page's own key points
    TEASER = "teaser"  # points to a story elsewhere
    NOTICE = "notice"  # "Our coverage has ended"


class ParagraphKind(StrEnum):
    """What a paragraph of a post is."""

    TEXT = "text"
    QUOTE = "quote"
    LIST = "list"
    HEADING = "heading"
    BACKGROUND = "background"  # told again for readers who come late


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a post's body; white space collapsed, no line breaks inside."""

    kind: ParagraphKind
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of a post: its caption and credit as printed, and the SHA-256 of its bytes if the library has them."""

    caption: str | None
    credit: str | None
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Boundary:
    """How sure the cut above a post is (0 to 1), and why, in words."""

    confidence: float
    reason: str

    @property
    def is_doubtful(self) -> bool:
        """Whether the cut is so unsure that the reader should look at it."""
        return self.confidence < DOUBTFUL_BELOW


@dataclass(frozen=True, slots=True)
class Post:
    """One post of an article.

    Attributes:
        id: Made from the article and the post's address, else its text; kept over later versions.
        article_id: The article it belongs to.
        ordinal: Which post of the page it is, counted down from 0; summary and notices count.
        kind: The part it plays.
        title: Its own title, if it has one.
        paragraphs: The body alone, in order.
        figures: Its pictures, in order, each once.
        byline: The names of those who wrote it or contributed.
        url: Its own address.
        time: When it was published, as well as that is known.
        order_key: Seconds since 1970, for sorting alone: an exact time, else a place between its
            neighbours. Never shown.
        event_days: The days it tells about, oldest first.
        dates: The dates of which it speaks: paragraph by paragraph, then caption by caption.
        boundary: How sure the cut above it is.
        source_lines: First and last line in a text file, counted from 1, figures and byline with it.
        revision: 1 when first seen, one more with each changed text.
    """

    id: PostId
    article_id: ArticleId
    ordinal: int
    kind: PostKind
    title: str | None
    paragraphs: tuple[Paragraph, ...]
    figures: tuple[Figure, ...] = ()
    byline: tuple[str, ...] = ()
    url: str | None = None
    time: When = UNKNOWN_TIME
    order_key: float = 0.0
    event_days: tuple[date, ...] = ()
    dates: tuple[DateMention, ...] = ()
    boundary: Boundary = Boundary(1.0, "the only post")
    source_lines: tuple[int, int] | None = None
    revision: int = 1

    @property
    def text(self) -> str:
        """The body, paragraphs joined by one blank line; annotations count their offsets in it."""
        return PARAGRAPH_BREAK.join(paragraph.text for paragraph in self.paragraphs)

    def paragraph_starts(self) -> tuple[int, ...]:
        """Where each paragraph begins in `text`, in order."""
        starts, position = [], 0
        for paragraph in self.paragraphs:
            starts.append(position)
            position += len(paragraph.text) + len(PARAGRAPH_BREAK)
        return tuple(starts)


@dataclass(frozen=True, slots=True)
class Cut:
    """What the timeline makes of a document.

    Attributes:
        posts: In page order.
        furniture: The blocks that belong to no post.
        kind: LIVE_BLOG if the page was found to be one, whatever the importer took it for.
        title: The page's name as far as the page shows it, else a name made from its address; None if neither does.
        url: The page's address without the part that names one post.
        byline: The writers of the whole page.
        reason: Why it was taken for a live page or for one article, in words.
    """

    posts: tuple[Post, ...]
    furniture: tuple[Block, ...] = ()
    kind: ArticleKind = ArticleKind.ARTICLE
    title: str | None = None
    url: str | None = None
    byline: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One page in the library, as of its newest version.

    Attributes:
        id: Made from the canonical address, else from the text.
        title: The page's name; never empty (the source's name stands in).
        imported: When this version came in.
        version: 1 for the first import, one more with each import that changed something.
        post_count: Posts of this version.
        source_name: The file or address of this version.
        sha256: The digest of the bytes of this version.
        tags: Every tag that any of its sources gave.
        added: When the reader saved it, here or in another reader; the earliest that is known.
        is_archived: Whether another reader had put it away.
        is_starred: Whether it was a favourite in another reader. The reader's own stars stand on posts.
        is_read: Whether another reader had it as read.
        saved_title: What the reader's list called it while it was a link, where its page has another name.
    """

    id: ArticleId
    title: str
    url: str | None
    site: str | None
    kind: ArticleKind
    published: When
    modified: datetime | None
    imported: datetime
    version: int
    post_count: int
    source_name: str
    sha256: str
    format: str
    language: str | None = None
    byline: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    added: datetime | None = None
    is_archived: bool = False
    is_starred: bool = False
    is_read: bool = False
    saved_title: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleDiff:
    """How a new version of an article differs from the one before it.

    Attributes:
        posts: The new version's posts in page order; a post known from before has kept its id, and its revision has
            grown by one if its words changed.
        added: Ids that were not there before.
        changed: Ids whose title, body or figures differ.
        removed: Ids that the page no longer shows; they stay in the library, marked.
        unchanged: Ids that say what they said before (a new time alone is no change).
    """

    posts: tuple[Post, ...]
    added: frozenset[PostId] = frozenset()
    changed: frozenset[PostId] = frozenset()
    removed: frozenset[PostId] = frozenset()
    unchanged: frozenset[PostId] = frozenset()
