"""Formulas: the mathematics of a page as words in a line.

Takes the TeX that the page keeps beside a formula; where it keeps none, the letters, numbers and signs in page order.
Lays nothing out: what stands above a line or below a root is only told by the TeX.
"""

from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborNode

from desktop.importers.pages.markup import TEXT

_TEX: Final = 'annotation[encoding="application/x-tex"]'
_NOTES: Final = frozenset({"annotation", "annotation-xml"})


def formula_text(math: LexborNode) -> str:
    """Return the text of a `math` element."""
    source = math.css_first(_TEX)
    tex = source.text() if source is not None else math.attributes.get("alttext")
    return tex or " ".join(_signs(math))


def draws_formula(node: LexborNode) -> bool:
    """Whether an element that is kept from screen readers only draws the formula before it once more."""
    before = node.prev
    while before is not None and before.tag == TEXT and not (before.text_content or "").strip():
        before = before.prev
    if before is None or before.tag not in ("math", "span"):
        return False
    return before.tag == "math" or before.css_first("math") is not None


def _signs(math: LexborNode) -> Iterator[str]:
    for node in math.traverse(include_text=True):
        if node.tag == TEXT and (node.parent is None or node.parent.tag not in _NOTES):
            sign = (node.text_content or "").strip()
            if sign:
                yield sign
