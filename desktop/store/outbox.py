"""The outbox: which posts the search index has to look at again, in the order of the writes.

Every write that changes what can be found puts its rows here in its own transaction. The sequence grows for ever, so
an index that remembers a number can tell what it has not seen.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.ids import ArticleId, PostId
from desktop.store.connection import Connection
from desktop.store.part import Part

ANNOUNCED = """INSERT INTO outbox (post_id, is_removed)
    SELECT p.id, a.is_removed FROM posts p JOIN articles a ON a.id = p.article_id"""


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
    """Put posts into the outbox, inside the caller's transaction; those of a removed article stay unfindable."""
    connection.write_all(f"{ANNOUNCED} WHERE p.id = ?", ((post_id,) for post_id in ids))


def announce_article(connection: Connection, article_id: ArticleId) -> None:
    """Put all posts of an article into the outbox, gone ones too, inside the caller's transaction."""
    connection.write(f"{ANNOUNCED} WHERE p.article_id = ? ORDER BY p.key", (article_id,))
