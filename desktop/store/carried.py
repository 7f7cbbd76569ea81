"""Carried marks: what the reader had marked in another reader, until it stands on words of a post.

A mark is kept here for ever, placed or not: so a second import of the same export knows it, and what the reader did
with it since is respected.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.documents import CarriedMark
from desktop.domain.ids import AnnotationId, ArticleId
from desktop.store import json_values
from desktop.store.part import Part, id_list


@dataclass(frozen=True, slots=True)
class PendingMark:
    """A mark whose article has no text yet. `id` is that of the annotation that it will become."""

    id: AnnotationId
    article_id: ArticleId
    mark: CarriedMark


class CarriedMarks(Part):
    """Keeping carried marks."""

    def keep_carried(self, article_id: ArticleId, marks: Sequence[tuple[AnnotationId, CarriedMark]]) -> int:
        """Keep marks that are not known yet.

        Returns:
            How many were new.
        """
        sql = "INSERT OR IGNORE INTO carried_marks (id, article_id, mark) VALUES (?, ?, ?)"
        with self._connection.transaction():
            return sum(self._connection.write(sql, (i, article_id, json_values.to_json(mark))) for i, mark in marks)

    def pending_marks(self, article_id: ArticleId | None = None) -> tuple[PendingMark, ...]:
        """The marks that wait for text, of one article or of all that are not removed, in the order they came."""
        where = "c.article_id = ?" if article_id is not None else "a.is_removed = 0"
        sql = f"""SELECT c.id, c.article_id, c.mark FROM carried_marks c JOIN articles a ON a.id = c.article_id
            WHERE c.is_placed = 0 AND {where} ORDER BY c.rowid"""
        rows = self._connection.rows(sql, () if article_id is None else (article_id,))
        return tuple(
            PendingMark(AnnotationId(mark_id), ArticleId(article), json_values.from_json(CarriedMark, mark))
            for mark_id, article, mark in rows
        )

    def set_placed(self, ids: Sequence[AnnotationId]) -> None:
        """Remember that these marks became annotations."""
        sql = "UPDATE carried_marks SET is_placed = 1 WHERE id IN (SELECT value FROM json_each(?))"
        self._connection.write(sql, (id_list(ids),))

    def move_carried(self, from_article: ArticleId, to_article: ArticleId) -> None:
        """Let the marks that wait at one article wait at another."""
        sql = "UPDATE carried_marks SET article_id = ? WHERE article_id = ? AND is_placed = 0"
        self._connection.write(sql, (to_article, from_article))
