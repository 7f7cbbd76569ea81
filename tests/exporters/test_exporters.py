"""What every exporter must do, whatever its format."""

import base64
import errno
import html
import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.errors import CannotWrite, WrongUsage
from desktop.exporters import files
from desktop.exporters.registry import EXPORTERS, Exporter, find_exporter
from desktop.exporters.selection import Selection

every_exporter = pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)


def shown(path: Path) -> str:
    """The words of an exported file as a reader or program gets them."""
    text = path.read_text("utf-8")
    if path.suffix == ".json":
        return " ".join(strings(json.loads(text)))
    text = re.sub(r"^[>#-]+ ", "", text, flags=re.MULTILINE).replace("==", "")
    return html.unescape(re.sub(r"\\([^\w\s])", r"\1", text))


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for key, entry in value.items() for text in (key, *strings(entry))]
    if isinstance(value, list):
        return [text for entry in value for text in strings(entry)]
    return [str(value)]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def in_order(needles: list[str], text: str) -> bool:
    rest = iter(words(text))
    return all(needle in rest for needle in needles)


def traces(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


@every_exporter
def test_every_word_of_every_post_is_written_in_order(exporter: Exporter, selection: Selection, tmp_path: Path) -> None:
    exporter.write(selection, tmp_path / "out")
    text = shown(tmp_path / "out") if exporter.name != "json" else shown_json(tmp_path / "out")
    assert in_order(words(" ".join(post.text for post in selection.posts)), text)
    for post in selection.posts:
        for figure in post.figures:
            assert in_order(words(f"{figure.caption or ''}"), text)
            assert in_order(words(f"{figure.credit or ''}"), text)


def shown_json(path: Path) -> str:
    return " ".join(strings(json.loads(path.read_text("utf-8"))))


@every_exporter
def test_every_annotation_is_written(exporter: Exporter, selection: Selection, tmp_path: Path) -> None:
    path = tmp_path / f"out{exporter.suffix}"
    exporter.write(selection, path)
    text = shown(path)
    for mark in selection.annotations:
        for part in (mark.quote, mark.note, *mark.tags, mark.colour.value):
            assert in_order(words(part), text)


@every_exporter
def test_address_digest_and_import_of_the_source_are_written(
    exporter: Exporter, selection: Selection, tmp_path: Path
) -> None:
    path = tmp_path / f"out{exporter.suffix}"
    exporter.write(selection, path)
    text = path.read_text("utf-8")
    for article in selection.articles:
        assert article.url in text
        assert article.sha256 in text
        assert article.imported.isoformat() in text
    assert selection.posts[0].url in text


@every_exporter
def test_the_basis_of_a_time_is_written_with_it(exporter: Exporter, selection: Selection, tmp_path: Path) -> None:
    path = tmp_path / f"out{exporter.suffix}"
    exporter.write(selection, path)
    assert in_order(words(selection.posts[0].time.basis[0]), shown(path))


@every_exporter
def test_posts_stand_in_the_chosen_order(exporter: Exporter, selection: Selection, tmp_path: Path) -> None:
    path = tmp_path / f"out{exporter.suffix}"
    exporter.write(replace(selection, posts=selection.posts[::-1]), path)
    text = path.read_text("utf-8")
    assert text.index("Roads are open") < text.index("left")


@every_exporter
def test_two_exports_of_one_selection_are_the_same_bytes(
    exporter: Exporter, selection: Selection, tmp_path: Path
) -> None:
    path = tmp_path / f"out{exporter.suffix}"
    exporter.write(selection, path)
    first = path.read_bytes()
    exporter.write(selection, path)
    assert path.read_bytes() == first


@every_exporter
def test_a_picture_is_never_dropped(exporter: Exporter, selection: Selection, tmp_path: Path) -> None:
    path = tmp_path / f"out{exporter.suffix}"
    exporter.write(selection, path)
    inside = [base64.b64encode(data).decode() in path.read_text("utf-8") for data in selection.pictures.values()]
    beside = {file.read_bytes() for file in tmp_path.rglob("*") if file.is_file() and file != path}
    assert all(inside) or beside == set(selection.pictures.values())


@every_exporter
def test_nothing_to_export_is_a_valid_file(exporter: Exporter, selection: Selection, tmp_path: Path) -> None:
    empty = replace(selection, posts=(), articles=(), annotations=(), entities=(), mentions=(), pictures={})
    exporter.write(empty, tmp_path / "out")
    assert (tmp_path / "out").stat().st_size > 0


@every_exporter
def test_output_is_utf8_without_mark_and_with_plain_line_ends(
    exporter: Exporter, selection: Selection, tmp_path: Path
) -> None:
    exporter.write(selection, tmp_path / "out")
    data = (tmp_path / "out").read_bytes()
    assert data.decode("utf-8")[0] != "\ufeff"
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert not data.endswith(b"\n\n")


@every_exporter
def test_a_missing_folder_is_named_with_a_remedy(exporter: Exporter, selection: Selection, tmp_path: Path) -> None:
    path = tmp_path / "missing" / "out"
    with pytest.raises(CannotWrite, match="does not exist") as caught:
        exporter.write(selection, path)
    assert str(path) in caught.value.message
    assert caught.value.hint
    assert traces(tmp_path) == []


@every_exporter
def test_a_folder_in_the_way_is_left_alone(exporter: Exporter, selection: Selection, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(CannotWrite, match="a folder has this name"):
        exporter.write(selection, tmp_path / "out")
    assert traces(tmp_path) == [tmp_path / "out"]


@every_exporter
def test_a_full_disk_leaves_what_was_there(
    exporter: Exporter, selection: Selection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out"
    path.write_text("what was there")

    def full(descriptor: int) -> None:
        if len(os.listdir(tmp_path)) > 1:  # noqa: PTH208
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(CannotWrite, match="disk is full"):
        exporter.write(selection, path)
    assert traces(tmp_path) == [path]
    assert path.read_text() == "what was there"


@every_exporter
def test_a_failure_at_the_last_file_takes_the_pictures_away_again(
    exporter: Exporter, selection: Selection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def replaced(self: Path, target: Path) -> Path:
        if target.name == "out":
            raise OSError(errno.EROFS, "Read-only file system")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replaced)
    with pytest.raises(CannotWrite, match="read-only"):
        exporter.write(selection, tmp_path / "out")
    assert traces(tmp_path) == []


@every_exporter
def test_lone_surrogates_do_not_stop_an_export(exporter: Exporter, selection: Selection, tmp_path: Path) -> None:
    mark = replace(selection.annotations[0], note="half a sign \ud83d here")
    exporter.write(replace(selection, annotations=(mark,)), tmp_path / "out")
    assert "half a sign" in (tmp_path / "out").read_text("utf-8")


def test_names_and_suffixes_are_unique() -> None:
    assert len({exporter.name for exporter in EXPORTERS}) == len(EXPORTERS)
    assert len({exporter.suffix for exporter in EXPORTERS}) == len(EXPORTERS)


def test_an_unknown_format_is_wrong_usage_and_names_the_known_ones() -> None:
    with pytest.raises(WrongUsage, match="markdown"):
        find_exporter("papyrus")


def test_a_format_is_found_by_name() -> None:
    assert find_exporter("json").suffix == ".json"
