"""Unpacking: an archive can be stopped in its middle, and ends in time."""

import gzip
import zipfile
from itertools import count

import pytest

from desktop.domain.errors import Cancelled, ReaderError
from desktop.library import unpacking, watched_files


@pytest.fixture
def archive(tmp_path):
    head = "WARC/1.1\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    path = tmp_path / "long.warc.gz"
    path.write_bytes(gzip.compress(head.encode()) * 20_000)
    return path


def said(archive, cancelled=watched_files.never) -> list[ReaderError]:
    found = unpacking.members(archive, archive.name, cancelled=cancelled)
    assert found is not None
    return [one.found for one in found if isinstance(one.found, ReaderError)]


def test_the_reader_can_stop_an_archive_before_anything_came_out_of_it(archive):
    asked = count()
    assert isinstance(said(archive, lambda: next(asked) >= 3)[0], Cancelled)
    assert next(asked) < 20  # it was not read to its end


def test_an_archive_that_takes_too_long_says_so(archive, monkeypatch):
    monkeypatch.setattr(watched_files, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(watched_files, "BYTES_A_SECOND", 2**60)
    assert "takes too long to unpack" in said(archive)[0].message


def test_an_archive_has_its_time_anew_for_every_member(tmp_path, monkeypatch):
    clock = iter(range(0, 10_000, 10))
    monkeypatch.setattr(watched_files.time, "monotonic", lambda: float(next(clock)))
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(20):
            packed.writestr(f"{number}.txt", f"The dam held on day {number}.")
    found = unpacking.members(path, "pages.zip")
    assert found is not None
    monkeypatch.setattr(watched_files, "PATIENCE_SECONDS", 400.0)
    assert all(not isinstance(one.found, ReaderError) for one in found)
