"""Connecting: a call to a host, through a proxy where the environment names one.

Every number behind a name is looked at before it is called, and that very number is called, so that a name cannot mean
one host when it is checked and another when it is used. Certificates are checked as the platform does.
"""

import base64
import functools
import http.client
import queue
import socket
import ssl
import threading
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from desktop.domain.errors import CannotFetch
from desktop.fetching.addresses import WebAddress, is_private, is_private_number
from desktop.fetching.watching import WAIT_SECONDS, Watch, WatchedSocket

_USUAL_PROXY_PORT: Final = 80

# What the system says of a host: family, kind, protocol, name, and the number with its port.
_Place = tuple[
    socket.AddressFamily, socket.SocketKind, int, str, tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]
]


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy that the environment names: its host and port, and what lets us in, if it asks for that."""

    host: str
    port: int
    authorization: str | None


@dataclass(frozen=True, slots=True)
class Call:
    """A prepared call: the connection, what to ask it for, and headers that only this way there needs."""

    connection: http.client.HTTPConnection
    target: str
    headers: dict[str, str]


class _Caller:
    """Opens the socket of a connection: only to numbers that may be called."""

    def __init__(self, may_be_private: bool, seconds: float, watch: Watch) -> None:
        self._may_be_private = may_be_private
        self._seconds = seconds
        self._watch = watch

    def __call__(self, place: tuple[str, int], *_: object) -> socket.socket:
        host, port = place
        found = _looked_up(host, port, self._seconds, self._watch)
        allowed = [one for one in found if self._may_be_private or not is_private_number(str(one[4][0]))]
        if not allowed:
            raise refused_as_private(host)
        problem: OSError | None = None
        for family, kind, protocol, _name, number in allowed:
            opened = socket.socket(family, kind, protocol)
            opened.settimeout(self._seconds)
            try:
                opened.connect(number)
            except OSError as error:
                opened.close()
                problem = error
                continue
            return opened
        raise problem or OSError("no number to call")


def _looked_up(host: str, port: int, seconds: float, watch: Watch) -> Sequence[_Place]:
    """Look up the numbers behind a name, within a time that the system itself does not limit.

    Raises:
        OSError: There are none, or the system does not say in time.
    """
    found: queue.Queue[Sequence[_Place] | OSError | UnicodeError] = queue.Queue(1)

    def look_up() -> None:
        try:
            found.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            found.put(error)

    threading.Thread(target=look_up, name="looking up a host", daemon=True).start()
    until = time.monotonic() + seconds
    while True:
        watch.check()
        try:
            answer = found.get(timeout=WAIT_SECONDS)
        except queue.Empty:
            if time.monotonic() >= until:
                raise TimeoutError(f"the number of {host} was not found in time") from None
            continue
        if isinstance(answer, UnicodeError):
            raise socket.gaierror(socket.EAI_NONAME, "no name of a host") from answer
        if isinstance(answer, OSError):
            raise answer
        return answer


def connect(address: WebAddress, watch: Watch, connect_seconds: float, *, may_be_private: bool) -> Call:
    """Prepare a call; nothing is opened before it is made.

    Args:
        address: What is to be asked for.
        watch: When to stop.
        connect_seconds: How long to wait until the call is taken.
        may_be_private: Whether this computer and its neighbours may be called.

    Raises:
        CannotFetch: The host is of the reader's own network and may not be called, or the proxy is of no known kind.
    """
    if not may_be_private and is_private(address.host):
        raise refused_as_private(address.host)
    proxy = proxy_for(address)
    seconds = min(connect_seconds, watch.remaining())
    place = (proxy.host, proxy.port) if proxy else (address.host, address.port)
    made = _connection(address, place, proxy, seconds)
    # With a proxy, the proxy finds the host; the proxy itself may stand in the reader's own network.
    vars(made)["_create_connection"] = _Caller(may_be_private or proxy is not None, seconds, watch)
    made.response_class = functools.partial(_answer, watch)  # type: ignore[assignment]
    through_proxy = proxy is not None and address.scheme == "http"
    headers = {"Proxy-Authorization": proxy.authorization} if through_proxy and proxy and proxy.authorization else {}
    return Call(made, address.text if through_proxy else address.target, headers)


def proxy_for(address: WebAddress) -> Proxy | None:
    """Return the proxy that the environment names for an address, or None.

    Raises:
        CannotFetch: It names a proxy of a kind that is not known.
    """
    named = urllib.request.getproxies().get(address.scheme)
    if not named or urllib.request.proxy_bypass(address.host):
        return None
    parts = urlsplit(named if "://" in named else f"http://{named}")
    if parts.scheme != "http" or not parts.hostname:
        raise CannotFetch(
            f"The environment names a proxy of the kind “{parts.scheme}”, which is not known here.",
            "Name an http proxy, or save the page in a browser and import the file.",
        )
    words = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else ""
    secret = f"Basic {base64.b64encode(words.encode()).decode('ascii')}" if words else None
    return Proxy(parts.hostname, parts.port or _USUAL_PROXY_PORT, secret)


def refused_as_private(host: str) -> CannotFetch:
    """Say that a page may not lead into the reader's own network."""
    return CannotFetch(
        f"The page leads to {host}, which is this computer or one of its own network.",
        "Pages from the web may not lead there. If you want that page, type its address yourself.",
    )


def _connection(
    address: WebAddress, place: tuple[str, int], proxy: Proxy | None, seconds: float
) -> http.client.HTTPConnection:
    if address.scheme == "http":
        return http.client.HTTPConnection(*place, timeout=seconds)
    made = http.client.HTTPSConnection(*place, timeout=seconds, context=ssl.create_default_context())
    if proxy:
        headers = {"Proxy-Authorization": proxy.authorization} if proxy.authorization else {}
        made.set_tunnel(address.host, address.port, headers=headers)
    return made


def _answer(watch: Watch, connected: socket.socket, **options: object) -> http.client.HTTPResponse:
    return http.client.HTTPResponse(WatchedSocket(connected, watch), **options)  # type: ignore[arg-type]
