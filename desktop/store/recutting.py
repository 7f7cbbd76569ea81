"""Recutting: other posts of the same words.

What stands on the words (names, roles, marks) and what the reader did with the posts (read, starred) goes along, all in
one transaction. A post that is joined with another one leaves the table of posts; what only the library knows of it is
kept, so that it comes back as it was.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from desktop.domain.annotations import Annotation
from desktop.domain.entities import Entity, Findings, Mention, Role
from desktop.domain.ids import ArticleId, PostId
from desktop.domain.posts import Post
from desktop.domain.quotes import Quote
from desktop.store import json_values
from desktop.store.annotations import Annotations
from desktop.store.connection import Connection
from desktop.store.date_rows import write_dates
from desktop.store.days import settle_days
from desktop.store.indexed import IndexSource
from desktop.store.outbox import announce_posts
from desktop.store.part import Part, id_list
from desktop.store.rows import post_record

Standing = TypeVar("Standing", Mention, Quote)
MoveSpan = Callable[[PostId, int, int, int], tuple[PostId, int, int, int] | None]

SPANNED = ("mentions", "quotes")  # tables whose rows stand on words: post, paragraph, span_start, span_end
HISTORY = ("revision", "added_in", "changed_in")  # columns of a post that no cut fills


@dataclass(frozen=True, slots=True)
class Recut:
    """How the posts of an article are to be drawn anew.

    Attributes:
        changed: Posts that stay, as they are now.
        added: Posts that come, each with the one that held its words.
        removed: Posts that go, each with the one that holds its words now.
        annotations: Marks that have to move, where they stand now.
        move: Where a stretch of a paragraph stands now; None if it was cut in two.
    """

    article_id: ArticleId
    changed: tuple[Post, ...]
    added: tuple[tuple[Post, PostId], ...]
    removed: Mapping[PostId, PostId]
    annotations: tuple[Annotation, ...]
    move: MoveSpan


class Recutting(Part):
    """Drawing other lines between the words of an article."""

    def recut(self, recut: Recut) -> None:
        """Write the posts of a recut article, and all that goes along with their words."""
        with self._connection.transaction():
            _Recutting(self._connection, recut).write()


@dataclass(slots=True)
class _State:
    """What the reader did with a post."""

    is_read: bool = False
    is_starred: bool = False


@dataclass(slots=True)
class _Spans:
    """Rows of one table that stand on words, taken out while the words move."""

    table: str
    columns: tuple[str, ...]
    rows: list[dict[str, Any]] = field(default_factory=list)


class _Recutting:
    def __init__(self, connection: Connection, recut: Recut) -> None:
        self._connection, self._recut = connection, recut
        self._keys = self._all_keys()

    def write(self) -> None:
        """Write everything, in the order that foreign keys ask for."""
        recut = self._recut
        found_by_page = IndexSource(self._connection).firsts_on_page([recut.article_id])
        spans = [self._take_spans(table) for table in SPANNED]
        for post, origin in recut.added:
            self._add(post, origin)
        self._keys = self._all_keys()
        for post in recut.changed:
            self._update(post)
        drawn = (*recut.changed, *(post for post, _ in recut.added))
        for post in drawn:
            self._write_contents(post)
        write_dates(self._connection, drawn, self._keys)
        homes: dict[tuple[int, int], int] = {}
        for name, home in (put for each in spans for put in self._put_spans(each)):
            homes.setdefault(name, home)  # where a name went to two posts, its role stays with the first
        self._move_roles(homes)
        self._move_found()
        annotations = Annotations(self._connection)
        for annotation in recut.annotations:
            annotations.put_annotation(annotation)
        for post_id, successor in recut.removed.items():
            self._set_aside(post_id, successor)
        self._count()
        days = settle_days(self._connection, recut.article_id)
        found_by_page |= IndexSource(self._connection).firsts_on_page([recut.article_id])
        announce_posts(self._connection, dict.fromkeys([*self._touched(), *sorted(days | found_by_page)]))

    def _touched(self) -> Iterable[PostId]:
        yield from (post.id for post in self._recut.changed)
        yield from (post.id for post, _ in self._recut.added)

    def _all_keys(self) -> dict[PostId, int]:
        sql = "SELECT id, key FROM posts WHERE article_id = ?"
        return {PostId(post_id): key for post_id, key in self._connection.rows(sql, (self._recut.article_id,))}

    # ---- posts

    def _add(self, post: Post, origin: PostId) -> None:
        kept = self._come_back(post.id)
        history = kept["history"] if kept else self._history(origin) | {"changed_in": None}
        record = {**post_record(post), **history}
        marks = ", ".join("?" * len(record))
        self._connection.write(f"INSERT INTO posts ({', '.join(record)}) VALUES ({marks})", tuple(record.values()))
        self._share_state(post.id, origin, kept)
        if kept:
            self._restore_revisions(post.id, kept["revisions"])

    def _history(self, post_id: PostId) -> dict[str, Any]:
        row = self._connection.first(f"SELECT {', '.join(HISTORY)} FROM posts WHERE id = ?", (post_id,))
        return dict(zip(HISTORY, row or (1, 1, None), strict=True))

    def _update(self, post: Post) -> None:
        record = {name: value for name, value in post_record(post).items() if name != "revision"}
        columns = ", ".join(f"{name} = ?" for name in record)
        self._connection.write(f"UPDATE posts SET {columns} WHERE id = ?", (*record.values(), post.id))

    def _write_contents(self, post: Post) -> None:
        key = self._keys[post.id]
        for table in ("paragraphs", "figures"):
            self._connection.write(f"DELETE FROM {table} WHERE post = ?", (key,))
        self._connection.write_all(
            "INSERT INTO paragraphs (post, place, kind, text) VALUES (?, ?, ?, ?)",
            [(key, place, part.kind.value, part.text) for place, part in enumerate(post.paragraphs)],
        )
        self._connection.write_all(
            "INSERT INTO figures (post, place, caption, credit, picture) VALUES (?, ?, ?, ?, ?)",
            [(key, place, each.caption, each.credit, each.picture) for place, each in enumerate(post.figures)],
        )

    def _count(self) -> None:
        sql = """UPDATE versions SET post_count =
            (SELECT count(*) FROM posts p WHERE p.article_id = versions.article_id AND p.gone_in IS NULL)
            WHERE article_id = ? AND version = (SELECT version FROM articles WHERE id = versions.article_id)"""
        self._connection.write(sql, (self._recut.article_id,))

    # ---- what stands on the words

    def _take_spans(self, table: str) -> _Spans:
        """Take the rows of the posts that change out of a table."""
        affected = id_list([*(post.id for post in self._recut.changed), *self._recut.removed])
        where = "post IN (SELECT key FROM posts WHERE id IN (SELECT value FROM json_each(?)))"
        columns = tuple(name for (name,) in self._connection.rows(f"SELECT name FROM pragma_table_info('{table}')"))
        order = "ORDER BY post, paragraph, span_start, span_end"
        rows = self._connection.rows(f"SELECT {', '.join(columns)} FROM {table} WHERE {where} {order}", (affected,))
        self._connection.write(f"DELETE FROM {table} WHERE {where}", (affected,))
        return _Spans(table, columns, [dict(zip(columns, row, strict=True)) for row in rows])

    def _put_spans(self, spans: _Spans) -> Iterable[tuple[tuple[int, int], int]]:
        """Put them on their words again, and say where each name of each post went to."""
        ids = {key: post_id for post_id, key in self._keys.items()}
        marks = ", ".join("?" * len(spans.columns))
        for row in spans.rows:
            before = row["post"]
            to = self._recut.move(ids[before], row["paragraph"], row["span_start"], row["span_end"])
            if to is None:
                self._forget_findings()
                continue
            row |= {"post": self._keys[to[0]], "paragraph": to[1], "span_start": to[2], "span_end": to[3]}
            self._connection.write(f"INSERT OR IGNORE INTO {spans.table} VALUES ({marks})", tuple(row.values()))
            if spans.table == "mentions":
                yield (before, row["entity"]), row["post"]

    def _forget_findings(self) -> None:
        """Let the article be read anew: a name or a quotation was cut in two, or was and may be whole again."""
        self._connection.write("DELETE FROM findings WHERE article_id = ?", (self._recut.article_id,))

    def _move_roles(self, homes: Mapping[tuple[int, int], int]) -> None:
        """A role goes with the name that bears it."""
        affected = [*(post.id for post in self._recut.changed), *self._recut.removed]
        sql = "SELECT entity, post, place FROM roles WHERE post IN (SELECT value FROM json_each(?))"
        keys = json.dumps([self._keys[post_id] for post_id in affected])
        successors = {self._keys[gone]: self._keys[into] for gone, into in self._recut.removed.items()}
        for entity, post, place in self._connection.rows(sql, (keys,)):
            home = homes.get((post, entity), successors.get(post, post))
            if home != post:
                where = "WHERE entity = ? AND post = ? AND place = ?"
                self._connection.write(f"UPDATE OR IGNORE roles SET post = ? {where}", (home, entity, post, place))

    def _move_found(self) -> None:
        """What was found before the reader corrected names goes along too."""
        where = "WHERE article_id = ?"
        row = self._connection.first(f"SELECT findings FROM found {where}", (self._recut.article_id,))
        if row is None:
            return
        found: Findings = json_values.from_json(Findings, zlib.decompress(row[0]).decode("utf-8"))
        packed = zlib.compress(json_values.to_json(self._moved(found)).encode("utf-8"))
        self._connection.write(f"UPDATE found SET findings = ? {where}", (packed, self._recut.article_id))

    def _moved(self, found: Findings) -> Findings:
        affected = {*(post.id for post in self._recut.changed), *self._recut.removed}

        def moved(each: Standing) -> Standing | None:
            if each.post_id not in affected:
                return each
            to = self._recut.move(each.post_id, each.paragraph, each.start, each.end)
            return to and replace(each, post_id=to[0], paragraph=to[1], start=to[2], end=to[3])

        homes: dict[tuple[PostId, str], PostId] = {}
        mentions = []
        for each in found.mentions:
            to = moved(each)
            if to is not None:
                homes.setdefault((each.post_id, each.entity_id), to.post_id)
                mentions.append(to)
        quotes = tuple(quote for each in found.quotes if (quote := moved(each)) is not None)

        def home(role: Role, entity: Entity) -> PostId:
            gone_to = self._recut.removed.get(role.post_id, role.post_id)
            return homes.get((role.post_id, entity.id), gone_to)

        entities = tuple(
            replace(entity, roles=tuple(replace(role, post_id=home(role, entity)) for role in entity.roles))
            for entity in found.entities
        )
        return replace(found, entities=entities, mentions=tuple(mentions), quotes=quotes)

    # ---- what the reader did with the posts

    def _state(self, post_id: PostId) -> _State:
        sql = "SELECT r.is_read, r.is_starred FROM reading r JOIN posts p ON p.key = r.post WHERE p.id = ?"
        row = self._connection.first(sql, (post_id,))
        return _State(*map(bool, row)) if row else _State()

    def _set_state(self, post_id: PostId, state: _State) -> None:
        sql = "INSERT OR REPLACE INTO reading (post, is_read, is_starred) SELECT key, ?, ? FROM posts WHERE id = ?"
        self._connection.write(sql, (int(state.is_read), int(state.is_starred), post_id))

    def _share_state(self, post_id: PostId, origin: PostId, kept: Mapping[str, Any] | None) -> None:
        """Both halves are as the whole was; a post that comes back is as it was, but for what was done meanwhile."""
        whole = self._state(origin)
        own, other = (_State(*kept["own"]), _State(*kept["other"])) if kept else (whole, whole)
        is_starred = whole.is_starred and own.is_starred
        self._set_state(post_id, _State(whole.is_read or own.is_read, is_starred))
        stays_starred = whole.is_starred and (other.is_starred or not own.is_starred)
        self._set_state(origin, _State(whole.is_read or other.is_read, stays_starred))

    def _set_aside(self, post_id: PostId, successor: PostId) -> None:
        """Take a post out whose words are in another one: read if both were, starred if one was."""
        own, other = self._state(post_id), self._state(successor)
        key = self._keys[post_id]
        sql = "SELECT replaced_in, revision, title, paragraphs, figures FROM revisions WHERE post = ?"
        history = {
            "history": self._history(post_id),
            "own": [own.is_read, own.is_starred],
            "other": [other.is_read, other.is_starred],
            "revisions": self._connection.rows(sql, (key,)),
        }
        values = (post_id, self._recut.article_id, json.dumps(history, ensure_ascii=False))
        self._connection.write("INSERT OR REPLACE INTO joined_posts VALUES (?, ?, ?)", values)
        both = _State(own.is_read and other.is_read, own.is_starred or other.is_starred)
        self._set_state(successor, both)
        for table in self._tables_of_posts():
            self._connection.write(f"DELETE FROM {table} WHERE post = ?", (key,))
        self._connection.write("DELETE FROM posts WHERE key = ?", (key,))
        self._connection.write("INSERT INTO outbox (post_id, is_removed) VALUES (?, 1)", (post_id,))

    def _tables_of_posts(self) -> Sequence[str]:
        """Every table with rows that belong to a post."""
        sql = """SELECT m.name FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
            WHERE m.type = 'table' AND f."table" = 'posts' AND f."from" = 'post'"""
        return [name for (name,) in self._connection.rows(sql)]

    def _come_back(self, post_id: PostId) -> dict[str, Any] | None:
        row = self._connection.first("SELECT history FROM joined_posts WHERE id = ?", (post_id,))
        self._connection.write("DELETE FROM joined_posts WHERE id = ?", (post_id,))
        return json.loads(row[0]) if row else None

    def _restore_revisions(self, post_id: PostId, revisions: Sequence[Sequence[object]]) -> None:
        sql = """INSERT INTO revisions (post, replaced_in, revision, title, paragraphs, figures)
            SELECT key, ?, ?, ?, ?, ? FROM posts WHERE id = ?"""
        self._connection.write_all(sql, [(*revision, post_id) for revision in revisions])
