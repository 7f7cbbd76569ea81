"""What the journeys share: a reader at work, and a computer without a network."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reader_at_work import ReaderAtWork


@pytest.fixture
def reader(qtbot: QtBot, qapp: QApplication, tmp_path: Path, repository: Path) -> Iterator[ReaderAtWork]:
    at_work = ReaderAtWork(qtbot, qapp, tmp_path, repository / "resources")
    yield at_work
    at_work.close()
    qapp.setStyleSheet("")


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[object]]:
    """Refuse every socket to another computer and remember who asked."""
    asked: list[object] = []
    connect = socket.socket.connect

    def refuse(this: socket.socket, address: object) -> None:
        if this.family == getattr(socket, "AF_UNIX", None):  # between our own processes
            connect(this, address)
            return
        asked.append(address)
        raise OSError("no sockets here")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    return lambda: asked
