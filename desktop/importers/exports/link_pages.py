"""Link pages: lists of links in HTML, as browsers and services export them.

Reads the tags one after another and builds no tree: such files never close half of their elements, and nest folders as
deep as they like. The words of a link are text; nothing in them is run or fetched.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Final

from desktop.importers.values.whitespace import collapse

_TAG: Final = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>"']++|"[^"]*+"|'[^']*+'|["'])*+)>""")
_ATTRIBUTE: Final = re.compile(r"""([a-zA-Z_:][\w:.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADINGS: Final = frozenset({"h1", "h2", "h3"})
_STRUCTURE: Final = frozenset({"a", "dl", "dt", "dd", "li", "ul", "ol", "p", *_HEADINGS})
_DEEPEST: Final = 1000


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a list.

    Attributes:
        attributes: What stands in its tag, names in lower case.
        title: Its words.
        heading: The last heading above it.
        folders: The headings of the lists that it stands in, outer first.
        note: The description under it.
    """

    attributes: Mapping[str, str]
    title: str
    heading: str
    folders: tuple[str, ...]
    note: str = ""


def links_in(text: str) -> Iterator[Link]:
    """Yield the links of a page in order."""
    walk = _Walk()
    position = 0
    text = _COMMENT.sub("", text)
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name not in _STRUCTURE:
            continue
        walk.words += text[position : tag.start()]
        position = tag.end()
        yield from walk.at_tag(name, tag[3], is_end=bool(tag[1]))
    yield from walk.finish()


class _Walk:
    """Where in the list we are, and the link that may still get a description."""

    def __init__(self) -> None:
        self.words = ""
        self._inside: str | None = None  # the element whose words are being collected
        self._attributes: dict[str, str] = {}
        self._heading = ""
        self._folders: list[str] = []
        self._link: Link | None = None

    def at_tag(self, name: str, attributes: str, *, is_end: bool) -> Iterator[Link]:
        """Take in one tag; yield the link before it when nothing more can belong to that link."""
        self._end_words()
        if name == "dl":
            yield from self._at_list(is_end=is_end)
        elif is_end:
            self._inside = None
        elif name == "a":
            yield from self.finish()
            self._inside, self._attributes = "a", _attributes(attributes)
        elif name in _HEADINGS:
            yield from self.finish()
            self._inside = "heading"
        elif name == "dd":
            self._inside = "dd"

    def finish(self) -> Iterator[Link]:
        """Yield the link that is still open."""
        self._end_words()
        if self._link is not None:
            yield self._link
        self._link = None

    def _at_list(self, *, is_end: bool) -> Iterator[Link]:
        yield from self.finish()
        self._inside = None
        if not is_end and len(self._folders) < _DEEPEST:
            self._folders.append(self._heading)
        elif is_end and self._folders:
            self._folders.pop()
        if is_end:
            self._heading = ""

    def _end_words(self) -> None:
        words, self.words = collapse(unescape(_bare(self.words))), ""
        if self._inside == "a":
            folders = tuple(folder for folder in self._folders[1:] if folder)
            self._link = Link(self._attributes, words, self._heading, folders)
            self._inside = None
        elif self._inside == "heading" and words:
            self._heading = words
            self._inside = None
        elif self._inside == "dd" and self._link is not None and words:
            self._link = replace(self._link, note=f"{self._link.note}\n{words}".strip())


def _attributes(text: str) -> dict[str, str]:
    return {found[0].lower(): unescape(found[1] or found[2] or found[3]) for found in _ATTRIBUTE.findall(text)}


def _bare(text: str) -> str:
    """Return words without the tags of no structure among them, such as emphasis."""
    return _TAG.sub("", text)
