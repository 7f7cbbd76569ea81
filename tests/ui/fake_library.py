"""A library in memory for the session, and a window on a real one."""

import threading
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from desktop.domain.changes import NOTHING_CHANGED, Changes, Edit, Kind, SetStarred
from desktop.domain.ids import ArticleId, PostId
from desktop.domain.listings import EVERYTHING, ArticleLine, Filter, Hits, LibraryCounts, Listing, Order, PostRow, Shelf
from desktop.domain.outlines import Outline, outline_of
from desktop.domain.posts import Article, PostKind
from desktop.domain.query_language import Completion
from desktop.domain.reports import ImportItem, ImportReport, ImportRun, ItemStatus, PostCounts, Progress
from desktop.domain.searches import KeepSearch, RemoveSearch, SavedSearch
from desktop.domain.searching import Facets
from desktop.domain.times import UNKNOWN_TIME

PAGE = """Storm reaches the coast

Published 9:05 AM ET, Sat February 12, 2022

10:30 a.m. ET, February 12, 2022
Harbour closed until further notice

The harbour of Port Ellen was closed on Saturday morning, harbour master Ruth Calder said.

10:05 a.m. ET, February 12, 2022
Ferries stay in port

All ferries to Islay were cancelled, and two hundred passengers were looked after in the town hall.

9:20 a.m. ET, February 12, 2022
First gusts measured

The weather service measured gusts of 120 kilometres an hour at dawn.
"""


def a_row(name: str, **more) -> PostRow:
    return PostRow(PostId(name), ArticleId("a"), PostKind.POST, f"About {name}", True, UNKNOWN_TIME, 0.0, **more)


class FakeWorker:
    """Stands for the process that finds names."""

    def start(self) -> None:
        """Nothing to start."""

    def stop(self) -> None:
        """Nothing to stop."""


@dataclass
class FakeLibrary:
    """Answers from memory, on whatever thread it is asked."""

    rows: list[PostRow] = field(default_factory=lambda: [a_row("one"), a_row("two"), a_row("three")])
    is_writable: bool = True
    folder: Path = Path("/library")
    asked: list[str] = field(default_factory=list)
    reports: list[ImportReport] = field(default_factory=list)
    cut_off: list[ImportRun] = field(default_factory=list)
    answers: list[ImportReport] = field(default_factory=list)
    is_closed: bool = False
    refuses: Exception | None = None
    is_index_damaged: bool = False
    nameless: list[str] = field(default_factory=list)
    searches: dict[str, SavedSearch] = field(default_factory=dict)
    past: list[str] = field(default_factory=list)
    offers: tuple[Completion, ...] = ()
    spread: Facets = field(default_factory=Facets)
    may_go_on: threading.Event = field(default_factory=threading.Event)

    def lane(self) -> "FakeLibrary":
        return self

    def close(self) -> None:
        self.is_closed = True

    def posts(self, post_ids):
        return ()

    def facets(self, query, filter, *, is_complete, most):
        return self.spread

    def suggestion(self, query):
        return None

    def outline(self, query="", wanted=EVERYTHING, order=Order.TIME, *, is_complete=True, zone=None) -> Outline:
        return outline_of(self.list_posts(query, wanted, order, is_complete=is_complete))

    def list_posts(self, query: str, wanted: Filter, order: Order, *, is_complete: bool) -> Listing:
        self.asked.append(query)
        if self.refuses is not None:
            raise self.refuses
        rows = tuple(row for row in self.rows if query in row.headline)
        if wanted.shelf is Shelf.STARRED:
            rows = tuple(row for row in rows if row.is_starred)
        hits = Hits((), len(rows), (query,), from_index=not self.is_index_damaged)
        return Listing(rows, len(self.rows), hits if query else None, len(self.rows))

    def apply(self, edit: Edit) -> Changes:
        if self.refuses is not None:
            raise self.refuses
        if isinstance(edit, KeepSearch | RemoveSearch):
            return self._edit_search(edit)
        if not isinstance(edit, SetStarred):
            return NOTHING_CHANGED
        really = {row.id for row in self.rows if row.id in edit.posts and row.is_starred != edit.is_starred}
        self.rows = [replace(row, is_starred=row.is_starred != (row.id in really)) for row in self.rows]
        if not really:
            return NOTHING_CHANGED
        undo = SetStarred(frozenset(really), not edit.is_starred)
        return Changes(changed={Kind.POST: frozenset(really)}, undo=undo)

    def _edit_search(self, edit: KeepSearch | RemoveSearch) -> Changes:
        if isinstance(edit, RemoveSearch):
            before = self.searches.pop(edit.search_id)
            return Changes(removed={Kind.SEARCH: frozenset({before.id})}, undo=KeepSearch(before))
        self.searches[edit.search.id] = edit.search
        return Changes(added={Kind.SEARCH: frozenset({edit.search.id})}, undo=RemoveSearch(edit.search.id))

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        return tuple(self.searches.values())

    def past_searches(self) -> tuple[str, ...]:
        return tuple(self.past)

    def remember_search(self, query: str) -> None:
        self.past = [query, *(each for each in self.past if each != query)]

    def forget_searches(self) -> None:
        self.past = []

    def completions(self, query: str, cursor: int) -> tuple[Completion, ...]:
        return self.offers if query else ()

    def import_sources(self, names, options, progress, cancelled) -> ImportReport:
        if self.answers:
            return self.answers.pop(0)
        items = [
            ImportItem(name, "text", ItemStatus.ADDED, ArticleId("a"), f"Page {name}", PostCounts(added=2))
            for name in names
        ]
        report = ImportReport(tuple(items), 0.1, Changes(added={Kind.ARTICLE: frozenset({"a"})}), cancelled())
        self.reports.append(report)
        return report

    def unfinished_runs(self) -> tuple[ImportRun, ...]:
        return tuple(self.cut_off)

    def links(self) -> tuple[Article, ...]:
        return ()

    def resume(self, run_id: int, progress, cancelled) -> ImportReport:
        self.cut_off = [run for run in self.cut_off if run.id != run_id]
        return self.import_sources(["the rest"], None, progress, cancelled)

    def retry(self, run_id: int, progress, cancelled, *, accept_shorter: bool) -> ImportReport:
        self.asked.append(f"retry {run_id}{' shorter' if accept_shorter else ''}")
        return self.import_sources(["again"], None, progress, cancelled)

    def forget_unfinished_run(self, run_id: int) -> None:
        self.cut_off = [run for run in self.cut_off if run.id != run_id]

    def has_articles_without_entities(self) -> bool:
        return bool(self.nameless)

    def entity_worker(self) -> "FakeWorker":
        return FakeWorker()

    def find_entities(self, worker: "FakeWorker", progress, cancelled) -> Changes:
        total = len(self.nameless)
        while self.nameless and not cancelled():
            progress(Progress(total - len(self.nameless), total, "Finding names"))
            self.may_go_on.wait(5)
            self.may_go_on.clear()
            self.nameless.pop()
        return Changes(changed={Kind.ENTITY: frozenset({"nato"})})

    def update_index(self, progress, cancelled) -> None:
        self.asked.append("index")

    def tidy_index(self, cancelled) -> None:
        pass

    def index_is_current(self) -> bool:
        return True

    def counts(self) -> LibraryCounts:
        starred = sum(row.is_starred for row in self.rows)
        return LibraryCounts({Shelf.ALL: len(self.rows), Shelf.STARRED: starred}, {ArticleId("a"): len(self.rows)})

    def article_lines(self) -> tuple[ArticleLine, ...]:
        day = date(2022, 2, 12)
        return (ArticleLine(ArticleId("a"), "A storm over the islands", "The Daily", day, len(self.rows), 1),)
