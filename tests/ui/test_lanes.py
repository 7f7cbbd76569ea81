"""One library for all lanes of a window."""

import pytest
from fake_library import FakeLibrary

from desktop.domain.errors import LibraryBusy, LibraryTooNew
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
