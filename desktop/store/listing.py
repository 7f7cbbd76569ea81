"""Listing: the rows of the post list, and how many posts stand where.

Lists show every post of the articles that are not removed, those that are gone from their page included: nothing
expires. All numbers count the same posts.

The shelf CHANGED holds what the newest version of an article brought or changed, if it is not the first: what is new
since the reader imported it last.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Literal

from desktop.domain.days import named_zone
from desktop.domain.ids import ArticleId, EntityId, PostId
from desktop.domain.listings import ArticleLine, Filter, LibraryCounts, PostRow, Shelf
from desktop.domain.posts import DOUBTFUL_BELOW, PostKind
from desktop.domain.times import Precision
from desktop.store.connection import Row
from desktop.store.part import Part, id_list
from desktop.store.rows import read_time, words_list

IS_NEW = "(a.version > 1 AND a.version IN (p.added_in, coalesce(p.changed_in, 0)))"
SHELVES = {
    Shelf.ALL: "1",
    Shelf.UNREAD: "coalesce(r.is_read, 0) = 0",
    Shelf.STARRED: "coalesce(r.is_starred, 0) = 1",
    Shelf.MARKED: "m.marks IS NOT NULL",
    Shelf.CHANGED: IS_NEW,
}
STATE = """JOIN articles a ON a.id = p.article_id AND a.is_removed = 0
    LEFT JOIN reading r ON r.post = p.key
    LEFT JOIN (SELECT post, count(*) AS marks FROM annotations GROUP BY post) m ON m.post = p.key"""
LISTED = f"FROM posts p {STATE}"
ROW_COLUMNS = f"""p.id, p.article_id, p.kind, p.headline, coalesce(p.title, '') <> '', p.order_key,
    coalesce(r.is_read, 0), coalesce(r.is_starred, 0), coalesce(m.marks, 0), p.has_figure, p.revision > 1,
    p.confidence < {DOUBTFUL_BELOW}, p.gone_in IS NOT NULL,
    p.earliest, p.latest, p.precision, p.basis, p.stated, p.zone, p.earliest_is_day, p.latest_is_day"""
POST_KINDS = {kind.value: kind for kind in PostKind}
OLDEST_FIRST = "ORDER BY p.order_key, p.article_id, p.ordinal DESC, p.key"
OF_ENTITY = "(SELECT n.post FROM mentions n JOIN entities e ON e.key = n.entity WHERE e.id = ?)"
MADE_BY = "(instr(p.byline, ?) OR EXISTS (SELECT 1 FROM figures f WHERE f.post = p.key AND instr(f.credit, ?)))"

OF_SPOKEN = "(SELECT d.post FROM dates d WHERE d.first_day >= ? AND d.last_day <= ?)"

BOUNDS = {"day": ("p.first_day", "p.last_day"), "seconds": ("p.earliest_seconds", "p.latest_seconds")}


@dataclass(frozen=True, slots=True)
class _Condition:
    sql: str
    parameters: tuple[object, ...] = ()


class Listings(Part):
    """The post list and its numbers."""

    def rows(self, filter: Filter, only: Sequence[PostId] | None = None) -> tuple[PostRow, ...]:
        """The rows that a filter lets through.

        Args:
            filter: Which posts.
            only: If given, no others than these: the hits of a search.

        Returns:
            Oldest first by `order_key`; where that is equal, each article from the bottom of its page up.
        """
        where, parameters = _where([*_conditions(filter), *_only(only)])
        sql = f"SELECT {ROW_COLUMNS} {LISTED} WHERE {where} {OLDEST_FIRST}"
        bases: dict[str, tuple[str, ...]] = {}  # few reasons serve many posts
        return tuple(_post_row(row, bases) for row in self._connection.rows(sql, parameters))

    def rows_in_order(self, ids: Sequence[PostId]) -> tuple[PostRow, ...]:
        """The rows of some posts, in the order of their ids; those that lists do not show are left out."""
        sql = f"""SELECT {ROW_COLUMNS} FROM json_each(?) j CROSS JOIN posts p ON p.id = j.value {STATE}
            ORDER BY j.key"""
        bases: dict[str, tuple[str, ...]] = {}
        return tuple(_post_row(row, bases) for row in self._connection.rows(sql, (id_list(ids),)))

    def doubtful_posts(self) -> frozenset[PostId]:
        """The posts whose cut is unsure."""
        sql = f"SELECT p.id {LISTED} WHERE p.confidence < {DOUBTFUL_BELOW}"
        return frozenset(PostId(post_id) for (post_id,) in self._connection.rows(sql))

    def total(self, filter: Filter) -> int:
        """How many posts a filter lets through."""
        where, parameters = _where(_conditions(filter))
        return self._connection.number(f"SELECT count(*) {LISTED} WHERE {where}", parameters)

    def counts(self) -> LibraryCounts:
        """How many posts stand on each shelf and in each article."""
        columns = ", ".join(f"sum({condition})" for condition in SHELVES.values())
        rows = self._connection.rows(f"SELECT p.article_id, {columns} {LISTED} GROUP BY p.article_id")
        totals = [sum(column) for column in zip(*(row[1:] for row in rows), strict=True)] or [0] * len(SHELVES)
        articles = {ArticleId(article_id): count for article_id, count, *_ in rows}
        return LibraryCounts(dict(zip(SHELVES, totals, strict=True)), articles)

    def article_lines(self) -> tuple[ArticleLine, ...]:
        """One line for each article, newest import first. `newest` is the latest day on which a post may begin."""
        sql = f"""SELECT v.article_id, v.title, v.site, n.newest, coalesce(n.posts, 0), coalesce(n.unread, 0)
            FROM articles a JOIN versions v ON v.article_id = a.id AND v.version = a.version
            LEFT JOIN (
                SELECT p.article_id, count(*) AS posts, sum({SHELVES[Shelf.UNREAD]}) AS unread,
                    max(p.first_day) AS newest  -- a day, not a moment: a day without a clock is that day in every zone
                {LISTED} GROUP BY p.article_id
            ) n ON n.article_id = a.id
            WHERE a.is_removed = 0 ORDER BY v.imported DESC, a.rowid DESC"""
        return tuple(
            ArticleLine(ArticleId(article_id), title, site, _date(newest), posts, unread)
            for article_id, title, site, newest, posts, unread in self._connection.rows(sql)
        )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _where(conditions: Iterable[_Condition]) -> tuple[str, tuple[object, ...]]:
    asked = list(conditions)
    where = " AND ".join(condition.sql for condition in asked)
    return where, tuple(value for condition in asked for value in condition.parameters)


def _conditions(filter: Filter) -> Iterator[_Condition]:
    yield _Condition(SHELVES[filter.shelf])
    if filter.article_id is not None:
        yield _Condition("p.article_id = ?", (filter.article_id,))
    for entity_id in _sorted(filter.entities):
        yield _Condition(f"p.key IN {OF_ENTITY}", (entity_id,))
    for entity_id in _sorted(filter.without):
        yield _Condition(f"p.key NOT IN {OF_ENTITY}", (entity_id,))
    for name in sorted(filter.makers):
        yield _Condition(MADE_BY, (name, name))
    if filter.days is not None:
        yield _on_days(*filter.days, named_zone(filter.zone))
    if filter.spoken is not None:
        yield _Condition(f"p.key IN {OF_SPOKEN}", tuple(day.isoformat() for day in filter.spoken))
    if filter.moments is not None:
        begin, end = filter.moments
        yield _touches("seconds", begin.timestamp(), "<", end.timestamp())


def _only(ids: Sequence[PostId] | None) -> Iterator[_Condition]:
    if ids is not None:
        yield _Condition("p.id IN (SELECT value FROM json_each(?))", (id_list(ids),))


def _on_days(first: date, last: date, zone: tzinfo | None) -> _Condition:
    by_itself = _touches("day", first.isoformat(), "<=", last.isoformat())
    if zone is None:
        return by_itself
    begin, end = datetime.combine(first, time.min, zone), datetime.combine(last, time.max, zone)
    by_reader = _touches("seconds", begin.timestamp(), "<=", end.timestamp())
    sql = f"CASE p.precision WHEN '{Precision.DAY}' THEN {by_itself.sql} ELSE {by_reader.sql} END"
    return _Condition(sql, (*by_itself.parameters, *by_reader.parameters))


def _touches(unit: Literal["day", "seconds"], begin: object, until: str, end: object) -> _Condition:
    """Posts whose time reaches into a span; an open end reaches as far as one likes, an unknown time nowhere."""
    earliest, latest = BOUNDS[unit]
    sql = f"""(({earliest} {until} ? OR {earliest} IS NULL) AND ({latest} >= ? OR {latest} IS NULL)
        AND coalesce({earliest}, {latest}) IS NOT NULL)"""
    return _Condition(sql, (end, begin))


def _sorted(ids: frozenset[EntityId]) -> list[EntityId]:
    return sorted(ids)  # the same filter makes the same SQL, which SQLite then has prepared already


def _post_row(row: Row, bases: dict[str, tuple[str, ...]]) -> PostRow:
    basis = row[16]
    if basis not in bases:
        bases[basis] = words_list(basis)
    return PostRow(
        id=row[0],
        article_id=row[1],
        kind=POST_KINDS[row[2]],
        headline=row[3],
        has_title=bool(row[4]),
        time=read_time(row[13:], bases[basis]),
        order_key=row[5],
        is_read=bool(row[6]),
        is_starred=bool(row[7]),
        mark_count=row[8],
        has_figure=bool(row[9]),
        is_changed=bool(row[10]),
        is_doubtful=bool(row[11]),
        is_gone=bool(row[12]),
    )
