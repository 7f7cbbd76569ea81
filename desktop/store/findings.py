"""Findings: what an extractor found in an article, and who is named where.

An entity is shared by all articles that name it; its aliases are those of the articles together. What an extractor
finds replaces what was found in that article before, and nothing else.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from desktop.domain.changes import NOTHING_CHANGED, Changes, Kind
from desktop.domain.entities import Entity, EntityKind, Findings, Mention, Role
from desktop.domain.ids import ArticleId, EntityId, PostId
from desktop.domain.listings import EntityRow
from desktop.domain.name_lists import EntityWeight
from desktop.store.connection import Row
from desktop.store.indexed import named_posts, names_by_post
from desktop.store.outbox import announce_posts
from desktop.store.part import Part, id_list, scope
from desktop.store.quotes import quotes_by_post, write_quotes
from desktop.store.rows import words_list

OF_ARTICLE = "IN (SELECT key FROM posts WHERE article_id = ?)"
# Few posts are looked up one by one; for many it is quicker to walk once through all mentions, entity by entity.
MANY_POSTS = 20_000
FROM_POSTS = "shown s CROSS JOIN mentions n"
FROM_ENTITIES = "mentions n INDEXED BY mentions_of_entity CROSS JOIN shown s"
SHOWN = """WITH shown AS MATERIALIZED (
    SELECT j.key AS place, p.key AS post, p.order_key FROM json_each(?) j JOIN posts p ON p.id = j.value)"""


class EntityReader(Part):
    """Reading entities and mentions."""

    def articles_without_findings(self, extractor: str) -> tuple[ArticleId, ...]:
        """Articles in which this extractor has not looked for names since their words changed, newest import first."""
        sql = """SELECT a.id FROM articles a JOIN versions v ON v.article_id = a.id AND v.version = a.version
            WHERE a.is_removed = 0 AND a.id NOT IN (SELECT article_id FROM findings WHERE extractor = ?)
            ORDER BY v.imported DESC, a.rowid DESC"""
        return tuple(ArticleId(article_id) for (article_id,) in self._connection.rows(sql, (extractor,)))

    def entities(self, article_id: ArticleId | None = None) -> tuple[Entity, ...]:
        """The entities of one article, or of all that are not removed; most mentioned first, then by name."""
        of_articles = "a.id = ?" if article_id is not None else "a.is_removed = 0"
        parameters: tuple[object, ...] = () if article_id is None else (article_id,)
        named = f"""FROM article_entities g JOIN entities e ON e.key = g.entity
            JOIN articles a ON a.id = g.article_id WHERE {of_articles} ORDER BY a.rowid"""
        with self._connection.snapshot():
            rows = self._connection.rows(f"SELECT e.key, e.id, e.kind, e.name, g.aliases {named}", parameters)
            roles = self._roles(of_articles, parameters)
            counts = self._mention_counts(of_articles, parameters)
        entities = _entities(rows, roles)
        order = sorted(entities, key=lambda key: (-counts.get(key, 0), entities[key].name, entities[key].id))
        return tuple(entities[key] for key in order)

    def entities_by_id(self, ids: Sequence[EntityId]) -> tuple[Entity, ...]:
        """Some entities by name and kind alone; ids that are gone are left out."""
        sql = "SELECT id, kind, name FROM entities WHERE id IN (SELECT value FROM json_each(?)) ORDER BY name, id"
        rows = self._connection.rows(sql, (id_list(ids),))
        return tuple(Entity(EntityId(entity_id), EntityKind(kind), name) for entity_id, kind, name in rows)

    def entity_names(self) -> list[tuple[EntityId, EntityKind, str, int]]:
        """Id, kind and name of each entity that lists show, and how many articles name it."""
        sql = """SELECT e.id, e.kind, e.name, count(*) FROM entities e JOIN article_entities g ON g.entity = e.key
            JOIN articles a ON a.id = g.article_id AND a.is_removed = 0 GROUP BY e.key ORDER BY e.name, e.id"""
        return [
            (EntityId(entity_id), EntityKind(kind), name, articles)
            for entity_id, kind, name, articles in self._connection.rows(sql)
        ]

    def entity_forms(self, ids: Sequence[EntityId]) -> dict[EntityId, tuple[str, ...]]:
        """The other forms in which articles write these entities, in no order; those without any are left out."""
        sql = """SELECT e.id, g.aliases FROM json_each(?) j CROSS JOIN entities e ON e.id = j.value
            CROSS JOIN article_entities g ON g.entity = e.key WHERE g.aliases <> '[]'"""
        forms: dict[EntityId, dict[str, None]] = defaultdict(dict)
        for entity_id, aliases in self._connection.rows(sql, (id_list(ids),)):
            forms[EntityId(entity_id)].update(dict.fromkeys(words_list(aliases)))
        return {entity_id: tuple(found) for entity_id, found in forms.items()}

    def mentions(
        self, post_ids: Sequence[PostId] | None = None, article_id: ArticleId | None = None
    ) -> tuple[Mention, ...]:
        """Mentions in some posts, in one article, or in all articles that are not removed.

        Returns:
            Article by article in the order of import, in page order, then by place in the text.
        """
        where, parameters = scope(article_id, post_ids)
        sql = f"""SELECT p.id, e.id, n.paragraph, n.span_start, n.span_end, n.text, n.is_demonym
            FROM mentions n JOIN posts p ON p.key = n.post JOIN entities e ON e.key = n.entity
            JOIN articles a ON a.id = p.article_id WHERE {where}
            ORDER BY a.rowid, p.ordinal, p.key, n.paragraph, n.span_start, n.span_end, e.id"""
        return tuple(_mention(row) for row in self._connection.rows(sql, parameters))

    def entity_rows(self, post_ids: Sequence[PostId], as_of: PostId | None = None) -> tuple[EntityRow, ...]:
        """The entities that some posts mention.

        Args:
            post_ids: The posts on show, in the list's order.
            as_of: The post whose time decides the roles; see `EntityRow.role`.

        Returns:
            Most mentioned first, then by name.
        """
        shown = id_list(post_ids)
        sql = f"""{SHOWN} SELECT e.key, e.id, e.kind, e.name, sum(f.mentions),
                json_group_array(f.place), json_group_array(f.mentions)
            FROM (
                SELECT n.entity, s.place, count(*) AS mentions
                FROM {FROM_POSTS if len(post_ids) < MANY_POSTS else FROM_ENTITIES} ON n.post = s.post
                GROUP BY n.entity, n.post
            ) f JOIN entities e ON e.key = f.entity GROUP BY f.entity ORDER BY 5 DESC, e.name, e.id"""
        newest_roles = f"""{SHOWN} SELECT o.entity, o.role, max(s.order_key)
            FROM shown s CROSS JOIN roles o ON o.post = s.post GROUP BY o.entity"""
        # SQLite takes a bare column, here the role, from the row that holds the maximum.
        with self._connection.snapshot():
            rows = self._connection.rows(sql, (shown,))
            roles = {entity: role for entity, role, _ in self._connection.rows(newest_roles, (shown,))}
            if as_of is not None:
                roles |= self._roles_as_of(as_of, [row[0] for row in rows])
        return tuple(_entity_row(row, roles.get(row[0], ""), post_ids) for row in rows)

    def entity_weights(self, post_ids: Sequence[PostId], parts: int) -> tuple[EntityWeight, ...]:
        """How much some posts speak of each entity.

        Args:
            post_ids: The posts on show, in the list's order.
            parts: Into how many equal parts the list is divided for `spread`.

        Returns:
            In most posts first, then most often named, then by name.
        """
        size = max(1, len(post_ids))
        spread = ", ".join(f"sum(CASE f.part WHEN {part} THEN f.mentions ELSE 0 END)" for part in range(parts))
        sql = f"""{SHOWN} SELECT e.id, e.kind, e.name, sum(f.mentions), count(*), {spread} FROM (
                SELECT n.entity, s.place * {parts} / {size} AS part, count(*) AS mentions
                FROM {FROM_POSTS if len(post_ids) < MANY_POSTS else FROM_ENTITIES} ON n.post = s.post
                GROUP BY n.entity, n.post
            ) f JOIN entities e ON e.key = f.entity GROUP BY f.entity ORDER BY 5 DESC, 4 DESC, e.name, e.id"""
        return tuple(
            EntityWeight(EntityId(entity_id), EntityKind(kind), name, mentions, posts, tuple(spread))
            for entity_id, kind, name, mentions, posts, *spread in self._connection.rows(sql, (id_list(post_ids),))
        )

    def roles_as_of(self, post_id: PostId, ids: Sequence[EntityId]) -> dict[EntityId, str]:
        """The role that each of these entities has at the time of a post, see `EntityRow.role`; none if it has none."""
        with self._connection.snapshot():
            sql = "SELECT key, id FROM entities WHERE id IN (SELECT value FROM json_each(?))"
            known: dict[int, str] = dict(self._connection.rows(sql, (id_list(ids),)))
            roles = self._roles_as_of(post_id, list(known))
        return {EntityId(known[key]): role for key, role in roles.items()}

    def roles_elsewhere(self, ids: Iterable[EntityId], article_id: ArticleId) -> dict[EntityId, tuple[str, ...]]:
        """The roles that other articles state for these entities; those without any are left out."""
        sql = """SELECT e.id, o.role FROM entities e JOIN roles o ON o.entity = e.key JOIN posts p ON p.key = o.post
            WHERE e.id IN (SELECT value FROM json_each(?)) AND p.article_id <> ?"""
        stated: dict[EntityId, list[str]] = defaultdict(list)
        for entity_id, role in self._connection.rows(sql, (id_list(ids), article_id)):
            stated[EntityId(entity_id)].append(role)
        return {entity_id: tuple(roles) for entity_id, roles in stated.items()}

    def names_elsewhere(self, ids: Iterable[EntityId], article_id: ArticleId) -> dict[EntityId, str]:
        """What the library shows for those of these entities that other articles name."""
        sql = """SELECT e.id, e.name FROM entities e WHERE e.id IN (SELECT value FROM json_each(?))
            AND EXISTS (SELECT 1 FROM article_entities g WHERE g.entity = e.key AND g.article_id <> ?)"""
        return {EntityId(entity_id): name for entity_id, name in self._connection.rows(sql, (id_list(ids), article_id))}

    def _roles_as_of(self, post_id: PostId, keys: Sequence[int]) -> dict[int, str]:
        """The newest role that each entity has by a post's time, else the first one after it."""
        now = self._connection.first("SELECT order_key FROM posts WHERE id = ?", (post_id,))
        stated = """SELECT o.entity, o.role, {}(p.order_key)
            FROM json_each(?) j CROSS JOIN roles o ON o.entity = j.value
            JOIN posts p ON p.key = o.post JOIN articles a ON a.id = p.article_id AND a.is_removed = 0
            WHERE p.order_key {} ? GROUP BY o.entity"""
        parameters = (json.dumps(keys), now[0] if now else 0.0)
        later = self._connection.rows(stated.format("min", ">"), parameters)
        by_then = self._connection.rows(stated.format("max", "<="), parameters)
        return {entity: role for entity, role, _ in (*later, *by_then)}

    def _roles(self, of_articles: str, parameters: Sequence[object]) -> list[Row]:
        sql = f"""SELECT o.entity, o.role, p.id FROM roles o JOIN posts p ON p.key = o.post
            JOIN articles a ON a.id = p.article_id WHERE {of_articles}
            ORDER BY a.rowid, o.place"""
        return self._connection.rows(sql, parameters)

    def _mention_counts(self, of_articles: str, parameters: Sequence[object]) -> dict[int, int]:
        sql = f"""SELECT n.entity, count(*) FROM mentions n WHERE n.post IN (
            SELECT p.key FROM posts p JOIN articles a ON a.id = p.article_id WHERE {of_articles}) GROUP BY n.entity"""
        return dict(self._connection.rows(sql, parameters))


class FindingsWriter(Part):
    """Storing what an extractor found."""

    def save_findings(self, article_id: ArticleId, findings: Findings, *, version: int | None = None) -> Changes:
        """Replace what was found in an article before, in one transaction.

        Args:
            article_id: The article.
            findings: What one run found, corrected; what it says of posts that the library does not know is left out.
                Without an extractor's name the article goes on waiting.
            version: The version that was looked at, if known. If a newer one came meanwhile nothing is stored, and
                the article goes on waiting.

        Returns:
            Entities that are new in the library, those that the article names, and those that nothing names any more.
        """
        named = frozenset(entity.id for entity in findings.entities)
        with self._connection.transaction():
            now = self._connection.number("SELECT version FROM articles WHERE id = ?", (article_id,))
            if not now or version not in (None, now):
                return NOTHING_CHANGED
            named_before = self._ids("g.article_id = ?", article_id)
            known_before = self._ids("e.id IN (SELECT value FROM json_each(?))", id_list(named))
            known_by_before = self._known_by(article_id)
            names_before = self._names(named)
            self._forget(article_id)
            self._write(article_id, findings)
            known_by = self._known_by(article_id)
            elsewhere = named_posts(self._connection, [each for each, _ in names_before - self._names(named)])
            announce_posts(self._connection, sorted({post for post, _ in known_by_before ^ known_by} | elsewhere))
            unnamed = self._forget_unnamed(named_before - named)
        groups = (named - known_before, named & known_before, unnamed)
        added, changed, removed = ({Kind.ENTITY: frozenset[str](ids)} if ids else {} for ids in groups)
        return Changes(added, changed, removed)

    def _known_by(self, article_id: ArticleId) -> set[tuple[PostId, object]]:
        """By which quotes and names the posts of an article are found."""
        quotes, names = quotes_by_post(self._connection, article_id), names_by_post(self._connection, article_id)
        return {*quotes.items(), *names.items()}

    def _names(self, ids: Iterable[EntityId]) -> set[tuple[EntityId, str]]:
        sql = "SELECT id, name FROM entities WHERE id IN (SELECT value FROM json_each(?))"
        return {(EntityId(entity_id), name) for entity_id, name in self._connection.rows(sql, (id_list(ids),))}

    def _forget(self, article_id: ArticleId) -> None:
        for sql in (
            f"DELETE FROM mentions WHERE post {OF_ARTICLE}",
            f"DELETE FROM quotes WHERE post {OF_ARTICLE}",
            f"DELETE FROM roles WHERE post {OF_ARTICLE}",
            "DELETE FROM article_entities WHERE article_id = ?",
        ):
            self._connection.write(sql, (article_id,))

    def _write(self, article_id: ArticleId, findings: Findings) -> None:
        posts = self._keys("SELECT id, key FROM posts WHERE article_id = ?", article_id)
        sql = """INSERT INTO entities (id, kind, name) VALUES (?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name"""
        self._connection.write_all(sql, [(entity.id, entity.kind.value, entity.name) for entity in findings.entities])
        wanted = id_list(entity.id for entity in findings.entities)
        keys = self._keys("SELECT id, key FROM entities WHERE id IN (SELECT value FROM json_each(?))", wanted)
        self._write_entities(article_id, findings.entities, keys, posts)
        self._write_mentions(findings.mentions, keys, posts)
        write_quotes(self._connection, findings.quotes, keys, posts)
        if findings.extractor:
            sql = "INSERT INTO findings VALUES (?, ?) ON CONFLICT DO UPDATE SET extractor = excluded.extractor"
            self._connection.write(sql, (article_id, findings.extractor))

    def _write_entities(
        self, article_id: ArticleId, entities: Sequence[Entity], keys: dict[str, int], posts: dict[str, int]
    ) -> None:
        tables = self._connection.tables
        tables.table("article_entities").insert_all(
            {"article_id": article_id, "entity": keys[entity.id], "aliases": json.dumps(entity.aliases)}
            for entity in entities
        )
        tables.table("roles").insert_all(
            {"entity": keys[entity.id], "post": posts[role.post_id], "place": place, "role": role.role}
            for entity in entities
            for place, role in enumerate(entity.roles)
            if role.post_id in posts
        )

    def _write_mentions(self, mentions: Iterable[Mention], keys: dict[str, int], posts: dict[str, int]) -> None:
        self._connection.tables.table("mentions").insert_all(
            (
                {
                    "post": posts[mention.post_id],
                    "paragraph": mention.paragraph,
                    "span_start": mention.start,
                    "span_end": mention.end,
                    "entity": keys[mention.entity_id],
                    "text": mention.text,
                    "is_demonym": int(mention.is_demonym),
                }
                for mention in mentions
                if mention.post_id in posts
            ),
            ignore=True,  # the same entity named twice at one place is one mention
        )

    def _forget_unnamed(self, candidates: frozenset[EntityId]) -> frozenset[EntityId]:
        still_named = self._ids("e.id IN (SELECT value FROM json_each(?))", id_list(candidates), "JOIN")
        unnamed = candidates - still_named
        self._connection.write("DELETE FROM entities WHERE id IN (SELECT value FROM json_each(?))", (id_list(unnamed),))
        return unnamed

    def _ids(self, where: str, parameter: str, join: str = "LEFT JOIN") -> frozenset[EntityId]:
        sql = f"SELECT e.id FROM entities e {join} article_entities g ON g.entity = e.key WHERE {where}"
        return frozenset(EntityId(entity_id) for (entity_id,) in self._connection.rows(sql, (parameter,)))

    def _keys(self, sql: str, parameter: str) -> dict[str, int]:
        return dict(self._connection.rows(sql, (parameter,)))


def _entity_row(row: Row, role: str, post_ids: Sequence[PostId]) -> EntityRow:
    _, entity_id, kind, name, count, places, counts = row
    shown = sorted(zip(json.loads(places), json.loads(counts), strict=True))
    return EntityRow(
        id=EntityId(entity_id),
        kind=EntityKind(kind),
        name=name,
        role=role,
        count=count,
        post_ids=tuple(post_ids[place] for place, _ in shown),
        counts=tuple(mentions for _, mentions in shown),
    )


def _mention(row: Row) -> Mention:
    post_id, entity_id, paragraph, start, end, text, is_demonym = row
    return Mention(post_id, entity_id, paragraph, start, end, text, bool(is_demonym))


def _entities(rows: Iterable[Row], roles: Iterable[Row]) -> dict[int, Entity]:
    """Join what several articles say of one entity."""
    of_entity: dict[int, list[Role]] = defaultdict(list)
    for key, role, post_id in roles:
        of_entity[key].append(Role(role, post_id))
    aliases: dict[int, dict[str, None]] = defaultdict(dict)
    known: dict[int, Row] = {}
    for key, *entity, stated in rows:
        known[key] = tuple(entity)
        aliases[key].update(dict.fromkeys(words_list(stated)))
    return {
        key: Entity(EntityId(entity_id), EntityKind(kind), name, tuple(aliases[key]), tuple(of_entity[key]))
        for key, (entity_id, kind, name) in known.items()
    }
