"""The engines that are compared: each takes the same posts and answers the same questions.

A question is answered as the window needs it: how many posts there are, and their ids in order, packed and not one by
one, since fifty of them are looked at.
"""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import tantivy
from rapidfuzz.distance import OSA

from desktop.domain.listings import Order
from desktop.search.documents import IndexedPost
from desktop.search.index import SearchIndex
from desktop.search.marking import excerpt

TOP = 50


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        kind: How the words are meant: "word", "and", "or", "phrase", "prefix", "wildcard", "fuzzy" or "field".
        words: The words; of a wildcard the two ends, of "field" a word of the title.
        days: The first and last day, for "field".
    """

    kind: str
    words: tuple[str, ...]
    days: tuple[date, date] | None = None


class Engine(Protocol):
    """One way to search."""

    name: str

    def build(self, posts: Iterable[IndexedPost]) -> None:
        """Index all posts."""

    def size(self) -> int:
        """Return how many bytes the index takes, without the texts."""

    def all_by_time(self, question: Question) -> int:
        """Find all posts, oldest first, and return how many they are."""

    def first_by_time(self, question: Question) -> int:
        """Find the oldest fifty, and return how many posts there are in all."""

    def best(self, question: Question) -> int:
        """Find the fifty that match best, and return how many posts there are in all."""

    def snippets(self, question: Question, texts: Sequence[str]) -> int:
        """Make one line of each of the fifty best."""

    def add(self, posts: Sequence[IndexedPost], question: Question) -> int:
        """Add a page durably and find a word in it."""


class OurIndex:
    """The program's own index."""

    name = "this index"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = SearchIndex.open(folder)

    def reopen(self) -> None:
        """Open it as the program does on its start."""
        self._index = SearchIndex.open(self._folder)

    def build(self, posts: Iterable[IndexedPost]) -> None:
        """Index all posts."""
        self._index.rebuild(posts, 1, lambda _: None, lambda: False)

    def size(self) -> int:
        """Return how many bytes the index takes."""
        return sum(path.stat().st_size for path in self._folder.rglob("*") if path.is_file())

    def all_by_time(self, question: Question) -> int:
        """Find all posts, oldest first."""
        hits = self._index.find(_query(question), Order.TIME, None)
        return len(hits.hits)

    def first_by_time(self, question: Question) -> int:
        """Find the oldest fifty and the total."""
        hits = self._index.find(_query(question), Order.TIME, TOP)
        list(hits.hits)
        return hits.total

    def best(self, question: Question) -> int:
        """Find the fifty that match best and the total."""
        hits = self._index.find(_query(question), Order.RELEVANCE, TOP)
        list(hits.hits)
        return hits.total

    def snippets(self, question: Question, texts: Sequence[str]) -> int:
        """Make one line of each text."""
        words = (question.words[0],)
        return sum(bool(excerpt(text, words).hits) for text in texts)

    def add(self, posts: Sequence[IndexedPost], question: Question) -> int:
        """Add a page durably and find a word in it."""
        self._index.apply(posts, [], self._index.applied_sequence + 1)
        return self.first_by_time(question)


def _query(question: Question) -> str:
    first, *rest = question.words
    match question.kind:
        case "and" | "word":
            return " ".join(question.words)
        case "or":
            return " OR ".join(question.words)
        case "phrase":
            return f'"{" ".join(question.words)}"'
        case "prefix":
            return f"{first}*"
        case "wildcard":
            return f"{first}*{rest[0]}"
        case "fuzzy":
            return f"{first}~"
    begin, end = question.days or (date.min, date.max)
    return f"title:{first} on:{begin}..{end}"


class FullTextSqlite:
    """SQLite's FTS5 beside a table of the texts, with its English stemmer and without accents, as ours."""

    name = "FTS5"

    def __init__(self, folder: Path) -> None:
        self._path = folder / "fts5.sqlite3"
        self._connection = sqlite3.connect(self._path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA cache_size = -65536")
        self._connection.execute(
            "CREATE TABLE posts (key INTEGER PRIMARY KEY, id TEXT, published REAL, day TEXT,"
            " title TEXT, body TEXT, captions TEXT)"
        )
        self._text_bytes = 0
        self._vocabulary: list[str] = []

    def load(self, posts: Iterable[IndexedPost]) -> None:
        """Store the texts, which is no part of indexing them."""
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT INTO posts VALUES (?, ?, ?, ?, ?, ?, ?)", map(_row, posts))
        self._connection.execute("CREATE INDEX by_time ON posts (published)")
        self._connection.execute("COMMIT")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._text_bytes = self._path.stat().st_size

    def build(self, posts: Iterable[IndexedPost]) -> None:
        """Index the texts that were loaded."""
        del posts
        self._connection.execute(
            "CREATE VIRTUAL TABLE words USING fts5(title, body, captions, content='posts', content_rowid='key',"
            " tokenize='porter unicode61 remove_diacritics 2')"
        )
        self._connection.execute("INSERT INTO words(words) VALUES ('rebuild')")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def prepare(self) -> None:
        """Read the vocabulary, for patterns and misspelt words, which FTS5 itself does not know."""
        self._connection.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, 'row')")
        self._vocabulary = [term for (term,) in self._connection.execute("SELECT term FROM vocabulary")]

    def size(self) -> int:
        """Return how many bytes the index takes."""
        return self._path.stat().st_size - self._text_bytes

    def all_by_time(self, question: Question) -> int:
        """Find all posts, oldest first."""
        match, where, parameters = self._asked(question)
        sql = f"""SELECT count(*), group_concat(id) FROM (SELECT p.id FROM words w JOIN posts p ON p.key = w.rowid
            WHERE words MATCH ? {where} ORDER BY p.published)"""
        return int(self._connection.execute(sql, (match, *parameters)).fetchone()[0])

    def first_by_time(self, question: Question) -> int:
        """Find the oldest fifty and the total."""
        match, where, parameters = self._asked(question)
        joined = f"FROM words w JOIN posts p ON p.key = w.rowid WHERE words MATCH ? {where}"
        sql = f"SELECT p.id {joined} ORDER BY p.published LIMIT {TOP}"
        self._connection.execute(sql, (match, *parameters)).fetchall()
        return self._count(match, where, parameters)

    def best(self, question: Question) -> int:
        """Find the fifty that match best and the total."""
        match, where, parameters = self._asked(question)
        sql = f"""SELECT p.id FROM words w JOIN posts p ON p.key = w.rowid WHERE words MATCH ? {where}
            ORDER BY bm25(words, 4.0, 1.0, 0.8) LIMIT {TOP}"""
        self._connection.execute(sql, (match, *parameters)).fetchall()
        return self._count(match, where, parameters)

    def snippets(self, question: Question, texts: Sequence[str]) -> int:
        """Make one line of each of the fifty best."""
        sql = f"""SELECT snippet(words, 1, '[', ']', '…', 24) FROM words
            WHERE words MATCH ? ORDER BY bm25(words, 4.0, 1.0, 0.8) LIMIT {len(texts)}"""
        rows = self._connection.execute(sql, (self._asked(question)[0],)).fetchall()
        return sum("[" in text for (text,) in rows)

    def add(self, posts: Sequence[IndexedPost], question: Question) -> int:
        """Add a page durably and find a word in it."""
        self._connection.execute("BEGIN")
        for post in posts:
            row = _row(post)
            self._connection.execute("INSERT INTO posts VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            self._connection.execute(
                "INSERT INTO words(rowid, title, body, captions) VALUES (?, ?, ?, ?)", (row[0], *row[4:])
            )
        self._connection.execute("COMMIT")
        return self.first_by_time(question)

    def _count(self, match: str, where: str, parameters: Sequence[object]) -> int:
        joined = "JOIN posts p ON p.key = w.rowid" if where else ""
        sql = f"SELECT count(*) FROM words w {joined} WHERE words MATCH ? {where}"
        return int(self._connection.execute(sql, (match, *parameters)).fetchone()[0])

    def _asked(self, question: Question) -> tuple[str, str, tuple[object, ...]]:
        first, *rest = question.words
        match question.kind:
            case "and" | "word":
                return " AND ".join(question.words), "", ()
            case "or":
                return " OR ".join(question.words), "", ()
            case "phrase":
                return f'"{" ".join(question.words)}"', "", ()
            case "prefix":
                return f"{first}*", "", ()
            case "wildcard":
                wild = re.compile(f"{re.escape(first)}.*{re.escape(rest[0])}")
                return _any_of(term for term in self._vocabulary if wild.fullmatch(term)), "", ()
            case "fuzzy":
                near = (t for t in self._vocabulary if OSA.distance(t, first, score_cutoff=1) <= 1)
                return _any_of(near), "", ()
        begin, end = question.days or (date.min, date.max)
        return f"title: {first}", "AND p.day BETWEEN ? AND ?", (begin.isoformat(), end.isoformat())


def _any_of(terms: Iterable[str]) -> str:
    return " OR ".join(f'"{term}"' for term in terms) or '"\x01"'


def _row(post: IndexedPost) -> tuple[object, ...]:
    days = post.days or (None, None)
    day = days[0].isoformat() if days[0] else ""
    return post.number, post.id, post.order_key, day, post.title, post.body, "\n".join(post.captions)


class Tantivy:
    """Tantivy, a search engine in Rust."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "tantivy"
        self._folder.mkdir()
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for field in ("title", "body", "captions"):
            builder.add_text_field(field, stored=field == "body", tokenizer_name="en_stem")
        builder.add_integer_field("published", fast=True)
        builder.add_integer_field("day", fast=True, indexed=True)
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(self._folder))
        self._searcher: Any = None

    def build(self, posts: Iterable[IndexedPost]) -> None:
        """Index all posts."""
        self._write(posts)

    def _write(self, posts: Iterable[IndexedPost]) -> None:
        writer = self._index.writer(heap_size=128_000_000, num_threads=1)
        for post in posts:
            writer.add_document(self._document(post))
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def _document(self, post: IndexedPost) -> Any:
        day = post.days[0] if post.days else None
        return tantivy.Document(
            id=post.id,
            title=post.title,
            body=post.body,
            captions="\n".join(post.captions),
            published=int(post.order_key),
            day=day.toordinal() if day else 0,
        )

    def size(self) -> int:
        """Return how many bytes the index takes, with the texts that it keeps for its snippets."""
        return sum(path.stat().st_size for path in self._folder.rglob("*") if path.is_file())

    def all_by_time(self, question: Question) -> int:
        """Find all posts, oldest first."""
        return len(self._by_time(question, max(1, self._searcher.num_docs)).hits)

    def first_by_time(self, question: Question) -> int:
        """Find the oldest fifty and the total."""
        found = self._by_time(question, TOP)
        for _, address in found.hits:
            self._searcher.doc(address)
        return int(found.count)

    def best(self, question: Question) -> int:
        """Find the fifty that match best and the total."""
        found = self._searcher.search(self._query(question), TOP)
        for _, address in found.hits:
            self._searcher.doc(address)
        return int(found.count)

    def snippets(self, question: Question, texts: Sequence[str]) -> int:
        """Make one line of each of the fifty best."""
        query = self._query(question)
        maker = tantivy.SnippetGenerator.create(self._searcher, query, self._schema, "body")
        found = self._searcher.search(query, len(texts))
        return sum(bool(maker.snippet_from_doc(self._searcher.doc(address)).highlighted()) for _, address in found.hits)

    def add(self, posts: Sequence[IndexedPost], question: Question) -> int:
        """Add a page durably and find a word in it."""
        self._write(posts)
        return self.first_by_time(question)

    def _by_time(self, question: Question, limit: int) -> Any:
        return self._searcher.search(self._query(question), limit, order_by_field="published", order=tantivy.Order.Asc)

    def _query(self, question: Question) -> Any:
        first, *rest = question.words
        fields = ["title", "body", "captions"]
        match question.kind:
            case "and" | "word":
                return self._index.parse_query(" AND ".join(question.words), fields)
            case "or":
                return self._index.parse_query(" OR ".join(question.words), fields)
            case "phrase":
                return self._index.parse_query(f'"{" ".join(question.words)}"', fields)
            case "prefix":
                return self._pattern(f"{first}.*", fields)
            case "wildcard":
                return self._pattern(f"{first}.*{rest[0]}", fields)
            case "fuzzy":
                parts = [tantivy.Query.fuzzy_term_query(self._schema, field, first, distance=1) for field in fields]
                return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
        begin, end = question.days or (date.min, date.max)
        titled = self._index.parse_query(first, ["title"])
        between = tantivy.Query.range_query(
            self._schema, "day", tantivy.FieldType.Integer, begin.toordinal(), end.toordinal()
        )
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, titled), (tantivy.Occur.Must, between)])

    def _pattern(self, pattern: str, fields: Sequence[str]) -> Any:
        parts = [tantivy.Query.regex_query(self._schema, field, pattern) for field in fields]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
