"""Mark-up: an HTML text becomes a tree, safely.

Refuses what would keep the parser busy for minutes (see `limits`), and takes inline pictures and fonts out of the text
first, because they can be most of a saved page and mean nothing to its structure.
"""

import re
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from desktop.domain.errors import CannotRead
from desktop.importers.limits import MAX_MARKUP_CHARACTERS, MAX_NESTING, MAX_TAG_CHARACTERS, MAX_TAGS
from desktop.importers.values.whitespace import collapse

TEXT: Final = "-text"
COMMENT: Final = "-comment"
INLINE_DATA: Final = "data:,inline-"

_LONG_DATA: Final = re.compile(r"""data:[\w.+-]+/[\w.+-]+[^"'\s)>]{256,}""")  # in small letters it is found at once
_LONG_DATA_IN_CAPITALS: Final = re.compile(_LONG_DATA.pattern, re.IGNORECASE)
_BLOCK_END: Final = re.compile(r"(?i)<br\s*/?>|</(h[1-6]|p|div|li|ul|ol|tr|blockquote)\s*>")
_LONG_TAG: Final = re.compile(rf"<[a-zA-Z][^<>]{{{MAX_TAG_CHARACTERS},}}")
_META_NAMES: Final = ("property", "name", "itemprop")
_QUOTED: Final = re.compile(r""""[^"]*"|'[^']*'""")
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
# Elements that hold nothing, or that end by themselves where the next of their kind begins.
_SHALLOW: Final = frozenset(
    """
    area base br col embed hr img input link meta param source track wbr p li dt dd tr td th option
    script style
    """.split()  # noqa: SIM905 - one word a line would fill the screen
)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page.

    Attributes:
        tree: The root of the tree. It owns the memory of all its nodes.
        inline: The `data:` addresses that were taken out, by the short one that stands for each.
        markup: The text that was parsed.
        stated: What the page's `<meta>` elements say, by their names in small letters; of one name the first counts.
    """

    tree: LexborHTMLParser
    inline: dict[str, str]
    markup: str
    stated: dict[str, str]

    @property
    def body(self) -> LexborNode | None:
        """The body element, or None for a page without one."""
        return self.tree.body


def parse(name: str, text: str) -> Page:
    """Parse a page.

    Args:
        name: The source's name, for errors.
        text: The whole page.

    Raises:
        CannotRead: The page passes one of the limits.
    """
    markup, inline = _without_data(text)
    _refuse_excess(name, markup)
    tree = LexborHTMLParser(markup)
    return Page(tree, inline, markup, _stated(tree))


def _stated(tree: LexborHTMLParser) -> dict[str, str]:
    stated: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        said = node.attributes
        content = collapse(said.get("content") or "")
        for kind in _META_NAMES if content else ():
            stated.setdefault((said.get(kind) or "").lower(), content)
    return stated


def plain(fragment: str) -> str:
    """Return the text of a short HTML fragment, its block elements and line breaks as line feeds."""
    body = fragment_tree(fragment).body
    return (body.text() or "") if body is not None else ""


def fragment_tree(fragment: str) -> LexborHTMLParser:
    """Parse an HTML fragment as the body of a page: blocks end in line feeds, and what is never shown is out."""
    spaced = _BLOCK_END.sub(r"\g<0>\n", fragment)
    tree = LexborHTMLParser(f"<!doctype html><body>{spaced}")
    if tree.body is not None:
        tree.body.strip_tags(["script", "style", "noscript", "template", "iframe"])
    return tree


def attribute(node: LexborNode, name: str) -> str:
    """Return the value of an attribute, or "" if it is absent or empty."""
    return node.attributes.get(name) or ""


def _without_data(text: str) -> tuple[str, dict[str, str]]:
    inline: dict[str, str] = {}

    def replace(found: re.Match[str]) -> str:
        token = f"{INLINE_DATA}{len(inline)}"
        inline[token] = found.group()
        return token

    pattern = _LONG_DATA_IN_CAPITALS if "DATA:" in text or "Data:" in text else _LONG_DATA
    return pattern.sub(replace, text), inline


def _refuse_excess(name: str, markup: str) -> None:
    if len(markup) > MAX_MARKUP_CHARACTERS:
        raise _excess(name, f"{len(markup):,} characters of mark-up", f"{MAX_MARKUP_CHARACTERS:,}")
    tags = markup.count("<")
    if tags > MAX_TAGS:
        raise _excess(name, f"{tags:,} tags", f"{MAX_TAGS:,}")
    if tags > MAX_NESTING:
        depth = _nesting(markup)
        if depth > MAX_NESTING:
            raise _excess(name, f"elements nested {depth:,} deep", f"{MAX_NESTING:,}")
    longest = _longest_tag(markup)
    if longest > MAX_TAG_CHARACTERS:
        raise _excess(name, f"a tag with {longest:,} characters of attributes", f"{MAX_TAG_CHARACTERS:,}")


def _longest_tag(markup: str) -> int:
    """Return the length of the longest tag, values in quotation marks not counted; 0 if all are short."""
    if _LONG_TAG.search(markup) is None:
        return 0
    seen = _without_scripts(markup)
    return max((len(_QUOTED.sub("", tag)) for tag in _LONG_TAG.findall(seen)), default=0)


def _without_scripts(markup: str) -> str:
    """Return the mark-up without what stands in scripts, where a `<` opens no tag."""
    folded, kept, position = markup.lower(), [], 0
    while (start := folded.find("<script", position)) >= 0 and (end := folded.find("</script", start)) >= 0:
        kept.append(markup[position:start])
        position = end
    return "".join([*kept, markup[position:]])


def _excess(name: str, found: str, limit: str) -> CannotRead:
    return CannotRead(
        f"“{name}” has {found}; at most {limit} can be read.",
        "Open the page in a browser, copy the text you want, and import it as a text file.",
    )


def _nesting(markup: str) -> int:
    """Return how deep elements stand inside each other, at most; an element that was never closed counts as open."""
    depth = deepest = 0
    for closing, tag in _TAG.findall(markup):
        if tag.lower() not in _SHALLOW:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest
