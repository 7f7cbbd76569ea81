"""Tables: rows of named cells out of CSV, whoever wrote it.

The order of columns never matters, nor their case, nor columns that nobody asked for. A cell that a spreadsheet would
take for a formula is text. A quotation mark that is never closed costs its own row and no other.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from desktop.importers.limits import MAX_SOURCE_BYTES
from desktop.importers.values.decoding import decode
from desktop.importers.values.sniffing import known_binary

_PREAMBLE: Final = re.compile(r"\s*(?:sep=.\s*)?", re.IGNORECASE)  # what spreadsheets write above the header
_DELIMITERS: Final = ",;\t|"
_END: Final = "\x03 end of table \x03"  # a line of its own, unless a quotation mark above it was never closed
_HEAD_BYTES: Final = 4096
_MOST_BROKEN: Final = 50  # after each the rest is read anew; no table but a hostile one has two


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        number: Its number as a spreadsheet shows it; the header is row 1.
        cells: The cells by the tidy name of their column: lower case, words parted by one blank.
        is_broken: Whether a quotation mark in it was never closed.
    """

    number: int
    cells: Mapping[str, str]
    is_broken: bool = False

    def get(self, *names: str) -> str:
        """Return the first cell of these columns that is not empty, without surrounding blanks; else ""."""
        return next((cell for name in names if (cell := self.cells.get(name, "").strip())), "")


def columns_of(head: bytes) -> frozenset[str]:
    """Return the tidy names in the first row of what may be a table; empty if it has but one cell."""
    text = "" if known_binary(head) else decode(head[:_HEAD_BYTES]).text.lstrip()  # an archive may begin with a table
    line = next((line for line in text.splitlines() if not _PREAMBLE.fullmatch(line)), "")
    names = next(csv.reader([line], delimiter=_delimiter(line)), []) if len(line) < _HEAD_BYTES else []
    tidied = frozenset(map(tidy, names))
    return tidied if len(names) > 1 else tidied & {"url", "highlight"}


def tidy(name: str) -> str:
    """Return a column's name in lower case, its words parted by one blank ("time_added" and "Time Added" alike)."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.findall(r"[^\W_]+", spaced)).lower()


def rows_of(text: str) -> Iterator[Row]:
    """Yield the rows under the header, in order; rows without any cell are left out.

    Args:
        text: The whole table. Its first row that is not empty names the columns.
    """
    lines = list(io.StringIO(text.lstrip("\ufeff"), newline=""))
    start = next((at for at, line in enumerate(lines) if not _PREAMBLE.fullmatch(line)), len(lines))
    records = _records(lines, start, _delimiter(lines[start] if start < len(lines) else ""))
    _, names, _ = next(records, (0, [], False))
    columns = list(map(tidy, names))
    for number, cells, is_broken in records:
        if any(cell.strip() for cell in cells):
            yield Row(number, dict(zip(columns, cells, strict=False)), is_broken)


def _delimiter(line: str) -> str:
    """Return the character that parts the cells of a header."""
    bare = re.sub(r'"[^"]*"', "", line)
    return max(_DELIMITERS, key=bare.count)


def _records(lines: Sequence[str], start: int, delimiter: str) -> Iterator[tuple[int, list[str], bool]]:
    """Yield number, cells, and whether the row is broken, for each row that is not an empty line."""
    limit = csv.field_size_limit(MAX_SOURCE_BYTES)  # the module's own limit is shorter than an article
    try:
        yield from _read_records(lines, start, delimiter)
    finally:
        csv.field_size_limit(limit)


def _read_records(lines: Sequence[str], start: int, delimiter: str) -> Iterator[tuple[int, list[str], bool]]:
    at, number, broken = start, 0, 0
    while at < len(lines) and broken <= _MOST_BROKEN:
        reader = csv.reader(chain(islice(lines, at, None), [_END]), delimiter=delimiter)
        before = 0
        for cells in reader:
            if cells == [_END]:
                return
            if not cells:  # an empty line
                before = reader.line_num
                continue
            number += 1
            if cells[-1].endswith(_END):
                break
            yield number, cells, False
            before = reader.line_num
        yield number, lines[at + before].split(delimiter), True
        at += before + 1
        broken += 1
