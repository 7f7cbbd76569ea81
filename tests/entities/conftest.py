"""Finders with and without the model, each loaded once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from entity_builders import ARTICLE, Found, make_post

from desktop.entities.finder import Finder

Reads = Callable[..., Found]


@pytest.fixture(scope="session")
def gazetteer_folder(repository: Path) -> Path:
    return repository / "resources" / "gazetteer"


@pytest.fixture(scope="session")
def plain_finder(gazetteer_folder: Path) -> Finder:
    return Finder(gazetteer_folder, use_model=False)


@pytest.fixture(scope="session")
def full_finder(gazetteer_folder: Path) -> Finder:
    return Finder(gazetteer_folder)


def _reads(finder: Finder) -> Reads:
    def read(*texts: str) -> Found:
        posts = [make_post(number, text) for number, text in enumerate(texts)]
        return Found(finder.find(ARTICLE, posts), posts)

    return read


@pytest.fixture
def read(plain_finder: Finder) -> Reads:
    """Read posts without the model."""
    return _reads(plain_finder)


@pytest.fixture
def read_fully(full_finder: Finder) -> Reads:
    """Read posts with the model."""
    return _reads(full_finder)
