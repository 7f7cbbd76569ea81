"""What is asked of the library, and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.entities import EntityKind
from desktop.domain.ids import ArticleId, EntityId, PostId
from desktop.domain.posts import PostKind
from desktop.domain.searching import QueryPart
from desktop.domain.times import When


class Order(StrEnum):
    """The order of a list of posts."""

    TIME = "time"  # oldest first
    NEWEST = "newest"  # newest first
    RELEVANCE = "relevance"  # best match first; without words the same as TIME
    PAGE = "page"  # as on the page, article by article


class Shelf(StrEnum):
    """The shelves of the library: which posts are on show before any other filter."""

    ALL = "all"
    UNREAD = "unread"
    STARRED = "starred"
    MARKED = "marked"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which posts to show. Conditions are joined by AND; an empty one does not filter.

    Attributes:
        entities: Posts that mention all of these.
        without: Posts that mention none of these.
        makers: Posts that all of these wrote or took a picture for, by their names as bylines and credits have them.
        days: First and last day of publication, both included; a post counts if the days on which it may have been
            published touch them, see `days.possible_days`. One of unknown time is on no day.
        zone: In which zone `days` are days: an IANA name or an offset ("+01:00"). None, or a name that nothing goes by,
            takes each post's own, see `days.clock_of`; so does `on:` in a search, always.
        moments: From the first instant up to the second, which is not included; a post counts if its interval touches
            them. Always aware.
        spoken: Posts that speak of a date which lies wholly between these days, both included.
    """

    shelf: Shelf = Shelf.ALL
    article_id: ArticleId | None = None
    entities: frozenset[EntityId] = frozenset()
    without: frozenset[EntityId] = frozenset()
    makers: frozenset[str] = frozenset()
    days: tuple[date, date] | None = None
    moments: tuple[datetime, datetime] | None = None
    zone: str | None = None
    spoken: tuple[date, date] | None = None


EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Hit:
    """One post that matches a search. `score` is 0 where the order is by time."""

    post_id: PostId
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found.

    Attributes:
        hits: In the order asked for, at most the limit.
        total: All that match, whatever the limit.
        words: The folded words that the query looked for, for marking them in the text; a word that ends in `*` stands
            for its beginning, words in quotation marks for exactly these words in this order; see `library.hit_spans`.
        seconds: How long it took.
        suggestion: Another query that would find something, if this one finds nothing.
        explanation: What part of the query was taken how, where it was not plain; may be empty.
        parts: Every part of the query and what it was taken for, for showing it; empty if the index was not asked.
        from_index: False if the index was not ready and the database was searched instead, by plain words.
    """

    hits: Sequence[Hit]
    total: int
    words: tuple[str, ...] = ()
    seconds: float = 0.0
    suggestion: str | None = None
    explanation: str = ""
    from_index: bool = True
    parts: tuple[QueryPart, ...] = ()


@dataclass(frozen=True, slots=True)
class PostRow:
    """What the post list shows of one post.

    Attributes:
        headline: The title, else the first words of the body, else of a caption.
        has_title: Whether `headline` is the post's own title.
        order_key: See `Post.order_key`.
        mark_count: Annotations on it.
        is_changed: Whether its words changed when the article was imported again.
        is_doubtful: Whether the cut above it is unsure.
        is_gone: Whether the newest version of its page no longer shows it.
    """

    id: PostId
    article_id: ArticleId
    kind: PostKind
    headline: str
    has_title: bool
    time: When
    order_key: float
    is_read: bool = False
    is_starred: bool = False
    mark_count: int = 0
    has_figure: bool = False
    is_changed: bool = False
    is_doubtful: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The posts on show, in order.

    Attributes:
        rows: One for each post, or for as many as were asked for.
        library_total: How many posts the library holds in all.
        place_total: How many posts the shelf or the article holds, whatever search or filter narrows it.
        hits: What the search found, or None if nothing was searched for.
        start: The place in the list of the first row.
        whole: How many posts the list has, if not all of its rows are here.
    """

    rows: tuple[PostRow, ...]
    library_total: int
    hits: Hits | None = None
    place_total: int = 0
    start: int = 0
    whole: int | None = None

    @property
    def total(self) -> int:
        """How many posts the list has, however many rows were asked for."""
        return len(self.rows) if self.whole is None else self.whole


@dataclass(frozen=True, slots=True)
class EntityRow:
    """What the entity panel shows of one entity.

    Attributes:
        role: As of the post that was asked for: the newest role that it or an earlier post of the library states, else
            the first one stated later. Without such a post the newest role among the posts on show; "" if there is no
            role.
        count: Mentions in the posts on show, demonyms included.
        post_ids: The posts on show that mention it, in the list's order: for a sparkline.
        counts: How often each of them does.
    """

    id: EntityId
    kind: EntityKind
    name: str
    role: str
    count: int
    post_ids: tuple[PostId, ...]
    counts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LibraryCounts:
    """How many posts stand on each shelf and in each article."""

    shelves: Mapping[Shelf, int] = field(default_factory=dict)
    articles: Mapping[ArticleId, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article as the library's side panel lists it.

    Attributes:
        newest: The latest day on which one of its posts may have been published at the earliest, by the clock of the
            page; a day that the page states without a clock is that very day.
    """

    id: ArticleId
    title: str
    site: str | None
    newest: date | None
    post_count: int
    unread_count: int
