"""Exporting: from the posts the reader chose to a file."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from desktop.domain.errors import WrongUsage
from desktop.domain.ids import ArticleId, PostId
from desktop.domain.posts import Article, Post
from desktop.exporters.naming import safe_name
from desktop.exporters.registry import find_exporter
from desktop.exporters.selection import Selection
from desktop.library import exact_cuts, exact_names
from desktop.library.home import Home
from desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote, and where."""

    path: Path
    posts: int
    annotations: int
    links: int = 0


def export(
    home: Home,
    store: Store,
    format: str,
    to: Path,
    post_ids: Sequence[PostId],
    zone: tzinfo,
    links: Sequence[ArticleId] = (),
) -> ExportReport:
    """Write the posts, in the order given, with their marks, names and pictures.

    Args:
        home: The library's folder and clock.
        store: Open.
        format: The exporter's name.
        to: The file.
        post_ids: Which posts.
        zone: In which times are told in words.
        links: Articles without posts to be written too, where the format can hold them.

    Raises:
        WrongUsage: The format is unknown, or there is nothing to write.
        CannotWrite: The file cannot be written; nothing is left behind.
    """
    exporter = find_exporter(format)
    wanted = links if exporter.takes_links else ()
    selection = select(home, store, post_ids, zone, wanted)
    if not selection.articles:
        raise WrongUsage("There is nothing to export.", "Select at least one post.")
    exporter.write(selection, to)
    return ExportReport(to, len(selection.posts), len(selection.annotations), len(wanted))


def without_posts(store: Store) -> tuple[ArticleId, ...]:
    """The articles that hold no post at all: links, and pages without text."""
    with_posts = set(store.counts().articles)
    return tuple(article.id for article in store.articles() if article.id not in with_posts)


def proposed_name(store: Store, format: str, post_ids: Sequence[PostId]) -> str:
    """Propose a file name: that of the article if all posts are of one, in letters that every system accepts.

    Raises:
        WrongUsage: The format is unknown.
    """
    article_ids = {post.article_id for post in store.posts(post_ids)}
    article = store.article(article_ids.pop()) if len(article_ids) == 1 else None
    return safe_name(article.title if article else "", find_exporter(format).suffix)


def select(
    home: Home, store: Store, post_ids: Sequence[PostId], zone: tzinfo, links: Sequence[ArticleId] = ()
) -> Selection:
    """Gather everything that belongs to the posts."""
    posts = store.posts(post_ids)
    ids = tuple(post.id for post in posts)
    mentions = store.mentions(ids)
    named = {mention.entity_id for mention in mentions}
    article_ids = dict.fromkeys([*(post.article_id for post in posts), *links])
    found = [store.article(article_id) for article_id in article_ids]
    articles: tuple[Article, ...] = tuple(article for article in found if article is not None)
    found_entities = {entity.id: entity for article in articles for entity in store.entities(article.id)}
    digests = {figure.picture for post in posts for figure in post.figures if figure.picture}
    pictures = {digest: data for digest in sorted(digests) if (data := store.picture(digest)) is not None}
    wanted = frozenset(ids)
    cuts = [exact_cuts.outgoing(store, article.id, wanted) for article in articles]
    names = [exact_names.outgoing_found(store, article.id, wanted) for article in articles if article.post_count]
    return Selection(
        articles=articles,
        posts=posts,
        annotations=store.annotations(post_ids=ids),
        entities=tuple(found_entities[entity_id] for entity_id in sorted(named) if entity_id in found_entities),
        mentions=mentions,
        quotes=tuple(row.quote for row in store.quotes(ids)),
        pictures=pictures,
        exported=home.clock(),
        zone=zone,
        templates=home.resources / "templates",
        histories=store.histories(ids),
        versions=tuple(before for article in articles for before in store.earlier_versions(article.id)),
        kept=tuple(mark for article in articles for mark in store.kept_marks(article.id)),
        aliases=tuple(alias for article in articles for alias in store.aliases(article.id)),
        repairs=tuple(repair for cut in cuts for repair in cut.repairs),
        machine_cuts=tuple(cut.machine_cut for cut in cuts if cut.machine_cut is not None),
        joined=tuple(joined for cut in cuts for joined in cut.joined),
        found=tuple(each for each in names if each is not None),
        corrections=exact_names.outgoing_corrections(store, _whole(store, articles, posts), named),
    )


def _whole(store: Store, articles: Sequence[Article], posts: Sequence[Post]) -> frozenset[ArticleId]:
    """The articles of which every post is among those chosen."""
    gone = store.gone([post.id for post in posts])
    chosen = Counter(post.article_id for post in posts if post.id not in gone)
    return frozenset(article.id for article in articles if chosen[article.id] >= article.post_count)
