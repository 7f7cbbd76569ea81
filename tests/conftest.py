"""What all tests share."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt loads: tests open no window on anybody's screen

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout that is tested."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """A folder of real pages, feeds and exports beside the checkout; tests that need it skip where there is none."""
    folder = REPOSITORY.parent / "shared"
    if not (folder / "seed" / "seed.txt").is_file():
        pytest.skip("needs the folder of real pages, `shared`, beside the checkout")
    return folder
