"""Care of a library: check it, back it up, bring a backup back."""

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from desktop.domain.errors import CannotRead, CannotWrite, WrongUsage
from desktop.domain.reports import CheckReport
from desktop.library import indexing
from desktop.search.index import SearchIndex
from desktop.store.store import DATABASE_NAME, Store

KEPT_FOLDERS = ("originals", "images")
MANIFEST = "manifest.json"
BACKUP_FORMAT = "timeline-reader-backup"
CHUNK_BYTES = 1 << 20


def check(store: Store, index: SearchIndex) -> CheckReport:
    """Look for damage in the database, the kept files and the index."""
    annotations = store.annotations()
    articles = store.articles()
    return CheckReport(
        problems=store.check(),
        articles=len(articles),
        posts=store.post_total(),
        annotations=len(annotations),
        index_is_current=indexing.is_current(store, index),
    )


def back_up(store: Store, folder: Path, path: Path) -> None:
    """Write the whole library, without its caches, into one zip file.

    The database is copied as of one moment, so a backup can be made while the library is in use.

    Raises:
        CannotWrite: The file cannot be written; nothing is left behind.
    """
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as work:
            database = Path(work) / DATABASE_NAME
            store.backup_database(database)
            unfinished = Path(work) / "backup.zip"
            _write_zip(unfinished, database, folder)
            _flush_to_disk(unfinished)
            unfinished.replace(path)
    except OSError as error:
        reason = error.strerror or error
        raise CannotWrite(
            f"The backup {path} cannot be written: {reason}.", "Choose another folder or disk."
        ) from error


def _write_zip(target: Path, database: Path, folder: Path) -> None:
    digests: dict[str, str] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as backup:
        for name, file in _files(database, folder):
            backup.write(file, name)
            digests[name] = _sha256(file)
        backup.writestr(MANIFEST, json.dumps({"format": BACKUP_FORMAT, "version": 1, "files": digests}, indent=1))


def _files(database: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    yield DATABASE_NAME, database
    for kept in KEPT_FOLDERS:
        for file in sorted((folder / kept).rglob("*")):
            if file.is_file():
                yield file.relative_to(folder).as_posix(), file


def restore(path: Path, folder: Path) -> None:
    """Bring a backup back into a folder that holds no library yet.

    Everything is unpacked beside the folder and compared with the backup's digests first.

    Raises:
        WrongUsage: The folder already holds a library.
        CannotRead: The file is no backup, or damaged.
    """
    if (folder / DATABASE_NAME).exists():
        hint = "Choose an empty folder with --library, or move the library away first."
        raise WrongUsage(f"The folder {folder} already holds a library.", hint)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".restore-") as work:
            _unpack(path, Path(work))
            folder.mkdir(exist_ok=True)
            # The database last: without it the folder is no library, so a restore that is cut off can be repeated.
            for kept in KEPT_FOLDERS:
                shutil.copytree(Path(work) / kept, folder / kept, dirs_exist_ok=True)
            (Path(work) / DATABASE_NAME).replace(folder / DATABASE_NAME)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise CannotRead(f"The backup {path} cannot be read: {error}.", "Try an older backup.") from error


def _unpack(path: Path, work: Path) -> None:
    with zipfile.ZipFile(path) as backup:
        manifest = json.loads(backup.read(MANIFEST))
        if manifest.get("format") != BACKUP_FORMAT:
            raise ValueError("it is not a backup of this program")
        for kept in KEPT_FOLDERS:
            (work / kept).mkdir()
        for name, digest in manifest["files"].items():
            target = work / name
            if not target.resolve().is_relative_to(work.resolve()):
                raise ValueError(f"it names a path outside the library ({name})")
            target.parent.mkdir(parents=True, exist_ok=True)
            with backup.open(name) as packed, target.open("wb") as file:
                shutil.copyfileobj(packed, file, CHUNK_BYTES)
            if _sha256(target) != digest:
                raise ValueError(f"{name} is damaged")


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _flush_to_disk(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())
