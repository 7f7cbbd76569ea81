"""One connection to the library's database.

Knows transactions and how a statement is run; never what a table means.

Why sqlite-utils is imported late: it draws in numpy where that is installed, which costs a quarter of a second and some
twenty megabytes. Reading, and the small writes of a reader (read, starred, a mark), need neither.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.store.translating import sqlite_errors_translated

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = tuple[Any, ...]
Parameters = Sequence[object]


class Connection:
    """A connection that one thread at a time uses.

    Attributes:
        path: The database file, for messages.
    """

    def __init__(self, raw: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._raw = raw
        self._tables: Database | None = None

    @property
    def tables(self) -> "Database":
        """The same connection as a sqlite-utils database, for bulk writes and migrations; use it in a transaction."""
        if self._tables is None:
            from sqlite_utils import Database  # noqa: PLC0415  slow, see above

            self._tables = Database(self._raw, recursive_triggers=False, execute_plugins=False)
        return self._tables

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Run a query and return all of its rows."""
        with sqlite_errors_translated(self.path):
            return self._raw.execute(sql, parameters).fetchall()

    def first(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """Run a query and return its first row, or None."""
        return next(iter(self.rows(sql, parameters)), None)

    def number(self, sql: str, parameters: Parameters = ()) -> int:
        """Run a query whose only answer is a whole number; nothing and NULL count as 0."""
        row = self.first(sql, parameters)
        return int(row[0] or 0) if row else 0

    def changes(self) -> int:
        """How many rows this connection has written since it was opened."""
        return self._raw.total_changes

    def write(self, sql: str, parameters: Parameters = ()) -> int:
        """Run one statement that writes.

        Returns:
            How many rows it touched.
        """
        with sqlite_errors_translated(self.path):
            return self._raw.execute(sql, parameters).rowcount

    def write_all(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Run one statement that writes, once for each row of parameters."""
        with sqlite_errors_translated(self.path):
            self._raw.executemany(sql, rows)

    def add_function(self, name: str, arguments: int, function: Callable[..., bool]) -> None:
        """Let SQL call a function; one of the same name is replaced."""
        self._raw.create_function(name, arguments, function, deterministic=True)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write everything inside or nothing. A transaction inside another one is a part of it.

        Raises:
            LibraryBusy: Somebody else kept writing for longer than one waits.
            DiskProblem, LibraryDamaged: It could not be written; nothing was.
        """
        if self._raw.in_transaction:
            yield from self._between("SAVEPOINT part", "RELEASE part", "ROLLBACK TO part", "RELEASE part")
        else:
            yield from self._between("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let several queries see one state of the library, whatever is written meanwhile."""
        if self._raw.in_transaction:
            yield
        else:
            yield from self._between("BEGIN", "COMMIT", "ROLLBACK")

    def _between(self, begin: str, end: str, *undo: str) -> Iterator[None]:
        with sqlite_errors_translated(self.path):
            self._raw.execute(begin)
            try:
                yield
                self._raw.execute(end)
            except BaseException:
                # A full disk may have ended the transaction already; then there is nothing left to undo.
                for statement in undo if self._raw.in_transaction else ():
                    self._raw.execute(statement)
                raise

    def copy_to(self, target: sqlite3.Connection) -> None:
        """Copy the whole database, as of one moment, into another one."""
        self._raw.backup(target)

    def close(self) -> None:
        """Close it; what was committed stays."""
        self._raw.close()
