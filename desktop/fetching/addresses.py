"""Addresses: which ones may be asked for, and which host stands behind them.

Knows http and https alone. A page from the wide web may not lead into the reader's own network: where the reader did
not type such an address himself, hosts that are this computer or its neighbours are refused, by name and by number.

Why the number is checked too: a name that anybody can register may point to 127.0.0.1.
"""

import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from desktop.domain.errors import CannotFetch

_PORTS: Final = {"http": 80, "https": 443}
_AS_IT_STANDS: Final = "/%:@!$&'()*+,;=~-._"
_SIGNS: Final = re.compile(r"[\x00-\x20\x7f]")
_LOCAL_NAMES: Final = (".localhost", ".local", ".internal", ".lan", ".home.arpa")


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address that can be asked for.

    Attributes:
        text: The whole address, without fragment, in the letters that may stand in a request.
        host: The host's name or number, in ASCII.
        target: Path and query.
    """

    text: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def host_line(self) -> str:
        """The host as a request names it: with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def web_address(text: str, base: str | None = None) -> WebAddress:
    """Read an address.

    Args:
        text: The address as typed, or as a page or a redirect states it.
        base: What a relative one is relative to.

    Raises:
        CannotFetch: It is no http or https address, or it carries a password.
    """
    shown = text.strip()
    try:
        parts = urlsplit(urljoin(base, shown) if base else shown)
        port = parts.port
        host = _ascii_host(parts.hostname or "")
    except (ValueError, UnicodeError) as error:
        raise _no_address(shown) from error
    if parts.scheme not in _PORTS or not host:
        raise _no_address(shown)
    if parts.username is not None or parts.password is not None:
        raise CannotFetch(
            f"The address of {host} carries a name or a password.",
            "Open the page in a browser, save it, and import the file: it is read without signing in.",
        )
    path, query = quote(parts.path or "/", safe=_AS_IT_STANDS), quote(parts.query, safe=_AS_IT_STANDS + "?[]")
    named = WebAddress("", parts.scheme, host, port or _PORTS[parts.scheme], f"{path}?{query}" if query else path)
    whole = urlunsplit((named.scheme, named.host_line, path, query, ""))
    return WebAddress(whole, named.scheme, host, named.port, named.target)


def is_private(host: str) -> bool:
    """Whether a host's name or number says that it is this computer or one of its own network."""
    bare = host.rstrip(".").lower()
    if bare == "localhost" or bare.endswith(_LOCAL_NAMES):
        return True
    number = _number(bare)
    return number is not None and not _is_public(number)


def is_private_number(number: str) -> bool:
    """Whether a network address is this computer's or one of its own network."""
    known = _number(number.partition("%")[0])
    return known is None or not _is_public(known)


def _ascii_host(host: str) -> str:
    if _SIGNS.search(host):
        raise ValueError("no host has blanks in its name")
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_public(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    inner = getattr(number, "ipv4_mapped", None) or getattr(number, "sixtofour", None)
    return number.is_global and not number.is_multicast and (inner is None or inner.is_global)


def _no_address(text: str) -> CannotFetch:
    return CannotFetch(
        f"“{text[:200]}” is no address of a web page.", "An address begins with http:// or https:// and names a host."
    )
