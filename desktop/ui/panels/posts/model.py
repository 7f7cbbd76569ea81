"""Model: the posts on show, as Qt asks for them.

Knows what each row says, to the eye and to a screen reader. Never paints, and never asks the library.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain.ids import PostId
from desktop.domain.listings import Order, PostRow
from desktop.domain.posts import PostKind
from desktop.domain.searching import Excerpt
from desktop.domain.times import When
from desktop.ui.panels.posts.prepared import NOTHING_PREPARED, Prepared
from desktop.ui.plain import plain_tip
from desktop.ui.time_words import (
    ORDER_FACE,
    Face,
    TimeFace,
    capitalised,
    day_of,
    short_day,
    time_face,
    time_reason,
    time_sentence,
)

SHOWN_ROLE: Final = Qt.ItemDataRole.UserRole + 1

KIND_WORDS: Final = {
    PostKind.SUMMARY: "key points",
    PostKind.TEASER: "story elsewhere",
    PostKind.NOTICE: "notice",
}

DOUBT: Final = "It is not certain that a new post begins here. The text says why."

RowOf = Callable[[PostId], PostRow | None]
ExcerptOf = Callable[[PostId], Excerpt | None]
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row as the delegate paints it.

    Attributes:
        row: The post.
        face: How its time is drawn.
        labels: The words of its small line, in order.
        clock: What the clock of its time is called, where that must stand beside it ("EST").
        excerpt: The line that shows why the search found it; None while nothing is searched for, or it is not known.
    """

    row: PostRow
    face: TimeFace
    labels: tuple[str, ...]
    clock: str = ""
    excerpt: Excerpt | None = None


class PostListModel(QAbstractListModel):
    """The rows of a listing, one for each post."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._prepared = NOTHING_PREPARED
        self._row_of: RowOf = self._prepared_row
        self._excerpt_of: ExcerptOf = _no_excerpt

    @property
    def prepared(self) -> Prepared:
        """What is on show."""
        return self._prepared

    def read_rows_from(self, row_of: RowOf, excerpt_of: ExcerptOf) -> None:
        """Ask somebody else for what is known of a post, and for why a search found it."""
        self._row_of, self._excerpt_of = row_of, excerpt_of

    @property
    def has_excerpts(self) -> bool:
        """Whether the posts on show were found by words, so that each row shows where these stand."""
        hits = self._prepared.listing.hits
        return hits is not None and bool(hits.words)

    def is_missing(self, place: int) -> bool:
        """Whether something that a row shows was not read yet."""
        row = self._row_at(place)
        return row is None or (self.has_excerpts and self._excerpt_of(row.id) is None)

    @property
    def ids(self) -> tuple[PostId, ...]:
        """The posts on show, in order."""
        return self._prepared.listing.ids

    def rows_changed(self) -> None:
        """Something else is known of rows on show."""
        if self.ids:
            self.dataChanged.emit(self.index(0), self.index(len(self.ids) - 1))

    def show(self, prepared: Prepared) -> bool:
        """Show another listing.

        Returns:
            Whether the rows are others than before. If only what is said of them changed (read, starred, marked), the
            selection and the scroll position stay.
        """
        if self.ids == prepared.listing.ids:
            self._prepared = prepared
            self.rows_changed()
            return False
        self.beginResetModel()
        self._prepared = prepared
        self.endResetModel()
        return True

    def place_of(self, post_id: PostId | None) -> int | None:
        """Return the row of a post, or None if it is not on show."""
        return self._prepared.listing.places.get(post_id) if post_id is not None else None

    def post_at(self, row: int) -> PostId:
        """Return the post of a row."""
        return self.ids[row]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of posts; a post has no children."""
        return 0 if parent.isValid() else len(self.ids)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the headline, the whole row, its reason or its spoken words."""
        row = self._row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.headline
        if role == SHOWN_ROLE:
            return self._shown(index.row(), row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._tip(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def _prepared_row(self, post_id: PostId) -> PostRow | None:
        """Look into a list whose rows came with it."""
        rows, place = self._prepared.rows, self.place_of(post_id)
        return rows[place] if place is not None and place < len(rows) else None

    def _row_at(self, place: int) -> PostRow | None:
        return self._row_of(self.ids[place]) if 0 <= place < len(self.ids) else None

    def _zone(self, row: PostRow) -> tzinfo:
        return self._prepared.clocks.of(row.time, row.article_id)

    def _shown(self, place: int, row: PostRow) -> ShownRow:
        face = self._face(place, row)
        tells_hour = face.face in (Face.EXACT, Face.BOUNDED)
        clock = self._prepared.clock_beside(place, row) if tells_hour else ""
        excerpt = self._excerpt_of(row.id) if self.has_excerpts else None
        return ShownRow(row, face, self._labels(row), clock, excerpt)

    def _face(self, place: int, row: PostRow) -> TimeFace:
        """A bound that the row above already shows is not said again: of such a post only the order is known beside."""
        face = time_face(row.time, self._zone(row))
        if face.face is Face.BOUNDED and place and self._prepared.order is Order.TIME:
            above = self._row_at(place - 1)
            if above is not None and _is_same_knowledge(above.time, row.time):
                return ORDER_FACE
        return face

    def _labels(self, row: PostRow) -> tuple[str, ...]:
        labels = [self._day_label(row), self._prepared.names.get(row.article_id, ""), KIND_WORDS.get(row.kind, "")]
        labels += [word for word, holds in (("changed", row.is_changed), ("gone", row.is_gone)) if holds]
        if row.is_doubtful:
            labels.append("start unsure")
        return tuple(label for label in labels if label)

    def _day_label(self, row: PostRow) -> str:
        """Where no heading tells the day, the row does."""
        if self._prepared.groups:
            return ""
        day = day_of(row.time, self._zone(row))
        return short_day(day) if day else ""

    def _tip(self, row: PostRow) -> str:
        when = capitalised(time_sentence(row.time, self._zone(row)))
        doubt = DOUBT if row.is_doubtful else ""
        return "\n".join(line for line in (when, time_reason(row.time), doubt) if line)

    def _spoken(self, row: PostRow) -> str:
        marks = f"{row.mark_count} mark{'' if row.mark_count == 1 else 's'}" if row.mark_count else ""
        parts = [row.headline, time_sentence(row.time, self._zone(row)), "read" if row.is_read else "unread"]
        parts += [word for word, holds in (("starred", row.is_starred), ("picture", row.has_figure)) if holds]
        found = self._excerpt_of(row.id) if self.has_excerpts else None
        parts += [found.text] if found is not None and found.text else []
        return ", ".join([*parts, *([marks] if marks else []), *self._labels(row)])


def _no_excerpt(_: PostId) -> Excerpt | None:
    """For a list that nobody searches."""
    return None


def _is_same_knowledge(one: When, other: When) -> bool:
    return (one.earliest, one.latest, one.precision) == (other.earliest, other.latest, other.precision)
