"""Repair places: where on a page a repair belongs, found by its words.

Knows how a place is described and found again. Never takes a place that merely looks alike: where words stand several
times and nothing tells which was meant, no place is found, and the repair waits.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz import fuzz

from desktop.domain.annotations import CONTEXT_LENGTH
from desktop.domain.ids import PostId
from desktop.domain.posts import PARAGRAPH_BREAK, Post
from desktop.domain.repairs import WordsPlace

SHORT_QUOTE: Final = 24  # characters; fewer are like too many other words
QUOTE_LENGTH: Final = 80  # characters that name a place; never more than its paragraph has
EDITED_FLOOR: Final = 75.0  # likeness of words that were edited, in percent
MARGIN: Final = 10.0  # how much likelier the best place must be than the second
NEARBY: Final = 2  # how many posts above and below are searched for words that were edited

Place = tuple[int, int]  # a post by its number on the page, and a code point in its text


def opening(post: Post) -> str:
    """The first words of a post: of its body, else its title, else a caption."""
    candidates = [*(part.text for part in post.paragraphs[:1]), post.title, *(f.caption for f in post.figures)]
    return next((words for words in candidates if words), "")[:QUOTE_LENGTH]


def place_of_post(post: Post) -> WordsPlace:
    """Describe a whole post."""
    return WordsPlace(post.id, opening(post))


def place_in_post(post: Post, start: int) -> WordsPlace:
    """Describe a place inside a post, by what begins there."""
    text = post.text
    end = text.find(PARAGRAPH_BREAK, start)
    end = min(start + QUOTE_LENGTH, len(text) if end < 0 else end)
    return WordsPlace(
        post.id, text[start:end], text[max(0, start - CONTEXT_LENGTH) : start], text[end : end + CONTEXT_LENGTH]
    )


def find_post(at: WordsPlace, posts: Sequence[Post]) -> int | None:
    """Which of the posts begins with the words; None if that cannot be told.

    Words go before the id: after a page was cut anew, an id may stand for another part of what it stood for before.
    """
    own = _number_of(at.post_id, posts)
    alike = [number for number, post in enumerate(posts) if opening(post) == at.quote]
    if len(alike) == 1:
        return alike[0]
    return own if not alike or own in alike else None


def find_words(at: WordsPlace, posts: Sequence[Post]) -> Place | None:
    """Where the words stand; None if nowhere, or in several places that nothing tells apart."""
    found = [(n, start) for n, post in enumerate(posts) for start in _occurrences(at.quote, post.text)]
    found = [place for place in found if _may_be_meant(at, posts, place)]
    if not found:
        return _find_edited(at, posts)
    for agree in (_all, _by_what_follows, _by_what_precedes, _by_post):
        found = agree(found, at, posts) or found
        if len(found) == 1:
            return found[0]
    return None


def _may_be_meant(at: WordsPlace, posts: Sequence[Post], place: Place) -> bool:
    """Whether words are those of the place: a few of them stand anywhere, so something else has to agree."""
    if len(at.quote) >= SHORT_QUOTE or posts[place[0]].id == at.post_id:
        return True
    return any(agree([place], at, posts) for agree in (_by_all_that_follows, _by_all_that_precedes))


def _by_all_that_follows(found: list[Place], at: WordsPlace, posts: Sequence[Post]) -> list[Place]:
    return _by_what_follows(found, at, posts) if at.suffix else []


def _by_all_that_precedes(found: list[Place], at: WordsPlace, posts: Sequence[Post]) -> list[Place]:
    return [(n, start) for n, start in found if at.prefix and posts[n].text.endswith(at.prefix, 0, start)]


def _all(found: list[Place], at: WordsPlace, posts: Sequence[Post]) -> list[Place]:  # noqa: ARG001 - one shape for all
    return found


def _by_what_follows(found: list[Place], at: WordsPlace, posts: Sequence[Post]) -> list[Place]:
    return [(n, start) for n, start in found if posts[n].text.startswith(at.suffix, start + len(at.quote))]


def _by_what_precedes(found: list[Place], at: WordsPlace, posts: Sequence[Post]) -> list[Place]:
    return [(n, start) for n, start in found if start == 0 or posts[n].text.endswith(at.prefix, 0, start)]


def _by_post(found: list[Place], at: WordsPlace, posts: Sequence[Post]) -> list[Place]:
    return [(n, start) for n, start in found if posts[n].id == at.post_id]


def _find_edited(at: WordsPlace, posts: Sequence[Post]) -> Place | None:
    """Words that were edited a little, in the post where they stood or close to it: the clearly likeliest paragraph.

    Only for words that began a paragraph; what was cut inside one is known by its very words alone.
    """
    own = _number_of(at.post_id, posts)
    if own is None or not at.quote or not (at.prefix == "" or at.prefix.endswith(PARAGRAPH_BREAK)):
        return None
    near = range(max(0, own - NEARBY), min(len(posts), own + NEARBY + 1))
    found = sorted(
        (fuzz.ratio(at.quote, part.text[: len(at.quote)]), n, start)
        for n in near
        for start, part in zip(posts[n].paragraph_starts(), posts[n].paragraphs, strict=True)
    )
    if not found or found[-1][0] < EDITED_FLOOR or (len(found) > 1 and found[-1][0] - found[-2][0] < MARGIN):
        return None
    return found[-1][1:]


def _number_of(post_id: PostId, posts: Sequence[Post]) -> int | None:
    return next((number for number, post in enumerate(posts) if post.id == post_id), None)


def _occurrences(words: str, text: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
