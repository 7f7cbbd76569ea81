"""The reader's state: which posts were read, which have a star."""

from collections.abc import Collection

from desktop.domain.ids import PostId
from desktop.store.part import Part, id_list


class Reading(Part):
    """Reading and writing the reader's state. It is kept over new versions of a page."""

    def is_read(self, post_id: PostId) -> bool:
        """Whether a post was read."""
        return self._is("is_read", post_id)

    def is_starred(self, post_id: PostId) -> bool:
        """Whether a post has a star."""
        return self._is("is_starred", post_id)

    def set_read(self, ids: Collection[PostId], is_read: bool) -> frozenset[PostId]:
        """Mark posts as read or unread.

        Returns:
            Those for which that is a change; unknown ids are passed over.
        """
        return self._set("is_read", ids, is_read)

    def set_starred(self, ids: Collection[PostId], is_starred: bool) -> frozenset[PostId]:
        """Star posts, or take their stars away.

        Returns:
            Those for which that is a change; unknown ids are passed over.
        """
        return self._set("is_starred", ids, is_starred)

    def _is(self, column: str, post_id: PostId) -> bool:
        sql = f"SELECT r.{column} FROM reading r JOIN posts p ON p.key = r.post WHERE p.id = ?"
        return bool(self._connection.number(sql, (post_id,)))

    def _set(self, column: str, ids: Collection[PostId], value: bool) -> frozenset[PostId]:
        differing = f"""SELECT p.id FROM posts p LEFT JOIN reading r ON r.post = p.key
            WHERE p.id IN (SELECT value FROM json_each(?)) AND coalesce(r.{column}, 0) <> ?"""
        change = f"""INSERT INTO reading (post, {column})
            SELECT key, ? FROM posts WHERE id IN (SELECT value FROM json_each(?))
            ON CONFLICT (post) DO UPDATE SET {column} = excluded.{column}"""
        with self._connection.transaction():
            changed = [post_id for (post_id,) in self._connection.rows(differing, (id_list(ids), int(value)))]
            if changed:
                self._connection.write(change, (int(value), id_list(changed)))
        return frozenset(PostId(post_id) for post_id in changed)
