"""Runs: imports as the library remembers them, so that one can be read again, repeated in part, or go on.

A run is known by its number. What it was asked is kept with it; names are kept as they are found from anywhere.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from desktop.domain.blocks import ArticleKind
from desktop.domain.errors import WrongUsage
from desktop.domain.ids import ArticleId
from desktop.domain.reports import ImportItem, ImportReport, ImportRun, ItemStatus
from desktop.library import importing
from desktop.library.home import Home
from desktop.library.import_options import ImportOptions
from desktop.library.importing import Order, Watch
from desktop.library.sources import (
    ADDRESS_BEGINNINGS,
    INPUT_NAME,
    KEPT_INPUT,
    STANDARD_INPUT,
    read_standard_input,
)
from desktop.library.taking import EVERYTHING, Wanted
from desktop.store import json_values
from desktop.store.store import AskedImport, RecordedItem, Store
from desktop.timeline.versions import identity

NO_TEXT = (ArticleKind.LINK, ArticleKind.FEED)
SETTLED = "It failed then, and has come in since."
TAKEN = "It was left out then, and has come in since."


def start(home: Home, store: Store, names: Sequence[str], options: ImportOptions, watch: Watch) -> ImportReport:
    """Import what the names stand for, as a new run; see `importing.carry_out`.

    What comes on standard input is kept first: it comes only once, and the run may have to go on or be repeated.
    """
    kept = tuple(KEPT_INPUT + _keep_input(store) if name == STANDARD_INPUT else name for name in names)
    return _begin(home, store, kept, options, EVERYTHING, watch)


def _keep_input(store: Store) -> str:
    return store.keep_original(read_standard_input())


def resume(home: Home, store: Store, run_id: int, watch: Watch) -> ImportReport:
    """Go on with a run that was stopped or cut off.

    Raises:
        WrongUsage: There is no such run, or it is done.
    """
    asked = _asked(store, run_id)
    if all(run.id != run_id or run.is_finished for run in store.import_runs()):
        raise WrongUsage(f"The import {run_id} is done.", "List the imports with: timeline-reader imports")
    names = _findable(asked.names)
    store.forget_stops(run_id)
    wanted = Wanted(_units(asked.wanted), store.units_done(run_id))
    with _running(home, run_id):
        return importing.carry_out(home, store, _order(store, run_id, names, _options(asked), wanted), watch)


def retry(home: Home, store: Store, run_id: int, watch: Watch, *, accept_shorter: bool) -> ImportReport:
    """Import again what failed in a run, as a new run; with `accept_shorter` also what was refused as too short.

    Raises:
        WrongUsage: There is no such run, or nothing of it failed.
    """
    options = replace(_options(_asked(store, run_id)), accept_shorter=accept_shorter)
    failed = [each for each in store.import_items(run_id) if _is_to_repeat(each, accept_shorter)]
    if not failed:
        raise WrongUsage(f"Nothing failed in the import {run_id}.", "There is nothing to do again.")
    settled = _settled(store, run_id, failed)
    left = [each for each in failed if each not in settled]
    told = tuple(_as_settled(each) for each in settled)
    if not left:
        return ImportReport(told, 0.0, run_id=run_id)
    names = tuple(dict.fromkeys(each.candidate for each in left))
    again = _begin(home, store, _findable(names), options, Wanted(_units_of(left)), watch)
    return replace(again, items=(*told, *again.items))


def _settled(store: Store, run_id: int, failed: Sequence[RecordedItem]) -> list[RecordedItem]:
    """What failed then and is no longer missing: a later import brought it, or the text of the address is here."""
    later = store.settled_items(run_id)
    return [each for each in failed if (each.unit, each.number) in later or _has_text(store, each)]


def _has_text(store: Store, each: RecordedItem) -> bool:
    if not each.candidate.lower().startswith(ADDRESS_BEGINNINGS) or each.item.status is not ItemStatus.FAILED:
        return False
    article = store.article(store.known_as(identity.address_id(each.candidate)))
    return article is not None and article.post_count > 0


def _as_settled(each: RecordedItem) -> ImportItem:
    told = TAKEN if each.item.is_shorter else SETTLED
    return replace(each.item, status=ItemStatus.UNCHANGED, error=None, is_shorter=False, warnings=(told,))


def all_runs(store: Store) -> tuple[ImportRun, ...]:
    """Every run, newest first, with names that a reader understands."""
    return tuple(replace(run, names=tuple(map(_shown, run.names))) for run in store.import_runs())


def _shown(name: str) -> str:
    return INPUT_NAME if name.startswith(KEPT_INPUT) else name


def unfinished(home: Home, store: Store) -> tuple[ImportRun, ...]:
    """The runs that can go on, newest first; one that is at work just now is not among them."""
    return tuple(run for run in all_runs(store) if not run.is_finished and run.id not in home.running_imports)


def forget_unfinished(home: Home, store: Store, run_id: int) -> None:
    """Take an unfinished run as done: the reader does not want the rest."""
    _asked(store, run_id)
    store.end_run(run_id, home.clock(), 0.0, was_cancelled=True)


def report(store: Store, run_id: int) -> ImportReport:
    """What a run did, as it was reported then, and what of it could be imported again or has come in since.

    Raises:
        WrongUsage: There is no such run.
    """
    run = next((run for run in store.import_runs() if run.id == run_id), None)
    if run is None:
        raise _no_run(run_id)
    recorded = store.import_items(run_id)
    failed = [each for each in recorded if _is_to_repeat(each, accept_shorter=True)]
    settled = {(each.unit, each.number) for each in _settled(store, run_id, failed)}
    places = {place for place, each in enumerate(recorded) if _is_to_repeat(each, accept_shorter=True)}
    came_in = frozenset(place for place in places if (recorded[place].unit, recorded[place].number) in settled)
    return ImportReport(
        tuple(each.item for each in recorded),
        store.run_seconds(run_id),
        was_cancelled=run.was_cancelled,
        run_id=run_id,
        repeatable=frozenset(places) - came_in,
        settled=came_in,
    )


def fetch_links(
    home: Home, store: Store, ids: Sequence[ArticleId] | None, options: ImportOptions, watch: Watch
) -> ImportReport:
    """Fetch the text of links: of some, or of all. A feed among some brings its new entries.

    Raises:
        WrongUsage: There is nothing to fetch.
    """
    asked = store.links() if ids is None else [a for a in map(store.article, ids) if a and a.kind in NO_TEXT]
    links = [link for link in asked if link.url]
    if not links:
        raise WrongUsage("There is no link whose text could be fetched.", "List them with: timeline-reader articles")
    return _begin(home, store, tuple(link.url for link in links if link.url), options, EVERYTHING, watch)


def _begin(
    home: Home,
    store: Store,
    names: Sequence[str],
    options: ImportOptions,
    wanted: Wanted,
    watch: Watch,
) -> ImportReport:
    units = None if wanted.units is None else json.dumps({unit: sorted(n) for unit, n in wanted.units.items()})
    asked = AskedImport(tuple(map(_lasting, names)), json_values.to_json(options), units)
    run_id = store.begin_run(asked, home.clock())
    with _running(home, run_id):
        return importing.carry_out(home, store, _order(store, run_id, names, options, wanted), watch)


def _order(store: Store, run_id: int, names: Sequence[str], options: ImportOptions, wanted: Wanted) -> Order:
    """The order for a run. An address that is known as a link brings that link's text."""
    asked = {name for name in names if name.lower().startswith(ADDRESS_BEGINNINGS)}
    into = {link.url: link.id for link in store.links() if link.url in asked} if asked else {}
    return Order(run_id, names, options, wanted, {url: link for url, link in into.items() if url})


@contextmanager
def _running(home: Home, run_id: int) -> Iterator[None]:
    home.running_imports.add(run_id)
    try:
        yield
    finally:
        home.running_imports.discard(run_id)


def _lasting(name: str) -> str:
    """A name that means the same wherever the program is started."""
    is_no_path = name.startswith(KEPT_INPUT) or name.lower().startswith(ADDRESS_BEGINNINGS)
    return name if is_no_path else str(Path(name).absolute())


def _findable(names: Sequence[str]) -> tuple[str, ...]:
    """The names that can be read again.

    Raises:
        WrongUsage: There is none: older versions of the program kept nothing of what came on standard input.
    """
    found = tuple(name for name in names if name not in (STANDARD_INPUT, INPUT_NAME))
    if not found:
        raise WrongUsage("What came on standard input then was not kept.", "Send it again as a new import.")
    return found


def _asked(store: Store, run_id: int) -> AskedImport:
    asked = store.asked_import(run_id)
    if asked is None:
        raise _no_run(run_id)
    return asked


def _no_run(run_id: int) -> WrongUsage:
    return WrongUsage(f"There is no import {run_id}.", "List the imports with: timeline-reader imports")


def _options(asked: AskedImport) -> ImportOptions:
    options: ImportOptions = json_values.from_json(ImportOptions, asked.options)
    return options


def _units(wanted: str | None) -> dict[str, frozenset[int]] | None:
    return None if wanted is None else {unit: frozenset(numbers) for unit, numbers in json.loads(wanted).items()}


def _units_of(failed: Sequence[RecordedItem]) -> dict[str, frozenset[int]]:
    """The units with what failed in them; where a whole unit was one failure, all of it is wanted."""
    units: dict[str, frozenset[int]] = {}
    for each in failed:
        is_whole = each.number == 0 and each.is_last
        units[each.unit] = frozenset() if is_whole else units.get(each.unit, frozenset()) | {each.number}
    return units


def _is_to_repeat(each: RecordedItem, accept_shorter: bool) -> bool:
    if each.number < 0:  # it tells why the run stopped; nothing of it can be done again
        return False
    return each.item.status is ItemStatus.FAILED or (accept_shorter and each.item.is_shorter)
