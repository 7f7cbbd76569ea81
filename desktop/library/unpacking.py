"""Archives: their members as sources, one after another, however large the archive is.

A member may be an archive itself, to a bounded depth. Nothing is written to the disk, and no more than one member is
held at a time. The reader can stop it at any place, and what takes much too long stops by itself.
"""

import io
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from desktop.domain.documents import Source
from desktop.domain.errors import CannotRead, NotAnArticle, ReaderError
from desktop.importers.limits import MAX_ARCHIVE_DEPTH
from desktop.importers.registry import IMPORTERS, Importer, archive_importer
from desktop.importers.values.sniffing import HEAD_BYTES
from desktop.library.watched_files import WatchedFile, never

log = logging.getLogger(__name__)

INSIDE = " ▸ "


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside an archive, or why it cannot be had.

    Attributes:
        name: The way to it; the archive's own name where the archive is one thing, such as a book.
        found: Its bytes.
    """

    name: str
    found: Source | ReaderError


def unpacks(format: str) -> bool:
    """Whether a format is one of archives."""
    return any(importer.name == format and importer.unpack is not None for importer in IMPORTERS)


def archive_format(head: bytes, name: str, format: str | None) -> Importer | None:
    """Find what unpacks a file, or None if the file is to be read as it is.

    Args:
        head: Its first bytes.
        name: Its name.
        format: The importer that the reader chose. One that reads the members is no reason not to unpack.
    """
    chosen = archive_importer(head, name, format)
    if format is None or chosen is not None:
        return chosen
    reads_it = any(importer.name == format and importer.score(head) > 0 for importer in IMPORTERS)
    return None if reads_it else archive_importer(head, name)


def members(
    path: Path, name: str, format: str | None = None, cancelled: Callable[[], bool] = never
) -> Iterator[Member] | None:
    """The members of an archive, or None if the file is none.

    Args:
        path: The file.
        name: What reports call it.
        format: The importer that the reader chose, if any.
        cancelled: Asked whenever the file is read from.

    Raises:
        WrongUsage: No importer has that name.
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        importer = archive_format(file.read(HEAD_BYTES), name, format)
    return None if importer is None else _members_of_file(path, name, importer, cancelled)


def _members_of_file(path: Path, name: str, importer: Importer, cancelled: Callable[[], bool]) -> Iterator[Member]:
    with path.open("rb") as stream:
        yield from _members(stream, name, importer, cancelled, depth=1)


def inner_members(
    source: Source, name: str, format: str | None = None, cancelled: Callable[[], bool] = never
) -> Iterator[Member] | None:
    """The members of an archive that is in memory, or None if the source is none."""
    importer = archive_format(source.data[:HEAD_BYTES], source.name, format)
    return None if importer is None else _members(io.BytesIO(source.data), name, importer, cancelled, depth=1)


def _members(
    stream: BinaryIO, name: str, importer: Importer, cancelled: Callable[[], bool], depth: int
) -> Iterator[Member]:
    is_empty = True
    for member in _unpacked(WatchedFile(stream, name, cancelled), name, importer):
        is_empty = False
        if isinstance(member, ReaderError):
            yield Member(name, member)
            continue
        is_itself = member.name == _short(name)  # a book or an export, packed but one thing
        way = name if is_itself else f"{name}{INSIDE}{member.name}"
        is_open = member.format is not None or is_itself
        inner = None if is_open else archive_importer(member.data[:HEAD_BYTES], member.name)
        if inner is None:
            yield Member(way, member)
        elif depth >= MAX_ARCHIVE_DEPTH:
            yield Member(way, CannotRead(f"{way} is an archive inside too many others.", "Unpack it first."))
        else:
            yield from _members(io.BytesIO(member.data), way, inner, cancelled, depth + 1)
    if is_empty:
        yield Member(name, NotAnArticle(f"{name} holds nothing that can be read.", "Look at what is in it."))


def _unpacked(watched: WatchedFile, name: str, importer: Importer) -> Iterator[Source | ReaderError]:
    """What an importer finds in an archive; an archive that breaks off in the middle ends with the reason."""
    if importer.unpack is None:
        return
    try:
        # What is made of a member between two of them is no work of the archive.
        found = importer.unpack(cast("BinaryIO", watched), _short(name))
        while (member := next(found, None)) is not None:
            yield member
            watched.start_again()
    except ReaderError as error:
        yield error
    except (OSError, EOFError, ValueError) as error:
        yield CannotRead(f"{name} cannot be unpacked any further: {error}.", "It may be damaged; copy it again.")
    except Exception as error:  # a stranger's archive must not stop the import of the others
        log.exception("unpacking one archive failed")
        yield CannotRead(f"{name} could not be unpacked: {error!r}.", "This is a fault of the program.")


def _short(name: str) -> str:
    """What an archive is called where the way to it is known."""
    return Path(name.rpartition(INSIDE)[2]).name
