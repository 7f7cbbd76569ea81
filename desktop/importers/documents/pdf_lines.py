"""PDF lines: the lines on printed pages become the paragraphs that were printed.

A PDF knows no paragraphs, only where words stand. So lines are joined as long as they fill their column, words that
were parted at a line's end are mended, and what is printed on page after page (heads, feet, page numbers) is furniture.
Works on text alone; never reorders a line.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.domain.blocks import BlockKind
from desktop.importers.values.whitespace import collapse

_FULL: Final = 0.72  # of the column's width; a shorter line ends its paragraph
_FULL_SENTENCE: Final = 0.88  # for a line that ends like a sentence
_EDGE_LINES: Final = 2
_LINES_OF_A_PAGE: Final = 7  # a page of fewer, such as a slide, has one line of head or foot at most
_FEWEST_REPEATS: Final = 3
_REPEATED_SHARE: Final = 0.4
_PAGE_NUMBER: Final = re.compile(
    r"(?:page|seite|p\.)?\s*\d{1,4}(?:\s*(?:of|von|/)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]", re.I
)
_BULLET: Final = re.compile(r"[•‣▪◦⁃●■–]\s+(?=\S)")
_SENTENCE_END: Final = re.compile(r"[.!?:][”\"’')\]]*$")
_PARTED: Final = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_WORD: Final = re.compile(r"[^\W\d_]+")
_HYPHENATED: Final = re.compile(r"[^\W\d_]+-[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: what it is, its words, and the number of the page on which it begins."""

    kind: BlockKind
    text: str
    page: int


def paragraphs(pages: Sequence[str]) -> Iterator[Paragraph]:
    """Join the lines of pages to paragraphs; one may go on over the end of its page.

    Args:
        pages: The text of each page, a line for each printed line.
    """
    lines = [[collapse(line) for line in page.split("\n")] for page in pages]
    repeated = _repeated(lines)
    words = _Words(lines)
    joined: list[str] = []
    began, width, was_blank = 1, 0, False
    for number, page in enumerate(lines, 1):
        edges = _edges(page)
        width_here = _width(page)
        for at, line in enumerate(page):
            if not line:
                was_blank = bool(joined)
                continue
            if at in edges and (_shape(line) in repeated or _PAGE_NUMBER.fullmatch(line)):
                yield Paragraph(BlockKind.FURNITURE, line, number)
                continue
            if joined and (was_blank or not _goes_on(joined[-1], line, width)):
                yield _paragraph(joined, words, began)
                joined = []
            if not joined:
                began = number
            joined.append(line)
            width, was_blank = width_here, False
        was_blank = False  # what is empty at the end of a page is paper
    if joined:
        yield _paragraph(joined, words, began)


class _Words:
    """The words of a text, to tell a hyphen of its own from one that only parts a line."""

    def __init__(self, pages: Sequence[Sequence[str]]) -> None:
        text = "\n".join(line for page in pages for line in page).lower()
        self._whole = set(_WORD.findall(text))
        self._hyphenated = set(_HYPHENATED.findall(text))

    def join(self, first: str, second: str) -> str:
        """Join two lines of one paragraph."""
        parted = _PARTED.search(first)
        beginning = _WORD.match(second)
        if parted is None or beginning is None:
            return f"{first} {second}"
        halves = (parted.group(1).lower(), beginning.group().lower())
        has_own = "-".join(halves) in self._hyphenated and "".join(halves) not in self._whole
        if has_own or not beginning.group()[0].islower():
            return f"{first}{second}"
        return f"{first[:-1]}{second}"


def _paragraph(lines: Sequence[str], words: _Words, page: int) -> Paragraph:
    text = lines[0]
    for line in lines[1:]:
        text = words.join(text, line)
    bullet = _BULLET.match(text)
    return Paragraph(BlockKind.LIST, text[bullet.end() :], page) if bullet else Paragraph(BlockKind.TEXT, text, page)


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a paragraph goes on after a line: the line fills its column, and nothing new begins after it."""
    if _BULLET.match(following):
        return False
    if _PARTED.search(line) and following[0].islower():
        return True
    return len(line) >= width * (_FULL_SENTENCE if _SENTENCE_END.search(line) else _FULL)


def _width(page: Sequence[str]) -> int:
    """Return how many characters a full line of a page has."""
    lengths = sorted(len(line) for line in page if line)
    return lengths[int(len(lengths) * 0.8)] if lengths else 0


def _edges(page: Sequence[str]) -> frozenset[int]:
    """Return the places of the first and the last lines of a page."""
    filled = [at for at, line in enumerate(page) if line]
    depth = _EDGE_LINES if len(filled) >= _LINES_OF_A_PAGE else 1
    return frozenset((*filled[:depth], *filled[-depth:]))


def _repeated(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the shapes of the lines that stand at the edge of many pages."""
    counts = Counter(shape for page in pages for shape in {_shape(page[at]) for at in _edges(page)})
    many = max(_FEWEST_REPEATS, _REPEATED_SHARE * len(pages))
    # A line with a number in it that comes back with another number is a head or foot, if only of one chapter.
    return frozenset(shape for shape, count in counts.items() if count >= (_FEWEST_REPEATS if "0" in shape else many))


def _shape(line: str) -> str:
    """Return a line with its numbers made alike, so that two page numbers look the same."""
    return re.sub(r"\d+", "0", line).lower()
