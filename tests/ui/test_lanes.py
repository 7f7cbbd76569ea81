"""One library for all lanes of a window."""

import pytest
from fake_library import FakeLibrary

from desktop.domain.errors import DiskProblem, LibraryBusy, LibraryTooNew
from desktop.ui.lanes import LaneOpener


def test_the_library_is_opened_once_for_all_lanes():
    opened = []
    opener = LaneOpener(lambda writable: opened.append(writable) or FakeLibrary())
    opener()
    opener()
    assert opened == [True]


def test_a_library_in_use_elsewhere_is_opened_for_reading():
    def open_library(writable: bool) -> FakeLibrary:
        if writable:
            raise LibraryBusy("It is open elsewhere.", "Close the other window.")
        return FakeLibrary(is_writable=False)

    assert not LaneOpener(open_library)().is_writable


def test_a_library_that_cannot_be_used_is_an_error_each_time():
    def open_library(writable: bool) -> FakeLibrary:
        raise LibraryTooNew("A newer program wrote it.", "Update this program.")

    opener = LaneOpener(open_library)
    for _ in range(2):
        with pytest.raises(LibraryTooNew):
            opener()


def test_closing_closes_the_library_itself():
    library = FakeLibrary()
    opener = LaneOpener(lambda writable: library)
    opener()
    opener.close()
    assert library.is_closed


def test_a_library_that_may_not_be_written_is_opened_for_reading_and_the_reason_is_kept() -> None:
    asked: list[bool] = []

    def open_library(writable: bool) -> FakeLibrary:
        asked.append(writable)
        if writable:
            raise DiskProblem("The disk is read-only.", "Copy the library elsewhere.")
        return FakeLibrary()

    opener = LaneOpener(open_library)
    opener()
    opener()
    assert asked == [True, False]
    assert opener.refusal is not None
    assert "read-only" in opener.refusal.message
