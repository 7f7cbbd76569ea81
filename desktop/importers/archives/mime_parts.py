"""MIME parts: a message in the form of electronic mail becomes its parts.

Reads the head, the boundary and the transfer encodings that browsers use when they save a page as one file; tolerant of
a missing end, strict about how deep parts may stand in each other. Why not the standard library's parser: it builds
objects for every line and goes as deep as a file tells it to.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from typing import Final

_MOST_HEAD_BYTES: Final = 64 * 1024
_MOST_PARTS: Final = 20_000
_DEEPEST: Final = 5
_END_OF_HEAD: Final = re.compile(rb"\r?\n\r?\n|\r\r")
_FIRST_BOUNDARY: Final = re.compile(rb"^--(\S[^\r\n]{0,200}?)[ \t]*\r?$", re.MULTILINE)
_NOT_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/]+")


@dataclass(frozen=True, slots=True)
class MimePart:
    """One part: its head, and its bytes with the transfer encoding undone."""

    head: Message
    data: bytes

    @property
    def kind(self) -> str:
        """The part's content type, lower case, without parameters."""
        return self.head.get_content_type()

    def field(self, name: str) -> str:
        """Return a field of the head on one line, or ""."""
        return " ".join(str(self.head.get(name, "")).split())


def read_head(data: bytes) -> tuple[Message, bytes]:
    """Part a message into its head and its body."""
    data = data.lstrip(b"\r\n")
    found = _END_OF_HEAD.search(data[: _MOST_HEAD_BYTES + 4])
    end = found.start() if found else min(len(data), _MOST_HEAD_BYTES)
    body = data[found.end() :] if found else b""
    return BytesHeaderParser().parsebytes(data[:end] + b"\n\n"), body


def parts_of(data: bytes) -> Iterator[MimePart]:
    """Yield the parts of a message that hold something themselves, in order; a message without parts is one part."""
    left = _MOST_PARTS
    waiting = [(data, 0)]
    while waiting and left:
        left -= 1
        head, body = read_head(waiting[0][0])
        depth = waiting.pop(0)[1]
        if head.get_content_maintype() == "multipart" and depth < _DEEPEST:
            waiting[:0] = [(piece, depth + 1) for piece in _pieces(head, body)]
        elif head.get_content_maintype() != "multipart":
            yield MimePart(head, _decoded(head, body))


def _pieces(head: Message, body: bytes) -> list[bytes]:
    """Part a body at its boundary; what stands before the first and after the last one is no part."""
    boundary = _boundary(head, body)
    if not boundary:
        return []
    line = re.compile(rb"(?:\A|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    found: list[bytes] = []
    start: int | None = None
    for mark in line.finditer(body):
        if start is not None:
            found.append(body[start : mark.start()])
        start = None if mark.group(1) else mark.end()
        if start is None or len(found) >= _MOST_PARTS:
            break
    if start is not None:
        found.append(body[start:])  # the end was cut off
    return found


def _boundary(head: Message, body: bytes) -> bytes:
    stated = head.get_boundary()
    if stated:
        return stated.encode("utf-8", "surrogateescape")
    found = _FIRST_BOUNDARY.search(body)
    return found.group(1) if found else b""


def _decoded(head: Message, body: bytes) -> bytes:
    encoding = str(head.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding == "quoted-printable":
        return binascii.a2b_qp(body)
    if encoding == "base64":
        return _from_base64(body)
    return body


def _from_base64(body: bytes) -> bytes:
    """Decode base64 whatever stands between its letters; an incomplete last group is dropped."""
    letters = _NOT_BASE64.sub(b"", body)
    spare = len(letters) % 4
    if spare == 1:
        letters = letters[:-1]
    return base64.b64decode(letters + b"=" * (-len(letters) % 4))
