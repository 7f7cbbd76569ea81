"""Live blocks: the posts of a live page as the data of its own program.

Some pages carry their posts as a list of blocks for the script that draws them: each with an id, a list of elements,
and times in milliseconds. The reader goes by that structure and by no site's name.

Source: the block model that the Guardian publishes with its rendering program: `id`, `elements`, `title`,
`attributes` (`pinned`, `summary`, `keyEvent`), `blockFirstPublished`, `blockLastUpdated`, `contributors`; and that of
its content interface, with `bodyHtml`, `firstPublishedDate` and `lastModifiedDate` instead. The fields `firstPublished`
and `lastUpdated` of a block are those of the whole article, and are not read.
"""

import json
import re
from collections.abc import Iterator
from typing import Final

from desktop.importers.pages.live_metadata import LiveMetadata, Update
from desktop.importers.pages.markup import Page, attribute
from desktop.importers.pages.structured_data import JsonObject, json_objects_in, lines_of, names_of, text_of
from desktop.importers.values.stamps import read_instant, read_time

_ORIGIN: Final = "the page's blocks"
_SIGNS: Final = ("blockFirstPublished", "blockCreatedOn", "firstPublishedDate", "bodyHtml")
_FIRST: Final = ("blockFirstPublished", "firstPublishedDate", "publishedDate", "blockCreatedOn", "createdDate")
_LAST: Final = ("blockLastUpdated", "lastModifiedDate")
_WORDS: Final = ("html", "bodyHtml", "text")
_ASSIGNMENT: Final = re.compile(r"\s*(?:(?:var|let|const)\s+)?[\w.$\[\]\"']{1,80}\s*=\s*(?=[{\[])")
_FEWEST_BLOCKS: Final = 2
_MOST_SCRIPTS: Final = 200


def with_blocks(metadata: LiveMetadata | None, page: Page) -> LiveMetadata | None:
    """Return the metadata of a page with the posts of its blocks, where these are more than the metadata hold."""
    known = len(metadata.updates) if metadata is not None else 0
    updates = block_updates(page)
    if len(updates) < _FEWEST_BLOCKS or len(updates) <= known:
        return metadata
    return LiveMetadata(metadata.blog if metadata is not None else {}, updates)


def block_updates(page: Page) -> tuple[Update, ...]:
    """Return the posts of the longest list of blocks in a page's data, in its order; empty if there is none."""
    lists = (found for text in _data_of(page) for found in _lists_of_blocks(_value(text)))
    longest: list[JsonObject] = max(lists, key=len, default=[])
    return tuple(update for block in longest if (update := _update(block)) is not None)


def _data_of(page: Page) -> Iterator[str]:
    """Yield the texts of a page that can hold blocks: scripts, and the properties of parts drawn by one."""
    if not any(sign in page.markup for sign in _SIGNS):
        return
    for script in page.tree.css("script")[:_MOST_SCRIPTS]:
        text = script.text() or ""
        if "ld+json" not in attribute(script, "type") and any(sign in text for sign in _SIGNS):
            yield text
    for node in page.tree.css("[props], [data-props]")[:_MOST_SCRIPTS]:
        text = attribute(node, "props") or attribute(node, "data-props")
        if any(sign in text for sign in _SIGNS):
            yield text


def _value(text: str) -> object | None:
    """Return the JSON value that a script is, or that it assigns first; None if it is neither."""
    begin = _ASSIGNMENT.match(text)
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text.strip() if begin is None else text[begin.end() :])
    except (ValueError, RecursionError):
        return None
    return value  # type: ignore[no-any-return]


def _lists_of_blocks(value: object) -> Iterator[list[JsonObject]]:
    for thing in json_objects_in(value):
        for held in thing.values():
            if isinstance(held, list) and held and all(isinstance(one, dict) and _is_block(one) for one in held):
                yield held


def _is_block(thing: JsonObject) -> bool:
    has_body = isinstance(thing.get("elements"), list) or isinstance(thing.get("bodyHtml"), str)
    return isinstance(thing.get("id"), str) and has_body and any(sign in thing for sign in (*_SIGNS, *_FIRST))


def _update(block: JsonObject) -> Update | None:
    """Read one block; one that holds nothing is not shown by its page either."""
    attributes = _object(block.get("attributes"))
    paragraphs = tuple(_paragraphs(block))
    title = text_of(block.get("title")) or text_of(attributes.get("title")) or None
    if not block.get("elements") and not paragraphs:
        return None
    published, modified = _first(block, _FIRST), _first(block, _LAST)
    when, edited = read_time(published, _ORIGIN), read_instant(modified)
    return Update(
        key=block["id"],
        url=None,
        title=title,
        published=when,
        modified=edited if edited and when.latest and edited > when.latest else None,
        byline=names_of(block.get("contributors")),
        paragraphs=paragraphs,
        origin=_ORIGIN,
        is_summary=attributes.get("summary") is True,
        is_pinned=attributes.get("pinned") is True,
    )


def _object(value: object) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _first(block: JsonObject, names: tuple[str, ...]) -> object:
    """Return the first time that a block states; one may be wrapped in an object."""
    for name in names:
        value = block.get(name)
        if isinstance(value, dict):
            value = value.get("dateTime") or value.get("iso8601")
        if value:
            return value
    return None


def _paragraphs(block: JsonObject) -> Iterator[str]:
    body = block.get("bodyHtml")
    if isinstance(body, str) and body:
        yield from lines_of(body)
        return
    for element in block.get("elements") or ():
        if isinstance(element, dict) and "image" not in str(element.get("_type") or element.get("type") or "").lower():
            yield from _words(element)


def _words(element: JsonObject) -> Iterator[str]:
    for holder in (element, _object(element.get("textTypeData"))):
        words = next((holder[name] for name in _WORDS if isinstance(holder.get(name), str) and holder[name]), None)
        if words is not None:
            yield from lines_of(words)
            return
