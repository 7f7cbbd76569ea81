"""What comes in: the bytes a user gave, and the document an importer makes of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from desktop.domain.blocks import ArticleKind, Block
from desktop.domain.carried import NOTHING_CARRIED, Carried, CarriedMark
from desktop.domain.exact import ExactArticle
from desktop.domain.times import UNKNOWN_TIME, When

__all__ = ["NOTHING_CARRIED", "Carried", "CarriedMark", "Document", "Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file, a page or a part of an archive before anything has been read out of it.

    Attributes:
        name: The file's name, or the address; shown in reports and errors.
        data: The bytes as they came.
        address: The page's address, only if the user typed it or the container says so.
        parts: Pictures and the like that came along, by the name or address under which the page refers to them.
        modified: When the file was last changed, a weak hint for relative times.
        saved: When the page was captured, as the archive around it says: the base of relative times.
        charset: The encoding that the answer or archive around it states, as written there; it may be wrong.
        warnings: What is wrong with it according to the archive around it, in words; they pass to its documents.
        format: The name of the importer that reads it, where the archive around it knows; else its content decides.
    """

    name: str
    data: bytes
    address: str | None = None
    parts: Mapping[str, bytes] = field(default_factory=dict)
    modified: datetime | None = None
    saved: datetime | None = None
    charset: str | None = None
    warnings: tuple[str, ...] = ()
    format: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One page, ready to be cut into posts.

    Attributes:
        source_sha256: The digest of the bytes it was read from.
        format: The name of the importer that read it.
        kind: LIVE_BLOG if the source says or shows so; ARTICLE is one post unless the timeline finds more.
        title: The page's name.
        url: The page's address, without the part that names one post.
        site: The publisher's name as the page states it, else the host.
        published: When the whole page was first published.
        modified: When the source says that it was last changed.
        saved: When the page was saved, if the file says so.
        language: A language tag ("en", "de-DE"), if stated.
        byline: The writers of the whole page.
        blocks: Everything on the page, in page order.
        pictures: Image bytes by SHA-256, for blocks and figures that refer to them.
        tags: Labels and folders that came with the source.
        carried: What another reader knew of it. A LINK has no blocks: its text can be fetched later.
        warnings: What the importer had to guess or leave out, in words.
        key: The name under which the source knows the article, the same in every copy, where it has no address of its
            own; goes before the address, which then leads to a page that it shares with others.
        exact: The article as our own export holds it, to be kept as it is and not cut again.
    """

    source_sha256: str
    format: str
    kind: ArticleKind
    title: str | None
    url: str | None
    blocks: tuple[Block, ...]
    site: str | None = None
    published: When = UNKNOWN_TIME
    modified: datetime | None = None
    saved: datetime | None = None
    language: str | None = None
    byline: tuple[str, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    carried: Carried = NOTHING_CARRIED
    warnings: tuple[str, ...] = ()
    key: str | None = None
    exact: ExactArticle | None = None
