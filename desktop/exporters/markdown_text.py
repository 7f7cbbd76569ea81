"""Text that Markdown shows as it is: no words of a post become a heading, a link, a picture, HTML or front matter."""

import json
import re
from collections.abc import Sequence

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~=^$&!%@])")
_LINK_STARTS = re.compile(r"(?i)\b(www)\.|([a-z][a-z0-9+.-]*):(?=//)|\b(mailto|xmpp):")
_LINE_STARTS = re.compile(r"^(\s*)([-+:]|\d+(?=[.)]))", re.MULTILINE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_UNSAFE_IN_YAML = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def escape(text: str) -> str:
    """Return one line of Markdown that shows the text; white space is collapsed."""
    line = " ".join(_CONTROLS.sub(" ", text).split())
    return _guard_line_start(_escape_signs(line))


def escape_lines(text: str) -> tuple[str, ...]:
    """Return a text of several lines, line by line, without empty ones."""
    return tuple(line for line in map(escape, text.splitlines()) if line)


def highlight(text: str, marked: Sequence[tuple[int, int]]) -> str:
    """Return one line of Markdown that shows the text with parts marked as ==words==.

    Args:
        text: Without line breaks.
        marked: Code points, half-open; they may overlap and come in any order.
    """
    pieces, position = [], 0
    for start, end in _merged(text, marked):
        pieces += [_escape_signs(_flat(text[position:start])), "==", _escape_signs(_flat(text[start:end])), "=="]
        position = end
    pieces.append(_escape_signs(_flat(text[position:])))
    return _guard_line_start("".join(pieces).strip())


def quoted_for_yaml(text: str) -> str:
    """Return a text as a double-quoted YAML string on one line."""
    quoted = json.dumps(_CONTROLS.sub(" ", text), ensure_ascii=False)
    return _UNSAFE_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", _CONTROLS.sub(" ", text))


def _escape_signs(line: str) -> str:
    escaped = _SIGNS.sub(r"\\\1", line)
    return _LINK_STARTS.sub(_break_link, escaped)


def _break_link(match: re.Match[str]) -> str:
    return f"{match[0][:-1]}\\{match[0][-1]}"


def _guard_line_start(line: str) -> str:
    return _LINE_STARTS.sub(lambda match: _guarded(match[2], match[1]), line)


def _guarded(start: str, space: str) -> str:
    return f"{space}{start}\\" if start[0].isdigit() else f"{space}\\{start}"


def _merged(text: str, marked: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the marked parts in order, joined where they touch, without white space at their ends."""
    merged: list[list[int]] = []
    for start, end in sorted(marked):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    trimmed = (_trim(text, start, end) for start, end in merged)
    return [(start, end) for start, end in trimmed if start < end]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
