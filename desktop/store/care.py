"""Care: looking for damage, and copying the database."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from desktop.domain.annotations import AnchorState
from desktop.domain.errors import CannotWrite, LibraryDamaged, ReaderError
from desktop.store.annotations import Annotations
from desktop.store.backups import write_copy
from desktop.store.connection import Connection
from desktop.store.files import DigestFiles
from desktop.store.posts import Posts
from desktop.store.translating import explain

ORIGINALS = "SELECT DISTINCT coalesce(came_in, sha256) AS kept FROM versions ORDER BY kept"
PICTURES = "SELECT DISTINCT picture FROM figures WHERE picture IS NOT NULL ORDER BY picture"
MISCOUNTED = """SELECT a.id, v.post_count, count(p.key) FROM articles a
    JOIN versions v ON v.article_id = a.id AND v.version = a.version
    LEFT JOIN posts p ON p.article_id = a.id AND p.gone_in IS NULL
    GROUP BY a.id HAVING v.post_count <> count(p.key)"""
MISPLACED_MENTIONS = """SELECT p.id, count(*) FROM mentions n JOIN posts p ON p.key = n.post
    LEFT JOIN paragraphs g ON g.post = n.post AND g.place = n.paragraph
    WHERE substr(g.text, n.span_start + 1, n.span_end - n.span_start) IS NOT n.text GROUP BY p.id"""

MISPLACED_QUOTES = """SELECT p.id, count(*) FROM quotes q JOIN posts p ON p.key = q.post
    LEFT JOIN paragraphs g ON g.post = q.post AND g.place = q.paragraph
    WHERE substr(g.text, q.span_start + 1, q.span_end - q.span_start) IS NOT q.text GROUP BY p.id"""

JSON_COLUMNS = {
    "versions": ("published", "byline", "tags", "furniture"),
    "posts": ("byline", "basis", "event_days"),
    "revisions": ("paragraphs", "figures"),
    "annotations": ("tags",),
    "article_entities": ("aliases",),
    "edits": ("edit", "undo"),
    "quotes": ("inserts",),
    "repairs": ("place", "act"),
    "machine_cuts": ("posts",),
    "joined_posts": ("history",),
    "carried_marks": ("mark",),
    "import_runs": ("names", "options", "wanted"),
    "import_items": ("item",),
    "corrections": ("correction",),
    "dates": ("basis",),
    "saved_searches": ("search",),
}


def find_problems(connection: Connection, originals: DigestFiles, images: DigestFiles) -> tuple[str, ...]:
    """Look at everything that the library keeps.

    Returns:
        One sentence for each problem, the database first; none if all is well.
    """
    found: list[str] = []
    try:
        for look in (_structure, _references, _values, _counts, _mentions, _quotes, _marks):
            found.extend(look(connection))
        found.extend(_files(connection, "original", ORIGINALS, originals))
        found.extend(_files(connection, "picture", PICTURES, images))
    except ReaderError as error:
        found.append(error.message)
    return tuple(found)


def copy_database(connection: Connection, path: Path) -> None:
    """Copy the database, as of one moment, into one file.

    Raises:
        CannotWrite: The file could not be written; nothing is left behind.
        LibraryDamaged: The database itself cannot be read.
    """
    try:
        write_copy(connection, path)
    except (OSError, sqlite3.Error) as error:
        explained = explain(error, connection.path) if isinstance(error, sqlite3.Error) else None
        if isinstance(explained, LibraryDamaged):
            raise explained from error
        raise CannotWrite(f"The copy {path} cannot be written: {error}.", "Choose another folder or disk.") from error


def _structure(connection: Connection) -> Iterator[str]:
    for (complaint,) in connection.rows("PRAGMA integrity_check"):
        if complaint != "ok":
            yield f"The database is damaged: {complaint}."


def _references(connection: Connection) -> Iterator[str]:
    for table, row, parent, _ in connection.rows("PRAGMA foreign_key_check"):
        yield f"Row {row} of the table {table} names a row of {parent} that is not there."


def _values(connection: Connection) -> Iterator[str]:
    for table, columns in JSON_COLUMNS.items():
        for column in columns:
            broken = connection.number(
                f"SELECT count(*) FROM {table} WHERE {column} IS NOT NULL AND NOT json_valid({column})"
            )
            if broken:
                rows = "1 row" if broken == 1 else f"{broken} rows"
                yield f"The column {column} of {rows} of the table {table} cannot be read."


def _counts(connection: Connection) -> Iterator[str]:
    for article_id, stated, found in connection.rows(MISCOUNTED):
        yield f"Article {article_id} should have {stated} posts and has {found}."


def _mentions(connection: Connection) -> Iterator[str]:
    for post_id, count in connection.rows(MISPLACED_MENTIONS):
        yield f"{count} names of post {post_id} do not stand at their places."


def _quotes(connection: Connection) -> Iterator[str]:
    for post_id, count in connection.rows(MISPLACED_QUOTES):
        yield f"{count} quotes of post {post_id} do not stand at their places."


def _marks(connection: Connection) -> Iterator[str]:
    anchored = [each for each in Annotations(connection).annotations() if each.state is AnchorState.ANCHORED]
    wanted = tuple(dict.fromkeys(annotation.post_id for annotation in anchored))
    texts = {post.id: post.text for post in Posts(connection).posts(wanted)}
    for annotation in anchored:
        if texts[annotation.post_id][annotation.start : annotation.end] != annotation.quote:
            yield f"Mark {annotation.id} does not stand on its words in post {annotation.post_id}."


def _files(connection: Connection, what: str, sql: str, files: DigestFiles) -> Iterator[str]:
    for (digest,) in connection.rows(sql):
        state = files.state(digest)
        if state:
            yield f"The {what} {digest} {state}."
