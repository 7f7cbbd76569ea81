"""WACZ: a web archive with its list of pages, packed as one file.

The list says which captures are articles; everything else in the archive is only what those pages show. Checks the
digests that the archive states and says where they do not hold. Without a list, every captured page counts.

Source: the WACZ specification 1.1.1 and 1.2 of Webrecorder.
"""

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, Final, cast

from desktop.domain.documents import Source
from desktop.domain.errors import CannotRead, NotAnArticle, ReaderError
from desktop.importers.archives.captures import Capture, Captures, sources_of
from desktop.importers.archives.file_windows import FileWindow
from desktop.importers.archives.warc_records import WarcFile
from desktop.importers.archives.zip_folder import ZipFolder, first_files
from desktop.importers.limits import MAX_MEMBERS, MAX_SOURCE_BYTES
from desktop.importers.values.stamps import read_instant

NAME: Final = "wacz"
_PACKAGE: Final = "datapackage.json"
_PAGES: Final = "pages/pages.jsonl"
_ARCHIVE: Final = "archive/"
_SUFFIXES: Final = (".warc", ".warc.gz")
_SIGNS: Final = (_PAGES, "datapackage-digest.json")
_MOST_TOLD: Final = 20


@dataclass(frozen=True, slots=True)
class _Listed:
    """One line of the list of pages."""

    address: str
    date: datetime | None


def score(head: bytes) -> float:
    """How surely a file that begins so is such a package, between 0 and 1."""
    names = first_files(head)
    is_package = any(name in _SIGNS or (name.startswith(_ARCHIVE) and name.endswith(_SUFFIXES)) for name in names)
    return 1.0 if is_package else 0.0


def is_package(names: tuple[str, ...]) -> bool:
    """Whether the files of an archive make it such a package."""
    has_captures = any(name.startswith(_ARCHIVE) and name.endswith(_SUFFIXES) for name in names)
    return has_captures and (_PACKAGE in names or _PAGES in names)


def unpack(file: BinaryIO, name: str) -> Iterator[Source | ReaderError]:
    """Hand out the pages that the package lists, one by one."""
    try:
        folder = ZipFolder(file, name)
        doubts = _doubts(folder)
        listed = _listed(folder)
    except ReaderError as error:
        yield error
        return
    yield from folder.refused
    archives = []
    for member in _archives(folder):
        try:
            archives.append(_opened(folder, file, member))
        except ReaderError as error:
            yield error
    if not archives:
        yield NotAnArticle(f"“{name}” holds no captured pages.", "Make the package again, with its archive.")
        return
    captures = Captures(name, archives)
    if listed is None:
        yield from sources_of(captures, doubts)
    else:
        yield from _pages(captures, listed, doubts, name)
        yield from captures.problems


def _pages(
    captures: Captures, listed: list[_Listed], doubts: tuple[str, ...], name: str
) -> Iterator[Source | ReaderError]:
    """Yield each listed page once, in the order of capture where one address was captured more than once."""
    given: set[Capture] = set()
    for line in sorted(listed, key=lambda one: one.date.timestamp() if one.date else 0.0):
        capture = _nearest(captures.of_address(line.address), line.date)
        if capture is None:
            yield CannotRead(
                f"“{name}”: the page {line.address} is listed, but was not captured with success.",
                "Capture it again; the other pages were read.",
            )
        elif capture not in given:
            given.add(capture)
            yield captures.source(capture, doubts)


def _nearest(captures: tuple[Capture, ...], date: datetime | None) -> Capture | None:
    """Return the capture whose date is nearest to the one that the list states; without a date, the newest."""
    if not captures or date is None:
        return captures[-1] if captures else None
    return min(captures, key=lambda one: abs((one.date - date).total_seconds()) if one.date else float("inf"))


def _archives(folder: ZipFolder) -> list[str]:
    return sorted(member for member in folder.names if member.startswith(_ARCHIVE) and member.endswith(_SUFFIXES))


def _opened(folder: ZipFolder, file: BinaryIO, member: str) -> WarcFile:
    """Open an archive in the package in place; one that is packed again must fit into memory."""
    stored = folder.stored_at(member)
    if stored is None:
        return WarcFile(io.BytesIO(folder.read(member, MAX_SOURCE_BYTES)), folder.name)
    return WarcFile(cast("BinaryIO", FileWindow(file, *stored)), folder.name)


def _listed(folder: ZipFolder) -> list[_Listed] | None:
    """Return the list of pages; None if the package has none."""
    if not folder.has(_PAGES):
        return None
    found: list[_Listed] = []
    for line in folder.read(_PAGES).splitlines():
        value = _json(line)
        address = value.get("url") if isinstance(value, dict) else None
        if isinstance(address, str) and address.startswith(("http://", "https://")) and len(found) < MAX_MEMBERS:
            found.append(_Listed(address, read_instant(value.get("ts"))))
    return found or None


def _doubts(folder: ZipFolder) -> tuple[str, ...]:
    """Compare the digests that the package states with its files, and say in words what does not hold."""
    if not folder.has(_PACKAGE):
        return ()
    package = _json(folder.read(_PACKAGE))
    stated = package.get("resources") if isinstance(package, dict) else None
    said, seen = [], set[str]()
    for one in stated if isinstance(stated, list) else []:
        path, digest = (one.get("path"), one.get("hash")) if isinstance(one, dict) else (None, None)
        if not isinstance(path, str) or not isinstance(digest, str) or path in seen:
            continue
        seen.add(path)  # a list may name a file a thousand times: it is looked at once
        if not folder.has(path):
            said.append(f"The package lists “{path}”, which is not in it.")
        elif not _holds(folder, path, digest):
            said.append(f"“{path}” is not what the package says it is: its digest differs.")
    return tuple(said[:_MOST_TOLD])


def _holds(folder: ZipFolder, path: str, stated: str) -> bool:
    """Whether a file has the digest that is stated for it; a kind of digest that is not known counts as right."""
    kind, _, value = stated.partition(":")
    if kind not in ("sha256", "sha512", "sha1", "md5"):
        return True
    found = hashlib.new(kind, usedforsecurity=False)
    for chunk in folder.chunks(path):
        found.update(chunk)
    return found.hexdigest() == value.lower()


def _json(data: bytes) -> Any:  # noqa: ANN401 - any JSON value
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None
