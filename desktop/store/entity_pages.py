"""Entity pages: all that the library knows of one entity, across its articles."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from desktop.domain.entities import EntityKind, Mention
from desktop.domain.entity_pages import Alias, Companion, DatedRole, EntityPage, NamingArticle, Sighting
from desktop.domain.ids import ArticleId, EntityId, PostId
from desktop.domain.name_lists import CoursePart, MentionContext
from desktop.store.connection import Connection, Row
from desktop.store.part import Part, id_list
from desktop.store.rows import read_time

MOST_COMPANIONS = 60
SHOWN = "JOIN articles a ON a.id = p.article_id AND a.is_removed = 0"
OLDEST_FIRST = "ORDER BY p.order_key, p.article_id, p.ordinal DESC, p.key"
NEWEST_FIRST = "ORDER BY p.order_key DESC, p.article_id DESC, p.ordinal, p.key DESC"
TIME = "p.earliest, p.latest, p.precision, NULL, p.stated, p.zone, p.earliest_is_day, p.latest_is_day"

MENTION = "p.id, n.paragraph, n.span_start, n.span_end, n.text, n.is_demonym"
SIGHTING = f"SELECT p.id, p.article_id, count(*), p.first_day, {TIME}"
NAMED = f"FROM mentions n JOIN posts p ON p.key = n.post {SHOWN} WHERE n.entity = ?"

Seen = tuple[Sighting, date | None]


class EntityPages(Part):
    """Reading entity pages."""

    def entity_page(self, entity_id: EntityId, *, is_brief: bool = False) -> EntityPage | None:
        """What is stored of an entity, without suggestions and corrections; None if nothing names it.

        Args:
            entity_id: The entity.
            is_brief: Whether what grows with the library may be left out, see `EntityPage`.
        """
        with self._connection.snapshot():
            row = self._connection.first("SELECT key, kind, name FROM entities WHERE id = ?", (entity_id,))
            kind = _BriefPage if is_brief else _Page
            return kind(self._connection, entity_id, row).read() if row else None

    def contexts(
        self, entity_id: EntityId, post_ids: Sequence[PostId] | None = None, *, limit: int, around: int = 80
    ) -> tuple[MentionContext, ...]:
        """Where an entity is named, once for each post, with the words around it.

        Args:
            entity_id: The entity.
            post_ids: Only in these posts; None in all that lists show.
            limit: At most so many posts.
            around: So many code points on each side.

        Returns:
            Oldest post first.
        """
        among = "" if post_ids is None else "AND p.id IN (SELECT value FROM json_each(?))"
        # Ordered by place, the minimum decides from which row SQLite takes the bare columns: the first mention.
        sql = f"""WITH named AS (SELECT n.*, count(*) AS mentions, min(n.paragraph * 1000000 + n.span_start)
                FROM mentions n WHERE n.entity = (SELECT key FROM entities WHERE id = ?) GROUP BY n.post)
            SELECT p.id, n.paragraph, n.span_start, n.span_end, n.text, n.is_demonym, p.article_id, n.mentions,
                substr(g.text, max(0, n.span_start - {around}) + 1, min(n.span_start, {around})),
                substr(g.text, n.span_end + 1, {around}), {TIME}
            FROM named n JOIN posts p ON p.key = n.post {SHOWN}
            JOIN paragraphs g ON g.post = n.post AND g.place = n.paragraph
            WHERE 1 {among} {OLDEST_FIRST} LIMIT ?"""
        wanted = (entity_id, limit) if post_ids is None else (entity_id, id_list(post_ids), limit)
        return tuple(_context(row, entity_id) for row in self._connection.rows(sql, wanted))

    def course(self, entity_id: EntityId, parts: int) -> tuple[CoursePart, ...]:
        """How an entity is named along the posts of the articles that name it.

        Args:
            entity_id: The entity.
            parts: Into how many equal parts the posts are divided; fewer posts make fewer parts.

        Returns:
            Oldest part first.
        """
        # The first place is written before the id, so that the smallest such text is that of the first post.
        sql = f"""WITH told AS MATERIALIZED (
                SELECT p.key, p.id, p.first_day, count(*) OVER () AS total,
                    row_number() OVER ({OLDEST_FIRST}) - 1 AS place
                FROM posts p {SHOWN} WHERE p.article_id IN (
                    SELECT g.article_id FROM article_entities g JOIN entities e ON e.key = g.entity WHERE e.id = ?)
            ), counted AS (
                SELECT t.*, (SELECT count(*) FROM mentions n WHERE n.entity = e.key AND n.post = t.key) AS mentions
                FROM entities e CROSS JOIN told t WHERE e.id = ?
            )
            SELECT sum(c.mentions), min(c.first_day),
                substr(min(CASE WHEN c.mentions THEN printf('%012d', c.place) || c.id END), 13)
            FROM counted c GROUP BY c.place * min(c.total, ?) / c.total ORDER BY min(c.place)"""
        return tuple(
            CoursePart(mentions, PostId(post_id) if post_id else None, date.fromisoformat(day) if day else None)
            for mentions, day, post_id in self._connection.rows(sql, (entity_id, entity_id, parts))
        )


class _Page:
    """One page while it is read."""

    def __init__(self, connection: Connection, entity_id: EntityId, row: Row) -> None:
        self._connection, self._id = connection, entity_id
        self._key, self._kind, self._name = row

    def read(self) -> EntityPage:
        """Ask for all its parts."""
        sightings, articles = self._sightings(), self._articles()
        return EntityPage(
            id=self._id,
            kind=EntityKind(self._kind),
            name=self._name,
            count=sum(article.count for article in articles),
            aliases=self._aliases(),
            roles=_turns(self._roles()),
            sightings=tuple(sighting for sighting, _ in sightings),
            mentions=self._mentions(sightings),
            days=_days(sightings),
            companions=self._companions(),
            articles=articles,
        )

    def _mentions(self, sightings: Sequence[Seen]) -> tuple[Mention, ...]:  # noqa: ARG002 - a brief page needs them
        sql = f"SELECT {MENTION} {NAMED} {OLDEST_FIRST}, n.paragraph, n.span_start"
        return tuple(_mention(row, self._id) for row in self._connection.rows(sql, (self._key,)))

    def _aliases(self) -> tuple[Alias, ...]:
        sql = f"SELECT n.text, n.is_demonym, count(*) {NAMED} AND n.text <> ? GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"
        rows = self._connection.rows(sql, (self._key, self._name))
        return tuple(Alias(text, count, bool(is_demonym)) for text, is_demonym, count in rows)

    def _sightings(self) -> list[Seen]:
        sql = f"{SIGHTING} {NAMED} GROUP BY p.key {OLDEST_FIRST}"
        return [_sighting(row) for row in self._connection.rows(sql, (self._key,))]

    def _roles(self) -> list[DatedRole]:
        sql = f"""SELECT o.role, p.id, p.article_id, {TIME} FROM roles o JOIN posts p ON p.key = o.post {SHOWN}
            WHERE o.entity = ? {OLDEST_FIRST}, o.place"""
        return [
            DatedRole(role, PostId(post_id), ArticleId(article_id), read_time(time, ()))
            for role, post_id, article_id, *time in self._connection.rows(sql, (self._key,))
        ]

    def _companions(self) -> tuple[Companion, ...]:
        sql = f"""SELECT e.id, e.kind, e.name, count(DISTINCT n.post) FROM
            (SELECT DISTINCT n.post FROM mentions n JOIN posts p ON p.key = n.post {SHOWN} WHERE n.entity = ?) s
            CROSS JOIN mentions n ON n.post = s.post JOIN entities e ON e.key = n.entity
            WHERE n.entity <> ? GROUP BY n.entity ORDER BY 4 DESC, e.name, e.id LIMIT {MOST_COMPANIONS}"""
        return tuple(
            Companion(EntityId(entity_id), EntityKind(kind), name, posts)
            for entity_id, kind, name, posts in self._connection.rows(sql, (self._key, self._key))
        )

    def _articles(self) -> tuple[NamingArticle, ...]:
        sql = f"""SELECT a.id, v.title, count(*), count(DISTINCT p.key)
            FROM mentions n JOIN posts p ON p.key = n.post {SHOWN}
            JOIN versions v ON v.article_id = a.id AND v.version = a.version
            WHERE n.entity = ? GROUP BY a.id ORDER BY 3 DESC, v.title, a.id"""
        return tuple(
            NamingArticle(ArticleId(article_id), title, count, posts)
            for article_id, title, count, posts in self._connection.rows(sql, (self._key,))
        )


class _BriefPage(_Page):
    """A page without what grows with the library: of thousands of posts, only the first and the last."""

    def _sightings(self) -> list[Seen]:
        first, last = (f"{SIGHTING} {NAMED} GROUP BY p.key {order} LIMIT 1" for order in (OLDEST_FIRST, NEWEST_FIRST))
        seen = {row[0]: row for sql in (first, last) for row in self._connection.rows(sql, (self._key,))}
        return [_sighting(row) for row in seen.values()]

    def _mentions(self, sightings: Sequence[Seen]) -> tuple[Mention, ...]:
        ends = id_list(sighting.post_id for sighting, _ in sightings)
        place = f"{OLDEST_FIRST}, n.paragraph, n.span_start"
        sql = f"""WITH placed AS (
                SELECT {MENTION}, row_number() OVER ({place}) AS place,
                    row_number() OVER (PARTITION BY n.text {place}) AS number {NAMED}
            )
            SELECT id, paragraph, span_start, span_end, text, is_demonym FROM placed
            WHERE number = 1 OR id IN (SELECT value FROM json_each(?)) ORDER BY place"""
        return tuple(_mention(row, self._id) for row in self._connection.rows(sql, (self._key, ends)))


def _mention(row: Row, entity_id: EntityId) -> Mention:
    post_id, paragraph, start, end, text, is_demonym = row
    return Mention(PostId(post_id), entity_id, paragraph, start, end, text, bool(is_demonym))


def _sighting(row: Row) -> Seen:
    post_id, article_id, count, day, *time = row
    sighting = Sighting(PostId(post_id), ArticleId(article_id), read_time(time, ()), count)
    return sighting, date.fromisoformat(day) if day else None


def _context(row: Row, entity_id: EntityId) -> MentionContext:
    post_id, paragraph, start, end, text, is_demonym, article_id, count, before, after, *time = row
    mention = Mention(PostId(post_id), entity_id, paragraph, start, end, text, bool(is_demonym))
    return MentionContext(mention, ArticleId(article_id), read_time(time, ()), before, after, count)


def _turns(roles: list[DatedRole]) -> tuple[DatedRole, ...]:
    """Leave out a role that only repeats the one before."""
    return tuple(role for number, role in enumerate(roles) if not number or role.role != roles[number - 1].role)


def _days(sightings: list[Seen]) -> tuple[tuple[date, int], ...]:
    counts: Counter[date] = Counter()
    for sighting, day in sightings:
        if day is not None:
            counts[day] += sighting.count
    return tuple(sorted(counts.items()))
