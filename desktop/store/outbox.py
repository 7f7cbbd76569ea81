"""The outbox: which posts the search index has to look at again, in the order of the writes.

Every write that changes what can be found puts its rows here in its own transaction. The sequence grows for ever, so
an index that remembers a number can tell what it has not seen.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.ids import ArticleId, PostId
from desktop.store.connection import Connection
from desktop.store.part import Part


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One post that was written. `is_removed` means that it must not be found any more."""

    sequence: int
    post_id: PostId
    is_removed: bool


class Outbox(Part):
    """Reading the outbox."""

    def last_sequence(self) -> int:
        """The number of the last write; 0 before the first. Forgetting does not lower it."""
        return self._connection.number("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'")

    def forgotten_sequence(self) -> int:
        """The number of the last write that was forgotten; an index that has seen less must be built anew."""
        first = self._connection.first("SELECT min(sequence) - 1 FROM outbox")
        return self.last_sequence() if first is None or first[0] is None else int(first[0])

    def outbox_after(self, sequence: int, limit: int) -> tuple[OutboxRow, ...]:
        """The next writes after a number, oldest first; a post that was written twice stands there twice."""
        sql = "SELECT sequence, post_id, is_removed FROM outbox WHERE sequence > ? ORDER BY sequence LIMIT ?"
        rows = self._connection.rows(sql, (sequence, limit))
        return tuple(OutboxRow(number, PostId(post_id), bool(is_removed)) for number, post_id, is_removed in rows)

    def forget_outbox(self, upto: int) -> None:
        """Forget the writes up to a number, included: the index holds them."""
        self._connection.write("DELETE FROM outbox WHERE sequence <= ?", (upto,))


def announce_posts(connection: Connection, ids: Iterable[PostId]) -> None:
    """Put posts into the outbox, inside the caller's transaction."""
    rows = ((post_id,) for post_id in ids)
    connection.write_all("INSERT INTO outbox (post_id, is_removed) VALUES (?, 0)", rows)


def announce_article(connection: Connection, article_id: ArticleId, *, is_removed: bool) -> None:
    """Put all posts of an article into the outbox, gone ones too, inside the caller's transaction."""
    sql = "INSERT INTO outbox (post_id, is_removed) SELECT id, ? FROM posts WHERE article_id = ? ORDER BY key"
    connection.write(sql, (int(is_removed), article_id))
