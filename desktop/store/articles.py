"""Articles: what is in the library, and taking one out of the lists."""

from desktop.domain.documents import Block
from desktop.domain.ids import ArticleId
from desktop.domain.posts import Article
from desktop.store import json_values
from desktop.store.outbox import announce_article
from desktop.store.part import Part
from desktop.store.rows import ARTICLE_COLUMNS, read_article

NEWEST = f"SELECT {ARTICLE_COLUMNS} FROM articles a JOIN versions v ON v.article_id = a.id AND v.version = a.version"


class Articles(Part):
    """Reading articles, and removing them from the lists."""

    def articles(self) -> tuple[Article, ...]:
        """The articles that are not removed, newest import first."""
        sql = f"{NEWEST} WHERE a.is_removed = 0 ORDER BY v.imported DESC, a.rowid DESC"
        return tuple(read_article(row) for row in self._connection.rows(sql))

    def article(self, article_id: ArticleId) -> Article | None:
        """One article as of its newest version, removed or not; None if the library never had it."""
        row = self._connection.first(f"{NEWEST} WHERE a.id = ?", (article_id,))
        return read_article(row) if row else None

    def article_versions(self, article_id: ArticleId) -> tuple[Article, ...]:
        """The article as of each of its versions, oldest first."""
        sql = f"SELECT {ARTICLE_COLUMNS} FROM versions v WHERE v.article_id = ? ORDER BY v.version"
        return tuple(read_article(row) for row in self._connection.rows(sql, (article_id,)))

    def furniture(self, article_id: ArticleId) -> tuple[Block, ...]:
        """The blocks of the newest version that belong to no post."""
        sql = "SELECT v.furniture FROM versions v WHERE v.article_id = ? ORDER BY v.version DESC"
        row = self._connection.first(sql, (article_id,))
        blocks: tuple[Block, ...] = json_values.from_json(tuple[Block, ...], row[0]) if row else ()
        return blocks

    def is_removed(self, article_id: ArticleId) -> bool:
        """Whether the reader took an article out of the lists."""
        return bool(self._connection.number("SELECT is_removed FROM articles WHERE id = ?", (article_id,)))

    def set_removed(self, article_id: ArticleId, is_removed: bool) -> bool:
        """Take an article out of the lists, or bring it back whole.

        Returns:
            Whether that changed anything.
        """
        with self._connection.transaction():
            sql = "UPDATE articles SET is_removed = ? WHERE id = ? AND is_removed <> ?"
            if not self._connection.write(sql, (int(is_removed), article_id, int(is_removed))):
                return False
            announce_article(self._connection, article_id, is_removed=is_removed)
        return True
