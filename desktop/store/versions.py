"""Versions: storing what an import brings, and saying what it changed.

A version is one transaction: whoever looks, and whatever happens meanwhile, sees the article before or after it. Words
that a newer version replaces are kept as a revision; a post that it no longer shows stays, marked as gone, with the
reader's marks on it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.domain.blocks import ArticleKind, Block
from desktop.domain.changes import Changes, Edit, Kind, RemoveArticle
from desktop.domain.ids import ArticleId, PostId
from desktop.domain.posts import PARAGRAPH_BREAK, Article, ArticleDiff, Paragraph, Post, PostKind
from desktop.store import json_values
from desktop.store.connection import Connection
from desktop.store.date_rows import write_dates
from desktop.store.days import settle_days
from desktop.store.outbox import announce_article, announce_posts
from desktop.store.part import Part, id_list
from desktop.store.posts import Posts
from desktop.store.rows import Record, article_record, post_record, sortable_text


@dataclass(frozen=True, slots=True)
class ChangedPost:
    """One post whose words a version changed: the body before and after."""

    post_id: PostId
    old_text: str
    new_text: str


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """What the newest version of an article changed, each group in page order.

    Attributes:
        from_version: The version before, or None if this is the first.
        to_version: The newest version.
    """

    article_id: ArticleId
    from_version: int | None
    to_version: int
    added: tuple[PostId, ...]
    changed: tuple[ChangedPost, ...]
    removed: tuple[PostId, ...]


class Versions(Part):
    """Storing versions of articles."""

    def save_version(self, article: Article, diff: ArticleDiff, furniture: Sequence[Block]) -> Changes:
        """Store a version of an article, in one transaction.

        Args:
            article: As of this version; one that was removed from the lists comes back.
            diff: Its posts. What it says of a post the library knows better is not taken on trust: a post that was
                gone and is back counts as added, and its revision never falls.
            furniture: The blocks that belong to no post.

        Returns:
            What was added, changed and removed. Only the first version of an article, or one that brings it back,
            can be undone.

        Raises:
            ValueError: Two posts have one id, or another article has a post of this id.
            LibraryBusy, DiskProblem, LibraryDamaged: It could not be stored; nothing was.
        """
        with self._connection.transaction():
            version = _Version(self._connection, article, diff)
            version.refuse_foreign_ids()
            version.write(furniture)
        return version.changes()

    def version_changes(self, article_id: ArticleId) -> VersionChanges | None:
        """What the newest version of an article changed; None if the library never had it."""
        with self._connection.snapshot():
            version = self._connection.number("SELECT version FROM articles WHERE id = ?", (article_id,))
            if not version:
                return None
            return VersionChanges(
                article_id=article_id,
                from_version=version - 1 or None,
                to_version=version,
                added=self._ids_where("added_in", article_id, version),
                changed=self._changed_posts(article_id, version),
                removed=self._ids_where("gone_in", article_id, version),
            )

    def _ids_where(self, column: str, article_id: ArticleId, version: int) -> tuple[PostId, ...]:
        sql = f"SELECT id FROM posts WHERE article_id = ? AND {column} = ? ORDER BY ordinal"
        return tuple(PostId(post_id) for (post_id,) in self._connection.rows(sql, (article_id, version)))

    def _changed_posts(self, article_id: ArticleId, version: int) -> tuple[ChangedPost, ...]:
        sql = """SELECT p.id, r.paragraphs FROM posts p JOIN revisions r ON r.post = p.key
            WHERE p.article_id = ? AND p.changed_in = ? AND r.replaced_in = p.changed_in"""
        old_texts = {post_id: _old_text(old) for post_id, old in self._connection.rows(sql, (article_id, version))}
        changed = Posts(self._connection).posts(self._ids_where("changed_in", article_id, version))
        return tuple(ChangedPost(post.id, old_texts.get(post.id, post.text), post.text) for post in changed)


class _Version:
    """One version while it is written: what the library had, and what comes."""

    def __init__(self, connection: Connection, article: Article, diff: ArticleDiff) -> None:
        self._connection, self._article = connection, article
        posts = Posts(connection)
        self._known = {post.id: post for post in posts.posts_of(article.id, with_removed=True)}
        self._gone = self._known.keys() - {post.id for post in posts.posts_of(article.id)}
        self._was_there = connection.first("SELECT is_removed FROM articles WHERE id = ?", (article.id,))
        self._posts = [self._settled(post) for post in diff.posts]
        self._new_words = [post for post in self._posts if self._says_something_new(post)]
        shown = frozenset(post.id for post in self._posts)
        self._added = shown - (self._known.keys() - self._gone)
        self._changed = (diff.changed & self._known.keys()) - self._added
        self._removed = frozenset(self._known.keys() - self._gone - shown)

    def refuse_foreign_ids(self) -> None:
        """Make sure that no post of another article, or of this very version, would be overwritten."""
        ids = {post.id for post in self._posts}
        if len(ids) < len(self._posts):
            raise ValueError(f"two posts of article {self._article.id} have one id")
        sql = "SELECT count(*) FROM posts WHERE article_id <> ? AND id IN (SELECT value FROM json_each(?))"
        if self._connection.number(sql, (self._article.id, id_list(ids))):
            raise ValueError(f"a post of article {self._article.id} belongs to another article")

    def write(self, furniture: Sequence[Block]) -> None:
        """Write everything, in the order that foreign keys ask for."""
        self._write_article(furniture)
        keys = self._write_posts()
        old = {keys[post.id]: self._known[post.id] for post in self._new_words if post.id in self._known}
        self._keep_revisions(old)
        self._forget_contents(old)
        self._write_contents(keys, self._new_words)
        write_dates(self._connection, filter(self._speaks_of_other_days, self._posts), keys)
        self._mark_gone()
        self._forget_findings()
        self._announce(settle_days(self._connection, self._article.id))

    def changes(self) -> Changes:
        """What was written."""
        groups = [{Kind.POST: ids} if ids else {} for ids in (self._added, self._changed, self._removed)]
        added, changed, removed = ({kind: frozenset(map(str, ids)) for kind, ids in g.items()} for g in groups)
        is_new_in_lists = self._was_there is None or bool(self._was_there[0])
        (added if is_new_in_lists else changed)[Kind.ARTICLE] = frozenset({str(self._article.id)})
        undo: Edit | None = RemoveArticle(self._article.id) if is_new_in_lists else None
        return Changes(added, changed, removed, undo)

    def _settled(self, post: Post) -> Post:
        known = self._known.get(post.id)
        if known is None:
            return post
        came_back_changed = post.id in self._gone and _words(post) != _words(known)
        return replace(post, revision=max(post.revision, known.revision + came_back_changed))

    def _says_something_new(self, post: Post) -> bool:
        known = self._known.get(post.id)
        return known is None or _words(known) != _words(post)

    def _speaks_of_other_days(self, post: Post) -> bool:
        known = self._known.get(post.id)
        return known is None or known.dates != post.dates

    def _write_article(self, furniture: Sequence[Block]) -> None:
        article = replace(self._article, post_count=len(self._posts))
        sql = """INSERT INTO articles (id, version, added, is_archived, is_starred, is_read, saved_title)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, is_removed = 0, added = excluded.added,
                is_archived = excluded.is_archived, is_starred = excluded.is_starred, is_read = excluded.is_read,
                saved_title = excluded.saved_title"""
        states = map(int, (article.is_archived, article.is_starred, article.is_read))
        added = sortable_text(article.added) if article.added else None
        self._connection.write(sql, (article.id, article.version, added, *states, article.saved_title))
        # An address alone is no version of a page: its text takes its place.
        sql = "DELETE FROM versions WHERE article_id = ? AND kind IN (?, ?)"
        self._connection.write(sql, (article.id, ArticleKind.LINK.value, ArticleKind.FEED.value))
        record = {**article_record(article), "furniture": json_values.to_json(tuple(furniture))}
        self._connection.tables.table("versions").insert(record)

    def _write_posts(self) -> Mapping[PostId, int]:
        posts = self._connection.tables.table("posts")
        new = [post for post in self._posts if post.id not in self._known]
        posts.insert_all({**post_record(post), "added_in": self._article.version} for post in new)
        keys = self._keys()
        for post in self._posts:
            if post.id in self._known:
                posts.update(keys[post.id], {**post_record(post), **self._history(post.id)})
        return keys

    def _history(self, post_id: PostId) -> Record:
        version = self._article.version
        changed: Record = {"changed_in": version} if post_id in self._changed else {}
        return {"gone_in": None, **changed, **({"added_in": version} if post_id in self._added else {})}

    def _keys(self) -> Mapping[PostId, int]:
        rows = self._connection.rows("SELECT id, key FROM posts WHERE article_id = ?", (self._article.id,))
        return {PostId(post_id): key for post_id, key in rows}

    def _keep_revisions(self, old: Mapping[int, Post]) -> None:
        self._connection.tables.table("revisions").insert_all(
            {
                "post": key,
                "replaced_in": self._article.version,
                "revision": post.revision,
                "title": post.title,
                "paragraphs": json_values.to_json(post.paragraphs),
                "figures": json_values.to_json(post.figures),
            }
            for key, post in old.items()
        )

    def _forget_contents(self, keys: Iterable[int]) -> None:
        # Mentions, roles and quotes go too: they count in words that are no longer there, and are found again.
        for table in ("paragraphs", "figures", "mentions", "roles", "quotes"):
            self._connection.write_all(f"DELETE FROM {table} WHERE post = ?", [(key,) for key in keys])

    def _write_contents(self, keys: Mapping[PostId, int], posts: Sequence[Post]) -> None:
        tables = self._connection.tables
        tables.table("paragraphs").insert_all(
            {"post": keys[post.id], "place": place, "kind": paragraph.kind.value, "text": paragraph.text}
            for post in posts
            for place, paragraph in enumerate(post.paragraphs)
        )
        tables.table("figures").insert_all(
            {
                "post": keys[post.id],
                "place": place,
                "caption": figure.caption,
                "credit": figure.credit,
                "picture": figure.picture,
            }
            for post in posts
            for place, figure in enumerate(post.figures)
        )

    def _mark_gone(self) -> None:
        sql = "UPDATE posts SET gone_in = ? WHERE id IN (SELECT value FROM json_each(?))"
        self._connection.write(sql, (self._article.version, id_list(self._removed)))

    def _forget_findings(self) -> None:
        if self._added or self._new_words:
            self._connection.write("DELETE FROM findings WHERE article_id = ?", (self._article.id,))

    def _announce(self, on_other_days: Collection[PostId]) -> None:
        if self._is_article_found_anew():
            announce_article(self._connection, self._article.id)
            return
        anew = [post.id for post in self._posts if self._is_found_anew(post)]
        beside = self._beside_new_ones() if anew else ()
        announce_posts(self._connection, dict.fromkeys([*anew, *sorted({*on_other_days, *beside})]))

    def _beside_new_ones(self) -> frozenset[PostId]:
        """Posts that are sorted or found otherwise because of others.

        Returns:
            Those of one moment whose order on the page is another than before, and those found by the page's name.
        """
        before = [post for post in self._known.values() if post.id not in self._gone]
        firsts = {post.id for posts in (before, self._posts) if (post := first_on_page(posts))}
        return frozenset(firsts if len(firsts) > 1 else ()) | _moved(before, self._posts)

    def _is_article_found_anew(self) -> bool:
        """Whether every post has to be indexed again: the article came back, or what it says of them all changed."""
        if self._was_there is None or self._was_there[0]:
            return True
        before = self._connection.first(
            "SELECT title, site, tags, byline FROM versions WHERE article_id = ? AND version < ? ORDER BY version DESC",
            (self._article.id, self._article.version),
        )
        record = article_record(self._article)
        return before != tuple(record[name] for name in ("title", "site", "tags", "byline"))

    def _is_found_anew(self, post: Post) -> bool:
        known = self._known.get(post.id)
        return known is None or post.id in self._gone or _found_by(known) != _found_by(post)


def first_on_page(posts: Iterable[Post]) -> Post | None:
    """Return the post that is found by the name of its page: its own key points, else its topmost one."""
    return min(posts, key=lambda post: (post.kind is not PostKind.SUMMARY, post.ordinal), default=None)


def _moved(before: Iterable[Post], now: Iterable[Post]) -> frozenset[PostId]:
    """Return the posts of one moment that stand in another order than before."""
    old, new = _by_moment(before), _by_moment(now)
    return frozenset(
        post_id
        for moment, ids in new.items()
        if len(ids) > 1 and ids != [each for each in old.get(moment, ()) if each in set(ids)]
        for post_id in ids
    )


def _by_moment(posts: Iterable[Post]) -> Mapping[float, list[PostId]]:
    found: dict[float, list[PostId]] = defaultdict(list)
    for post in sorted(posts, key=lambda post: post.ordinal):
        found[post.order_key].append(post.id)
    return found


def _words(post: Post) -> object:
    return post.title, post.paragraphs, post.figures


def _found_by(post: Post) -> object:
    return _words(post), post.kind, post.byline, post.time, post.event_days, post.order_key


def _old_text(paragraphs: str) -> str:
    kept: tuple[Paragraph, ...] = json_values.from_json(tuple[Paragraph, ...], paragraphs)
    return PARAGRAPH_BREAK.join(paragraph.text for paragraph in kept)
