"""Pictures: which images of a page came along with it?

Takes images out of `data:` addresses and out of the parts of the source; fetches nothing. What is not a PNG, JPEG, GIF
or WebP by its first bytes is left out and said so: SVG can hold scripts, and a file that lies about its type is no
picture.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote, unquote_to_bytes, urljoin

from desktop.importers.limits import MAX_PICTURE_BYTES, MAX_PICTURES_BYTES, in_megabytes
from desktop.importers.pages.markup import INLINE_DATA
from desktop.importers.values.digests import sha256

_SMALLEST: Final = 3  # pixels; smaller ones hold the place of a picture that was to be loaded later
_PNG: Final = b"\x89PNG\r\n\x1a\n"
# An address may hold commas: a candidate ends at the comma after its width or density, or before a blank.
_BETWEEN: Final = re.compile(r"(?<=[0-9][wx]),\s*|,\s+")
_LONGEST_SET: Final = 20_000
_GIF: Final = (b"GIF87a", b"GIF89a")


class Gallery:
    """The pictures of one page, each kept once.

    Attributes:
        pictures: Image bytes by SHA-256.
    """

    def __init__(self, parts: Mapping[str, bytes], inline: Mapping[str, str], base: str | None) -> None:
        self.pictures: dict[str, bytes] = {}
        self._parts = parts
        self._inline = inline
        self._base = base
        self._size = 0
        self._absent: set[str] = set()
        self._refused: dict[str, int] = {}

    def take(self, address: str) -> str | None:
        """Keep the picture at an address, if it came along.

        Returns:
            Its SHA-256, or None if it is not in the file, is no picture that can be shown, or is too large.
        """
        data = self._bytes_at(address)
        if data is None:
            if not address.startswith("data:"):
                self._absent.add(address)
            return None
        reason = self._reason_against(data)
        if reason:
            self._refused[reason] = self._refused.get(reason, 0) + 1
            return None
        return None if _is_placeholder(data) else self._keep(data)

    def warnings(self) -> tuple[str, ...]:
        """Say what was left out and why."""
        said = [f"{_pictures(count)} left out: {reason}." for reason, count in sorted(self._refused.items())]
        if self._absent:
            said.append(f"{_pictures(len(self._absent))} not in the file; their captions are kept.")
        return tuple(said)

    def _keep(self, data: bytes) -> str:
        digest = sha256(data)
        if digest not in self.pictures:
            self._size += len(data)
            self.pictures[digest] = data
        return digest

    def _reason_against(self, data: bytes) -> str | None:
        if not _is_picture(data):
            return "not a PNG, JPEG, GIF or WebP image"
        if len(data) > MAX_PICTURE_BYTES:
            return f"larger than {in_megabytes(MAX_PICTURE_BYTES)}"
        if self._size + len(data) > MAX_PICTURES_BYTES:
            return f"all pictures of the page together are larger than {in_megabytes(MAX_PICTURES_BYTES)}"
        return None

    def _bytes_at(self, address: str) -> bytes | None:
        if address.startswith(INLINE_DATA):
            address = self._inline.get(address, address)
        if address[:5].lower() == "data:":
            return _from_data(address)
        return next((self._parts[name] for name in self._names(address) if name in self._parts), None)

    def _names(self, address: str) -> tuple[str, ...]:
        """Return the names under which a part may be known: as written, unquoted, absolute."""
        plain = address.partition("#")[0]
        relative = plain.removeprefix("./")
        whole = urljoin(self._base, plain) if self._base else plain
        return (address, plain, relative, unquote(relative), relative.partition("?")[0], whole)


def picture_address(attributes: Mapping[str, str | None]) -> str:
    """Return the address of an `<img>`: the plain one, unless it only holds the place of one that is loaded later."""
    plain = (attributes.get("src") or "").strip()
    if plain.startswith(INLINE_DATA) or (plain and plain[:5].lower() != "data:"):
        return plain
    later = (attributes.get("data-src") or "").strip()
    return later or _largest(attributes.get("srcset") or attributes.get("data-srcset") or "") or plain


def _largest(stated: str) -> str:
    """Return the address of the largest picture of a `srcset`, or ""."""
    best, most = "", 0.0
    for candidate in _BETWEEN.split(stated[:_LONGEST_SET]):
        address, _, size = (
            candidate.strip().rpartition(" ") if " " in candidate.strip() else (candidate.strip(), "", "")
        )
        width = float(size[:-1]) if size[:-1].replace(".", "", 1).isdecimal() else 1.0
        if width > most and address[:5].lower() != "data:":
            best, most = address.strip(), width
    return best


def _from_data(address: str) -> bytes | None:
    head, comma, body = address.partition(",")
    if not comma:
        return None
    if not head.lower().endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode(unquote(body) if "%" in body else body)
    except (binascii.Error, ValueError):
        return b""


def _is_picture(data: bytes) -> bool:
    is_webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return is_webp or data.startswith((_PNG, b"\xff\xd8\xff", *_GIF))


def _is_placeholder(data: bytes) -> bool:
    """Whether an image is a dot that only holds the place of another."""
    if data.startswith(_PNG):
        sides = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    elif data.startswith(_GIF):
        sides = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    else:
        return False
    return min(sides) < _SMALLEST


def _pictures(count: int) -> str:
    return "1 picture" if count == 1 else f"{count} pictures"
