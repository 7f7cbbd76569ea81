"""Originals and pictures: files named by their digest."""

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.errors import DiskProblem


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary())
def test_kept_bytes_come_back_for_any_bytes(store, data):
    digest = store.keep_original(data)
    assert digest == hashlib.sha256(data).hexdigest() == store.keep_picture(data)
    assert store.original(digest) == store.picture(digest) == data


def test_bytes_kept_twice_are_one_file(store, folder):
    digest = store.keep_picture(b"a picture")
    assert store.keep_picture(b"a picture") == digest
    assert [path.name for path in (folder / "images").iterdir()] == [digest]


def test_file_that_was_cut_is_written_again(store, folder):
    digest = store.keep_original(b"the whole page")
    (folder / "originals" / digest).write_bytes(b"the who")
    store.keep_original(b"the whole page")
    assert store.original(digest) == b"the whole page"


@pytest.mark.parametrize("digest", ["0" * 64, "", "../library.sqlite3", "not a digest"])
def test_what_was_never_kept_is_none(store, digest):
    assert store.original(digest) is None
    assert store.picture(digest) is None


def test_folder_that_is_in_the_way_is_a_disk_problem(store, folder):
    (folder / "originals").write_text("a file")
    with pytest.raises(DiskProblem) as caught:
        store.keep_original(b"a page")
    assert "originals" in caught.value.message


def test_a_picture_that_is_kept_is_known_to_be_there(store):
    digest = store.keep_picture(b"picture")
    assert store.has_picture(digest)
    assert not store.has_picture("0" * 64)
    assert not store.has_picture("../library.sqlite3")
