"""How an older library becomes one of today.

One step is one named function, carried out by sqlite-utils' `Migrations` in one transaction with the record that it
ran. A step is never edited once it was released; a change of the schema is a new function at the end of `STEPS`.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import LibraryTooNew
from desktop.store import schema
from desktop.store.backups import write_copy
from desktop.store.connection import Connection
from desktop.store.days import settle_all_days
from desktop.store.translating import disk_errors_translated, sqlite_errors_translated

if TYPE_CHECKING:
    from sqlite_utils import Database

Step = Callable[["Database"], None]

STEP_SET = "library"
STEPS_TABLE = "_sqlite_migrations"  # named by sqlite-utils


def make_first_tables(database: "Database") -> None:
    """Make the tables of the first version."""
    database.executescript(schema.FIRST_TABLES)


def keep_imports_and_carried(database: "Database") -> None:
    """Keep the reports of imports, and what other readers knew of an article."""
    for statement in schema.IMPORTS_AND_CARRIED:
        database.conn.execute(statement)


def name_the_library(database: "Database") -> None:
    """Give the library an id, so that an index tells it from others."""
    for statement in schema.LIBRARY_ID:
        database.conn.execute(statement)


def keep_local_days(database: "Database") -> None:
    """Keep with each post the days on which it may have been published, by its own clock."""
    for statement in schema.LOCAL_DAYS:
        database.conn.execute(statement)


def know_bounds_that_are_days(database: "Database") -> None:
    """Keep with each time which of its bounds is only a day, and settle the days of all posts.

    The days are settled here, not where their columns came in: what settles them reads the columns of this step too.
    """
    for statement in schema.DAY_BOUNDS:
        database.conn.execute(statement)
    settle_all_days(Connection(database.conn, Path("library")))


def keep_corrections(database: "Database") -> None:
    """Keep what the reader says of names, and what was found where that differs."""
    for statement in schema.CORRECTIONS:
        database.conn.execute(statement)


def keep_whole_articles(database: "Database") -> None:
    """Keep in which exported file a version came, and what a link was called before its page had a name."""
    for statement in (*schema.EXPORTED_VERSIONS, *schema.SAVED_TITLES):
        database.conn.execute(statement)


def keep_quotes(database: "Database") -> None:
    """Keep what people are quoted with."""
    for statement in schema.QUOTES:
        database.conn.execute(statement)


def keep_repairs_of_cuts(database: "Database") -> None:
    """Keep what the reader says of where posts begin, and the machine's own cut beside it."""
    for statement in schema.REPAIRS:
        database.conn.execute(statement)


def keep_searches(database: "Database") -> None:
    """Keep searches under a name, and what was searched for."""
    for statement in schema.SEARCHES:
        database.conn.execute(statement)


def keep_dates(database: "Database") -> None:
    """Keep the dates of which posts speak."""
    for statement in schema.DATES:
        database.conn.execute(statement)


STEPS: tuple[Step, ...] = (
    make_first_tables,
    keep_imports_and_carried,
    name_the_library,
    keep_local_days,
    know_bounds_that_are_days,
    keep_corrections,
    keep_whole_articles,
    keep_quotes,
    keep_repairs_of_cuts,
    keep_searches,
    keep_dates,
)


def applied_steps(connection: Connection) -> tuple[str, ...]:
    """The names of the steps that a database went through, oldest first; none if it is no library."""
    if not connection.number("SELECT count(*) FROM sqlite_master WHERE name = ?", (STEPS_TABLE,)):
        return ()
    sql = f"SELECT name FROM {STEPS_TABLE} WHERE migration_set = ? ORDER BY id"
    return tuple(name for (name,) in connection.rows(sql, (STEP_SET,)))


def pending_steps(connection: Connection, steps: Sequence[Step] = STEPS) -> tuple[Step, ...]:
    """The steps that are still to be done.

    Raises:
        LibraryTooNew: The database went through a step that this program does not know.
    """
    applied = applied_steps(connection)
    unknown = set(applied) - {_name(step) for step in steps}
    if unknown:
        raise LibraryTooNew(
            f"The library {connection.path} was written by a newer version of this program.",
            "Install the newest version to open it. The library was left as it is.",
        )
    return tuple(step for step in steps if _name(step) not in applied)


def apply_steps(connection: Connection, steps: Sequence[Step] = STEPS) -> None:
    """Carry out all pending steps, each in its own transaction.

    Raises:
        DiskProblem, LibraryBusy, LibraryDamaged: A step failed. It left no trace and stays pending.
    """
    from sqlite_utils.migrations import Migrations  # noqa: PLC0415  slow, and rarely needed

    migrations = Migrations(STEP_SET)
    for step in steps:
        migrations(name=_name(step))(step)
    with sqlite_errors_translated(connection.path):
        migrations.apply(connection.tables)


def upgrade(connection: Connection, backups: Path, steps: Sequence[Step] = STEPS) -> None:
    """Bring an existing library up to date; the database is copied first if there is anything to do.

    Args:
        connection: Open for writing.
        backups: The folder of copies.
        steps: All steps this program knows.

    Raises:
        LibraryTooNew: A newer program wrote it; nothing was written.
        DiskProblem, LibraryBusy, LibraryDamaged: It could not be upgraded; it is as it was.
    """
    pending = pending_steps(connection, steps)
    if not pending:
        return
    with disk_errors_translated(backups):
        backups.mkdir(exist_ok=True)
    with sqlite_errors_translated(backups), disk_errors_translated(backups):
        write_copy(connection, _free_name(backups, f"before-{_name(pending[0])}"))
    apply_steps(connection, steps)


def _free_name(folder: Path, stem: str) -> Path:
    taken = {path.name for path in folder.iterdir()}
    names = (f"{stem}{number}.sqlite3" for number in ["", *(f"-{n}" for n in range(2, len(taken) + 3))])
    return folder / next(name for name in names if name not in taken)


def _name(step: Step) -> str:
    return step.__name__
