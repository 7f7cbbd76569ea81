"""Parting: lines in which an extractor glued together what were several become several again.

Knows how a time line, a title, a byline and a text meet where the breaks between them are lost ("10 min agoFirst
titleFrom Gazette's Ina HoltThe text … end. 8 min agoSecond title"). Never changes a letter: the parts of a line, one
after another, are the line.

Why a glued joint is believed: nobody writes "agoFirst". A blank proves nothing, so an age or clock after a full stop is
taken for a time line only if its line holds others, or more than a post would.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.domain.blocks import Block, BlockKind
from desktop.timeline.lines import signs
from desktop.timeline.lines.leading import Joint, Leading, read_leading
from desktop.timeline.lines.stamps import LONGEST_STAMP

LONGEST_TITLE: Final = 160
LONGEST_HEAD: Final = 260  # of title and byline together
LONGEST_LINE_OF_ONE: Final = 1500  # characters; a line beyond may well hold a whole page
SHORTEST_BEFORE_APOSTROPHE: Final = 4  # letters; in "O'Hara" and "d'Arc" it closes no quotation
FEWEST: Final = 2
_STRAIGHT: Final = "'\""

# Before a time line inside a line stands the end of a sentence, or a letter to which it is glued.
_INSIDE = re.compile(
    r"(?:(?<=[.!?…)\]”\"’'»])(?<!\d[.:])\s*|(?<=[^\W\d_A-Z]))"
    r"(?=\d{1,4} ?[a-z]{1,8}\.?[ ,\d]|\d{1,2}(?:[:.h]\d\d|\s?[ap]\.?m)|(?:vor|il y a|hace|há) (?:\d|[a-z]{2,5} ))",
)
# Most lines hold neither; to see that is quick.
_CLOCK = re.compile(r"\d(?:[:.h]\d\d|\s?[ap]\.?m| h)")
_AGE_WORDS: Final = (
    " ago",
    " geleden",
    "ti fa",
    "to fa",
    "ora fa",
    "ore fa",
    " sedan",
    " siden",
    " atrás",
    "vor ",
    "Vor ",
    "l y a ",
    "ace ",
    "há ",
)
_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_SEAM = re.compile(
    rf"(?<=[\w’'”\"?!)%])(?=[“\"‘«']?{_UPPER}(?:[\w.’'-]*)[ ,:])",
)
_BYLINE_SEAM = re.compile(rf"(?<=[^\s(])(?=(?:From|By|Written by|Reported by|Posted by) {_UPPER})")
_SENTENCE_SEAM = re.compile(
    rf"(?:(?<=[a-zß-öø-ÿ]{{2}}[.!?…])|(?<=[.!?…][”\"’])|(?<=[a-zß-ÿ.!?]\)))(?=[“\"‘«]?{_UPPER}[\w’'-]*[ ,])"
)
_SENTENCE_END = re.compile(r"[a-zß-öø-ÿ]{4}[.!?] ")
_TERSE = re.compile(r"\d ?(?:s|secs?|m|mins?|h|hrs?|d|w)\b")
_LAST_WORD = re.compile(r"[\w’'.-]*$")
_FIRST_WORD = re.compile(r"[\w’'-]*")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_CAMEL = re.compile(rf"(?<=[a-zß-öø-ÿ])(?={_UPPER})")
_CAMEL_STARTS: Final = frozenset({"mc", "mac", "de", "di", "la", "le", "van"})


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place in a line at which a post begins, and the time line that opens it there."""

    place: int
    leading: Leading
    is_glued: bool


def part(blocks: Sequence[Block]) -> Sequence[Block]:
    """Part the lines of a page that were several.

    Args:
        blocks: Of a page, in page order.

    Returns:
        The same blocks if no line of the page is glued; else those of glued lines parted, each in the lines of the
        source in which the whole stands.
    """
    ages = _age_words(blocks)
    found = [_marks(block.text, ages) if block.kind in (BlockKind.TEXT, BlockKind.LIST) else [] for block in blocks]
    if not any(found):
        return blocks
    known = _words_with_capitals_inside(blocks)
    parted: list[Block] = []
    for block, marks in zip(blocks, found, strict=True):
        parted += _parts(block, marks, known) if marks else [block]
    return parted


def _age_words(blocks: Sequence[Block]) -> list[str]:
    """Those words of ages that stand anywhere on the page: most pages have few, and each line is searched for them."""
    page = "\n".join([block.text for block in blocks])
    return [word for word in _AGE_WORDS if word in page]


def _marks(text: str, ages: Sequence[str]) -> list[_Mark]:
    """The places of a line at which posts begin; empty if the line is not glued."""
    if not _CLOCK.search(text) and not any(word in text for word in ages):
        return []
    marks = [mark] if (mark := _mark(text, 0)) else []
    marks += [mark for found in _INSIDE.finditer(text, 1) if (mark := _mark(text, found.end()))]
    is_row = len(marks) >= FEWEST and (marks[0].place == 0 or len(marks) > FEWEST)
    is_page = is_row and len(text) > LONGEST_LINE_OF_ONE
    return [mark for mark in marks if mark.is_glued or _is_believed(mark, is_row=is_row, is_page=is_page)]


def _mark(text: str, place: int) -> _Mark | None:
    leading = read_leading(text[place : place + 2 * LONGEST_STAMP] if place else text)
    if leading is None:
        return None
    is_after_glue = place > 0 and not text[place - 1].isspace() and leading.joint is not Joint.SPACED
    return _Mark(place, leading, leading.joint is Joint.GLUED or is_after_glue)


def _is_believed(mark: _Mark, *, is_row: bool, is_page: bool) -> bool:
    """Whether a time line between blanks opens a post."""
    if mark.leading.joint is Joint.AGE:
        return is_row or (mark.place == 0 and _is_terse(mark.leading))
    return is_page and mark.leading.joint is Joint.MARKED


def _is_terse(leading: Leading) -> bool:
    """Whether an age is written as time lines are, or stands above a title; a sentence writes "20 minutes ago"."""
    return _TERSE.search(leading.stamp.words) is not None or not leading.rest.endswith((".", "”", '"'))


def _parts(block: Block, marks: Sequence[_Mark], known: frozenset[str]) -> Iterator[Block]:
    """The lines that a glued line was."""
    text = block.text
    if above := text[: marks[0].place].strip():
        yield Block(block.kind, above, block.lines)
    ends = [*(mark.place for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=True):
        whole = text[mark.place : end].strip()
        if mark.leading.joint is Joint.MARKED:  # whether such a clock is a post's own, the page will tell
            yield Block(BlockKind.TEXT, whole, block.lines)
            continue
        leading = read_leading(whole)
        if leading is None:  # nothing but the time line is left
            yield Block(BlockKind.STAMP, whole, block.lines)
            continue
        yield Block(BlockKind.STAMP, leading.stamp.words, block.lines)
        for kind, words in _below_stamp(leading.rest, known):
            yield Block(kind, words, block.lines)


def _below_stamp(text: str, known: frozenset[str]) -> Iterator[tuple[BlockKind, str]]:
    """Title, byline and paragraphs that are glued to each other."""
    title, text = _split_title(text, known)
    if title:
        yield BlockKind.HEADING, title
    byline, text = _split_byline(text, known)
    if byline:
        yield BlockKind.BYLINE, byline
    begin = 0
    for seam in _SENTENCE_SEAM.finditer(text):
        yield BlockKind.TEXT, text[begin : seam.start()].strip()
        begin = seam.start()
    if rest := text[begin:].strip():
        yield BlockKind.TEXT, rest


def _split_title(text: str, known: frozenset[str]) -> tuple[str | None, str]:
    """Part the title from what is glued to it: a byline, else a text."""
    for seam in _BYLINE_SEAM.finditer(text, 0, LONGEST_HEAD):
        if _split_byline(text[seam.start() :], known)[0]:
            return text[: seam.start()].strip() or None, text[seam.start() :]
    if _split_byline(text, known)[0]:
        return None, text
    seam_at = next(_seams(text[:LONGEST_HEAD], known), None)
    if seam_at is None or seam_at > LONGEST_TITLE or _SENTENCE_END.search(text, 0, seam_at):
        return None, text
    return text[:seam_at].strip(), text[seam_at:]


def _split_byline(text: str, known: frozenset[str]) -> tuple[str | None, str]:
    """Part a byline from the text glued to it; None if the text opens with none."""
    if not text.startswith(("From ", "By ", "Written by ", "Reported by ", "Posted by ")):
        return None, text
    for seam in _seams(text[:LONGEST_HEAD], known):
        if signs.byline(text[:seam]) is not None:
            return text[:seam], text[seam:]
    return None, text


def _seams(text: str, known: frozenset[str]) -> Iterator[int]:
    """The places at which two lines are glued: a capital inside what is no word of the page."""
    for found in _SEAM.finditer(text):
        place = found.start()
        last, first = _LAST_WORD.search(text, 0, place), _FIRST_WORD.match(text, place)
        left, right = last.group() if last else "", first.group() if first else ""
        is_word = f"{left}{right}".strip("’'.") in known
        is_closing = text[place] in _STRAIGHT and _is_open(text[:place], text[place])
        if not is_word and not is_closing and _may_end_a_line(left, right, text[:place]):
            yield place


def _is_open(text: str, mark: str) -> bool:
    """Whether a quotation that a straight mark opens is still open at the end of a text."""
    opened = len(re.findall(rf"(?<!\w){mark}(?=\w)", text))
    return opened > len(re.findall(rf"(?<=[\w.,!?]){mark}(?!\w)", text))


def _may_end_a_line(word: str, following: str, text: str) -> bool:
    """Whether a word may be the last of a line to which the next is glued, and not the first half of a name."""
    bare = word.rstrip("’'”\"")
    if bare.isupper() and bare == word:
        return len(bare) > 1 and following[1:2].islower()
    if word[-1:] == "'" and _is_open(text[:-1], "'"):
        return True
    if word != bare and word[-1] in "’'" and len(bare) < SHORTEST_BEFORE_APOSTROPHE:
        return False
    return bare.isdigit() or (len(bare) > 1 and bare.lower() not in _CAMEL_STARTS)


def _words_with_capitals_inside(blocks: Sequence[Block]) -> frozenset[str]:
    """The names of the page with a capital inside, such as that of a firm: they stand in it more than once.

    What is glued may stand in it twice as well (a writer's name, and the first word below it); but then either half
    is a word, or the first half is glued to other words too.
    """
    words = Counter(word for block in blocks for word in _WORD.findall(block.text))
    halves = [(word, _CAMEL.split(word, 1)) for word, count in words.items() if count >= FEWEST and _CAMEL.search(word)]
    followed = Counter(_CAMEL.split(word, 1)[0] for word in words if _CAMEL.search(word))
    return frozenset(
        word for word, (left, right) in halves if followed[left] < FEWEST and not (words[left] and words[right])
    )
