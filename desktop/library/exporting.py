"""Exporting: from the posts the reader chose to a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from desktop.domain.errors import WrongUsage
from desktop.domain.ids import PostId
from desktop.domain.posts import Article
from desktop.exporters.naming import safe_name
from desktop.exporters.registry import find_exporter
from desktop.exporters.selection import Selection
from desktop.library.home import Home
from desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote, and where."""

    path: Path
    posts: int
    annotations: int


def export(home: Home, store: Store, format: str, to: Path, post_ids: Sequence[PostId], zone: tzinfo) -> ExportReport:
    """Write the posts, in the order given, with their marks, names and pictures.

    Raises:
        WrongUsage: The format is unknown, or there is nothing to write.
        CannotWrite: The file cannot be written; nothing is left behind.
    """
    exporter = find_exporter(format)
    selection = select(home, store, post_ids, zone)
    if not selection.posts:
        raise WrongUsage("There is nothing to export.", "Select at least one post.")
    exporter.write(selection, to)
    return ExportReport(to, len(selection.posts), len(selection.annotations))


def proposed_name(store: Store, format: str, post_ids: Sequence[PostId]) -> str:
    """Propose a file name: that of the article if all posts are of one, in letters that every system accepts.

    Raises:
        WrongUsage: The format is unknown.
    """
    article_ids = {post.article_id for post in store.posts(post_ids)}
    article = store.article(article_ids.pop()) if len(article_ids) == 1 else None
    return safe_name(article.title if article else "", find_exporter(format).suffix)


def select(home: Home, store: Store, post_ids: Sequence[PostId], zone: tzinfo) -> Selection:
    """Gather everything that belongs to the posts."""
    posts = store.posts(post_ids)
    ids = tuple(post.id for post in posts)
    mentions = store.mentions(ids)
    named = {mention.entity_id for mention in mentions}
    article_ids = dict.fromkeys(post.article_id for post in posts)
    found = [store.article(article_id) for article_id in article_ids]
    articles: tuple[Article, ...] = tuple(article for article in found if article is not None)
    found_entities = {entity.id: entity for article in articles for entity in store.entities(article.id)}
    digests = {figure.picture for post in posts for figure in post.figures if figure.picture}
    pictures = {digest: data for digest in sorted(digests) if (data := store.picture(digest)) is not None}
    return Selection(
        articles=articles,
        posts=posts,
        annotations=store.annotations(post_ids=ids),
        entities=tuple(found_entities[entity_id] for entity_id in sorted(named) if entity_id in found_entities),
        mentions=mentions,
        pictures=pictures,
        exported=home.clock(),
        zone=zone,
        templates=home.resources / "templates",
    )
