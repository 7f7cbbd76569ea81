"""What the index is told about a post."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.ids import ArticleId, PostId


@dataclass(frozen=True, slots=True)
class IndexedPost:
    """One post as the index sees it: what the eye sees of it, and what it is sorted and filtered by.

    Attributes:
        title: Its own title, or "".
        body: The post's text.
        captions: Captions and credits of its figures.
        notes: The reader's notes on it.
        quotes: The words that are quoted in it.
        speakers: Every form of the name of each who says something in it.
        order_key: Seconds since 1970, for sorting alone.
        ordinal: Which post of the page it is, counted down from 0; of posts with one order key the lower is the older.
        site: The publisher's name, for `source:`.
        tags: The reader's tags and those of the article, for `tag:`.
        days: The first and last day on which it may have been published, for `on:`, `before:` and `after:`; None for
            either where nothing bounds it, None for both where nothing is known.
        number: Under which the database knows it; what is found is handed over by these numbers.
    """

    id: PostId
    article_id: ArticleId
    title: str
    body: str
    captions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    order_key: float = 0.0
    ordinal: int = 0
    site: str = ""
    tags: tuple[str, ...] = ()
    days: tuple[date | None, date | None] | None = None
    number: int = 0
