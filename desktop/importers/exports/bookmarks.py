"""Bookmarks: the lists that browsers keep, as HTML (Netscape's form, which all of them write) and as JSON.

Folders and tags become tags. The names that a browser gives its own top folders say nothing and are left out.

Source: observed files; Firefox's JSON counts microseconds since 1970, Chrome's since 1601.
"""

import re
from collections.abc import Iterator
from typing import Final

from desktop.domain.documents import Carried, Document, Source
from desktop.importers.exports.link_pages import Link, links_in
from desktop.importers.saved.saved_articles import Found, Saved, document, numbered, read_each
from desktop.importers.saved.saved_values import read_flag, read_moment, read_tags
from desktop.importers.values.decoding import decode
from desktop.importers.values.json_values import JsonObject, first_words, keys_of, objects, read_source

NAME: Final = "bookmarks"
_DECLARED: Final = re.compile(rb"<!DOCTYPE\s+NETSCAPE-Bookmark-file", re.IGNORECASE)
_LISTED: Final = re.compile(rb"<DT>\s*<(?:A|H3)\s[^>]*\bADD_DATE\s*=", re.IGNORECASE)
_CHROME: Final = frozenset({"roots", "children"})
_FIREFOX: Final = frozenset({"guid", "typeCode", "dateAdded"})


def score(head: bytes) -> float:
    """How surely a file that begins so is a browser's bookmarks, between 0 and 1."""
    if _DECLARED.search(head) or _LISTED.search(head):
        return 1.0
    keys = keys_of(head)
    return 0.95 if keys >= _CHROME or keys >= _FIREFOX else 0.0


def read_all(source: Source) -> Found:
    """Read every bookmark; one that does not lead into the web, such as a script, is an error of its own.

    Raises:
        NotAnArticle: There is none.
        CannotRead: The file is neither HTML nor whole JSON.
    """
    if keys_of(source.data[:8192]):
        nodes = numbered(_leaves(read_source(source)), "bookmark")
        return read_each(source, nodes, lambda leaf, where: _from_json(source, where, *leaf))
    links = numbered(links_in(decode(source.data).text), "bookmark")
    return read_each(source, links, lambda link, where: _from_link(source, where, link))


def _from_link(source: Source, where: str, link: Link) -> Document:
    stated = link.attributes
    unread = read_flag(stated.get("toread"))
    saved = Saved(
        address=stated.get("href", ""),
        title=link.title,
        tags=read_tags([*link.folders, *read_tags(stated.get("tags", ""))]),
        carried=Carried(added=read_moment(stated.get("add_date", "")), is_read=None if unread is None else not unread),
        note=link.note,
    )
    return document(source, NAME, where, saved)


def _leaves(tree: object) -> Iterator[tuple[JsonObject, tuple[str, ...]]]:
    """Yield each bookmark of a tree with the folders above it, in order; walks without recursion."""
    roots = tree.get("roots") if isinstance(tree, dict) else None
    tops = list(roots.values()) if isinstance(roots, dict) else objects(tree)
    waiting: list[tuple[object, tuple[str, ...], int]] = [(top, (), 0) for top in reversed(tops)]
    while waiting:
        node, folders, depth = waiting.pop()
        if not isinstance(node, dict):
            continue
        children = objects(node.get("children"))
        if node.get("children") is None:
            yield node, folders
            continue
        # The tops of Firefox stand inside a nameless root, those of Chrome beside each other.
        is_top = bool(node.get("root")) or depth == 0
        inner = folders if is_top else (*folders, first_words(node, "title", "name"))
        waiting.extend((child, inner, depth + 1) for child in reversed(children))


def _from_json(source: Source, where: str, node: JsonObject, folders: tuple[str, ...]) -> Document | None:
    address = first_words(node, "url", "uri")
    if not address:  # a line between bookmarks
        return None
    added = read_moment(node.get("date_added") or node.get("dateAdded"))
    tags = read_tags([*folders, *read_tags(node.get("tags"))])
    saved = Saved(address=address, title=first_words(node, "name", "title"), tags=tags, carried=Carried(added=added))
    return document(source, NAME, where, saved)
