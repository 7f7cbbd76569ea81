"""The library as its two fronts see it.

Nothing is done here itself: each method hands on to the module that knows how. What is read comes back as frozen
values.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

from desktop.domain.annotations import Annotation, Colour
from desktop.domain.changes import Changes, Edit
from desktop.domain.corrections import Correction, Suggestion
from desktop.domain.dates import SpokenDays
from desktop.domain.entities import Entity, Mention
from desktop.domain.entity_pages import EntityPage
from desktop.domain.errors import LibraryBusy
from desktop.domain.ids import ArticleId, EntityId, PostId
from desktop.domain.listings import (
    EVERYTHING,
    ArticleLine,
    EntityRow,
    Filter,
    Hits,
    LibraryCounts,
    Listing,
    Order,
    PostRow,
)
from desktop.domain.name_lists import CoursePart, EntityWeight, Maker, MentionContext
from desktop.domain.outlines import Outline
from desktop.domain.posts import Article, Post
from desktop.domain.query_language import Completion, Operator
from desktop.domain.quotes import QuoteRow
from desktop.domain.repairs import RepairState, RetimePage
from desktop.domain.reports import CheckReport, ImportReport, ImportRun, Progress
from desktop.domain.searches import SavedSearch
from desktop.domain.searching import Excerpt, Facets
from desktop.entities.worker import Worker
from desktop.exporters.registry import EXPORTERS
from desktop.importers.registry import IMPORTERS
from desktop.library import (
    caring,
    completing,
    correcting,
    crediting,
    editing,
    excerpting,
    exporting,
    extracting,
    import_runs,
    indexing,
    outlining,
    repairing,
    restating,
    restoring,
)
from desktop.library.comparing import VersionChanges
from desktop.library.exporting import ExportReport
from desktop.library.finding import Finder, Wanted
from desktop.library.home import Home
from desktop.library.import_options import PLAINLY, ImportOptions
from desktop.library.importing import Watch
from desktop.search import marking
from desktop.search.index import SearchIndex
from desktop.search.operators import OPERATORS
from desktop.search.parsing import parse
from desktop.search.querying import marking_words
from desktop.store.locking import WriteLock
from desktop.store.store import DATABASE_NAME, PendingMark, Store

ReportProgress = Callable[[Progress], None]
AskCancelled = Callable[[], bool]


__all__ = ["Library", "PendingMark", "export_formats", "holds_library", "import_formats", "query_operators", "restore"]


def now_utc() -> datetime:
    """What time it is."""
    return datetime.now(UTC)


def ignore_progress(_: Progress) -> None:
    """For callers that do not show progress."""


def never() -> bool:
    """For callers that never cancel."""
    return False


class Library:
    """One library folder, opened on one thread. `lane()` opens it for another thread."""

    def __init__(self, home: Home, store: Store, index: SearchIndex, *, owns_lock: bool) -> None:
        self._home = home
        self._store = store
        self._index = index
        self._owns_lock = owns_lock
        self._finder = Finder(home, store, index)

    # ---- opening and closing

    @classmethod
    def open(
        cls, folder: Path, *, resources: Path, writable: bool = True, clock: Callable[[], datetime] = now_utc
    ) -> "Library":
        """Open a library, and make its folder if there is none.

        Args:
            folder: The library folder.
            resources: The program's own files.
            writable: False opens it for reading only, which works while another process writes.
            clock: Says what time it is; always aware.

        Raises:
            LibraryBusy: Another process writes to it; it can still be opened with `writable=False`.
            LibraryTooNew, LibraryDamaged, DiskProblem: It cannot be used.
        """
        lock = WriteLock.acquire(folder) if writable else None
        try:
            if lock is not None and not holds_library(folder):
                restoring.drop_cache(folder)
            home = Home(folder, resources, clock, lock)
            return cls(home, *_open_parts(home), owns_lock=True)
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    def lane(self) -> "Library":
        """Open the same library for another thread, under the same lock. Call and close it on that thread."""
        return Library(self._home, *_open_parts(self._home), owns_lock=False)

    def close(self) -> None:
        """Close it; the library as first opened also gives up the write lock."""
        self._index.close()
        self._store.close()
        if self._owns_lock and self._home.write_lock is not None:
            self._home.write_lock.release()

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def folder(self) -> Path:
        """The library folder."""
        return self._home.folder

    @property
    def is_writable(self) -> bool:
        """Whether this process may change the library."""
        return self._home.is_writable

    # ---- reading

    def list_posts(
        self,
        query: str = "",
        filter: Filter = EVERYTHING,
        order: Order = Order.TIME,
        *,
        is_complete: bool = True,
        start: int = 0,
        limit: int | None = None,
    ) -> Listing:
        """List the posts that match, or a stretch of them.

        Args:
            query: What the reader typed; blank means every post.
            filter: Which posts may be shown.
            order: How to sort them.
            is_complete: False while the reader is still typing: the last word then also matches as a beginning.
            start: The place of the first row that is wanted.
            limit: How many rows are wanted; None for all from there on. The fewer, the sooner.
        """
        return self._finder.list_posts(Wanted(query, filter, order, is_complete, start, limit))

    def facets(
        self, query: str = "", filter: Filter = EVERYTHING, *, is_complete: bool = True, most: int = 100
    ) -> Facets:
        """How the posts of a list are spread over sources, articles, kinds, days and the most mentioned entities.

        Args:
            query: What the reader typed; blank means every post.
            filter: Which posts are counted.
            is_complete: As for `list_posts`.
            most: How many entities to tell.
        """
        return self._finder.facets(Wanted(query, filter, is_complete=is_complete), most)

    def words_of(self, query: str, *, is_complete: bool = True) -> tuple[str, ...]:
        """The words that a query looks for, as `hit_spans` and `excerpt` take them; for finding within one post."""
        return marking_words(parse(query, complete=is_complete, today=self._home.today()).query)

    def outline(
        self,
        query: str = "",
        filter: Filter = EVERYTHING,
        order: Order = Order.TIME,
        *,
        is_complete: bool = True,
        zone: tzinfo | None = None,
    ) -> Outline:
        """List the posts that match without their rows, if they are many; see `outlining.outline`."""
        return outlining.outline(self._finder, Wanted(query, filter, order, is_complete), zone)

    def suggestion(self, query: str) -> str | None:
        """Another query, for one that finds nothing; slow where there are many words."""
        return self._finder.suggestion(query)

    def search(self, query: str, order: Order = Order.RELEVANCE, limit: int | None = None) -> Hits:
        """Search without looking at rows: ids and scores alone."""
        return self._finder.search(Wanted(query, order=order, limit=limit))

    def completions(self, query: str, cursor: int) -> tuple[Completion, ...]:
        """Ways to go on with a query where the cursor stands; see `completing.complete`."""
        return completing.complete(self._store, query, cursor)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The searches that the reader keeps, the oldest first."""
        return self._store.saved_searches()

    def past_searches(self) -> tuple[str, ...]:
        """What was searched for, the newest first."""
        return self._store.past_queries()

    def rows(self, post_ids: Sequence[PostId]) -> tuple[PostRow, ...]:
        """The list's rows of some posts, oldest first; ids that are gone are left out."""
        return self._store.rows(EVERYTHING, only=post_ids)

    def doubtful_posts(self) -> frozenset[PostId]:
        """The posts of which it is not certain that they begin where they were cut."""
        return self._store.doubtful_posts()

    def articles(self) -> tuple[Article, ...]:
        """All articles, newest import first."""
        return self._store.articles()

    def article(self, article_id: ArticleId) -> Article | None:
        """One article, or None."""
        return self._store.article(article_id)

    def links(self) -> tuple[Article, ...]:
        """The articles of which only the address is known; `fetch_links` brings their text."""
        return self._store.links()

    def pending_marks(self, article_id: ArticleId | None = None) -> tuple[PendingMark, ...]:
        """Marks from other readers that wait for the text of their article."""
        return self._store.pending_marks(article_id)

    def import_runs(self) -> tuple[ImportRun, ...]:
        """All imports that were ever made, newest first."""
        return import_runs.all_runs(self._store)

    def unfinished_runs(self) -> tuple[ImportRun, ...]:
        """The imports that were stopped or cut off and can go on, newest first."""
        return import_runs.unfinished(self._home, self._store)

    def import_report(self, run_id: int) -> ImportReport:
        """What an import did, line by line, as it was reported then."""
        return import_runs.report(self._store, run_id)

    def article_lines(self) -> tuple[ArticleLine, ...]:
        """The articles as the side panel lists them, newest import first."""
        return self._store.article_lines()

    def zones(self, article_ids: Sequence[ArticleId]) -> dict[ArticleId, str]:
        """The zone in which each article speaks, if it says so anywhere: an IANA name or an offset."""
        return self._store.zones(article_ids)

    def counts(self) -> LibraryCounts:
        """How many posts stand on each shelf and in each article."""
        return self._store.counts()

    def post(self, post_id: PostId) -> Post | None:
        """One post, or None."""
        return next(iter(self._store.posts([post_id])), None)

    def posts(self, post_ids: Sequence[PostId]) -> tuple[Post, ...]:
        """Posts in the order of the ids; ids that are gone are left out."""
        return self._store.posts(post_ids)

    def posts_of(self, article_id: ArticleId | None = None, order: Order = Order.TIME) -> tuple[Post, ...]:
        """The posts of one article or of the whole library: oldest first, or as on the page."""
        if order is Order.PAGE:
            ids = [article_id] if article_id is not None else [article.id for article in self._store.articles()]
            return tuple(post for each in ids for post in self._store.posts_of(each))
        rows = self._store.rows(Filter(article_id=article_id))
        return self._store.posts([row.id for row in rows])

    def gone(self, post_ids: Sequence[PostId]) -> frozenset[PostId]:
        """Those of these posts that the newest version of their page no longer shows."""
        return self._store.gone(post_ids)

    def mentions(self, post_ids: Sequence[PostId]) -> tuple[Mention, ...]:
        """Where entities are named in these posts."""
        return self._store.mentions(post_ids)

    def entities(self, article_id: ArticleId | None = None) -> tuple[Entity, ...]:
        """The entities of one article or of the whole library."""
        return self._store.entities(article_id)

    def entity_rows(self, post_ids: Sequence[PostId], as_of: PostId | None = None) -> tuple[EntityRow, ...]:
        """The entities of the posts on show, heaviest first; with their roles as of a post, if one is given."""
        return self._store.entity_rows(post_ids, as_of)

    def days_spoken(self, post_ids: Sequence[PostId]) -> tuple[SpokenDays, ...]:
        """The days of which the posts on show speak: of events, plans, background and photographs, oldest first."""
        return self._store.days_spoken(post_ids)

    def entity_weights(self, post_ids: Sequence[PostId], parts: int) -> tuple[EntityWeight, ...]:
        """How much the posts on show speak of each entity, heaviest first."""
        return self._store.entity_weights(post_ids, parts)

    def roles_as_of(self, post_id: PostId, ids: Sequence[EntityId]) -> dict[EntityId, str]:
        """The role that each of these entities has at the time of a post; those without any are left out."""
        return self._store.roles_as_of(post_id, ids)

    def entity_names(self) -> tuple[Entity, ...]:
        """Every entity that lists show by name and kind alone, by name."""
        return tuple(Entity(entity_id, kind, name) for entity_id, kind, name, _ in self._store.entity_names())

    def entity_forms(self, ids: Sequence[EntityId]) -> dict[EntityId, tuple[str, ...]]:
        """The other forms in which articles write these entities, in no order; those without any are left out."""
        return self._store.entity_forms(ids)

    def makers(self, post_ids: Sequence[PostId]) -> tuple[Maker, ...]:
        """Who wrote these posts and took their pictures; never people of the story."""
        return crediting.makers(self._store, post_ids)

    def contexts(
        self, entity_id: EntityId, post_ids: Sequence[PostId] | None = None, *, limit: int
    ) -> tuple[MentionContext, ...]:
        """Where an entity is named, once for each post, with the words around it; oldest post first."""
        return self._store.contexts(entity_id, post_ids, limit=limit)

    def course(self, entity_id: EntityId, parts: int) -> tuple[CoursePart, ...]:
        """How an entity is named along the posts of the articles that name it."""
        return self._store.course(entity_id, parts)

    def entity_page(self, entity_id: EntityId, *, is_brief: bool = False) -> EntityPage | None:
        """All that the library knows of an entity, or its gist, see `EntityPage`; None if nothing names it any more."""
        return correcting.entity_page(self._store, entity_id, is_brief=is_brief)

    def suggestions(self, about: EntityId | None = None) -> tuple[Suggestion, ...]:
        """Entities that may be one, the likeliest first: those of one entity, or all; see `Suggestion`."""
        return correcting.suggestions(self._store, about)

    def corrections(self) -> tuple[Correction, ...]:
        """What the reader said of names, oldest first; `TakeBackCorrection` takes any of it back."""
        return self._store.corrections()

    def quotes(self, post_ids: Sequence[PostId]) -> tuple[QuoteRow, ...]:
        """Who is quoted with what in these posts, in the order of the ids and of the words."""
        return self._store.quotes(post_ids)

    def quotes_by(self, entity_id: EntityId) -> tuple[QuoteRow, ...]:
        """What somebody said, anywhere in the library, oldest post first."""
        return self._store.quotes_by(entity_id)

    def annotations(
        self, article_id: ArticleId | None = None, post_ids: Sequence[PostId] | None = None
    ) -> tuple[Annotation, ...]:
        """The reader's marks, in the order of the posts and of their words."""
        return self._store.annotations(article_id=article_id, post_ids=post_ids)

    def repairs(self, article_id: ArticleId | None = None) -> tuple[RepairState, ...]:
        """What the reader put right in the cut of one article or of all, in order, and the post each concerns."""
        articles = self._store.repaired_articles() if article_id is None else (article_id,)
        return tuple(state for each in articles for state in repairing.repair_states(self._store, each))

    def restated(self, article_id: ArticleId, base_day: date | None, zone: str | None) -> RetimePage:
        """The edit that places a page's posts by a day and zone which the reader states; see `restating.restate`."""
        return restating.restate(self._home, self._store, article_id, base_day, zone)

    def version_changes(self, article_id: ArticleId) -> VersionChanges | None:
        """What the newest version of an article changed; None for an unknown article."""
        return self._store.version_changes(article_id)

    def picture(self, sha256: str) -> bytes | None:
        """The bytes of a kept picture."""
        return self._store.picture(sha256)

    def hit_spans(self, text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
        """Where a text holds the words that a search looked for, under the same folding."""
        return marking.spans(text, words)

    def snippet(self, post: Post, words: Sequence[str]) -> str:
        """The part of a post's text in which a search's words stand closest."""
        return marking.snippet(post.text, words)

    def excerpt(self, post: Post, words: Sequence[str]) -> Excerpt:
        """One line of a post that shows why a search found it, with every hit in it.

        Looks in the text, then in captions, the reader's notes, title and byline; the text's beginning if there is
        nothing to see anywhere, as when the post was found by its page's title.
        """
        return excerpting.excerpt(self._store, post, words)

    def index_is_current(self) -> bool:
        """Whether a search sees the last write."""
        self._index.refresh()
        return indexing.is_current(self._store, self._index)

    def has_articles_without_entities(self) -> bool:
        """Whether `find_entities` has anything to do."""
        return bool(extracting.articles_to_do(self._store))

    # ---- changing

    def import_sources(
        self,
        names: Sequence[str],
        options: ImportOptions = PLAINLY,
        progress: ReportProgress = ignore_progress,
        cancelled: AskCancelled = never,
    ) -> ImportReport:
        """Import files, folders, archives and addresses, and bring the index up to date.

        Args:
            names: What to import; "-" is standard input.
            options: See `ImportOptions`.
            progress: Told before each source.
            cancelled: Asked before each source; what was stored until then stays, and `resume` goes on from there.

        Returns:
            One line for each article or failed source. The library keeps it under `run_id`.

        Raises:
            LibraryBusy: This process may only read.
        """
        self._must_be_writable()
        watch = Watch(progress, cancelled)
        return self._indexed(import_runs.start(self._home, self._store, names, options, watch), progress)

    def resume(
        self, run_id: int, progress: ReportProgress = ignore_progress, cancelled: AskCancelled = never
    ) -> ImportReport:
        """Go on with an import that was stopped or cut off; see `import_runs.resume`."""
        self._must_be_writable()
        watch = Watch(progress, cancelled)
        return self._indexed(import_runs.resume(self._home, self._store, run_id, watch), progress)

    def retry(
        self,
        run_id: int,
        progress: ReportProgress = ignore_progress,
        cancelled: AskCancelled = never,
        *,
        accept_shorter: bool = False,
    ) -> ImportReport:
        """Import again what failed in an import, and if asked what was refused as too short."""
        self._must_be_writable()
        watch = Watch(progress, cancelled)
        report = import_runs.retry(self._home, self._store, run_id, watch, accept_shorter=accept_shorter)
        return self._indexed(report, progress)

    def fetch_links(
        self,
        ids: Sequence[ArticleId] | None = None,
        options: ImportOptions = PLAINLY,
        progress: ReportProgress = ignore_progress,
        cancelled: AskCancelled = never,
    ) -> ImportReport:
        """Fetch the text of these links, or of all; each is one line of the report."""
        self._must_be_writable()
        watch = Watch(progress, cancelled)
        return self._indexed(import_runs.fetch_links(self._home, self._store, ids, options, watch), progress)

    def forget_unfinished_run(self, run_id: int) -> None:
        """Take an unfinished import as done, without its rest."""
        self._must_be_writable()
        import_runs.forget_unfinished(self._home, self._store, run_id)

    def _indexed(self, report: ImportReport, progress: ReportProgress) -> ImportReport:
        self.update_index(progress)
        return report

    def find_entities(
        self, worker: Worker, progress: ReportProgress = ignore_progress, cancelled: AskCancelled = never
    ) -> Changes:
        """Find names and quotes in every article that lacks them, and index them; see `extracting.find_entities`."""
        self._must_be_writable()
        changes = extracting.find_entities(self._store, worker, progress, cancelled)
        self.update_index()
        return changes

    def entity_worker(self) -> Worker:
        """A worker process that finds names. It starts with the first article; the caller stops it."""
        return Worker(self._home.gazetteer)

    def new_annotation(
        self,
        post: Post,
        start: int,
        end: int,
        *,
        note: str = "",
        tags: tuple[str, ...] = (),
        colour: Colour = Colour.YELLOW,
    ) -> Annotation:
        """Make a mark on a post's words, as a value: `apply(AddAnnotation(…))` keeps it.

        Args:
            post: The post.
            start: First code point in `post.text`.
            end: One past the last.
            note: The reader's note.
            tags: The reader's tags.
            colour: The mark's colour.
        """
        return editing.new_annotation(post, start, end, note, tags, colour, self._home.clock())

    def apply(self, edit: Edit) -> Changes:
        """Carry out one edit; when this returns, it survives a crash of the machine.

        The index is not touched: `update_index` brings it up to date afterwards.

        Raises:
            LibraryBusy: This process may only read.
            DiskProblem: It could not be written; nothing was changed.
        """
        self._must_be_writable()
        return editing.apply(self._store, edit, self._home.clock())

    def remember_search(self, query: str) -> None:
        """Note that something was searched for, for `past_searches`."""
        self._must_be_writable()
        self._store.remember_query(query, self._home.clock())

    def forget_searches(self) -> None:
        """Forget what was searched for."""
        self._must_be_writable()
        self._store.forget_queries()

    def update_index(self, progress: ReportProgress = ignore_progress, cancelled: AskCancelled = never) -> None:
        """Bring the search index in step with the store, building it anew if it must be."""
        self._must_be_writable()
        indexing.update(self._home, self._store, self._index, progress, cancelled)

    def tidy_index(self, cancelled: AskCancelled = never) -> None:
        """Merge what small changes left in the search index, when nothing else is to be done."""
        self._must_be_writable()
        indexing.tidy(self._home, self._index, cancelled)

    def rebuild_index(self, progress: ReportProgress = ignore_progress, cancelled: AskCancelled = never) -> None:
        """Build the search index anew."""
        self._must_be_writable()
        with self._home.index_turn:
            indexing.rebuild(self._store, self._index, progress, cancelled)

    # ---- carrying away and caring

    def export(
        self,
        format: str,
        to: Path,
        post_ids: Sequence[PostId],
        zone: tzinfo | None = None,
        *,
        links: Sequence[ArticleId] = (),
    ) -> ExportReport:
        """Write posts with their marks to a file; see `exporting.export`."""
        return exporting.export(self._home, self._store, format, to, post_ids, zone, links)

    def without_posts(self) -> tuple[ArticleId, ...]:
        """The articles that hold no post: links, and pages without text."""
        return exporting.without_posts(self._store)

    def proposed_name(self, format: str, post_ids: Sequence[PostId]) -> str:
        """A file name for an export; see `exporting.proposed_name`."""
        return exporting.proposed_name(self._store, format, post_ids)

    def check(self) -> CheckReport:
        """Look for damage."""
        self._index.refresh()
        return caring.check(self._store, self._index)

    def back_up(self, path: Path) -> None:
        """Write the whole library into one file."""
        caring.back_up(self._store, self._home.folder, path)

    def _must_be_writable(self) -> None:
        if not self._home.is_writable:
            raise LibraryBusy(
                f"The library {self._home.folder} is open elsewhere and can only be read here.",
                "Close the other window of Timeline Reader, then try again.",
            )


def restore(path: Path, folder: Path) -> None:
    """Bring a backup back into a folder without a library; see `restoring.restore`."""
    restoring.restore(path, folder)


def holds_library(folder: Path) -> bool:
    """Whether there is a library in a folder, of any age and in any state."""
    return (folder / DATABASE_NAME).exists()


def import_formats() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The formats that can be imported: name, title and file suffixes of each."""
    return tuple((importer.name, importer.title, importer.suffixes) for importer in IMPORTERS)


def query_operators() -> tuple[Operator, ...]:
    """All that can be written in a query, heading by heading."""
    return OPERATORS


def export_formats() -> tuple[tuple[str, str, str], ...]:
    """The formats that can be exported: name, title and file suffix of each."""
    return tuple((exporter.name, exporter.title, exporter.suffix) for exporter in EXPORTERS)


def _open_parts(home: Home) -> tuple[Store, SearchIndex]:
    store = Store.open(home.folder, writable=home.is_writable)
    try:
        return store, indexing.open_index(home, store)
    except BaseException:
        store.close()
        raise
