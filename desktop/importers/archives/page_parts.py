"""Page parts: which pictures of an archive does a page in it show?

Looks through the page's mark-up for the addresses of pictures and asks the archive for each, so that only what a page
shows is ever held in memory. Judges no picture: that is for the gallery.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Final
from urllib.parse import urljoin

from desktop.importers.limits import MAX_PICTURE_BYTES, MAX_PICTURES_BYTES
from desktop.importers.values.decoding import utf16_without_mark

_MOST_PARTS: Final = 5_000
_LONGEST_ADDRESS: Final = 4_000
_BASE_WINDOW: Final = 64 * 1024
_BASE: Final = re.compile(r"""<base\s[^>]{0,300}?href\s*=\s*["']?([^"'\s>]{1,2000})""", re.IGNORECASE)
_ADDRESS: Final = re.compile(
    r"""\s(?:data-)?(src|srcset|original|lazy-src|poster|xlink:href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)


def picture_parts(page: bytes, address: str | None, find: Callable[[str], bytes | None]) -> dict[str, bytes]:
    """Collect the pictures that a page shows.

    Args:
        page: The page's bytes.
        address: Where the page stood, to complete its relative addresses.
        find: Returns the bytes at a complete address, or None if the archive does not hold them.

    Returns:
        The pictures, each under its address as the page writes it and under the complete one, within the limits for
        the pictures of one page.
    """
    text = _text(page)
    base = _base(text, address)
    found: dict[str, bytes] = {}
    total = 0
    for written in _addresses(text):
        whole = _joined(base, written)
        data = found[whole] if whole in found else find(whole)
        if data is None or len(data) > MAX_PICTURE_BYTES or total + len(data) > MAX_PICTURES_BYTES:
            continue
        total += 0 if whole in found else len(data)
        found[written] = found[whole] = data
        if len(found) >= _MOST_PARTS:
            break
    return found


def _text(page: bytes) -> str:
    wide = utf16_without_mark(page)
    if wide or page.startswith((b"\xff\xfe", b"\xfe\xff")):
        return page.decode(wide or "utf-16", "replace")
    try:
        return page.decode("utf-8")
    except UnicodeError:
        return page.decode("cp1252", "replace")


def _base(text: str, address: str | None) -> str:
    found = _BASE.search(text[:_BASE_WINDOW])
    return _joined(address or "", unescape(found.group(1))) if found else address or ""


def _joined(base: str, written: str) -> str:
    """Return the complete address without its fragment; what cannot be joined stays as it is written."""
    plain = written.partition("#")[0]
    try:
        return urljoin(base, plain) if base else plain
    except ValueError:
        return plain


def _addresses(text: str) -> Iterator[str]:
    """Yield each address of a picture once, as written but without entities."""
    seen = set()
    for name, *values in _ADDRESS.findall(text):
        value = unescape(next((value for value in values if value), "")).strip()
        for written in _of_set(value) if name.lower() == "srcset" else [value]:
            if 0 < len(written) <= _LONGEST_ADDRESS and not written.startswith("data:") and written not in seen:
                seen.add(written)
                yield written


def _of_set(value: str) -> list[str]:
    """Return the addresses of a `srcset`, without the widths behind them."""
    return [part.split()[0] for part in re.split(r",\s+|,$", value) if part.split()]
