"""Articles: what is in the library, and taking one out of the lists."""

from desktop.domain.blocks import ArticleKind, Block
from desktop.domain.ids import ArticleId
from desktop.domain.posts import Article
from desktop.store import json_values
from desktop.store.outbox import announce_article
from desktop.store.part import Part
from desktop.store.rows import ARTICLE_COLUMNS, read_article, sortable_text, words_text

NEWEST = f"SELECT {ARTICLE_COLUMNS} FROM articles a JOIN versions v ON v.article_id = a.id AND v.version = a.version"


class Articles(Part):
    """Reading articles, and removing them from the lists."""

    def articles(self) -> tuple[Article, ...]:
        """The articles that are not removed, newest import first."""
        sql = f"{NEWEST} WHERE a.is_removed = 0 ORDER BY v.imported DESC, a.rowid DESC"
        return tuple(read_article(row) for row in self._connection.rows(sql))

    def article_total(self) -> int:
        """How many articles are not removed."""
        return self._connection.number("SELECT count(*) FROM articles WHERE is_removed = 0")

    def article(self, article_id: ArticleId) -> Article | None:
        """One article as of its newest version, removed or not; None if the library never had it."""
        row = self._connection.first(f"{NEWEST} WHERE a.id = ?", (article_id,))
        return read_article(row) if row else None

    def furniture(self, article_id: ArticleId) -> tuple[Block, ...]:
        """The blocks of the newest version that belong to no post."""
        sql = "SELECT v.furniture FROM versions v WHERE v.article_id = ? ORDER BY v.version DESC"
        row = self._connection.first(sql, (article_id,))
        blocks: tuple[Block, ...] = json_values.from_json(tuple[Block, ...], row[0]) if row else ()
        return blocks

    def links(self) -> tuple[Article, ...]:
        """The articles of which the library has only the address, newest import first."""
        sql = f"{NEWEST} WHERE a.is_removed = 0 AND v.kind = ? ORDER BY v.imported DESC, a.rowid DESC"
        return tuple(read_article(row) for row in self._connection.rows(sql, (ArticleKind.LINK.value,)))

    def merge_article(self, article: Article) -> bool:
        """Keep what the newest version's source says beside its text: title, tags, dates and states.

        Returns:
            Whether anything changed.
        """
        before = self.article(article.id)
        if before is None or before == article:
            return False
        with self._connection.transaction():
            sql = "UPDATE versions SET title = ?, tags = ? WHERE article_id = ? AND version = ?"
            self._connection.write(sql, (article.title, words_text(article.tags), article.id, before.version))
            sql = """UPDATE articles SET added = ?, is_archived = ?, is_starred = ?, is_read = ?, saved_title = ?
                WHERE id = ?"""
            states = map(int, (article.is_archived, article.is_starred, article.is_read))
            added = sortable_text(article.added) if article.added else None
            self._connection.write(sql, (added, *states, article.saved_title, article.id))
            if (before.title, before.tags) != (article.title, article.tags):
                announce_article(self._connection, article.id)
        return True

    def add_alias(self, name: ArticleId, article_id: ArticleId) -> None:
        """Let an article be known under a second id, as when an address led on to another one.

        Whatever was known under that id before leads to the article too, so that one look is always enough.
        """
        own = self.known_as(article_id)
        if own == name:
            return
        with self._connection.transaction():
            self._connection.write("UPDATE aliases SET article_id = ? WHERE article_id = ?", (own, name))
            self._connection.write("INSERT OR REPLACE INTO aliases VALUES (?, ?)", (name, own))

    def aliases_of(self, article_id: ArticleId) -> frozenset[ArticleId]:
        """The other ids under which an article is known."""
        rows = self._connection.rows("SELECT id FROM aliases WHERE article_id = ?", (article_id,))
        return frozenset(ArticleId(name) for (name,) in rows)

    def known_as(self, name: ArticleId) -> ArticleId:
        """The article that an id stands for: its own, unless it is an alias."""
        row = self._connection.first("SELECT article_id FROM aliases WHERE id = ?", (name,))
        return ArticleId(row[0]) if row else name

    def set_kind(self, article_id: ArticleId, kind: ArticleKind) -> bool:
        """Say what sort of thing an article turned out to be; whether that is news."""
        sql = """UPDATE versions SET kind = ? WHERE article_id = ? AND kind <> ?
            AND version = (SELECT version FROM articles WHERE id = article_id)"""
        return bool(self._connection.write(sql, (kind.value, article_id, kind.value)))

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
            announce_article(self._connection, article_id)
        return True
