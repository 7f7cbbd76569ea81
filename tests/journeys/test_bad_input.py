"""Bad input and bad disks: an error that names the file and a remedy, the library as it was, the next import fine."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.domain.changes import SetStarred
from desktop.domain.errors import DiskProblem, LibraryTooNew
from desktop.domain.reports import ItemStatus
from desktop.library.library import Library

GOOD = "The dam at Torvik holds, the engineer said on Monday. The crew opened the second gate at dawn.\n" * 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def resources(repository: Path) -> Path:
    return repository / "resources"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    file = tmp_path / "good.txt"
    file.write_text(GOOD, encoding="utf-8")
    return file


def missing(place: Path) -> Path:
    return place / "missing.html"


def empty(place: Path) -> Path:
    (place / "empty.html").write_bytes(b"")
    return place / "empty.html"


def empty_folder(place: Path) -> Path:
    (place / "nothing here").mkdir()
    return place / "nothing here"


def binary_junk(place: Path) -> Path:
    (place / "junk.bin").write_bytes(bytes(range(256)) * 400)
    return place / "junk.bin"


def picture(place: Path) -> Path:
    (place / "photo.html").write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(5_000))
    return place / "photo.html"


def page_without_words(place: Path) -> Path:
    (place / "bare.html").write_text("<html><head><title>x</title></head><body><script>1</script></body></html>")
    return place / "bare.html"


REFUSED = [missing, empty, empty_folder, binary_junk, picture, page_without_words]


@pytest.mark.parametrize("make", REFUSED, ids=lambda make: make.__name__)
def test_what_holds_no_article_is_refused_by_name_with_a_remedy(
    folder: Path, resources: Path, tmp_path: Path, good: Path, make: Callable[[Path], Path]
) -> None:
    bad = make(tmp_path)
    with Library.open(folder, resources=resources) as library:
        (item,) = library.import_sources([str(bad)]).items
        assert item.status is ItemStatus.FAILED
        assert item.error is not None
        assert bad.name in item.error.message
        assert item.error.hint
        assert library.articles() == ()
        assert library.check().problems == ()
        (after,) = library.import_sources([str(good)]).items
        assert after.status is ItemStatus.ADDED


def latin_text_that_claims_to_be_unicode(place: Path) -> Path:
    page = f'<html><head><meta charset="utf-8"></head><body><article><p>Zoë said: {GOOD}</p></article></body></html>'
    (place / "lying.html").write_bytes(page.encode("latin-1"))
    return place / "lying.html"


def one_line_of_fifty_megabytes(place: Path) -> Path:
    words = b"the water at the dam fell again today, and the crew went home. "
    (place / "long.txt").write_bytes(words * (50 * 2**20 // len(words)))
    return place / "long.txt"


@pytest.mark.slow
@pytest.mark.parametrize("make", [latin_text_that_claims_to_be_unicode, one_line_of_fifty_megabytes])
def test_odd_text_is_read_or_refused_and_the_next_import_is_fine(
    folder: Path, resources: Path, tmp_path: Path, good: Path, make: Callable[[Path], Path]
) -> None:
    odd = make(tmp_path)
    with Library.open(folder, resources=resources) as library:
        (item,) = library.import_sources([str(odd)]).items
        if item.status is ItemStatus.FAILED:
            assert item.error is not None
            assert odd.name in item.error.message
            assert item.error.hint
            assert library.articles() == ()
        else:
            assert sum(len(post.text) for post in library.posts_of()) >= len(GOOD)
        assert library.import_sources([str(good)]).items[0].status is ItemStatus.ADDED
        assert library.check().problems == ()


def test_a_file_that_vanishes_while_the_folder_is_read_is_one_failed_line(
    folder: Path, resources: Path, tmp_path: Path
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name in ("a.txt", "b.txt"):
        (pages / name).write_text(f"{name}: {GOOD}")
    with Library.open(folder, resources=resources) as library:
        report = library.import_sources([str(pages)], progress=lambda _: (pages / "b.txt").unlink(missing_ok=True))
        assert {Path(item.source).name: item.status for item in report.items} == {
            "a.txt": ItemStatus.ADDED,
            "b.txt": ItemStatus.FAILED,
        }


def test_a_library_of_a_newer_program_is_left_alone(folder: Path, resources: Path, good: Path) -> None:
    with Library.open(folder, resources=resources) as library:
        library.import_sources([str(good)])
    program = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); "
        "t = [r[0] for r in c.execute(\"select name from sqlite_master where name like '%migrations'\")][0]; "
        "columns = [r[1] for r in c.execute(f'pragma table_info({t})')]; "
        "row = c.execute(f'select * from {t} limit 1').fetchone(); "
        "new = ['from_the_future' if k == 'name' else 10_000 if k == 'id' else v for k, v in zip(columns, row)]; "
        'c.execute(f\'insert into {t} values ({",".join("?" * len(new))})\', new); c.commit()'
    )
    subprocess.run([sys.executable, "-c", program, str(folder / "library.sqlite3")], check=True)
    before = (folder / "library.sqlite3").read_bytes()
    with pytest.raises(LibraryTooNew) as refused:
        Library.open(folder, resources=resources)
    assert str(folder) in refused.value.message
    assert refused.value.hint
    assert (folder / "library.sqlite3").read_bytes() == before


# ---- disks


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes, which only root can make."""
    place = tmp_path / "disk"
    place.mkdir()
    made = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("needs the right to mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path) -> None:
    with (disk / "filler").open("wb", buffering=0) as file:
        for size in (65_536, 4_096, 512):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue


def refusal(library: Library, file: Path) -> tuple[str, str]:
    """Why a file was not imported: its line says so, or the error if not even the import could be noted."""
    try:
        (item,) = library.import_sources([str(file)]).items
    except DiskProblem as error:
        return error.kind, error.message
    assert item.status is ItemStatus.FAILED
    assert item.error is not None
    return item.error.kind, item.error.message


def test_a_full_disk_is_named_and_nothing_is_half_done(small_disk: Path, resources: Path, good: Path) -> None:
    folder = small_disk / "library"
    with Library.open(folder, resources=resources) as library:
        library.import_sources([str(good)])
        before = library.articles()
        post = library.posts_of()[0]
        fill(small_disk)
        big = good.with_name("big.txt")
        big.write_text("\n\n".join(f"{GOOD} {number}" for number in range(300)))
        kind, message = refusal(library, big)
        assert kind == "disk-problem"
        assert str(folder) in message
        assert library.articles() == before
        (small_disk / "filler").unlink()
        assert library.import_sources([str(big)]).items[0].status is ItemStatus.ADDED
        assert library.apply(SetStarred(frozenset({post.id}), True))
        assert library.check().problems == ()
        library.update_index()
        assert library.index_is_current()


def test_a_read_only_disk_can_be_read_and_says_so(small_disk: Path, resources: Path, good: Path) -> None:
    folder = small_disk / "library"
    with Library.open(folder, resources=resources) as library:
        library.import_sources([str(good)])
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(DiskProblem) as refused:
        Library.open(folder, resources=resources)
    assert str(folder) in refused.value.message
    assert refused.value.hint
    with Library.open(folder, resources=resources, writable=False) as library:
        assert len(library.list_posts("engineer").rows) == 1
