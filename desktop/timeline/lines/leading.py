"""Leading: time lines that do not stand alone but open a line of words.

Knows "20m ago (09:12 GMT)Second gate opened", "7.15am: Hello again", "12.31 Uhr – Die Fähre …", "+++ 16:05 Ferry
stops +++" and their kin. Never says whether a page really opens its posts so: one line cannot tell a post's own clock
from the clock of a programme of events, only the page can, see `classifying`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from desktop.timeline.lines.stamps import LONGEST_STAMP, Stamp, opens_like_a_stamp, read_stamp

_DECORATION = re.compile(r"(?:\+{2,3}|\*{2,3}|[•‣▪|–—])\s*")
_CLOSING_DECORATION = re.compile(r"\s*(?:\+{2,3}|\*{2,3})$")
_BRACKETED = re.compile(r"[\[(](?P<inside>[^\[\]()]{4,40})[\])]\s*[:–—|-]?\s*(?=\S)")
_SEPARATORS: Final = " :–—|·•-"
_SEPARATOR = re.compile(r"\s*(?::(?!\d\d)|[–—|·•]|-(?=\s))\s*(?=\S)")
_TIME_NEAR = re.compile(
    r"\d[:.h ]?\d\d|\d\s?[aphmsd]|\b(?:ago|geleden|fa|sedan|siden|atrás)|^(?:vor|il y a|hace|há) ", re.I
)
_LINK_WORD = re.compile(r"\b(?:at|on|um|om|à|às|den|le|el|a las|alle)$", re.IGNORECASE)
_SURE_ENDS: Final = ("ago", ")")  # a time line ends here, whatever follows
_NO_CONTINUATION = re.compile(r"[\d#@$€£(]|\w")
_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ]|[“\"‘«„']\w")


class Joint(Enum):
    """How a time line and the words after it are joined."""

    GLUED = auto()  # nothing at all stands between them: they were two lines
    AGE = auto()  # a blank after "… ago", with which hardly a sentence begins
    MARKED = auto()  # a colon, a dash, brackets
    SPACED = auto()  # a blank after a clock, as sentences may have it


@dataclass(frozen=True, slots=True)
class Leading:
    """A time line that opens a line.

    Attributes:
        stamp: The time line.
        rest: The words after it.
        joint: How they are joined.
        is_framed: Whether signs around the line ("+++") show that the rest is its title.
    """

    stamp: Stamp
    rest: str
    joint: Joint
    is_framed: bool = False


def read_leading(text: str) -> Leading | None:
    """Return the time line that opens a line of words, and the rest; None if the line opens otherwise."""
    decoration = _DECORATION.match(text)
    bare = text[decoration.end() :] if decoration else text
    if (bare[:1] not in ("[", "(") and not opens_like_a_stamp(bare)) or read_stamp(bare) is not None:
        return None
    found = _bracketed(bare) or _joined(bare)
    if found is None or decoration is None or decoration.group()[0] not in "+*":
        return found
    rest = _CLOSING_DECORATION.sub("", found.rest)
    return Leading(found.stamp, rest, Joint.MARKED, is_framed=rest != found.rest) if rest else None


def _bracketed(text: str) -> Leading | None:
    found = _BRACKETED.match(text)
    stamp = read_stamp(found["inside"].strip()) if found else None
    return Leading(stamp, text[found.end() :], Joint.MARKED) if found and stamp else None


def _joined(text: str) -> Leading | None:
    """The longest beginning that is a time line, of those at which words may follow."""
    best: Leading | None = None
    if not _TIME_NEAR.search(text, 0, LONGEST_STAMP):
        return None
    for end, start, joint in _ends(text[: LONGEST_STAMP + 2]):
        words = text[:end].rstrip(_SEPARATORS)
        stamp = read_stamp(words)
        if stamp is None or (best is not None and not _goes_on(best, words)):
            continue
        if joint is Joint.SPACED:
            joint = Joint.MARKED if len(words) < end else Joint.AGE if stamp.age else Joint.SPACED
        best = Leading(stamp, text[start:], joint)
    return best


def _goes_on(shorter: Leading, words: str) -> bool:
    """Whether a longer beginning says more of the time, and does not only take in the first word of the text."""
    more = words[len(shorter.stamp.words) :]
    if any(map(str.isdigit, more)):
        return True
    return shorter.joint is not Joint.MARKED and not _LINK_WORD.search(more)


def _ends(text: str) -> Iterator[tuple[int, int, Joint]]:
    """Where a time line may end in a text, where the words after it begin, and how they are joined."""
    for place in range(2, len(text) - 1):
        character = text[place]
        if (found := _SEPARATOR.match(text, place)) and found.end() < len(text) and not text[place - 1].isspace():
            yield place, found.end(), Joint.MARKED
        if character == " ":
            if _CAPITAL.match(text, place + 1):
                yield place, place + 1, Joint.SPACED
        elif (_CAPITAL.match(text, place) and _may_be_glued(text[place - 1], text[place + 1])) or (
            text.endswith(_SURE_ENDS, 0, place) and _NO_CONTINUATION.match(text, place)
        ):
            yield place, place, Joint.GLUED


def _may_be_glued(before: str, after: str) -> bool:
    """Whether a capital between these letters can open a line; after a blank, or among capitals, it is a word's own."""
    return not before.isspace() and (not before.isupper() or after.islower())
