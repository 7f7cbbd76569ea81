"""Copies of the database.

A copy is made by SQLite's own backup, so it shows one moment although others write meanwhile, and it appears under its
name only when it is whole.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from desktop.store.connection import Connection
from desktop.store.files import flush_file, flush_folder

UNFINISHED = ".unfinished"


def write_copy(connection: Connection, path: Path) -> None:
    """Copy the database into one file that needs no journal beside it.

    Args:
        connection: The database, open for reading at least.
        path: The new file; an older one of this name is replaced.

    Raises:
        OSError, sqlite3.Error: The copy could not be written; nothing is left behind. For the caller to explain.
    """
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as target:
            connection.copy_to(target)
            target.execute("PRAGMA journal_mode = DELETE")
        flush_file(unfinished)
        unfinished.replace(path)
        flush_folder(path.parent)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
