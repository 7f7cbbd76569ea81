"""What the index is told about a post."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.ids import ArticleId, EntityId, PostId
from desktop.domain.posts import PostKind


@dataclass(frozen=True, slots=True)
class IndexedPost:
    """One post as the index sees it: what the eye sees of it, and what it is sorted and filtered by.

    Attributes:
        title: Its own title, or "".
        page_title: That of its page, for the post that stands for the page, else "".
        body: The post's text.
        captions: Captions and credits of its figures.
        has_picture: Whether a picture is kept with it.
        notes: The reader's notes on it.
        highlights: The words in it that the reader marked.
        quotes: The words that are quoted in it.
        speakers: Every form of the name of each who says something in it.
        names: Every form of the name of each entity that it mentions, for `about:`.
        entities: The ids of these entities.
        byline: Who wrote it.
        kind: The part it plays on its page.
        order_key: Seconds since 1970, for sorting alone.
        ordinal: Which post of the page it is, counted down from 0; of posts with one order key the lower is the older.
        site: The publisher's name, for `source:`.
        tags: The reader's tags and those of the article, for `tag:`.
        days: The first and last day on which it may have been published, for `on:`, `before:` and `after:`; None for
            either where nothing bounds it, None for both where nothing is known.
        moments: The first and last second at which it may have been published, since 1970, None where unknown.
        is_day: Whether no more than a day is stated, so that no clock can move it to another.
        number: Under which the database knows it; what is found is handed over by these numbers.
    """

    id: PostId
    article_id: ArticleId
    title: str
    body: str
    page_title: str = ""
    captions: tuple[str, ...] = ()
    has_picture: bool = False
    notes: tuple[str, ...] = ()
    highlights: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    entities: tuple[EntityId, ...] = ()
    byline: tuple[str, ...] = ()
    kind: PostKind = PostKind.POST
    order_key: float = 0.0
    ordinal: int = 0
    site: str = ""
    tags: tuple[str, ...] = ()
    days: tuple[date | None, date | None] | None = None
    moments: tuple[float | None, float | None] = (None, None)
    is_day: bool = False
    number: int = 0
