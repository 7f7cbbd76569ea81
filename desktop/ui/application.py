"""The application: Qt itself, its look, and the one window.

Knows how Qt is started, how its own messages reach the log, and in which order things are taken down. Never opens the
library: its lanes do, on their own threads, when the window can already be seen.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Slot, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop.domain.errors import ReaderError
from desktop.runtime.memory import share_one_heap
from desktop.runtime.settings import load_settings
from desktop.ui import messages
from desktop.ui.collecting import Collector
from desktop.ui.jobs import Jobs
from desktop.ui.lanes import LaneOpener
from desktop.ui.main_window import TITLE, MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.session import Session
from desktop.ui.theme import Size, Theme

if TYPE_CHECKING:
    from desktop.library.library import Library

log = logging.getLogger("qt")
LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def make_application(arguments: list[str] | None = None) -> QApplication:
    """Start Qt; its messages go to the log."""
    share_one_heap()
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    qInstallMessageHandler(_log_qt)
    application = QApplication(sys.argv[:1] if arguments is None else arguments)
    application.setApplicationName("timeline-reader")
    application.setApplicationDisplayName(TITLE)
    application.setDesktopFileName("timeline-reader")
    application.setStyle("Fusion")
    return application


class Dresser(QObject):
    """Puts the theme on the whole application, and again whenever it changes."""

    def __init__(self, application: QApplication, theme: Theme) -> None:
        super().__init__(application)
        self._application, self._theme = application, theme
        theme.changed.connect(self.dress)
        self.dress()

    @Slot()
    def dress(self) -> None:
        """Set palette, font and rules, each only if it differs: Qt restyles every widget for each."""
        if self._application.font() != self._theme.interface_font(Size.BODY):
            self._application.setFont(self._theme.interface_font(Size.BODY))
        rules = self._theme.stylesheet()
        if self._application.styleSheet() != rules:
            self._application.setPalette(self._theme.qpalette())
            self._application.setStyleSheet(rules)


class Parts:
    """Everything one window is made of, put together and not yet started.

    Args:
        application: Qt, running.
        open_library: Opens the library, True for writing; called on a lane's thread.
        resources: The program's own files.
        settings_file: Where the settings are kept.
    """

    def __init__(
        self,
        application: QApplication,
        open_library: Callable[[bool], Library],
        resources: Path,
        settings_file: Path,
    ) -> None:
        settings = load_settings(settings_file)
        self._is_closed = False
        self._collector = Collector(application)
        self._opener = LaneOpener(open_library)
        self.theme = Theme(resources, settings, application)
        self._dresser = Dresser(application, self.theme)
        self.preferences = Preferences(settings_file, self.theme)
        self.jobs = Jobs(self._opener, application)
        self.session = Session(self.jobs, application, refusal=self._why_read_only)
        self.session.set_finds_entities(settings.finds_entities)
        self.window = MainWindow(self.session, self.jobs, self.theme, self.preferences)
        self.window.setWindowIcon(QIcon(str(resources / "timeline-reader.svg")))

    def _why_read_only(self) -> ReaderError | None:
        return self._opener.refusal

    def close(self) -> None:
        """Take everything down: the lanes first, then the lock. Asked again, it does nothing.

        Why the lock may stay: a lane that did not stop in time may still write, and no other window may meanwhile. The
        lock then goes with this process.
        """
        if self._is_closed:
            return
        self._is_closed = True
        self.window.close()
        if self.jobs.shutdown():
            self._opener.close()
        self._collector.stop()
        for part in (self.window, self.session, self.jobs, self._dresser, self.theme, self._collector):
            part.deleteLater()


def run_window(
    open_library: Callable[[bool], Library],
    *,
    resources: Path,
    settings_file: Path,
    import_first: tuple[str, ...] = (),
    on_fault: Callable[[str, BaseException], object] | None = None,
    earlier_fault: str = "",
) -> int:
    """Open the window and stay until the reader closes it.

    Args:
        open_library: Opens the library, True for writing, False for reading only; called on a lane's own thread, and
            the place to import what it needs.
        resources: The program's own files.
        settings_file: Where the settings are kept.
        import_first: Files to import as soon as the library is open.
        on_fault: Told where and what, if the program itself fails on a lane.
        earlier_fault: The text of a fault that an earlier run left, to be offered to the reader.

    Returns:
        The exit code.
    """
    application = make_application()
    parts = Parts(application, open_library, resources, settings_file)
    if on_fault is not None:
        parts.jobs.crashed.connect(_Fault(on_fault, parts.jobs).record)
    parts.window.show()
    parts.session.start(import_first)
    if earlier_fault:
        parts.session.tell(messages.of_earlier_fault(earlier_fault))
    code = application.exec()
    parts.close()
    return code


class _Fault(QObject):
    """Hands faults of a lane to whoever keeps them."""

    def __init__(self, on_fault: Callable[[str, BaseException], object], parent: QObject) -> None:
        super().__init__(parent)
        self._on_fault = on_fault

    @Slot(object)
    def record(self, error: Exception) -> None:
        """Hand one on."""
        self._on_fault("a lane of the window", error)


def _log_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    log.log(LEVELS.get(kind, logging.WARNING), "%s: %s", context.category or "default", text)
