"""Live elements: the posts of a live blog as they stand in the page.

Finds the elements that carry the ids of the metadata, the brothers beside them that the metadata lack, and, where a
page is known to be a live blog, runs of elements of one shape that have an id or a time each. Reads of each what its
head says (title, time, names) and what its body holds.

Why ids are compared without their prefix: metadata say `#2250001` and the page `id="post-2250001"`, or the reverse.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from selectolax.lexbor import LexborNode

from desktop.domain.blocks import BlockKind
from desktop.domain.times import UNKNOWN_TIME, When
from desktop.importers.pages.live_runs import SHOWN_TIME, TIMES, best_run, is_signpost, own_times, shape
from desktop.importers.pages.markup import Page, attribute
from desktop.importers.pages.passages import HEADINGS, Passage, passages, readable
from desktop.importers.values.stamps import read_instant, read_time
from desktop.importers.values.whitespace import letters

_ID_ATTRIBUTES: Final = ("id", "data-id", "data-post-id", "data-block-id", "data-entry-id", "data-key")
_ID_PREFIX: Final = re.compile(r"^[A-Za-z]+[-_:]?(?=[A-Za-z0-9])|^(?:[A-Za-z]+[-_])+")
_SHORTEST_KEY: Final = 4
_EDIT: Final = re.compile(r"modif|updat|edit|last", re.IGNORECASE)
_HEAD_KINDS: Final = (BlockKind.HEADING, BlockKind.STAMP, BlockKind.BYLINE)
_BYLINE_LEAD: Final = re.compile(
    r"^(?:(?:posted|written|reported)\s+)?(?:by|from|von|par|por|di|da)\b[:\s]*", re.IGNORECASE
)
_BYLINE_JOINT: Final = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b)\s*")
_FEWEST_LETTERS: Final = 20
_FEW: Final = 3
_LINES_OF_HEAD: Final = 3
_LEAST_OPENING: Final = 30
_OPENING_KINDS: Final = frozenset(BlockKind) - {BlockKind.FURNITURE, BlockKind.BYLINE, BlockKind.STAMP}


@dataclass(frozen=True, slots=True)
class Element:
    """One post as the page shows it.

    Attributes:
        place: Its rank among the posts of the page, from the top.
        key: The id under which the page knows it.
        titles: The headings above its text, in order.
        published: What its machine-readable time says.
        shown: The times it shows to people, as printed.
        body: Its text, pictures and captions.
    """

    place: int
    key: str | None
    titles: tuple[str, ...]
    published: When
    modified: datetime | None
    shown: tuple[str, ...]
    byline: tuple[str, ...]
    body: tuple[Passage, ...]


def post_nodes(page: Page, keys: Sequence[str], marked: Sequence[LexborNode] = ()) -> tuple[LexborNode, ...]:
    """Find the elements of a page that are its posts.

    Args:
        page: A page that is known to be a live blog.
        keys: The ids that its metadata give to posts.
        marked: Elements that the page itself marks as posts.

    Returns:
        The elements in page order, each once, none inside another.
    """
    body = page.body
    if body is None:
        return ()
    nodes = {node.mem_id: node for node in (*marked, *_nodes_of(body, keys))}
    nodes = nodes or best_run(body)
    nodes |= {node.mem_id: node for node in _brothers(list(nodes.values()))}
    return tuple(_in_page_order(body, set(nodes)))


def read_elements(nodes: Sequence[LexborNode]) -> tuple[Element, ...]:
    """Read the posts out of their elements, in the order given. A time that all of them state says nothing."""
    found = [_element(place, node) for place, node in enumerate(nodes)]
    if len(found) >= _FEW and len({element.published.earliest for element in found}) == 1:
        return tuple(replace(element, published=UNKNOWN_TIME) for element in found)
    return tuple(found)


def opening(nodes: Sequence[LexborNode], title: str | None) -> tuple[Passage, ...]:
    """Return what the article says between its title and its first post: a summary, or a first paragraph and a picture.

    A list of links to the posts repeats their titles and is left out; so is a heading without anything under it.

    Args:
        nodes: The posts, from the top.
        title: The page's title.
    """
    around = _article_around(nodes[0]) if nodes else None
    if around is None:
        return ()
    found = [passage for passage in passages(around, nodes[0]) if passage.kind in _OPENING_KINDS]
    headings = [at for at, passage in enumerate(found) if letters(passage.text) == letters(title or "")]
    told = {letters(head.text()) for node in nodes for head in node.css(", ".join(sorted(HEADINGS)))}
    rest = [passage for passage in found[headings[-1] + 1 :] if letters(passage.text) not in told] if headings else []
    while rest and rest[-1].kind is BlockKind.HEADING:
        rest.pop()
    return tuple(rest) if len(letters(readable(tuple(rest)))) >= _LEAST_OPENING else ()


def _article_around(node: LexborNode) -> LexborNode | None:
    """Return the nearest element around a post that holds the whole article, or None if the page does not mark it."""
    parent = node.parent
    while parent is not None:
        if parent.tag in ("article", "main") or "BlogPosting" in attribute(parent, "itemtype"):
            return parent
        parent = parent.parent
    return None


def bare_key(key: str) -> str:
    """Return an id without the word before it ("block-5f3a" becomes "5f3a"), unless too little remains."""
    bare = _ID_PREFIX.sub("", key, count=1)
    return bare if len(bare) >= _SHORTEST_KEY else key


def _nodes_of(body: LexborNode, keys: Iterable[str]) -> Iterator[LexborNode]:
    """Yield the element of each key that has one."""
    keys = list(keys)
    wanted = set(map(bare_key, keys))
    exact: dict[str, LexborNode] = {}
    bare: dict[str, list[LexborNode]] = defaultdict(list)
    for name in _ID_ATTRIBUTES:
        for node in body.css(f"[{name}]"):
            value = attribute(node, name)
            if bare_key(value) not in wanted or is_signpost(node):
                continue
            exact.setdefault(value, node)
            bare[bare_key(value)].append(node)
    found = []
    for key in keys:
        alike = bare.get(bare_key(key), [])
        named = exact.get(key) or (alike[0] if len({one.mem_id for one in alike}) == 1 else None)
        if named is not None:
            found.append(named)
    taken = {node.mem_id for node in found}
    yield from (_grown(node, taken) for node in found)


def _grown(node: LexborNode, taken: set[int]) -> LexborNode:
    """Return the element that holds the post: an anchor or a heading stands for the box around it."""
    current = node
    while current.tag in HEADINGS or current.tag in ("a", "time") or not current.text().strip():
        parent = current.parent
        if parent is None or parent.tag in ("body", "main", "html"):
            return node
        if any(one.mem_id in taken and one.mem_id != node.mem_id for one in parent.traverse()):
            return node
        current = parent
    return current


def _brothers(nodes: Sequence[LexborNode]) -> Iterator[LexborNode]:
    """Yield the elements beside known posts that have the same shape and are not known."""
    if len(nodes) < 2:
        return
    taken = {node.mem_id for node in nodes}
    shapes = {shape(node) for node in nodes}
    parents = {node.parent.mem_id: node.parent for node in nodes if node.parent is not None}
    for parent in parents.values():
        for brother in parent.iter():
            if brother.mem_id not in taken and shape(brother) in shapes and _is_like_a_post(brother):
                yield brother


def _is_like_a_post(node: LexborNode) -> bool:
    if sum(letter.isalnum() for letter in node.text()[:400]) < _FEWEST_LETTERS or is_signpost(node):
        return False
    return bool(attribute(node, "id") or _stated_times(node) or node.css_first("time, h1, h2, h3, h4, h5, h6"))


def _in_page_order(body: LexborNode, wanted: set[int]) -> Iterator[LexborNode]:
    """Yield the wanted elements from the top of the page to its end; one inside another is part of it."""
    inside: set[int] = set()
    for node in body.traverse():
        parent = node.parent
        if parent is not None and parent.mem_id in inside:
            inside.add(node.mem_id)
        elif node.mem_id in wanted:
            inside.add(node.mem_id)
            yield node


def _element(place: int, node: LexborNode) -> Element:
    found = _with_shown_times(passages(node))
    start = next((at for at, passage in enumerate(found) if passage.kind not in _HEAD_KINDS), len(found))
    head = [passage for passage in found[:start] if passage.kind in _HEAD_KINDS]
    later = [passage for passage in found[start:] if passage.kind in (BlockKind.STAMP, BlockKind.BYLINE)]
    published, modified = _times(node)
    return Element(
        place=place,
        key=_key(node),
        titles=tuple(passage.text for passage in head if passage.kind is BlockKind.HEADING),
        published=published,
        modified=modified,
        shown=tuple(passage.text for passage in (*head, *later) if passage.kind is BlockKind.STAMP),
        byline=tuple(_names(passage.text for passage in (*head, *later) if passage.kind is BlockKind.BYLINE)),
        body=tuple(passage for passage in found[start:] if passage.kind not in (BlockKind.STAMP, BlockKind.BYLINE)),
    )


def _with_shown_times(found: Sequence[Passage]) -> tuple[Passage, ...]:
    """Take a short line at the head that is nothing but a time for what it is, whatever element it stands in."""
    return tuple(_head_line(passage) if at < _LINES_OF_HEAD else passage for at, passage in enumerate(found))


def _head_line(passage: Passage) -> Passage:
    is_time = passage.kind in (BlockKind.TEXT, BlockKind.LIST) and SHOWN_TIME.fullmatch(passage.text) is not None
    return replace(passage, kind=BlockKind.STAMP) if is_time else passage


def _key(node: LexborNode) -> str | None:
    own = next((value for name in _ID_ATTRIBUTES if (value := attribute(node, name))), None)
    if own:
        return own
    inner = node.css_first("a[id], h2[id], h3[id]")
    return attribute(inner, "id") if inner is not None else None


def _times(node: LexborNode) -> tuple[When, datetime | None]:
    """Return when the element's own machine-readable times say it was published and last edited."""
    published, modified = UNKNOWN_TIME, None
    for name, value in _stated_times(node):
        when = read_time(value, f"the page's {name}")
        if _EDIT.search(name):
            modified = modified or read_instant(value)
        elif not published.is_exact and when is not UNKNOWN_TIME:
            published = when
    return published, modified or _second_time(node, published)


def _second_time(node: LexborNode, published: When) -> datetime | None:
    """Return what a second `<time>` beside the first says, if it is later: the time of the last edit."""
    times = node.css("time[datetime], amp-timeago[datetime]")[:2]
    if len(times) < 2 or published.latest is None or not _stand_together(*times):
        return None
    second = read_instant(attribute(times[1], "datetime"))
    return second if second is not None and second > published.latest else None


def _stand_together(first: LexborNode, second: LexborNode) -> bool:
    def around(node: LexborNode) -> set[int]:
        above = (node.parent, node.parent.parent if node.parent is not None else None)
        return {one.mem_id for one in above if one is not None}

    return bool(around(first) & around(second))


def _stated_times(node: LexborNode) -> list[tuple[str, str]]:
    """Return names and values of the machine-readable times of an element and of the `<time>` elements in it."""
    found = own_times(node)
    for inner in node.css(TIMES):
        edited = "last " if _EDIT.search(attribute(inner, "class") + attribute(inner, "itemprop")) else ""
        value = attribute(inner, "datetime")
        if value:
            found.append((f"{edited}datetime", value))
        found.extend((f"{edited}{name}", value) for name, value in own_times(inner))
    return found


def _names(lines: Iterable[str]) -> Iterator[str]:
    """Yield the names in byline texts, each once; a label in capitals ("KEY EVENT") is no name."""
    seen = set()
    for line in lines:
        for name in _BYLINE_JOINT.split(_BYLINE_LEAD.sub("", line)):
            if name and not name.isupper() and any(map(str.isalpha, name)) and name not in seen:
                seen.add(name)
                yield name
