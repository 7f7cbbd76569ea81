"""Signs: what one line of a page is, as far as the line alone can tell.

Knows the set phrases of live pages: credits, contributor lines, read-more lines, notices, menus. Never looks at the
lines around it, and names no publisher and no person.
"""

import re
from typing import Final

LONGEST_NOTICE: Final = 200
LONGEST_CREDIT: Final = 140
LONGEST_BYLINE: Final = 160

_MENU = re.compile(
    r"(?:select page|(?:skip|go|jump) to (?:the )?(?:main )?(?:content|navigation|menu)|"
    r"menu|search|share(?: this)?(?: article| post)?|advertisement|sponsored|"
    r"follow [\w .]{2,30}|sign (?:in|up)|log ?in|subscribe(?: now)?|live (?:updates|reporting|feed|coverage)|"
    r"(?:\d+|new|latest|all|older|newer) posts?|sort by.{0,30}|dropdown arrow|newest(?: first)?|oldest(?: first)?|"
    r"load more(?: posts)?|show more|read more|back to top|print|email|comments?|related(?: stories| articles)?|"
    r"what we(?:'|’)re covering(?: here)?|in this (?:article|story)|our live coverage|"
    r"click here to share on social media|copy link|link copied!?|video ad feedback|key events?|"
    r"show key events only|please turn on javascript.{0,60})",
    re.IGNORECASE,
)
_LIVE_MENU = re.compile(
    r"(?:\d+ posts?|sort by.{0,30}|live (?:updates|reporting|feed)|(?:show )?key events.{0,10})", re.I
)
_DURATION = re.compile(r"\d{1,2}:[0-5]\d(?::[0-5]\d)?")
_DATE = re.compile(
    r"(?:[a-z]{3,9}\.?,? )?(?:[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}\.?),? \d{4}|"
    r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"source:?\s+https?://\S+", re.IGNORECASE)
_READ_MORE = re.compile(
    r"(?:you can )?(?:read|see|watch|follow|find|click|go|tap|get)\b[^.!?]{0,60}"
    r"\b(?:full|more|here|story|latest|below)\b[^.!?]{0,50}[.:!]?",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:our|the|this) (?:live )?(?:coverage|blog|live ?blog|(?:live )?page|updates|reporting)\b.{0,60}"
    r"\b(?:ended|closed|concluded|finished|over|moved|wrapped|no longer (?:being )?updated)\b.*|"
    r"we(?:[’']ve| have| are)? (?:now )?(?:stopped|ended|finished|paused|closed|closing|ending|wrapping up) "
    r"(?:updating|updates|(?:our|the|this) (?:live )?(?:coverage|blog|page|updates))\b.*",
    re.IGNORECASE,
)
_CONTEXT = re.compile(
    r"(?:some|more|for|key|a little)? ?(?:context|background)(?: on [^:]{1,60})?\s*:|why (?:it|this) matters\s*:|"
    r"(?:remember|catch up|what you need to know)\s*:",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\((?P<words>[^()]{2,})\)")
_PHOTO = re.compile(
    r"(?:photograph|photo|picture|image|credit|illustration|video)s?(?: by)?:\s*(?P<words>.{2,80})", re.I
)
_CREDITED = re.compile(
    r"(?P<caption>[^\[\]]{10,250}?)\s*(?:\[(?P<square>[A-Z][^\[\]]{1,60})\]|"
    r"\((?:(?i:image|photo|picture|credit|photograph)s?: ?(?P<label>[^()]{2,80})|"
    r"(?P<round>[A-Z][^()/]{1,50}(?:/[^()/]{1,40})+))\))"
)
_LOOSE_CREDIT = re.compile(r"(?P<words>[^.!?]{2,60}?(?:/[^/.!?]{2,40})+)")
_NAME_WORD = r"[A-Z\u00c0-\u00de][\w.'’\u00ad-]*"
_PARTICLE = r"(?:de|del|der|den|di|da|du|dos|la|le|van|von|ten|ter|bin|ibn|al|el)"
_NAME = rf"{_NAME_WORD}(?: (?:{_PARTICLE} )*{_NAME_WORD}){{0,4}}"
_NAMES = rf"{_NAME}(?:(?:,? and |, |; | & ){_NAME})*"
_OUTLET = rf"(?:(?:the )?{_NAME_WORD}(?: {_NAME_WORD}){{0,3}}['’]s? )"
_CONTRIBUTED = re.compile(
    rf"{_OUTLET}?(?P<names>{_NAMES}),?(?: (?:in|at) {_NAME})? (?:also )?contributed\b(?: [a-z]+){{0,6}}\.?"
)
_REPORTING_BY = re.compile(
    rf"(?i:(?:additional )?(?:reporting|writing) (?:and \w+ )?by):? {_OUTLET}?(?P<names>{_NAMES})[.;]?.{{0,80}}"
)
_BYLINE = re.compile(
    rf"(?:(?:(?i:from|by|written by|posted by|reported by) ))(?P<outlet>{_OUTLET})?(?P<names>{_NAMES})"
    r"(?P<tail>(?: (?:in|at|on|near|outside) [^.!?]{2,60})?)"
)
_FULL_NAMES = re.compile(
    rf"{_NAME_WORD}(?: (?:{_PARTICLE} )*{_NAME_WORD}){{1,3}}(?:(?:,? and |, |; | & ){_NAME_WORD} {_NAME}){{0,5}}"
)
_SIGNED = re.compile(r"(?P<names>\D{5,120}?)(?:,| \||:| [–—·•-]| at| on)\s+(?P<stamp>(?=\D{0,12}\d)[^|]{4,60})")
_SPLIT = re.compile(r",? and |, |; | & ")
_DESCRIPTION = re.compile(r"\b(?:in|at|for) .*$")


def is_menu(text: str) -> bool:
    """Whether a line is part of the site's own furniture."""
    return len(text) <= 60 and (_MENU.fullmatch(text.strip(" .:|•")) is not None)


def is_live_menu(text: str) -> bool:
    """Whether it is furniture that only live pages have ("64 Posts", "Sort by")."""
    return len(text) <= 60 and _LIVE_MENU.fullmatch(text.strip(" .:|•")) is not None


def is_duration(text: str) -> bool:
    """Whether a line is nothing but minutes and seconds, as videos have beneath them."""
    return _DURATION.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Whether a line is nothing but a date."""
    return len(text) <= 40 and _DATE.fullmatch(text) is not None


def is_source_line(text: str) -> bool:
    """Whether a line only names the address the text was copied from."""
    return _SOURCE.fullmatch(text) is not None


def is_read_more(text: str) -> bool:
    """Whether a line only points to a story elsewhere ("Read the full story here.")."""
    return len(text) <= 120 and _READ_MORE.fullmatch(text) is not None


def is_notice(text: str) -> bool:
    """Whether a line says that the coverage has ended or moved."""
    return len(text) <= LONGEST_NOTICE and _NOTICE.fullmatch(text) is not None


def opens_background(text: str) -> bool:
    """Whether a paragraph calls itself context or background."""
    return _CONTEXT.match(text) is not None


def bracketed_credit(text: str) -> str | None:
    """Return the words of a credit that stands in parentheses on a line of its own."""
    found = _CREDIT.fullmatch(text.strip()) if len(text) <= LONGEST_CREDIT else None
    if found is None:
        return None
    words = found["words"].strip()
    is_sentence = words[-1:] in ".!?" and "/" not in words
    return None if is_sentence or not any(c.isupper() for c in words) else words


def is_plain_credit(words: str) -> bool:
    """Whether bracketed words can be nothing but a credit: agencies at slashes, or a few capitalised words."""
    parts = words.replace("/", " ").split()
    lower = sum(1 for part in parts if part[:1].islower())
    return "/" in words or (len(parts) <= 4 and lower == 0)


def labelled_credit(text: str) -> str | None:
    """Return the words of a credit that says that it is one ("Photograph: …")."""
    found = _PHOTO.fullmatch(text) if len(text) <= LONGEST_CREDIT else None
    return found["words"].strip() if found else None


def credited_caption(text: str) -> tuple[str, str] | None:
    """Return caption and credit of a line that holds both ("A dam at dusk [Agency]"), or None."""
    may_be = len(text) <= 2 * LONGEST_CREDIT and text.endswith(("]", ")"))
    found = _CREDITED.fullmatch(text) if may_be else None
    if found is None:
        return None
    return found["caption"], next(filter(None, (found["square"], found["label"], found["round"])))


def trailing_credit(caption: str, line: str) -> str | None:
    """Return the credit that a line adds to a caption printed above it, or None if it is not that caption again."""
    if not line.startswith(caption) or len(line) <= len(caption):
        return None
    rest = line[len(caption) :].strip()
    words = bracketed_credit(rest)
    if words is not None:
        return words
    found = _LOOSE_CREDIT.fullmatch(rest)
    if found:
        return found["words"]
    return rest if len(rest) <= 60 and rest[:1].isupper() and rest[-1:] not in ".!?" else None


def contributors(text: str) -> tuple[str, ...] | None:
    """Return the names of those who contributed to a post, if the line only says so."""
    if len(text) > 2 * LONGEST_BYLINE:
        return None
    found = _CONTRIBUTED.fullmatch(text) if "contributed" in text else None
    found = found or _REPORTING_BY.fullmatch(text)
    return _split_names(found["names"]) if found else None


def byline(text: str) -> tuple[str, ...] | None:
    """Return the names in a byline that stands above a text ("From Herald's Mark Tully in North Torvik")."""
    if len(text) > LONGEST_BYLINE or not text[:1].isalpha():
        return None
    found = _BYLINE.fullmatch(text)
    return _split_names(found["names"]) if found else None


def names_alone(text: str) -> tuple[str, ...] | None:
    """Return the names of people in a line that holds nothing else, with or without "By" before them."""
    if len(text) > LONGEST_BYLINE:
        return None
    if (names := byline(text)) is not None:
        return names
    found = _FULL_NAMES.fullmatch(text)
    return _split_names(found.group()) if found else None


def is_name(text: str) -> bool:
    """Whether a line is nothing but the name of a person, or of several."""
    return names_alone(text) is not None


def signed(text: str) -> tuple[tuple[str, ...], str] | None:
    """Return the names before a clock and the words of the time line after them ("By Ina Holt, 20:41 GMT")."""
    found = _SIGNED.fullmatch(text) if len(text) <= LONGEST_BYLINE and text[:1].isupper() else None
    names = names_alone(found["names"]) if found else None
    return (names, found["stamp"]) if found and names else None


def _split_names(names: str) -> tuple[str, ...]:
    """Single names, without outlets in capitals at the end ("…, ABC")."""
    parts = [_DESCRIPTION.sub("", part).strip(" .") for part in _SPLIT.split(names)]
    return tuple(part for part in parts if part and not (part.isupper() and " " not in part))
