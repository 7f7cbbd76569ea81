"""The status line: what the program is doing, what it has just done, and what the library holds.

Knows the long jobs that run and the last piece of news, which goes before them: who puts a name right while others are
still being found hears of it, and can take it back. Never takes the eye: it is one line of small text, and news goes
by itself.
"""

import time
from html import escape

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QToolButton, QWidget

from desktop.domain.outlines import Outline
from desktop.ui.jobs import Jobs, Watch
from desktop.ui.messages import Message, count_of
from desktop.ui.plain import plain_label, plain_tip
from desktop.ui.session import Session
from desktop.ui.theme import Space, Theme

NEWS_MS = 8_000
HEIGHT_PX = 28
BAR_WIDTH_PX = 96
PATIENCE_MS = 400  # what is done sooner is not worth a flicker
STEADY_SECONDS = 2.0  # before that, a guess at the time left jumps about


class StatusLine(QFrame):
    """One quiet line at the foot of the window.

    Signals:
        action_wanted: The reader followed the link beside a piece of news (the action's id).
    """

    action_wanted = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._theme = session, jobs, theme
        self._news: Message | None = None
        self._watch: Watch | None = None
        self._since = 0.0
        self.doing, self._bar, self._stop = plain_label(parent=self), QProgressBar(self), QToolButton(self)
        self.counts = plain_label(parent=self)
        self._clock, self._patience = QTimer(self), QTimer(self)
        self._build()
        self._patience.timeout.connect(self._show_doing)
        self._clock.timeout.connect(self._forget_news)
        self._stop.clicked.connect(self._stop_job)
        self.doing.linkActivated.connect(self.action_wanted)
        jobs.running_changed.connect(self._show_doing)
        session.listing_changed.connect(self._show_counts)
        session.index_changed.connect(self._show_counts_again)
        session.undo_changed.connect(self._forget_steps)
        theme.changed.connect(self._show_doing)
        self._show_doing()

    def tell(self, news: Message) -> None:
        """Show a piece of news for a while; a job that runs meanwhile keeps its bar, and then its words come back."""
        self._news = news
        self._clock.start(NEWS_MS)
        self._show_doing()

    @Slot()
    def _forget_steps(self) -> None:
        """A link that takes back, or does again, would now mean another step than the one beside which it stands."""
        if self._news is not None and self._news.action in ("undo-edit", "redo-edit"):
            self._forget_news()

    def _build(self) -> None:
        self.setObjectName("status")
        self.setFixedHeight(HEIGHT_PX)
        for timer in (self._clock, self._patience):
            timer.setSingleShot(True)
        self.doing.setAccessibleName("What the program is doing")
        self.counts.setAccessibleName("What the library holds")
        self._bar.setFixedSize(BAR_WIDTH_PX, 4)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("How far it is")
        self._stop.setAccessibleName("Stop")
        self._stop.setToolTip("Stop this")
        self._stop.setFixedSize(24, 24)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, 0, Space.L, 0)
        row.setSpacing(Space.S)
        for widget in (self.doing, self._bar, self._stop):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.counts)

    @Slot()
    def _show_doing(self) -> None:
        running = self._jobs.running()
        watch = running[0] if running else None
        if watch is not self._watch:
            self._watch, self._since = watch, time.monotonic()
            self._patience.start(PATIENCE_MS)
        is_running = watch is not None and not self._patience.isActive()
        self._bar.setVisible(is_running)
        self._stop.setVisible(is_running)
        self._stop.setIcon(self._theme.icon("close"))
        if watch is not None and is_running:
            self._show_bar(watch)
        if watch is not None and is_running and (self._news is None or watch.is_stopped()):
            self._show_progress(watch, len(running) - 1)
        else:
            self._show_news()

    def _show_bar(self, watch: Watch) -> None:
        progress = watch.progress
        self._bar.setRange(0, progress.total)
        self._bar.setValue(min(progress.done, progress.total))
        self._stop.setToolTip(plain_tip(f"Stop: {watch.title}"))
        self._stop.setEnabled(not watch.is_stopped())

    def _show_progress(self, watch: Watch, waiting: int) -> None:
        progress = watch.progress
        words = [f"{watch.title} {min(progress.done + 1, progress.total):,} of {progress.total:,}"]
        if progress.total <= 1:
            words = [f"{watch.title}…"]
        left = self._seconds_left(progress.done, progress.total)
        if left is not None:
            words.append(f"{left // 60:02}:{left % 60:02} left")
        if waiting:
            words.append(f"{waiting} more waiting")
        self.doing.setToolTip(plain_tip(progress.what))
        stopping = "Stopping…" if watch.is_stopped() else ""
        self._set_plain(stopping or " · ".join(words))

    def _seconds_left(self, done: int, total: int) -> int | None:
        passed = time.monotonic() - self._since
        if passed < STEADY_SECONDS or not 0 < done < total:
            return None
        return round(passed / done * (total - done))

    def _show_news(self) -> None:
        self.doing.setToolTip("")
        if self._news is None:
            self._set_plain("")
        elif not self._news.action:
            self._set_plain(" ".join(part for part in (self._news.text, self._news.hint) if part))
        else:
            style = f"color:{self._theme.tones.accent};text-decoration:none"
            link = f'<a href="{escape(self._news.action)}" style="{style}">{escape(self._news.verb)}</a>'
            self.doing.setTextFormat(Qt.TextFormat.RichText)
            self.doing.setText(f"{escape(self._news.text)} {link}")

    def _set_plain(self, text: str) -> None:
        self.doing.setTextFormat(Qt.TextFormat.PlainText)
        self.doing.setText(text)

    @Slot()
    def _forget_news(self) -> None:
        self._news = None
        self._show_doing()

    @Slot()
    def _stop_job(self) -> None:
        if self._watch is not None:
            self._watch.stop()
            self._show_doing()

    @Slot()
    def _show_counts_again(self) -> None:
        self._show_counts(self._session.listing)

    @Slot(object)
    def _show_counts(self, listing: Outline) -> None:
        words = [count_of(listing.library_total, "post")]
        if self._session.library is not None and not self._session.is_writable:
            words.append("read only")
        if self._session.index_is_current is not None:
            words.append("index up to date" if self._session.index_is_current else "index being updated")
        self.counts.setText(" · ".join(words))
