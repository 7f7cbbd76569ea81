"""Passages: what can be read in an element, in page order, and what each piece of it is.

Knows the elements and class names that sites use for captions, credits, bylines, times and furniture. Scripts, styles,
templates and frames are never text. Nothing that can be seen is dropped: what is not content is furniture.

Why class names at all: half of the sites write captions as `<span class="…caption">`, and no element says "credit".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from selectolax.lexbor import LexborNode

from desktop.domain.blocks import BlockKind
from desktop.importers.pages.formulas import draws_formula, formula_text
from desktop.importers.pages.markup import TEXT
from desktop.importers.pages.pictures import picture_address
from desktop.importers.values.whitespace import collapse

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN: Final = frozenset(
    """
    head script style noscript template iframe svg object embed video audio canvas select textarea
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
_OUT_OF_SIGHT: Final = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
_SHORT_FURNITURE: Final = 300
_LONGEST_NAME: Final = 120
_LONGEST_CAPTION: Final = 2000
_ICON_PX: Final = 48

_Attributes = Mapping[str, str | None]


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


@dataclass(frozen=True, slots=True)
class Box:
    """An element that begins a line of its own: its place in the tree, and the names the page gives it.

    Attributes:
        parent: The number of the box around it; -1 for the outermost.
        names: Its classes, id and role, as written.
        is_hidden: Whether its own style keeps it out of sight.
    """

    parent: int
    tag: str
    names: str
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Survey:
    """The passages of a page and where they stand.

    Attributes:
        passages: As `passages` returns them, without furniture.
        places: For each passage, the number of the box it stands in.
        linked: For each passage, how many characters of it are links.
        boxes: All boxes, outer before inner.
    """

    passages: tuple[Passage, ...]
    places: tuple[int, ...]
    linked: tuple[int, ...]
    boxes: tuple[Box, ...]


def survey(root: LexborNode) -> Survey:
    """Return all that can be read under an element and is no furniture, with the boxes it stands in."""
    walk = _Walk(skips_furniture=True)
    walk.through(root, None)
    rows = [
        (part, place, linked)
        for passage, (place, linked) in zip(walk.done, walk.places, strict=True)
        for part in _parts(passage)
    ]
    found, places, linked = zip(*rows, strict=True) if rows else ((), (), ())
    return Survey(tuple(found), tuple(places), tuple(linked), tuple(walk.boxes))


def readable(found: tuple[Passage, ...]) -> str:
    """Return the words of the passages that are body text, joined by line feeds."""
    body = (BlockKind.TEXT, BlockKind.QUOTE, BlockKind.LIST, BlockKind.HEADING)
    return "\n".join(passage.text for passage in found if passage.kind in body)


class _Walk:
    """A walk over a tree that collects passages.

    Why no recursion: a page may nest its elements deeper than Python's stack.
    """

    def __init__(self, *, skips_furniture: bool = False) -> None:
        self._skips_furniture = skips_furniture
        self.done: list[Passage] = []
        self.places: list[tuple[int, int]] = []  # for each passage, its box and how many characters are links
        self.boxes: list[Box] = []
        self._words: list[str] = []
        self._links = 0  # how many links we are in
        self._linked = 0  # characters of links among the words collected
        self._pictures: list[Passage] = []
        self._kinds = [BlockKind.TEXT]
        self._around = [-1]
        self._hints: dict[str, _Hints] = {}

    def through(self, root: LexborNode, until: int | None) -> None:
        """Visit every node under the root, and the root, in page order, until one that has the given id."""
        opened: list[_Opened] = []
        node: LexborNode | None = root
        depth = 0
        while node is not None and (until is None or node.mem_id != until):
            child = self._enter(node, opened)
            if child is not None:
                node, depth = child, depth + 1
                continue
            node, depth = self._leave(node, depth, opened)
        self._flush()

    def _enter(self, node: LexborNode, opened: list["_Opened"]) -> LexborNode | None:
        """Take in one node; return its first child if there is something to see in it."""
        tag = node.tag or ""
        if tag in (TEXT, "math"):
            self._take_words(formula_text(node) if tag == "math" else node.text_content or "")
            return None
        if tag in _UNSEEN or tag.startswith("-"):
            return None
        if tag == "br":
            self._flush()
        elif tag in ("td", "th"):
            self._words.append(" ")
        attributes = node.attributes
        is_drawing = attributes.get("aria-hidden") == "true" and draws_formula(node)
        if tag in ("img", "amp-img") and not is_drawing:
            self._see_picture(attributes)
        child = None if is_drawing or "hidden" in attributes else node.child
        if child is None:
            return None
        kind = self._kind(node, tag, attributes)
        if kind is BlockKind.FURNITURE and self._skips_furniture:
            self._flush()
            return None
        self._open(tag, kind, attributes, opened)
        return child

    def _take_words(self, words: str) -> None:
        if words and not words.isspace():
            self._words.append(words)
            self._linked += len(words) if self._links else 0
        elif self._words:
            self._words.append(" ")

    def _open(self, tag: str, kind: BlockKind | None, attributes: _Attributes, opened: list["_Opened"]) -> None:
        around = self._kinds[-1]
        inner = kind if kind and _RANKS[kind] > _RANKS[around] else around
        breaks = tag in _BREAKING or inner is not around
        if breaks:
            self._flush()
            self._kinds.append(inner)
            self.boxes.append(_box(self._around[-1], tag, attributes))
            self._around.append(len(self.boxes) - 1)
        elif tag == "a":
            self._links += 1
        opened.append(_Opened.BOX if breaks else _Opened.LINK if tag == "a" else _Opened.NEITHER)

    def _leave(self, node: LexborNode, depth: int, opened: list["_Opened"]) -> tuple[LexborNode | None, int]:
        """Climb to the next node in page order; None after the last one."""
        current = node
        while depth:
            following = current.next
            if following is not None:
                return following, depth
            parent = current.parent
            self._close(opened.pop())
            if parent is None:
                break
            current, depth = parent, depth - 1
        return None, 0

    def _close(self, opened: "_Opened") -> None:
        if opened is _Opened.BOX:
            self._flush()
            self._kinds.pop()
            self._around.pop()
        elif opened is _Opened.LINK:
            self._links -= 1

    def _kind(self, node: LexborNode, tag: str, attributes: _Attributes) -> BlockKind | None:
        """Say what an element's tag, role or class makes of its text, if it says anything."""
        if tag in ("time", "amp-timeago"):
            return BlockKind.STAMP if _stands_alone(node) else None
        if tag == "mark":
            return BlockKind.BYLINE if _is_beside_time(node) else None
        if tag in _KIND_OF_TAG:
            return _KIND_OF_TAG[tag]
        if not attributes:
            return None
        if attributes.get("role") in _FURNITURE_ROLES:
            return BlockKind.FURNITURE
        names = attributes.get("class") or ""
        hints = self._hints.get(names) or self._hints.setdefault(names, _hints(names))
        named = hints.is_byline or attributes.get("rel") == "author" or attributes.get("itemprop") == "author"
        if named and _stands_alone(node) and len(node.text()) <= _LONGEST_NAME:
            return BlockKind.BYLINE
        return _kind_of_class(node, hints)

    def _see_picture(self, attributes: _Attributes) -> None:
        address = picture_address(attributes)
        if address and not _is_icon(attributes) and self._kinds[-1] is not BlockKind.FURNITURE:
            self._pictures.append(Passage(BlockKind.IMAGE, collapse(attributes.get("alt") or ""), address))

    def _flush(self) -> None:
        """End the passage that is being collected."""
        if not self._words and not self._pictures:
            return
        text = collapse("".join(self._words))
        self._words.clear()
        if text:
            self.done.append(Passage(self._kinds[-1], text))
            self.places.append((self._around[-1], min(self._linked, len(text))))
        self._linked = 0
        self.done.extend(self._pictures)
        self.places.extend([(self._around[-1], 0)] * len(self._pictures))
        self._pictures.clear()


class _Opened(Enum):
    """What entering an element began, and leaving it ends."""

    BOX = auto()
    LINK = auto()
    NEITHER = auto()


def _box(parent: int, tag: str, attributes: _Attributes) -> Box:
    if not attributes:
        return Box(parent, tag, "")
    names = " ".join(filter(None, (attributes.get("class"), attributes.get("id"), attributes.get("role"))))
    style = attributes.get("style")
    is_hidden = bool(style and _OUT_OF_SIGHT.search(style)) or attributes.get("aria-hidden") == "true"
    return Box(parent, tag, names, is_hidden)


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


@dataclass(frozen=True, slots=True)
class _Hints:
    """What an element's classes say about its text."""

    is_byline: bool
    is_caption: bool
    is_credit: bool
    is_furniture: bool


def _hints(names: str) -> _Hints:
    return _Hints(
        is_byline=_BYLINE.search(names) is not None,
        is_caption=_CAPTION.search(names) is not None,
        is_credit=_CREDIT.search(names) is not None,
        is_furniture=_FURNITURE.search(names) is not None,
    )


def _kind_of_class(node: LexborNode, hints: _Hints) -> BlockKind | None:
    if (hints.is_credit or hints.is_caption) and node.css_first("img") is None:
        return BlockKind.CREDIT if hints.is_credit else BlockKind.CAPTION
    if hints.is_furniture and len(node.text()) <= _SHORT_FURNITURE:
        return BlockKind.FURNITURE
    return None


def _stands_alone(node: LexborNode) -> bool:
    """Whether no running text stands beside an element: then a time or name is a line and not part of a sentence."""
    if node.parent is not None and node.parent.tag in HEADINGS:
        return True
    return not any(beside is not None and _is_words(beside) for beside in (node.prev, node.next))


def _is_words(node: LexborNode) -> bool:
    return node.tag == TEXT and any(letter.isalnum() for letter in node.text_content or "")


def _is_beside_time(node: LexborNode) -> bool:
    return any(beside is not None and beside.tag in ("time", "amp-timeago") for beside in (node.prev, node.next))


def _is_icon(attributes: _Attributes) -> bool:
    sizes = (attributes.get("width") or "", attributes.get("height") or "")
    return any(size.isdecimal() and int(size[:6]) <= _ICON_PX for size in sizes)
