"""Lanes: one library, opened once, for all threads of one window.

Knows that the first lane to ask opens the library, and that the others share its lock. Why a library that is in use
elsewhere, or lies on a disk that cannot be written, is opened all the same: who wants to read must not be sent away.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.domain.errors import DiskProblem, LibraryBusy, ReaderError

if TYPE_CHECKING:
    from desktop.library.library import Library


class LaneOpener:
    """Opens a lane of a library on the calling thread.

    Args:
        open_library: Opens the library itself; True for writing. It imports what it needs, so that the window need not.
    """

    def __init__(self, open_library: Callable[[bool], Library]) -> None:
        self._open_library = open_library
        self._turn = threading.Lock()
        self._library: Library | None = None
        self._refusal: ReaderError | None = None

    @property
    def refusal(self) -> ReaderError | None:
        """Why the library could not be opened for writing; None if it could."""
        return self._refusal

    def __call__(self) -> Library:
        """Open a lane.

        Raises:
            LibraryTooNew, LibraryDamaged, DiskProblem: The library cannot be used.
        """
        with self._turn:
            if self._library is None:
                self._library = self._open()
            return self._library.lane()

    def close(self) -> None:
        """Close the library and give up its lock; every lane is closed by now."""
        with self._turn:
            if self._library is not None:
                self._library.close()
                self._library = None

    def _open(self) -> Library:
        try:
            return self._open_library(True)
        except (LibraryBusy, DiskProblem) as error:
            library = self._open_library(False)
            self._refusal = error
            return library
