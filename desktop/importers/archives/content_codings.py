"""Content codings: Brotli and Zstandard, undone piece by piece.

Never gives out more than a piece at once, so whoever reads can stop at a limit: a hundred bytes of either can stand for
gigabytes. What is said to be packed but is not passes as it is, as archives hold answers that were already unpacked.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

_PIECE: Final = 64 * 1024
_LARGEST_WINDOW_LOG: Final = 23  # 8 MB, what browsers allow (RFC 9659)


class _Brotli:
    """Undoes Brotli."""

    def __init__(self) -> None:
        import brotli  # noqa: PLC0415 - only web archives need it

        self._unpacker = brotli.Decompressor()
        self._error: type[Exception] = brotli.error

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        """Yield what the next packed bytes stand for.

        Raises:
            ValueError: They are damaged.
        """
        try:
            yield self._unpacker.process(packed, output_buffer_limit=_PIECE)
            while not self._unpacker.can_accept_more_data():
                yield self._unpacker.process(b"", output_buffer_limit=_PIECE)
        except self._error as error:
            raise ValueError("damaged Brotli") from error


class _Zstandard:
    """Undoes Zstandard."""

    def __init__(self) -> None:
        from backports import zstd  # noqa: PLC0415 - only web archives need it

        self._new: Callable[[], Any] = lambda: zstd.ZstdDecompressor(
            options={zstd.DecompressionParameter.window_log_max: _LARGEST_WINDOW_LOG}
        )
        self._unpacker = self._new()
        self._error: type[Exception] = zstd.ZstdError

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        """Yield what the next packed bytes stand for; several frames may follow each other.

        Raises:
            ValueError: They are damaged.
        """
        rest = packed
        while True:
            if self._unpacker.eof:
                rest = self._unpacker.unused_data or rest
                if not rest:
                    return
                self._unpacker = self._new()
            try:
                yield self._unpacker.decompress(rest, _PIECE)
            except self._error as error:
                raise ValueError("damaged Zstandard") from error
            rest = b""
            if self._unpacker.needs_input or (self._unpacker.eof and not self._unpacker.unused_data):
                return


_UNPACKERS: Final[dict[str, type[_Brotli] | type[_Zstandard]]] = {"br": _Brotli, "zstd": _Zstandard}
CODINGS: Final = frozenset(_UNPACKERS)


def unpacked_pieces(packed: Iterator[bytes], coding: str) -> Iterator[bytes]:
    """Yield what packed pieces stand for.

    Args:
        packed: The pieces as they came.
        coding: One of `CODINGS`.

    Raises:
        ValueError: They are damaged from here on.
    """
    first = next(packed, b"")
    unpacker = _UNPACKERS[coding]()
    try:
        begun = unpacker.pieces(first)
        beginning = next(begun, b"")
    except ValueError:  # not packed at all
        yield first
        yield from packed
        return
    yield beginning
    yield from begun
    for piece in packed:
        yield from unpacker.pieces(piece)
