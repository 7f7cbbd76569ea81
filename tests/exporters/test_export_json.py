import base64
import json
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from desktop.domain.errors import CannotWrite
from desktop.exporters.json import write
from desktop.exporters.selection import Selection


def exported(selection: Selection, folder: Path) -> dict:
    write(selection, folder / "out.json")
    return json.loads((folder / "out.json").read_text("utf-8"))


def assert_same_fields(value: object, written: object) -> None:
    """Every field of a value is there under its own name, all the way down."""
    if is_dataclass(value):
        assert set(written) == {field.name for field in fields(value)}
        for field in fields(value):
            assert_same_fields(getattr(value, field.name), written[field.name])
    elif isinstance(value, tuple):
        assert len(value) == len(written)
        for part, other in zip(value, written, strict=True):
            assert_same_fields(part, other)
    elif isinstance(value, str | int | float) or value is None:
        assert written == value
    else:
        assert written == value.isoformat()


def test_what_could_not_be_read_back_is_not_written(
    selection: Selection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(selection, tmp_path / "out.json")
    before = (tmp_path / "out.json").read_bytes()
    monkeypatch.setattr("desktop.exporters.json.LARGEST_EXPORT_BYTES", len(before) - 1)
    with pytest.raises(CannotWrite, match="A backup holds the whole library"):
        write(selection, tmp_path / "out.json")
    assert (tmp_path / "out.json").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_the_file_says_what_it_is(selection: Selection, tmp_path: Path) -> None:
    written = exported(selection, tmp_path)
    assert (written["format"], written["version"]) == ("timeline-reader", 2)


def test_no_field_is_lost(selection: Selection, tmp_path: Path) -> None:
    written = exported(selection, tmp_path)
    for name in ("articles", "posts", "annotations", "entities", "mentions"):
        assert_same_fields(getattr(selection, name), written[name])


def test_pictures_come_back_as_they_were(selection: Selection, tmp_path: Path) -> None:
    written = exported(selection, tmp_path)
    assert {name: base64.b64decode(data) for name, data in written["pictures"].items()} == dict(selection.pictures)
