"""Crash files: what is known of a fault of the program.

Knows the hooks through which Python tells of a fault nobody caught, and the one file per run in which they end. Never
sends anything, and never shows anything: the next start may offer the file.

Why the file is made at the start and not at the fault: when the process dies inside native code there is no Python left
to open one; faulthandler needs a file that is open already.
"""

import faulthandler
import os
import platform
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, TextIO

_SUFFIX: Final = ".crash.txt"
_SEEN_SUFFIX: Final = ".seen.txt"
_END_OF_HEAD: Final = "----\n"
_KEPT_FILES: Final = 20


@dataclass(frozen=True, slots=True)
class Crash:
    """A fault of an earlier run: its file, and the text to read or copy."""

    file: Path
    text: str


class CrashRecorder:
    """The crash file of this run. Writing to it never raises and may be done from any thread."""

    def __init__(self, file: Path, stream: TextIO) -> None:
        self.file = file
        self._stream = stream
        self._lock = threading.Lock()
        self._count = 0

    @property
    def has_faults(self) -> bool:
        """Whether a fault was written in this run."""
        return self._count > 0

    def record_fault(self, where: str, error: BaseException) -> str:
        """Write down an exception that nobody expected.

        Args:
            where: What was being done, in words.
            error: The exception, with its traceback.

        Returns:
            What was written, for a dialog.
        """
        return self.record_text(where, "".join(traceback.format_exception(error)))

    def record_text(self, where: str, text: str) -> str:
        """Write down a fault that is no exception, such as a fatal message of the window system.

        Returns:
            What was written, for a dialog.
        """
        report = f"\n{where}\n{text.rstrip()}\n"
        with self._lock:
            self._count += 1
            with suppress(OSError, ValueError):  # a full disk, or a fault after the file was closed
                self._stream.write(report)
                self._stream.flush()
        return report


@contextmanager
def recording_crashes(folder: Path, about: str, started: datetime) -> Iterator[CrashRecorder | None]:
    """Write every fault that nobody caught into one file of this run, for as long as the context lasts.

    The hooks that were there before still run. A run that ends well leaves no file; neither does Ctrl+C.

    Args:
        folder: Is created if it is missing.
        about: The program's name and version.
        started: When this run began; it names the file.

    Yields:
        The recorder, or None if the folder cannot be written; then the hooks are as they were.
    """
    opened = _open(folder, about, started)
    if opened is None:
        yield None
        return
    recorder, stream = opened
    take_away = _install(recorder, stream)
    try:
        yield recorder
    except Exception as error:
        recorder.record_fault("The program ended by a fault", error)
        raise
    finally:
        take_away()
        stream.close()
        if not recorder.has_faults:
            recorder.file.unlink(missing_ok=True)


def find_unseen_crash(folder: Path, current: CrashRecorder | None = None) -> Crash | None:
    """Return the newest fault of an earlier run that nobody was shown yet.

    Args:
        folder: Where the crash files are; it need not exist.
        current: The recorder of this run, whose file is passed over.

    Returns:
        None if there is nothing to show. A run that was killed from outside has left no fault.
    """
    for file in sorted(folder.glob(f"*{_SUFFIX}"), reverse=True):
        if current is not None and file == current.file:
            continue
        text = _read(file)
        if text.partition(_END_OF_HEAD)[2].strip():
            return Crash(file, text)
    return None


def mark_crash_as_seen(crash: Crash) -> None:
    """Remember that a fault was shown, so that no later start offers it again; the file stays."""
    with suppress(OSError):  # a folder that can no longer be written: it is offered once more
        crash.file.rename(crash.file.with_name(crash.file.name.removesuffix(_SUFFIX) + _SEEN_SUFFIX))


def _open(folder: Path, about: str, started: datetime) -> tuple[CrashRecorder, TextIO] | None:
    file = folder / f"{started:%Y-%m-%dT%H-%M-%S}-{os.getpid()}{_SUFFIX}"
    head = f"{about}\n{started.isoformat()}\nPython {platform.python_version()}, {platform.platform()}\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _forget_old_files(folder)
        stream = file.open("w", encoding="utf-8", errors="backslashreplace")
        stream.write(head + _END_OF_HEAD)
        stream.flush()
    except OSError:
        return None
    return CrashRecorder(file, stream), stream


def _forget_old_files(folder: Path) -> None:
    files = sorted((*folder.glob(f"*{_SUFFIX}"), *folder.glob(f"*{_SEEN_SUFFIX}")))
    for file in files[:-_KEPT_FILES]:
        file.unlink(missing_ok=True)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


class _Hooks:
    """What Python calls for a fault nobody caught: writes it down, then lets the hook before it run."""

    def __init__(self, recorder: CrashRecorder) -> None:
        self._recorder = recorder
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook

    def put_in(self) -> None:
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        sys.unraisablehook = self._unraisable

    def take_out(self) -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            self._recorder.record_fault("Nobody caught this", error)
        self._before[0](kind, error, trace)

    def _uncaught_in_thread(self, fault: threading.ExceptHookArgs) -> None:
        if isinstance(fault.exc_value, Exception):
            name = fault.thread.name if fault.thread else "a thread that is gone"
            self._recorder.record_fault(f"Nobody caught this in {name}", fault.exc_value)
        self._before[1](fault)

    def _unraisable(self, fault: "sys.UnraisableHookArgs") -> None:
        if isinstance(fault.exc_value, Exception):
            self._recorder.record_fault(
                f"{fault.err_msg or 'This could not be raised'}: {fault.object!r}", fault.exc_value
            )
        self._before[2](fault)


def _install(recorder: CrashRecorder, stream: TextIO) -> Callable[[], None]:
    hooks = _Hooks(recorder)
    hooks.put_in()
    had_faulthandler = faulthandler.is_enabled()
    faulthandler.enable(stream)

    def take_away() -> None:
        hooks.take_out()
        faulthandler.disable()
        if had_faulthandler:
            with suppress(OSError, RuntimeError, ValueError):  # standard error is no file, or there is none
                faulthandler.enable()

    return take_away
