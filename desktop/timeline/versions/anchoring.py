"""Anchoring: find a mark's place again after the words around it have changed.

Knows the marked words and a little of what stood before and after them. Never moves a mark to a place that merely
looks alike: below a floor, or with two places equally good, the mark is left where it was and asks for review.

Why the neighbourhood counts even where the words stand once: when a paragraph is removed, its phrases may stand
elsewhere in the post, and a mark on other words is worse than one that asks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz

from desktop.domain.annotations import CONTEXT_LENGTH, AnchorState, Annotation
from desktop.domain.ids import PostId
from desktop.domain.posts import PARAGRAPH_BREAK, Post

LONG_QUOTE: Final = 60  # characters from which words that stand once need no neighbours to be known
CONTEXT_FLOOR: Final = 0.6  # likeness of what stands before or after, for words that are still the same
BETWEEN_FLOOR: Final = 0.5  # likeness of changed words between unchanged neighbours
CHANGED_FLOOR: Final = 0.78  # likeness of changed words elsewhere
SAME_FLOOR: Final = 0.9  # likeness of the better side, for a mark whose paragraph went to another post
EDGE: Final = 0.6  # likeness of two sides at which the paragraph ends: it tells something, but not much
MARGIN: Final = 0.1  # how much better the best place must be than the second
NEIGHBOUR: Final = 12  # characters of context that must be unchanged to find changed words between them


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    score: float


def make_anchor(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Describe a place in a text so that it can be found again.

    Args:
        text: The post's text.
        start: First code point of the mark.
        end: One past its last.

    Returns:
        The marked words, what stands before them, and what stands after them.
    """
    return text[start:end], text[max(0, start - CONTEXT_LENGTH) : start], text[end : end + CONTEXT_LENGTH]


def anchor(annotation: Annotation, text: str) -> Annotation:
    """Find a mark's place in a text that may have changed.

    Args:
        annotation: The mark, as it stood in the text before.
        text: The post's text now.

    Returns:
        The mark on its own words, its quote and context as they now read; or the mark as it was, in need of review.
    """
    place = _find(annotation, text) if annotation.quote else None
    if place is None:
        return replace(annotation, state=AnchorState.NEEDS_REVIEW)
    return _at(annotation, text, place)


def _at(annotation: Annotation, text: str, place: _Place) -> Annotation:
    """The mark at a place of a text, with what it now quotes."""
    quote, prefix, suffix = make_anchor(text, place.start, place.end)
    return replace(
        annotation,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        start=place.start,
        end=place.end,
        state=AnchorState.ANCHORED,
    )


def anchor_among(annotation: Annotation, earlier: Sequence[Post], later: Sequence[Post]) -> Annotation:
    """Find a mark's place in a new version of its whole article.

    A page without marks may be cut a little differently each time, so a paragraph can come to stand in a neighbouring
    post. It is looked for there if the mark's own post does not hold its very words, and taken only if words and
    surroundings are the same, stand nowhere else, and did not stand in that post before: what did is a look-alike.

    Args:
        annotation: The mark, as it stood before.
        earlier: The posts of the version in which it was made.
        later: The posts of the new version, followed from the earlier ones.

    Returns:
        The mark in its own post or in the one that now holds its paragraph; else as it was, in need of review.
    """
    before = {post.id: post.text for post in earlier}
    at_home = _at_home(annotation, before, later)
    if at_home.state is AnchorState.ANCHORED and at_home.quote == annotation.quote:
        return at_home
    return _elsewhere(annotation, before, later) or at_home


def _at_home(annotation: Annotation, before: Mapping[PostId, str], later: Sequence[Post]) -> Annotation:
    """The mark in its own post, unless it would lie on words that stood beside its own already."""
    own = next((post for post in later if post.id == annotation.post_id), None)
    made = anchor(annotation, own.text) if own else replace(annotation, state=AnchorState.NEEDS_REVIEW)
    if own and made.state is AnchorState.ANCHORED and _is_look_alike(annotation, made, own.text, before):
        return replace(annotation, state=AnchorState.NEEDS_REVIEW)
    return made


def _is_look_alike(annotation: Annotation, made: Annotation, text: str, before: Mapping[PostId, str]) -> bool:
    """Whether the words on which a mark was found stood on the page before, as they stand now, and were not its own."""
    around = _in_its_paragraph(made)
    stood = sum(earlier.count(around) for earlier in before.values())
    if around != _in_its_paragraph(annotation) and stood:
        return True
    own = before.get(annotation.post_id, "")
    is_sure = made.quote == annotation.quote and stood < 2
    if is_sure or not own.startswith(annotation.quote, annotation.start) or PARAGRAPH_BREAK in annotation.quote:
        return False
    was, now = _paragraph_at(own, annotation.start), _paragraph_at(text, made.start)
    return fuzz.ratio(was, now) < 100 * CHANGED_FLOOR


def _paragraph_at(text: str, place: int) -> str:
    start = text.rfind(PARAGRAPH_BREAK, 0, place) + len(PARAGRAPH_BREAK) if PARAGRAPH_BREAK in text[:place] else 0
    return text[start:].split(PARAGRAPH_BREAK, 1)[0]


def _in_its_paragraph(annotation: Annotation) -> str:
    """A mark's words with what stands around them, as far as its paragraph goes."""
    before = annotation.prefix.rsplit(PARAGRAPH_BREAK, 1)[-1]
    return before + annotation.quote + annotation.suffix.split(PARAGRAPH_BREAK, 1)[0]


def _elsewhere(annotation: Annotation, before: Mapping[PostId, str], later: Sequence[Post]) -> Annotation | None:
    """The mark in the one other post that has come to hold its paragraph."""
    moved = [
        (post, place)
        for post in later
        if post.id != annotation.post_id and annotation.quote and annotation.quote in post.text
        for place in _unmoved(annotation, post.text)
        if not _unmoved(annotation, before.get(post.id, ""))
    ]
    if len(moved) != 1:
        return None
    post, place = moved[0]
    made = _at(annotation, post.text, place)
    return None if _is_look_alike(annotation, made, post.text, before) else replace(made, post_id=post.id)


def _unmoved(annotation: Annotation, text: str) -> list[_Place]:
    """Places where the words and what stands around them in the paragraph are all but the same."""
    found = []
    for at in _occurrences(annotation.quote, text):
        end = at + len(annotation.quote)
        before = _same_end(annotation.prefix, text[max(0, at - CONTEXT_LENGTH) : at])
        after = _same_start(annotation.suffix, text[end : end + CONTEXT_LENGTH])
        if min(before, after) >= CONTEXT_FLOOR and max(before, after) >= SAME_FLOOR:
            found.append(_Place(at, end, before + after))
    return found


def _find(annotation: Annotation, text: str) -> _Place | None:
    exact = [_judged(annotation, text, at, at + len(annotation.quote)) for at in _occurrences(annotation.quote, text)]
    if exact:
        floor = 0.0 if len(exact) == 1 and len(annotation.quote) >= LONG_QUOTE else CONTEXT_FLOOR
        return _clear_best(exact, floor)
    return _between_neighbours(annotation, text) or _changed(annotation, text)


def _occurrences(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _judged(annotation: Annotation, text: str, start: int, end: int) -> _Place:
    """A place and how well its neighbourhood agrees: mostly the better side, a little the other."""
    before = _same_end(annotation.prefix, text[max(0, start - CONTEXT_LENGTH) : start])
    after = _same_start(annotation.suffix, text[end : end + CONTEXT_LENGTH])
    return _Place(start, end, 0.8 * max(before, after) + 0.2 * min(before, after))


def _same_start(wanted: str, found: str) -> float:
    """How alike two contexts are that begin at the mark, as far as its paragraph goes."""
    wanted, found = wanted.split(PARAGRAPH_BREAK, 1)[0], found.split(PARAGRAPH_BREAK, 1)[0]
    if not wanted or not found:
        return EDGE if wanted == found else 0.0
    return fuzz.ratio(wanted, found) / 100


def _same_end(wanted: str, found: str) -> float:
    wanted, found = wanted.rsplit(PARAGRAPH_BREAK, 1)[-1], found.rsplit(PARAGRAPH_BREAK, 1)[-1]
    if not wanted or not found:
        return EDGE if wanted == found else 0.0
    return fuzz.ratio(wanted, found) / 100


def _clear_best(places: list[_Place], floor: float) -> _Place | None:
    ranked = sorted(places, key=lambda place: place.score, reverse=True)
    if ranked[0].score < floor or (len(ranked) > 1 and ranked[0].score - ranked[1].score < MARGIN):
        return None
    return ranked[0]


def _between_neighbours(annotation: Annotation, text: str) -> _Place | None:
    """The words that now stand between the unchanged ends of prefix and suffix."""
    before, after = annotation.prefix[-NEIGHBOUR:], annotation.suffix[:NEIGHBOUR]
    if len(before) < NEIGHBOUR or len(after) < NEIGHBOUR:
        return None
    longest = 2 * len(annotation.quote) + CONTEXT_LENGTH
    places = []
    for at in _occurrences(before, text):
        start = at + len(before)
        end = text.find(after, start, start + longest)
        if end > start:
            places.append(_Place(start, end, fuzz.ratio(annotation.quote, text[start:end]) / 100))
    return _clear_best(places, BETWEEN_FLOOR) if places else None


def _changed(annotation: Annotation, text: str) -> _Place | None:
    """The most similar words of one paragraph, if they are similar enough and stand in a similar neighbourhood."""
    places = []
    start = 0
    for paragraph in text.split(PARAGRAPH_BREAK) if PARAGRAPH_BREAK not in annotation.quote else [text]:
        found = fuzz.partial_ratio_alignment(annotation.quote, paragraph, score_cutoff=100 * CHANGED_FLOOR)
        if found is not None and len(paragraph) >= len(annotation.quote) * CHANGED_FLOOR:
            low, high = _whole_words(paragraph, found.dest_start, found.dest_end)
            places.append(_Place(start + low, start + high, fuzz.ratio(annotation.quote, paragraph[low:high]) / 100))
        start += len(paragraph) + len(PARAGRAPH_BREAK)
    near = [p for p in places if _judged(annotation, text, p.start, p.end).score >= CONTEXT_FLOOR]
    return _clear_best(near, CHANGED_FLOOR) if near else None


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span to whole words, and leave out blanks at its ends."""
    while start > 0 and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1 : end].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
