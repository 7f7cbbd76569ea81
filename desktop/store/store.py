"""The store as the library sees it: all of its parts over one connection.

Each part is a small class with one concern, in a module of its own; `Store` adds opening, closing and the files.

Everything a part does raises `LibraryBusy` (somebody else writes for too long), `DiskProblem` (full, failing or
read-only) or `LibraryDamaged` where the world is at fault; a write that raises has written nothing.
"""

from contextlib import AbstractContextManager
from pathlib import Path

from desktop.store.annotations import Annotations
from desktop.store.articles import Articles
from desktop.store.care import copy_database, find_problems
from desktop.store.carried import CarriedMarks, PendingMark
from desktop.store.connection import Connection
from desktop.store.corrections import Corrections
from desktop.store.dates import SpokenDates
from desktop.store.days import PostDays
from desktop.store.entity_pages import EntityPages
from desktop.store.files import DigestFiles
from desktop.store.findings import EntityReader, FindingsWriter
from desktop.store.imports import AskedImport, ImportRuns, RecordedItem
from desktop.store.indexed import IndexSource, Named, Placing
from desktop.store.journal import Journal, JournalLine
from desktop.store.listing import Listings
from desktop.store.makers import MakerLines
from desktop.store.opening import BUSY_SECONDS, COMPANIONS, DATABASE_NAME, open_for_reading, open_for_writing
from desktop.store.outbox import Outbox, OutboxRow
from desktop.store.plain_search import PlainSearch
from desktop.store.posts import Posts
from desktop.store.quotes import QuoteReader, SaidWords
from desktop.store.reading import Reading
from desktop.store.recutting import Recut, Recutting
from desktop.store.repairs import Repairs
from desktop.store.searches import Searches
from desktop.store.versions import ChangedPost, VersionChanges, Versions
from desktop.store.vocabulary import Vocabulary
from desktop.store.whole import WholeArticles

__all__ = [
    "COMPANIONS",
    "DATABASE_NAME",
    "IMAGES",
    "ORIGINALS",
    "AskedImport",
    "ChangedPost",
    "JournalLine",
    "Named",
    "OutboxRow",
    "PendingMark",
    "Placing",
    "RecordedItem",
    "Recut",
    "SaidWords",
    "Store",
    "VersionChanges",
]

ORIGINALS = "originals"
IMAGES = "images"


class Store(
    Articles,
    Versions,
    Posts,
    PostDays,
    SpokenDates,
    Listings,
    EntityReader,
    FindingsWriter,
    EntityPages,
    Corrections,
    QuoteReader,
    MakerLines,
    Annotations,
    CarriedMarks,
    Reading,
    Repairs,
    Recutting,
    Journal,
    ImportRuns,
    IndexSource,
    Outbox,
    PlainSearch,
    Searches,
    Vocabulary,
    WholeArticles,
):
    """An open library folder. One thread at a time uses it; another thread opens its own."""

    def __init__(self, folder: Path, connection: Connection) -> None:
        super().__init__(connection)
        self.folder = folder
        self._originals = DigestFiles(folder / ORIGINALS)
        self._images = DigestFiles(folder / IMAGES)

    @classmethod
    def open(cls, folder: Path, *, writable: bool = True, busy_seconds: float = BUSY_SECONDS) -> "Store":
        """Open the library in a folder.

        Args:
            folder: The library folder.
            writable: True makes a library where there is none and brings an older one up to date, after copying it to
                `backups/`. Who opens it so holds the `WriteLock`. False changes nothing, and works while another
                process writes.
            busy_seconds: How long a write waits for another connection's.

        Raises:
            CannotRead: Opened for reading, there is no library, or it has to be brought up to date first.
            LibraryTooNew: A newer program wrote it; nothing was written.
            LibraryDamaged: The database cannot be read; it was left as it is.
            LibraryBusy, DiskProblem: Somebody else is writing it; the disk is full, failing or read-only.
        """
        open_connection = open_for_writing if writable else open_for_reading
        return cls(folder, open_connection(folder, busy_seconds))

    def close(self) -> None:
        """Close it. What was written stays."""
        self._connection.close()

    def library_id(self) -> str:
        """The library's random name: the same for its copies, another for every other library."""
        row = self._connection.first("SELECT id FROM library")
        return str(row[0]) if row else ""

    def transaction(self) -> AbstractContextManager[None]:
        """Several writes as one: all of them or none. A transaction inside another is a part of it."""
        return self._connection.transaction()

    def snapshot(self) -> AbstractContextManager[None]:
        """Let several questions see one state of the library, whatever is written meanwhile."""
        return self._connection.snapshot()

    def keep_original(self, data: bytes) -> str:
        """Keep the bytes of an article as they came; they are on the disk when this returns.

        Returns:
            Their SHA-256.
        """
        return self._originals.keep(data)

    def original(self, sha256: str) -> bytes | None:
        """The bytes of an article as they came, or None if they are not here."""
        return self._originals.read(sha256)

    def keep_picture(self, data: bytes) -> str:
        """Keep the bytes of a picture; they are on the disk when this returns.

        Returns:
            Their SHA-256.
        """
        return self._images.keep(data)

    def picture(self, sha256: str) -> bytes | None:
        """The bytes of a picture, or None if they are not here."""
        return self._images.read(sha256)

    def has_picture(self, sha256: str) -> bool:
        """Whether the bytes of a picture are here."""
        return self._images.holds(sha256)

    def check(self) -> tuple[str, ...]:
        """Look at everything the library keeps; slow on a large one.

        Returns:
            One sentence for each problem; none if all is well.
        """
        return find_problems(self._connection, self._originals, self._images)

    def backup_database(self, path: Path) -> None:
        """Copy the database, as of one moment, into one file; others may write meanwhile.

        Raises:
            CannotWrite: The file could not be written; nothing is left behind.
        """
        copy_database(self._connection, path)
