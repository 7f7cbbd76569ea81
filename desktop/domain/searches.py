"""Searches that the reader keeps."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NewType

from desktop.domain.ids import digest
from desktop.domain.listings import EVERYTHING, Filter, Order

SearchId = NewType("SearchId", str)


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """What was searched for, where, and in which order, under a name.

    Attributes:
        made: When it was first kept; searches are listed in this order. Always aware.
    """

    id: SearchId
    name: str
    query: str
    made: datetime
    filter: Filter = EVERYTHING
    order: Order = Order.TIME

    def renamed(self, name: str) -> "SavedSearch":
        """The same search under another name."""
        return replace(self, name=name)


def new_search(name: str, query: str, filter: Filter, order: Order, made: datetime) -> SavedSearch:
    """Make a search that can be kept with `KeepSearch`."""
    return SavedSearch(SearchId(digest("search", name, query, made.isoformat())), name, query, made, filter, order)


@dataclass(frozen=True, slots=True)
class KeepSearch:
    """Keep a search; one of the same id is replaced by it (another name)."""

    search: SavedSearch


@dataclass(frozen=True, slots=True)
class RemoveSearch:
    """Keep a search no longer."""

    search_id: SearchId


SearchEdit = KeepSearch | RemoveSearch
