"""Plain values: values of the domain out of the lists, dictionaries, strings and numbers that an export writes.

The way back from the lossless export. Goes by the types of the fields, so that a value which grows a field is read
without a change here; keys that are not known are passed over, and a field that is not there takes its default. One of
a closed list of values says under "is" which.
"""

import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar

from desktop.importers.values.whitespace import without_surrogates

Value = TypeVar("Value")

_SIMPLE: Final = (str, bool, int, float)
_KIND: Final = "is"


def build(kind: type[Value], plain: object) -> Value:
    """Return the value of a domain type that a plain value writes.

    Raises:
        ValueError: It does not hold what the type needs, in words that name the field.
    """
    made: Value = _build(kind, plain, kind.__name__)
    return made


def _build(kind: Any, plain: object, place: str) -> Any:  # noqa: ANN401 - any type of the domain
    kind = getattr(kind, "__supertype__", kind)  # an id is a string
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        return _one_of(typing.get_args(kind), plain, place)
    if typing.get_origin(kind) is tuple:
        return _tuple(typing.get_args(kind), plain, place)
    if typing.get_origin(kind) is frozenset:
        return frozenset(_tuple((*typing.get_args(kind), Ellipsis), plain, place))
    if is_dataclass(kind):
        return _dataclass(kind, plain, place)
    if kind in _SIMPLE:
        return _simple(kind, plain, place)
    try:
        return _reader(kind)(plain)
    except (ValueError, TypeError) as error:
        raise ValueError(f"{place} holds no {kind.__name__}") from error


def _one_of(kinds: tuple[Any, ...], plain: object, place: str) -> Any:  # noqa: ANN401
    if plain is None and types.NoneType in kinds:
        return None
    others = [kind for kind in kinds if kind is not types.NoneType]
    if len(others) > 1:
        named = plain.get(_KIND) if isinstance(plain, dict) else None
        others = [kind for kind in others if kind.__name__ == named]
    if not others:
        raise ValueError(f"{place} is of no known kind")
    return _build(others[0], plain, place)


def _tuple(kinds: tuple[Any, ...], plain: object, place: str) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise ValueError(f"{place} is no list")
    if kinds[-1] is Ellipsis:
        return tuple(_build(kinds[0], one, place) for one in plain)
    if len(kinds) != len(plain):
        raise ValueError(f"{place} has {len(plain)} values")
    return tuple(_build(kind, one, place) for kind, one in zip(kinds, plain, strict=True))


def _dataclass(kind: Any, plain: object, place: str) -> Any:  # noqa: ANN401
    if not isinstance(plain, dict):
        raise ValueError(f"{place} is no object")
    hints = _hints(kind)
    given = {}
    for field in fields(kind):
        if field.name in plain:
            given[field.name] = _build(hints[field.name], plain[field.name], f"{place}.{field.name}")
        elif _is_needed(field):
            raise ValueError(f"{place} has no {field.name}")
    try:
        return kind(**given)
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from error


def _simple(kind: Any, plain: object, place: str) -> Any:  # noqa: ANN401
    if kind is float and isinstance(plain, int) and not isinstance(plain, bool):
        return float(plain)
    if not isinstance(plain, kind) or (kind is int and isinstance(plain, bool)):
        raise ValueError(f"{place} is no {kind.__name__}")
    return without_surrogates(plain).replace("\0", "") if isinstance(plain, str) else plain


def _reader(kind: Any) -> Callable[[Any], object]:  # noqa: ANN401
    if kind is datetime:
        return _moment
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    raise TypeError(f"no way to read {kind}")


def _moment(text: str) -> datetime:
    """A point in time; one without an offset is none."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no offset")
    return moment


@cache
def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401
    return typing.get_type_hints(kind)


def _is_needed(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING
