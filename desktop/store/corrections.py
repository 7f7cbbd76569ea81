"""Corrections: what the reader says of names, and what a machine had found where the two differ.

Kept apart from findings: a new run of an extractor replaces those and touches nothing here.
"""

import zlib
from collections.abc import Collection, Iterable
from dataclasses import replace

from desktop.domain.corrections import Correction
from desktop.domain.entities import Findings
from desktop.domain.ids import ArticleId, EntityId
from desktop.store import json_values
from desktop.store.findings import EntityReader
from desktop.store.part import Part, id_list
from desktop.store.quotes import QuoteReader
from desktop.store.rows import sortable_text


class Corrections(Part):
    """Keeping corrections."""

    def corrections(self) -> tuple[Correction, ...]:
        """All of them, in the order in which they are carried out: as the reader made them, in whatever library."""
        rows = self._connection.rows("SELECT correction FROM corrections ORDER BY made, number")
        return tuple(json_values.from_json(Correction, text) for (text,) in rows)

    def correction(self, number: int) -> Correction | None:
        """One of them, or None."""
        row = self._connection.first("SELECT correction FROM corrections WHERE number = ?", (number,))
        return json_values.from_json(Correction, row[0]) if row else None

    def next_correction_number(self) -> int:
        """A number that no correction ever had."""
        return 1 + self._connection.number("SELECT seq FROM sqlite_sequence WHERE name = 'corrections'")

    def put_correction(self, correction: Correction) -> None:
        """Keep a correction under its number."""
        values = (correction.number, sortable_text(correction.made), json_values.to_json(correction))
        self._connection.write("INSERT OR REPLACE INTO corrections (number, made, correction) VALUES (?, ?, ?)", values)

    def remove_correction(self, number: int) -> None:
        """Forget a correction; which articles it changed is forgotten when they are corrected anew."""
        self._connection.write("DELETE FROM corrections WHERE number = ?", (number,))

    def articles_corrected_by(self, number: int) -> frozenset[ArticleId]:
        """The articles that a correction changed."""
        rows = self._connection.rows("SELECT article_id FROM corrected_articles WHERE number = ?", (number,))
        return frozenset(ArticleId(article_id) for (article_id,) in rows)

    def is_corrected(self, article_id: ArticleId) -> bool:
        """Whether corrections make what is shown of an article differ from what was found in it."""
        return bool(self._connection.number("SELECT count(*) FROM found WHERE article_id = ?", (article_id,)))

    def articles_naming(self, ids: Collection[EntityId], names: Collection[str] = ()) -> frozenset[ArticleId]:
        """The articles in which one of these entities, or somebody of one of these names, is on show."""
        sql = """SELECT DISTINCT g.article_id FROM entities e JOIN article_entities g ON g.entity = e.key
            WHERE e.id IN (SELECT value FROM json_each(?))
            OR e.name COLLATE NOCASE IN (SELECT value FROM json_each(?))"""
        rows = self._connection.rows(sql, (id_list(ids), id_list(names)))
        return frozenset(ArticleId(article_id) for (article_id,) in rows)

    def found_in(self, article_id: ArticleId) -> Findings:
        """What a machine found in an article before any correction.

        Returns:
            Only what still stands at its place: words may have changed since. `extractor` is "" while the article waits
            to be read anew.
        """
        row = self._connection.first("SELECT findings FROM found WHERE article_id = ?", (article_id,))
        if row:
            kept: Findings = json_values.from_json(Findings, zlib.decompress(row[0]).decode())
            return self._standing(article_id, kept)
        shown = EntityReader(self._connection)
        quotes = QuoteReader(self._connection).quotes_in(article_id)
        mentions = shown.mentions(article_id=article_id)
        return Findings(self.extractor_of(article_id), shown.entities(article_id), mentions, quotes)

    def extractor_of(self, article_id: ArticleId) -> str:
        """Which extractor last read an article; "" if it waits to be read."""
        row = self._connection.first("SELECT extractor FROM findings WHERE article_id = ?", (article_id,))
        return str(row[0]) if row else ""

    def keep_found(self, article_id: ArticleId, found: Findings | None, numbers: Iterable[int] = ()) -> None:
        """Keep what was found, with the corrections that make what is shown differ; None if nothing does."""
        for table in ("found", "corrected_articles"):
            self._connection.write(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))
        if found is None:
            return
        packed = zlib.compress(json_values.to_json(found).encode("utf-8"))
        self._connection.write("INSERT INTO found VALUES (?, ?)", (article_id, packed))
        self._connection.write_all(
            "INSERT INTO corrected_articles VALUES (?, ?)", [(number, article_id) for number in sorted(set(numbers))]
        )

    def _standing(self, article_id: ArticleId, kept: Findings) -> Findings:
        """Leave out what speaks of posts whose words are others by now."""
        sql = """SELECT p.id, g.place, g.text FROM posts p JOIN paragraphs g ON g.post = p.key WHERE p.article_id = ?"""
        texts = {(post_id, place): text for post_id, place, text in self._connection.rows(sql, (article_id,))}
        stale = {
            mention.post_id
            for mention in kept.mentions
            if texts.get((mention.post_id, mention.paragraph), "")[mention.start : mention.end] != mention.text
        }
        entities = tuple(
            replace(entity, roles=tuple(role for role in entity.roles if role.post_id not in stale))
            for entity in kept.entities
        )
        mentions = tuple(mention for mention in kept.mentions if mention.post_id not in stale)
        quotes = tuple(quote for quote in kept.quotes if quote.post_id not in stale)
        extractor = self.extractor_of(article_id)
        return replace(kept, extractor=extractor, entities=entities, mentions=mentions, quotes=quotes)
