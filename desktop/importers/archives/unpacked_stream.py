"""The unpacked stream of a web archive: its bytes from any place on, whether it is packed or not.

Reads gzip members one after another, never unpacks more than a budget, and can be entered at a place that it told
before. Where many records stand in one member, it remembers states of the unpacking on the way, so that going back to a
record does not unpack the member from its beginning each time.

Why not simply unpack once: the file may unpack to more than memory holds, and nothing is written to disk.

Source: a `.warc.gz` is a row of gzip members, one a record (ISO 28500, annex D), but some programs pack the whole file
as one.
"""

import zlib
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from desktop.domain.errors import CannotRead

_GZIP: Final = b"\x1f\x8b"
_GZIP_WINDOW: Final = 31
_CHUNK: Final = 64 * 1024
_LONGEST_LINE: Final = 64 * 1024
_MOST_HEAD_LINES: Final = 2_000
_FIRST_DISTANCE: Final = 256 * 1024
_MOST_WAYMARKS: Final = 512  # some 40 KB each


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a record stands: the offset in the file, and how far into what is packed there."""

    offset: int
    within: int = 0


class Waymarks:
    """States of unpacking inside gzip members; where there are too many, every second one is forgotten."""

    def __init__(self) -> None:
        self._distance = _FIRST_DISTANCE
        self._places: list[Place] = []
        self._states: list[tuple[int, Any]] = []

    def offer(self, place: Place, taken: int, unpacker: Any) -> None:  # noqa: ANN401 - zlib's objects have no public type
        """Remember a state if the last one is far enough behind.

        Args:
            place: Of the next byte that will be unpacked.
            taken: Where in the file the next packed byte stands.
            unpacker: What unpacks it.
        """
        last = self._places[-1] if self._places else Place(-1)
        if place <= last or place.within - (last.within if last.offset == place.offset else 0) < self._distance:
            return
        self._places.append(place)
        self._states.append((taken, unpacker.copy()))
        if len(self._places) > _MOST_WAYMARKS:
            del self._places[::2], self._states[::2]
            self._distance *= 2

    def before(self, place: Place) -> tuple[Place, int, Any] | None:
        """Return the nearest state at or before a place in the same member; None if there is none."""
        at = bisect_right(self._places, place) - 1
        if at < 0 or self._places[at].offset != place.offset:
            return None
        taken, unpacker = self._states[at]
        return self._places[at], taken, unpacker.copy()


class UnpackedStream:
    """The bytes of a file from a place on, unpacked as they are read, within a budget."""

    def __init__(self, file: BinaryIO, place: Place, budget: int, name: str, waymarks: Waymarks) -> None:
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
        self._waymarks = waymarks
        self._enter(place)

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

    def _enter(self, place: Place) -> None:
        """Go to a place, from the nearest waymark before it."""
        known = self._waymarks.before(place)
        if known is None:
            self._file.seek(place.offset)
            self._begin_member(self._take())
        else:
            self._origin, self._taken, self._unpacker = known
            self._file.seek(self._taken)
        self._skip(place.within - self._origin.within)

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
            self._waymarks.offer(self._origin, self._taken - len(self._packed), self._unpacker)
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
