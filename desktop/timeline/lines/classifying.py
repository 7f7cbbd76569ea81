"""Classifying: what each line of a page is, seen among its neighbours.

Knows the habits of text dumps: captions printed twice, credits beneath, headlines twice at the top, a video's title
above its length. Never drops a block: each comes back as exactly one line with a role.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time
from enum import Enum, auto
from typing import Final

from desktop.domain.blocks import Block, BlockKind
from desktop.timeline.lines import signs
from desktop.timeline.lines.leading import Joint, Leading, read_leading
from desktop.timeline.lines.runs import longest_rise
from desktop.timeline.lines.stamps import Stamp, read_day_line, read_stamp

LONGEST_TITLE: Final = 180
LONGEST_KICKER: Final = 40  # a section's name or a menu above the title
SHORTEST_DOUBLE: Final = 12  # characters; a shorter line may well be said twice
ORDERED_SHARE: Final = 0.75
FEW_STAMPS: Final = 0.2  # so few time lines for each clock that opens a line are not those of the posts
LONGEST_EVENT: Final = 80  # characters; what a programme says of an event is short
LETTERS_PER_CLOCK: Final = 120
TITLED_SHARE: Final = 0.7
FEWEST_CLOCKS: Final = 3  # bare clock lines from which they are stamps and not lengths of videos
SENTENCE_ENDS: Final = (".", "…", ":", ";", ",", ".”", '."', ",”", ',"', "?”", '?"', "!”", '!"', ".)", ".’", ".'")


class Role(Enum):
    """The part a line plays."""

    START = auto()
    PAGE_TITLE = auto()
    HEADING = auto()
    TEXT = auto()
    QUOTE = auto()
    LIST = auto()
    BACKGROUND = auto()
    READ_MORE = auto()
    NOTICE = auto()
    IMAGE = auto()
    CAPTION = auto()
    CREDIT = auto()
    CONTRIBUTOR = auto()  # closes a post
    BYLINE = auto()  # stands above a text
    STAMP = auto()
    FURNITURE = auto()

    __hash__ = object.__hash__  # there is one of each; by its name, as enumerations do it, takes ten times as long


WORDS: Final = frozenset({Role.TEXT, Role.QUOTE, Role.LIST, Role.BACKGROUND, Role.READ_MORE, Role.NOTICE, Role.HEADING})
FIGURE: Final = frozenset({Role.IMAGE, Role.CAPTION, Role.CREDIT})


@dataclass(frozen=True, slots=True)
class Line:
    """One block and its role.

    Attributes:
        words: What is to be shown of it: a credit without its parentheses, a text without a glued stamp.
        names: Of a byline or contributor line.
        stamp: The time line it is, or that is glued to its beginning.
        repeats: Whether it only says again what the line above said.
        credit: Of a caption, the credit that stands in the same line.
    """

    block: Block
    role: Role
    words: str
    names: tuple[str, ...] = ()
    stamp: Stamp | None = None
    repeats: bool = False
    credit: str | None = None


_PLAIN_ROLES: Final = {
    BlockKind.START: Role.START,
    BlockKind.TITLE: Role.PAGE_TITLE,
    BlockKind.HEADING: Role.HEADING,
    BlockKind.QUOTE: Role.QUOTE,
    BlockKind.CAPTION: Role.CAPTION,
    BlockKind.CREDIT: Role.CREDIT,
    BlockKind.IMAGE: Role.IMAGE,
    BlockKind.FURNITURE: Role.FURNITURE,
}


def classify(blocks: Sequence[Block]) -> list[Line]:
    """Give every block its role.

    Args:
        blocks: The blocks of one page, in page order.

    Returns:
        One line for each block, in the same order.
    """
    clocks_are_stamps = sum(signs.is_duration(b.text) for b in blocks if b.kind is BlockKind.TEXT) >= FEWEST_CLOCKS
    lines = [_alone(block, clocks_are_stamps) for block in blocks]
    _open_with_clocks(lines)
    _pair_doubles(lines)
    _take_in_credits(lines)
    _name_videos(lines)
    _set_dates_aside(lines)
    _set_day_lines_aside(lines)
    return lines


def is_headline(text: str) -> bool:
    """Whether a line could be a title: short, and without the end of a sentence."""
    return 0 < len(text) <= LONGEST_TITLE and not text.endswith(SENTENCE_ENDS)


def _alone(block: Block, clocks_are_stamps: bool) -> Line:
    """The role that a block has by itself."""
    role = _PLAIN_ROLES.get(block.kind)
    if role is Role.HEADING and (stamp := read_stamp(block.text)) is not None:
        return Line(block, Role.STAMP, block.text, stamp=stamp)
    if role is Role.CREDIT:
        return Line(block, role, signs.bracketed_credit(block.text) or signs.labelled_credit(block.text) or block.text)
    if role is not None:
        return Line(block, role, block.text)
    if block.kind is BlockKind.STAMP:
        return Line(block, Role.STAMP, block.text, stamp=read_stamp(block.text) or Stamp(block.text))
    if block.kind is BlockKind.BYLINE:
        return _byline(block)
    if block.kind is BlockKind.LIST:
        return Line(block, Role.LIST, block.text)
    return _text(block, clocks_are_stamps)


def _byline(block: Block) -> Line:
    names = signs.contributors(block.text)
    if names is not None:
        return Line(block, Role.CONTRIBUTOR, block.text, names)
    return Line(block, Role.BYLINE, block.text, signs.byline(block.text) or (block.text,))


def _text(block: Block, clocks_are_stamps: bool) -> Line:
    text = block.text
    if not text or signs.is_menu(text) or signs.is_source_line(text):
        return Line(block, Role.FURNITURE, text)
    if signs.is_duration(text) and not clocks_are_stamps:
        return Line(block, Role.FURNITURE, text)
    stamp = read_stamp(text)
    if stamp is not None:
        return Line(block, Role.STAMP, text, stamp=stamp)
    return _signed_stamp(block) or _phrase(block) or Line(block, Role.TEXT, text)


def _signed_stamp(block: Block) -> Line | None:
    """A time line and the writers in one line ("By Ina Holt, 20:41 GMT")."""
    found = signs.signed(block.text)
    stamp = read_stamp(found[1]) if found else None
    return Line(block, Role.STAMP, block.text, found[0], stamp) if found and stamp else None


def _phrase(block: Block) -> Line | None:
    """A line that is one of the set phrases of live pages."""
    text = block.text
    credit = signs.bracketed_credit(text)
    if credit is not None and signs.is_plain_credit(credit):
        return Line(block, Role.CREDIT, credit)
    credited = signs.credited_caption(text)
    if credited is not None:
        return Line(block, Role.CAPTION, credited[0], credit=credited[1])
    if (names := signs.contributors(text)) is not None:
        return Line(block, Role.CONTRIBUTOR, text, names)
    if (names := signs.byline(text)) is not None:
        return Line(block, Role.BYLINE, text, names)
    if signs.is_notice(text):
        return Line(block, Role.NOTICE, text)
    if signs.is_read_more(text):
        return Line(block, Role.READ_MORE, text)
    return Line(block, Role.BACKGROUND, text) if signs.opens_background(text) else None


def _open_with_clocks(lines: list[Line]) -> None:
    """Take the clock that opens a line ("7.15am: …") for the post's time if many do, in one direction down the page."""
    found = {
        number: leading
        for number, line in enumerate(lines)
        if line.role in _MAY_OPEN and (leading := read_leading(line.words)) is not None and leading.stamp.clock
    }
    stamps = [number for number, line in enumerate(lines) if line.role is Role.STAMP]
    if len(stamps) > len(found) * FEW_STAMPS or not _is_habit(found, lines):
        return
    for number in (number for number in stamps if number < min(found)):  # when the page as a whole was published
        lines[number] = replace(lines[number], role=Role.FURNITURE, stamp=None)
    are_titles, are_names = _are_titles(found, lines), _are_names(found)
    for number in _in_order(found):
        leading = found[number]
        if are_names:
            names = signs.names_alone(leading.rest) or ()
            lines[number] = replace(lines[number], role=Role.STAMP, names=names, stamp=leading.stamp)
            continue
        is_title = leading.is_framed or are_titles
        role = Role.HEADING if is_title and is_headline(leading.rest) else lines[number].role
        lines[number] = replace(lines[number], role=role, words=leading.rest, stamp=leading.stamp)


_MAY_OPEN: Final = frozenset({Role.TEXT, Role.HEADING, Role.LIST})


def _is_habit(found: dict[int, Leading], lines: Sequence[Line]) -> bool:
    """Whether the page opens its posts with clocks, and does not only tell a programme of events.

    A clock that nothing but a blank parts from its words needs more: posts are longer than the lines of a programme,
    or have titles, one beside each clock with text below it.
    """
    if len(found) < FEWEST_CLOCKS:
        return False
    if any(leading.joint is Joint.MARKED for leading in found.values()):
        return True
    if len(_in_order(found)) < len(found):
        return False
    first = min(found)
    letters = sum(len(line.words) for line in lines[first:] if line.role in WORDS)
    above = sum(len(line.words) for line in lines[:first] if line.role in WORDS)
    is_programme = above > letters or _are_round(found)  # which stands at the foot of an article, or at round hours
    if _are_titles(found, lines) and not is_programme:
        return True
    return letters >= LETTERS_PER_CLOCK * len(found)


def _are_round(found: dict[int, Leading]) -> bool:
    """Whether all clocks show quarters of an hour, as those of a programme do."""
    return all(leading.stamp.clock.minute % 15 == 0 for leading in found.values() if leading.stamp.clock)


def _are_titles(found: dict[int, Leading], lines: Sequence[Line]) -> bool:
    """Whether what stands beside the clocks are titles: lines without a full stop, with text below them."""
    titles = sum(
        is_headline(leading.rest) and number + 1 < len(lines) and lines[number + 1].role in WORDS | FIGURE
        for number, leading in found.items()
        if number + 1 not in found
    )
    return titles >= TITLED_SHARE * len(found)


def _are_names(found: dict[int, Leading]) -> bool:
    """Whether what stands beside the clocks are the writers: names, of which some stand there more than once."""
    rests = [leading.rest for leading in found.values()]
    return len(set(rests)) < len(rests) and all(map(signs.names_alone, rests))


def _in_order(found: dict[int, Leading]) -> list[int]:
    """The lines whose clocks run one way down the page; all, if the page passes midnight or is not ordered."""
    programmes = [run for run in _runs(found) if len(run) > 1]
    apart = set(found).difference(*programmes)
    if len(apart) >= FEWEST_CLOCKS and len(kept := _one_way(found, apart)) >= ORDERED_SHARE * len(apart):
        for run in programmes:
            kept += _that_fit(found, kept, run)
        return sorted(kept)
    kept = _one_way(found, found)
    return kept if len(kept) >= ORDERED_SHARE * len(found) else list(found)


def _one_way(found: dict[int, Leading], numbers: Iterable[int]) -> list[int]:
    """Of some of the lines the most whose clocks only rise, or only fall, down the page."""
    chosen = sorted(numbers)
    clocks = [found[number].stamp.clock or time() for number in chosen]
    rise, fall = longest_rise(clocks), longest_rise(clocks[::-1])
    kept = rise if len(rise) >= len(fall) else [len(chosen) - 1 - k for k in reversed(fall)]
    return [chosen[k] for k in kept]


def _runs(found: dict[int, Leading]) -> Iterator[list[int]]:
    """The rows of short lines that stand right below each other, as those of a programme of events do."""
    run: list[int] = []
    for number in (number for number, leading in found.items() if len(leading.rest) <= LONGEST_EVENT):
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    yield run


def _that_fit(found: dict[int, Leading], kept: Sequence[int], run: Sequence[int]) -> Sequence[int]:
    """The longest beginning or end of a row that goes on in the order of the others: posts of one line each."""
    for length in range(len(run), 0, -1):
        for part in (run[:length], run[-length:]):
            if len(_one_way(found, [*kept, *part])) == len(kept) + length:
                return part
    return ()


def _pair_doubles(lines: list[Line]) -> None:
    """Recognise what stands twice: a headline at the top, elsewhere a caption.

    Writers say a thing twice too. So only what stands at a picture or a credit is a caption, or what stands just twice
    on a page that is known to print its captions so.
    """
    added = ((number, _added_credit(lines[number], lines[number + 1])) for number in range(len(lines) - 1))
    doubles = {number: credit for number, credit in added if credit is not None}
    proved = {number for number, credit in doubles.items() if credit or _stands_at_picture(lines, number)}
    is_habit = 2 * len(proved) > len(doubles)
    is_head, top = True, 0
    for number, credit in doubles.items():
        is_head = is_head and all(map(_may_stand_above_title, lines[top:number]))
        top = number
        if lines[number].role is not Role.TEXT:  # it stands more than twice, and the line above was its first copy
            continue
        if is_head and not credit and number not in proved and is_headline(lines[number].words):
            _set_pair(lines, number, Role.PAGE_TITLE)
        elif number in proved or (is_habit and _stands_just_twice(lines, number)):
            _set_pair(lines, number, Role.CAPTION, credit)


def _added_credit(first: Line, second: Line) -> str | None:
    """The credit that a line adds to the words of the line above, "" if it adds nothing; None if it says others."""
    if first.role is not Role.TEXT or second.role is not Role.TEXT or len(first.words) < SHORTEST_DOUBLE:
        return None
    if first.block.lines is None and len(first.words) > LONGEST_TITLE:  # marked-up pages name their captions
        return None
    return "" if first.words == second.words else signs.trailing_credit(first.words, second.words)


def _stands_at_picture(lines: Sequence[Line], number: int) -> bool:
    """Whether a picture stands right above two lines, or a picture's credit right below them."""
    if number > 0 and lines[number - 1].role is Role.IMAGE:
        return True
    below = lines[number + 2] if number + 2 < len(lines) else None
    return below is not None and (below.role is Role.CREDIT or _credit_below_caption(below) is not None)


def _stands_just_twice(lines: Sequence[Line], number: int) -> bool:
    around = [*lines[max(number - 1, 0) : number], *lines[number + 2 : number + 3]]
    return all(line.words != lines[number].words for line in around)


def _set_pair(lines: list[Line], number: int, role: Role, credit: str | None = None) -> None:
    first, second = lines[number], lines[number + 1]
    lines[number] = Line(first.block, role, first.words)
    lines[number + 1] = Line(second.block, role, first.words, repeats=True)
    if credit:
        lines[number + 1] = Line(second.block, Role.CREDIT, credit, repeats=True)


def _may_stand_above_title(line: Line) -> bool:
    """Whether a line is furniture, a title or words too short for text, so that a title may still come below it."""
    return line.role in (Role.FURNITURE, Role.PAGE_TITLE, Role.BYLINE, Role.STAMP) or (
        line.role is Role.TEXT and len(line.words) <= LONGEST_KICKER and is_headline(line.words)
    )


def _take_in_credits(lines: list[Line]) -> None:
    """Bracketed words beneath a caption are its credit, whatever their form."""
    for number in range(1, len(lines)):
        if lines[number - 1].role is Role.CAPTION and (words := _credit_below_caption(lines[number])) is not None:
            lines[number] = Line(lines[number].block, Role.CREDIT, words)


def _credit_below_caption(line: Line) -> str | None:
    """The credit that a line gives if what stands above it is a caption."""
    if line.role is not Role.TEXT:
        return None
    return signs.bracketed_credit(line.words) or signs.labelled_credit(line.words)


def _set_dates_aside(lines: list[Line]) -> None:
    """A date alone above everything else is the day of a page, or of its copy, and no title."""
    for number, line in enumerate(lines):
        if line.role is Role.TEXT and signs.is_date(line.words):
            lines[number] = Line(line.block, Role.FURNITURE, line.words)
        elif line.role is not Role.FURNITURE:
            return


def _set_day_lines_aside(lines: list[Line]) -> None:
    """A line that names a day and nothing else, right above a time line, parts the days of a page and is no text."""
    for number in range(len(lines) - 1):
        above, below = lines[number], lines[number + 1]
        is_plain = above.role in (Role.TEXT, Role.HEADING)
        if is_plain and below.stamp is not None and read_day_line(above.words) is not None:
            lines[number] = Line(above.block, Role.FURNITURE, above.words)


def _name_videos(lines: list[Line]) -> None:
    """A headline right above a video's length is the video's title, not text."""
    for number in range(1, len(lines)):
        above = lines[number - 1]
        is_length = lines[number].role is Role.FURNITURE and signs.is_duration(lines[number].words)
        if is_length and above.role is Role.TEXT and is_headline(above.words):
            lines[number - 1] = Line(above.block, Role.FURNITURE, above.words)
