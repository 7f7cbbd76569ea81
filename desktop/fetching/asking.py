"""Asking: one request and its answer, read within its limits.

Says honestly who asks, accepts gzip and nothing stranger, and unpacks as it reads, so that an answer that grows beyond
its limit is given up at that point and not after it has filled the memory. Every way in which this can fail is told in
words a reader understands.
"""

import http.client
import socket
import ssl
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from itertools import chain
from typing import Final

from desktop.domain.errors import CannotFetch
from desktop.fetching.addresses import WebAddress
from desktop.fetching.connecting import connect
from desktop.fetching.watching import Watch

_CHUNK: Final = 64 * 1024
_ANY_PACKING: Final = zlib.MAX_WBITS | 32  # gzip or zlib, by their own first bytes
_GZIP: Final = b"\x1f\x8b"
_HEAD_BYTES: Final = 2
_CUT_OFF: Final = "The connection ended before all of the page was there."
_BY_HAND: Final = "Open the page in a browser, save it, and import the file."
_OFFLINE: Final = (
    "Check that the address is right and that this computer is online. Saved pages can be imported without a network."
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: the status, the headers, and the unpacked body."""

    status: int
    reason: str
    headers: Message
    body: bytes

    @property
    def kind(self) -> str:
        """The type of the body as the server states it, in lower case, such as "text/html"."""
        return self.headers.get_content_type() if "content-type" in self.headers else ""

    @property
    def charset(self) -> str | None:
        """The encoding that the server states for the body, if any."""
        stated = self.headers.get_content_charset()
        return stated or None


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and on what terms.

    Attributes:
        program: Name and version of the program, as it introduces itself.
        connect_seconds: How long to wait until a call is taken.
        may_be_private: Whether this computer and its neighbours may be called.
    """

    program: str
    connect_seconds: float
    may_be_private: bool

    def ask(self, address: WebAddress, accepted: str, most_bytes: int, watch: Watch) -> Answer:
        """Ask for one address; redirects are not followed.

        Args:
            address: What is asked for.
            accepted: The kinds of answer that are welcome, as the header `Accept` names them.
            most_bytes: How large the body may be, packed and unpacked.
            watch: When to stop.

        Raises:
            CannotFetch: There is no answer, or it passes a limit.
            Cancelled: The reader stopped it.
        """
        watch.check()
        call = connect(address, watch, self.connect_seconds, may_be_private=self.may_be_private)
        headers = {
            "Host": address.host_line,
            "User-Agent": self.program,
            "Accept": accepted,
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **call.headers,
        }
        try:
            call.connection.request("GET", call.target, headers=headers)
            response = call.connection.getresponse()
            body = b"" if 300 <= response.status < 400 else _body(response, most_bytes, address.host)
            return Answer(response.status, response.reason, response.headers, body)
        except (OSError, http.client.HTTPException, zlib.error) as error:
            raise _explained(error, address.host) from error
        finally:
            call.connection.close()


def _body(response: http.client.HTTPResponse, most_bytes: int, host: str) -> bytes:
    """Read an answer's body, unpacked.

    Raises:
        CannotFetch: It is larger than allowed, packed in an unknown way, or cut off.
    """
    stated = response.length
    if stated is not None and stated > most_bytes:
        raise _too_large(host, most_bytes)
    parts, size = [], 0
    for part in _unpacker(response, host)(_raw(response, most_bytes, host), most_bytes + 1):
        size += len(part)
        if size > most_bytes:
            raise _too_large(host, most_bytes)
        parts.append(part)
    if response.length:  # what is still to come of the length that was stated
        raise CannotFetch(f"{host} sent only a part of the page. {_CUT_OFF}", "Try again.")
    return b"".join(parts)


def _raw(response: http.client.HTTPResponse, most_bytes: int, host: str) -> Iterator[bytes]:
    size = 0
    while part := response.read1(_CHUNK):
        size += len(part)
        if size > most_bytes:
            raise _too_large(host, most_bytes)
        yield part


def _unpacker(response: http.client.HTTPResponse, host: str) -> Callable[[Iterator[bytes], int], Iterator[bytes]]:
    packing = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if packing in ("identity", ""):
        return lambda raw, _most: raw
    if packing in ("gzip", "x-gzip", "deflate"):
        return lambda raw, most: _unpacked(raw, most, may_be_bare=packing == "deflate")
    raise CannotFetch(f"{host} packed its answer as “{packing[:40]}”, which was not asked for.", _BY_HAND)


def _unpacked(raw: Iterator[bytes], most_bytes: int, *, may_be_bare: bool) -> Iterator[bytes]:
    """Unpack gzip, zlib or bare deflate piece by piece, never more at once than may be kept.

    Several packs may follow each other; what follows the last one and is none is left, as browsers leave it.
    """
    head = b""
    while len(head) < _HEAD_BYTES and (part := next(raw, b"")):
        head += part
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS if may_be_bare and not _is_framed(head) else _ANY_PACKING)
    for part in chain([head], raw):
        rest = part
        while rest:
            if unpacking.eof:
                rest = rest.lstrip(b"\0")
                if not rest.startswith(_GZIP):
                    return
                unpacking = zlib.decompressobj(_ANY_PACKING)
            yield unpacking.decompress(rest, most_bytes)
            rest = unpacking.unused_data if unpacking.eof else unpacking.unconsumed_tail
    if not unpacking.eof:
        raise http.client.IncompleteRead(b"")


def _is_framed(head: bytes) -> bool:
    """Whether the first bytes are a frame of zlib or gzip; some servers send deflate without the one it should have.

    Source: RFC 1950, section 2.2: the first byte names the method 8, and the first two divide by 31.
    """
    is_zlib = len(head) >= _HEAD_BYTES and head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    return is_zlib or head.startswith(_GZIP)


def _too_large(host: str, most_bytes: int) -> CannotFetch:
    return CannotFetch(
        f"{host} sent more than {most_bytes / 2**20:,.0f} MB, which is too much for one page.",
        "Check that the address is that of a page and not of a download.",
    )


def _explained(error: Exception, host: str) -> CannotFetch:
    """Say in words why there is no answer."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return CannotFetch(
            f"{host} cannot prove that it is {host}: {error.verify_message}.",
            "Its certificate may be out of date, or somebody stands between. Check the address and your clock.",
        )
    if isinstance(error, ssl.SSLError):
        return CannotFetch(f"No safe connection to {host} could be made: {error.reason or error}.", _BY_HAND)
    if isinstance(error, socket.gaierror):
        return CannotFetch(f"The host {host} was not found.", _OFFLINE)
    if isinstance(error, TimeoutError):
        return CannotFetch(f"{host} does not answer.", "Try again later, or check that this computer is online.")
    if isinstance(error, ConnectionRefusedError):
        return CannotFetch(f"{host} does not take calls.", "Check the address, or try again later.")
    if isinstance(error, http.client.IncompleteRead):
        return CannotFetch(f"{host} sent only a part of the page. {_CUT_OFF}", "Try again.")
    if isinstance(error, http.client.HTTPException | zlib.error):
        return CannotFetch(f"{host} did not send a proper answer.", _BY_HAND)
    reason = getattr(error, "strerror", None) or error
    return CannotFetch(f"{host} cannot be reached: {reason}.", _OFFLINE)
