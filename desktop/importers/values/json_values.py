"""JSON values: what a JSON file holds, where any value may be of any kind.

Finds out by the names of keys which export a file is, and reads values without trusting them: a number where words
are expected is the words, an object where a list is expected is nothing.
"""

import json
import re
from typing import Any, Final

from desktop.domain.documents import Source
from desktop.domain.errors import CannotRead
from desktop.importers.values.decoding import decode, utf16_without_mark
from desktop.importers.values.whitespace import without_surrogates

JsonObject = dict[str, Any]

_KEY: Final = re.compile(rb'"([^"\\]{1,60})"\s*:')
_OPENING: Final = re.compile(rb"\s*[\[{]")


def keys_of(head: bytes) -> frozenset[str]:
    """Return the names of the keys in the first bytes of a JSON file; none if it is no JSON object or list."""
    if utf16_without_mark(head) or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")
    head = head.lstrip(b"\xef\xbb\xbf\xff\xfe")
    if not _OPENING.match(head):
        return frozenset()
    return frozenset(key.decode("utf-8", "replace") for key in _KEY.findall(head))


def read_json(name: str, data: bytes) -> object:
    """Return the value of a JSON file.

    Args:
        name: What errors call it.
        data: Its bytes.

    Raises:
        CannotRead: It is not whole, is nested too deep, or is no JSON.
    """
    try:
        value: object = json.loads(decode(data).text, strict=False)
    except RecursionError as error:
        raise CannotRead(f"“{name}” nests its values too deep.", "Export it again.") from error
    except ValueError as error:
        where = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "a number"
        raise CannotRead(
            f"“{name}” is no whole JSON file; it breaks off at {where}.", "Export or download it again."
        ) from error
    return value


def read_source(source: Source) -> object:
    """Return the value of a source that is a JSON file.

    Raises:
        CannotRead: As `read_json`.
    """
    return read_json(source.name, source.data)


def words(value: object) -> str:
    """Return a string or number as words that any file can hold, line breaks kept; anything else says nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return without_surrogates(str(value)).replace("\0", "").strip()


def objects(value: object) -> list[JsonObject]:
    """Return the objects of a list; an object alone is a list of one."""
    if isinstance(value, dict):
        return [value]
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def entries(value: object) -> list[object]:
    """Return the values of a list, whatever they are; anything else holds none."""
    return value if isinstance(value, list) else []


def field(value: object, *path: str) -> object:
    """Return what stands at a path of keys in nested objects, or None."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def first_words(thing: JsonObject, *names: str) -> str:
    """Return the words of the first of some keys that has any; else ""."""
    return next((found for name in names if (found := words(thing.get(name)))), "")
