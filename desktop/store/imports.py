"""Imports: what was asked for, what became of each thing, and how far one got that was cut off."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.reports import ImportItem, ImportRun, ItemStatus
from desktop.store import json_values
from desktop.store.connection import Row
from desktop.store.part import Part
from desktop.store.rows import moment, sortable_text, words_list, words_text

RUN_COLUMNS = "id, started, ended, names, was_cancelled"


@dataclass(frozen=True, slots=True)
class RecordedItem:
    """One line of a report, and where it came from.

    Attributes:
        candidate: The file or address that held it.
        unit: The file, address or member of an archive that was parsed as a whole.
        number: Its number among the articles of the unit.
        is_last: Whether the unit is done with it.
    """

    candidate: str
    unit: str
    number: int
    is_last: bool
    item: ImportItem


@dataclass(frozen=True, slots=True)
class AskedImport:
    """What a run was asked to do. `options` and `wanted` are JSON that the library wrote."""

    names: tuple[str, ...]
    options: str
    wanted: str | None


class ImportRuns(Part):
    """Keeping what imports did."""

    def begin_run(self, asked: AskedImport, at: datetime) -> int:
        """Note that an import begins.

        Returns:
            Its number.
        """
        values = (sortable_text(at), words_text(asked.names), asked.options, asked.wanted)
        with self._connection.transaction():
            self._connection.write(
                "INSERT INTO import_runs (started, names, options, wanted) VALUES (?, ?, ?, ?)", values
            )
            return self._connection.number("SELECT last_insert_rowid()")

    def record_items(self, run: int, items: Sequence[RecordedItem]) -> None:
        """Note what became of things, inside the transaction that kept them."""
        place = self._connection.number("SELECT max(place) FROM import_items WHERE run = ?", (run,))
        self._connection.write_all(
            "INSERT INTO import_items VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (run, number, each.candidate, each.unit, each.number, int(each.is_last), *_item_columns(each.item))
                for number, each in enumerate(items, place + 1)
            ],
        )

    def end_run(self, run: int, at: datetime | None, seconds: float, *, was_cancelled: bool) -> None:
        """Note that an import is done, or (without a time) that it stopped and can go on."""
        sql = "UPDATE import_runs SET ended = ?, seconds = seconds + ?, was_cancelled = ? WHERE id = ?"
        self._connection.write(sql, (sortable_text(at) if at else None, seconds, int(was_cancelled), run))

    def import_runs(self) -> tuple[ImportRun, ...]:
        """All imports, newest first."""
        counts: dict[int, Counter[ItemStatus]] = defaultdict(Counter)
        shorter: Counter[int] = Counter()
        sql = """SELECT run, status, count(*), sum(json_extract(item, '$.is_shorter') = 1) FROM import_items
            GROUP BY run, status"""
        with self._connection.snapshot():
            for run, status, count, refused in self._connection.rows(sql):
                counts[run][ItemStatus(status)] = count
                shorter[run] += refused or 0
            rows = self._connection.rows(f"SELECT {RUN_COLUMNS} FROM import_runs ORDER BY id DESC")
        return tuple(_run(row, counts[row[0]], shorter[row[0]]) for row in rows)

    def asked_import(self, run: int) -> AskedImport | None:
        """What a run was asked to do; None if there is no such run."""
        row = self._connection.first("SELECT names, options, wanted FROM import_runs WHERE id = ?", (run,))
        return AskedImport(words_list(row[0]), row[1], row[2]) if row else None

    def import_items(self, run: int) -> tuple[RecordedItem, ...]:
        """What became of each thing in a run, in the order they came."""
        sql = "SELECT candidate, unit, number, is_last, item FROM import_items WHERE run = ? ORDER BY place"
        return tuple(
            RecordedItem(candidate, unit, number, bool(is_last), json_values.from_json(ImportItem, item))
            for candidate, unit, number, is_last, item in self._connection.rows(sql, (run,))
        )

    def units_done(self, run: int) -> Mapping[str, tuple[int, bool]]:
        """How far a run got: for each unit how many of its articles were kept, and whether that was all."""
        sql = "SELECT unit, max(number) + 1, max(is_last) FROM import_items WHERE run = ? GROUP BY unit"
        return {unit: (count, bool(is_done)) for unit, count, is_done in self._connection.rows(sql, (run,))}

    def forget_stops(self, run: int) -> None:
        """Forget why a run stopped, now that it goes on: lines of nothing that was done have numbers below 0."""
        self._connection.write("DELETE FROM import_items WHERE run = ? AND number < 0", (run,))

    def settled_items(self, run: int) -> frozenset[tuple[str, int]]:
        """What failed or was refused as shorter in a run, and came in with a later one: the unit and number of each."""
        sql = """SELECT i.unit, i.number FROM import_items i
            WHERE i.run = ? AND (i.status = 'failed' OR json_extract(i.item, '$.is_shorter') = 1) AND EXISTS (
                SELECT 1 FROM import_items l WHERE l.unit = i.unit AND l.run > i.run AND l.status <> 'failed'
                AND (i.status = 'failed' OR l.status <> 'skipped')
                AND (l.number = i.number OR (i.number = 0 AND i.is_last)))"""
        return frozenset((unit, number) for unit, number in self._connection.rows(sql, (run,)))

    def run_seconds(self, run: int) -> float:
        """How long a run worked, all its parts together."""
        row = self._connection.first("SELECT seconds FROM import_runs WHERE id = ?", (run,))
        return float(row[0]) if row else 0.0


def _item_columns(item: ImportItem) -> tuple[str, str]:
    return item.status.value, json_values.to_json(item)


def _run(row: Row, counts: Mapping[ItemStatus, int], shorter: int) -> ImportRun:
    number, started, ended, names, was_cancelled = row
    return ImportRun(
        number,
        datetime.fromisoformat(started),
        moment(ended),
        words_list(names),
        dict(counts),
        shorter,
        bool(was_cancelled),
    )
