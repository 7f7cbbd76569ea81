"""One library folder as this process holds it: what every lane of it shares."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from desktop.store.locking import WriteLock

CACHE_FOLDER = "cache"  # may be deleted at any time


@dataclass(frozen=True, slots=True)
class Home:
    """What the lanes of one library have in common.

    Attributes:
        folder: The library folder.
        resources: The program's own files (gazetteer, templates).
        clock: Says what time it is; always aware.
        write_lock: Keeps a second process from writing; None if this process may only read.
        running_imports: The numbers of the imports at work just now.
        index_turn: One lane at a time may write the index: Whoosh allows one writer.
    """

    folder: Path
    resources: Path
    clock: Callable[[], datetime]
    write_lock: WriteLock | None
    running_imports: set[int] = field(default_factory=set)
    index_turn: threading.Lock = field(default_factory=threading.Lock)

    def today(self) -> date:
        """Which day it is where the reader is."""
        return self.clock().astimezone().date()

    @property
    def is_writable(self) -> bool:
        """Whether this process holds the write lock."""
        return self.write_lock is not None

    @property
    def index_folder(self) -> Path:
        """Where the search index lies; it may be deleted at any time."""
        return self.folder / CACHE_FOLDER / "index"

    @property
    def gazetteer(self) -> Path:
        """The names that are known beforehand."""
        return self.resources / "gazetteer"

    @property
    def weights(self) -> Path:
        """What the signs of a new post count on pages that mark none."""
        return self.resources / "segmentation" / "weights.tsv"
