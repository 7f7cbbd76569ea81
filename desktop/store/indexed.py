"""What the search index is told of posts beside their words, and what it asks.

Posts are known to the index by their numbers, since those of a whole library are compared at once.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from desktop.domain.days import Days
from desktop.domain.ids import ArticleId, EntityId, PostId
from desktop.domain.times import Precision
from desktop.store.connection import Connection, Row
from desktop.store.listing import IS_NEW
from desktop.store.part import Part, id_list
from desktop.store.rows import sortable_text, words_list

# The page's own key points, else its topmost post. SQLite takes a bare column from the row that holds the minimum.
FIRST_ON_PAGE = """SELECT id, min(ordinal + CASE kind WHEN 'summary' THEN -1e9 ELSE 0 END) FROM posts
    WHERE gone_in IS NULL AND article_id IN (SELECT value FROM json_each(?)) GROUP BY article_id"""


@dataclass(frozen=True, slots=True)
class Placing:
    """Under which number a post is kept, and when it may have been published.

    Attributes:
        days: The first and the last day; None where nothing bounds it.
        moments: The first and the last second, since 1970.
        is_day: Whether no more than a day is stated.
    """

    number: int
    days: Days
    moments: tuple[float | None, float | None]
    is_day: bool


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that a post names, and every name that its article gives to it."""

    entity_id: EntityId
    names: tuple[str, ...]


class IndexSource(Part):
    """Reading what the index is told, and which posts are in a state."""

    def placings(self, ids: Sequence[PostId]) -> Mapping[PostId, Placing]:
        """Where posts stand in the library and in time; unknown ids are left out."""
        sql = """SELECT id, key, first_day, last_day, earliest_seconds, latest_seconds, precision
            FROM posts WHERE id IN (SELECT value FROM json_each(?))"""
        rows = self._connection.rows(sql, (id_list(ids),))
        return {
            PostId(post_id): Placing(key, (_date(first), _date(last)), (earliest, latest), precision == Precision.DAY)
            for post_id, key, first, last, earliest, latest, precision in rows
        }

    def firsts_on_page(self, article_ids: Collection[ArticleId]) -> frozenset[PostId]:
        """The post of each of these articles that is found by the name of its page."""
        rows = self._connection.rows(FIRST_ON_PAGE, (id_list(sorted(article_ids)),))
        return frozenset(PostId(post_id) for post_id, _ in rows)

    def named_in(self, ids: Sequence[PostId]) -> Mapping[PostId, list[Named]]:
        """The entities that each of these posts mentions; posts that mention none are left out."""
        sql = """SELECT DISTINCT p.id, e.id, e.name, coalesce(g.aliases, '[]')
            FROM json_each(?) j JOIN posts p ON p.id = j.value JOIN mentions n ON n.post = p.key
            JOIN entities e ON e.key = n.entity
            LEFT JOIN article_entities g ON g.entity = e.key AND g.article_id = p.article_id
            ORDER BY j.key, e.id"""
        found: dict[PostId, list[Named]] = defaultdict(list)
        for post_id, entity_id, name, aliases in self._connection.rows(sql, (id_list(ids),)):
            found[PostId(post_id)].append(Named(EntityId(entity_id), (name, *words_list(aliases))))
        return found

    def write_count(self) -> tuple[int, int]:
        """A mark that differs after every write, by this connection or another one."""
        return self._connection.number("PRAGMA data_version"), self._connection.changes()

    def read_numbers(self) -> list[int]:
        """The posts that the reader has read."""
        return self._numbers("SELECT group_concat(post) FROM reading WHERE is_read = 1")

    def starred_numbers(self) -> list[int]:
        """The posts with a star."""
        return self._numbers("SELECT group_concat(post) FROM reading WHERE is_starred = 1")

    def fresh_numbers(self) -> list[int]:
        """The posts that the newest version of their article brought or changed, if it is not the first."""
        sql = f"SELECT group_concat(p.key) FROM posts p JOIN articles a ON a.id = p.article_id WHERE {IS_NEW}"
        return self._numbers(sql)

    def gone_numbers(self) -> list[int]:
        """The posts that the newest version of their page no longer shows."""
        return self._numbers("SELECT group_concat(key) FROM posts WHERE gone_in IS NOT NULL")

    def changed_numbers(self, days: tuple[date, date] | None) -> list[int]:
        """The posts whose words changed after they first came.

        Args:
            days: If given, only those whose last change came in between these days, both included, by UTC.
        """
        if days is None:
            return self._numbers("SELECT group_concat(key) FROM posts WHERE revision > 1")
        first = datetime.combine(days[0], time.min, UTC)
        bounds = (sortable_text(first), _end_of(days[1]))
        sql = """SELECT group_concat(p.key) FROM posts p
            JOIN versions v ON v.article_id = p.article_id AND v.version = p.changed_in
            WHERE p.revision > 1 AND v.imported >= ? AND v.imported < ?"""
        return self._numbers(sql, bounds)

    def sites_of(self, ids: Sequence[ArticleId]) -> Mapping[ArticleId, str]:
        """The publisher of each of these articles, "" where its page names none."""
        sql = """SELECT v.article_id, coalesce(v.site, '') FROM articles a
            JOIN versions v ON v.article_id = a.id AND v.version = a.version
            WHERE a.id IN (SELECT value FROM json_each(?))"""
        return {ArticleId(article_id): site for article_id, site in self._connection.rows(sql, (id_list(ids),))}

    def _numbers(self, sql: str, parameters: Sequence[object] = ()) -> list[int]:
        # One text of all numbers: a row for each would take many times as long.
        row = self._connection.first(sql, parameters)
        return [int(number) for number in row[0].split(",")] if row and row[0] is not None else []


def names_by_post(connection: Connection, article_id: ArticleId) -> Mapping[PostId, frozenset[Row]]:
    """What the index knows of the names in each post, for telling which posts have to be indexed again."""
    sql = """SELECT DISTINCT p.id, e.id, e.name, g.aliases FROM posts p JOIN mentions n ON n.post = p.key
        JOIN entities e ON e.key = n.entity
        LEFT JOIN article_entities g ON g.entity = e.key AND g.article_id = p.article_id WHERE p.article_id = ?"""
    found: dict[PostId, set[Row]] = defaultdict(set)
    for post_id, *rest in connection.rows(sql, (article_id,)):
        found[PostId(post_id)].add(tuple(rest))
    return {post_id: frozenset(rows) for post_id, rows in found.items()}


def named_posts(connection: Connection, ids: Sequence[EntityId]) -> frozenset[PostId]:
    """The posts of any article that mention one of these entities."""
    sql = """SELECT DISTINCT p.id FROM entities e JOIN mentions n ON n.entity = e.key JOIN posts p ON p.key = n.post
        WHERE e.id IN (SELECT value FROM json_each(?))"""
    return frozenset(PostId(post_id) for (post_id,) in connection.rows(sql, (id_list(ids),)))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _end_of(day: date) -> str:
    if day == date.max:
        return "9999-12-31T99"  # sorts after any time of that day
    return sortable_text(datetime.combine(day + timedelta(days=1), time.min, UTC))
