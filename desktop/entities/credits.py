"""Credits: who took a picture and who wrote a post, by the line that says so.

Knows how credits and bylines are put together: people and agencies between slashes, commas and "for". Never says that
somebody is one of the people of the story.
"""

import re
from typing import Final

from desktop.entities.text import vocabulary as lists
from desktop.entities.text.words import fold

BODIES: Final = lists.ORGANISATION_HEADS | lists.PICTURE_TRADE
_LABEL: Final = re.compile(
    r"^(?:(?:photo(?:graph|s)?|picture|image|video|credit|illustration|text|story|words|reporting)\s*(?:by|:|from)\s*"
    r"|by\s+|from\s+|©\s*|\(c\)\s*)",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(r"\s*(?:/|\||;|,|·|•|\bvia\b|\bfor\b|\band\b|&|\bwith\b|–|—)\s*", re.IGNORECASE)
_PLACE: Final = re.compile(r"\s+(?:in|at|from)\s.*$")
_OF_OUTLET: Final = re.compile(r"^\S+['’]s\s+(?=[A-ZÀ-Þ])")
MOST_WORDS: Final = 5


def people_credited(line: str) -> tuple[str, ...]:
    """Return the people whom a credit or a byline names, in its order, without agencies and publishers.

    Args:
        line: One credit or one entry of a byline, as it stands on the page.
    """
    bare = line.strip().strip("()[]").strip()
    while (label := _LABEL.match(bare)) is not None:
        bare = bare[label.end() :].strip()
    parts = (_PLACE.sub("", _OF_OUTLET.sub("", part.strip(" .()[]"))) for part in _PARTS.split(bare))
    return tuple(dict.fromkeys(part for part in parts if _is_person(part)))


def _is_person(words: str) -> bool:
    """Two to five words that begin as names do; the word of an agency or of a calling among them makes it no person."""
    parts = words.split()
    if not 2 <= len(parts) <= MOST_WORDS or any(letter.isdigit() for letter in words):
        return False
    if any(fold(part).strip(".") in BODIES for part in parts) or fold(parts[-1]) in lists.OFFICE_TITLES:
        return False
    named = [part for part in parts if not (part[0].islower() and fold(part) in lists.PARTICLES)]
    return len(named) >= 2 and all(part[:1].isupper() for part in named)
