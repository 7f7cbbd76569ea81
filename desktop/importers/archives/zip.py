"""Zip: a folder of saved pages, packed as one file.

Hands out every file in it that may be an article or another archive, one by one; the pictures that a page shows go with
the page and are no sources. What a file is shows in its content, not its name.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import BinaryIO, Final
from urllib.parse import unquote

from desktop.domain.documents import Source
from desktop.domain.errors import CannotRead, NotAnArticle, ReaderError
from desktop.importers.archives import wacz
from desktop.importers.archives.page_parts import picture_parts
from desktop.importers.archives.zip_folder import ZipFolder
from desktop.importers.limits import MAX_PICTURE_BYTES, MAX_SOURCE_BYTES, in_megabytes
from desktop.importers.values.sniffing import html_likeness, known_binary

NAME: Final = "zip"
_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_CLUTTER: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
# What pages are made of, but nobody reads by itself.
_PARTS: Final = (
    *(".css", ".js", ".mjs", ".map", ".wasm", ".svg", ".ico", ".bmp", ".avif", ".tif", ".tiff", ".heic", ".swf"),
    *(".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".mp4", ".webm", ".ogg", ".m4a", ".mov", ".avi", ".wav"),
    *(".cdx", ".cdxj", ".idx", ".sha256", ".md5", ".plist", ".webmanifest"),
)
_FOLDER_ENDINGS: Final = ("_files", "-files", ".files", "_Dateien", "-Dateien", "_fichiers", "_archivos")
_PAGE_SUFFIXES: Final = (".html", ".htm", ".xhtml")
_OFFICE: Final = ("[Content_Types].xml", "content.xml")
# Files packed as zip that their first bytes do not always tell from a folder of pages: a name in them, and the format.
_WHOLE: Final = (
    (re.compile(r"META-INF/container\.xml"), "epub"),
    (re.compile(r"metadata_\d+_to_\d+\.json"), "omnivore"),
    (re.compile(r"part_\d{6}\.csv"), "pocket"),
)


def score(head: bytes) -> float:
    """How surely a file that begins so is a zip archive, between 0 and 1; a surer kind of archive goes first."""
    return 0.5 if head.startswith((_ZIP, _EMPTY_ZIP)) else 0.0


def unpack(file: BinaryIO, name: str) -> Iterator[Source | ReaderError]:
    """Hand out the files of an archive that may be articles, one by one."""
    try:
        folder = ZipFolder(file, name)
    except ReaderError as error:
        yield error
        return
    whole = _as_a_whole(folder)
    if whole is not None:
        yield _whole(file, name, whole)
    elif wacz.is_package(folder.names):
        yield from wacz.unpack(file, name)
    else:
        yield from folder.refused
        yield from _members(folder)


def _as_a_whole(folder: ZipFolder) -> str | None:
    """Return the format of an archive that is one thing, such as a book; None for a folder of files."""
    named = (format for sign, format in _WHOLE if any(sign.fullmatch(member) for member in folder.names))
    return next(named, None)


def _whole(file: BinaryIO, name: str, format: str) -> Source | ReaderError:
    if file.seek(0, 2) > MAX_SOURCE_BYTES:
        return CannotRead(
            f"“{name}” is larger than {in_megabytes(MAX_SOURCE_BYTES)}.", "Unpack it, and import the part you want."
        )
    file.seek(0)
    return Source(name, file.read(), format=format)


def _members(folder: ZipFolder) -> Iterator[Source | ReaderError]:
    """Yield what the files of a folder hold, in the order of their names."""
    wrong = _reason_against(folder)
    if wrong is not None:
        yield wrong
        return
    found = 0
    for member in sorted(folder.names):
        if not _is_clutter(member) and not _belongs_to_a_page(member, folder):
            one = _inside(folder, member)
            if one is not None:
                found += 1
                yield one
    if not found and not folder.refused:
        yield NotAnArticle(
            f"“{folder.name}” holds nothing that can be read as an article.",
            "Choose an archive of saved pages or texts.",
        )


def _inside(folder: ZipFolder, member: str) -> Source | ReaderError | None:
    """Return one file of an archive, the reason why it cannot be read, or None if it is no source."""
    try:
        head = folder.head(member)
        return None if not head or _is_no_source(head) else _source(folder, member, head)
    except ReaderError as error:
        return error


def _source(folder: ZipFolder, member: str, head: bytes) -> Source:
    data = folder.read(member)
    parts = {}
    if html_likeness(head) > 0:
        parts = picture_parts(data, None, lambda address: _picture(folder, member, address))
    return Source(member, data, parts=parts)


def _picture(folder: ZipFolder, page: str, address: str) -> bytes | None:
    """Return the picture that a page refers to by a relative address."""
    if ":" in address.partition("/")[0] or address.startswith("//"):
        return None
    plain = address.partition("?")[0]
    for written in (address, plain, unquote(plain)):
        member = posixpath.normpath(posixpath.join(posixpath.dirname(page), written)).lstrip("/")
        if folder.has(member):
            try:
                return folder.read(member, MAX_PICTURE_BYTES)
            except ReaderError:
                return None  # the page keeps its caption
    return None


def _is_clutter(member: str) -> bool:
    name = posixpath.basename(member)
    return member.startswith(_CLUTTER) or name in _CLUTTER or name.startswith("._") or name.lower().endswith(_PARTS)


def _is_no_source(head: bytes) -> bool:
    """Whether a file is a picture, sound or program: what pages bring along, and no article."""
    words = known_binary(head)
    return words is not None and not words.startswith(("a zip", "a gzip", "a PDF", "an empty zip"))


def _belongs_to_a_page(member: str, folder: ZipFolder) -> bool:
    """Whether a file stands in the folder that a browser made beside a page for its parts."""
    above = posixpath.dirname(member)
    while above:
        stems = (above.removesuffix(ending) for ending in _FOLDER_ENDINGS if above.endswith(ending))
        if any(folder.has(stem + suffix) for stem in stems for suffix in _PAGE_SUFFIXES):
            return True
        above = posixpath.dirname(above)
    return False


def _reason_against(folder: ZipFolder) -> ReaderError | None:
    """Say why an archive is no folder of pages at all, or None."""
    if any(folder.has(name) for name in _OFFICE):
        return NotAnArticle(
            f"“{folder.name}” is an Office document.", "Save it as a web page or as a PDF, and import that."
        )
    if not folder.names and not folder.refused:
        return NotAnArticle(f"“{folder.name}” is an empty archive.", "Choose an archive with saved pages.")
    return None
