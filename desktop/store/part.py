"""What every part of the store has: its connection."""

import json
from collections.abc import Iterable, Sequence

from desktop.domain.ids import ArticleId, PostId
from desktop.store.connection import Connection


class Part:
    """One concern of the store, over the connection that all parts share."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection


def id_list(ids: Iterable[str]) -> str:
    """Ids as SQL reads them with `json_each`: any number, in order, in one parameter."""
    return json.dumps(list(ids))


def scope(article_id: ArticleId | None, post_ids: Sequence[PostId] | None) -> tuple[str, tuple[object, ...]]:
    """Which posts a question is about: some posts, those of one article, or all that lists show.

    Returns:
        A condition on the tables `posts p` and `articles a`, and its parameters.
    """
    conditions: dict[str, object] = {}
    if post_ids is not None:
        conditions["p.id IN (SELECT value FROM json_each(?))"] = id_list(post_ids)
    if article_id is not None:
        conditions["p.article_id = ?"] = article_id
    return " AND ".join(conditions) or "a.is_removed = 0", tuple(conditions.values())
