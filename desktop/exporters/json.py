"""The lossless export: everything about the posts and their articles, in one JSON file.

Every field of every value is written under its own name, so nothing is lost when a value grows a field; a reader of
the file ignores keys it does not know. A value that is one of a closed list also says which, under "is". Pictures are
inside, as base64. Why inside: one file can be moved, mailed and kept without coming apart, and it is for programs,
which do not mind a third more bytes.
"""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from desktop.domain.errors import CannotWrite
from desktop.domain.exact import LARGEST_EXPORT_BYTES
from desktop.exporters.files import write_files
from desktop.exporters.selection import Selection

FORMAT = "timeline-reader"
VERSION = 2  # 1 had neither repairs and corrections nor quotes
KIND = "is"
LISTS = (
    *("articles", "posts", "annotations", "entities", "mentions", "quotes", "histories", "versions", "kept", "aliases"),
    *("repairs", "machine_cuts", "joined", "found", "corrections", "searches"),
)


def write(selection: Selection, path: Path) -> None:
    """Write a selection, one value of it at a time: all of them as text would fill the memory of a small computer.

    Raises:
        CannotWrite: If it cannot be written, or would be too large to be read back; the path is then as it was.
    """
    write_files(path, _bounded(map(_encoded, pieces(selection)), path))


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the text of the file: each list with one value a line."""
    head = {"format": FORMAT, "version": VERSION, "exported": selection.exported.isoformat()}
    yield _written(head)[:-1]
    for name in LISTS:
        yield f",\n{_written(name)}: ["
        for number, value in enumerate(getattr(selection, name)):
            yield f"{',' if number else ''}\n{_written(_plain(value))}"
        yield "]"
    yield f",\n{_written('pictures')}: {{"
    for number, name in enumerate(sorted(selection.pictures)):
        data = base64.b64encode(selection.pictures[name]).decode()
        yield f"{',' if number else ''}\n{_written(name)}: {_written(data)}"
    yield "}}\n"


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _encoded(text: str) -> bytes:
    # A lone surrogate, which UTF-8 cannot hold, becomes the escape by which JSON can.
    return text.encode(errors="backslashreplace")


def _bounded(encoded: Iterable[bytes], path: Path) -> Iterator[bytes]:
    size = 0
    for piece in encoded:
        size += len(piece)
        if size > LARGEST_EXPORT_BYTES:
            raise CannotWrite(
                f"{path} would be larger than {LARGEST_EXPORT_BYTES // 2**20} MB, and could not be imported again.",
                "Export fewer posts at a time. A backup holds the whole library, however large it is.",
            )
        yield piece


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
