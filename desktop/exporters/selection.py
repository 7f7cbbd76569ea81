"""What is to be exported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path

from desktop.domain.annotations import Annotation
from desktop.domain.entities import Entity, Mention
from desktop.domain.posts import Article, Post


@dataclass(frozen=True, slots=True)
class Selection:
    """Posts in the order chosen, with all that belongs to them.

    Attributes:
        articles: Every article that one of the posts belongs to.
        posts: In the order in which they are written.
        annotations: Those on the posts.
        entities: Those that the mentions name.
        mentions: Those in the posts.
        pictures: The bytes of the figures' pictures, by SHA-256.
        exported: When the export was asked for.
        zone: In which times are told in words.
        templates: The folder of the templates.
    """

    articles: tuple[Article, ...]
    posts: tuple[Post, ...]
    annotations: tuple[Annotation, ...]
    exported: datetime
    zone: tzinfo
    templates: Path
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
