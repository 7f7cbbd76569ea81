"""Front matter: what a Markdown file says about itself above its text.

Reads the simple part of YAML that programs write there: names with values, lists in brackets or with hyphens, quoted
strings. Anything else is passed by; nothing in it is ever run or built.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from desktop.importers.values.whitespace import collapse

_LINE: Final = re.compile(r"([A-Za-z][\w .-]{0,60}?)\s*:(?:\s+(.*)|\s*)")
_LIST_LINE: Final = re.compile(r"\s*-\s+(.+)")
_FENCES: Final = ("---", "...")
_MOST_LINES: Final = 500


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The stated values by name, lower case, and how many lines they take with their fences."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lines: int = 0

    def first(self, *names: str) -> str:
        """Return the first value of the first name that has one, or ""."""
        return next((value for name in names for value in self.values.get(name, ())), "")

    def every(self, *names: str) -> tuple[str, ...]:
        """Return all values of the names, each once."""
        return tuple(dict.fromkeys(value for name in names for value in self.values.get(name, ())))


def read_front_matter(text: str) -> FrontMatter:
    """Read the values between two lines `---` at the very top of a text; nothing if there are none."""
    lines = text.split("\n", _MOST_LINES)[:_MOST_LINES]
    if not lines or lines[0].rstrip() != "---":
        return FrontMatter()
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in _FENCES), None)
    if end is None:
        return FrontMatter()
    values: dict[str, tuple[str, ...]] = {}
    name = ""
    for line in lines[1:end]:
        listed, named = _LIST_LINE.fullmatch(line.rstrip()), _LINE.fullmatch(line.rstrip())
        if listed and name:
            values[name] = (*values.get(name, ()), *_scalars(listed.group(1)))
        elif named:
            name = named.group(1).lower()
            values[name] = _scalars(named.group(2) or "")
    return FrontMatter({name: found for name, found in values.items() if found}, end + 1)


def _scalars(text: str) -> tuple[str, ...]:
    """Return the one value that stands in a line, or those of a list in brackets."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]") and not text.startswith("[["):
        parts = re.findall(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^,]+)\s*(?:,|$)""", text[1:-1])
        return tuple(value for part in parts if (value := _bare(part)))
    value = _bare(text)
    return (value,) if value else ()


def _bare(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        return collapse(re.sub(r"\\(.)", r"\1", text[1:-1]))
    if len(text) > 1 and text[0] == text[-1] == "'":
        return collapse(text[1:-1].replace("''", "'"))
    plain = collapse(re.sub(r"(?:^|\s)#.*", "", text))
    return "" if plain in ("~", "null", "|", ">", "|-", ">-") else plain
