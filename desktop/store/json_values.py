"""Plain values of the domain as JSON, and back.

Knows dataclasses, enumerations, dates, times, tuples and sets; their annotations say what stands where, so a new field
needs no line here. A dataclass carries its name, by which one of a closed list is told from the others. A field that a
newer program added is passed over; one that an older program did not know takes its default.
"""

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from desktop.store.translating import unreadable_value

# What follows the annotations of the domain cannot itself be annotated better.
Kind = Any  # a type, as an annotation spells it
Plain = Any  # what json makes of a text
Value = Any  # a value of a kind

NAME = "is"  # the key under which a dataclass writes its name


def to_json(value: object) -> str:
    """Write a value as JSON; equal values give equal text."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def from_json(kind: Kind, text: str) -> Value:
    """Read a value back.

    Args:
        kind: What it is, as one would annotate it: a dataclass, `tuple[Block, ...]`, a union of dataclasses.
        text: What `to_json` wrote.

    Raises:
        LibraryDamaged: It did not write this.
    """
    try:
        return _value(kind, json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, StopIteration) as error:
        raise unreadable_value() from error


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {NAME: type(value).__name__, **named}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, frozenset | set):
        return sorted(_plain(part) for part in value)  # type: ignore[type-var]  # sets of the domain hold words
    return value


def _value(kind: Kind, plain: Plain) -> Value:
    kind = getattr(kind, "__supertype__", kind)  # what a NewType stands for
    origin: Kind = get_origin(kind)
    if origin in (Union, UnionType):
        return None if plain is None else _value(_member(get_args(kind), plain), plain)
    if origin in (tuple, frozenset):
        return origin(_parts(get_args(kind), plain))
    if isinstance(kind, type) and is_dataclass(kind):
        known = _hints(kind)
        return kind(**{name: _value(known[name], part) for name, part in plain.items() if name in known})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    if kind in (date, datetime):
        return kind.fromisoformat(plain)
    return plain


def _member(kinds: tuple[Kind, ...], plain: Plain) -> Kind:
    candidates = [kind for kind in kinds if kind is not NoneType]
    if len(candidates) == 1:
        return candidates[0]
    return next(kind for kind in candidates if kind.__name__ == plain[NAME])


def _parts(kinds: tuple[Kind, ...], plain: Iterable[Plain]) -> Iterable[Value]:
    if len(kinds) == 2 and kinds[1] is not Ellipsis:
        return [_value(kind, part) for kind, part in zip(kinds, plain, strict=True)]
    return [_value(kinds[0], part) for part in plain]


@cache
def _hints(kind: Kind) -> dict[str, Kind]:
    return get_type_hints(kind)
