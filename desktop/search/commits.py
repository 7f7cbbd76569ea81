"""What one commit of the index consists of, and whether it is all there.

Beside each of Whoosh's tables of contents stands a manifest: the last sequence number applied, the versions that wrote
it, the library it was made from, and size and checksum of every file, that table's included. The manifest is on the
disk before its table appears, and the table's appearance is the commit; so number and words change in one step, and a
torn file is noticed.

Why not trust Whoosh alone: it never forces its files to the disk, and reads pickles, which must not be done with bytes
that are not known to be ours.
"""

import json
import re
import sys
import time
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.search import folding
from desktop.search.durable import checksum, write_durably

INDEX_NAME = "MAIN"
POINTER = "current"
LOCK = "writer.lock"
_DAMAGED = "damaged"  # in a folder that was found to be, so that every thread and the next start know
ARRAYS_SUFFIX = ".arrays"  # files that check their own blocks as they are read; their directory vouches for all of them
CODEC_VERSION = "arrays 1, fields 7"  # raise it with every change of `schema`
_TABLE = re.compile(rf"_{INDEX_NAME}_(\d+)\.toc")
_ATTEMPTS = 8
_PAUSE = 0.02  # seconds


class IndexDamaged(Exception):
    """The index is missing, torn, foreign or of another version: build it anew, and search the database meanwhile."""


class IndexForeign(IndexDamaged):
    """The index is whole, but another version or another library made it."""


@dataclass(frozen=True, slots=True)
class FileMark:
    """By which a file is known to be whole."""

    size: int
    crc: int


@dataclass(frozen=True, slots=True)
class Commit:
    """One state of the index.

    Attributes:
        folder: Where its files lie.
        generation: Whoosh's number for it.
        sequence: The last sequence number applied.
        library: The id of the library it was made from; numbers of another one mean other writes.
        files: Every file by name.
    """

    folder: Path
    generation: int
    sequence: int
    library: str
    files: Mapping[str, FileMark]


def stamp() -> str:
    """Return the versions that must agree between who wrote an index and who reads it."""
    from whoosh import versionstring  # noqa: PLC0415 (Whoosh comes late; this much of it is quick)

    return f"{CODEC_VERSION}; {folding.VERSION}; whoosh {versionstring()}; {sys.byteorder}"


def is_index_folder(folder: Path) -> bool:
    """Whether a folder holds a search index. Its files are never to be read as anything else, or copied elsewhere."""
    return (folder / POINTER).is_file() and (folder / LOCK).exists()


def table_name(generation: int) -> str:
    """Return the name of Whoosh's table of contents."""
    return f"_{INDEX_NAME}_{generation}.toc"


def manifest_path(folder: Path, generation: int) -> Path:
    """Return where the manifest of a commit lies."""
    return folder / f"manifest-{generation}.json"


def write_manifest(commit: Commit) -> None:
    """Put a commit's manifest on the disk, before its table of contents appears."""
    files = {name: [mark.size, mark.crc] for name, mark in sorted(commit.files.items())}
    content = {
        "stamp": stamp(),
        "library": commit.library,
        "generation": commit.generation,
        "sequence": commit.sequence,
        "files": files,
    }
    body = json.dumps(content, sort_keys=True)
    write_durably(manifest_path(commit.folder, commit.generation), f"{body}\n{_crc(body)}\n".encode())


def latest_commit(folder: Path, library: str) -> Commit:
    """Find the state that the pointer names.

    Args:
        folder: The folder of all of the index's folders.
        library: The id of the library it is to be made from.

    Returns:
        The newest commit, its sizes checked (see `verify` for its bytes).

    Raises:
        IndexDamaged: If there is none, or it is not whole.
        IndexForeign: If other versions wrote it, or it was made from another library.
    """
    for _ in range(_ATTEMPTS - 1):
        try:
            return _read_commit(_current(folder), library)
        except IndexForeign:
            raise
        except IndexDamaged:
            if not (folder / POINTER).exists():
                raise
            time.sleep(_PAUSE)  # a writer may just have put another state in its place
    return _read_commit(_current(folder), library)


def verify(commit: Commit, known: Mapping[str, FileMark]) -> None:
    """Compare every file with its checksum; of arrays only their directory, which checks the rest as it is read.

    Args:
        commit: The state to check.
        known: Files that were checked before; they never change under one name.

    Raises:
        IndexDamaged: If a file is not as it was written.
    """
    for name, mark in commit.files.items():
        if known.get(name) != mark and mark_of(commit.folder / name) != mark:
            raise IndexDamaged(f"{commit.folder / name} is not as it was written")


def condemn(commit: Commit) -> None:
    """Note that the folder of a commit holds damage, so that it is never read again; for who may not write, nothing."""
    with suppress(OSError):
        (commit.folder / _DAMAGED).touch()


def _current(folder: Path) -> Path:
    try:
        name = (folder / POINTER).read_text("ascii").strip()
    except (OSError, UnicodeError) as error:
        raise IndexDamaged(f"no index in {folder}") from error
    if not name.isdecimal():
        raise IndexDamaged(f"{folder / POINTER} names no index")
    return folder / name


def _read_commit(folder: Path, library: str) -> Commit:
    if (folder / _DAMAGED).exists():
        raise IndexDamaged(f"the index in {folder} was found to be damaged")
    try:
        generation = max(int(match[1]) for path in folder.iterdir() if (match := _TABLE.fullmatch(path.name)))
        commit = _parse_manifest(folder, generation, manifest_path(folder, generation).read_bytes())
        if commit.library != library:
            raise IndexForeign(f"the index in {folder} was made from another library")
        for name, mark in commit.files.items():
            if (folder / name).stat().st_size != mark.size:
                raise IndexDamaged(f"{folder / name} has another length than it was written with")
        table = table_name(generation)
        if mark_of(folder / table) != commit.files.get(table):
            raise IndexDamaged(f"{folder / table} is not as it was written")
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"the index in {folder} is not whole: {error}") from error
    return commit


def _parse_manifest(folder: Path, generation: int, data: bytes) -> Commit:
    body, _, crc = data.decode().rstrip("\n").rpartition("\n")
    if crc != _crc(body):
        raise IndexDamaged(f"{manifest_path(folder, generation)} is not as it was written")
    content: dict[str, Any] = json.loads(body)
    if content["stamp"] != stamp() or content["generation"] != generation:
        raise IndexForeign(f"another version wrote the index in {folder}")
    files = {name: FileMark(size, crc) for name, (size, crc) in content["files"].items()}
    return Commit(folder, generation, content["sequence"], content["library"], files)


def mark_of(path: Path) -> FileMark:
    """Return by what a file of the index is known to be whole.

    Raises:
        IndexDamaged: If it is not.
    """
    try:
        if path.suffix == ARRAYS_SUFFIX:
            from desktop.search.arrays import directory_checksum  # noqa: PLC0415 (brings numpy)

            return FileMark(path.stat().st_size, directory_checksum(path))
        return FileMark(path.stat().st_size, checksum(path))
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"{path} cannot be read") from error


def _crc(body: str) -> str:
    return f"{zlib.crc32(body.encode()):08x}"
