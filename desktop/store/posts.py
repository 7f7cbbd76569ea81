"""Posts: reading whole posts, a few or all of them.

A post that a newer version of its page no longer shows stays in the library; it is *gone*, and told apart only where a
caller asks for the page as it stands.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from desktop.domain.ids import ArticleId, PostId
from desktop.domain.posts import Figure, Paragraph, ParagraphKind, Post
from desktop.store.connection import Row
from desktop.store.date_rows import COLUMNS, in_order, read_date
from desktop.store.part import Part, id_list
from desktop.store.rows import POST_COLUMNS, read_post

POSTS_AT_ONCE = 1_000


class Posts(Part):
    """Reading whole posts."""

    def posts(self, ids: Sequence[PostId]) -> tuple[Post, ...]:
        """Posts by id.

        Returns:
            In the order given; unknown ids are left out. Those of removed articles are there.
        """
        found: dict[PostId, Post] = {}
        wanted = iter(ids)
        with self._connection.snapshot():
            while chunk := tuple(islice(wanted, POSTS_AT_ONCE)):
                where = "p.id IN (SELECT value FROM json_each(?))"
                found.update((post.id, post) for post in self._read_posts(where, id_list(chunk)))
        return tuple(found[post_id] for post_id in ids if post_id in found)

    def listed(self, ids: Collection[PostId]) -> frozenset[PostId]:
        """Those of these posts that lists can show: the library has them, and their article is not removed."""
        sql = """SELECT p.id FROM posts p JOIN articles a ON a.id = p.article_id
            WHERE a.is_removed = 0 AND p.id IN (SELECT value FROM json_each(?))"""
        return frozenset(PostId(post_id) for (post_id,) in self._connection.rows(sql, (id_list(ids),)))

    def gone(self, ids: Collection[PostId]) -> frozenset[PostId]:
        """Those of these posts that the newest version of their page no longer shows."""
        sql = "SELECT id FROM posts WHERE gone_in IS NOT NULL AND id IN (SELECT value FROM json_each(?))"
        return frozenset(PostId(post_id) for (post_id,) in self._connection.rows(sql, (id_list(ids),)))

    def posts_of(self, article_id: ArticleId, *, with_removed: bool = False) -> tuple[Post, ...]:
        """The posts of one article, in page order.

        Args:
            article_id: The article; it may be removed from the lists.
            with_removed: Also posts that the newest version no longer shows, at the place where they stood last.
        """
        where = "p.article_id = ?" + ("" if with_removed else " AND p.gone_in IS NULL")
        with self._connection.snapshot():
            found = self._read_posts(where, article_id)
        return tuple(sorted(found, key=lambda post: post.ordinal))

    def all_posts(self) -> Iterator[Post]:
        """Every post that lists show, gone ones included, in the order of import. Only some are in memory at a time."""
        last = 0
        while True:
            with self._connection.snapshot():
                keys = self._keys_after(last)
                if not keys:
                    return
                where = "p.key BETWEEN ? AND ? AND a.is_removed = 0"
                batch = self._read_posts(where, keys[0], keys[-1])
            yield from batch
            last = keys[-1]

    def post_total(self) -> int:
        """How many posts lists show in all."""
        sql = "SELECT count(*) FROM posts p JOIN articles a ON a.id = p.article_id WHERE a.is_removed = 0"
        return self._connection.number(sql)

    def _keys_after(self, key: int) -> list[int]:
        sql = """SELECT p.key FROM posts p JOIN articles a ON a.id = p.article_id
            WHERE p.key > ? AND a.is_removed = 0 ORDER BY p.key LIMIT ?"""
        return [key for (key,) in self._connection.rows(sql, (key, POSTS_AT_ONCE))]

    def _read_posts(self, where: str, *parameters: object) -> list[Post]:
        """Read posts in four queries, however many they are."""
        source = f"FROM posts p JOIN articles a ON a.id = p.article_id {{}} WHERE {where} ORDER BY p.key"
        rows = self._connection.rows(f"SELECT p.key, {POST_COLUMNS} {source.format('')}", parameters)
        paragraphs = self._grouped("kind, part.text", "paragraphs", source, parameters)
        figures = self._grouped("caption, part.credit, part.picture", "figures", source, parameters)
        dates = self._grouped(COLUMNS.format("part"), "dates", source, parameters)
        return [
            read_post(
                columns,
                tuple(Paragraph(ParagraphKind(kind), text) for kind, text in paragraphs[key]),
                tuple(Figure(*each) for each in figures[key]),
                in_order(map(read_date, dates[key])),
            )
            for key, *columns in rows
        ]

    def _grouped(self, columns: str, table: str, source: str, parameters: Sequence[object]) -> dict[int, list[Row]]:
        joined = source.format(f"JOIN {table} part ON part.post = p.key")
        found: dict[int, list[Row]] = defaultdict(list)
        for key, *row in self._connection.rows(f"SELECT p.key, part.{columns} {joined}, part.place", parameters):
            found[key].append(tuple(row))
        return found
