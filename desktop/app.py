"""Where the program starts: arguments, then the command line, the window, or the window's job without a display."""

import multiprocessing
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop.runtime import paths

LIBRARY_OPTION = "--library"
SELF_TEST_OPTION = "--self-test"
PICTURE_OPTION = "--picture"
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
        from desktop.command_line import commands  # noqa: PLC0415 - the window does without its imports

        return commands.main(typed)
    if asked.is_self_test:
        from desktop import self_test  # noqa: PLC0415

        return self_test.run(paths.resources(), paths.seeds())
    return _open_window(asked)


def read_arguments(typed: Sequence[str]) -> Asked:
    """Tell a command from a window to open.

    The window takes a library, files to import and where to save a picture; everything else, help included, is for the
    command line.
    """
    library, picture, files = None, None, []
    rest = iter(typed)
    for word in rest:
        name, _, value = word.partition("=")
        if name == LIBRARY_OPTION:
            library = Path(value or next(rest, ""))
        elif name == PICTURE_OPTION:
            picture = Path(value or next(rest, ""))
        elif word == SELF_TEST_OPTION:
            return Asked(is_self_test=True)
        elif Path(word).exists():
            files.append(word)
        else:
            return Asked(is_command=True)
    return Asked(library, tuple(files), picture)


def _open_window(asked: Asked) -> int:
    raise NotImplementedError


def has_display() -> bool:
    """Whether there is a screen to show a window on."""
    return sys.platform != "linux" or any(os.environ.get(name) for name in DISPLAY_VARIABLES)
