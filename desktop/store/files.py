"""Files named by the SHA-256 of their bytes: the originals of articles, and their pictures.

A file appears under its name only when it is whole and on the disk, so a row that names it never points at half of it.
A file that no row names yet is harmless: the next import of the same bytes finds it.
"""

import hashlib
import os
import re
import tempfile
from pathlib import Path

from desktop.store.translating import disk_errors_translated

DIGEST = re.compile(r"[0-9a-f]{64}")
UNFINISHED = ".unfinished-"


class DigestFiles:
    """One folder of such files. It is made when the first file comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, data: bytes) -> str:
        """Write the bytes to the disk, unless they are there already.

        Returns:
            Their SHA-256 in hexadecimal digits: the file's name.

        Raises:
            DiskProblem: They could not be written.
        """
        digest = hashlib.sha256(data).hexdigest()
        path = self._folder / digest
        with disk_errors_translated(path):
            if not _is_whole(path, len(data)):
                self._folder.mkdir(parents=True, exist_ok=True)
                _write(path, data)
        return digest

    def read(self, digest: str) -> bytes | None:
        """The bytes of a digest, or None if they are not here.

        Raises:
            DiskProblem: The file is there but cannot be read.
        """
        if not DIGEST.fullmatch(digest):
            return None
        path = self._folder / digest
        with disk_errors_translated(path):
            try:
                return path.read_bytes()
            except FileNotFoundError:
                return None

    def holds(self, digest: str) -> bool:
        """Whether there is a file of this digest, whatever is in it."""
        return DIGEST.fullmatch(digest) is not None and (self._folder / digest).is_file()

    def state(self, digest: str) -> str | None:
        """What is wrong with a file, in words ("is missing"), or None if it holds what its name says."""
        data = self.read(digest)
        if data is None:
            return "is missing"
        return None if hashlib.sha256(data).hexdigest() == digest else "is damaged"


def flush_file(path: Path) -> None:
    """Wait until the bytes of a file are on the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def flush_folder(path: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can do that."""
    if os.name == "nt":  # Windows cannot open a folder, and needs no such call
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_whole(path: Path, byte_count: int) -> bool:
    return path.is_file() and path.stat().st_size == byte_count


def _write(path: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=UNFINISHED, dir=path.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)
