"""Geometry: where does each row of the post list lie, in pixels?

Knows rows of one height, and headings of another above some of them. A position is found by bisection, so the cost does
not grow with the list.

Why the list does not leave this to Qt: a `QListView` asks every row for its size, which stands still for a quarter of a
second at a hundred thousand rows, and its rows of one height leave no room for headings.
"""

from bisect import bisect_right
from collections.abc import Sequence


class RowGeometry:
    """The heights of a list: `row_count` rows of `row_height`, and a heading above each of `heading_rows`.

    Units:
        Device-independent pixels from the top of the first heading or row.
    """

    def __init__(self, row_count: int, row_height: int, heading_rows: Sequence[int], heading_height: int) -> None:
        self.row_count = row_count
        self.row_height = row_height
        self.heading_height = heading_height
        self._heading_rows = list(heading_rows)
        self._heading_tops = [row * row_height + n * heading_height for n, row in enumerate(self._heading_rows)]

    @property
    def height(self) -> int:
        """The height of the whole list."""
        return self.row_count * self.row_height + len(self._heading_rows) * self.heading_height

    @property
    def heading_count(self) -> int:
        """How many headings there are."""
        return len(self._heading_rows)

    def row_top(self, row: int) -> int:
        """Return where a row begins, below its heading if it has one."""
        return row * self.row_height + bisect_right(self._heading_rows, row) * self.heading_height

    def row_at(self, y: int) -> int | None:
        """Return the row at a height, or None on a heading and outside the list."""
        if not 0 <= y < self.height:
            return None
        headings = bisect_right(self._heading_tops, y)
        below = y - headings * self.heading_height
        if headings and y < self._heading_tops[headings - 1] + self.heading_height:
            return None
        return below // self.row_height

    def rows_between(self, top: int, bottom: int) -> range:
        """Return the rows that are seen, wholly or in part, between two heights."""
        return range(self._first_row_from(top), min(self.row_count, self._first_row_from(bottom) + 1))

    def heading_at(self, y: int) -> int | None:
        """Return the number of the heading under which a height falls, 0 for the first; None above the first."""
        number = bisect_right(self._heading_tops, max(0, y)) - 1
        return number if number >= 0 else None

    def heading_top(self, number: int) -> int:
        """Return where a heading begins."""
        return self._heading_tops[number]

    def _first_row_from(self, y: int) -> int:
        row = self.row_at(y)
        if row is not None:
            return row
        if y < 0:
            return 0
        number = self.heading_at(y)
        return self.row_count if number is None or y >= self.height else self._heading_rows[number]
