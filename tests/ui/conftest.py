"""What the tests of the window share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fake_library import PAGE, FakeLibrary
from pytestqt.qtbot import QtBot

from desktop.runtime.settings import Settings
from desktop.ui.application import Parts
from desktop.ui.jobs import Jobs
from desktop.ui.session import Session
from desktop.ui.theme import Theme


@pytest.fixture
def theme(qtbot: QtBot, repository: Path) -> Theme:
    return Theme(repository / "resources", Settings(theme="light"))


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def jobs(qtbot: QtBot, library: FakeLibrary) -> Iterator[Jobs]:
    jobs = Jobs(library.lane)
    yield jobs
    jobs.shutdown()


@pytest.fixture
def settle(qtbot: QtBot, jobs: Jobs) -> Callable[[], None]:
    """Wait until nothing is under way."""

    def wait() -> None:
        qtbot.waitUntil(lambda: jobs.is_idle)

    return wait


@pytest.fixture
def session(jobs: Jobs, settle: Callable[[], None]) -> Session:
    """A session whose library is open."""
    session = Session(jobs)
    session.start()
    settle()
    return session


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A live page as text."""
    path = tmp_path / "storm.txt"
    path.write_text(PAGE, "utf-8")
    return path


@pytest.fixture
def open_window(qtbot: QtBot, qapp, repository: Path, tmp_path: Path) -> Iterator[Callable[..., Parts]]:
    """Open a window on a library of its own; several may be opened, and all are closed."""
    opened: list[Parts] = []
    resources = repository / "resources"

    def open_one(*names: str, folder: str = "library", writable: bool = True) -> Parts:
        def open_library(for_writing: bool):
            from desktop.library.library import Library  # noqa: PLC0415 - as the program does, on the lane's thread

            return Library.open(tmp_path / folder, resources=resources, writable=for_writing and writable)

        parts = Parts(qapp, open_library, resources, tmp_path / "settings.json")
        parts.session.set_finds_entities(False)
        opened.append(parts)
        parts.window.show()
        parts.session.start(names)
        qtbot.waitUntil(lambda: parts.session.library is not None, timeout=20_000)
        qtbot.waitUntil(lambda: parts.jobs.is_idle, timeout=20_000)
        return parts

    yield open_one
    for parts in opened:
        parts.close()
    qapp.setStyleSheet("")
