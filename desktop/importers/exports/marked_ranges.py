"""Marked ranges: the place in a text that an annotation gives as a path of elements and a number of characters.

It turns such a place into the words around it, which lead to it in any other rendering of the text too. It never
decides where a mark belongs here.

Why only for words that stand more than once: for all others their place is known without, and a number of characters
is easily a little off (it counts what a browser showed, in halves of rare characters).

Source: the ranges of Annotator, which wallabag writes: `{start: "/p[3]/em[1]", startOffset: "12", end, endOffset}`.
"""

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from desktop.importers.pages.markup import fragment_tree
from desktop.importers.values.whitespace import collapse

_CONTEXT: Final = 48  # characters on either side
_STEP: Final = re.compile(r"/([A-Za-z][\w-]*)(?:\[(\d{1,6})\])?")
_DEEPEST: Final = 64  # steps; nobody marks words deeper inside
_HERE: Final = "\ue0f7"  # of the private use area: no text holds it by right


def context(content: str, quote: str, path: str, offset: str) -> tuple[str, str]:
    """Return what stands before and after the marked words.

    Args:
        content: The text as HTML, whose root the path begins at.
        quote: The marked words.
        path: Steps from an element to its n-th child of a name, counted from 1.
        offset: Characters from the beginning of that element to the marked words.

    Returns:
        Words before and words after, up to 48 characters each; both empty where the quote stands once or never, or the
        path leads nowhere.
    """
    tree = fragment_tree(content.replace(_HERE, ""))
    element = _follow(tree, path)
    if element is None or tree.body is None or not offset.strip().isdecimal():
        return "", ""
    element.insert_before(_HERE)
    before, _, rest = (tree.body.text() or "").partition(_HERE)
    return _around(before + rest, quote, len(before) + int(offset.strip()[:9]))


def _around(text: str, quote: str, place: int) -> tuple[str, str]:
    words = re.compile(r"\s+".join(map(re.escape, quote.split())))
    found = [match.span() for match in words.finditer(text)] if quote.strip() else []
    if len(found) < 2:
        return "", ""
    start, end = min(found, key=lambda span: abs(span[0] - place))
    return collapse(text[:start])[-_CONTEXT:], collapse(text[end:])[:_CONTEXT]


def _follow(tree: LexborHTMLParser, path: str) -> LexborNode | None:
    element = tree.body
    steps = _STEP.findall(path)
    if not steps or len(steps) > _DEEPEST or _STEP.sub("", path).strip():
        return None
    for name, number in steps:
        element = _child(element, name.lower(), int(number or 1)) if element is not None else None
    return element


def _child(parent: LexborNode, name: str, number: int) -> LexborNode | None:
    named = [child for child in parent.iter() if child.tag == name]
    return named[number - 1] if 0 < number <= len(named) else None
