"""Two other ways to answer: Whoosh's own matchers over the very index, and SQLite's FTS5 beside it."""

import re
import sqlite3
from collections.abc import Iterable

from whoosh import query as whoosh_query
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from desktop.search.commits import INDEX_NAME
from desktop.search.documents import IndexedPost
from desktop.search.evaluating import word_terms
from desktop.search.folding import STEM_MARK
from desktop.search.index import SearchIndex
from desktop.search.querying import (
    And,
    Everything,
    Label,
    Not,
    Nothing,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Query,
    Scope,
    Word,
    Wording,
)
from desktop.search.schema import schema
from desktop.search.segments import POST_ID


def found_by_whoosh(index: SearchIndex, query: Query) -> set[str]:
    """The posts that Whoosh's matchers find in the files of an index."""
    snapshot = index._current_snapshot()
    opened = FileIndex(FileStorage(str(index._commit.folder)), schema=schema(), indexname=INDEX_NAME)
    with opened.searcher() as searcher:
        places = sorted(set(in_whoosh(query).docs(searcher)))
    return {post_id.decode() for post_id in snapshot.column(POST_ID)[places].tolist()}


def in_whoosh(query: Query) -> whoosh_query.Query:
    """The same query in Whoosh's own classes."""
    match query:
        case And(parts):
            return whoosh_query.And([in_whoosh(part) for part in parts])
        case Or(parts):
            return _any_of([in_whoosh(part) for part in parts])
        case Not(part):
            return whoosh_query.And([whoosh_query.Every(), whoosh_query.Not(in_whoosh(part))])
        case Everything():
            return whoosh_query.Every()
        case Nothing():
            return whoosh_query.NullQuery
        case Label(kind, value, is_prefix):
            return (whoosh_query.Prefix if is_prefix else whoosh_query.Term)(kind.value, value)
    return _any_of([_in_part(query, scope) for scope in query.scopes])


def _any_of(parts: list[whoosh_query.Query]) -> whoosh_query.Query:
    """Joined by Whoosh's union matcher; in small indexes it would take one that needs a score above 0 to see a hit."""
    joined = whoosh_query.Or(parts)
    joined.matcher_type = whoosh_query.Or.DEFAULT_MATCHER
    return joined


def _in_part(wording: Wording, scope: Scope) -> whoosh_query.Query:
    match wording:
        case Word(form):
            return _any_of([whoosh_query.Term(scope.value, term) for term in word_terms(form)])
        case Prefix(form):
            return whoosh_query.Prefix(scope.value, form)
        case Phrase((form,)):
            return whoosh_query.Term(scope.value, form)
        case Phrase(forms):
            return whoosh_query.Phrase(scope.value, list(forms))
        case Pattern(form):
            wild = "".join(".*" if sign == "*" else "." if sign == "?" else re.escape(sign) for sign in form)
            return whoosh_query.Regex(scope.value, f"(?!{STEM_MARK})(?:{wild})$")
    raise TypeError(wording)


class FullTextTable:
    """An FTS5 table of the same posts."""

    def __init__(self, posts: Iterable[IndexedPost]) -> None:
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute(
            "CREATE VIRTUAL TABLE words USING fts5(id UNINDEXED, title, body, tokenize='unicode61 remove_diacritics 2')"
        )
        rows = [(post.id, post.title, post.body) for post in posts]
        self._connection.executemany("INSERT INTO words VALUES (?, ?, ?)", rows)

    def found(self, query: str) -> set[str]:
        """The posts that a query in FTS5's language finds."""
        return {
            post_id for (post_id,) in self._connection.execute("SELECT id FROM words WHERE words MATCH ?", (query,))
        }
