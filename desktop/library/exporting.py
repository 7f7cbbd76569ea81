"""Exporting: from the posts the reader chose to a file."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import Path

from desktop.domain.days import named_zone
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


class _Pictures(Mapping[str, bytes]):
    """The bytes of pictures by their digests, read one at a time: all together may not fit into the memory."""

    def __init__(self, store: Store, digests: Sequence[str]) -> None:
        self._store, self._digests = store, digests

    def __getitem__(self, digest: str) -> bytes:
        data = self._store.picture(digest)
        if data is None:
            raise KeyError(digest)
        return data

    def __iter__(self) -> Iterator[str]:
        return iter(self._digests)

    def __len__(self) -> int:
        return len(self._digests)


def export(
    home: Home,
    store: Store,
    format: str,
    to: Path,
    post_ids: Sequence[PostId],
    zone: tzinfo | None,
    links: Sequence[ArticleId] = (),
) -> ExportReport:
    """Write the posts, in the order given, with their marks, names and pictures.

    Args:
        home: The library's folder and clock.
        store: Open.
        format: The exporter's name.
        to: The file.
        post_ids: Which posts.
        zone: In which times are told in words; None for each page's own.
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
    home: Home, store: Store, post_ids: Sequence[PostId], zone: tzinfo | None, links: Sequence[ArticleId] = ()
) -> Selection:
    """Gather everything that belongs to the posts, as of one moment, whatever is written meanwhile."""
    with store.snapshot():
        posts = store.posts(post_ids)
        found = map(store.article, dict.fromkeys([*(post.article_id for post in posts), *links]))
        selection = Selection(
            articles=tuple(article for article in found if article is not None),
            posts=posts,
            annotations=store.annotations(post_ids=[post.id for post in posts]),
            exported=home.clock(),
            zone=zone,
            templates=home.resources / "templates",
            zones=_zones(store, {post.article_id for post in posts}),
        )
        for add in (_with_pictures, _with_names, _with_histories, _with_repairs, _with_what_holds_everywhere):
            selection = add(store, selection)
    return selection


def _zones(store: Store, articles: Collection[ArticleId]) -> dict[ArticleId, tzinfo]:
    spoken = store.zones(sorted(articles))
    return {article_id: zone for article_id, name in spoken.items() if (zone := named_zone(name)) is not None}


def _with_pictures(store: Store, selection: Selection) -> Selection:
    digests = {figure.picture for post in selection.posts for figure in post.figures if figure.picture}
    return replace(selection, pictures=_Pictures(store, [each for each in sorted(digests) if store.has_picture(each)]))


def _with_names(store: Store, selection: Selection) -> Selection:
    ids = [post.id for post in selection.posts]
    mentions = store.mentions(ids)
    entities = {entity.id: entity for article in selection.articles for entity in store.entities(article.id)}
    named = sorted({mention.entity_id for mention in mentions} & entities.keys())
    wanted = frozenset(ids)
    found = [exact_names.outgoing_found(store, each.id, wanted) for each in selection.articles if each.post_count]
    return replace(
        selection,
        entities=tuple(entities[entity_id] for entity_id in named),
        mentions=mentions,
        quotes=tuple(row.quote for row in store.quotes(ids)),
        found=tuple(each for each in found if each is not None),
    )


def _with_histories(store: Store, selection: Selection) -> Selection:
    ids = [article.id for article in selection.articles]
    return replace(
        selection,
        histories=store.histories([post.id for post in selection.posts]),
        versions=tuple(before for each in ids for before in store.earlier_versions(each)),
        kept=tuple(mark for each in ids for mark in store.kept_marks(each)),
        aliases=tuple(alias for each in ids for alias in store.aliases(each)),
    )


def _with_repairs(store: Store, selection: Selection) -> Selection:
    wanted = frozenset(post.id for post in selection.posts)
    cuts = [exact_cuts.outgoing(store, article.id, wanted) for article in selection.articles]
    return replace(
        selection,
        repairs=tuple(repair for cut in cuts for repair in cut.repairs),
        machine_cuts=tuple(cut.machine_cut for cut in cuts if cut.machine_cut is not None),
        joined=tuple(joined for cut in cuts for joined in cut.joined),
    )


def _with_what_holds_everywhere(store: Store, selection: Selection) -> Selection:
    """Add what the reader said of names, and the searches that are kept: both are of the library as a whole."""
    whole = _whole(store, selection.articles, selection.posts)
    named = {mention.entity_id for mention in selection.mentions}
    is_all = whole.issuperset(store.counts().articles)
    return replace(
        selection,
        corrections=store.corrections() if is_all else exact_names.outgoing_corrections(store, whole, named),
        searches=store.saved_searches() if is_all else (),
    )


def _whole(store: Store, articles: Sequence[Article], posts: Sequence[Post]) -> frozenset[ArticleId]:
    """The articles of which every post is among those chosen."""
    gone = store.gone([post.id for post in posts])
    chosen = Counter(post.article_id for post in posts if post.id not in gone)
    return frozenset(article.id for article in articles if chosen[article.id] >= article.post_count)
