"""Decoding: which letters do these bytes mean?

Believes, in this order: a byte-order mark, the bytes themselves where only one reading makes sense (UTF-8 with letters
beyond ASCII, UTF-16 by its pattern of zeros), what the answer or archive around the file states, what the file
declares, a statistical guess. Whatever was guessed is said in a warning. Never fails for a strange letter: what
cannot be read becomes U+FFFD, and zeros are dropped.

Why UTF-8 goes before the declaration: text in another encoding is hardly ever valid UTF-8 by accident, while pages
that were saved as UTF-8 and still declare something older are common.
"""

import codecs
import re
from dataclasses import dataclass
from typing import Final

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET: Final = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_META_WINDOW: Final = 8192
_GUESS_WINDOW: Final = 128 * 1024
# What Western European text holds beyond ASCII. Letters that are common only in what Eastern and Turkish text becomes
# when it is misread are left out.
_WESTERN: Final = frozenset("äöüßÄÖÜéèêëàâáãåæçñóòôõœøíîïúùûÉÈÊÀÂÁÃÅÆÇÑÓÔÕØÍÚŒ–—‘’“”„‚«»‹›…•€£§°·¿¡´©®™\u00a0")
_MOST_WESTERN: Final = 0.2  # share of such letters among all; more is another script
_FEW_ERRORS: Final = 1000  # a file of this many bytes may hold one that is wrong and still be UTF-8
# Labels that browsers read as the larger set of the same family (WHATWG Encoding Standard, section 4.2).
_LARGER_SETS: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_PLAIN_CODECS: Final = re.compile(
    r"utf-(8|8-sig|16|16-le|16-be)|ascii|iso8859-\d+|cp\d+|koi8-[rut]|mac-?\w+|gb\w+|big5\w*|shift_jis\w*|euc_\w+|iso2022_\w+|tis-620|hz|johab"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read with, and what had to be guessed."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, stated: str | None = None) -> Decoded:
    """Read bytes as text.

    Args:
        data: The whole file.
        stated: The encoding that the answer or archive around the file states; it goes before the file's own word.

    Returns:
        The text without byte-order mark and zeros, and a warning for each thing that was guessed or replaced.
    """
    marked = _by_mark(data)
    if marked:
        return _finish(data[marked[1] :], marked[0])
    wide = utf16_without_mark(data)
    if wide:
        return _finish(data, wide, f"The file names no encoding; it was read as {wide.upper()}.")
    declared = (known_encoding(stated) if stated else None) or declared_encoding(data)
    if _is_utf8(data):
        return _as_utf8(data, declared)
    if declared and declared != "utf-8" and _fits(data, declared):
        return _finish(data, declared)
    return _guess(data, declared)


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page's `<meta charset>` names, as Python calls it; None if it names none we know."""
    found = _META_CHARSET.search(data[:_META_WINDOW])
    return known_encoding(found.group(1).decode("ascii", "replace")) if found else None


def known_encoding(label: str) -> str | None:
    """Return Python's name of the encoding that browsers use for a label, or None for anything but a text encoding."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return _LARGER_SETS.get(name, name) if _PLAIN_CODECS.fullmatch(name) else None


def utf16_without_mark(data: bytes) -> str | None:
    """Return "utf-16-le" or "utf-16-be" if every other byte is zero, as in Western UTF-16 text; else None."""
    head = data[:4096]
    if len(head) < 4:  # two letters are too few to see a pattern
        return None
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.1 else None


def _by_mark(data: bytes) -> tuple[str, int] | None:
    return next(((name, len(mark)) for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)


def _is_utf8(data: bytes) -> bool:
    return _fits(data, "utf-8")


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def _as_utf8(data: bytes, declared: str | None) -> Decoded:
    if declared and declared.startswith(("iso2022", "hz")):  # written in ASCII alone, so always valid UTF-8
        return _finish(data, declared)
    if declared in (None, "utf-8") or data.isascii():
        return _finish(data, "utf-8")
    return _finish(data, "utf-8", f"The page declares {declared}, but its bytes are UTF-8; it was read as UTF-8.")


def _guess(data: bytes, declared: str | None) -> Decoded:
    """Read bytes that are neither UTF-8 nor what they declare."""
    if _is_damaged_utf8(data):
        return _finish(data, "utf-8", "The file is UTF-8 with damaged places; they show as \ufffd.")
    encoding = _likeliest(data)
    said = f"The file declares {declared}, which does not fit its bytes" if declared else "The file names no encoding"
    return _finish(data, encoding, f"{said}; it was read as {encoding}. Accented letters may be wrong.")


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether the bytes hold letters in UTF-8 and hardly anything that is not, as in a file that was cut off."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = len(data) - len(text) - 2 * wrong  # each letter beyond ASCII takes more than one byte
    return right > 2 * wrong and wrong <= 1 + len(data) // _FEW_ERRORS


def _likeliest(data: bytes) -> str:
    if _is_western(data[:_GUESS_WINDOW]):
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to load, and few files need it

    best = from_bytes(data[:_GUESS_WINDOW]).best()
    name = known_encoding(best.encoding) if best else None
    return name if name and not name.startswith("utf") else "cp1252"


def _is_western(data: bytes) -> bool:
    """Whether the bytes make ordinary Western European text; detectors often take short ones for something rare."""
    text = data.decode("cp1252", "replace")
    beyond = [letter for letter in text if not letter.isascii()]
    return _WESTERN.issuperset(beyond) and len(beyond) <= _MOST_WESTERN * len(text)


def _finish(data: bytes, encoding: str, *warnings: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text.replace("\0", "").lstrip("\ufeff"), encoding, warnings)
