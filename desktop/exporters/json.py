"""The lossless export: everything about the posts and their articles, in one JSON file.

Every field of every value is written under its own name, so nothing is lost when a value grows a field; a reader of
the file ignores keys it does not know. Pictures are inside, as base64. Why inside: one file can be moved, mailed and
kept without coming apart, and it is for programs, which do not mind a third more bytes.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from desktop.exporters.files import write_files
from desktop.exporters.selection import Selection

FORMAT = "timeline-reader"
VERSION = 1


def write(selection: Selection, path: Path) -> None:
    """Write a selection.

    Raises:
        CannotWrite: If it cannot be written; the path is then as it was.
    """
    text = json.dumps(content(selection), ensure_ascii=False, indent=1)
    # A lone surrogate, which UTF-8 cannot hold, becomes the escape by which JSON can.
    write_files(path, f"{text}\n".encode(errors="backslashreplace"))


def content(selection: Selection) -> dict[str, Any]:
    """Return what is written, as plain values."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported": selection.exported.isoformat(),
        "articles": _plain(selection.articles),
        "posts": _plain(selection.posts),
        "annotations": _plain(selection.annotations),
        "entities": _plain(selection.entities),
        "mentions": _plain(selection.mentions),
        "histories": _plain(selection.histories),
        "versions": _plain(selection.versions),
        "kept": _plain(selection.kept),
        "aliases": _plain(selection.aliases),
        "pictures": {name: base64.b64encode(data).decode() for name, data in sorted(selection.pictures.items())},
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 (any value of the domain)
    """Turn a value of the domain into lists, dictionaries, strings and numbers."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, tuple | list | frozenset | set):
        return [_plain(entry) for entry in (sorted(value) if isinstance(value, frozenset | set) else value)]
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return value
