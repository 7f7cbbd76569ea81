"""How much one address may cost before it is given up.

Why so many limits: a server may answer a letter a minute, for ever, or with a few bytes that unpack into gigabytes.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """The limits of fetching one page with its pictures.

    Attributes:
        connect_seconds: Until a server takes the call.
        read_seconds: Until the next bytes of an answer come.
        page_seconds: Until the page is there, redirects and all.
        pictures_seconds: For all its pictures together; those that are not there by then are left out.
        page_bytes: The page, packed and unpacked.
        picture_bytes: One picture.
        pictures_bytes: All pictures together.
        pictures: How many pictures are asked for.
        redirects: How often a page may send on to another address.
    """

    connect_seconds: float = 10
    read_seconds: float = 20
    page_seconds: float = 60
    pictures_seconds: float = 60
    page_bytes: int = 32 * 1024 * 1024
    picture_bytes: int = 16 * 1024 * 1024
    pictures_bytes: int = 96 * 1024 * 1024
    pictures: int = 300
    redirects: int = 8


USUAL_LIMITS = FetchLimits()
