"""The sample pages: importing each gives what its `expected.json` says."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.ids import ArticleId
from desktop.domain.listings import Order
from desktop.domain.posts import Post
from desktop.library.library import Library

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
EXPECTATIONS = sorted(SEEDS.glob("*/expected.json"))
MOST = 0.7  # where a sample’s posts are guessed, so many must be cut as a person would


def test_there_are_at_least_three_samples_and_each_is_expected() -> None:
    folders = {folder.name for folder in SEEDS.iterdir() if folder.is_dir()}
    assert len(folders) >= 3
    assert {file.parent.name for file in EXPECTATIONS} == folders


@pytest.fixture(params=EXPECTATIONS, ids=lambda file: file.parent.name)
def expected(request: pytest.FixtureRequest) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(request.param.read_text(encoding="utf-8"))
    return loaded | {"path": request.param.parent / loaded["source"]}


@pytest.fixture
def library(tmp_path: Path) -> Any:
    with Library.open(tmp_path / "library", resources=SEEDS.parent / "resources") as opened:
        yield opened


def test_a_sample_becomes_the_posts_it_should(library: Library, expected: dict[str, Any]) -> None:
    (item,) = library.import_sources([str(expected["path"])]).items
    assert item.error is None
    (article,) = library.articles()
    assert (article.title, article.kind, article.format) == (expected["title"], expected["kind"], expected["format"])
    posts = library.posts_of(ArticleId(article.id), Order.PAGE)
    if expected.get("cut") == "guessed":
        found = [cut_of(post) for post in posts]
        right = [post for post in expected["posts"] if post in found]
        assert len(right) >= MOST * len(expected["posts"])
    else:
        assert [describe(post) for post in posts] == expected["posts"]


def cut_of(post: Post) -> dict[str, Any]:
    """Where a post begins and what belongs to it."""
    return {
        "begins": post.text[:40],
        "paragraphs": len(post.paragraphs),
        "figures": [[figure.caption, figure.credit] for figure in post.figures],
    }


def describe(post: Post) -> dict[str, Any]:
    """A post whole, as `expected.json` has it."""
    time = post.time
    return {
        "kind": post.kind.value,
        "title": post.title,
        **cut_of(post),
        "pictures": [figure.picture is not None for figure in post.figures],
        "byline": list(post.byline),
        "time": [
            time.earliest.isoformat() if time.earliest else None,
            time.latest.isoformat() if time.latest else None,
            time.precision.value,
        ],
    }
