"""What is to be exported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from desktop.domain.annotations import Annotation
from desktop.domain.corrections import Correction
from desktop.domain.days import clock_of
from desktop.domain.entities import Entity, Mention
from desktop.domain.exact import Alias, Found, JoinedPost, KeptMark, MachineCut, PostHistory
from desktop.domain.ids import ArticleId
from desktop.domain.posts import Article, Post
from desktop.domain.quotes import Quote
from desktop.domain.repairs import Repair
from desktop.domain.searches import SavedSearch
from desktop.domain.times import When


@dataclass(frozen=True, slots=True)
class Selection:
    """Posts in the order chosen, with all that belongs to them.

    Attributes:
        articles: Every article that one of the posts belongs to, and links that have no posts.
        posts: In the order in which they are written.
        annotations: Those on the posts.
        entities: Those that the mentions name.
        mentions: Those in the posts.
        quotes: Those in the posts.
        pictures: The bytes of the figures' pictures, by SHA-256.
        histories: What became of the posts, on their page and with the reader.
        versions: The articles as of their versions before, each oldest first.
        kept: The marks that came to these articles from other readers.
        aliases: The other ids of the articles.
        repairs: What the reader said of the cut, as far as it concerns the posts.
        machine_cuts: What the machine made of the words of the posts, where the reader repaired any.
        joined: Posts of the articles that the reader joined with others.
        found: What a machine found in the posts, before the reader corrected it.
        corrections: What the reader said of the names in the articles.
        searches: Those that the reader keeps, if the posts are all of the library.
        exported: When the export was asked for.
        zone: In which times are told in words; None tells those of a page by its own clock, and what the reader did
            in UTC.
        zones: The zone in which each article speaks, where it says so.
        templates: The folder of the templates.
    """

    articles: tuple[Article, ...]
    posts: tuple[Post, ...]
    annotations: tuple[Annotation, ...]
    exported: datetime
    zone: tzinfo | None
    templates: Path
    zones: Mapping[ArticleId, tzinfo] = field(default_factory=dict)
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    histories: tuple[PostHistory, ...] = ()
    versions: tuple[Article, ...] = ()
    kept: tuple[KeptMark, ...] = ()
    aliases: tuple[Alias, ...] = ()
    repairs: tuple[Repair, ...] = ()
    machine_cuts: tuple[MachineCut, ...] = ()
    joined: tuple[JoinedPost, ...] = ()
    found: tuple[Found, ...] = ()
    corrections: tuple[Correction, ...] = ()
    searches: tuple[SavedSearch, ...] = ()

    def clock_of(self, when: When, article_id: ArticleId) -> tzinfo:
        """The zone by whose clock a time of an article is told."""
        return self.zone or clock_of(when, self.zones.get(article_id))

    @property
    def own_clock(self) -> tzinfo:
        """The zone by whose clock it is told what the reader did."""
        return self.zone or UTC
