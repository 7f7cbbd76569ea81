"""WARC records: where each one stands in a file, and what it holds.

Walks through a file of any size record by record and can go back to one by its place. Undoes the packing of the file,
the transfer encoding and the content encoding; never holds more than one record's limit in memory, and never unpacks
more than the budget that the file's size allows. What a record means is for `captures` to judge.

Source: ISO 28500 (WARC 1.1); a `.warc.gz` is a row of gzip members, one a record, but some programs pack the whole
file as one.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from desktop.domain.errors import CannotRead
from desktop.importers.limits import MAX_RATIO, UNPACKED_ALLOWANCE, in_megabytes

_GZIP: Final = b"\x1f\x8b"
_GZIP_WINDOW: Final = 31
_CHUNK: Final = 64 * 1024
_LONGEST_LINE: Final = 64 * 1024
_MOST_HEAD_LINES: Final = 2_000
_REREAD: Final = 64 * 1024 * 1024  # how far into one gzip member a record may stand and still be gone back to
_UNPACKERS: Final = ("br", "gzip", "deflate")
_BARE: Final = ("", "identity", "none", "x-none", "utf-8")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: the offset in the file, and how far into what is packed there."""

    offset: int
    within: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its kind, its head, and a stream of its block (`warcio`'s own record)."""

    kind: str
    place: Place
    raw: Any

    @property
    def is_cut_off(self) -> bool:
        """Whether the record says that it was truncated, or, once it has been read, ended before its stated length."""
        return bool(self.field("WARC-Truncated")) or getattr(self.raw.raw_stream, "limit", 0) > 0

    def field(self, name: str) -> str:
        """Return a field of the record's head, or ""."""
        return str(self.raw.rec_headers.get_header(name) or "").strip()

    def answer_field(self, name: str) -> str:
        """Return a field of the head of the HTTP message in the record, or ""."""
        return str(self.raw.http_headers.get_header(name) or "").strip() if self.raw.http_headers else ""

    @property
    def status(self) -> str:
        """The HTTP status, three digits; "200" for a record that holds a bare file."""
        if self.kind == "resource":
            return "200"
        return str(self.raw.http_headers.get_statuscode() or "") if self.raw.http_headers else ""

    @property
    def content_type(self) -> str:
        """The content type as stated, with its parameters."""
        return self.field("Content-Type") if self.kind == "resource" else self.answer_field("Content-Type")


class WarcFile:
    """One WARC file that can be walked through, and gone back into.

    Attributes:
        name: What errors call it.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.name = name
        self._file = file
        size = file.seek(0, 2)
        self._budget = UNPACKED_ALLOWANCE + MAX_RATIO * size

    def records(self) -> Iterator[Record]:
        """Yield each record in the order of the file; its block can be read until the next one is asked for.

        Raises:
            CannotRead: The file is damaged from here on, or unpacks to more than its budget.
        """
        stream = _Unpacked(self._file, Place(0), self._budget, self.name)
        while (start := _next_line(stream)) is not None:
            record = self._parsed(stream, *start)
            yield record
            while record.raw.raw_stream.read(_CHUNK):
                pass

    def at(self, place: Place) -> Record:
        """Return the record at a place that `records` told.

        Raises:
            CannotRead: It stands too far inside a packed whole.
        """
        if place.within > _REREAD:
            raise CannotRead(
                f"“{self.name}” is packed as one piece of more than {in_megabytes(_REREAD)}.",
                "Unpack it with gzip, and import the unpacked file.",
            )
        stream = _Unpacked(self._file, place, self._budget, self.name)
        start = _next_line(stream)
        if start is None:
            raise CannotRead(f"“{self.name}” has changed while it was read.", "Import it again.")
        return self._parsed(stream, *start)

    def content(self, record: Record, limit: int) -> bytes:
        """Return what a record holds, its transfer and content encodings undone.

        Raises:
            CannotRead: It is larger than the limit, or packed in a way that cannot be undone.
        """
        encoding = record.answer_field("Content-Encoding").lower()
        if encoding not in _BARE and not _can_unpack(encoding):
            raise CannotRead(
                f"“{self.name}”: {record.field('WARC-Target-URI')} is packed as “{encoding}”, which cannot be undone.",
                "Capture the page again, or save it from a browser.",
            )
        kept, size = [], 0
        for chunk in self._chunks(record):
            size += len(chunk)
            if size > limit:
                raise CannotRead(
                    f"“{self.name}”: {record.field('WARC-Target-URI')} is larger than {in_megabytes(limit)}.",
                    "Save the page again without its videos.",
                )
            kept.append(chunk)
        return b"".join(kept)

    def _chunks(self, record: Record) -> Iterator[bytes]:
        from warcio.bufferedreaders import ChunkedDataException  # noqa: PLC0415 - only web archives need it

        stream = record.raw.content_stream()
        while True:
            try:
                chunk = stream.read(_CHUNK)
            except (zlib.error, ChunkedDataException, EOFError, ValueError, AttributeError):
                return  # damaged from here on; what came before is kept, as a browser would
            if not chunk:
                return
            yield chunk

    def _parsed(self, stream: "_Unpacked", place: Place, line: bytes) -> Record:
        from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 - only web archives need it
        from warcio.recordloader import ArcWarcRecordLoader  # noqa: PLC0415
        from warcio.statusandheaders import StatusAndHeadersParserException  # noqa: PLC0415

        stream.expect_head()
        try:
            raw = ArcWarcRecordLoader(verify_http=False).parse_record_stream(stream, line, "warc")
        except (
            ArchiveLoadFailed,
            StatusAndHeadersParserException,
            EOFError,
            ValueError,
            AttributeError,
            TypeError,
        ) as error:
            raise CannotRead(
                f"“{self.name}” is damaged {place.offset:,} bytes from its beginning.",
                "Copy or download it again; the pages before that place were read.",
            ) from error
        if raw.length is None or raw.length < 0:
            raise CannotRead(
                f"“{self.name}” has a record without a length, {place.offset:,} bytes from its beginning.",
                "Make the archive again; the pages before that place were read.",
            )
        stream.end_head()
        return Record(str(raw.rec_type or ""), place, raw)


def _can_unpack(encoding: str) -> bool:
    from warcio.bufferedreaders import BufferedReader  # noqa: PLC0415 - only web archives need it

    return encoding in BufferedReader.get_supported_decompressors()


def _next_line(stream: "_Unpacked") -> tuple[Place, bytes] | None:
    """Skip the blank lines between records; return where the next one begins, and its first line."""
    while True:
        place = stream.place()
        line = stream.readline()
        if not line:
            return None
        if line.strip():
            return place, line


class _Unpacked:
    """The bytes of a file from a place on, unpacked as they are read, within a budget."""

    def __init__(self, file: BinaryIO, place: Place, budget: int, name: str) -> None:
        self._file = file
        self._name = name
        self._budget = budget
        self._buffer = b""
        self._at = 0  # in the buffer
        self._origin = place  # of the buffer's first byte
        self._packed = b""  # taken from the file, not yet unpacked
        self._taken = place.offset  # where the file has been read to
        self._unpacker: Any = None
        self._lines_left: int | None = None
        file.seek(place.offset)
        self._begin_member(self._take())
        self._skip(place.within)

    def place(self) -> Place:
        """Say where the next byte stands."""
        if self._at >= len(self._buffer):
            self._fill()
        if self._unpacker is None:
            return Place(self._origin.offset + self._at)
        return Place(self._origin.offset, self._origin.within + self._at)

    def read(self, length: int) -> bytes:
        """Return some of the next bytes, at most the length; none at the end."""
        if self._at >= len(self._buffer):
            self._fill()
        found = self._buffer[self._at : self._at + length]
        self._at += len(found)
        return found

    def readline(self, length: int | None = None) -> bytes:
        """Return the next line with its end.

        Raises:
            CannotRead: The line, or the head it belongs to, is longer than any head.
        """
        left = _LONGEST_LINE if length is None else min(length, _LONGEST_LINE)
        line = b""
        while left > len(line) and not line.endswith(b"\n"):
            if self._at >= len(self._buffer):
                self._fill()
            end = self._buffer.find(b"\n", self._at)
            wanted = left - len(line)
            found = self.read(min(wanted, end + 1 - self._at) if end >= 0 else wanted)
            if not found:
                break
            line += found
        self._count_line(line)
        return line

    def expect_head(self) -> None:
        """Count lines from here on, until the head has ended."""
        self._lines_left = _MOST_HEAD_LINES

    def end_head(self) -> None:
        """Stop counting lines."""
        self._lines_left = None

    def _count_line(self, line: bytes) -> None:
        if self._lines_left is None:
            return
        self._lines_left -= 1
        if self._lines_left < 0 or len(line) >= _LONGEST_LINE:
            raise self._damaged("has a record with an endless head")

    def _skip(self, count: int) -> None:
        while count > 0 and (found := self.read(min(count, _CHUNK))):
            count -= len(found)

    def _take(self) -> bytes:
        data = self._file.read(_CHUNK)
        self._taken += len(data)
        return data

    def _begin_member(self, packed: bytes) -> None:
        """Begin to unpack what was just taken from the file."""
        self._origin = Place(self._taken - len(packed))
        self._packed = packed
        self._unpacker = zlib.decompressobj(wbits=_GZIP_WINDOW) if packed.startswith(_GZIP) else None

    def _fill(self) -> None:
        """Replace the buffer, which has been read, by what follows; empty at the end of the file."""
        if self._unpacker is None:
            self._origin = Place(self._taken - len(self._packed))
            self._buffer, self._packed = self._packed or self._take(), b""
        else:
            self._origin = Place(self._origin.offset, self._origin.within + len(self._buffer))
            self._buffer = self._unpack()
        self._at = 0
        self._budget -= len(self._buffer)
        if self._budget < 0:
            raise CannotRead(
                f"“{self._name}” unpacks to much more than its size allows.",
                "It may be made to fill the memory: import it only if you know who made it, and unpack it first.",
            )

    def _unpack(self) -> bytes:
        """Return the next unpacked bytes, of this gzip member or the one after it; none at the end of the file."""
        while True:
            if self._unpacker.eof:
                rest = self._unpacker.unused_data.lstrip(b"\0") or self._take().lstrip(b"\0")
                if not rest:
                    return b""
                if len(rest) < len(_GZIP):
                    rest += self._take()
                if not rest.startswith(_GZIP):
                    raise self._damaged("is damaged")
                self._begin_member(rest)
            packed = self._packed or self._take()
            data = self._decompressed(packed)
            if data:
                return data
            if not packed and not self._unpacker.eof:
                raise self._damaged("was cut off")

    def _decompressed(self, packed: bytes) -> bytes:
        try:
            data: bytes = self._unpacker.decompress(packed, _CHUNK)
        except zlib.error as error:
            raise self._damaged("is damaged") from error
        self._packed = self._unpacker.unconsumed_tail
        return data

    def _damaged(self, what: str) -> CannotRead:
        return CannotRead(
            f"“{self._name}” {what}, about {self._taken:,} bytes from its beginning.",
            "Copy or download it again; the pages before that place were read.",
        )
