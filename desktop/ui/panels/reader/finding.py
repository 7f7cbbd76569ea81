"""Finding: where the words that are looked for stand in the text on show.

Knows how letters are taken alike: small and capital, with accents or without, curly quotes and straight ones, blanks of
every width. Parts of words count, as everywhere where one looks through a page.
"""

import unicodedata
from typing import Final

ALIKE: Final = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-",
    }
)  # fmt: skip
SOFT_HYPHEN: Final = "\u00ad"


def find_all(text: str, wanted: str) -> tuple[tuple[int, int], ...]:
    """Find every place where a text holds the words.

    Args:
        text: Any text.
        wanted: What is looked for; blanks at its ends do not count.

    Returns:
        Code points, half-open, in order and without overlap.
    """
    needle = "".join(_folded(sign) for sign in " ".join(wanted.split()))
    if not needle:
        return ()
    folded, origins = _fold(text)
    found, start = [], folded.find(needle)
    while start >= 0:
        end = start + len(needle)
        found.append((origins[start], origins[end - 1] + 1))
        start = folded.find(needle, end)
    return tuple(found)


def _fold(text: str) -> tuple[str, list[int]]:
    """Return a folded text and, for each of its signs, the place of the sign that it came from."""
    signs: list[str] = []
    origins: list[int] = []
    for place, sign in enumerate(text):
        for folded in _folded(sign):
            signs.append(folded)
            origins.append(place)
    return "".join(signs), origins


def _folded(sign: str) -> str:
    if sign.isascii():
        return " " if sign.isspace() else sign.lower()
    if sign == SOFT_HYPHEN:
        return ""
    plain = unicodedata.normalize("NFKD", sign.translate(ALIKE)).casefold()
    return "".join(" " if each.isspace() else each for each in plain if not unicodedata.combining(each))
