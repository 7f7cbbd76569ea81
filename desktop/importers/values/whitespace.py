"""White space: text as it stands in blocks.

Knows which characters are blanks, which are invisible and which must not be kept. Never changes a word: accents,
quotation marks and dashes stay as they are.

Why joiners stay: in Persian and Indic writing, and inside emoji, they change what is read. Why direction overrides go:
they can make a name read backwards; the right-to-left marks that ordinary Hebrew and Arabic need stay.
"""

import re

_REPLACEMENT = "\ufffd"
_SURROGATES = re.compile("[\ud800-\udfff]")
# control characters that are no white space, soft hyphens, zero-width spaces, byte-order marks, direction overrides
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]+")


def collapse(text: str) -> str:
    """Return the text on one line: runs of white space become one space, the ends are bare, invisible signs are gone.

    A no-break space counts as white space, so a single one becomes a single plain space and offsets hold.
    """
    joined = " ".join(text.split())
    if joined.isascii() and joined.isprintable():  # most text, and ten times as fast
        return joined
    return " ".join(_INVISIBLE.sub("", without_surrogates(joined)).split())


def without_surrogates(text: str) -> str:
    """Return the text with each lone surrogate, which no file can hold, replaced by U+FFFD."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _SURROGATES.sub(_REPLACEMENT, text)
    return text


def letters(text: str) -> str:
    """Return the letters and digits of a text in lower case: what remains when layout and punctuation are ignored."""
    return "".join(re.findall(r"[^\W_]+", text)).lower()
