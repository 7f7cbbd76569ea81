"""Addresses: what is one, and what is not.

Knows the shape of an address on the web. Never fetches: the library does, and only what the reader typed or chose.
"""

import re
from typing import Final
from urllib.parse import urlsplit

NO_ADDRESS: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f<>\"\\]")
NO_SCHEME: Final = re.compile(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,}(:\d+)?(/.*)?", re.IGNORECASE)
SCHEMES: Final = ("http", "https")


def openable_address(url: str | None) -> str | None:
    """Return an address if a browser may be asked to open it: http or https with a host, and nothing else.

    One with blanks, signs of mark-up or control characters is no address, whatever it begins with.
    """
    address = (url or "").strip()
    if not address or NO_ADDRESS.search(address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in SCHEMES and parts.hostname else None


def typed_address(text: str) -> str | None:
    """Return the address that somebody typed, perhaps without its beginning: "example.org/live"."""
    words = text.strip()
    return openable_address(f"https://{words}" if NO_SCHEME.fullmatch(words) else words)
