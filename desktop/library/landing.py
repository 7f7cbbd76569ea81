"""Landing: whether the page to which a link led is the page that the link named.

Knows addresses and titles, never the library. Why it is asked: of links that were saved years ago many are dead, and
their sites send all of them on to one front page, one sign-in or one "not found". Joined with that page, their tags,
dates and marks would end up on an article that nobody saved.
"""

import re
from enum import Enum
from typing import Final
from urllib.parse import SplitResult, unquote_plus, urlsplit

from desktop.timeline.versions.identity import canonical_address

FRONT_SEGMENTS: Final = frozenset({"home", "homepage", "index", "start", "main", "default", "welcome", "frontpage"})
GATE_SEGMENTS: Final = frozenset(
    {
        *("login", "logon", "signin", "signup", "register", "registration", "account", "accounts", "session"),
        *("auth", "authorize", "oauth", "oauth2", "sso", "anmelden", "connexion", "subscribe", "paywall"),
        *("consent", "cookieconsent", "privacyconsent", "cookies", "gdpr", "captcha", "challenge"),
        *("error", "errors", "404", "410", "notfound", "pagenotfound", "gone", "unavailable", "expired", "removed"),
        *("sorry", "blocked", "denied", "accessdenied", "maintenance", "suspended", "search"),
    }
)
FEWEST_TELLING_WORDS: Final = 3  # from here on a path tells what its page is about
FEWEST_SHARED: Final = 2
SHARE_OF_PATH, SHARE_OF_TITLE = 0.5, 0.6
SHORTEST_CARRIED: Final = 4  # a path of one letter stands in many a query by chance

_WORD = re.compile(r"[^\W\d_]{3,}")
_TOKEN = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d{5,}")
_DATE = re.compile(r"(?:19|20)\d{6}")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?")
_EXTENSION = re.compile(r"\.[a-z]{2,5}$")


class Landing(Enum):
    """How far the page that was reached can be taken for the one that was named."""

    THERE = "there"
    MAYBE = "maybe"  # the link's address says nothing of its page, as one made by a shortener
    ELSEWHERE = "elsewhere"


def judge(asked: str, reached: str, link_title: str | None = None, page_title: str | None = None) -> Landing:
    """Say whether a link arrived.

    Args:
        asked: The link's address.
        reached: The address of the page at the end, as the server or the page itself states it.
        link_title: What the reader's list calls the link, if it calls it anything.
        page_title: What the page is called.
    """
    named, found = urlsplit(canonical_address(asked)), urlsplit(canonical_address(reached))
    if named == found:
        return Landing.THERE
    if _is_front(named) and _is_front(found):
        return Landing.THERE if named.hostname == found.hostname else Landing.MAYBE
    if _is_front(found) or _is_gate(named, found) or _is_sent_back(named, found):
        return Landing.ELSEWHERE
    if _shares_number(named, found) or _are_alike(_slug(named), _slug(found), SHARE_OF_PATH):
        return Landing.THERE
    if _are_alike(_words(link_title or ""), _words(page_title or ""), SHARE_OF_TITLE):
        return Landing.THERE
    return Landing.ELSEWHERE if len(_slug(named)) >= FEWEST_TELLING_WORDS else Landing.MAYBE


def _is_front(address: SplitResult) -> bool:
    """Whether an address names a site and no page of it."""
    segments = _segments(address)
    is_bare = all(_LANGUAGE.fullmatch(segment) or segment in FRONT_SEGMENTS for segment in segments)
    return is_bare and (not address.query or bool(segments))


def _is_gate(named: SplitResult, found: SplitResult) -> bool:
    """Whether the page stands before another one, or in its place: a sign-in, a consent, an error."""
    label = (found.hostname or "").split(".")[0]
    reached = {*map(_plain, _segments(found)), *([] if found.hostname == named.hostname else [_plain(label)])}
    return bool(GATE_SEGMENTS & (reached - set(map(_plain, _segments(named)))))


def _is_sent_back(named: SplitResult, found: SplitResult) -> bool:
    """Whether the page carries the address that was asked for in its own, to lead there later."""
    query, path = unquote_plus(found.query), unquote_plus(named.path)
    return len(path) >= SHORTEST_CARRIED and path in query


def _shares_number(named: SplitResult, found: SplitResult) -> bool:
    """Whether both addresses hold the same long number, or the same id of letters and digits; dates do not count."""
    return bool(_numbers(named) & _numbers(found))


def _numbers(address: SplitResult) -> frozenset[str]:
    tokens = _TOKEN.findall(f"{address.path} {address.query}".lower())
    named = (token for token in tokens if _NUMBER.fullmatch(token) or (len(token) >= 7 and _is_mixed(token)))
    return frozenset(token for token in named if not _DATE.fullmatch(token))


def _is_mixed(token: str) -> bool:
    return any(map(str.isdigit, token)) and any(map(str.isalpha, token))


def _slug(address: SplitResult) -> frozenset[str]:
    """The words of the part of a path that tells most; of several such parts the last."""
    parts = [_words(_EXTENSION.sub("", segment)) for segment in _segments(address)]
    return max(reversed(parts), key=len, default=frozenset())


def _segments(address: SplitResult) -> list[str]:
    return [unquote_plus(segment).lower() for segment in address.path.split("/") if segment]


def _plain(segment: str) -> str:
    return _EXTENSION.sub("", segment).replace("-", "").replace("_", "")


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))


def _are_alike(one: frozenset[str], other: frozenset[str], share: float) -> bool:
    if not one or not other:
        return False
    shared = len(one & other)
    return one == other or (shared >= FEWEST_SHARED and shared >= share * min(len(one), len(other)))
