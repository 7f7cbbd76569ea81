"""The states in which the reader's posts are, as a search asks for them.

They change with every post that is read, so the index does not hold them; they are read from the store when a search
needs them, and kept until something is written.
"""

from array import array
from collections.abc import Sequence

from desktop.search.querying import In, State
from desktop.store.store import Store


class States:
    """Says which posts are in a state, by their numbers in the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[In, array[int]] = {}
        self._written = (-1, -1)

    def __call__(self, asked: In) -> Sequence[int]:
        """Return the numbers of the posts in a state."""
        written = self._store.write_count()
        if written != self._written:
            self._known.clear()
            self._written = written
        if asked not in self._known:
            self._known[asked] = array("q", self._read(asked))
        return self._known[asked]

    def _read(self, asked: In) -> list[int]:
        match asked.state:
            case State.READ:
                return self._store.read_numbers()
            case State.STARRED:
                return self._store.starred_numbers()
            case State.FRESH:
                return self._store.fresh_numbers()
            case State.GONE:
                return self._store.gone_numbers()
            case State.CHANGED:
                return self._store.changed_numbers(asked.days)
