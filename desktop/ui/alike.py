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
MARKS: Final = dict.fromkeys([0x00AD, *range(0x0300, 0x0370)])  # what accents are once they stand apart
BETWEEN_WORDS: Final = dict.fromkeys(map(ord, "-'\"./,;:&()[]_|\n\t"), " ")
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
    """Return what a text is taken for. Thousands of names are folded at each letter typed, hence as one piece each."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.translate(ALIKE)).casefold().translate(MARKS)


def words_of(text: str) -> list[str]:
    """Return the folded words of a text."""
    return folded(text).translate(BETWEEN_WORDS).split()


def to_look_through(text: str) -> str:
    """Return a text as it is looked through: folded, with a blank before each word."""
    return f" {folded(text).translate(BETWEEN_WORDS)}"


def begins_all(looked_through: str, words: Iterable[str]) -> bool:
    """Return whether for each of some folded words there is a word in such a text that begins so."""
    return all(f" {word}" in looked_through for word in words)


def holds_all(looked_through: str, words: Iterable[str]) -> bool:
    """Return whether such a text holds all of some folded words, also within its words."""
    return all(word in looked_through for word in words)
