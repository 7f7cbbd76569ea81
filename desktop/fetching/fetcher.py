"""The fetcher: one page that the reader asked for, with its pictures and nothing more.

No script, style, frame, feed or second page is ever asked for, no cookie is kept, and nothing is sent but the request.
A redirect may lead from http to https but never back, and never from the web into the reader's own network. A picture
that cannot be had is left out; its caption stays.

Why the page's own address comes from the last redirect: that is the page that was read.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urljoin

from desktop.domain.documents import Source
from desktop.domain.errors import CannotFetch
from desktop.fetching.addresses import WebAddress, is_private, web_address
from desktop.fetching.asking import Answer, Asker
from desktop.fetching.limits import USUAL_LIMITS, FetchLimits
from desktop.fetching.picture_addresses import picture_addresses
from desktop.fetching.watching import Watch

_PAGES: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5"
_PICTURES: Final = "image/webp,image/png,image/jpeg,image/gif;q=0.9"
_NO_PAGES: Final = ("image/", "audio/", "video/", "font/", "model/", "text/css", "text/javascript")
_WITH_PICTURES: Final = ("text/html", "application/xhtml+xml", "")
_UNSURE: Final = ("", "application/octet-stream", "binary/octet-stream")
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_DISTRIBUTION: Final = "timeline-reader"
_BY_HAND: Final = "Open the page in a browser, save it, and import the file."
_REASONS: Final = {
    401: ("asks for a name and a password", _BY_HAND),
    402: ("asks for payment", _BY_HAND),
    403: ("refuses to give this page to a program", _BY_HAND),
    404: ("has no such page", "Check the address; the page may have moved or be gone."),
    410: ("says that this page is gone for good", "A copy may stand in a web archive."),
    429: ("was asked too often", "Wait a while and try again."),
    451: ("may not show this page for legal reasons", "A copy may stand in a web archive."),
    503: ("is not available at the moment", "Try again later."),
}


def _never() -> bool:
    return False


def fetch(address: str, limits: FetchLimits = USUAL_LIMITS, cancelled: Callable[[], bool] = _never) -> Source:
    """Fetch one page with its pictures.

    Args:
        address: What the reader typed: an http or https address.
        limits: What it may cost.
        cancelled: Whether the reader stopped it; asked several times a second.

    Returns:
        The page as it came (unpacked), under the address it was found at in the end, with the encoding that the server
        states, and those of its pictures that could be had, under the names by which the page refers to them.

    Raises:
        CannotFetch: It is no such address, there is no network or no such page, or a limit was passed.
        Cancelled: The reader stopped it.
    """
    typed = web_address(address)
    asker = Asker(_program(), limits.connect_seconds, may_be_private=is_private(typed.host))
    watch = Watch(typed.host, time.monotonic() + limits.page_seconds, limits.read_seconds, cancelled)
    found, answer = _followed(asker, typed, _PAGES, limits.page_bytes, limits.redirects, watch)
    _refuse_failure(found, answer)
    page = Source(address.strip(), answer.body, address=found.text, charset=answer.charset)
    if answer.kind not in _WITH_PICTURES:
        return page
    return replace(page, parts=_Pictures(asker, found, limits, cancelled).of(answer.body))


def _program() -> str:
    """Return how the program introduces itself."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - reads mail headers: slow to import

    try:
        return f"TimelineReader/{version(_DISTRIBUTION)}"
    except PackageNotFoundError:
        return "TimelineReader"


def _followed(
    asker: Asker, start: WebAddress, accepted: str, most_bytes: int, redirects: int, watch: Watch
) -> tuple[WebAddress, Answer]:
    """Ask for an address and follow where it sends on.

    Raises:
        CannotFetch: It sends on too often, in a circle, or to where it must not.
    """
    current, seen = start, {start.text}
    while True:
        answer = asker.ask(current, accepted, most_bytes, replace(watch, host=current.host))
        target = answer.headers.get("Location") if answer.status in _REDIRECTS else None
        if not target:
            return current, answer
        following = _next(current, target)
        if following.text in seen or len(seen) > redirects:
            raise CannotFetch(
                f"{start.host} sends on from address to address without an end.",
                "The page may want a cookie. Open it in a browser, save it, and import the file.",
            )
        seen.add(following.text)
        current = following


def _next(current: WebAddress, target: str) -> WebAddress:
    # Headers arrive as Latin-1; addresses in them are often UTF-8.
    stated = target.encode("latin-1", "replace").decode("utf-8", "replace")
    following = web_address(stated, current.text)
    if current.scheme == "https" and following.scheme == "http":
        raise CannotFetch(
            f"{current.host} sends on to {following.text[:200]}, which is not encrypted.",
            "If you trust it nevertheless, type that address yourself.",
        )
    return following


def _refuse_failure(address: WebAddress, answer: Answer) -> None:
    if answer.status >= 400 or answer.status in _REDIRECTS:
        reason, hint = _REASONS.get(answer.status, _unknown_reason(answer.status))
        raise CannotFetch(f"{address.host} {reason} (answer {answer.status}).", hint)
    if answer.kind.startswith(_NO_PAGES):
        raise CannotFetch(
            f"{address.text[:200]} is no page: {address.host} sent “{answer.kind}”.",
            "Give the address of the page that shows it.",
        )
    if not answer.body.strip():
        raise CannotFetch(f"{address.host} sent an empty page.", _BY_HAND)


def _unknown_reason(status: int) -> tuple[str, str]:
    if status >= 500:
        return "has a fault of its own", "Try again later."
    return "did not give the page", _BY_HAND


@dataclass(frozen=True, slots=True)
class _Pictures:
    """Fetches the pictures of one page, within limits for all of them together."""

    asker: Asker
    page: WebAddress
    limits: FetchLimits
    cancelled: Callable[[], bool]

    def of(self, body: bytes) -> dict[str, bytes]:
        """Return the pictures by the names under which the page refers to them; those that cannot be had are absent."""
        named, base = picture_addresses(body.decode("utf-8", "replace"), self.limits.pictures)
        deadline = time.monotonic() + self.limits.pictures_seconds
        watch = Watch(self.page.host, deadline, self.limits.read_seconds, self.cancelled)
        found: dict[str, bytes] = {}
        known: dict[str, bytes | None] = {}
        silent: set[str] = set()
        room = self.limits.pictures_bytes
        for name, address in self._addresses(named, base):
            if watch.remaining() <= 0 or room <= 0:
                break
            if address.text not in known:
                most = min(room, self.limits.picture_bytes)
                known[address.text] = None if address.host in silent else self._one(address, most, watch, silent)
                room -= len(known[address.text] or b"")
            data = known[address.text]
            if data is not None:
                found[name] = data
        return found

    def _addresses(self, named: tuple[str, ...], base: str | None) -> Iterator[tuple[str, WebAddress]]:
        around = urljoin(self.page.text, base) if base else self.page.text
        for name in named:
            try:
                address = web_address(name, around)
                if self.page.scheme == "https" and address.scheme == "http":
                    address = web_address(f"https{address.text.removeprefix('http')}")
            except (CannotFetch, ValueError):
                continue
            yield name, address

    def _one(self, address: WebAddress, most_bytes: int, watch: Watch, silent: set[str]) -> bytes | None:
        """Return a picture's bytes, or None; a host that does not answer at all is remembered and not asked again."""
        try:
            _, answer = _followed(self.asker, address, _PICTURES, most_bytes, self.limits.redirects, watch)
        except CannotFetch as problem:
            if isinstance(problem.__cause__, OSError):
                silent.add(address.host)
            return None
        is_picture = answer.kind.startswith("image/") or answer.kind in _UNSURE
        return answer.body or None if answer.status == 200 and is_picture else None
