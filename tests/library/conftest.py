"""A library on a folder of its own, and sources to put into it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from desktop.domain.documents import Document, Source
from desktop.domain.errors import ReaderError
from desktop.importers import registry
from desktop.library.library import Library

FIRST_MOMENT = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)


class Clock:
    """Says a time one second later at each look, so that nothing happens at the same moment."""

    def __init__(self) -> None:
        self._looks = 0

    def __call__(self) -> datetime:
        self._looks += 1
        return FIRST_MOMENT + timedelta(seconds=self._looks)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path, repository: Path) -> Iterator[Library]:
    with Library.open(folder, resources=repository / "resources", clock=Clock()) as opened:
        yield opened


@pytest.fixture
def article_file(tmp_path: Path) -> Path:
    file = tmp_path / "harbour.txt"
    file.write_text(
        "The harbour of Torvik will be dredged\n\n"
        "The council of Torvik decided on Tuesday to dredge the harbour, which has silted up since 2011.\n\n"
        "Mayor Clara Benton said that both ferries would run as usual. “Nobody will miss a boat,” she said.\n",
        encoding="utf-8",
    )
    return file


class Export:
    """What the importer `export` reads out of any file that begins with EXPORT: documents that the test sets."""

    def __init__(self) -> None:
        self.documents: list[Document | ReaderError] = []

    def read_all(self, source: Source) -> tuple[Document | ReaderError, ...]:
        digest = sha256(source.data).hexdigest()
        return tuple(d if isinstance(d, ReaderError) else replace(d, source_sha256=digest) for d in self.documents)


@pytest.fixture
def export(monkeypatch: pytest.MonkeyPatch) -> Export:
    """An importer of many documents, for what no file of a real format is needed for."""
    made = Export()
    row = registry.Importer(
        "export", (".export",), "Export", lambda head: float(head.startswith(b"EXPORT")), read_all=made.read_all
    )
    monkeypatch.setattr(registry, "IMPORTERS", (row, *registry.IMPORTERS))
    return made
