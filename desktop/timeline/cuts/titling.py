"""Titling: what a page and its posts are called.

Knows that a headline at the top of a permalink's dump belongs to the post that the address names, and that a page's own
name may survive only in its address. Never gives a title to a post that no source gives it.
"""

import re
from collections.abc import Sequence
from typing import Final

from desktop.domain.documents import Document
from desktop.domain.posts import Post
from desktop.timeline.cuts.words import content_words
from desktop.timeline.versions.identity import is_live_address, page_address

HEADLINE_FLOOR: Final = 0.45  # share of a headline's content words that its post must hold
HEADLINE_MARGIN: Final = 0.1
SHORTEST_SLUG: Final = 2  # words

_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+", re.IGNORECASE)
_INSIDE_SENTENCE = re.compile(r"(?<=[a-z,] )[^\W\d_]+")
_NUMBER = re.compile(r"\d{1,4}|[0-9a-f]{6,}")


def post_of_headline(headline: str, posts: Sequence[Post]) -> int | None:
    """Return the number of the post that a headline belongs to, or None if no post is clearly meant.

    Args:
        headline: A title that stands at the top of the page.
        posts: The posts of the page.
    """
    wanted = content_words(headline)
    if not wanted or not posts:
        return None
    held = [content_words(f"{post.text} {' '.join(f.caption or '' for f in post.figures)}") for post in posts]
    rarity = {stem: 1.0 / (1 + sum(stem in words for words in held)) for stem in wanted}
    total = sum(rarity.values())
    shares = sorted(
        ((sum(rarity[s] for s in wanted & words) / total, -n) for n, words in enumerate(held)), reverse=True
    )
    best, number = shares[0]
    second = shares[1][0] if len(shares) > 1 else 0.0
    return -number if best >= HEADLINE_FLOOR and best - second >= HEADLINE_MARGIN else None


def title_from_address(document: Document) -> str | None:
    """Return a name made of the words in the page's address, or None if there are none.

    The words are written as the page's text writes them, so that names keep their capitals.
    """
    if not document.url or not is_live_address(document.url):
        return None
    segments = page_address(document.url).split("?")[0].rstrip("/").split("/")[3:]
    slug = next((s for s in reversed(segments) if _SLUG.fullmatch(s)), None)
    words = [w for w in re.split(r"[-_]", slug or "") if w and not _NUMBER.fullmatch(w)]
    if len(words) < SHORTEST_SLUG:
        return None
    spelling = _spellings({w.lower() for w in words}, document)
    title = " ".join(spelling.get(w.lower(), w) for w in words)
    return title[0].upper() + title[1:]


def _spellings(words: set[str], document: Document) -> dict[str, str]:
    """How the text writes each word inside its sentences."""
    found: dict[str, str] = {}
    missing = set(words)
    for block in document.blocks:
        lower = block.text.lower()
        if not any(word in lower for word in missing):
            continue
        for match in _INSIDE_SENTENCE.finditer(block.text):
            if (word := match.group().lower()) in missing:
                found[word] = match.group()
                missing.remove(word)
    return found
