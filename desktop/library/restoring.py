"""Bringing a backup back: a whole library, or none.

Everything is unpacked inside the library's folder, under its write lock, compared with the backup's digests and forced
to the disk; only then does it take its place, the database last. So a restore that is cut off can be repeated.
"""

import hashlib
import json
import lzma
import re
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.domain.errors import CannotRead, WrongUsage
from desktop.library.home import CACHE_FOLDER
from desktop.store.files import flush_file, flush_folder
from desktop.store.locking import WriteLock
from desktop.store.store import COMPANIONS, DATABASE_NAME, IMAGES, ORIGINALS
from desktop.store.translating import disk_errors_translated

MANIFEST = "manifest.json"
BACKUP_FORMAT = "timeline-reader-backup"
BACKUP_VERSION = 1
KEPT_FOLDERS = (ORIGINALS, IMAGES)
CHUNK_BYTES = 1 << 20
LEFT_OVER = ".left-over"
KEPT_NAME = re.compile(rf"{re.escape(DATABASE_NAME)}|(?:{'|'.join(KEPT_FOLDERS)})/\w[\w.-]*")
# What reading a damaged zip file, one that is encrypted or of a kind Python does not know, has been seen to raise.
UNREADABLE = (
    OSError,
    EOFError,
    KeyError,
    ValueError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
)


def restore(path: Path, folder: Path) -> None:
    """Bring a backup back into a folder that holds no library yet.

    What another library left there is not mixed in: its cache goes, and the companions of its database are set aside
    under another name.

    Raises:
        WrongUsage: The folder already holds a library.
        CannotRead: The file is no backup, or damaged.
        LibraryBusy: Another window or program is at work in the folder.
        DiskProblem: The folder cannot be written to.
    """
    _refuse_known(folder)
    lock = WriteLock.acquire(folder)
    try:
        _refuse_known(folder)
        with disk_errors_translated(folder), tempfile.TemporaryDirectory(dir=folder, prefix=".restore-") as work:
            _unpack(path, Path(work))
            _put_in_place(Path(work), folder)
    finally:
        lock.release()


def drop_cache(folder: Path) -> None:
    """Remove what was made from a library that is no longer there.

    Raises:
        DiskProblem: It cannot be removed.
    """
    cache = folder / CACHE_FOLDER
    with disk_errors_translated(cache):
        if cache.exists():
            shutil.rmtree(cache)


def _refuse_known(folder: Path) -> None:
    if (folder / DATABASE_NAME).exists():
        hint = "Choose an empty folder with --library, or move the library away first."
        raise WrongUsage(f"The folder {folder} already holds a library.", hint)


def _unpack(path: Path, work: Path) -> None:
    for kept in KEPT_FOLDERS:
        (work / kept).mkdir()
    try:
        with zipfile.ZipFile(path) as backup:
            for name, digest in _promised(backup).items():
                if _unpack_file(backup, name, work / name) != digest:
                    raise ValueError(f"{name} is damaged")
    except UNREADABLE as error:
        raise CannotRead(f"The backup {path} cannot be read: {error}.", "Try an older backup.") from error


def _promised(backup: zipfile.ZipFile) -> Mapping[str, str]:
    """The files that a backup says it holds, by name, with their digests."""
    manifest: Any = json.loads(backup.read(MANIFEST))
    if not isinstance(manifest, dict) or manifest.get("format") != BACKUP_FORMAT:
        raise ValueError("it is not a backup of this program")
    if manifest.get("version") != BACKUP_VERSION:
        raise ValueError("another version of this program wrote it")
    files = manifest.get("files")
    if not isinstance(files, dict) or not all(isinstance(digest, str) for digest in files.values()):
        raise ValueError("its list of files is damaged")
    if DATABASE_NAME not in files:
        raise ValueError("it holds no database")
    stray = next((name for name in files if not KEPT_NAME.fullmatch(name)), None)
    if stray is not None:
        raise ValueError(f"it names a path that is not the library's ({stray})")
    return files


def _unpack_file(backup: zipfile.ZipFile, name: str, target: Path) -> str:
    """Write one file to the disk and return the digest of what was written."""
    found = hashlib.sha256()
    with backup.open(name) as packed:
        while chunk := packed.read(CHUNK_BYTES):
            found.update(chunk)
            with disk_errors_translated(target), target.open("ab") as file:
                file.write(chunk)
    with disk_errors_translated(target):
        target.touch()
        flush_file(target)
    return found.hexdigest()


def _put_in_place(work: Path, folder: Path) -> None:
    drop_cache(folder)
    for suffix in COMPANIONS:
        companion = folder / f"{DATABASE_NAME}{suffix}"
        if companion.exists():
            companion.replace(companion.with_name(f"{companion.name}{LEFT_OVER}"))
    for kept in KEPT_FOLDERS:
        (folder / kept).mkdir(exist_ok=True)
        for file in sorted((work / kept).iterdir()):
            file.replace(folder / kept / file.name)
        flush_folder(folder / kept)
    flush_folder(folder)
    # The database last: without it the folder is no library.
    (work / DATABASE_NAME).replace(folder / DATABASE_NAME)
    flush_folder(folder)
