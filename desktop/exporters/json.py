"""The lossless export: everything about the posts and their articles, in one JSON file.

Every field of every value is written under its own name, so nothing is lost when a value grows a field; a reader of
the file ignores keys it does not know. A value that is one of a closed list also says which, under "is". Pictures are
inside, as base64. Why inside: one file can be moved, mailed and kept without coming apart, and it is for programs,
which do not mind a third more bytes.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from desktop.exporters.files import write_files
from desktop.exporters.selection import Selection

FORMAT = "timeline-reader"
VERSION = 2  # 1 had neither repairs and corrections nor quotes
KIND = "is"


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
        "quotes": _plain(selection.quotes),
        "histories": _plain(selection.histories),
        "versions": _plain(selection.versions),
        "kept": _plain(selection.kept),
        "aliases": _plain(selection.aliases),
        "repairs": _plain(selection.repairs),
        "machine_cuts": _plain(selection.machine_cuts),
        "joined": _plain(selection.joined),
        "found": _plain(selection.found),
        "corrections": _plain(selection.corrections),
        "searches": _plain(selection.searches),
        "pictures": {name: base64.b64encode(data).decode() for name, data in sorted(selection.pictures.items())},
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 (any value of the domain)
    """Turn a value of the domain into lists, dictionaries, strings and numbers."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain_field(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, tuple | list | frozenset | set):
        return [_plain(entry) for entry in (sorted(value) if isinstance(value, frozenset | set) else value)]
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return value


def _plain_field(owner: Any, name: str) -> Any:  # noqa: ANN401
    value = getattr(owner, name)
    kind: Any = type(owner)
    plain = _plain(value)
    return {KIND: type(value).__name__, **plain} if name in _fields_of_several_kinds(kind) else plain


@cache
def _fields_of_several_kinds(kind: Any) -> frozenset[str]:  # noqa: ANN401
    """The fields of a value that hold one of several values of the domain."""
    hints = get_type_hints(kind)
    return frozenset(name for name, hint in hints.items() if _is_closed_list(hint))


def _is_closed_list(hint: Any) -> bool:  # noqa: ANN401
    return get_origin(hint) in (Union, UnionType) and sum(is_dataclass(one) for one in get_args(hint)) > 1
