"""Repairs: what the reader says of a page's cut, kept apart from it, and the cut as the machine made it.

The machine's cut is kept beside the posts on show only while an article has repairs; without any they are the same.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from desktop.domain.ids import ArticleId
from desktop.domain.posts import Post
from desktop.domain.repairs import Act, Repair, RepairId, WordsPlace, in_order
from desktop.store import json_values
from desktop.store.part import Part, id_list


class Repairs(Part):
    """Reading and writing repairs."""

    def repairs(self, article_id: ArticleId) -> tuple[Repair, ...]:
        """The repairs of an article, in the order in which they are carried out."""
        sql = "SELECT id, article_id, number, made, place, act FROM repairs WHERE article_id = ?"
        found = (
            Repair(
                id=RepairId(repair_id),
                article_id=ArticleId(article),
                number=number,
                made=datetime.fromisoformat(made),
                at=json_values.from_json(WordsPlace, place),
                act=json_values.from_json(Act, act),
            )
            for repair_id, article, number, made, place, act in self._connection.rows(sql, (article_id,))
        )
        return tuple(sorted(found, key=in_order))

    def repaired_articles(self) -> tuple[ArticleId, ...]:
        """The articles on show whose cut the reader repaired, newest import first."""
        sql = """SELECT a.id FROM articles a JOIN versions v ON v.article_id = a.id AND v.version = a.version
            WHERE a.is_removed = 0 AND a.id IN (SELECT article_id FROM repairs)
            ORDER BY v.imported DESC, a.rowid DESC"""
        return tuple(ArticleId(article_id) for (article_id,) in self._connection.rows(sql))

    def put_repairs(self, repairs: Iterable[Repair]) -> None:
        """Keep repairs; those of their ids are replaced."""
        self._connection.write_all(
            "INSERT OR REPLACE INTO repairs VALUES (?, ?, ?, ?, ?, ?)",
            [
                (
                    each.id,
                    each.article_id,
                    each.number,
                    each.made.isoformat(),
                    json_values.to_json(each.at),
                    json_values.to_json(each.act),
                )
                for each in repairs
            ],
        )

    def forget_repairs(self, ids: Collection[RepairId]) -> None:
        """Take repairs away."""
        self._connection.write("DELETE FROM repairs WHERE id IN (SELECT value FROM json_each(?))", (id_list(ids),))

    def repairs_elsewhere(self, ids: Collection[RepairId], article_id: ArticleId) -> frozenset[RepairId]:
        """Those of these ids that are of repairs of other articles."""
        sql = "SELECT id FROM repairs WHERE article_id <> ? AND id IN (SELECT value FROM json_each(?))"
        return frozenset(RepairId(each) for (each,) in self._connection.rows(sql, (article_id, id_list(ids))))

    def machine_cut(self, article_id: ArticleId) -> tuple[Post, ...] | None:
        """The newest version of an article as the machine cut it; None if that is what is on show."""
        row = self._connection.first("SELECT posts FROM machine_cuts WHERE article_id = ?", (article_id,))
        return json_values.from_json(tuple[Post, ...], row[0]) if row else None

    def keep_machine_cut(self, article_id: ArticleId, posts: Sequence[Post] | None) -> None:
        """Keep how the machine cut an article; None if nothing else is on show any more."""
        self._connection.write("DELETE FROM machine_cuts WHERE article_id = ?", (article_id,))
        if posts is not None:
            values = (article_id, json_values.to_json(tuple(posts)))
            self._connection.write("INSERT INTO machine_cuts VALUES (?, ?)", values)
