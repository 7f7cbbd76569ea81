"""Passages: what can be read in an element, in page order, and what each piece of it is.

Knows the elements and class names that sites use for captions, credits, bylines, times and furniture. Scripts, styles,
templates and frames are never text. Nothing that can be seen is dropped: what is not content is furniture.

Why class names at all: half of the sites write captions as `<span class="…caption">`, and no element says "credit".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborNode

from desktop.domain.documents import BlockKind
from desktop.importers.markup import TEXT, attribute
from desktop.importers.whitespace import collapse

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN: Final = frozenset(
    """
    head script style noscript template iframe svg math object embed video audio canvas select textarea
    input map datalist dialog frameset noframes title
    """.split()  # noqa: SIM905 - one word a line would fill the screen
)
_BREAKING: Final = frozenset(
    """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p pre section summary
    table tbody tfoot thead tr ul
    """.split()  # noqa: SIM905 - one word a line would fill the screen
)
_KIND_OF_TAG: Final = {
    **dict.fromkeys(HEADINGS, BlockKind.HEADING),
    "blockquote": BlockKind.QUOTE,
    "li": BlockKind.LIST,
    "figcaption": BlockKind.CAPTION,
    "address": BlockKind.BYLINE,
    **dict.fromkeys(("nav", "footer", "aside", "form", "button"), BlockKind.FURNITURE),
}
# An inner kind replaces the kind around it only if it stands later in this list.
_RANKS: Final = {
    kind: rank
    for rank, kind in enumerate(
        (
            BlockKind.TEXT,
            BlockKind.LIST,
            BlockKind.QUOTE,
            BlockKind.HEADING,
            BlockKind.STAMP,
            BlockKind.BYLINE,
            BlockKind.CAPTION,
            BlockKind.CREDIT,
            BlockKind.FURNITURE,
        )
    )
}
_CAPTION: Final = re.compile(r"(?:^|\s)\S*caption(?:[-_]*text)?(?:\s|$)", re.IGNORECASE)
_CREDIT: Final = re.compile(r"(?:^|\s)\S*(?:credits?|photographer|copyright)(?:\s|$)", re.IGNORECASE)
_BYLINE: Final = re.compile(r"(?:^|\s)\S*(?:author|byline|contributor)s?(?:[-_]*names?)?(?:\s|$)", re.IGNORECASE)
_FURNITURE: Final = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|advert|advertisement|ads?|ad-?slot|sponsored|promo|newsletter|subscribe|related|"
    r"recommended|recommendations|comments?|toolbar|breadcrumbs?|cookies?|consent|most-?read|read-?more)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_FURNITURE_ROLES: Final = frozenset({"navigation", "banner", "contentinfo", "search", "dialog", "menu", "toolbar"})
_CREDIT_IN_CAPTION: Final = re.compile(
    r"(?P<caption>.*?)[\s(\[]*"
    r"(?P<credit>(?:image|photo|picture|photograph|credit|foto|bild)s?(?: credit)?:\s*[^()\[\]]{2,120}?)[)\]]?",
    re.IGNORECASE,
)
_SHORT_FURNITURE: Final = 300
_LONGEST_NAME: Final = 120
_LONGEST_CAPTION: Final = 2000
_ICON_PX: Final = 48


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, heading, caption or picture; a picture has an address, and its alternative text as `text`."""

    kind: BlockKind
    text: str
    address: str = ""


def passages(root: LexborNode, until: LexborNode | None = None) -> tuple[Passage, ...]:
    """Return all that can be read under an element, in page order, white space collapsed, nothing empty.

    Args:
        root: The element.
        until: An element inside it before which to stop.
    """
    walk = _Walk()
    walk.through(root, until.mem_id if until is not None else None)
    return tuple(part for passage in walk.done for part in _parts(passage))


def readable(found: tuple[Passage, ...]) -> str:
    """Return the words of the passages that are body text, joined by line feeds."""
    body = (BlockKind.TEXT, BlockKind.QUOTE, BlockKind.LIST, BlockKind.HEADING)
    return "\n".join(passage.text for passage in found if passage.kind in body)


class _Walk:
    """A walk over a tree that collects passages.

    Why no recursion: a page may nest its elements deeper than Python's stack.
    """

    def __init__(self) -> None:
        self.done: list[Passage] = []
        self._words: list[str] = []
        self._pictures: list[Passage] = []
        self._kinds = [BlockKind.TEXT]

    def through(self, root: LexborNode, until: int | None) -> None:
        """Visit every node under the root, and the root, in page order, until one that has the given id."""
        opened: list[bool] = []  # for each element we are in: whether it has a kind of its own
        node: LexborNode | None = root
        depth = 0
        while node is not None and node.mem_id != until:
            child = self._enter(node, opened)
            if child is not None:
                node, depth = child, depth + 1
                continue
            node, depth = self._leave(node, depth, opened)
        self._flush()

    def _enter(self, node: LexborNode, opened: list[bool]) -> LexborNode | None:
        """Take in one node; return its first child if there is something to see in it."""
        tag = node.tag or ""
        if tag == TEXT:
            self._words.append(node.text_content or "")
        elif tag == "br":
            self._flush()
        elif tag == "img":
            self._see_picture(node)
        elif tag in ("td", "th"):
            self._words.append(" ")
        child = None if tag in _UNSEEN or tag.startswith("-") or _is_hidden(node) else node.child
        if child is not None:
            self._open(node, tag, opened)
        return child

    def _open(self, node: LexborNode, tag: str, opened: list[bool]) -> None:
        around = self._kinds[-1]
        kind = _kind(node, tag)
        inner = kind if kind and _RANKS[kind] > _RANKS[around] else around
        breaks = tag in _BREAKING or inner is not around
        if breaks:
            self._flush()
            self._kinds.append(inner)
        opened.append(breaks)

    def _leave(self, node: LexborNode, depth: int, opened: list[bool]) -> tuple[LexborNode | None, int]:
        """Climb to the next node in page order; None after the last one."""
        current = node
        while depth:
            following = current.next
            if following is not None:
                return following, depth
            parent = current.parent
            if opened.pop():
                self._flush()
                self._kinds.pop()
            if parent is None:
                break
            current, depth = parent, depth - 1
        return None, 0

    def _see_picture(self, node: LexborNode) -> None:
        address = attribute(node, "src") or attribute(node, "data-src")
        if address and not _is_icon(node) and self._kinds[-1] is not BlockKind.FURNITURE:
            self._pictures.append(Passage(BlockKind.IMAGE, collapse(attribute(node, "alt")), address))

    def _flush(self) -> None:
        """End the passage that is being collected."""
        text = collapse("".join(self._words))
        self._words.clear()
        if text:
            self.done.append(Passage(self._kinds[-1], text))
        self.done.extend(self._pictures)
        self._pictures.clear()


def _parts(passage: Passage) -> Iterator[Passage]:
    """Yield a passage; a caption that ends with its credit as two."""
    if passage.kind is not BlockKind.CAPTION:
        yield (
            Passage(passage.kind, _bare(passage.text), passage.address) if passage.kind is BlockKind.CREDIT else passage
        )
        return
    found = _CREDIT_IN_CAPTION.fullmatch(passage.text) if len(passage.text) <= _LONGEST_CAPTION else None
    caption = found["caption"].strip() if found else passage.text
    if caption:
        yield Passage(BlockKind.CAPTION, caption)
    if found:
        yield Passage(BlockKind.CREDIT, found["credit"].strip())


def _bare(credit: str) -> str:
    """Return a credit without the brackets around it."""
    return credit[1:-1].strip() if credit[:1] + credit[-1:] in ("()", "[]") else credit


def _kind(node: LexborNode, tag: str) -> BlockKind | None:
    """Say what an element's tag, role or class makes of its text, if it says anything."""
    if tag == "time":
        return BlockKind.STAMP if _stands_alone(node) else None
    if tag == "mark":
        return BlockKind.BYLINE if _is_beside_time(node) else None
    if tag in _KIND_OF_TAG:
        return _KIND_OF_TAG[tag]
    if attribute(node, "role") in _FURNITURE_ROLES:
        return BlockKind.FURNITURE
    return _kind_of_class(node)


def _kind_of_class(node: LexborNode) -> BlockKind | None:
    names = attribute(node, "class")
    if _is_name(node, names):
        return BlockKind.BYLINE
    if not names:
        return None
    if (_CREDIT.search(names) or _CAPTION.search(names)) and node.css_first("img") is None:
        return BlockKind.CREDIT if _CREDIT.search(names) else BlockKind.CAPTION
    if _FURNITURE.search(names) and len(node.text()) <= _SHORT_FURNITURE:
        return BlockKind.FURNITURE
    return None


def _is_name(node: LexborNode, names: str) -> bool:
    if not (attribute(node, "rel") == "author" or attribute(node, "itemprop") == "author" or _BYLINE.search(names)):
        return False
    return _stands_alone(node) and len(node.text()) <= _LONGEST_NAME


def _stands_alone(node: LexborNode) -> bool:
    """Whether no running text stands beside an element: then a time or name is a line and not part of a sentence."""
    if node.parent is not None and node.parent.tag in HEADINGS:
        return True
    return not any(beside is not None and _is_words(beside) for beside in (node.prev, node.next))


def _is_words(node: LexborNode) -> bool:
    return node.tag == TEXT and any(letter.isalnum() for letter in node.text_content or "")


def _is_beside_time(node: LexborNode) -> bool:
    return any(beside is not None and beside.tag == "time" for beside in (node.prev, node.next))


def _is_hidden(node: LexborNode) -> bool:
    return "hidden" in node.attributes if node.is_element_node else False


def _is_icon(node: LexborNode) -> bool:
    sizes = (attribute(node, "width"), attribute(node, "height"))
    return any(size.isdecimal() and int(size[:6]) <= _ICON_PX for size in sizes)
