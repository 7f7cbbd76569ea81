"""Imports: every import that was made, what each of its articles became, and how to go on.

Knows the runs and the report it is given. Never imports: it says what is wanted, and closes, so that the window shows
how far it is.
"""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal, SignalInstance, Slot
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialogButtonBox, QListWidget, QPlainTextEdit, QPushButton, QWidget

from desktop.domain.reports import ImportReport, ImportRun, ItemStatus
from desktop.ui.dialogs.frame import Dialog
from desktop.ui.messages import STATUS_WORDS, groups_of, names_in_words
from desktop.ui.theme import Size, Theme
from desktop.ui.time_words import short_day

NONE_MADE = "Nothing has been imported yet."
LOADING = "…"
WANTED = QSize(760, 640)  # some imports, and lines with their reasons
NO_LINES = "Nothing came of this import."


@dataclass(frozen=True, slots=True)
class Runs:
    """The imports that were made, newest first, and which of them can go on now."""

    runs: tuple[ImportRun, ...] = ()
    unfinished: frozenset[int] = frozenset()


class ImportsDialog(Dialog):
    """Lists the imports; the lines of the chosen one stand below.

    Signals:
        report_wanted: The lines of an import are to be shown (its number).
        retry_wanted: What failed in an import is to be imported again.
        shorter_wanted: Texts that were left out for being shorter are to be used.
        resume_wanted: An import is to go on.
        forget_wanted: The rest of an import is to be left undone.
    """

    report_wanted = Signal(int)
    retry_wanted = Signal(int)
    shorter_wanted = Signal(int)
    resume_wanted = Signal(int)
    forget_wanted = Signal(int)

    def __init__(self, may_write: bool, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Imports", "", theme, parent)
        self._may_write = may_write
        self._runs = Runs()
        self._report: ImportReport | None = None
        self.list, self.lines = QListWidget(self), QPlainTextEdit(self)
        self.retry = QPushButton("Import again what failed", self)
        self.shorter = QPushButton("Use the shorter texts", self)
        self.resume = QPushButton("Go on", self)
        self.forget = QPushButton("Leave the rest", self)
        self._lay_out()
        self._connect()
        self._offer()
        self.take_room(WANTED)

    def show_runs(self, runs: Runs) -> None:
        """Show the imports, and choose the newest."""
        self._runs = runs
        self.list.clear()
        self.list.addItems([_told(run, run.id in runs.unfinished) for run in runs.runs])
        if runs.runs:
            self.list.setCurrentRow(0)
        else:
            self._say(NONE_MADE)

    def show_report(self, report: ImportReport) -> None:
        """Show the lines of the chosen import; those of another are too late."""
        chosen = self._chosen
        if chosen is not None and chosen.id == report.run_id:
            self._report = report
            self._offer()
            self._write(groups_of(report))

    def _write(self, groups: list[tuple[str, list[str]]]) -> None:
        """Write the lines at once, which stays quick for very many, and make the few headings stand out after."""
        self._say("\n\n".join("\n".join((heading, *lines)) for heading, lines in groups) or NO_LINES)
        bold = QTextCharFormat()
        bold.setFont(self.theme.interface_font(Size.BODY, QFont.Weight.DemiBold))
        cursor, number = QTextCursor(self.lines.document()), 0
        for _, lines in groups:
            cursor.setPosition(self.lines.document().findBlockByNumber(number).position())
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(bold)
            number += len(lines) + 2  # the heading, and the empty line after them

    def _say(self, text: str) -> None:
        self.lines.clear()
        self.lines.setCurrentCharFormat(QTextCharFormat())  # or all would be as bold as the first heading was
        self.lines.setPlainText(text)

    @property
    def _chosen(self) -> ImportRun | None:
        row = self.list.currentRow()
        return self._runs.runs[row] if 0 <= row < len(self._runs.runs) else None

    def _lay_out(self) -> None:
        self.list.setObjectName("runs")
        self.list.setAccessibleName("Imports that were made")
        self.list.setSpacing(2)
        self.lines.setReadOnly(True)
        self.lines.setAccessibleName("What became of each article")
        self.content.addWidget(self.list, 2)
        self.content.addWidget(self.lines, 3)
        for button in (self.resume, self.forget, self.retry, self.shorter):
            button.setAutoDefault(False)
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._show_chosen)
        self.retry.clicked.connect(self._ask_retry)
        self.shorter.clicked.connect(self._ask_shorter)
        self.resume.clicked.connect(self._ask_resume)
        self.forget.clicked.connect(self._ask_forget)

    @Slot()
    def _show_chosen(self) -> None:
        self._report = None
        self._offer()
        if self._chosen is not None:
            self._say(LOADING)
            self.report_wanted.emit(self._chosen.id)

    def _offer(self) -> None:
        """Offer what makes sense for the chosen import, and nothing else."""
        run = self._chosen
        can_go_on = run is not None and run.id in self._runs.unfinished
        self.resume.setVisible(self._may_write and can_go_on)
        self.forget.setVisible(self._may_write and can_go_on)
        report = self._report
        left = [report.items[place] for place in report.repeatable] if report is not None and not can_go_on else []
        self.retry.setVisible(self._may_write and any(each.status is ItemStatus.FAILED for each in left))
        self.shorter.setVisible(self._may_write and any(each.is_shorter for each in left))

    def _order(self, wanted: SignalInstance) -> None:
        if self._chosen is not None:
            number = self._chosen.id
            self.accept()
            wanted.emit(number)

    @Slot()
    def _ask_retry(self) -> None:
        self._order(self.retry_wanted)

    @Slot()
    def _ask_shorter(self) -> None:
        self._order(self.shorter_wanted)

    @Slot()
    def _ask_resume(self) -> None:
        self._order(self.resume_wanted)

    @Slot()
    def _ask_forget(self) -> None:
        self._order(self.forget_wanted)


def _told(run: ImportRun, can_go_on: bool) -> str:
    """Two lines on one import: when and what, and what became of it."""
    when = run.started.astimezone()
    counts = [f"{run.counts[status]:,} {word}" for status, word in STATUS_WORDS.items() if run.counts.get(status)]
    state = "not finished" if can_go_on else "stopped" if run.was_cancelled else "" if run.is_finished else "at work"
    became = ", ".join(counts) or "nothing came in"
    return f"{short_day(when.date())}, {when:%H:%M}   {names_in_words(run.names)}\n" + " · ".join(
        part for part in (state, became) if part
    )
