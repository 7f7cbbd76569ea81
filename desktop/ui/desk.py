"""The desk: every question that the window asks, and what becomes of the answer.

Knows which dialog asks what. Never waits for an answer: a dialog is opened and its answer arrives as a signal, so the
window lives on meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDir, QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.days import named_zone
from desktop.domain.ids import ArticleId, PostId
from desktop.domain.listings import PostRow
from desktop.domain.repairs import RepairId, RetimePage, RetimePost, RetitlePost, SwapRepairs
from desktop.domain.reports import ImportReport
from desktop.ui import orders
from desktop.ui.addresses import openable_address
from desktop.ui.clocks import clocks_for
from desktop.ui.comparison import ArticleChanges, load_changes
from desktop.ui.dialogs.about import AboutDialog
from desktop.ui.dialogs.address import AddressDialog
from desktop.ui.dialogs.changes import ChangesDialog
from desktop.ui.dialogs.export import ExportDialog, ExportRequest, Scope
from desktop.ui.dialogs.imports import ImportsDialog, Runs
from desktop.ui.dialogs.name import NameDialog
from desktop.ui.dialogs.page_times import PageTimesDialog, PageTimesNow
from desktop.ui.dialogs.query_help import QueryHelp
from desktop.ui.dialogs.repairs import RepairsDialog
from desktop.ui.dialogs.report import ReportDialog
from desktop.ui.dialogs.settings import SettingsDialog
from desktop.ui.dialogs.shortcuts import Block, ShortcutSheet
from desktop.ui.dialogs.time import TimeDialog
from desktop.ui.dialogs.title import TitleDialog
from desktop.ui.incoming import names_of
from desktop.ui.jobs import Jobs, Lane
from desktop.ui.messages import Message, MessageKind
from desktop.ui.preferences import Preferences
from desktop.ui.repair_lines import PageRepairs, load_repairs
from desktop.ui.session import Session
from desktop.ui.theme import DARK, LIGHT, Theme
from desktop.ui.time_words import zone_names

if TYPE_CHECKING:
    from desktop.library.library import Library

DISTRIBUTION = "timeline-reader"
LONGEST_ADDRESS = 2_000  # letters; more was copied for another purpose
NOTHING_COPIED = Message(
    MessageKind.NEWS, "Neither a file nor an address was copied.", "Copy files, a path or an address, then paste here."
)


class Desk(QObject):
    """Asks the reader, on behalf of one window."""

    def __init__(self, session: Session, jobs: Jobs, preferences: Preferences, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._session, self._preferences, self._theme = session, preferences, theme
        self._window = window
        self._export: ExportRequest | None = None
        self._dialog: AddressDialog | ExportDialog | SettingsDialog | None = None
        self._imports: ImportsDialog | None = None
        self._repair: TitleDialog | TimeDialog | None = None
        self._page_times: PageTimesDialog | None = None
        self._repairs: RepairsDialog | None = None
        self._name: NameDialog | None = None

    # ---- bringing in

    def choose_files(self) -> None:
        """Ask for files and import them."""
        dialog = QFileDialog(self._window, "Import files", QDir.homePath(), ";;".join(self._filters()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._open_file_dialog(dialog, self._import_chosen)

    def choose_folder(self) -> None:
        """Ask for a folder and import what is in it."""
        dialog = QFileDialog(self._window, "Import a folder", QDir.homePath())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._open_file_dialog(dialog, self._import_chosen)

    def import_copied(self) -> None:
        """Import the files that were copied, or the address that was."""
        names = names_of(QGuiApplication.clipboard().mimeData())
        if names:
            self._session.import_names(names)
        else:
            self._session.tell(NOTHING_COPIED)

    def ask_address(self) -> None:
        """Ask for an address and import it; one that was copied stands there already."""
        copied = openable_address(QGuiApplication.clipboard().text()[:LONGEST_ADDRESS]) or ""
        dialog = AddressDialog(copied, self._theme, self._window)
        self._dialog = dialog
        dialog.accepted.connect(self._import_address)
        dialog.open()

    def show_imports(self) -> None:
        """List the imports that were made, with what can be done about each."""
        dialog, imports = ImportsDialog(self._session.is_writable, self._theme, self._window), self._session.imports
        self._imports = dialog
        dialog.report_wanted.connect(self._load_report)
        dialog.retry_wanted.connect(imports.retry)
        dialog.shorter_wanted.connect(imports.use_shorter_of)
        dialog.resume_wanted.connect(imports.resume)
        dialog.forget_wanted.connect(imports.forget)
        dialog.open()
        self._jobs.run(Lane.READ, dialog, _load_runs, dialog.show_runs)

    def show_changes(self) -> None:
        """Show what the newest version of the article on show changed."""
        article_id = self._session.filter.article_id
        if article_id is not None:
            work = partial(_load_changes, article_id)
            self._jobs.run(Lane.READ, self, work, self._open_changes, only_latest="changes")

    # ---- taking out

    def choose_export(self) -> None:
        """Ask which posts to export, then where to."""
        library = self._session.library
        if library is None or not self._session.listing.ids:
            return
        self._jobs.run(Lane.READ, self, _marked_posts, self._ask_export, only_latest="export-scopes")

    def _ask_export(self, marked: frozenset[PostId]) -> None:
        library = self._session.library
        if library is None:
            return
        dialog = ExportDialog(self._scopes(marked), library.export_formats, self._theme, self._window)
        self._dialog = dialog
        dialog.accepted.connect(self._take_export)
        dialog.open()

    # ---- searching

    def ask_search_name(self) -> None:
        """Ask under which name the search on show is to be kept; one that is kept gets another name."""
        kept = self._session.kept_search
        search = kept or self._session.propose_search()
        dialog = NameDialog(search, "Rename" if kept else "Keep", self._theme, self._window)
        self._name = dialog
        dialog.accepted.connect(self._take_search)
        dialog.open()

    def show_query_help(self, try_query: Callable[[str], None]) -> None:
        """Tell how to search; `try_query` gets an example that the reader wants to try."""
        library = self._session.library
        if library is not None:
            dialog = QueryHelp(library.operators, self._theme, self._window)
            dialog.example_chosen.connect(try_query)
            dialog.open()

    # ---- mending

    def ask_title(self) -> None:
        """Ask what the post on show is called."""
        row = self._session.current_row
        if row is not None:
            dialog = TitleDialog(row.id, row.headline if row.has_title else "", self._theme, self._window)
            self._repair = dialog
            dialog.accepted.connect(self._take_repair)
            dialog.open()

    def ask_time(self) -> None:
        """Ask from when the post on show is."""
        row = self._session.current_row
        if row is not None:
            work = partial(_zone_of, row, self._preferences.settings.zone)
            self._jobs.run(Lane.READ, self, work, partial(self._open_time, row), only_latest="time-zone")

    def ask_page_times(self) -> None:
        """Ask of which day the page on show is, and in which zone it speaks."""
        article_id = orders.article_meant(self._session)
        if article_id is not None:
            work = partial(_page_times_now, article_id)
            self._jobs.run(Lane.READ, self, work, self._open_page_times, only_latest="page-times")

    def show_repairs(self) -> None:
        """List the reader's repairs of the page on show."""
        article_id = orders.article_meant(self._session)
        if article_id is not None:
            work = partial(_load_repairs, article_id)
            self._jobs.run(Lane.READ, self, work, self._open_repairs, only_latest="repairs")

    # ---- telling

    def show_settings(self) -> None:
        """Show the settings, and put in force what is chosen."""
        offers = {"zone": zone_names()}
        dialog = SettingsDialog(self._preferences.settings, self._theme, self._window, offers=offers)
        self._dialog = dialog
        dialog.accepted.connect(self._take_settings)
        dialog.open()

    def show_shortcuts(self, blocks: Sequence[Block]) -> None:
        """Show the sheet of shortcuts."""
        ShortcutSheet(blocks, self._theme, self._window).open()

    def show_about(self) -> None:
        """Say what this program is."""
        library = self._session.library
        AboutDialog(_version(), library.folder if library else None, self._theme, self._window).open()

    @Slot(object)
    def show_report(self, message: Message) -> None:
        """Show every line of a message."""
        ReportDialog(message.text, message.details, self._theme, self._window).open()

    # ---- how it looks

    def toggle_theme(self) -> None:
        """Change from light to dark, or back; from then on the system is not followed."""
        theme = LIGHT if self._theme.is_dark else DARK
        self._preferences.adopt(replace(self._preferences.settings, theme=theme))

    @property
    def shows_names(self) -> bool:
        """Whether names and speakers are marked in the text."""
        return self._preferences.settings.marks_names

    def toggle_names(self) -> None:
        """Mark names and speakers in the text, or no longer."""
        settings = self._preferences.settings
        self._preferences.adopt(replace(settings, marks_names=not settings.marks_names))

    @property
    def shows_dates(self) -> bool:
        """Whether dates are marked in the text."""
        return self._preferences.settings.marks_dates

    def toggle_dates(self) -> None:
        """Mark dates in the text, or no longer."""
        settings = self._preferences.settings
        self._preferences.adopt(replace(settings, marks_dates=not settings.marks_dates))

    def step_text(self, steps: int) -> None:
        """Make the text being read larger or smaller; 0 as designed."""
        self._preferences.step_text(steps)

    # ---- answers

    @Slot(list)
    def _import_chosen(self, names: list[str]) -> None:
        self._session.import_names(names)

    @Slot()
    def _import_address(self) -> None:
        if isinstance(self._dialog, AddressDialog) and self._dialog.address is not None:
            self._session.import_names((self._dialog.address,))

    @Slot(int)
    def _load_report(self, run_id: int) -> None:
        if self._imports is not None:
            work = partial(_load_report, run_id)
            self._jobs.run(Lane.READ, self._imports, work, self._imports.show_report, only_latest="import-report")

    def _open_changes(self, changes: ArticleChanges | None) -> None:
        if changes is not None:
            dialog = ChangesDialog(changes, self._theme, self._window)
            dialog.post_chosen.connect(self._session.show_post)
            dialog.open()

    @Slot()
    def _take_export(self) -> None:
        if isinstance(self._dialog, ExportDialog):
            self._export = self._dialog.request
            work = partial(_propose_name, self._export.format.name, self._export.posts)
            self._jobs.run(Lane.READ, self, work, self._ask_where, only_latest="export-name")

    @Slot(str)
    def _export_to(self, name: str) -> None:
        if self._export is not None:
            self._session.export(self._export.format.name, Path(name), self._export.posts)
            self._export = None

    @Slot()
    def _take_settings(self) -> None:
        if isinstance(self._dialog, SettingsDialog):
            self._preferences.adopt(self._dialog.chosen)
            self._session.set_finds_entities(self._preferences.settings.finds_entities)
            problem = self._preferences.save()
            if problem is not None:
                self._session.tell_error(problem)

    def _open_time(self, row: PostRow, zone: str) -> None:
        dialog = TimeDialog(row.id, row.time, zone, zone_names(), self._theme, self._window)
        self._repair = dialog
        dialog.accepted.connect(self._take_repair)
        dialog.open()

    @Slot()
    def _take_repair(self) -> None:
        if isinstance(self._repair, TitleDialog):
            self._session.apply(RetitlePost(self._repair.post_id, self._repair.title))
        elif isinstance(self._repair, TimeDialog):
            self._session.apply(RetimePost(self._repair.post_id, self._repair.time))

    def _open_page_times(self, now: PageTimesNow | None) -> None:
        if now is not None:
            dialog = PageTimesDialog(now, zone_names(), self._theme, self._window)
            self._page_times = dialog
            dialog.accepted.connect(self._take_page_times)
            dialog.open()

    @Slot()
    def _take_page_times(self) -> None:
        """Work the times out beside the window; the edit that comes of it is applied as any other."""
        if self._page_times is not None:
            asked = self._page_times
            work = partial(_restated, asked.article_id, asked.stated_day, asked.stated_zone)
            self._jobs.run(Lane.SIDE, self, work, self._session.apply, only_latest="restated")

    @Slot()
    def _take_search(self) -> None:
        if self._name is not None:
            self._session.keep_search(self._name.search)

    def _open_repairs(self, page: PageRepairs | None) -> None:
        if page is None:
            return
        is_writable = self._session.is_writable
        dialog = RepairsDialog(page, is_writable=is_writable, theme=self._theme, parent=self._window)
        self._repairs = dialog
        dialog.post_chosen.connect(self._session.show_post)
        dialog.take_back_wanted.connect(self._take_back_repair)
        dialog.open()

    @Slot(object, object)
    def _take_back_repair(self, article_id: ArticleId, repair_id: RepairId) -> None:
        self._session.apply(SwapRepairs(article_id, frozenset({repair_id}), ()))
        if self._repairs is not None:
            work = partial(_load_repairs, article_id)
            self._jobs.run(Lane.WRITE, self._repairs, work, self._repairs.show_page, only_latest="repairs")  # after it

    # ---- pieces

    def _filters(self) -> list[str]:
        """What the file dialog offers: everything that can be read, then format by format."""
        formats = self._session.library.import_formats if self._session.library else ()
        every = sorted({f"*{suffix}" for each in formats for suffix in each.suffixes})
        named = [f"{each.title} ({' '.join(f'*{suffix}' for suffix in each.suffixes)})" for each in formats]
        return [f"Pages that can be read ({' '.join(every)})", *named, "All files (*)"]

    def _scopes(self, marked: frozenset[PostId]) -> tuple[Scope, ...]:
        session = self._session
        ids = session.listing.ids
        return (
            Scope("Selected", orders.posts_meant(session)),
            Scope("All on show", ids),
            Scope("Marked, of those on show", tuple(post_id for post_id in ids if post_id in marked)),
        )

    def _ask_where(self, name: str) -> None:
        if self._export is None:
            return
        chosen = self._export.format
        suffix = chosen.suffixes[0]
        folder = QDir.homePath()
        dialog = QFileDialog(self._window, "Export to", folder, f"{chosen.title} (*{suffix})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.lstrip("."))
        dialog.selectFile(name)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        self._open_file_dialog(dialog, self._export_to, several=False)

    def _open_file_dialog(self, dialog: QFileDialog, answer: Callable[..., None], *, several: bool = True) -> None:
        (dialog.filesSelected if several else dialog.fileSelected).connect(answer)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _propose_name(format_name: str, posts: Sequence[PostId], library: Library) -> str:
    return library.proposed_name(format_name, posts)


def _marked_posts(library: Library) -> frozenset[PostId]:
    return frozenset(mark.post_id for mark in library.annotations())


def _load_runs(library: Library) -> Runs:
    return Runs(library.import_runs(), frozenset(run.id for run in library.unfinished_runs()))


def _load_report(run_id: int, library: Library) -> ImportReport:
    return library.import_report(run_id)


def _load_repairs(article_id: ArticleId, library: Library) -> PageRepairs | None:
    return load_repairs(library, article_id)


def _page_times_now(article_id: ArticleId, library: Library) -> PageTimesNow | None:
    article = library.article(article_id)
    line = next((each for each in library.article_lines() if each.id == article_id), None)
    if article is None or line is None:
        return None
    day = line.newest or article.imported.date()
    zone = library.zones((article_id,)).get(article_id, "")
    return PageTimesNow(article_id, article.title, day, line.newest is not None, zone if zone[:1].isalpha() else "")


def _restated(article_id: ArticleId, day: date | None, zone: str | None, library: Library) -> RetimePage:
    return library.restated(article_id, day, zone)


def _load_changes(article_id: ArticleId, library: Library) -> ArticleChanges | None:
    return load_changes(library, article_id)


def _zone_of(row: PostRow, chosen: str, library: Library) -> str:
    """Name the zone in which a time is asked for: the one in which it is told, as far as that has a name."""
    zone = clocks_for(library, (row.article_id,), named_zone(chosen)).of(row.time, row.article_id)
    if row.time.zone and zone == named_zone(row.time.zone):
        return row.time.zone
    return zone.key if isinstance(zone, ZoneInfo) else "UTC" if zone is UTC else f"{datetime.now(zone):%z}"


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - reads mail headers: slow to import

    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "in a checkout"
