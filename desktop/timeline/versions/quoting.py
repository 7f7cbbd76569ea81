"""Quoting: find the place of words that were marked in another reader's copy of an article.

Another copy spells the same words a little differently: other blanks and line breaks, straight quotation marks, other
dashes. Where the words stand in several places and nothing tells which was meant, no place is chosen.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from desktop.domain.annotations import CONTEXT_LENGTH
from desktop.domain.posts import Post

CHANGED_FLOOR: Final = 90.0  # likeness of words that another copy spells differently, in percent
SHORTEST_CHANGED: Final = 24  # characters; a shorter quote is like too many other words
MARGIN: Final = 10.0  # how much better the surroundings of the best place must be than those of the second

_ALIKE: Final = ("'’‘ʼ`", '"“”„«»', "-‐‑‒–—−")
_BLANKS: Final = r"\s+"


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """Where quoted words stand, or only in which post they most likely stood.

    Attributes:
        post: The post.
        start: First code point in its text.
        end: One past the last.
        is_sure: Whether these are the very words, and no other place was possible.
    """

    post: Post
    start: int
    end: int
    is_sure: bool


def find_quote(quote: str, prefix: str, suffix: str, posts: Sequence[Post]) -> QuotePlace | None:
    """Find quoted words in the posts of an article.

    Args:
        quote: The words, as another copy has them; none at all stand for the article as a whole.
        prefix: What stood before them, if known.
        suffix: What stood after them, if known.
        posts: In page order.

    Returns:
        The place, or the likeliest post with an empty span; None only if there are no posts.
    """
    if not posts:
        return None
    if not quote.strip():
        return QuotePlace(posts[0], 0, 0, is_sure=True)
    places = _places(quote, posts)
    if not places:
        return _likeliest(quote, posts)
    if len(places) == 1:
        return places[0]
    ranked = sorted(((_surroundings(place, prefix, suffix), place) for place in places), key=lambda row: -row[0])
    if ranked[0][0] - ranked[1][0] >= MARGIN:
        return ranked[0][1]
    return QuotePlace(ranked[0][1].post, 0, 0, is_sure=False)


def _places(quote: str, posts: Sequence[Post]) -> list[QuotePlace]:
    pattern = _pattern(quote)
    return [
        QuotePlace(post, found.start(), found.end(), is_sure=True)
        for post in posts
        for found in pattern.finditer(post.text)
    ]


def _pattern(quote: str) -> re.Pattern[str]:
    """The words, with any blanks between them and any form of quotation mark and dash."""
    return re.compile(_BLANKS.join("".join(map(_letter, word)) for word in quote.split()))


def _letter(letter: str) -> str:
    for alike in _ALIKE:
        if letter in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(letter)


def _surroundings(place: QuotePlace, prefix: str, suffix: str) -> float:
    text = place.post.text
    before, after = _flat(prefix)[-CONTEXT_LENGTH:], _flat(suffix)[:CONTEXT_LENGTH]
    here_before = _flat(text[max(0, place.start - 2 * CONTEXT_LENGTH) : place.start])[-len(before) :] if before else ""
    here_after = _flat(text[place.end : place.end + 2 * CONTEXT_LENGTH])[: len(after)]
    return fuzz.ratio(before, here_before) * bool(before) + fuzz.ratio(after, here_after) * bool(after)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _likeliest(quote: str, posts: Sequence[Post]) -> QuotePlace:
    """The most similar words, if they are all but the same; else the post that is most alike, without a place."""
    wanted = _flat(quote)
    scored = [(fuzz.partial_ratio(wanted, post.text), number) for number, post in enumerate(posts)]
    best, number = max(scored, key=lambda row: (row[0], -row[1]))
    post = posts[number]
    if best >= CHANGED_FLOOR and len(wanted) >= SHORTEST_CHANGED and sum(score >= best for score, _ in scored) == 1:
        found = fuzz.partial_ratio_alignment(wanted, post.text)
        if found is not None and found.dest_end - found.dest_start >= len(wanted) * CHANGED_FLOOR / 100:
            return QuotePlace(post, *_whole_words(post.text, found.dest_start, found.dest_end), is_sure=True)
    return QuotePlace(post, 0, 0, is_sure=False)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    stripped = text[start:end]
    return start + len(stripped) - len(stripped.lstrip()), end - len(stripped) + len(stripped.rstrip())
