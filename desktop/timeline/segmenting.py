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
from math import exp, log, pi
from typing import Final

SURE: Final = 30.0  # log-odds from which a cut is certain
FORBIDDEN: Final = -5.0  # log-odds below which a cut is not even tried
NEGLIGIBLE: Final = 25.0
MEDIAN_WORDS: Final = 130.0  # the usual length of a post, and how widely it varies (in logarithms)
SPREAD: Final = 0.8
PRIOR_POSTS: Final = 8  # how many of a page's posts weigh as much as what is usual everywhere
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
    if not parts:
        return []
    chunks = _chunks(parts)
    common = _length_scores(MEDIAN_WORDS)
    first = [start + n for start, end in chunks for n in _best(end - start, _spans(parts[start:end], common))]
    own = _length_scores(_usual_length(parts, first))
    return [
        CutPoint(start + point.part, point.confidence)
        for start, end in chunks
        for point in _segment_between(parts[start:end], own)
    ]


def _chunks(parts: Sequence[Part]) -> list[tuple[int, int]]:
    """The rows between sure cuts, which need not be weighed together."""
    starts = [n for n, part in enumerate(parts) if n == 0 or part.score >= SURE]
    return list(zip(starts, [*starts[1:], len(parts)], strict=True))


def _usual_length(parts: Sequence[Part], starts: Sequence[int]) -> float:
    """The usual length of this page's posts, as far as they tell more than posts in general do."""
    ends = [*starts[1:], len(parts)]
    words = [sum(part.words for part in parts[start:end]) for start, end in zip(starts, ends, strict=True)]
    logs = [log(count) for count in words if count]
    return exp((sum(logs) + PRIOR_POSTS * log(MEDIAN_WORDS)) / (len(logs) + PRIOR_POSTS))


def _segment_between(parts: Sequence[Part], lengths: Sequence[float]) -> list[CutPoint]:
    """Cut the parts between two sure boundaries."""
    if len(parts) == 1:
        return [CutPoint(0, 1.0)]
    spans = _spans(parts, lengths)
    starts = _best(len(parts), spans)
    if starts == [0]:
        return [CutPoint(0, 1.0)]
    odds = _probabilities(len(parts), spans)
    return [CutPoint(0, 1.0)] + [CutPoint(i, odds[i]) for i in starts if i > 0]


_Spans = list[list[tuple[int, float]]]


def _spans(parts: Sequence[Part], lengths: Sequence[float]) -> _Spans:
    """For each end, the possible starts of a post that ends there, with its own score and that of the cut above it."""
    spans: _Spans = [[] for _ in range(len(parts) + 1)]
    can_end = [part.score > FORBIDDEN for part in parts] + [True]
    for start, first in enumerate(parts):
        if start and first.score <= FORBIDDEN:
            continue
        above = first.score if start else 0.0
        words, repeats, named = 0, 0, first.names
        for end in range(start + 1, min(len(parts), start + LONGEST_PARTS) + 1):
            part = parts[end - 1]
            words += part.words
            if part.names and end > start + 1:
                repeats += len(part.names & named)
                named |= part.names
            if can_end[end]:
                own = lengths[words] if words < LONGEST_WORDS else lengths[-1]
                spans[end].append(
                    (start, above + own + NAMED_TWICE * (repeats if repeats < MOST_REPEATS else MOST_REPEATS))
                )
                if words > LONGEST_WORDS:
                    break
    return spans


def _length_scores(usual: float) -> list[float]:
    """The log-probability of each length in words, up to the longest; the last stands for all that are longer."""
    return [WORDLESS, *(_length_score(words, log(usual)) for words in range(1, LONGEST_WORDS + 1))]


def _length_score(words: int, log_usual: float) -> float:
    distance = (log(words) - log_usual) / SPREAD
    return -0.5 * distance * distance - log(words * SPREAD) - 0.5 * log(2 * pi) + log(WORDS_PER_PART)


def _best(count: int, spans: _Spans) -> list[int]:
    """Viterbi: the starts of the best cutting of so many parts."""
    best = [0.0] + [float("-inf")] * count
    came_from = [0] * (count + 1)
    for end in range(1, count + 1):
        for start, score in spans[end]:
            total = best[start] + score
            if total > best[end]:
                best[end], came_from[end] = total, start
    if best[-1] == float("-inf"):  # nothing fits the limits: leave it whole
        return [0]
    starts, end = [], count
    while end > 0:
        end = came_from[end]
        starts.append(end)
    return starts[::-1]


def _probabilities(count: int, spans: _Spans) -> list[float]:
    """The probability of a cut above each part, over all cuttings."""
    ahead: _Spans = [[] for _ in range(count + 1)]
    for end, found in enumerate(spans):
        for start, score in found:
            ahead[start].append((end, score))
    forward, backward = [float("-inf")] * (count + 1), [float("-inf")] * (count + 1)
    forward[0] = backward[count] = 0.0
    for end in range(1, count + 1):
        forward[end] = _total([forward[start] + score for start, score in spans[end]])
    for start in range(count - 1, -1, -1):
        backward[start] = _total([backward[end] + score for end, score in ahead[start]])
    # `backward` of a start holds the score of the cut above it, and `forward` does not: their sum counts it once.
    return [min(1.0, exp(min(0.0, f + b - forward[count]))) for f, b in zip(forward[:-1], backward[:-1], strict=True)]


def _total(values: Sequence[float]) -> float:
    """The logarithm of the sum of numbers given by their logarithms; what is far below the largest does not count."""
    top = max(values, default=float("-inf"))
    if top == float("-inf"):
        return top
    return top + log(sum([exp(value - top) for value in values if value > top - NEGLIGIBLE]))
