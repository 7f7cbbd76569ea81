"""Feed entries: where each one begins in the text of a feed, so that a feed without end can be cut off.

Reads no entry, and takes what stands in comments and in CDATA for no mark-up.

Why the text is cut and not the entries counted later: the parser of feeds reads a whole text, and its work, not the
text, is what an endless feed is made to cost.
"""

import re
from collections.abc import Iterator
from typing import Final

_OPENING: Final = re.compile(r"<!\[CDATA\[|<!--|<(?:[\w-]{1,40}:)?(?:item|entry)(?=[\s>/])", re.IGNORECASE)
_CLOSING: Final = re.compile(r"</(?:[\w-]{1,40}:)?(?:item|entry)\s{0,20}>", re.IGNORECASE)
_ENDS: Final = {"<![CDATA[": "]]>", "<!--": "-->"}
_TAIL: Final = 4096  # what closes a feed stands in its last characters


def beginning(text: str, most: int) -> tuple[str, int]:
    """Return a feed's text with its first entries only, and how many it has in all.

    Args:
        text: The feed.
        most: How many entries to keep; a text that has no more comes back as it is.
    """
    cut, total = len(text), 0
    for total, start in enumerate(_starts(text), 1):
        if total == most + 1:
            cut = start
    return (text if total <= most else text[:cut] + _after_entries(text)), total


def _starts(text: str) -> Iterator[int]:
    """Yield where each entry begins."""
    found = _OPENING.search(text)
    while found:
        after = found.end()
        end = _ENDS.get(found[0].upper())
        if end is None:
            yield found.start()
        else:
            after = text.find(end, after)
            if after < 0:
                return
        found = _OPENING.search(text, after)


def _after_entries(text: str) -> str:
    """Return what follows the last entry: the tags that close the feed."""
    tail = text[-_TAIL:]
    last = max((found.end() for found in _CLOSING.finditer(tail)), default=len(tail))
    return tail[last:]
