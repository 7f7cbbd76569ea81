"""Live metadata: the updates of a LiveBlogPosting, as its publisher wrote them for machines.

Reads the JSON-LD in every form met so far and the same in microdata, and throws away only what is known to say
nothing: a title that repeats the blog's headline, a title that many updates share (a label, kept as a tag), a time that
all updates share, an author list that all updates share. What remains may still be wrong; `live_merging` compares it
with the page.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborNode

from desktop.domain.times import UNKNOWN_TIME, When
from desktop.importers.pages.markup import Page, attribute
from desktop.importers.pages.page_facts import web_address
from desktop.importers.pages.structured_data import JsonObject, address_of, is_a, lines_of, names_of, text_of
from desktop.importers.values.stamps import read_instant, read_time
from desktop.importers.values.whitespace import collapse, letters

_MICRODATA_POST: Final = '[itemprop~="liveBlogUpdate" i]'
_FEW: Final = 3  # from this number on, what all updates share says nothing about any of them
_KICKER_SHARE: Final = 1 / 3


@dataclass(frozen=True, slots=True)
class Update:
    """What the metadata says about one post. Every field may be missing.

    Attributes:
        key: The last part of its id or address: what the page may use as an element's id.
        paragraphs: Its text.
        element: For microdata, the element that is the post.
        is_summary: Whether it is called a summary.
        is_pinned: Whether it is pinned above its place in time.
    """

    key: str | None
    url: str | None
    title: str | None
    published: When
    modified: datetime | None
    byline: tuple[str, ...]
    paragraphs: tuple[str, ...]
    origin: str
    element: LexborNode | None = None
    is_summary: bool = False
    is_pinned: bool = False


@dataclass(frozen=True, slots=True)
class LiveMetadata:
    """What the metadata says about a live blog: the object itself, its updates in the order given, and their labels."""

    blog: JsonObject
    updates: tuple[Update, ...]
    labels: tuple[str, ...] = ()


def live_metadata(page: Page, things: Sequence[JsonObject]) -> LiveMetadata | None:
    """Find the live blog that a page's metadata describe; None if they describe none.

    Of several, the one with most updates is taken. It may have none at all.
    """
    blogs = [thing for thing in things if is_a(thing, "LiveBlogPosting")]
    blog = max(blogs, key=lambda thing: len(_flat(thing.get("liveBlogUpdate"))), default=None)
    if blog is not None and _flat(blog.get("liveBlogUpdate")):
        return _cleaned(blog, _from_json(blog, things))
    marked = page.tree.css_first('[itemtype*="LiveBlogPosting" i]')
    if marked is not None:
        return _cleaned(blog or _microdata_head(marked), tuple(map(_from_element, marked.css(_MICRODATA_POST))))
    return LiveMetadata(blog, ()) if blog is not None else None


def _from_json(blog: JsonObject, things: Sequence[JsonObject]) -> tuple[Update, ...]:
    named = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and len(thing) > 1}
    base = web_address(address_of(blog.get("url")) or address_of(blog.get("mainEntityOfPage")) or address_of(blog))
    updates = []
    for thing in _flat(blog.get("liveBlogUpdate")):
        whole = named.get(thing["@id"], thing) if set(thing) == {"@id"} else thing
        updates.append(_update(whole, base))
    return tuple(updates)


def _flat(value: object) -> list[JsonObject]:
    """Return the objects of a value that may be one object, a list, or lists inside lists."""
    found, waiting = [], [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            found.append(one)
        elif isinstance(one, list):
            waiting.extend(reversed(one))
    return found


def _update(thing: JsonObject, base: str | None) -> Update:
    url = _own_address(thing, base)
    return Update(
        key=key_of(url or _bare_id(thing)),
        url=url,
        title=text_of(thing.get("headline") or thing.get("name")) or None,
        published=read_time(thing.get("datePublished"), "JSON-LD datePublished"),
        modified=read_instant(thing.get("dateModified")),
        byline=names_of(thing.get("author") or thing.get("creator")),
        paragraphs=lines_of(thing.get("articleBody") or thing.get("text") or thing.get("description")),
        origin="JSON-LD",
    )


def _own_address(thing: JsonObject, base: str | None) -> str | None:
    """Return the first stated address that is the update's own; a relative one stays so if the blog states none."""
    stated = (thing.get("url"), thing.get("@id"), thing.get("mainEntityOfPage"))
    for text in map(address_of, stated):
        is_relative = text.startswith(("#", "/", "?")) and text != "#"
        absolute = web_address(text, base) if is_relative and base else text if is_relative else web_address(text)
        if absolute and absolute.rstrip("/#") != (base or "").rstrip("/#"):
            return absolute
    return None


def _bare_id(thing: JsonObject) -> str:
    """Return an update's id if it is no web address: those are the blog's where they are not the update's own."""
    stated = (address_of(thing.get("@id")), text_of(thing.get("identifier")))
    return next((text for text in stated if text and web_address(text) is None), "")


def key_of(identity: str) -> str | None:
    """Return what names the post in an id or address: its fragment, else the last part of its path, else itself."""
    try:
        parts = urlsplit(identity)
    except ValueError:
        return None
    key = parts.fragment or parts.path.rstrip("/").rpartition("/")[2]
    return unquote(key).lstrip("/#") or None


def _microdata_head(root: LexborNode) -> JsonObject:
    """Return the head of a live blog in microdata in the form of a JSON-LD object."""
    posts = {node.mem_id for node in root.css(_MICRODATA_POST)}
    head: dict[str, Any] = {"@type": "LiveBlogPosting"}
    for name in ("headline", "datePublished", "dateModified", "coverageStartTime"):
        for node in root.css(f'[itemprop~="{name}"]'):
            if not _is_inside(node, posts, root):
                head.setdefault(name, _property(node))
    return head


def _from_element(post: LexborNode) -> Update:
    def stated(name: str) -> str:
        node = post.css_first(f'[itemprop~="{name}"]')
        return _property(node) if node is not None else ""

    body = post.css_first('[itemprop~="articleBody"]')
    identity = stated("url") or attribute(post, "itemid") or attribute(post, "id")
    return Update(
        key=attribute(post, "id") or key_of(identity),
        url=web_address(identity),
        title=stated("headline") or None,
        published=read_time(stated("datePublished"), "microdata datePublished"),
        modified=read_instant(stated("dateModified")),
        byline=names_of(stated("author")),
        paragraphs=lines_of(body.html) if body is not None else (),
        origin="microdata",
        element=post,
    )


def _property(node: LexborNode) -> str:
    """Return what an element with an `itemprop` states."""
    for name in ("content", "datetime", "href", "src"):
        if attribute(node, name):
            return attribute(node, name)
    return collapse(node.text())


def _is_inside(node: LexborNode, outer: set[int], root: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.mem_id != root.mem_id:
        if parent.mem_id in outer:
            return True
        parent = parent.parent
    return False


def _cleaned(blog: JsonObject, updates: tuple[Update, ...]) -> LiveMetadata:
    """Take away what says nothing about the single post."""
    headline = letters(text_of(blog.get("headline") or blog.get("name")))
    labels = tuple(_labels(updates, headline))
    no_titles = {headline, *map(letters, labels)}
    no_times = len(updates) >= _FEW and len({update.published for update in updates}) == 1
    no_byline = len({update.byline for update in updates}) == 1
    return LiveMetadata(
        blog,
        tuple(
            replace(
                update,
                title=None if update.title is None or letters(update.title) in no_titles else update.title,
                published=UNKNOWN_TIME if no_times else update.published,
                byline=() if no_byline and update.origin == "JSON-LD" else update.byline,
            )
            for update in updates
        ),
        labels,
    )


def _labels(updates: Sequence[Update], headline: str) -> Iterator[str]:
    """Yield the titles that a third of the updates or more share: they name a section and not a post."""
    counts = Counter(letters(update.title) for update in updates if update.title)
    for key, count in counts.items():
        if key != headline and count >= _FEW and count >= len(updates) * _KICKER_SHARE:
            yield next(update.title for update in updates if update.title and letters(update.title) == key)
