"""Searches: those that the reader keeps, and those that were made."""

from datetime import datetime

from desktop.domain.searches import SavedSearch, SearchId
from desktop.store.json_values import from_json, to_json
from desktop.store.part import Part

MOST_PAST = 200  # more than anybody goes through key by key


class Searches(Part):
    """Reading and writing searches."""

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The searches that are kept, the oldest first."""
        rows = self._connection.rows("SELECT search FROM saved_searches ORDER BY made, id")
        return tuple(from_json(SavedSearch, text) for (text,) in rows)

    def saved_search(self, search_id: SearchId) -> SavedSearch | None:
        """One of them, or None."""
        row = self._connection.first("SELECT search FROM saved_searches WHERE id = ?", (search_id,))
        return from_json(SavedSearch, row[0]) if row else None

    def put_search(self, search: SavedSearch) -> None:
        """Keep a search, in the place of one of the same id."""
        sql = """INSERT INTO saved_searches (id, made, search) VALUES (?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET search = excluded.search"""
        self._connection.write(sql, (search.id, search.made.isoformat(), to_json(search)))

    def remove_search(self, search_id: SearchId) -> None:
        """Keep it no longer."""
        self._connection.write("DELETE FROM saved_searches WHERE id = ?", (search_id,))

    def remember_query(self, query: str, now: datetime) -> None:
        """Note that something was searched for; the oldest are forgotten."""
        with self._connection.transaction():
            self._connection.write("DELETE FROM past_searches WHERE query = ?", (query,))
            self._connection.write("INSERT INTO past_searches (query, at) VALUES (?, ?)", (query, now.isoformat()))
            kept = "SELECT number FROM past_searches ORDER BY number DESC LIMIT ?"
            self._connection.write(f"DELETE FROM past_searches WHERE number NOT IN ({kept})", (MOST_PAST,))

    def past_queries(self) -> tuple[str, ...]:
        """What was searched for, the newest first, each once."""
        rows = self._connection.rows("SELECT query FROM past_searches ORDER BY number DESC")
        return tuple(query for (query,) in rows)

    def forget_queries(self) -> None:
        """Forget what was searched for."""
        self._connection.write("DELETE FROM past_searches")
