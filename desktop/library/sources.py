"""From what the user named to bytes: files, folders, addresses and standard input.

Reads; never parses and never opens a socket. A file is read at once, so that one that changes or vanishes meanwhile
gives one clear error.
"""

import os
import re
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop.domain.documents import Source
from desktop.domain.errors import CannotRead, NotAnArticle
from desktop.importers.limits import MAX_SOURCE_BYTES
from desktop.importers.registry import largest_source
from desktop.importers.values.sniffing import HEAD_BYTES
from desktop.search.commits import is_index_folder

STANDARD_INPUT = "-"
KEPT_INPUT = "standard input:"  # followed by the digest under which the library keeps what came
INPUT_NAME = "standard input"
ADDRESS_BEGINNINGS = ("http://", "https://")
OTHER_ADDRESS = re.compile(r"(?!https?://)([a-z][a-z0-9+.-]{1,30})://", re.IGNORECASE)
LARGEST_SOURCE_BYTES = MAX_SOURCE_BYTES
LARGEST_PART_BYTES = 32 * 1024 * 1024
MOST_PARTS = 2_000
PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".avif"})
PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
PAGE_FOLDER_ENDINGS = ("_files", "-files", ".files", "_Dateien", "-Dateien", "_fichiers", "_archivos")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One file or address that may hold an article.

    Attributes:
        name: What the report calls it.
        path: Where it lies, if it is a file.
        was_named: False for files found inside a named folder.
        kept: For what came on standard input: the digest under which the library keeps it.
    """

    name: str
    path: Path | None
    was_named: bool
    kept: str | None = None

    @property
    def is_address(self) -> bool:
        """Whether it is to be fetched."""
        return self.path is None and self.name.lower().startswith(ADDRESS_BEGINNINGS)

    @property
    def key(self) -> str:
        """A name by which it is known again, wherever the program stands then."""
        if self.kept is not None:
            return KEPT_INPUT + self.kept
        return self.name if self.path is None else str(self.path.absolute())


def candidates(names: Sequence[str]) -> Iterator[Candidate]:
    """List the files behind what the user named; folders are walked in the order of names.

    Raises:
        CannotRead: A name is empty or an address of another kind, or a folder holds no file at all. (A missing file
            is found out when it is read.)
    """
    for name in names:
        path = Path(name)
        if not name.strip():  # an unset variable of a shell; as a path it would mean the folder one stands in
            raise CannotRead("One of the names is empty.", "Name the files or folders to import.")
        if (other := OTHER_ADDRESS.match(name)) and not path.exists():
            raise CannotRead(
                f"{name[:200]} is an address of the kind “{other[1]}”, which is not fetched.",
                "Addresses begin with http:// or https://. Of anything else, name the file itself.",
            )
        if name.startswith(KEPT_INPUT):
            yield Candidate(INPUT_NAME, None, True, name.removeprefix(KEPT_INPUT))
        elif name.lower().startswith(ADDRESS_BEGINNINGS):
            yield Candidate(name, None, True)
        elif path.is_dir():
            yield from _files_in(path)
        else:
            yield Candidate(name, path, True)


def _files_in(folder: Path) -> Iterator[Candidate]:
    """The files below a folder; a folder inside that may not be looked into comes last, and fails when it is read."""
    is_empty = True
    closed: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=closed.append):
        if is_index_folder(Path(place)):
            folders.clear()
            continue
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _belongs_to_a_page(Path(place) / f))
        for path in (Path(place) / name for name in sorted(files) if not name.startswith(".")):
            if not _waits_for_somebody(path):
                is_empty = False
                yield Candidate(str(path), path, False)
    for path in (Path(error.filename) for error in closed):
        is_empty = False
        yield Candidate(str(path), path, False)
    if is_empty:
        raise CannotRead(f"The folder {folder} holds no files.", "Choose a folder with saved pages or text files.")


def _waits_for_somebody(path: Path) -> bool:
    """Whether a name in a folder is that of a pipe, a socket or a device, which may never give an end."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False  # why it cannot be read is told when it is


def _belongs_to_a_page(folder: Path) -> bool:
    """Whether a folder holds the pictures of a page saved beside it."""
    for ending in PAGE_FOLDER_ENDINGS:
        if folder.name.endswith(ending):
            stem = folder.name.removesuffix(ending)
            return any(folder.with_name(stem + suffix).exists() for suffix in PAGE_SUFFIXES)
    return False


def read_standard_input() -> bytes:
    """Read what another program sends, to the end.

    Raises:
        CannotRead: It is too large.
    """
    data = sys.stdin.buffer.read(LARGEST_SOURCE_BYTES + 1)
    if len(data) > LARGEST_SOURCE_BYTES:
        raise _too_large("What came on standard input", LARGEST_SOURCE_BYTES)
    return data


def read_source(candidate: Candidate, kept: Callable[[str], bytes | None]) -> Source:
    """Read one file with the pictures that were saved along with it, or what came on standard input.

    Args:
        candidate: Which.
        kept: Gives the bytes that the library keeps under a digest.

    Raises:
        CannotRead: It is missing, unreadable, empty or too large.
    """
    if candidate.path is None:
        data = kept(candidate.kept or "")
        if data is None:
            raise CannotRead(f"What came on {candidate.name} is no longer there.", "Send it again.")
        return Source(candidate.name, _not_empty(candidate.name, data))
    path = candidate.path
    with file_errors_translated(path):
        data = _read_bounded(path)
        modified = _modified(path)
    return Source(path.name, _not_empty(str(path), data), parts=dict(_parts_of(path)), modified=modified)


def _modified(path: Path) -> datetime | None:
    """When a file was last changed; None where its disk says a year that no calendar here has."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OverflowError, ValueError):
        return None


@contextmanager
def file_errors_translated(path: Path) -> Iterator[None]:
    """Turn the system's errors about a file that the reader named into `CannotRead`."""
    try:
        yield
    except FileNotFoundError as error:
        raise CannotRead(f"The file {path} is not there.", "Check its name, or whether it was moved.") from error
    except PermissionError as error:
        raise CannotRead(
            f"The file {path} may not be read.", "Change its permissions, or copy it elsewhere."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CannotRead(f"The file {path} cannot be read: {reason}.", "Check the disk it lies on.") from error


def _read_bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        most = largest_source(head)
        data = head + file.read(most + 1 - len(head))
    if len(data) > most:
        raise _too_large(f"The file {path}", most)
    return data


def _too_large(what: str, most: int) -> CannotRead:
    return CannotRead(f"{what} is larger than {most // 2**20} MB.", "Split it, or save a smaller part.")


def _not_empty(name: str, data: bytes) -> bytes:
    if not data.strip(b"\0 \t\r\n"):
        raise NotAnArticle(f"{name} is empty.", "Save the page again; nothing was stored.")
    return data


def _parts_of(page: Path) -> Iterator[tuple[str, bytes]]:
    """The pictures that a browser saved in a folder beside a page, by the names under which the page refers to them."""
    if page.suffix.lower() not in PAGE_SUFFIXES:
        return
    total = 0
    for ending in PAGE_FOLDER_ENDINGS:
        folder = page.with_name(page.stem + ending)
        if not folder.is_dir():
            continue
        for picture in sorted(folder.iterdir())[:MOST_PARTS]:
            if picture.suffix.lower() not in PICTURE_SUFFIXES or not picture.is_file() or picture.is_symlink():
                continue
            size = picture.stat().st_size
            total += size
            if size <= LARGEST_PART_BYTES and total <= LARGEST_SOURCE_BYTES:
                yield f"{folder.name}/{picture.name}", picture.read_bytes()
