"""Segmenting: the best way to cut a row of parts into posts, and how sure each cut is.

Knows only numbers: for each part how much speaks for a cut above it, how long it is, and whom it names in full. Never
looks at words.

Why one optimum for the whole page and not a threshold for each cut: a weak sign above a long stretch without any other
is a boundary, the same sign right below a sure one is not.

Source:
    A semi-Markov model: posts have a length, cuts have evidence; Viterbi finds the best cutting, the forward and
    backward sums give each cut's probability.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, log1p, pi
from typing import Final

SURE: Final = 30.0  # log-odds from which a cut is certain, or below minus which it is forbidden
MEDIAN_WORDS: Final = 130.0  # the usual length of a post, and how widely it varies (in logarithms)
SPREAD: Final = 0.8
WORDS_PER_PART: Final = 35.0
LONGEST_WORDS: Final = 1400
LONGEST_PARTS: Final = 60
NAMED_TWICE: Final = -2.0  # a person given in full twice: rarely within one post
MOST_REPEATS: Final = 3
WORDLESS: Final = -5.0  # a post that is nothing but a picture


@dataclass(frozen=True, slots=True)
class Part:
    """What cannot be divided: a paragraph, or a run of picture lines.

    Attributes:
        score: Log-odds of a cut right above it.
        words: Its length in words, captions not counted.
        names: Full names given in it.
    """

    score: float
    words: int
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CutPoint:
    """A cut above a part, and how probable it is (0 to 1)."""

    part: int
    confidence: float


def segment(parts: Sequence[Part]) -> list[CutPoint]:
    """Cut a row of parts into posts.

    Args:
        parts: In page order.

    Returns:
        The first part of each post, in order; the first is always part 0. Empty if there are no parts.
    """
    points: list[CutPoint] = []
    start = 0
    while start < len(parts):
        end = start + 1
        while end < len(parts) and parts[end].score < SURE:
            end += 1
        points += [CutPoint(start + p.part, p.confidence) for p in _segment_between(parts[start:end])]
        start = end
    return points


def _segment_between(parts: Sequence[Part]) -> list[CutPoint]:
    """Cut the parts between two sure boundaries."""
    if len(parts) == 1:
        return [CutPoint(0, 1.0)]
    spans = _spans(parts)
    starts = _best(parts, spans)
    if starts == [0]:
        return [CutPoint(0, 1.0)]
    odds = _probabilities(parts, spans)
    return [CutPoint(0, 1.0)] + [CutPoint(i, odds[i]) for i in starts if i > 0]


_Spans = list[list[tuple[int, float]]]


def _spans(parts: Sequence[Part]) -> _Spans:
    """For each end, the possible starts of a post that ends there, with the post's own score."""
    spans: _Spans = [[] for _ in range(len(parts) + 1)]
    for start in range(len(parts)):
        if start and parts[start].score <= -SURE:
            continue
        words, repeats, named = 0, 0, set[str]()
        for end in range(start + 1, min(len(parts), start + LONGEST_PARTS) + 1):
            part = parts[end - 1]
            words += part.words
            repeats += len(part.names & named)
            named |= part.names
            if words > LONGEST_WORDS and end > start + 1 and (end == len(parts) or parts[end].score > -SURE):
                spans[end].append((start, _length_score(words) + NAMED_TWICE * min(repeats, MOST_REPEATS)))
                break
            if end == len(parts) or parts[end].score > -SURE:
                spans[end].append((start, _length_score(words) + NAMED_TWICE * min(repeats, MOST_REPEATS)))
    return spans


def _length_score(words: int) -> float:
    """The log-probability that a post has so many words."""
    if words == 0:
        return WORDLESS
    distance = (log(words) - log(MEDIAN_WORDS)) / SPREAD
    return -0.5 * distance * distance - log(words * SPREAD) - 0.5 * log(2 * pi) + log(WORDS_PER_PART)


def _best(parts: Sequence[Part], spans: _Spans) -> list[int]:
    """Viterbi: the starts of the best cutting."""
    best = [float("-inf")] * (len(parts) + 1)
    came_from = [0] * (len(parts) + 1)
    best[0] = 0.0
    for end in range(1, len(parts) + 1):
        for start, own in spans[end]:
            total = best[start] + own + (parts[start].score if start else 0.0)
            if total > best[end]:
                best[end], came_from[end] = total, start
    if best[-1] == float("-inf"):  # nothing fits the limits: leave it whole
        return [0]
    starts, end = [], len(parts)
    while end > 0:
        end = came_from[end]
        starts.append(end)
    return starts[::-1]


def _probabilities(parts: Sequence[Part], spans: _Spans) -> list[float]:
    """The probability of a cut above each part, over all cuttings."""
    count = len(parts)
    forward, backward = [float("-inf")] * (count + 1), [float("-inf")] * (count + 1)
    forward[0] = backward[count] = 0.0
    for end in range(1, count + 1):
        for start, own in spans[end]:
            forward[end] = _add(forward[end], forward[start] + own + (parts[start].score if start else 0.0))
    for end in range(count, 0, -1):
        for start, own in spans[end]:
            backward[start] = _add(backward[start], backward[end] + own + (parts[start].score if start else 0.0))
    whole = forward[count]
    # `backward` of a start holds the score of the cut above it, and `forward` does not: their sum counts it once.
    return [min(1.0, exp(min(0.0, forward[i] + backward[i] - whole))) if i else 1.0 for i in range(count)]


def _add(a: float, b: float) -> float:
    """The logarithm of the sum of two numbers given by their logarithms."""
    if a < b:
        a, b = b, a
    return a if b == float("-inf") else a + log1p(exp(b - a))
