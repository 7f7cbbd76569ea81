"""XML text: an XML file as text that no parser can be harmed with.

The document type goes, and with it every entity that the file defines: neither expanded nor fetched. A file whose
entities are made of each other, reach outside or are long is refused: without them it says little, and with them it may
be made to fill the memory or to read other files. Short ones that stand for a sign or a word stay names in the text.
"""

import re
from typing import Final

from desktop.domain.errors import CannotRead
from desktop.importers.values.decoding import Decoded, decode, utf16_without_mark

_ENCODING: Final = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_DECLARATION: Final = re.compile(r"\s*<\?xml\b[^>]{0,1000}>")
_PROLOG: Final = re.compile(r"(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_DOCTYPE: Final = re.compile(r"<!DOCTYPE", re.IGNORECASE)
_PART: Final = re.compile(r""""[^"]*"|'[^']*'|<!--.*?-->|[\[\]>]""", re.DOTALL)
_ENTITY: Final = re.compile(
    r"""<!ENTITY\s+(?P<inner>%\s+)?[^\s"'>]{1,200}\s+(?:(?P<outer>SYSTEM|PUBLIC)\b|"(?P<a>[^"]*)"|'(?P<b>[^']*)')?""",
    re.IGNORECASE,
)
_REFERENCE: Final = re.compile(r"&(?!#|amp;|lt;|gt;|quot;|apos;)[^\s;&<]{1,200};|%[^\s;&<]{1,200};")
_LONGEST_ENTITY: Final = 200
_ROOT: Final = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")


def read_xml(name: str, data: bytes, stated: str | None = None) -> Decoded:
    """Read an XML file as text without its declaration and document type.

    Args:
        name: What errors call it.
        data: The whole file.
        stated: The encoding that the answer or archive around it states.

    Raises:
        CannotRead: It defines entities that may do harm.
    """
    declared = _ENCODING.search(data[:1024])
    decoded = decode(data, stated or (declared.group(1).decode("ascii", "replace") if declared else None))
    text = _DECLARATION.sub("", decoded.text, count=1) if _DECLARATION.match(decoded.text) else decoded.text
    start, end = _document_type(text)
    if start == end:
        return Decoded(text, decoded.encoding, decoded.warnings)
    for entity in _ENTITY.finditer(text, start, end):
        _refuse_harm(name, entity)
    said = ("The file defines entities of its own; they were left out.",) if _ENTITY.search(text, start, end) else ()
    return Decoded(text[:start] + text[end:], decoded.encoding, (*decoded.warnings, *said))


def _refuse_harm(name: str, entity: re.Match[str]) -> None:
    value = entity["a"] or entity["b"] or ""
    if entity["outer"]:
        raise CannotRead(
            f"“{name}” wants to read other files or addresses through its entities, which is not done.",
            "If you know who made it, take the document type (<!DOCTYPE …>) out with a text editor.",
        )
    if entity["inner"] or len(value) > _LONGEST_ENTITY or _REFERENCE.search(value):
        raise CannotRead(
            f"“{name}” defines entities that are made of other entities or are very long.",
            "It may be made to fill the memory. If you know who made it, take the document type (<!DOCTYPE …>) out.",
        )


def root_name(head: bytes) -> str:
    """Return the name of the outermost element, without prefix, in lower case; "" if the first bytes are no XML."""
    if utf16_without_mark(head) or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")
    text = head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").decode("utf-8", "replace")
    _, end = _document_type(text)
    prolog = _PROLOG.match(text, end)
    found = _ROOT.match(text, prolog.end() if prolog else end)
    return found[1].lower() if found else ""


def _document_type(text: str) -> tuple[int, int]:
    """Return where the document type begins and ends; twice the same place if there is none."""
    prolog = _PROLOG.match(text)
    start = prolog.end() if prolog else 0
    opening = _DOCTYPE.match(text, start)
    if not opening:
        return 0, 0
    depth = 0
    for part in _PART.finditer(text, opening.end()):
        sign = part.group()
        depth += (sign == "[") - (sign == "]")
        if sign == ">" and depth <= 0:
            return start, part.end()
    return start, len(text)
