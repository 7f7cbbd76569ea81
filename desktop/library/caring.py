"""Care of a library: check it, back it up. What was backed up comes back in `restoring`."""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from desktop.domain.errors import CannotWrite
from desktop.domain.reports import CheckReport
from desktop.library import indexing
from desktop.library.restoring import BACKUP_FORMAT, BACKUP_VERSION, KEPT_FOLDERS, MANIFEST
from desktop.search.index import SearchIndex
from desktop.store.files import DIGEST, flush_file
from desktop.store.store import DATABASE_NAME, Store


def check(store: Store, index: SearchIndex) -> CheckReport:
    """Look for damage in the database, the kept files and the index."""
    return CheckReport(
        problems=store.check(),
        articles=store.article_total(),
        posts=store.post_total(),
        annotations=store.annotation_total(),
        index_is_current=indexing.is_current(store, index),
    )


def back_up(store: Store, folder: Path, path: Path) -> None:
    """Write the whole library, without its caches, into one zip file.

    The database is copied as of one moment, so a backup can be made while the library is in use.

    Raises:
        CannotWrite: The file cannot be written; nothing is left behind.
    """
    if path.exists() and not path.is_file():
        raise CannotWrite(f"The backup {path} cannot be written: it is no file.", "Choose another name.")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as work:
            database = Path(work) / DATABASE_NAME
            store.backup_database(database)
            unfinished = Path(work) / "backup.zip"
            _write_zip(unfinished, database, folder)
            flush_file(unfinished)
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
        manifest = {"format": BACKUP_FORMAT, "version": BACKUP_VERSION, "files": digests}
        backup.writestr(MANIFEST, json.dumps(manifest, indent=1))


def _files(database: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    yield DATABASE_NAME, database
    for kept in KEPT_FOLDERS:
        for file in sorted((folder / kept).glob("*")):
            if DIGEST.fullmatch(file.name):  # not what is just being written
                yield file.relative_to(folder).as_posix(), file


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
