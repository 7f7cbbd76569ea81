"""Whole articles: all that the library knows of an article beside its newest text, to be carried to another library.

Read for the lossless export, written when it comes back. Never decides what is to be taken over.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from desktop.domain.blocks import Block
from desktop.domain.carried import CarriedMark
from desktop.domain.exact import Alias, JoinedPost, KeptMark, PostHistory, Wording
from desktop.domain.ids import AnnotationId, ArticleId, PostId
from desktop.domain.posts import Article, Figure, Paragraph
from desktop.store import json_values
from desktop.store.part import Part, id_list
from desktop.store.rows import ARTICLE_COLUMNS, article_record, read_article

HISTORIES = """SELECT p.key, p.id, p.added_in, p.changed_in, p.gone_in, coalesce(r.is_read, 0),
    coalesce(r.is_starred, 0)
    FROM posts p LEFT JOIN reading r ON r.post = p.key WHERE p.id IN (SELECT value FROM json_each(?))"""
WORDINGS = """SELECT w.post, w.replaced_in, w.revision, w.title, w.paragraphs, w.figures
    FROM revisions w JOIN posts p ON p.key = w.post WHERE p.id IN (SELECT value FROM json_each(?))
    ORDER BY w.post, w.replaced_in"""
COUNT_AGAIN = """UPDATE versions SET post_count = (SELECT count(*) FROM posts p WHERE p.article_id = versions.article_id
    AND p.gone_in IS NULL) WHERE article_id = ? AND version = ?"""


class WholeArticles(Part):
    """Reading and writing what stands around an article's text."""

    def histories(self, ids: Sequence[PostId]) -> tuple[PostHistory, ...]:
        """What became of these posts, in their order; unknown ids are left out."""
        wordings: dict[int, list[Wording]] = defaultdict(list)
        with self._connection.snapshot():
            for post, replaced_in, revision, title, paragraphs, figures in self._connection.rows(
                WORDINGS, (id_list(ids),)
            ):
                said: tuple[Paragraph, ...] = json_values.from_json(tuple[Paragraph, ...], paragraphs)
                shown: tuple[Figure, ...] = json_values.from_json(tuple[Figure, ...], figures)
                wordings[post].append(Wording(replaced_in, revision, title, said, shown))
            rows = self._connection.rows(HISTORIES, (id_list(ids),))
        found = {
            post_id: PostHistory(
                PostId(post_id), added_in, changed_in, gone_in, bool(read), bool(starred), tuple(wordings[key])
            )
            for key, post_id, added_in, changed_in, gone_in, read, starred in rows
        }
        return tuple(found[post_id] for post_id in ids if post_id in found)

    def earlier_versions(self, article_id: ArticleId) -> tuple[Article, ...]:
        """The article as of its versions before the newest, oldest first."""
        sql = f"""SELECT {ARTICLE_COLUMNS} FROM versions v JOIN articles a ON a.id = v.article_id
            WHERE a.id = ? AND v.version < a.version ORDER BY v.version"""
        return tuple(read_article(row) for row in self._connection.rows(sql, (article_id,)))

    def kept_marks(self, article_id: ArticleId) -> tuple[KeptMark, ...]:
        """Every mark that came along from another reader, placed or not."""
        sql = "SELECT id, mark, is_placed FROM carried_marks WHERE article_id = ? ORDER BY rowid"
        return tuple(
            KeptMark(AnnotationId(mark_id), article_id, json_values.from_json(CarriedMark, mark), bool(is_placed))
            for mark_id, mark, is_placed in self._connection.rows(sql, (article_id,))
        )

    def aliases(self, article_id: ArticleId) -> tuple[Alias, ...]:
        """The other ids of an article."""
        rows = self._connection.rows("SELECT id FROM aliases WHERE article_id = ? ORDER BY id", (article_id,))
        return tuple(Alias(ArticleId(name), article_id) for (name,) in rows)

    def joined_posts(self, article_id: ArticleId) -> tuple[JoinedPost, ...]:
        """The posts of an article that the reader joined with others."""
        sql = "SELECT id, history FROM joined_posts WHERE article_id = ? ORDER BY id"
        rows = self._connection.rows(sql, (article_id,))
        return tuple(_joined_post(PostId(post_id), article_id, json.loads(history)) for post_id, history in rows)

    def put_joined_posts(self, article_id: ArticleId, joined: Sequence[JoinedPost]) -> None:
        """Keep posts that were joined with others; of those that are known already nothing changes."""
        sql = "INSERT OR IGNORE INTO joined_posts VALUES (?, ?, ?)"
        rows = [(each.history.post_id, article_id, json.dumps(_history(each), ensure_ascii=False)) for each in joined]
        self._connection.write_all(sql, rows)

    def put_earlier_versions(self, versions: Sequence[Article], came_in: str) -> None:
        """Keep what an article was before, without its words; inside the transaction that stores it."""
        nothing = json_values.to_json(tuple[Block, ...]())
        records = [{**article_record(each), "furniture": nothing, "came_in": came_in} for each in versions]
        self._connection.tables.table("versions").insert_all(records, ignore=True)

    def note_export(self, article_id: ArticleId, version: int, came_in: str) -> None:
        """Note in which exported file a version came; the bytes that it was made of stayed in the other library."""
        sql = "UPDATE versions SET came_in = ? WHERE article_id = ? AND version = ?"
        self._connection.write(sql, (came_in, article_id, version))

    def put_histories(self, article_id: ArticleId, version: int, histories: Sequence[PostHistory]) -> None:
        """Keep what became of posts that were just stored, their reading included; in the same transaction."""
        sql = "UPDATE posts SET added_in = ?, changed_in = ?, gone_in = ? WHERE id = ? AND article_id = ?"
        rows = [(each.added_in, each.changed_in, each.gone_in, each.post_id, article_id) for each in histories]
        self._connection.write_all(sql, rows)
        sql = """INSERT OR IGNORE INTO revisions (post, replaced_in, revision, title, paragraphs, figures)
            SELECT key, ?, ?, ?, ?, ? FROM posts WHERE id = ? AND article_id = ?"""
        self._connection.write_all(
            sql,
            [
                (
                    wording.replaced_in,
                    wording.revision,
                    wording.title,
                    json_values.to_json(wording.paragraphs),
                    json_values.to_json(wording.figures),
                    each.post_id,
                    article_id,
                )
                for each in histories
                for wording in each.wordings
            ],
        )
        self._connection.write(COUNT_AGAIN, (article_id, version))

    def put_kept_marks(self, article_id: ArticleId, marks: Sequence[KeptMark]) -> int:
        """Keep marks that are not known yet; how many were new."""
        sql = "INSERT OR IGNORE INTO carried_marks (id, article_id, mark, is_placed) VALUES (?, ?, ?, ?)"
        rows = [(each.id, article_id, json_values.to_json(each.mark), int(each.is_placed)) for each in marks]
        return sum(self._connection.write(sql, row) for row in rows)


def _joined_post(post_id: PostId, article_id: ArticleId, kept: dict[str, Any]) -> JoinedPost:
    revision, added_in, changed_in = (kept["history"][name] for name in ("revision", "added_in", "changed_in"))
    wordings = tuple(
        Wording(
            replaced_in,
            number,
            title,
            json_values.from_json(tuple[Paragraph, ...], paragraphs),
            json_values.from_json(tuple[Figure, ...], figures),
        )
        for replaced_in, number, title, paragraphs, figures in kept["revisions"]
    )
    is_read, is_starred = kept["own"]
    history = PostHistory(post_id, added_in, changed_in, None, is_read, is_starred, wordings)
    return JoinedPost(article_id, revision, history, *kept["other"])


def _history(joined: JoinedPost) -> dict[str, Any]:
    """What `Recutting` keeps of a post that it sets aside."""
    own = joined.history
    return {
        "history": {"revision": joined.revision, "added_in": own.added_in, "changed_in": own.changed_in},
        "own": [own.is_read, own.is_starred],
        "other": [joined.is_other_read, joined.is_other_starred],
        "revisions": [
            [
                each.replaced_in,
                each.revision,
                each.title,
                json_values.to_json(each.paragraphs),
                json_values.to_json(each.figures),
            ]
            for each in own.wordings
        ],
    }
