"""Heads: what stands above the first post, and above the text of each.

Knows the top of a live page: headline, writers, "Updated …", key points, notice. Never cuts between posts: that is for
`marks`, or for `evidence` and `segmenting`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from desktop.domain.blocks import Block, BlockKind
from desktop.domain.posts import PostKind
from desktop.timeline.cuts.marks import is_own_stamp
from desktop.timeline.lines.classifying import WORDS, Line, Role, is_headline

FEWEST_MARKS: Final = 2
HEAD_LINES: Final = 6  # lines within which an ordinary article names its writers
HEAD_SHARE: Final = 0.4  # a notice or bullet further down than this part of the page is not its head
TITLED_SHARE: Final = 9  # one line in so many must look like a title
LONGEST_POST_TITLE: Final = 160

HEAD_OF_POST: Final = 3  # lines that may stand above a post's title

_ABOVE_TITLE: Final = frozenset({Role.FURNITURE, Role.BYLINE})
_SKIPPED: Final = frozenset({Role.FURNITURE, Role.PAGE_TITLE})


def name_page(lines: list[Line]) -> list[Line]:
    """Take a line at the very top for the title of a page without one: the last above the writers, else the first.

    Lines above the title (a date, the name of a section) become furniture where the writers' line proves the title.
    """
    if any(line.role in (Role.PAGE_TITLE, Role.START) for line in lines):
        return lines
    top = _headlines_at_top(lines)
    if not top or not any(line.role in WORDS for line in lines[top[-1] + 1 :]):
        return lines
    proved = _is_signed(lines, top[-1])
    title = top[-1] if proved else top[0]
    named = list(lines)
    named[title] = replace(lines[title], role=Role.PAGE_TITLE)
    for number in top[:-1] if proved else ():
        named[number] = replace(lines[number], role=Role.FURNITURE)
    return named


def _headlines_at_top(lines: Sequence[Line]) -> list[int]:
    """The lines above any sentence that look like headlines; dates alone do not."""
    found = []
    for number, line in enumerate(lines):
        if line.role is Role.TEXT and line.stamp is None and is_headline(line.words):
            found.append(number)
        elif line.role is not Role.FURNITURE:
            break
    return found


def _is_signed(lines: Sequence[Line], number: int) -> bool:
    """Whether the writers' line or an "Updated …" line stands right below a line, menus apart."""
    below = next((line for line in lines[number + 1 :] if line.role is not Role.FURNITURE), None)
    return below is not None and (
        below.role is Role.BYLINE or (below.stamp is not None and below.stamp.is_update and below.role is Role.STAMP)
    )


def name_posts(lines: list[Line]) -> list[Line]:
    """Turn lines that look like the titles of posts into headings: below a time line, or all over the page."""
    named = list(lines)
    is_titled = has_titles(lines, 0)
    for number, line in enumerate(lines):
        if line.role is not Role.TEXT or line.stamp is not None:
            continue
        if (_stands_below_stamp(lines, number) and _is_title_below_stamp(lines, number)) or (
            is_titled and _looks_like_title(lines, number)
        ):
            named[number] = replace(line, role=Role.HEADING)
    return named


def _stands_below_stamp(lines: Sequence[Line], number: int) -> bool:
    """Whether a line is the first below a time line, apart from the writer and a label."""
    above = (line.role for line in reversed(lines[max(0, number - HEAD_OF_POST) : number]))
    return next((role for role in above if role not in _ABOVE_TITLE), None) in (Role.STAMP, Role.START)


def has_titles(lines: Sequence[Line], start: int) -> bool:
    """Whether the page is one whose posts have titles, by how many lines look like one."""
    if any(line.role is Role.STAMP for line in lines):
        return False
    titles = sum(line.role is Role.HEADING or _looks_like_title(lines, n) for n, line in enumerate(lines) if n >= start)
    words = sum(line.role in WORDS for line in lines[start:])
    return titles >= FEWEST_MARKS + 1 and titles * TITLED_SHARE >= words


def _is_title_below_stamp(lines: Sequence[Line], number: int) -> bool:
    below = lines[number + 1].role if number + 1 < len(lines) else None
    text = lines[number].words
    return len(text) <= LONGEST_POST_TITLE and (
        below is Role.BYLINE or (is_headline(text) and below in WORDS | _FIGURES)
    )


_FIGURES: Final = frozenset({Role.IMAGE, Role.CAPTION, Role.CREDIT})


def _looks_like_title(lines: Sequence[Line], number: int) -> bool:
    """Whether a line reads like a title: short, no sentence, with longer text below it."""
    line = lines[number]
    if line.role is not Role.TEXT or not is_headline(line.words) or len(line.words) > LONGEST_POST_TITLE:
        return False
    if not (line.words[0].isupper() or line.words[0].isdigit() or line.words[0] in "‘'“\""):
        return False
    if line.words.endswith(("”", '"')) and line.words[0] in '“"':
        return False
    below = lines[number + 1] if number + 1 < len(lines) else None
    return below is not None and below.role in WORDS | _FIGURES and not _is_longer_headline(below, line)


def _is_longer_headline(below: Line, line: Line) -> bool:
    return below.role is Role.TEXT and is_headline(below.words) and len(below.words) < len(line.words)


def stream_start(lines: Sequence[Line]) -> int:
    """Return the number of the line at which the posts begin."""
    for role in (Role.START,):
        found = next((n for n, line in enumerate(lines) if line.role is role), None)
        if found is not None:
            return found
    stamped = [n for n, line in enumerate(lines) if is_own_stamp(line)]
    lines_of_own = [n for n in stamped if lines[n].role is Role.STAMP]
    if len(lines_of_own) >= FEWEST_MARKS or (stamped and _stands_high(lines, stamped[0])):
        return stamped[0]
    notices = [n for n, line in enumerate(lines) if line.role is Role.NOTICE]
    if notices and _stands_high(lines, notices[0]):
        return notices[0]
    headings = [n for n, line in enumerate(lines) if line.role is Role.HEADING]
    if headings and has_titles(lines, 0) and _stands_high(lines, headings[0]):
        return headings[0]
    return _below_bullets(lines)


def _stands_high(lines: Sequence[Line], number: int) -> bool:
    return number <= max(12, HEAD_SHARE * len(lines))


def _below_bullets(lines: Sequence[Line]) -> int:
    """Below the key points at the very top, else below titles and menus."""
    number = 0
    while number < len(lines) and lines[number].role in _SKIPPED | {Role.STAMP, Role.BYLINE}:
        number += 1
    after = number
    while after < len(lines) and lines[after].role in _SKIPPED | {Role.LIST}:
        after += 1
    return after


Head = list[tuple[PostKind, list[Line]]]


def read_head(lines: Sequence[Line]) -> tuple[Head, list[Block], tuple[str, ...]]:
    """Sort out what stands above the first post.

    Returns:
        The page's own posts (its summary, a notice), the blocks that belong to none, and the page's writers.
    """
    summary: list[Line] = []
    notices: list[Line] = []
    furniture: list[Block] = []
    byline: list[str] = []
    for line in lines:
        if line.role in (Role.BYLINE, Role.CONTRIBUTOR):
            byline += line.names
            furniture.append(line.block)
        elif line.role in _SKIPPED or line.role is Role.STAMP:
            furniture.append(line.block)
        elif line.role is Role.NOTICE:
            notices.append(line)
        else:
            summary.append(line)
    head: Head = [(PostKind.SUMMARY, summary)] if summary else []
    if notices:
        head.append((PostKind.NOTICE, notices))
    return head, furniture, tuple(dict.fromkeys(byline))


def headline(lines: Sequence[Line]) -> str | None:
    """The headline at the top of the page: the one that stands twice, else the first."""
    titles = [line for line in lines if line.role is Role.PAGE_TITLE]
    twice = Counter(line.words for line in titles)
    if not titles:
        return None
    return next((words for words, count in twice.items() if count > 1), titles[0].words)


def as_article(lines: Sequence[Line], title: str | None) -> list[Line]:
    """Return the lines of an ordinary article, its title left out: what only live pages have is text there."""
    return [
        _as_text(line, number)
        for number, line in enumerate(lines)
        if line.role is not Role.PAGE_TITLE or line.words != title
    ]


def with_clock_in_words(line: Line) -> Line:
    """A text that opens with a clock which is no post's time, with the clock as its first word."""
    if line.stamp is None or line.role is not Role.TEXT:
        return line
    return replace(line, words=line.block.text, stamp=None)


def _as_text(line: Line, number: int) -> Line:
    is_plain = line.block.kind is BlockKind.TEXT
    if line.role is Role.PAGE_TITLE:
        return replace(line, role=Role.HEADING)
    if line.stamp is not None and is_plain:
        return replace(line, role=Role.TEXT, words=line.block.text, stamp=None)
    if line.role is Role.BYLINE and is_plain and number >= HEAD_LINES:
        return replace(line, role=Role.TEXT, names=())
    is_marked_up = line.block.lines is None  # a line of a page whose importer has set its furniture aside already
    if line.role is Role.FURNITURE and is_plain and is_marked_up and line.words:
        return replace(line, role=Role.TEXT)
    return line
