"""Archives: their members become articles, one after another, and what must not be read is refused by name."""

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from desktop.domain.reports import ItemStatus
from desktop.library.importing import ImportOptions
from desktop.library.library import Library

STORY = "The harbour of Torvik will be dredged, the council decided on Tuesday after years of quarrel.\n"


def packed(members: dict[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def test_members_are_named_and_kept_by_themselves(library: Library, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "saved.zip"
    path.write_bytes(packed({"a.txt": STORY, "more/b.txt": STORY + "The ferries run as usual.\n"}))
    report = library.import_sources([str(path)])
    assert [item.source for item in report.items] == [f"{path} ▸ a.txt", f"{path} ▸ more/b.txt"]
    assert {item.status for item in report.items} == {ItemStatus.ADDED}
    assert {article.source_name for article in library.articles()} == {"saved.zip ▸ a.txt", "saved.zip ▸ more/b.txt"}
    kept = [file.read_bytes() for file in (folder / "originals").iterdir()]
    assert STORY.encode() in kept
    assert path.read_bytes() not in kept
    assert library.check().problems == ()


def test_same_page_packed_and_bare_is_one_article(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "saved.zip").write_bytes(packed({"x/a.txt": STORY}))
    report = library.import_sources([str(tmp_path / "a.txt"), str(tmp_path / "saved.zip")])
    assert [item.status for item in report.items] == [ItemStatus.ADDED, ItemStatus.UNCHANGED]


def test_archives_inside_archives_are_opened_to_a_depth(library: Library, tmp_path: Path) -> None:
    data = packed({"deepest.txt": STORY})
    for depth in range(6):
        data = packed({f"inner-{depth}.zip": data, f"beside-{depth}.txt": f"{STORY}Depth {depth}.\n"})
    (tmp_path / "outer.zip").write_bytes(data)
    report = library.import_sources([str(tmp_path / "outer.zip")])
    added = [item for item in report.items if item.status is ItemStatus.ADDED]
    assert 1 < len(added) < 6
    refused = [item for item in report.items if item.error]
    assert any("inside too many" in item.error.message for item in refused if item.error)
    assert "deepest" not in str([item.source for item in added])


def test_archive_that_begins_with_a_table_is_no_table(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "saved.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a-list.csv", "title,url,time_added\nThe dam,https://herald.example/dam,1500000000\n")
        archive.writestr("story.txt", STORY)
    assert len(library.import_sources([str(path)]).items) == 2
    assert len(library.articles()) == 2


def test_damaged_archive_is_a_failure_and_the_rest_goes_on(library: Library, tmp_path: Path) -> None:
    (tmp_path / "cut.zip").write_bytes(packed({"a.txt": STORY * 50})[:-40])
    (tmp_path / "story.txt").write_text(STORY)
    report = library.import_sources([str(tmp_path / "cut.zip"), str(tmp_path / "story.txt")])
    assert [item.status for item in report.items if "story.txt" in item.source] == [ItemStatus.ADDED]
    assert any(item.status is ItemStatus.FAILED and "cut.zip" in item.source for item in report.items)


def test_members_may_be_read_as_a_format_that_the_reader_chose(library: Library, tmp_path: Path) -> None:
    (tmp_path / "saved.zip").write_bytes(packed({"a.html": f"<p>{STORY}</p>"}))
    (item,) = library.import_sources([str(tmp_path / "saved.zip")], ImportOptions(format="text")).items
    assert (item.status, item.format) == (ItemStatus.ADDED, "text")
    assert "<p>" in library.posts_of()[0].text


@pytest.mark.slow
def test_memory_does_not_grow_with_the_archive(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for number in range(30):
            hidden = b"x" * 4_000_000  # larger than all memory that may be used, if the whole were held
            archive.writestr(f"{number}.html", b"<p>%s %d</p><!--%s-->" % (STORY.encode(), number, hidden))
    tracemalloc.start()
    try:
        report = library.import_sources([str(path)])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(report.items) == 30
    assert peak < 60_000_000
