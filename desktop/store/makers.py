"""Makers: the bylines and the credits of posts, as they stand on the page."""

from collections.abc import Sequence

from desktop.domain.ids import PostId
from desktop.store.part import Part, id_list

SHOWN = "WITH shown AS MATERIALIZED (SELECT p.key FROM json_each(?) j JOIN posts p ON p.id = j.value)"


class MakerLines(Part):
    """Reading who made posts."""

    def bylines(self, post_ids: Sequence[PostId]) -> list[tuple[str, int]]:
        """Each entry of a byline with the number of its post; the same entry of one post stands once."""
        sql = f"""{SHOWN} SELECT DISTINCT b.value, p.key FROM shown s CROSS JOIN posts p ON p.key = s.key,
            json_each(p.byline) b WHERE p.byline <> '[]'"""
        return [(str(line), post) for line, post in self._connection.rows(sql, (id_list(post_ids),))]

    def credits(self, post_ids: Sequence[PostId]) -> list[tuple[str, int]]:
        """Each credit of a picture with the number of its post; the same credit of one post stands once."""
        sql = f"""{SHOWN} SELECT DISTINCT f.credit, f.post FROM shown s CROSS JOIN figures f ON f.post = s.key
            WHERE f.credit <> ''"""
        return [(str(line), post) for line, post in self._connection.rows(sql, (id_list(post_ids),))]
