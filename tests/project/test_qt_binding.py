"""The window system's binding: a fault that once aborted the program after some minutes of use."""

import sys

from PySide6.QtCore import QObject

CALLS = 1_000


def test_void_calls_keep_the_references_to_none() -> None:
    thing = QObject()
    thing.setObjectName("warm")
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("a")
    assert abs(sys.getrefcount(None) - before) < CALLS // 10
