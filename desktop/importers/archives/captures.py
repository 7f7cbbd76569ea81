"""Captures: which pages and pictures do the records of a web archive hold?

Walks once through all files of an archive and remembers where each page and picture stands; the bytes stay in the file
until they are asked for, so an archive of any size needs little memory. Knows what redirects and repeated captures
point to. Which pages are articles is for the archive's reader to say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urldefrag, urljoin

from desktop.domain.documents import Source
from desktop.domain.errors import CannotRead, ReaderError
from desktop.importers.archives.page_parts import picture_parts
from desktop.importers.archives.unpacked_stream import Place
from desktop.importers.archives.warc_records import Record, WarcFile
from desktop.importers.limits import MAX_MEMBERS, MAX_PICTURE_BYTES, MAX_SOURCE_BYTES
from desktop.importers.values.stamps import read_instant

_PAGES: Final = ("text/html", "application/xhtml+xml")
_FRAMES: Final = ("iframe", "frame", "embed", "object")
_MOST_REDIRECTS: Final = 10
_LONGEST_ADDRESS: Final = 8_000


@dataclass(frozen=True, slots=True)
class Capture:
    """One page as it was captured: its address, when, where its record stands, and its digest as stated there."""

    address: str
    date: datetime | None
    file: int
    place: Place
    digest: str


@dataclass(slots=True)
class _Found:
    """What one walk through an archive found."""

    pages: list[Capture] = field(default_factory=list)
    pictures: dict[str, tuple[int, Place]] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    by_digest: dict[str, tuple[int, Place]] = field(default_factory=dict)
    repeats: list[tuple[str, datetime | None, str, str]] = field(default_factory=list)
    frames: set[str] = field(default_factory=set)
    problems: list[ReaderError] = field(default_factory=list)

    @property
    def size(self) -> int:
        return len(self.pages) + len(self.pictures) + len(self.redirects) + len(self.repeats) + len(self.frames)


class Captures:
    """The pages and pictures of a web archive.

    Attributes:
        pages: The captured pages, oldest first; one address may stand there more than once.
        problems: What could not be read, by file.
    """

    def __init__(self, name: str, files: Sequence[WarcFile]) -> None:
        self._name = name
        self._files = files
        self._found = _Found()
        for number, file in enumerate(files):
            self._walk(number, file)
        self._resolve_repeats()
        pages = [page for page in self._found.pages if page.address not in self._found.frames]
        self.pages: tuple[Capture, ...] = tuple(sorted(pages, key=lambda page: page.date or _LONG_AGO))
        self.problems: tuple[ReaderError, ...] = tuple(self._found.problems)
        self._by_address: dict[str, list[Capture]] = {}
        for page in self.pages:
            self._by_address.setdefault(page.address, []).append(page)

    def of_address(self, address: str) -> tuple[Capture, ...]:
        """Return the captures of an address, oldest first, following redirects."""
        wanted = urldefrag(address).url
        for _ in range(_MOST_REDIRECTS):
            if wanted in self._by_address:
                return tuple(self._by_address[wanted])
            if wanted not in self._found.redirects:
                return ()
            wanted = self._found.redirects[wanted]
        return ()

    def source(self, page: Capture, warnings: tuple[str, ...] = ()) -> Source | ReaderError:
        """Return a page with the pictures it shows, or why it cannot be read."""
        file = self._files[page.file]
        try:
            record = file.at(page.place)
            data = file.content(record, MAX_SOURCE_BYTES)
        except ReaderError as error:
            return error
        if not data.strip():
            return CannotRead(f"“{self._name}”: the page {page.address} is empty.", "Capture the page again.")
        return Source(
            page.address,
            data,
            address=page.address,
            parts=picture_parts(data, page.address, self._picture),
            saved=page.date,
            charset=_charset(record.content_type),
            warnings=(*warnings, *_warnings(record)),
        )

    def _picture(self, address: str) -> bytes | None:
        for _ in range(_MOST_REDIRECTS):
            where = self._found.pictures.get(address)
            if where is not None:
                return self._picture_at(*where)
            if address not in self._found.redirects:
                return None
            address = self._found.redirects[address]
        return None

    def _picture_at(self, number: int, place: Place) -> bytes | None:
        file = self._files[number]
        try:
            return file.content(file.at(place), MAX_PICTURE_BYTES)
        except ReaderError:
            return None  # the page keeps its caption, as for a picture that was never captured

    def _walk(self, number: int, file: WarcFile) -> None:
        try:
            for record in file.records():
                self._remember(number, record)
                if self._found.size > MAX_MEMBERS:
                    raise CannotRead(
                        f"“{file.name}” holds more than {MAX_MEMBERS:,} pages and pictures.",
                        "Split the archive; what stands before was read.",
                    )
        except ReaderError as error:
            self._found.problems.append(error)
        if file.damage is not None:
            self._found.problems.append(file.damage)

    def _remember(self, number: int, record: Record) -> None:
        address = urldefrag(record.field("WARC-Target-URI")).url
        if not address.startswith(("http://", "https://")) or len(address) > _LONGEST_ADDRESS:
            return
        if record.kind == "request":
            if record.answer_field("Sec-Fetch-Dest").lower() in _FRAMES:
                self._found.frames.add(address)
        elif record.kind == "revisit":
            earlier = record.field("WARC-Refers-To-Target-URI")
            self._found.repeats.append((address, _date(record), record.field("WARC-Payload-Digest"), earlier))
        elif record.kind in ("response", "resource"):
            self._remember_answer(number, address, record)

    def _remember_answer(self, number: int, address: str, record: Record) -> None:
        status, kind = record.status, record.content_type.partition(";")[0].strip().lower()
        if status.startswith("3"):
            target = record.answer_field("Location")
            if target:
                self._found.redirects.setdefault(address, _joined(address, target))
        elif status.startswith("2") and kind in _PAGES:
            digest = record.field("WARC-Payload-Digest")
            self._found.pages.append(Capture(address, _date(record), number, record.place, digest))
        elif status.startswith("2") and kind.startswith("image/"):
            self._found.pictures.setdefault(address, (number, record.place))
            if digest := record.field("WARC-Payload-Digest"):
                self._found.by_digest.setdefault(digest, (number, record.place))

    def _resolve_repeats(self) -> None:
        """Let each record that only says "as before" stand for what it points to."""
        pages = {page.digest: page for page in reversed(self._found.pages) if page.digest}
        addresses = {page.address: page for page in reversed(self._found.pages)}
        for address, date, digest, earlier in self._found.repeats:
            if digest in self._found.by_digest:
                self._found.pictures.setdefault(address, self._found.by_digest[digest])
            elif earlier in self._found.pictures:
                self._found.pictures.setdefault(address, self._found.pictures[earlier])
            page = pages.get(digest) or addresses.get(earlier)
            if page is not None and address not in addresses:  # the same words at the same address are no new version
                addresses[address] = Capture(address, date, page.file, page.place, page.digest)
                self._found.pages.append(addresses[address])


_LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)


def sources_of(captures: Captures, warnings: tuple[str, ...] = ()) -> Iterator[Source | ReaderError]:
    """Hand out all pages one by one, then what could not be read."""
    for page in captures.pages:
        yield captures.source(page, warnings)
    yield from captures.problems


def _date(record: Record) -> datetime | None:
    return read_instant(record.field("WARC-Date"))


def _joined(base: str, address: str) -> str:
    try:
        return urldefrag(urljoin(base, address)).url
    except ValueError:
        return address


def _charset(content_type: str) -> str | None:
    name = content_type.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    return name or None


def _warnings(record: Record) -> Iterator[str]:
    if record.is_cut_off:
        yield "The archive holds only the beginning of this page; its end was cut off."
    if record.field("WARC-Segment-Number"):
        yield "The archive holds this page in several pieces; only the first one was read."
