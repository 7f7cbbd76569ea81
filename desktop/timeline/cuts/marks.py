"""Marks: where a page itself says that a post begins, and what stands around that place.

Knows that a title, a label or a writer may stand on either side of a time line, and learns from the page on which.
Never cuts where nothing is marked: that is for `evidence` and `segmenting`.

Why one habit for the whole page and not a guess for each post: a page is made by one program, so what stands above nine
of ten of its time lines stands above the tenth as well.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.domain.posts import Boundary
from desktop.timeline.lines import signs
from desktop.timeline.lines.classifying import FIGURE, WORDS, Line, Role, is_headline
from desktop.timeline.lines.runs import longest_rise
from desktop.timeline.lines.stamps import Stamp

FEWEST: Final = 2  # marks that make a row; a single one must stand at the very top
HABIT: Final = 0.8  # share of the time lines from which something is the habit of a page
HALF: Final = 0.5
LONGEST_LABEL: Final = 30  # characters
LONGEST_TITLE: Final = 160
RARE: Final = 0.15  # share of the time lines up to which a notation is rare
DOUBTFUL: Final = 0.8  # confidence in a post whose own time line is missing

_HEAD: Final = frozenset({Role.TEXT, Role.HEADING, Role.BYLINE})


@dataclass(frozen=True, slots=True)
class Mark:
    """A line at which a post begins, and why."""

    line: int
    boundary: Boundary


def is_own_stamp(line: Line) -> bool:
    """Whether a line is, or opens with, the time of a post; "Updated …" is none."""
    return line.stamp is not None and not line.stamp.is_update


def arrange(lines: Sequence[Line]) -> list[Line]:
    """Bring the head of each post into one order, whatever the page's own: time line, title, writer.

    Args:
        lines: Of a live page, classified.

    Returns:
        The same lines; a time line that stands below its title or writer now stands above, labels are furniture, and
        clocks that are no times of posts are text.
    """
    arranged = _without_decoys(lines)
    stamps = [n for n, line in enumerate(arranged) if line.role is Role.STAMP and is_own_stamp(line)]
    if len(stamps) < FEWEST or any(line.role is Role.START for line in arranged):
        return arranged
    arranged = _without_labels(arranged, stamps)
    arranged = _with_stamps_on_top(arranged, stamps)
    for n in list(_heads_without_stamp(arranged, stamps)):
        arranged[n] = replace(arranged[n], role=Role.HEADING)
    return arranged


def find(lines: Sequence[Line], start: int) -> list[Mark]:
    """Find the places at which posts begin by the source's own marks.

    Args:
        lines: Of a live page, arranged.
        start: The first line of the stream of posts.

    Returns:
        The marks in page order; empty if the page marks none.
    """
    starts = [n for n in range(start, len(lines)) if lines[n].role is Role.START]
    stamps = [n for n in range(start, len(lines)) if is_own_stamp(lines[n]) and not _goes_on(lines, n)]
    if starts and not _mark_too_few(starts, stamps):
        return [Mark(n, Boundary(1.0, _reason(lines[n]))) for n in starts]
    rows = sorted({*starts, *stamps})
    if len(rows) < FEWEST and rows != [start]:
        return []
    found = [Mark(n, Boundary(1.0, _reason(lines[n]))) for n in rows]
    reason = "a title and a writer open it as they open the others, though its time line is missing"
    found += [Mark(n, Boundary(DOUBTFUL, reason)) for n in _heads_without_stamp(lines, stamps)]
    return sorted(found, key=_line)


def _line(mark: Mark) -> int:
    return mark.line


def _mark_too_few(starts: Sequence[int], stamps: Sequence[int]) -> bool:
    """Whether marks of the source leave whole rows of time lines inside one post."""
    inside = Counter(max((n for n in starts if n <= stamp), default=-1) for stamp in stamps)
    return len(starts) <= FEWEST and max(inside.values(), default=0) > 2 * FEWEST


def _goes_on(lines: Sequence[Line], number: int) -> bool:
    """Whether a time line right below another tells the same time again ("2h ago", "10.15 GMT")."""
    return number > 0 and lines[number].role is lines[number - 1].role is Role.STAMP and is_own_stamp(lines[number - 1])


def _reason(line: Line) -> str:
    if line.role is Role.START:
        origin = line.block.mark.origin if line.block.mark else ""
        return f"the source marks it ({origin})" if origin else "the source marks it"
    return f"a time line opens it: {line.stamp.words}" if line.stamp else "the source marks it"


def _heads_without_stamp(lines: Sequence[Line], stamps: Sequence[int]) -> Iterator[int]:
    """The titles of posts that open with title and writer as the others do, and lack nothing but the time line."""
    signed = sum(n + 2 < len(lines) and lines[n + 2].role is Role.BYLINE for n in stamps)
    if len(stamps) < FEWEST or signed < HABIT * len(stamps):
        return
    for n in range(stamps[0] + 3, len(lines) - 2):
        is_head = lines[n].role in (Role.TEXT, Role.HEADING) and lines[n + 1].role is Role.BYLINE
        if (
            is_head
            and lines[n - 1].stamp is None
            and is_headline(lines[n].words)
            and lines[n + 2].role in WORDS | FIGURE
        ):
            yield n


# ---- clocks that are no times of posts


def _without_decoys(lines: Sequence[Line]) -> list[Line]:
    """Take clocks for text that are written in another way than those of the posts and break their order."""
    stamps = [n for n, line in enumerate(lines) if line.role is Role.STAMP and is_own_stamp(line)]
    notations = Counter(_notation(stamp) for n in stamps if (stamp := lines[n].stamp))
    rare = {notation for notation, count in notations.items() if count <= RARE * len(stamps)}
    ordered = _in_order(lines, stamps) if rare else frozenset()
    arranged = list(lines)
    for n in stamps:
        stamp = lines[n].stamp
        if stamp and stamp.is_bare and stamp.age is None and _notation(stamp) in rare and n not in ordered:
            arranged[n] = replace(lines[n], role=Role.TEXT, stamp=None)
    return arranged


def _notation(stamp: Stamp) -> tuple[object, ...]:
    """How a time line is written; times of one page are written in a way or two."""
    marks = "".join(sorted({c for c in stamp.words if not c.isalnum() and not c.isspace()}))
    return stamp.style, stamp.has_half, stamp.zone, marks


def _in_order(lines: Sequence[Line], stamps: Sequence[int]) -> frozenset[int]:
    """The bare clocks that run one way down the page."""
    clocks = [(n, stamp.clock) for n in stamps if (stamp := lines[n].stamp) and stamp.clock and stamp.is_bare]
    rise = [clocks[k][0] for k in longest_rise([clock for _, clock in clocks])]
    fall = [clocks[-1 - k][0] for k in longest_rise([clock for _, clock in reversed(clocks)])]
    return frozenset(rise if len(rise) >= len(fall) else fall)


# ---- what stands around a time line


def _without_labels(lines: Sequence[Line], stamps: Sequence[int]) -> list[Line]:
    """Set aside labels between time line and title ("KEY EVENT", the name of a section): they stand at many posts."""
    below = {n: n + 1 for n in stamps if n + 2 < len(lines) and _may_be_label(lines[n + 1]) and _is_plain(lines[n + 2])}
    counts = Counter(lines[at].words for at in below.values())
    arranged = list(lines)
    for at in below.values():
        words = lines[at].words
        if counts[words] > 2 * FEWEST or (counts[words] >= FEWEST and words.isupper()):
            arranged[at] = replace(lines[at], role=Role.FURNITURE)
    return arranged


def _may_be_label(line: Line) -> bool:
    return _is_plain(line) and len(line.words) <= LONGEST_LABEL and is_headline(line.words)


def _is_plain(line: Line) -> bool:
    return line.role in (Role.TEXT, Role.HEADING) and line.stamp is None


def _with_stamps_on_top(lines: Sequence[Line], stamps: Sequence[int]) -> list[Line]:
    """Put each time line above the writer or title that stands above it on most posts of the page."""
    above = [n for n in stamps if n > 0 and _may_be_head(lines[n - 1])]
    if len(above) < HABIT * len(stamps):
        return list(lines)
    names = sum(signs.is_name(lines[n - 1].words) for n in above) >= HABIT * len(above)
    has_title_below = sum(_is_title_at(lines, n + 1) for n in stamps) >= HALF * len(stamps)
    if not names and (has_title_below or len({lines[n - 1].words for n in above}) < HALF * len(above)):
        return list(lines)
    arranged = list(lines)
    for n in above:
        head = lines[n - 1]
        arranged[n - 1] = lines[n]
        arranged[n] = (
            replace(head, role=Role.BYLINE, names=head.names or signs.byline(head.words) or (head.words,))
            if names
            else replace(head, role=Role.HEADING)
        )
    return arranged


def _may_be_head(line: Line) -> bool:
    return line.role in _HEAD and line.stamp is None and len(line.words) <= LONGEST_TITLE and is_headline(line.words)


def _is_title_at(lines: Sequence[Line], number: int) -> bool:
    return number + 1 < len(lines) and _may_be_head(lines[number]) and lines[number + 1].role in WORDS | {Role.BYLINE}
