"""OPML: a list of feeds. Each becomes a link to the feed, to be fetched when the reader wishes; folders become tags.

Source: OPML 2.0, `outline` with text, title, xmlUrl and htmlUrl; also met: another case of the names, no text, an empty
htmlUrl, links to pages (`type="link" url="…"`).
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from desktop.domain.documents import Document, Source
from desktop.domain.errors import CannotRead
from desktop.importers.saved.saved_articles import Found, Saved, document, numbered, read_each
from desktop.importers.saved.saved_values import read_tags
from desktop.importers.values.xml_text import read_xml, root_name

NAME: Final = "opml"
_DEEPEST: Final = 100  # folders inside folders
_STATED_FEED: Final = re.compile(
    r"<outline\s[^<>]{0,20000}?\sxmlurl\s{0,20}=|<outline\s{1,20}xmlurl\s{0,20}=", re.IGNORECASE
)
_COMMENT: Final = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)


def score(head: bytes) -> float:
    """How surely a file that begins so is OPML, between 0 and 1."""
    return 1.0 if root_name(head) == "opml" else 0.0


def read_all(source: Source) -> Found:
    """Read every feed of the list.

    Raises:
        NotAnArticle: There is none.
        CannotRead: It is no XML.
    """
    text = read_xml(source.name, source.data, source.charset).text
    feeds = list(_feeds(source.name, text))
    found = read_each(source, numbered(feeds, "feed"), lambda feed, where: _document(source, where, *feed))
    total = len(_STATED_FEED.findall(_COMMENT.sub("", text)))
    return found if total <= len(feeds) else (*found, _left_out(source.name, len(feeds), total))


def _feeds(name: str, text: str) -> Iterator[tuple[dict[str, str], tuple[str, ...]]]:
    """Yield the attributes of each outline that has an address, and the folders around it."""
    from lxml import etree  # noqa: PLC0415 - slow to load, and few files need it

    parser = etree.XMLPullParser(
        events=("start", "end"), recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        parser.feed(text.encode())
    except etree.XMLSyntaxError as error:
        raise CannotRead(f"“{name}” is no whole list of feeds.", "Export it again.") from error
    folders: list[str] = []
    for event, element in parser.read_events():
        stated = _stated(element)
        if stated is None:
            continue
        if event == "end":
            if folders:
                folders.pop()
            continue
        if stated.get("xmlurl") or stated.get("url"):
            yield stated, tuple(folder for folder in folders[:_DEEPEST] if folder)
        folders.append(stated.get("text") or stated.get("title", ""))


def _stated(element: Any) -> dict[str, str] | None:  # noqa: ANN401 - lxml's elements have no types
    """Return the attributes of an outline by their names in lower case; None for any other element."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag.rpartition("}")[2].lower() != "outline":
        return None
    return {str(name).rpartition("}")[2].lower(): str(value) for name, value in element.attrib.items()}


def _left_out(name: str, read: int, total: int) -> CannotRead:
    """Say that the parser gave up: it reads no more than some 250 folders inside folders, and nothing behind them."""
    return CannotRead(
        f"“{name}” names {total:,} feeds; {read:,} could be read, and {total - read:,} were left out.",
        "It may be damaged, or nest its folders too deep. Export it again.",
    )


def _document(source: Source, where: str, stated: dict[str, str], folders: tuple[str, ...]) -> Document:
    title = stated.get("text") or stated.get("title", "")
    saved = Saved(
        address=stated.get("xmlurl") or stated.get("url", ""),
        title=title,
        tags=read_tags([*folders, *(part.strip("/") for part in read_tags(stated.get("category", "")))]),
        note=stated.get("description", ""),
        site=stated.get("title") or title,
        language=stated.get("language", ""),
    )
    return document(source, NAME, where, saved)
