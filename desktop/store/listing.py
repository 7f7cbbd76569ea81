"""Listing: the rows of the post list, and how many posts stand where.

Lists show every post of the articles that are not removed, those that are gone from their page included: nothing
expires. All numbers count the same posts.

The shelf CHANGED holds what the newest version of an article brought or changed, if it is not the first: what is new
since the reader imported it last. Days are days in UTC.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from desktop.domain.ids import ArticleId, EntityId, PostId
from desktop.domain.listings import ArticleLine, Filter, LibraryCounts, PostRow, Shelf
from desktop.domain.posts import PostKind
from desktop.store.connection import Row
from desktop.store.part import Part, id_list
from desktop.store.rows import moment, read_time, words_list

DOUBTFUL_BELOW = 0.75  # a cut that is wrong about one time in four deserves a sign
IS_NEW = "(a.version > 1 AND a.version IN (p.added_in, coalesce(p.changed_in, 0)))"
SHELVES = {
    Shelf.ALL: "1",
    Shelf.UNREAD: "coalesce(r.is_read, 0) = 0",
    Shelf.STARRED: "coalesce(r.is_starred, 0) = 1",
    Shelf.MARKED: "m.marks IS NOT NULL",
    Shelf.CHANGED: IS_NEW,
}
LISTED = """FROM posts p
    JOIN articles a ON a.id = p.article_id AND a.is_removed = 0
    LEFT JOIN reading r ON r.post = p.key
    LEFT JOIN (SELECT post, count(*) AS marks FROM annotations GROUP BY post) m ON m.post = p.key"""
ROW_COLUMNS = f"""p.id, p.article_id, p.kind, p.headline, coalesce(p.title, '') <> '', p.order_key,
    coalesce(r.is_read, 0), coalesce(r.is_starred, 0), coalesce(m.marks, 0), p.has_figure, p.revision > 1,
    p.confidence < {DOUBTFUL_BELOW}, p.gone_in IS NOT NULL,
    p.earliest, p.latest, p.precision, p.basis, p.stated, p.zone"""
POST_KINDS = {kind.value: kind for kind in PostKind}
OLDEST_FIRST = "ORDER BY p.order_key, p.article_id, p.ordinal DESC, p.key"
OF_ENTITY = "(SELECT n.post FROM mentions n JOIN entities e ON e.key = n.entity WHERE e.id = ?)"

TOUCHES = """(p.earliest_seconds {until} ? OR p.earliest_seconds IS NULL)
    AND (p.latest_seconds >= ? OR p.latest_seconds IS NULL)
    AND coalesce(p.earliest_seconds, p.latest_seconds) IS NOT NULL"""


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

    def total(self, filter: Filter) -> int:
        """How many posts a filter lets through."""
        where, parameters = _where(_conditions(filter))
        return self._connection.number(f"SELECT count(*) {LISTED} WHERE {where}", parameters)

    def zones(self, article_ids: Sequence[ArticleId]) -> dict[ArticleId, str]:
        """The zone in which each article speaks, as all its posts together say; one that says nothing is left out.

        Returns:
            The zone that most of its posts name. If none names one, the offset in which most bounds are given; UTC only
            without any other, for that is also how a bound of no zone is written.
        """
        sql = """SELECT article_id, zone, substr(earliest, -6), substr(latest, -6), count(*) FROM posts
            WHERE article_id IN (SELECT value FROM json_each(?)) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"""
        votes: dict[ArticleId, Counter[tuple[int, str]]] = {}
        for article_id, zone, earliest, latest, count in self._connection.rows(sql, (id_list(article_ids),)):
            named = votes.setdefault(ArticleId(article_id), Counter())
            for spoken in [zone] if zone else [each for each in (earliest, latest) if each]:
                named[_weight(zone, spoken), spoken] += count
        return {article_id: _spoken_most(counted) for article_id, counted in votes.items() if counted}

    def counts(self) -> LibraryCounts:
        """How many posts stand on each shelf and in each article, and how many articles wait for their names."""
        columns = ", ".join(f"sum({condition})" for condition in SHELVES.values())
        waiting = """SELECT count(*) FROM articles WHERE is_removed = 0
            AND id NOT IN (SELECT article_id FROM findings)"""
        with self._connection.snapshot():
            rows = self._connection.rows(f"SELECT p.article_id, {columns} {LISTED} GROUP BY p.article_id")
            without_entities = self._connection.number(waiting)
        totals = [sum(column) for column in zip(*(row[1:] for row in rows), strict=True)] or [0] * len(SHELVES)
        articles = {ArticleId(article_id): count for article_id, count, *_ in rows}
        return LibraryCounts(dict(zip(SHELVES, totals, strict=True)), articles, without_entities)

    def article_lines(self) -> tuple[ArticleLine, ...]:
        """One line for each article, newest import first. `newest` is the latest time that a post states or bounds."""
        sql = f"""SELECT v.article_id, v.title, v.site, n.earliest, coalesce(n.posts, 0), coalesce(n.unread, 0)
            FROM articles a JOIN versions v ON v.article_id = a.id AND v.version = a.version
            LEFT JOIN (
                SELECT p.article_id, count(*) AS posts, sum({SHELVES[Shelf.UNREAD]}) AS unread,
                    p.earliest, max(p.earliest_seconds)  -- SQLite takes the bare column from the row of the maximum
                {LISTED} GROUP BY p.article_id
            ) n ON n.article_id = a.id
            WHERE a.is_removed = 0 ORDER BY v.imported DESC, a.rowid DESC"""
        return tuple(
            ArticleLine(ArticleId(article_id), title, site, moment(newest), posts, unread)
            for article_id, title, site, newest, posts, unread in self._connection.rows(sql)
        )


def _where(conditions: Iterable[_Condition]) -> tuple[str, tuple[object, ...]]:
    asked = list(conditions)
    where = " AND ".join(condition.sql for condition in asked)
    return where, tuple(value for condition in asked for value in condition.parameters)


def _weight(zone: str | None, spoken: str) -> int:
    """How much a zone counts: one that is named most, an offset of UTC least."""
    return 2 if zone else int(spoken != "+00:00")


def _spoken_most(votes: Counter[tuple[int, str]]) -> str:
    return max(votes, key=lambda vote: (vote[0], votes[vote]))[1]


def _conditions(filter: Filter) -> Iterator[_Condition]:
    yield _Condition(SHELVES[filter.shelf])
    if filter.article_id is not None:
        yield _Condition("p.article_id = ?", (filter.article_id,))
    for entity_id in _sorted(filter.entities):
        yield _Condition(f"p.key IN {OF_ENTITY}", (entity_id,))
    for entity_id in _sorted(filter.without):
        yield _Condition(f"p.key NOT IN {OF_ENTITY}", (entity_id,))
    if filter.days is not None:
        yield _touches(*filter.days)
    if filter.moments is not None:
        yield _reaches(*filter.moments)


def _only(ids: Sequence[PostId] | None) -> Iterator[_Condition]:
    if ids is not None:
        yield _Condition("p.id IN (SELECT value FROM json_each(?))", (id_list(ids),))


def _touches(first: date, last: date) -> _Condition:
    """Posts whose time reaches into these days; an open end reaches as far as one likes, an unknown time nowhere."""
    begin = datetime.combine(first, time.min, UTC).timestamp()
    end = datetime.combine(last, time.max, UTC).timestamp()
    return _Condition(TOUCHES.format(until="<="), (end, begin))


def _reaches(begin: datetime, end: datetime) -> _Condition:
    return _Condition(TOUCHES.format(until="<"), (end.timestamp(), begin.timestamp()))


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
