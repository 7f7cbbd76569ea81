"""Addresses: which ones may be asked for, and which host stands behind them.

Knows http and https alone. A page from the wide web may not lead into the reader's own network: where the reader did
not type such an address himself, hosts that are this computer or its neighbours are refused, by name and by number.

Why the number is checked too: a name that anybody can register may point to 127.0.0.1.
"""

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from desktop.domain.errors import CannotFetch

_PORTS: Final = {"http": 80, "https": 443}
_AS_IT_STANDS: Final = "/%:@!$&'()*+,;=~-._"
_SIGNS: Final = re.compile(r"[\x00-\x20\x7f]")
_LOCAL_NAMES: Final = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
_NUMERAL: Final = re.compile(r"0x[0-9a-f]*|[0-9]{1,20}", re.ASCII)
_IPV4_PARTS: Final = 4
_TRANSLATED: Final = ipaddress.IPv6Network("64:ff9b::/96")
# IPv4 in IPv6 as it was once written, and the translation that a network uses for itself alone.
_NEVER_PUBLIC: Final = (ipaddress.IPv6Network("::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))

_Number = ipaddress.IPv4Address | ipaddress.IPv6Address


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
    return _dotted((host if host.isascii() else host.encode("idna").decode("ascii")).lower())


def _number(host: str) -> _Number | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_public(number: _Number) -> bool:
    if isinstance(number, ipaddress.IPv4Address):
        return number.is_global and not number.is_multicast
    if number.is_multicast or number.is_site_local or any(number in network for network in _NEVER_PUBLIC):
        return False
    inner = list(_inner_numbers(number))
    if inner:
        return all(_is_public(one) for one in inner)
    return number.is_global


def _inner_numbers(number: ipaddress.IPv6Address) -> Iterator[ipaddress.IPv4Address]:
    """Yield the numbers of version 4 to which one of version 6 is only another way."""
    for one in (number.ipv4_mapped, number.sixtofour, *(number.teredo or ())):
        if one is not None:
            yield one
    if number in _TRANSLATED:
        yield ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)


def _dotted(host: str) -> str:
    """Return a host with a number written as systems read it: "127.1", "0x7f.1" and "2130706433" are 127.0.0.1.

    Source: the WHATWG's URL standard, "IPv4 parser".

    Raises:
        ValueError: It ends like a number but is none.
    """
    parts = host.removesuffix(".").split(".")
    if not _NUMERAL.fullmatch(parts[-1]):
        return host
    if len(parts) > _IPV4_PARTS or not all(_NUMERAL.fullmatch(part) for part in parts):
        raise ValueError("a name cannot end in a number")
    numbers = [_numeral(part) for part in parts]
    room = 256 ** (_IPV4_PARTS + 1 - len(numbers))
    if any(number > 255 for number in numbers[:-1]) or numbers[-1] >= room:
        raise ValueError("a part of the number is too large")
    first = sum(number << (24 - 8 * place) for place, number in enumerate(numbers[:-1]))
    return str(ipaddress.IPv4Address(first + numbers[-1]))


def _numeral(part: str) -> int:
    """Return a part of a number; 0x begins a hexadecimal one and 0 an octal one."""
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8 if part.startswith("0") else 10)


def _no_address(text: str) -> CannotFetch:
    return CannotFetch(
        f"“{text[:200]}” is no address of a web page.", "An address begins with http:// or https:// and names a host."
    )
