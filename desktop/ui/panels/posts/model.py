"""Model: the posts on show, as Qt asks for them.

Knows what each row says, to the eye and to a screen reader. Never paints, and never asks the library.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain.ids import PostId
from desktop.domain.listings import Order, PostRow
from desktop.domain.posts import PostKind
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

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row as the delegate paints it.

    Attributes:
        row: The post.
        face: How its time is drawn.
        labels: The words of its small line, in order.
        clock: What the clock of its time is called, where that must stand beside it ("EST").
    """

    row: PostRow
    face: TimeFace
    labels: tuple[str, ...]
    clock: str = ""


class PostListModel(QAbstractListModel):
    """The rows of a listing, one for each post."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._prepared = NOTHING_PREPARED
        self._places: dict[PostId, int] = {}

    @property
    def prepared(self) -> Prepared:
        """What is on show."""
        return self._prepared

    def show(self, prepared: Prepared) -> bool:
        """Show another listing.

        Returns:
            Whether the rows are others than before. If only what is said of them changed (read, starred, marked), the
            selection and the scroll position stay.
        """
        before, now = self._prepared.listing.rows, prepared.listing.rows
        if len(before) == len(now) and all(old.id == new.id for old, new in zip(before, now, strict=True)):
            self._prepared = prepared
            if now:
                self.dataChanged.emit(self.index(0), self.index(len(now) - 1))
            return False
        self.beginResetModel()
        self._prepared = prepared
        self._places = {row.id: place for place, row in enumerate(now)}
        self.endResetModel()
        return True

    def place_of(self, post_id: PostId | None) -> int | None:
        """Return the row of a post, or None if it is not on show."""
        return self._places.get(post_id) if post_id is not None else None

    def post_at(self, row: int) -> PostId:
        """Return the post of a row."""
        return self._prepared.listing.rows[row].id

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of posts; a post has no children."""
        return 0 if parent.isValid() else len(self._prepared.listing.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the headline, the whole row, its reason or its spoken words."""
        if not index.isValid() or index.row() >= len(self._prepared.listing.rows):
            return None
        row = self._prepared.listing.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.headline
        if role == SHOWN_ROLE:
            return self._shown(index.row(), row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._tip(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def _zone(self, row: PostRow) -> tzinfo:
        return self._prepared.clocks.of(row.time, row.article_id)

    def _shown(self, place: int, row: PostRow) -> ShownRow:
        face = self._face(place, row)
        tells_hour = face.face in (Face.EXACT, Face.BOUNDED)
        return ShownRow(row, face, self._labels(row), self._prepared.clock_beside(place) if tells_hour else "")

    def _face(self, place: int, row: PostRow) -> TimeFace:
        """A bound that the row above already shows is not said again: of such a post only the order is known beside."""
        face = time_face(row.time, self._zone(row))
        if face.face is Face.BOUNDED and place and self._prepared.order is Order.TIME:
            above = self._prepared.listing.rows[place - 1].time
            if _is_same_knowledge(above, row.time):
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
        return ", ".join([*parts, *([marks] if marks else []), *self._labels(row)])


def _is_same_knowledge(one: When, other: When) -> bool:
    return (one.earliest, one.latest, one.precision) == (other.earliest, other.latest, other.precision)
