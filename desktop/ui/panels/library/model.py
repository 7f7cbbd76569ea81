"""The model of the library panel: one line for each shelf and article, with two headings between.

Knows the order of the lines and what each says. Never asks the library: it shows the holdings it is given.
"""

from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain.ids import ArticleId
from desktop.domain.listings import ArticleLine, Filter, LibraryCounts, Shelf
from desktop.domain.searches import SavedSearch, SearchId
from desktop.ui.messages import count_of
from desktop.ui.plain import plain_tip

NO_TEXT: Final = "no text yet"
LINE_ROLE: Final = Qt.ItemDataRole.UserRole
SHELF_TITLES: Final = {
    Shelf.ALL: "All",
    Shelf.UNREAD: "Unread",
    Shelf.STARRED: "Starred",
    Shelf.MARKED: "Marked",
    Shelf.CHANGED: "Changed",
}

Index = QModelIndex | QPersistentModelIndex
NO_PARENT: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the library holds, as the panel shows it."""

    counts: LibraryCounts = field(default_factory=LibraryCounts)
    articles: tuple[ArticleLine, ...] = ()
    searches: tuple[SavedSearch, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A word above the lines that follow."""

    title: str


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """One shelf and how many posts stand on it."""

    shelf: Shelf
    count: int

    @property
    def title(self) -> str:
        """The shelf's name."""
        return SHELF_TITLES[self.shelf]


Line = Heading | ShelfLine | SavedSearch | ArticleLine


def lines_of(holdings: Holdings) -> tuple[Line, ...]:
    """The lines of the panel from top to bottom."""
    shelves = [ShelfLine(shelf, holdings.counts.shelves.get(shelf, 0)) for shelf in SHELF_TITLES]
    searches: list[Line] = [Heading("Searches"), *holdings.searches] if holdings.searches else []
    read = [line for line in holdings.articles if line.post_count]
    links = [line for line in holdings.articles if not line.post_count]
    articles: list[Line] = [Heading("Articles"), *read] if read else []
    without: list[Line] = [Heading("Links without text"), *links] if links else []
    return (Heading("Library"), *shelves, *searches, *articles, *without)


class LibraryModel(QAbstractListModel):
    """The lines, for a list view."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines = lines_of(Holdings())

    def show(self, holdings: Holdings) -> None:
        """Show what the library holds now. Lines that only say something new stay where they are."""
        lines = lines_of(holdings)
        if [_key(line) for line in lines] == [_key(line) for line in self._lines]:
            self._lines = lines
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def place_of(self, wanted: Filter, search: SavedSearch | None = None) -> QModelIndex:
        """The line that stands for a search or a filter; an invalid index if none does."""
        key = search.id if search else wanted.article_id if wanted.article_id is not None else wanted.shelf
        places = [place for place, line in enumerate(self._lines) if _key(line) == key]
        return self.index(places[0]) if places else QModelIndex()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """How many lines there are; a line has none below it."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """What a line says: in words for the eye and the ear, as a value for the delegate."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name if isinstance(line, SavedSearch) else line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(line)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, ArticleLine | SavedSearch):
            return plain_tip(_spoken(line))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if index.isValid() and isinstance(self._lines[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


def _key(line: Line) -> str | Shelf | ArticleId | SearchId:
    match line:
        case Heading():
            return f"heading {line.title}"
        case ShelfLine():
            return line.shelf
        case SavedSearch() | ArticleLine():
            return line.id


def _spoken(line: Line) -> str:
    match line:
        case Heading():
            return line.title
        case ShelfLine():
            return f"{line.title}, {count_of(line.count, 'post')}"
        case SavedSearch():
            return f"{line.name}, search for {line.query}" if line.query != line.name else f"{line.name}, search"
        case ArticleLine():
            state = [count_of(line.post_count, "post"), f"{line.unread_count:,} unread"]
            parts = [line.title, line.site or "", *(state if line.post_count else [NO_TEXT])]
            return ", ".join(part for part in parts if part)
