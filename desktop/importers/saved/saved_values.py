"""Saved values: dates, states and tags as the exports of other readers write them.

Knows the spellings that were seen; what it cannot read says nothing, and never stops an import.

Why a date without an offset counts as UTC here and nowhere else: it tells when a service noted something, not when a
page was published, and services note in UTC.
"""

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from desktop.domain.times import Precision
from desktop.importers.values.stamps import read_time
from desktop.importers.values.whitespace import collapse

_SINCE_1601: Final = timedelta(seconds=11_644_473_600)
# Microseconds since 1601 from 1970 on; as microseconds since 1970 such numbers would lie beyond the year 2330.
_FROM_1601: Final = range(11_644_473_600_000_000, 20_000_000_000_000_000)
_NUMBER: Final = re.compile(r"-?\d{1,20}(?:\.\d+)?")
_YES: Final = frozenset({"1", "true", "yes", "y", "t", "on", "x"})
_NO: Final = frozenset({"0", "false", "no", "n", "f", "off", ""})
_QUOTED: Final = re.compile(r"""'((?:[^'\\]|\\.)*+)'|"((?:[^"\\]|\\.)*+)\"""")
_TAG_NAMES: Final = ("name", "label", "title", "slug", "tag")
_MOST_TAG_CHARACTERS: Final = 200


def read_moment(value: object) -> datetime | None:
    """Return the instant that a saved date means, or None for none (empty, 0, -1, unreadable)."""
    text = collapse(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if _NUMBER.fullmatch(text):
        number = int(text.partition(".")[0])
        if number in _FROM_1601:
            return datetime.fromtimestamp(number / 1_000_000, UTC) - _SINCE_1601
    when = read_time(text, "")
    if when.earliest is None:
        return None
    if when.precision is Precision.INTERVAL:
        return when.earliest.replace(tzinfo=UTC)
    return when.earliest


def read_flag(value: object) -> bool | None:
    """Return what a yes or no says in any spelling, or None if it says nothing."""
    if value is None or isinstance(value, list | dict):
        return None
    word = collapse(str(value)).lower()
    if word in _YES:
        return True
    return False if word in _NO else None


def read_tags(value: object, separators: str = ",") -> tuple[str, ...]:
    """Return tags, each once, none empty.

    Args:
        value: A list of names or of objects that have a name, or one string: a list written out, or names between
            separators.
        separators: The characters that part names in a string; a blank stands for any white space.
    """
    if isinstance(value, str):
        return _unique(_from_string(value, separators))
    if isinstance(value, list):
        return _unique(_name(one) for one in value)
    return ()


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    tidy = (collapse(name)[:_MOST_TAG_CHARACTERS].strip() for name in names)
    return tuple(dict.fromkeys(name for name in tidy if name))


def _name(value: object) -> str:
    if isinstance(value, dict):
        value = next((value[name] for name in _TAG_NAMES if value.get(name)), "")
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _from_string(text: str, separators: str) -> Iterable[str]:
    text = text.strip()
    if text[:1] == "[" and text[-1:] == "]":
        return _written_list(text)
    blank = r"\s" if " " in separators else ""
    return re.split(f"[{re.escape(separators)}{blank}]+", text)


def _written_list(text: str) -> Iterable[str]:
    """Read a list that was written into a string, as JSON or as Python writes it."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return [re.sub(r"\\(.)", r"\1", one or other) for one, other in _QUOTED.findall(text)]
    return [_name(one) for one in value] if isinstance(value, list) else []
