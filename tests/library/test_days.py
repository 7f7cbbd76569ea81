"""Days: what the filter lets through is what a search finds on a day."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.domain.blocks import ArticleKind, Block, BlockKind, PostMark
from desktop.domain.documents import Document
from desktop.domain.listings import Filter
from desktop.domain.times import Precision, When
from desktop.library.library import Library


def written_at(hour: int) -> tuple[Block, Block]:
    moment = datetime(2024, 5, 2, hour, 30, tzinfo=UTC)
    when = When(moment, moment, Precision.MINUTE, ("the page",), zone="America/New_York")
    words = f"The ferry of {hour} left the harbour on time, with all passengers on board."
    return Block(BlockKind.START, mark=PostMark(str(hour), published=when)), Block(BlockKind.TEXT, words)


@pytest.fixture
def page(tmp_path: Path, export) -> Path:
    blocks = tuple(block for hour in (9, 5, 3, 2) for block in written_at(hour))
    export.documents.append(
        Document("", "export", ArticleKind.LIVE_BLOG, "Ferries", "https://news.example/ferries", blocks)
    )
    file = tmp_path / "page.export"
    file.write_text("EXPORT", encoding="utf-8")
    return file


def test_a_search_for_a_day_finds_what_the_filter_lists(library: Library, page: Path) -> None:
    library.import_sources([str(page)])
    counts = []
    for day in (date(2024, 5, 1), date(2024, 5, 2), date(2024, 5, 3)):
        rows = library.list_posts(filter=Filter(days=(day, day))).rows
        found = library.search(f"on:{day}").hits
        assert {row.id for row in rows} == {hit.post_id for hit in found}
        counts.append(len(rows))
    assert counts == [2, 2, 0]
