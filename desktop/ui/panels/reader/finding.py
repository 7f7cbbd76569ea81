"""Finding: where the words that are looked for stand in the text on show.

Knows that parts of words count, as everywhere where one looks through a page.
"""

from desktop.ui.alike import folded_sign


def find_all(text: str, wanted: str) -> tuple[tuple[int, int], ...]:
    """Find every place where a text holds the words.

    Args:
        text: Any text.
        wanted: What is looked for; blanks at its ends do not count.

    Returns:
        Code points, half-open, in order and without overlap.
    """
    needle = "".join(folded_sign(sign) for sign in " ".join(wanted.split()))
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
        for folded in folded_sign(sign):
            signs.append(folded)
            origins.append(place)
    return "".join(signs), origins
