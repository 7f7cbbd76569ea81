"""Quotes: who is quoted with what, post by post and person by person.

The same words in two posts are linked by a key made of them (`words`), never merged: two people may say the same.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.ids import ArticleId, EntityId, PostId
from desktop.domain.quotes import Quote, QuoteRow, words_key
from desktop.store.connection import Connection, Row
from desktop.store.part import Part, id_list
from desktop.store.rows import words_list

FROM = """FROM quotes q JOIN posts p ON p.key = q.post JOIN articles a ON a.id = p.article_id
    LEFT JOIN entities e ON e.key = q.entity"""
COLUMNS = """p.id, q.paragraph, q.span_start, q.span_end, q.text, coalesce(e.name, q.speaker), e.id, q.cue, q.channel,
    q.is_indirect, q.inserts, q.depth, q.continues, q.words"""


@dataclass(frozen=True, slots=True)
class SaidWords:
    """A quotation as the search index needs it: its words, and every name of who said them."""

    post_id: PostId
    text: str
    is_indirect: bool
    names: tuple[str, ...]


class QuoteReader(Part):
    """Reading quotes."""

    def quotes(self, post_ids: Sequence[PostId]) -> tuple[QuoteRow, ...]:
        """The quotes of some posts, in the order of the ids, then of the words."""
        sql = f"""SELECT {COLUMNS} FROM json_each(?) j JOIN posts p ON p.id = j.value JOIN quotes q ON q.post = p.key
            LEFT JOIN entities e ON e.key = q.entity ORDER BY j.key, q.paragraph, q.span_start, q.depth"""
        return self._rows(sql, id_list(post_ids))

    def quotes_by(self, entity_id: EntityId) -> tuple[QuoteRow, ...]:
        """The quotes of one speaker in all posts that lists show, oldest post first, then in the order of the words."""
        sql = f"""SELECT {COLUMNS} {FROM} WHERE e.id = ? AND a.is_removed = 0
            ORDER BY p.order_key, p.article_id, p.ordinal DESC, p.key, q.paragraph, q.span_start, q.depth"""
        return self._rows(sql, entity_id)

    def quotes_in(self, article_id: ArticleId) -> tuple[Quote, ...]:
        """The quotes of one article."""
        sql = f"SELECT {COLUMNS} {FROM} WHERE p.article_id = ? ORDER BY p.ordinal, p.key, q.paragraph, q.span_start"
        return tuple(_quote(row[:-1]) for row in self._connection.rows(sql, (article_id,)))

    def said_words(self, post_ids: Sequence[PostId]) -> tuple[SaidWords, ...]:
        """The words of quotes, and all names that the article gives to who said them."""
        sql = """SELECT p.id, q.text, q.is_indirect, coalesce(e.name, q.speaker), coalesce(g.aliases, '[]')
            FROM json_each(?) j JOIN posts p ON p.id = j.value JOIN quotes q ON q.post = p.key
            LEFT JOIN entities e ON e.key = q.entity
            LEFT JOIN article_entities g ON g.entity = q.entity AND g.article_id = p.article_id
            ORDER BY j.key, q.paragraph, q.span_start"""
        return tuple(
            SaidWords(PostId(post_id), text, bool(is_indirect), (name, *words_list(aliases)) if name else ())
            for post_id, text, is_indirect, name, aliases in self._connection.rows(sql, (id_list(post_ids),))
        )

    def _rows(self, sql: str, parameter: str) -> tuple[QuoteRow, ...]:
        with self._connection.snapshot():
            found = [(_quote(row[:-1]), row[-1]) for row in self._connection.rows(sql, (parameter,))]
            elsewhere = self._posts_by_words({words for _, words in found if words})
        return tuple(
            QuoteRow(quote, tuple(post for post in elsewhere[words] if post != quote.post_id) if words else ())
            for quote, words in found
        )

    def _posts_by_words(self, keys: Iterable[str]) -> Mapping[str, list[PostId]]:
        sql = f"""SELECT DISTINCT q.words, p.id, p.order_key, p.key {FROM}
            WHERE q.words IN (SELECT value FROM json_each(?)) AND a.is_removed = 0 ORDER BY p.order_key, p.key"""
        found: dict[str, list[PostId]] = defaultdict(list)
        for words, post_id, *_ in self._connection.rows(sql, (id_list(keys),)):
            found[words].append(PostId(post_id))
        return found


def quotes_by_post(connection: Connection, article_id: ArticleId) -> Mapping[PostId, tuple[Row, ...]]:
    """What the index knows of the quotes of each post, for telling which posts have to be indexed again."""
    sql = f"SELECT p.id, q.text, q.is_indirect, e.id, q.speaker {FROM} WHERE p.article_id = ?"
    found: dict[PostId, list[Row]] = defaultdict(list)
    for post_id, *rest in connection.rows(sql, (article_id,)):
        found[post_id].append(tuple(rest))
    return {post_id: tuple(rows) for post_id, rows in found.items()}


def write_quotes(
    connection: Connection, quotes: Iterable[Quote], entities: Mapping[str, int], posts: Mapping[str, int]
) -> None:
    """Store quotes, inside the caller's transaction; those in posts that the library does not know are left out.

    Args:
        connection: Open for writing.
        quotes: What an extractor found.
        entities: The number of each entity by its id.
        posts: The number of each post by its id.
    """
    connection.tables.table("quotes").insert_all(
        (
            {
                "post": posts[quote.post_id],
                "paragraph": quote.paragraph,
                "span_start": quote.start,
                "span_end": quote.end,
                "text": quote.text,
                "words": "" if quote.is_indirect else words_key(quote),
                "entity": entities.get(quote.entity_id) if quote.entity_id else None,
                "speaker": quote.speaker if quote.entity_id is None else "",
                "cue": quote.cue,
                "channel": quote.channel,
                "is_indirect": int(quote.is_indirect),
                "inserts": json.dumps(quote.inserts),
                "depth": quote.depth,
                "continues": int(quote.continues),
            }
            for quote in quotes
            if quote.post_id in posts
        ),
        ignore=True,
    )


def _quote(row: Row) -> Quote:
    post_id, paragraph, start, end, text, speaker, entity_id, cue, channel, is_indirect, inserts, depth, continues = row
    return Quote(
        post_id=PostId(post_id),
        paragraph=paragraph,
        start=start,
        end=end,
        text=text,
        speaker=speaker,
        entity_id=EntityId(entity_id) if entity_id is not None else None,
        is_anonymous=entity_id is None and bool(speaker),
        cue=cue,
        channel=channel,
        is_indirect=bool(is_indirect),
        inserts=tuple((first, last) for first, last in json.loads(inserts)),
        depth=depth,
        continues=bool(continues),
    )
