"""The session: what the reader is looking at and doing, and the one voice that says when it changes.

Knows the open library, and joins viewing, editing and the long jobs. Panels affect each other only through it: they
call its methods and listen to its signals. Never touches a widget.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.domain.annotations import Annotation
from desktop.domain.changes import Changes, Edit, Kind, SetRead
from desktop.domain.corrections import MergeEntities, NameEdit
from desktop.domain.errors import ReaderError
from desktop.domain.ids import EntityId, PostId
from desktop.domain.outlines import Outline
from desktop.domain.query_language import Operator
from desktop.domain.reports import ImportReport, ImportRun
from desktop.domain.searches import KeepSearch, RemoveSearch, SavedSearch, new_search
from desktop.ui import messages
from desktop.ui.editing import Editing, Marking, do_no_more
from desktop.ui.imports import Imports
from desktop.ui.intake import Intake
from desktop.ui.jobs import Jobs, Lane
from desktop.ui.messages import Message, MessageKind
from desktop.ui.searches import Searches
from desktop.ui.viewing import Viewing

if TYPE_CHECKING:
    from desktop.library.exporting import ExportReport
    from desktop.library.import_options import ImportOptions
    from desktop.library.library import Library

SOME_NAMES = Changes(changed={Kind.ENTITY: frozenset()})  # which ones is not known before the job has ended
SPELLING_AFTER_MS = 300
NAMES_EVERY_MS = 2_000  # how often panels hear of names while they are found
READ_ONLY = "This library can only be read here, so nothing can be imported, marked or noted."


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format for files that come in or go out: its name, its title for people, and its suffixes (".html")."""

    name: str
    title: str
    suffixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """What the window needs to know of the library once it is open."""

    folder: Path
    is_writable: bool
    import_formats: tuple[FileFormat, ...]
    export_formats: tuple[FileFormat, ...]
    operators: tuple[Operator, ...] = ()


def _no_refusal() -> ReaderError | None:
    """For a session whose library was opened as it was asked for."""
    return None


def _leave_closed(_: Annotation) -> None:
    """For a mark that is made without a note."""


class Session(Viewing):
    """What the reader is looking at and doing.

    Signals, beside those of `Viewing`:
        opened: The library is open (`Opened`).
        library_changed: `Changes`, and the object that asked for them or None. The list follows by itself.
        undo_changed: What undo and redo can do changed.
        index_changed: Whether a search sees every post (bool).
        mark_requested: The reader wants the words selected in the text marked; True with a note. The reading panel
            answers, for it alone knows the selection.
        split_requested: The reader wants a new post to begin at the cursor; the reading panel knows where that is.
        background_requested: The reader wants the paragraph at the cursor to be background, or not to be.
        find_requested: The reader wants to look through the post on show.
        place_requested: The reader wants to go to the next place of what is looked for there (1), or the one before.
        copy_requested: The reader wants the words selected in the text, or all of it, copied with where they are from.
        note_opened: The reader wants to see and change an annotation (its id).
        reading_wanted: The reader wants to go on in the text of the post on show.
        whose_wanted: The reader wants to say who is meant by a `Mention` of the chosen name.
        suggestions_wanted: The reader wants to decide which names are one.
        closing: The window is about to close; what is half typed is to be applied now.
    """

    opened = Signal(object)
    library_changed = Signal(object, object)
    undo_changed = Signal()
    index_changed = Signal(bool)
    mark_requested = Signal(bool)
    split_requested = Signal()
    background_requested = Signal()
    find_requested = Signal()
    place_requested = Signal(int)
    copy_requested = Signal()
    note_opened = Signal(object)
    reading_wanted = Signal()
    whose_wanted = Signal(object)
    suggestions_wanted = Signal()
    closing = Signal()

    def __init__(
        self,
        jobs: Jobs,
        parent: QObject | None = None,
        *,
        refusal: Callable[[], ReaderError | None] = _no_refusal,
    ) -> None:
        super().__init__(jobs, parent)
        self._refusal = refusal
        self._opened: Opened | None = None
        self._index_is_current: bool | None = None
        self._mends_index = False
        self._hits_are_stale = False
        self._finds_entities = True
        self._articles_named = 0
        self._names_came = False
        self._names_rest = QTimer(self)
        self._names_rest.setSingleShot(True)
        self._names_rest.setInterval(NAMES_EVERY_MS)
        self._names_rest.timeout.connect(self._announce_names)
        self._import_first: tuple[str, ...] = ()
        self._editing = Editing(jobs, self, self._take_edit, self._fail_edit)
        self._intake = Intake(jobs, self, self._take_changes, self.tell_error)
        self.imports = Imports(jobs, self._intake, self._may_write, self._take_import, self)
        self.imports.cut_off.connect(self._tell_cut_off)
        self.library_changed.connect(self.imports.follow)
        self.searches = Searches(jobs, self._is_writable_now, self)
        self.library_changed.connect(self.searches.follow)
        jobs.running_changed.connect(self._follow_names)
        jobs.refused.connect(self.tell_error)
        jobs.crashed.connect(self._tell_fault)

    @property
    def library(self) -> Opened | None:
        """What is known of the open library; None until it is open."""
        return self._opened

    @property
    def is_writable(self) -> bool:
        """Whether the library is open and may be changed."""
        return self._opened is not None and self._opened.is_writable

    @property
    def kept_search(self) -> SavedSearch | None:
        """The search on show, if it is kept under a name."""
        shown = (self.query, self.filter)
        return next((each for each in self.searches.saved if (each.query, each.filter) == shown), None)

    @property
    def index_is_current(self) -> bool | None:
        """Whether a search sees every post; None while that is not known."""
        return self._index_is_current

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return self._editing.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to do again."""
        return self._editing.can_redo

    def start(self, import_first: Sequence[str] = ()) -> None:
        """Open the library on its own thread, show what it holds, and import what was named on the command line."""
        self._import_first = tuple(import_first)
        self._jobs.run(Lane.READ, self, _look_at, self._take_opened, failed=self.tell_error)
        self.begin()

    def apply(self, edit: Edit, initiator: object = None) -> None:
        """Carry out one of the reader's edits; it can be undone."""
        if self._may_write():
            self._editing.apply(edit, initiator, partial(self._tell_repair, edit))
            self.undo_changed.emit()

    def draft(self, annotation: Annotation) -> None:
        """Keep a note as far as it is written; nobody is told before it is finished, by `apply`."""
        if self._may_write():
            self._editing.draft(annotation)

    def correct(self, edit: NameEdit, told: str, then: Callable[[Changes], None] = do_no_more) -> None:
        """Carry out what the reader says of a name, say so, and offer to take it back.

        Args:
            edit: What the reader says.
            told: It in the past tense, for the status line.
            then: Hears what it changed.
        """

        def done(changes: Changes) -> None:
            self.tell(messages.of_correction(told, changes))
            self._keep_filter_true(edit, changes)
            then(changes)

        if self._may_write():
            self._editing.apply(edit, None, done)
            self.undo_changed.emit()

    def propose_search(self) -> SavedSearch:
        """What is on show as a search that could be kept, under a name that could be its own."""
        now = datetime.now(UTC)
        return new_search(self.query or "Filtered posts", self.query, self.filter, self.order, now)

    def keep_search(self, search: SavedSearch) -> None:
        """Keep a search under its name."""
        self.apply(KeepSearch(search))

    def give_up_search(self) -> None:
        """Keep the search on show no longer; its posts stay on show."""
        if self.kept_search is not None:
            self.apply(RemoveSearch(self.kept_search.id))

    def _keep_filter_true(self, edit: NameEdit, changes: Changes) -> None:
        """Filter by whoever a name counts as now; a name that is gone filters no longer."""
        gone = frozenset(EntityId(each) for each in changes.removed.get(Kind.ENTITY, frozenset()))
        wanted, unwanted = self.filter.entities - gone, self.filter.without - gone
        if isinstance(edit, MergeEntities) and gone & self.filter.entities:
            wanted |= {edit.winner}
        if isinstance(edit, MergeEntities) and gone & self.filter.without:
            unwanted |= {edit.winner}
        self.set_filter(replace(self.filter, entities=wanted, without=unwanted))
        if self.chosen_name is not None and self.chosen_name.id in gone:
            self.choose_name(None)

    def mark(self, marking: Marking, initiator: object = None, *, opens_note: bool = False) -> None:
        """Mark words; if asked, let the reader go on with a note. What is ordered is kept, even on closing at once."""
        if self._may_write():
            self._editing.mark(marking, initiator, self._open_made_note if opens_note else _leave_closed)
            self.undo_changed.emit()

    def see(self, post_id: PostId, initiator: object = None) -> None:
        """Keep that a post was on show long enough to count as read. It stays in the list, whatever the shelf."""
        if self.is_writable:
            edit = SetRead(frozenset({post_id}), True)
            self._editing.apply_quietly(edit, partial(self._take_seen, post_id, initiator))

    @Slot()
    def undo(self) -> None:
        """Take the newest edit back."""
        if self._may_write():
            self._editing.undo(partial(self._tell_step, messages.TAKEN_BACK))
            self.undo_changed.emit()

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._may_write():
            self._editing.redo(partial(self._tell_step, messages.DONE_AGAIN))
            self.undo_changed.emit()

    def import_names(self, names: Sequence[str], options: ImportOptions | None = None) -> None:
        """Import files and folders, show what came in, and look for its names in the background."""
        if names and self._may_write():
            self._intake.import_names(tuple(names), options, self._take_import)

    def set_finds_entities(self, wanted: bool) -> None:
        """Look for names after imports from now on, or leave it."""
        if wanted != self._finds_entities:
            self._finds_entities = wanted
            if wanted and self.is_writable:
                self._intake.find_entities()

    def find_names(self) -> None:
        """Look for names wherever they are missing, also after that was stopped."""
        if self._may_write():
            self._intake.find_entities()

    def export(self, format_name: str, to: Path, post_ids: Sequence[PostId]) -> None:
        """Write posts with their marks to a file, with times as the list shows them."""
        self._intake.export(format_name, to, post_ids, self._zone, self._take_export)

    def request_mark(self, with_note: bool = False) -> None:
        """Ask the reading panel to mark the words that are selected in it."""
        if self._may_write():
            self.mark_requested.emit(with_note)

    def request_split(self) -> None:
        """Ask the reading panel to begin a new post at the cursor."""
        if self._may_write():
            self.split_requested.emit()

    def request_background(self) -> None:
        """Ask the reading panel to make the paragraph at the cursor background, or text again."""
        if self._may_write():
            self.background_requested.emit()

    @Slot(object)
    def _tell_fault(self, error: Exception) -> None:
        self.message.emit(messages.of_error(error))

    def _open_made_note(self, annotation: Annotation) -> None:
        self.note_opened.emit(annotation.id)

    def _may_write(self) -> bool:
        if self._opened is not None and not self._opened.is_writable:
            self._tell_read_only()
        return self.is_writable

    def _is_writable_now(self) -> bool:
        return self.is_writable

    def _tell_read_only(self) -> None:
        refusal = self._refusal()
        why = (refusal.message, refusal.hint) if refusal else ("", "")
        self.tell(Message(MessageKind.WARNING, f"{READ_ONLY} {why[0]}".strip(), why[1]))

    def _take_opened(self, opened: Opened) -> None:
        self._opened = opened
        self.opened.emit(opened)
        self.imports.look()
        self.searches.look()
        if not opened.is_writable:
            self._tell_read_only()
            return
        self._update_index()
        if self._import_first:
            self.import_names(self._import_first)
        elif self._finds_entities:
            self._intake.find_entities()

    def _update_index(self) -> None:
        self._take_index(False)
        self._intake.update_index(self._take_index)

    def _take_index(self, is_current: bool) -> None:
        if is_current == self._index_is_current:
            return
        was_searched_plainly = self.listing.hits is not None and not self.listing.hits.from_index
        self._index_is_current = is_current
        self.index_changed.emit(is_current)
        if is_current and (was_searched_plainly or self._hits_are_stale or self.listing.is_behind):
            self._hits_are_stale = False
            self.reload()

    def _take_listing(self, listing: Outline) -> None:
        """Show a list; if it was searched without the index, have the index mended, once until it is."""
        super()._take_listing(listing)
        if self.query and not listing.ids and not (listing.hits and listing.hits.suggestion):
            QTimer.singleShot(SPELLING_AFTER_MS, self, partial(self._look_for_spelling, self.query))
        is_plain = listing.hits is not None and not listing.hits.from_index
        if is_plain and self.is_writable and not self._mends_index:
            self._mends_index = True
            self._update_index()
        elif listing.hits is not None and listing.hits.from_index:
            self._mends_index = False

    def _look_for_spelling(self, query: str) -> None:
        """Look for a query that finds something. Not at once: while the reader types on it would be in vain."""
        if query == self.query and not self.listing.ids:
            done = partial(self._take_suggestion, query)
            self._jobs.run(Lane.SIDE, self, partial(_suggest, query), done, only_latest="suggestion")

    def _take_suggestion(self, query: str, suggestion: str | None) -> None:
        hits = self.listing.hits
        if suggestion is not None and query == self.query and hits is not None and not self.is_listing:
            Viewing._take_listing(self, replace(self.listing, hits=replace(hits, suggestion=suggestion)))

    def _take_edit(self, changes: Changes, initiator: object) -> None:
        if self.filter.article_id in changes.removed.get(Kind.ARTICLE, frozenset()):
            self.set_article(None)
        if self.current_post is not None and self.current_post in changes.successors:
            self.show_post(changes.successors[self.current_post])
        self._take_changes(changes, initiator)
        self.undo_changed.emit()
        told = messages.of_changes(changes)
        if told is not None:
            self.tell(told)
        if any(changes.touches(kind) for kind in (Kind.ANNOTATION, Kind.ARTICLE, Kind.REPAIR, Kind.ENTITY)):
            # Words that went to another post are still found in the old one until the index knows of it.
            self._hits_are_stale = self._hits_are_stale or (changes.touches(Kind.REPAIR) and bool(self.query))
            self._update_index()
        if changes.touches(Kind.REPAIR) and self._finds_entities:
            self._intake.find_entities()  # a name that was cut in two is looked for anew

    def _tell_repair(self, edit: Edit, changes: Changes) -> None:
        told = messages.of_repair(edit, changes)
        if told is not None:
            self.tell(told)

    def _tell_step(self, told: Message, changes: Changes) -> None:
        if changes:
            self.tell(told)

    def _fail_edit(self, error: Exception) -> None:
        self.undo_changed.emit()
        self.tell_error(error)

    def _take_changes(self, changes: Changes, initiator: object) -> None:
        if not changes:
            return
        self.forget_rows()
        self.library_changed.emit(changes, initiator)
        shows_names = bool(self.filter.entities or self.filter.without)
        if shows_names or any(changes.touches(kind) for kind in (Kind.POST, Kind.ARTICLE, Kind.ANNOTATION)):
            self.reload()

    def _take_seen(self, post_id: PostId, initiator: object, changes: Changes) -> None:
        if changes:
            self.library_changed.emit(changes, initiator)
            self.show_as_read(post_id)

    @Slot()
    def _follow_names(self) -> None:
        """Announce names as they come in, not only when the last article is done.

        The first at once, then so rarely that what every panel fetches anew is there before it would be fetched again.
        """
        named, before = self._intake.articles_named, self._articles_named
        self._articles_named = named
        self._names_came = self._names_came or named > before
        if self._names_came and not self._names_rest.isActive():
            self._announce_names()

    @Slot()
    def _announce_names(self) -> None:
        if self._names_came:
            self._names_came = False
            self._names_rest.start()
            self._take_changes(SOME_NAMES, None)

    def _take_import(self, report: ImportReport) -> None:
        self.imports.take_report(report)
        if report.changes.undo is not None and not report.changes.touches(Kind.ARTICLE):
            self._editing.note(report.changes.undo)  # what came from another library into articles that were here
            self.undo_changed.emit()
        self.tell(messages.of_import(report))
        came_in = next((entry.article_id for entry in report.items if entry.article_id is not None), None)
        if came_in is not None:
            self.show_article_alone(came_in)
        if self._finds_entities:
            self._intake.find_entities()

    @Slot(object)
    def _tell_cut_off(self, run: ImportRun) -> None:
        self.tell(messages.of_cut_off(run))

    def _take_export(self, report: ExportReport) -> None:
        self.tell(messages.of_export(report.path, report.posts, report.annotations, report.links))


def _suggest(query: str, library: Library) -> str | None:
    return library.suggestion(query)


def _look_at(library: Library) -> Opened:
    from desktop.library import library as room  # noqa: PLC0415 - this thread has imported it; the window must not wait

    imports = tuple(FileFormat(name, title, tuple(suffixes)) for name, title, suffixes in room.import_formats())
    exports = tuple(FileFormat(name, title, (suffix,)) for name, title, suffix in room.export_formats())
    return Opened(library.folder, library.is_writable, imports, exports, room.query_operators())
