"""A session over a small library, for each panel alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from panel_builders import SmallLibrary, a_post
from pytestqt.qtbot import QtBot

from desktop.runtime.settings import Settings
from desktop.ui.jobs import Jobs
from desktop.ui.session import Opened, Session
from desktop.ui.theme import Theme


@pytest.fixture
def theme(qtbot: QtBot, repository: Path) -> Theme:
    return Theme(repository / "resources", Settings(theme="light"))


@pytest.fixture
def library() -> SmallLibrary:
    return SmallLibrary((a_post("first"), a_post("second"), a_post("third")))


@pytest.fixture
def jobs(qtbot: QtBot, library: SmallLibrary) -> Iterator[Jobs]:
    jobs = Jobs(lambda: library)
    yield jobs
    jobs.shutdown()


@pytest.fixture
def session(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> Session:
    opened = Opened(Path("library"), True, (), ())
    monkeypatch.setattr("desktop.ui.session._look_at", lambda library: opened)
    return Session(jobs)


@pytest.fixture
def settle(qtbot: QtBot, jobs: Jobs) -> Callable[[], None]:
    """Wait until nothing is under way."""

    def wait() -> None:
        for _ in range(3):
            qtbot.waitUntil(lambda: jobs.is_idle)
            qtbot.wait(5)

    return wait


@pytest.fixture
def start(session: Session, settle: Callable[[], None]) -> Callable[[], None]:
    """Open the library and wait until its list is there; call it once the panel is made."""

    def begin() -> None:
        session.start()
        settle()

    return begin
