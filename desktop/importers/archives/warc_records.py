"""WARC records: where each one stands in a file, and what it holds.

Walks through a file of any size record by record and can go back to one by its place. Undoes the transfer encoding and
the content encoding; never holds more than one record's limit in memory. What a record means is for `captures` to
judge.

Source: ISO 28500 (WARC 1.1).
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from desktop.domain.errors import CannotRead
from desktop.importers.archives.content_codings import CODINGS, unpacked_pieces
from desktop.importers.archives.unpacked_stream import Place, UnpackedStream, Waymarks
from desktop.importers.limits import MAX_RATIO, UNPACKED_ALLOWANCE, in_megabytes

_CHUNK: Final = 64 * 1024
_BEGINNING: Final = b"WARC/"
_PACKED: Final = ("gzip", "deflate")
_BARE: Final = ("", "identity", "none", "x-none", "utf-8")


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
        damage: Where the last walk through it found what is no record, in words; None if it found nothing else.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.name = name
        self._file = file
        size = file.seek(0, 2)
        self._budget = UNPACKED_ALLOWANCE + MAX_RATIO * size
        self._waymarks = Waymarks()
        self.damage: CannotRead | None = None

    def records(self) -> Iterator[Record]:
        """Yield each record in the order of the file; its block can be read until the next one is asked for.

        What is no record, because the one before stated too short a length or its own head is damaged, is passed over
        up to the next line that begins one; `damage` then tells of it.

        Raises:
            CannotRead: The file cannot be unpacked from here on, or unpacks to more than its budget.
        """
        damaged: list[Place] = []
        stream = UnpackedStream(self._file, Place(0), self._budget, self.name, self._waymarks)
        is_astray = False
        while (start := _next_line(stream)) is not None:
            record = self._parsed(stream, *start)
            if record is None:
                damaged += [] if is_astray else [start[0]]
                self.damage = _damage(self.name, damaged)
                is_astray = True
                continue
            is_astray = False
            yield record
            while record.raw.raw_stream.read(_CHUNK):
                pass

    def at(self, place: Place) -> Record:
        """Return the record at a place that `records` told.

        Raises:
            CannotRead: The file is damaged, or has changed since.
        """
        stream = UnpackedStream(self._file, place, self._budget, self.name, self._waymarks)
        start = _next_line(stream)
        record = None if start is None else self._parsed(stream, *start)
        if record is None:
            raise CannotRead(f"“{self.name}” has changed while it was read.", "Import it again.")
        return record

    def content(self, record: Record, limit: int) -> bytes:
        """Return what a record holds, its transfer and content encodings undone.

        Raises:
            CannotRead: It is larger than the limit, or packed in a way that cannot be undone.
        """
        encoding = record.answer_field("Content-Encoding").lower()
        if encoding not in _BARE and encoding not in _PACKED and encoding not in CODINGS:
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

        coding = record.answer_field("Content-Encoding").lower()
        stream = _still_packed(record) if coding in CODINGS else record.raw.content_stream()
        pieces = iter(lambda: stream.read(_CHUNK), b"")
        try:
            yield from unpacked_pieces(pieces, coding) if coding in CODINGS else pieces
        except (zlib.error, ChunkedDataException, EOFError, ValueError, AttributeError):
            return  # damaged from here on; what came before is kept, as a browser would

    def _parsed(self, stream: UnpackedStream, place: Place, line: bytes) -> Record | None:
        """Read the head of a record; None if there is none, or none that states a length."""
        from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 - only web archives need it
        from warcio.recordloader import ArcWarcRecordLoader  # noqa: PLC0415
        from warcio.statusandheaders import StatusAndHeadersParserException  # noqa: PLC0415

        if not line.startswith(_BEGINNING):
            return None
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
        ):
            return None
        finally:
            stream.end_head()
        return None if raw.length is None or raw.length < 0 else Record(str(raw.rec_type or ""), place, raw)


def _damage(name: str, places: list[Place]) -> CannotRead:
    where = f"{places[0].offset:,} bytes from its beginning"
    where = f"at {len(places):,} places, the first one {where}" if len(places) > 1 else where
    return CannotRead(
        f"“{name}” is damaged {where}: what stands there is no record, and was left out.",
        "Copy or download it again; the pages before and after were read.",
    )


def _still_packed(record: Record) -> Any:  # noqa: ANN401 - warcio's readers have no types
    """Return a record's block with only its transfer encoding undone."""
    from warcio.bufferedreaders import ChunkedDataReader  # noqa: PLC0415 - only web archives need it

    is_chunked = record.answer_field("Transfer-Encoding").lower() == "chunked"
    return ChunkedDataReader(record.raw.raw_stream) if is_chunked else record.raw.raw_stream


def _next_line(stream: UnpackedStream) -> tuple[Place, bytes] | None:
    """Skip the blank lines between records; return where the next one begins, and its first line."""
    while True:
        place = stream.place()
        line = stream.readline()
        if not line:
            return None
        if line.strip():
            return place, line
