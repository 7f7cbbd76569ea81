"""The desk: every question that the window asks, and what becomes of the answer.

Knows which dialog asks what. Never waits for an answer: a dialog is opened and its answer arrives as a signal, so the
window lives on meanwhile.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QDir, QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.ids import PostId
from desktop.ui import orders
from desktop.ui.dialogs.about import AboutDialog
from desktop.ui.dialogs.export import ExportDialog, ExportRequest, Scope
from desktop.ui.dialogs.report import ReportDialog
from desktop.ui.dialogs.settings import SettingsDialog
from desktop.ui.dialogs.shortcuts import Block, ShortcutSheet
from desktop.ui.incoming import names_of
from desktop.ui.messages import Message, MessageKind
from desktop.ui.preferences import Preferences
from desktop.ui.session import FileFormat, Session
from desktop.ui.theme import DARK, LIGHT, Theme
from desktop.ui.time_words import zone_names

DISTRIBUTION = "timeline-reader"
NOTHING_COPIED = Message(
    MessageKind.NEWS, "No file was copied.", "Copy files in your file manager, or a path, then paste here."
)


class Desk(QObject):
    """Asks the reader, on behalf of one window."""

    def __init__(self, session: Session, preferences: Preferences, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._preferences, self._theme = session, preferences, theme
        self._window = window
        self._export: ExportRequest | None = None
        self._dialog: ExportDialog | SettingsDialog | None = None

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
        """Import the files whose names are on the clipboard."""
        names = names_of(QGuiApplication.clipboard().mimeData())
        if names:
            self._session.import_names(names)
        else:
            self._session.tell(NOTHING_COPIED)

    # ---- taking out

    def choose_export(self) -> None:
        """Ask which posts to export, then where to."""
        library = self._session.library
        if library is None or not self._session.listing.rows:
            return
        dialog = ExportDialog(self._scopes(), library.export_formats, self._theme, self._window)
        self._dialog = dialog
        dialog.accepted.connect(self._take_export)
        dialog.open()

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

    def step_text(self, steps: int) -> None:
        """Make the text being read larger or smaller; 0 as designed."""
        self._preferences.step_text(steps)

    # ---- answers

    @Slot(list)
    def _import_chosen(self, names: list[str]) -> None:
        self._session.import_names(names)

    @Slot()
    def _take_export(self) -> None:
        if isinstance(self._dialog, ExportDialog):
            self._export = self._dialog.request
            self._ask_where(self._export.format)

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

    # ---- pieces

    def _filters(self) -> list[str]:
        """What the file dialog offers: everything that can be read, then format by format."""
        formats = self._session.library.import_formats if self._session.library else ()
        every = sorted({f"*{suffix}" for each in formats for suffix in each.suffixes})
        named = [f"{each.title} ({' '.join(f'*{suffix}' for suffix in each.suffixes)})" for each in formats]
        return [f"Pages that can be read ({' '.join(every)})", *named, "All files (*)"]

    def _scopes(self) -> tuple[Scope, ...]:
        session = self._session
        rows = session.listing.rows
        marked: tuple[PostId, ...] = tuple(row.id for row in rows if row.mark_count)
        return (
            Scope("Selected", orders.posts_meant(session)),
            Scope("All on show", tuple(row.id for row in rows)),
            Scope("Marked, of those on show", marked),
        )

    def _ask_where(self, chosen: FileFormat) -> None:
        suffix = chosen.suffixes[0]
        folder = QDir.homePath()
        dialog = QFileDialog(self._window, "Export to", folder, f"{chosen.title} (*{suffix})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.lstrip("."))
        dialog.selectFile(f"posts{suffix}")
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        self._open_file_dialog(dialog, self._export_to, several=False)

    def _open_file_dialog(self, dialog: QFileDialog, answer: Callable[..., None], *, several: bool = True) -> None:
        (dialog.filesSelected if several else dialog.fileSelected).connect(answer)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - reads mail headers: slow to import

    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "in a checkout"
