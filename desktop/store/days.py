"""Days: the first and the last day on which each post may have been published, by its own clock or that of its page.

Kept in columns of their own, since SQL knows no zones. They follow from the times of all posts of an article, so they
are settled anew with each version of it.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from desktop.domain.days import Days, clock_of, named_zone, possible_days
from desktop.domain.ids import ArticleId, PostId
from desktop.store.connection import Connection
from desktop.store.part import Part, id_list
from desktop.store.rows import read_time

OF_ARTICLE = """SELECT key, id, first_day, last_day,
    earliest, latest, precision, basis, stated, zone, earliest_is_day, latest_is_day FROM posts WHERE article_id = ?"""


class PostDays(Part):
    """Reading the days of posts, and the zones of their pages."""

    def days_of(self, ids: Sequence[PostId]) -> dict[PostId, Days]:
        """The first and last day of each of these posts; None where nothing bounds it."""
        sql = "SELECT id, first_day, last_day FROM posts WHERE id IN (SELECT value FROM json_each(?))"
        rows = self._connection.rows(sql, (id_list(ids),))
        return {PostId(post_id): (_date(first), _date(last)) for post_id, first, last in rows}

    def zones(self, article_ids: Sequence[ArticleId]) -> dict[ArticleId, str]:
        """The zone in which each article speaks, as all its posts together say; one that says nothing is left out.

        Returns:
            The zone that most of its posts name. If none names one, the offset in which most times are given; UTC only
            without any other, for that is also how a time of no zone is written.
        """
        sql = """SELECT article_id, zone, substr(earliest, -6), substr(latest, -6), count(*) FROM posts
            WHERE article_id IN (SELECT value FROM json_each(?)) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"""
        votes: dict[ArticleId, Counter[tuple[int, str]]] = {}
        for article_id, zone, earliest, latest, count in self._connection.rows(sql, (id_list(article_ids),)):
            offsets = {each for each in (earliest, latest) if each}
            # Bounds of two offsets stand for any zone between them: the day or the clock was stated without one.
            for spoken in [zone] if zone else offsets if len(offsets) == 1 else ():
                votes.setdefault(ArticleId(article_id), Counter())[_weight(zone, spoken), spoken] += count
        return {article_id: _spoken_most(counted) for article_id, counted in votes.items()}


def settle_days(connection: Connection, article_id: ArticleId) -> frozenset[PostId]:
    """Write the days of an article's posts, inside the caller's transaction.

    Returns:
        The posts whose days are others than before.
    """
    page = named_zone(PostDays(connection).zones([article_id]).get(article_id))
    changed: dict[PostId, tuple[str | None, str | None, int]] = {}
    for key, post_id, first, last, *columns in connection.rows(OF_ARTICLE, (article_id,)):
        time = read_time(columns, ())
        days = tuple(day and day.isoformat() for day in possible_days(time, clock_of(time, page)))
        if days != (first, last):
            changed[PostId(post_id)] = (*days, key)
    connection.write_all("UPDATE posts SET first_day = ?, last_day = ? WHERE key = ?", changed.values())
    return frozenset(changed)


def settle_all_days(connection: Connection) -> None:
    """Write the days of all posts, inside the caller's transaction."""
    for (article_id,) in connection.rows("SELECT id FROM articles"):
        settle_days(connection, ArticleId(article_id))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _weight(zone: str | None, spoken: str) -> int:
    """How much a zone counts: one that is named most, an offset of UTC least."""
    return 2 if zone else int(spoken != "+00:00")


def _spoken_most(votes: Counter[tuple[int, str]]) -> str:
    return max(votes, key=lambda vote: (vote[0], votes[vote]))[1]
