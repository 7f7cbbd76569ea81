"""Stopped: where the reader stopped, put into a line of the settings and taken from it again.

Knows the shelf or article, the post, and the line in it. Never fails: what cannot be read is the beginning, for a
reader is better off there than in front of an error.
"""

import json
from dataclasses import dataclass

from desktop.domain.ids import ArticleId, PostId
from desktop.domain.listings import EVERYTHING, Filter, Shelf


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the reader stopped: the shelf or article, the post, and the place of a line in its document."""

    place: Filter = EVERYTHING
    post_id: PostId | None = None
    line: int = 0


def stop_in_words(stop: Stop) -> str:
    """Write down where the reader stopped."""
    place = stop.place
    return json.dumps(
        {"shelf": place.shelf.value, "article": place.article_id, "post": stop.post_id, "line": stop.line}
    )


def stop_from_words(text: str) -> Stop:
    """Read where the reader stopped; the beginning if it cannot be read."""
    try:
        stored = json.loads(text or "{}")
        article, post, line = stored.get("article"), stored.get("post"), stored.get("line", 0)
        shelf = Shelf(stored.get("shelf", Shelf.ALL))
    except (ValueError, AttributeError):
        return Stop()
    return Stop(
        Filter(shelf=shelf, article_id=ArticleId(article) if isinstance(article, str) else None),
        PostId(post) if isinstance(post, str) else None,
        line if isinstance(line, int) else 0,
    )
