"""Picture addresses: which pictures does a page show, and under which names does it know them?

Reads the `<img>` elements alone: not scripts, styles, frames, icons or what the page tells other programs about itself.
"""

import re
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

# An address may hold commas: a candidate ends at the comma after its width or density, or before a blank.
_BETWEEN: Final = re.compile(r"(?<=[0-9][wx]),\s*|,\s+")
_LONGEST_SET: Final = 20_000
_MOST_TAGS: Final = 300_000


def picture_addresses(markup: str, most: int) -> tuple[tuple[str, ...], str | None]:
    """List the pictures of a page.

    Args:
        markup: The page.
        most: How many at most.

    Returns:
        Their addresses as the page writes them, each once, in page order; and what the page says they are relative to.
    """
    if markup.count("<") > _MOST_TAGS:
        return (), None
    tree = LexborHTMLParser(markup)
    base = tree.css_first("base[href]")
    found: dict[str, None] = {}
    for image in tree.css("img"):
        for address in _addresses(image):
            found[address] = None
        if len(found) >= most:
            break
    return tuple(found)[:most], (base.attributes.get("href") or None) if base is not None else None


def _addresses(image: LexborNode) -> Iterator[str]:
    """Yield the address under which an image's bytes will be looked for: the plain one, else the best of its set."""
    for name in ("src", "data-src"):
        address = (image.attributes.get(name) or "").strip()
        if address and address[:5].lower() != "data:":
            yield image.attributes[name] or ""
            return
    best = best_of_set(image.attributes.get("srcset") or image.attributes.get("data-srcset") or "")
    if best:
        yield best


def best_of_set(stated: str) -> str:
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
