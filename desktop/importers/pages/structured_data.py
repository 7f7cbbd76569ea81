"""Structured data: the schema.org objects that a page carries in its JSON-LD scripts.

Reads scripts that are not quite JSON (comments round them, a semicolon after them, raw line breaks or a comma too many
inside) where the meaning is plain; any other is skipped and said so. Judges nothing: what the objects say may be wrong.
"""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any, Final

from desktop.importers.pages.markup import Page, plain
from desktop.importers.values.whitespace import collapse

JsonObject = dict[str, Any]

_OPENINGS: Final = ("\ufeff", "<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA[")
_CLOSINGS: Final = (";", "//-->", "// -->", "-->", "/*]]>*/", "/* ]]> */", "//]]>", "// ]]>", "]]>")
# A string or comment that never ends reaches to the end of the text, so that no place is looked at twice.
_STRING_OR_COMMA: Final = re.compile(r'"(?:[^"\\]|\\.)*+"?|,(?=\s{0,200}[}\]])|/\*.*?(?:\*/|\Z)', re.DOTALL)
_MAX_OBJECTS: Final = 200_000


def json_objects(page: Page) -> tuple[tuple[JsonObject, ...], tuple[str, ...]]:
    """Return every object of the page's JSON-LD, at any depth, outer first, and a warning for each bad script."""
    found: list[JsonObject] = []
    warnings = []
    for number, script in enumerate(page.tree.css('script[type*="ld+json" i]'), 1):
        text = script.text() or ""
        value = read_json(text)
        if value is None and text.strip():
            warnings.append(f"Script {number} of the page's metadata is not valid JSON; it was left out.")
        found.extend(json_objects_in(value))
    return tuple(found), tuple(warnings)


def read_json(text: str) -> object | None:
    """Return the value of a JSON text, mended where that is safe, or None."""
    bare = _unwrapped(text)
    menders: tuple[Callable[[str], str], ...] = (str, _mended, unescape)
    for mend in menders:
        try:
            value: object = json.loads(mend(bare), strict=False)
        except (ValueError, RecursionError):
            continue
        return value
    return None


def is_a(thing: JsonObject, *kinds: str) -> bool:
    """Whether an object is of one of the types, alone or among others, with or without the vocabulary's address."""
    stated = thing.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return any(isinstance(name, str) and re.split(r"[/:#]", name)[-1] in kinds for name in names)


def text_of(value: object) -> str:
    """Return a stated string on one line, freed of tags and of references to characters, even doubly escaped ones."""
    return " ".join(lines_of(value))


def lines_of(value: object) -> tuple[str, ...]:
    """Return a stated string as its paragraphs, none empty; anything but a string or a list of them has none."""
    if isinstance(value, list):
        return tuple(line for part in value for line in lines_of(part) if isinstance(part, str))
    if isinstance(value, dict):
        return lines_of(value.get("@value"))
    if not isinstance(value, str):
        return ()
    text = unescape(value)
    if "<" in text or "&" in text:
        text = plain(text)
    return tuple(line for line in map(collapse, text.split("\n")) if line)


def names_of(value: object) -> tuple[str, ...]:
    """Return the names of one person or organisation, or of many, each once."""
    found: dict[str, None] = {}
    for one in value if isinstance(value, list) else [value]:
        name = text_of(one.get("name") if isinstance(one, dict) else one)
        if name and not name.startswith(("http://", "https://")):
            found[name] = None
    return tuple(found)


def address_of(value: object) -> str:
    """Return the address that a value states: a string, or an object's `@id` or `url`, or the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return collapse(value) if isinstance(value, str) else ""


def words_of(value: object) -> tuple[str, ...]:
    """Return keywords: a list of them, or one string with commas."""
    listed = value if isinstance(value, list) else [value]
    parts = (part for one in listed for part in (text_of(one) if isinstance(one, str) else "").split(","))
    return tuple(dict.fromkeys(word for word in map(collapse, parts) if word))


def meta(page: Page, *names: str) -> str:
    """Return the content of the first `<meta>` that has one of the names, names in order of preference; else ""."""
    return next((page.stated[name.lower()] for name in names if name.lower() in page.stated), "")


def _unwrapped(text: str) -> str:
    """Return a script's text without the comment signs, semicolons and blanks round it."""
    bare, before = text.strip(), ""
    while bare != before:
        before = bare
        for opening in _OPENINGS:
            bare = bare.removeprefix(opening).lstrip()
        for closing in _CLOSINGS:
            bare = bare.removesuffix(closing).rstrip()
    return bare


def _mended(text: str) -> str:
    """Return a JSON text without comments and without commas before a closing bracket; strings stay as they are."""
    return _STRING_OR_COMMA.sub(lambda found: found.group() if found.group().startswith('"') else "", text)


def json_objects_in(value: object) -> Iterator[JsonObject]:
    """Yield every object in a JSON value, outer before inner, in document order; stops at a very large number."""
    waiting, count = [value], 0
    while waiting and count < _MAX_OBJECTS:
        one = waiting.pop()
        if isinstance(one, dict):
            count += 1
            yield one
            waiting.extend(reversed(list(one.values())))
        elif isinstance(one, list):
            waiting.extend(reversed(one))
