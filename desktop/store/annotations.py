"""Annotations: the reader's marks and notes.

Kept whatever happens to the words they stand on; whether a mark still stands on its own words is decided elsewhere.
Each write puts the post into the outbox, since notes can be searched.
"""

import json
from collections.abc import Sequence
from datetime import datetime

from desktop.domain.annotations import AnchorState, Annotation, Colour
from desktop.domain.errors import WrongUsage
from desktop.domain.ids import AnnotationId, ArticleId, PostId
from desktop.store.connection import Row
from desktop.store.outbox import announce_posts
from desktop.store.part import Part, scope
from desktop.store.rows import words_list

SELECTED = """SELECT n.id, p.id, n.quote, n.prefix, n.suffix, n.span_start, n.span_end, n.note, n.tags, n.colour,
    n.created, n.modified, n.state
    FROM annotations n JOIN posts p ON p.key = n.post JOIN articles a ON a.id = p.article_id"""
TEXT_ORDER = "ORDER BY p.order_key, p.article_id, p.ordinal DESC, p.key, n.span_start, n.span_end, n.created, n.id"


class Annotations(Part):
    """Reading and writing annotations."""

    def annotations(
        self, *, article_id: ArticleId | None = None, post_ids: Sequence[PostId] | None = None
    ) -> tuple[Annotation, ...]:
        """The annotations of one article, of some posts, or of all articles that are not removed.

        Returns:
            In the order of the post list, oldest first, and within a post in the order of the text.
        """
        where, parameters = scope(article_id, post_ids)
        rows = self._connection.rows(f"{SELECTED} WHERE {where} {TEXT_ORDER}", parameters)
        return tuple(_annotation(row) for row in rows)

    def annotation_total(self) -> int:
        """How many annotations there are in all articles that are not removed."""
        sql = """SELECT count(*) FROM annotations n JOIN posts p ON p.key = n.post
            JOIN articles a ON a.id = p.article_id WHERE a.is_removed = 0"""
        return self._connection.number(sql)

    def annotation(self, annotation_id: AnnotationId) -> Annotation | None:
        """One annotation, or None."""
        row = self._connection.first(f"{SELECTED} WHERE n.id = ?", (annotation_id,))
        return _annotation(row) if row else None

    def put_annotation(self, annotation: Annotation) -> bool:
        """Store an annotation, or replace the one of its id.

        Returns:
            Whether anything changed.

        Raises:
            WrongUsage: The library has no such post.
        """
        with self._connection.transaction():
            before = self.annotation(annotation.id)
            if before == annotation:
                return False
            post = self._connection.first("SELECT key FROM posts WHERE id = ?", (annotation.post_id,))
            if post is None:
                raise WrongUsage(f"There is no post {annotation.post_id}.", "Mark words of a post in the library.")
            values = _values(annotation, post[0])
            self._connection.write(f"INSERT OR REPLACE INTO annotations VALUES ({_places(values)})", values)
            announce_posts(self._connection, {annotation.post_id, before.post_id if before else annotation.post_id})
        return True

    def remove_annotation(self, annotation_id: AnnotationId) -> bool:
        """Take an annotation away.

        Returns:
            Whether there was one.
        """
        with self._connection.transaction():
            before = self.annotation(annotation_id)
            if before is None:
                return False
            self._connection.write("DELETE FROM annotations WHERE id = ?", (annotation_id,))
            announce_posts(self._connection, [before.post_id])
        return True


def _annotation(row: Row) -> Annotation:
    return Annotation(
        id=AnnotationId(row[0]),
        post_id=PostId(row[1]),
        quote=row[2],
        prefix=row[3],
        suffix=row[4],
        start=row[5],
        end=row[6],
        note=row[7],
        tags=words_list(row[8]),
        colour=Colour(row[9]),
        created=datetime.fromisoformat(row[10]),
        modified=datetime.fromisoformat(row[11]),
        state=AnchorState(row[12]),
    )


def _values(annotation: Annotation, post: int) -> tuple[object, ...]:
    """The columns of the table, in its order."""
    return (
        annotation.id,
        post,
        annotation.quote,
        annotation.prefix,
        annotation.suffix,
        annotation.start,
        annotation.end,
        annotation.note,
        json.dumps(annotation.tags, ensure_ascii=False),
        annotation.colour.value,
        annotation.created.isoformat(),
        annotation.modified.isoformat(),
        annotation.state.value,
    )


def _places(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
