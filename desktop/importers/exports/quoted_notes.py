"""Quoted notes: highlights in Markdown, each a quotation, with what the reader wrote under it.

A paragraph of `#words` under a quotation is its tags, any other its note; what stands above the first quotation is a
note on the whole article. A file without a single quotation mark of Markdown is a list of quotations.
"""

import re
from collections.abc import Iterator
from typing import Final

from desktop.domain.documents import CarriedMark
from desktop.importers.saved.saved_articles import mark

_QUOTED: Final = re.compile(r"\s{0,3}>\s?")
_TAGS: Final = re.compile(r"(?:#[^\s#]+\s*)+")
_TRAILING_TAGS: Final = re.compile(r"(?:\s+#[^\s#]+)+\s*$")
_LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS: Final = re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3}|`+|~~)(?=\S)(.{1,500}?)(?<=[^\s\\])\1(?!\w)")
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")


def read_marks(text: str) -> tuple[CarriedMark, ...]:
    """Return the highlights and notes of a Markdown text in order."""
    parts = list(_parts(text))
    if not any(is_quote for is_quote, _ in parts):
        return tuple(made for _, words in parts for made in mark(plain_words(words)))
    return tuple(_joined(parts))


def plain_words(text: str) -> str:
    """Return Markdown as the words that a reader of the page sees: without links' addresses, emphasis and escapes.

    A link of signs alone, such as an arrow back to the place, is no word of the page.
    """
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", _LINK.sub(_words_of_link, text))).strip()


def _words_of_link(link: re.Match[str]) -> str:
    return link[1] if any(sign.isalnum() for sign in link[1]) else ""


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Yield paragraphs, and whether each is a quotation."""
    lines: list[str] = []
    is_quote = False
    for line in [*text.splitlines(), ""]:
        quoted = _QUOTED.match(line)
        if lines and (not line.strip() or bool(quoted) is not is_quote):
            yield is_quote, "\n".join(lines).strip()
            lines = []
        if line.strip():
            is_quote = bool(quoted)
            lines.append(line[quoted.end() :] if quoted else line)


def _joined(parts: list[tuple[bool, str]]) -> Iterator[CarriedMark]:
    quote, tags, notes = "", list[str](), list[str]()
    for is_quote, words in [*parts, (True, "")]:
        if not is_quote:
            found = _TAGS.fullmatch(words)
            (tags if found and quote else notes).extend(_names(words) if found and quote else [words])
            continue
        yield from mark(quote, "\n\n".join(notes), tags=tuple(dict.fromkeys(tags)))
        trailing = _TRAILING_TAGS.search(words)
        tags = _names(trailing.group()) if trailing else []
        quote, notes = plain_words(words[: trailing.start()] if trailing else words), []


def _names(words: str) -> list[str]:
    return [word.removeprefix("#") for word in words.split()]
