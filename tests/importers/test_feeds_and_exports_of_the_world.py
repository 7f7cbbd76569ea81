"""Real feeds and exports of other readers beside the checkout: nothing of them is lost."""

import calendar
import io
import json
from pathlib import Path

import feedparser
import pytest
from importer_pages import source

from desktop.domain.errors import ReaderError
from desktop.importers.registry import read_all

pytestmark = pytest.mark.shared


def read_file(path: Path):
    return read_all(source(path.read_bytes(), path.name))


def test_feeds_give_what_feedparser_gives(shared):
    measured = 0
    for path in sorted((shared / "corpora" / "feeds").rglob("*.*")):
        oracle = feedparser.parse(io.BytesIO(path.read_bytes())).entries if path.suffix != ".opml" else []
        if not oracle or path.suffix == ".json":
            continue
        found = read_file(path)
        assert len(found) == len(oracle), path.name
        for entry, one in zip(oracle, found, strict=True):
            if not isinstance(one, ReaderError):
                measured += 1
                assert_same(entry, one, path.name)
    assert measured > 500


def assert_same(entry, one, name: str) -> None:
    link = dict.get(entry, "link", "")
    assert one.url == link or not link.startswith("http"), name
    stated = (
        dict.get(entry, "published_parsed") or dict.get(entry, "created_parsed") or dict.get(entry, "updated_parsed")
    )
    if stated:
        instant = calendar.timegm(stated)
        assert int(one.published.earliest.timestamp()) <= instant <= one.published.latest.timestamp(), name


@pytest.mark.parametrize(
    ("name", "count", "tagged", "dated"),
    [
        ("chrome-bookmarks", 1, 0, 1),
        ("delicious_export.2021.02.06_21.10.json", 3, 2, 3),
        ("elcurator.json", 1, 1, 1),
        ("pinboard_export", 3, 3, 3),
        ("pocket.csv", 7, 0, 7),
        ("readability-read.json", 2, 0, 2),
        ("ril_export.html", 2, 2, 2),
        ("wallabag-v1-read.json", 3, 1, 0),
        ("wallabag-v2.json", 6, 1, 6),
    ],
)
def test_exports_give_every_row_with_tags_and_dates(shared, name, count, tagged, dated):
    found = read_file(shared / "corpora" / "exports" / "wallabag-importers" / name)
    assert len(found) == count
    assert not [one for one in found if isinstance(one, ReaderError)]
    assert sum(bool(one.tags) for one in found) == tagged
    assert sum(one.carried.added is not None for one in found) == dated


def test_the_texts_and_states_of_wallabag_come_along(shared):
    path = shared / "corpora" / "exports" / "wallabag-importers" / "wallabag-v2.json"
    rows = json.loads(path.read_text())
    for row, one in zip(rows, read_file(path), strict=True):
        assert one.url == row["url"]
        assert one.carried.is_starred == bool(row["is_starred"])
        assert bool(one.blocks) == (len(row["content"]) > 100)
