"""Paths: where is everything?

Knows the platform's folders for data, settings and logs, and where the program's own files lie: beside the package in
a checkout, inside it when installed from a wheel, beside it in a packaged program. Never creates a folder.

Why a home of one's own: with `TIMELINE_READER_HOME` set, a measurement, a test or a second opinion runs without
touching what the reader has.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

from desktop.domain.errors import CannotRead

PROGRAM: Final = "timeline-reader"
HOME_VARIABLE: Final = "TIMELINE_READER_HOME"

_SAMPLE_SUFFIXES: Final = (".html", ".txt")
_PACKAGE: Final = Path(__file__).resolve().parent.parent
_BUNDLED: Final = "bundled"  # the folder inside the package that a wheel adds, see pyproject.toml


@dataclass(frozen=True, slots=True)
class Places:
    """Where this program keeps what it writes.

    Attributes:
        library: The library folder that opens when none is named.
        settings: The settings file.
        logs: The folder of the log files.
        crashes: The folder of the crash files.
    """

    library: Path
    settings: Path
    logs: Path
    crashes: Path

    @classmethod
    def of_the_platform(cls) -> "Places":
        """Return the places where this platform expects them."""
        folders = platformdirs.PlatformDirs(PROGRAM, appauthor=False)
        logs = folders.user_log_path
        library = folders.user_data_path / "library"
        return cls(library, folders.user_config_path / "settings.json", logs, logs / "crashes")

    @classmethod
    def under(cls, home: Path) -> "Places":
        """Return places that all lie in one folder."""
        return cls(home / "library", home / "settings.json", home / "logs", home / "logs" / "crashes")


def find_places(environment: Mapping[str, str] = os.environ) -> Places:
    """Return the places that this environment asks for: a home of its own, else the platform's."""
    home = environment.get(HOME_VARIABLE)
    return Places.under(Path(home).expanduser().absolute()) if home else Places.of_the_platform()


def resources(package: Path = _PACKAGE) -> Path:
    """Return the folder of themes, icons, templates and word lists.

    Args:
        package: The folder of the package `desktop`.

    Raises:
        CannotRead: The folder is missing, so the installation is not whole.
    """
    return _own_folder(package, "resources")


def seeds(package: Path = _PACKAGE) -> Path:
    """Return the folder of the sample articles.

    Args:
        package: The folder of the package `desktop`.

    Raises:
        CannotRead: The folder is missing, so the installation is not whole.
    """
    return _own_folder(package, "seeds")


def samples(package: Path = _PACKAGE) -> tuple[Path, ...]:
    """Return the sample articles with which a new library begins, each in a folder of its own under `seeds`."""
    return tuple(file for file in sorted(seeds(package).glob("*/*")) if file.suffix in _SAMPLE_SUFFIXES)


def _own_folder(package: Path, name: str) -> Path:
    """Find a folder that came with the program.

    Why the wheel's place is asked first: beside an installed package lie other packages, and one of them may be
    called "resources".
    """
    inside = package / _BUNDLED / name
    folder = inside if (package / _BUNDLED).is_dir() else package.parent / name
    if not folder.is_dir():
        raise CannotRead(f"The program's own folder {folder} is missing.", "Install the program again.")
    return folder
