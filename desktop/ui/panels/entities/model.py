"""Model: the names on show as rows, each kind under its heading.

Knows what each row says, to the eye and to a screen reader, and which of them filter. Never asks the library.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain.ids import EntityId
from desktop.domain.listings import EVERYTHING, EntityRow, Filter
from desktop.ui.messages import count_of
from desktop.ui.panels.entities.grouped import MOST_IN_GROUP, Group, Measured
from desktop.ui.plain import plain_tip

SHOWN_ROLE: Final = Qt.ItemDataRole.UserRole + 1
FILTERS_ROLE: Final = Qt.ItemDataRole.UserRole + 2

AnyIndex = QModelIndex | QPersistentModelIndex
Row = Group | Measured


class EntityModel(QAbstractListModel):
    """Headings and names, in one list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._filter = EVERYTHING

    def show(self, groups: Sequence[Group]) -> None:
        """Show other names."""
        rows: list[Row] = []
        for group in groups:
            rows += [group, *group.members[:MOST_IN_GROUP]]
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def show_filter(self, filter: Filter) -> None:
        """Show which names filter the list."""
        self._filter = filter
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), [FILTERS_ROLE])

    def entity_at(self, row: int) -> EntityId | None:
        """Return the entity of a row, or None for a heading."""
        shown = self._rows[row] if 0 <= row < len(self._rows) else None
        return shown.row.id if isinstance(shown, Measured) else None

    def row_of(self, entity_id: EntityId | None) -> int | None:
        """Return the row of an entity, or None if it is not on show."""
        held = enumerate(self._rows)
        return next((n for n, row in held if isinstance(row, Measured) and row.row.id == entity_id), None)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of headings and names."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.entity_at(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name, the whole row, or its spoken words."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        shown = self._rows[index.row()]
        if role == SHOWN_ROLE:
            return shown
        if isinstance(shown, Group):
            return _heading_data(shown, role)
        if role == FILTERS_ROLE:
            return self._filters(shown.row.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.row.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(_tip(shown))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(shown)
        return None

    def _filters(self, entity_id: EntityId) -> bool:
        return entity_id in self._filter.entities

    def _spoken(self, shown: Measured) -> str:
        row = shown.row
        parts = [row.name, row.role, row.kind.value, _counts(row)]
        return ", ".join([part for part in parts if part] + (["filters the list"] if self._filters(row.id) else []))


def _heading_data(group: Group, role: int) -> object:
    if role == Qt.ItemDataRole.DisplayRole:
        return group.title
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return f"{group.title}, {len(group.members):,}"
    return None


def _tip(shown: Measured) -> str:
    row = shown.row
    named = f"{row.name}, {row.role}" if row.role else row.name
    return f"{named}\n{_counts(row)}\nClick to show only these; with Ctrl, in addition to others."


def _counts(row: EntityRow) -> str:
    return f"{count_of(row.count, 'mention')} in {count_of(len(row.post_ids), 'post')}"
