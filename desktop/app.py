"""Where the program starts: arguments, then the command line, the window, or the window's job without a display."""

import multiprocessing
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import __version__
from desktop.command_line.names import COMMAND_NAMES
from desktop.runtime import paths
from desktop.runtime.crashes import find_unseen_crash, mark_crash_as_seen, recording_crashes
from desktop.runtime.logs import logging_to

if TYPE_CHECKING:
    from desktop.library.library import Library

LIBRARY_OPTION = "--library"
SELF_TEST_OPTION = "--self-test"
PICTURE_OPTION = "--picture"
PICTURE_NAME = "timeline-reader.png"
DISPLAY_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked for.

    Attributes:
        library: The library folder, if one was named.
        files: Files to import into the window.
        picture: Where to save a picture of the window instead of showing it.
        is_self_test: Whether this copy of the program should try itself.
        is_command: Whether the arguments are for the command line.
    """

    library: Path | None = None
    files: tuple[str, ...] = field(default=())
    picture: Path | None = None
    is_self_test: bool = False
    is_command: bool = False


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the program.

    Args:
        arguments: As typed, without the program's name; by default those of this process.

    Returns:
        The exit code.
    """
    multiprocessing.freeze_support()
    typed = list(sys.argv[1:] if arguments is None else arguments)
    asked = read_arguments(typed)
    if asked.is_command:
        return _run_command(typed)
    if asked.is_self_test:
        from desktop import self_test  # noqa: PLC0415

        return self_test.run(paths.resources(), paths.seeds())
    return _open_window(asked)


def read_arguments(typed: Sequence[str]) -> Asked:
    """Tell a command from a window to open.

    The window takes a library, files to import and where to save a picture; everything else, help included, is for the
    command line, which also says what is wrong with an option that lacks its value. A word that names a command is one,
    even where a file of that name lies; what looks like a file is one, and if none lies there the window says so.
    """
    library, picture, files = None, None, []
    rest = iter(typed)
    for word in rest:
        name, has_value, value = word.partition("=")
        if name in (LIBRARY_OPTION, PICTURE_OPTION):
            path = value if has_value else next(rest, "")
            if not path or (path.startswith("-") and not has_value):
                return Asked(is_command=True)
            library, picture = (Path(path), picture) if name == LIBRARY_OPTION else (library, Path(path))
        elif word == SELF_TEST_OPTION:
            return Asked(is_self_test=True)
        elif word in COMMAND_NAMES or not _is_file_like(word):
            return Asked(is_command=True)
        else:
            files.append(word)
    return Asked(library, tuple(files), picture)


def _is_file_like(word: str) -> bool:
    path = Path(word)
    return path.exists() or (not word.startswith("-") and bool(path.suffix or path.parent.name))


def _run_command(typed: Sequence[str]) -> int:
    from desktop.command_line import commands  # noqa: PLC0415 - the window does without its imports

    with recording_crashes(paths.find_places(os.environ).crashes, _about(), datetime.now(UTC)) as recorder:
        return commands.main(typed, recorder)


def _open_window(asked: Asked) -> int:
    places = paths.find_places(os.environ)
    folder = (asked.library or places.library).absolute()
    resources = paths.resources()
    samples = tuple(map(str, paths.samples())) if asked.library is None and not folder.exists() else ()

    def open_library(writable: bool) -> "Library":
        from desktop.library.library import Library  # noqa: PLC0415 - on a lane's thread, when the window is there

        return Library.open(folder, resources=resources, writable=writable)

    with logging_to(places.logs), recording_crashes(places.crashes, _about(), datetime.now(UTC)) as recorder:
        if asked.picture is not None or not has_display():
            from desktop.ui.off_screen import run_off_screen  # noqa: PLC0415

            return run_off_screen(
                open_library,
                resources=resources,
                settings_file=places.settings,
                import_first=(*samples, *asked.files),
                picture=(asked.picture or Path(PICTURE_NAME)).absolute(),
            )
        from desktop.ui.application import run_window  # noqa: PLC0415 - commands run where Qt is absent

        crash = find_unseen_crash(places.crashes, recorder)
        if crash is not None:
            mark_crash_as_seen(crash)
        return run_window(
            open_library,
            resources=resources,
            settings_file=places.settings,
            import_first=(*samples, *asked.files),
            on_fault=recorder.record_fault if recorder else None,
            earlier_fault=crash.text if crash else "",
        )


def _about() -> str:
    return f"Timeline Reader {__version__}"


def has_display() -> bool:
    """Whether there is a screen to show a window on."""
    return sys.platform != "linux" or any(os.environ.get(name) for name in DISPLAY_VARIABLES)
