"""Files that are whole or not there, and errors that say what to do.

Written beside the target, forced to the disk, then renamed over it; a failure removes what was written.
"""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.domain.errors import CannotWrite

_REMEDIES = {
    errno.ENOENT: ("the folder does not exist", "Create the folder, or choose another one."),
    errno.ENOTDIR: ("a file stands where a folder should be", "Choose another folder."),
    errno.EACCES: ("it may not be written", "Choose a folder you may write in."),
    errno.EPERM: ("it may not be written", "Choose a folder you may write in."),
    errno.EROFS: ("the disk is read-only", "Choose another disk."),
    errno.ENOSPC: ("the disk is full", "Free some space, or choose another disk."),
    errno.EISDIR: ("a folder has this name", "Choose another name."),
    errno.ENXIO: ("it is a device or a pipe, not a file", "Choose another name."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter name."),
}


def write_files(path: Path, pieces: Iterable[bytes], beside: Iterable[tuple[str, bytes]] = ()) -> None:
    """Write a file, and before it the files it refers to.

    Args:
        path: The file, replaced if it is there.
        pieces: Its bytes, one after the other.
        beside: Other files with their place relative to the file's folder. Their names are those of their content,
            so one that is there with as many bytes is left.

    Raises:
        CannotWrite: If anything cannot be written; then nothing new is left.
    """
    made: list[Path] = []
    with _translated(path):
        if path.is_dir():
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
        if path.exists() and not path.is_file():  # a file put in the place of /dev/null would be everybody's trouble
            raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))
        try:
            for name, content in beside:
                _write_beside(path.parent / name, content, made)
            _replace(path, pieces)
        except BaseException:
            _unmake(made)
            raise


def _write_beside(path: Path, content: bytes, made: list[Path]) -> None:
    if not path.parent.exists():
        path.parent.mkdir()
        made.append(path.parent)
    if path.is_file() and path.stat().st_size == len(content):
        return
    is_new = not path.exists()
    _replace(path, (content,))
    if is_new:
        made.append(path)


def _replace(path: Path, pieces: Iterable[bytes]) -> None:
    beside = path.with_name(f".{path.name[:100]}.{os.getpid()}.part")
    try:
        with beside.open("xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _unmake(made: list[Path]) -> None:
    for path in reversed(made):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a name with a null character
        number = error.errno if isinstance(error, OSError) else None
        why, remedy = _REMEDIES.get(number or 0, (str(error), "Choose another place."))
        raise CannotWrite(f"{path} could not be written: {why}.", remedy) from error
