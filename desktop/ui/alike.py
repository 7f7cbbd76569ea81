"""Alike: which letters are taken for the same where the reader looks for something on the screen.

Knows small and capital letters, accents, curly quotes and straight ones, dashes, blanks of every width. The index has
rules of its own; these are for what is looked through in the window itself.
"""

import unicodedata
from collections.abc import Iterable
from typing import Final

ALIKE: Final = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-",
    }
)  # fmt: skip
SOFT_HYPHEN: Final = "\u00ad"


def folded_sign(sign: str) -> str:
    """Return what one sign is taken for: nothing, one sign or several."""
    if sign.isascii():
        return " " if sign.isspace() else sign.lower()
    if sign == SOFT_HYPHEN:
        return ""
    plain = unicodedata.normalize("NFKD", sign.translate(ALIKE)).casefold()
    return "".join(" " if each.isspace() else each for each in plain if not unicodedata.combining(each))


def folded(text: str) -> str:
    """Return what a text is taken for."""
    return text.lower() if text.isascii() else "".join(map(folded_sign, text))


def holds_all(text: str, words: Iterable[str]) -> bool:
    """Return whether a text holds all of some folded words, or parts of words, in whatever order."""
    said = folded(text)
    return all(word in said for word in words)
