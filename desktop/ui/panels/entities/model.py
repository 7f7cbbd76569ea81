"""Model: the names on show as rows, each kind under its heading.

Knows what each row says, to the eye and to a screen reader, and which of them filter. Never asks the library.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain.entities import Entity
from desktop.domain.ids import EntityId
from desktop.domain.listings import EVERYTHING, Filter
from desktop.domain.name_lists import EntityWeight, Maker
from desktop.ui.messages import count_of
from desktop.ui.panels.entities.grouped import MOST_IN_GROUP, Group, Measured, Member, Pair

SHOWN_ROLE: Final = Qt.ItemDataRole.UserRole + 1
FILTERS_ROLE: Final = Qt.ItemDataRole.UserRole + 2

AnyIndex = QModelIndex | QPersistentModelIndex
Row = Group | Member


class EntityModel(QAbstractListModel):
    """Headings, names, makers and suggestions, in one list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._filter = EVERYTHING

    def show(self, groups: Sequence[Group]) -> None:
        """Show other names; rows that only say something else are repainted where they stand."""
        rows: list[Row] = []
        for group in groups:
            rows += [group, *group.members[:MOST_IN_GROUP]]
        if [_measures(row) for row in rows] == [_measures(row) for row in self._rows]:
            self._rows = tuple(rows)
            self._tell_changed([])
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def show_filter(self, filter: Filter) -> None:
        """Show which names filter the list."""
        self._filter = filter
        self._tell_changed([FILTERS_ROLE])

    def _tell_changed(self, roles: list[int]) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), roles)

    def shown_at(self, row: int) -> Row | None:
        """Return what stands in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def member_at(self, row: int) -> Member | None:
        """Return what stands in a row, or None for a heading."""
        shown = self.shown_at(row)
        return None if isinstance(shown, Group) else shown

    def entity_at(self, row: int) -> EntityId | None:
        """Return the entity of a row, or None for a row that is none."""
        shown = self.shown_at(row)
        return shown.row.id if isinstance(shown, Measured) else None

    def named_at(self, row: int) -> Entity | None:
        """Return the entity of a row by id, kind and name alone."""
        shown = self.shown_at(row)
        return Entity(shown.row.id, shown.row.kind, shown.row.name) if isinstance(shown, Measured) else None

    def row_of(self, entity_id: EntityId | None) -> int | None:
        """Return the row of an entity, or None if it is not on show."""
        held = enumerate(self._rows)
        return next((n for n, row in held if isinstance(row, Measured) and row.row.id == entity_id), None)

    def row_like(self, member: Member | None) -> int | None:
        """Return the row of the same entity, maker or suggestion, or None if it is not on show."""
        wanted = _identity(member) if member is not None else None
        return next((n for n, row in enumerate(self._rows) if _identity(row) == wanted), None)

    def member_near(self, row: int) -> int | None:
        """Return the row at or after a place, else before it, that holds no heading; None without any."""
        members = [number for number, shown in enumerate(self._rows) if not isinstance(shown, Group)]
        return next((number for number in members if number >= row), members[-1] if members else None)

    def first_suggestion(self) -> int | None:
        """Return the row of the likeliest suggestion on show, or None without any."""
        return next((n for n, row in enumerate(self._rows) if isinstance(row, Pair)), None)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of headings and names."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """A heading cannot be chosen; a name can be dragged on another one."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        shown = self.shown_at(index.row())
        if isinstance(shown, Group):
            return Qt.ItemFlag.ItemIsEnabled
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if isinstance(shown, Measured):
            chosen |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return chosen

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name, the whole row, or its spoken words."""
        shown = self.shown_at(index.row()) if index.isValid() else None
        if shown is None:
            return None
        if role == SHOWN_ROLE:
            return shown
        if role == FILTERS_ROLE:
            return self._filters(shown)
        if role == Qt.ItemDataRole.DisplayRole:
            return _written(shown)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(shown)
        return None

    def _filters(self, shown: Row) -> bool:
        if isinstance(shown, Maker):
            return shown.name in self._filter.makers
        return isinstance(shown, Measured) and shown.row.id in self._filter.entities

    def _spoken(self, shown: Row) -> str:
        match shown:
            case Group():
                return f"{shown.title}, {count_in_words(shown)}"
            case Pair():
                return f"{shown.one} and {shown.other} may be one. {shown.suggestion.reason}"
            case Maker():
                parts = [shown.name, shown.kind.value, count_of(shown.posts, "post")]
            case Measured():
                parts = [shown.row.name, shown.role, shown.row.kind.value, counts_in_words(shown.row)]
        return ", ".join([part for part in parts if part] + (["filters the list"] if self._filters(shown) else []))


def _identity(row: Row) -> object:
    match row:
        case Group():
            return row.title
        case Measured():
            return row.row.id
        case Maker():
            return row.kind, row.name
        case Pair():
            return row.suggestion.one, row.suggestion.other


def _measures(row: Row) -> object:
    """What a row is and how high: a name with a role takes two lines."""
    return _identity(row), isinstance(row, Measured) and bool(row.role)


def _written(shown: Row) -> str:
    match shown:
        case Group():
            return shown.title
        case Measured():
            return shown.row.name
        case Maker():
            return shown.name
        case Pair():
            return f"{shown.one} = {shown.other}"


def count_in_words(group: Group) -> str:
    """Say how many names a group has; of more than are listed, how many of them are: the rest is found by typing."""
    count = len(group.members)
    return f"{count:,}" if count <= MOST_IN_GROUP else f"first {MOST_IN_GROUP:,} of {count:,}"


def counts_in_words(row: EntityWeight) -> str:
    """Say how often a name stands in how many posts."""
    return f"{count_of(row.mentions, 'mention')} in {count_of(row.posts, 'post')}"
