"""Segmenting: the best way to cut a row of parts into posts, and how sure each cut is.

Knows only numbers and names: for each part how much speaks for a cut above it, how long it is, whom it names, and how
closely later parts hold on to its words. Never looks at words.

Why all cuts of a page are weighed at once and not each by itself: a weak sign above a long stretch without any other is
a boundary, the same sign right below a sure one is not.

Why the page says how dense its posts are: pages of one-line posts and pages of long reports share their signs, not
their number. How often posts begin is estimated from the page itself, held to what is usual as far as it tells little.

Source:
    A semi-Markov model: posts have a shape, cuts have evidence; the forward and backward sums give each cut's
    probability. The density of a page: Saerens, Latinne and Decaestecker, "Adjusting the outputs of a classifier to new
    a priori probabilities", 2002, with a prior. The threshold that the expected F-measure is best at: Ye, Chai, Lee and
    Chieu, "Optimizing F-measure", 2012.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from desktop.timeline.cuts.parts import SURE, Part
from desktop.timeline.cuts.weights import Weights

FORBIDDEN: Final = -8.0  # log-odds below which a cut is not even tried
LONGEST_WORDS: Final = 1400
LONGEST_PARTS: Final = 60
USUAL_WORDS: Final = 90.0  # lengths are counted from here, in logarithms
LONG_WORDS: Final = 400
LINKED: Final = 0.6  # how closely parts of one post usually hold on to its first words
MOST_LINKED: Final = 1.5
UNLINKED: Final = 0.3
MOST_UNLINKED: Final = 6
MOST_REPEATS: Final = 3
MOST_ALONE: Final = 2.0
INTRODUCED_WITHIN: Final = 8  # parts above a surname within which its full name counts as its introduction
PRIOR_PLACES: Final = 30  # how many places of a page weigh as much as what is usual everywhere
PRECISION: Final = 0.42  # the square of F's beta: a cut that nobody wrote is worse than one that is missing
SUREST: Final = 0.9  # no cut that is surer than this is left out, and none made that is less likely than the next
LIKELY: Final = 0.3
SMALLEST: Final = 1e-100
LARGEST: Final = 1e100

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CutPoint:
    """A cut above a part, and how probable it is (0 to 1)."""

    part: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes of all possible posts of a page.

    Attributes:
        sizes: For each sign of a shape a table of its sizes: a row for each part at which a post may begin, a column
            for each number of further parts that it may go on for.
        possible: Whether such a post may be at all: it does not run beyond the page, over a sure cut or any length.
    """

    sizes: Mapping[str, Floats]
    possible: NDArray[np.bool_]

    def scores(self, weights: Weights) -> Floats:
        """The log-odds of each possible post by its shape alone; minus infinity where there can be none."""
        total: Floats = sum(
            (weights[name] * sizes for name, sizes in self.sizes.items()), np.zeros(self.possible.shape)
        )
        return np.where(self.possible, total, -np.inf)


def segment(parts: Sequence[Part], weights: Weights) -> list[CutPoint]:
    """Cut a row of parts into posts.

    Args:
        parts: In page order.
        weights: What the shape of a post counts, and how often posts begin.

    Returns:
        The first part of each post, in order; the first is always part 0. Empty if there are no parts.
    """
    if not parts:
        return []
    layout = shapes(parts)
    lattice = _Lattice(parts, layout.scores(weights))
    is_open = np.array([abs(part.score) < SURE for part in parts])
    is_open[0] = False
    shift = _density(lattice.probabilities(0.0)[is_open], weights.share)
    odds = lattice.probabilities(shift)
    likely = odds >= _threshold(odds[is_open])
    cuts = _within_limits([0, *(np.flatnonzero(likely[1:]) + 1)], odds, layout.possible)
    return [CutPoint(0, 1.0)] + [CutPoint(n, min(1.0, float(odds[n]))) for n in cuts[1:]]


def _within_limits(cuts: Sequence[int], odds: Floats, possible: NDArray[np.bool_]) -> list[int]:
    """Add the likeliest cuts to those chosen wherever a post would be longer than any can be."""
    kept: list[int] = []
    for first, end in pairwise([*cuts, len(odds)]):
        kept.append(int(first))
        if end - first > possible.shape[1] or not possible[first, end - first - 1]:
            kept += _likeliest_cuts(first, end, odds, possible)
    return kept


def _likeliest_cuts(first: int, end: int, odds: Floats, possible: NDArray[np.bool_]) -> list[int]:
    """The cuts in a stretch that divide it into possible posts and whose product of odds is best; none if none can."""
    costs = -np.log(np.maximum(odds[first:end], SMALLEST))
    costs[odds[first:end] <= 0.0] = np.inf
    spent, came_from = np.zeros(end - first + 1), np.zeros(end - first + 1, dtype=int)
    for place in range(1, end - first + 1):
        starts = np.arange(max(0, place - possible.shape[1]), place)
        ways = np.where(possible[first + starts, place - starts - 1], spent[starts], np.inf)
        came_from[place] = starts[int(ways.argmin())]
        spent[place] = ways.min() + (costs[place] if place < len(costs) else 0.0)
    if not np.isfinite(spent[-1]):
        return []
    found, place = [], int(came_from[-1])
    while place > 0:
        found.append(first + place)
        place = int(came_from[place])
    return found[::-1]


def shapes(parts: Sequence[Part]) -> Shapes:
    """Lay out the shapes of all possible posts of a page."""
    count, width = len(parts), min(len(parts), LONGEST_PARTS)
    rows = np.arange(count)[:, None]
    ends = rows + np.arange(1, width + 1)[None, :]
    is_inside = ends <= count
    ends = np.minimum(ends, count)
    words = _between([part.words for part in parts], rows, ends)
    paragraphs = _between([part.words > 0 for part in parts], rows, ends)
    sure_cuts = _between([part.score >= SURE for part in parts], np.minimum(rows + 1, count), ends)
    length = np.log(np.maximum(1.0, words) / USUAL_WORDS)
    linked, unlinked = _holding_on(parts, width)
    sizes = {
        "length": length,
        "length squared": length * length,
        "is one paragraph": (paragraphs == 1).astype(float),
        "is two paragraphs": (paragraphs == 2).astype(float),
        "number of paragraphs": np.log(np.maximum(1.0, paragraphs)),
        "is only pictures": (words == 0).astype(float),
        "is very long": (words > LONG_WORDS).astype(float),
        "names somebody in full twice": np.minimum(_repeats(parts, width), MOST_REPEATS),
        "uses a surname before the full name": np.minimum(_unintroduced(parts, width), MOST_ALONE),
        "holds on to its first words": linked,
        "does not hold on to its first words": np.minimum(unlinked, MOST_UNLINKED),
    }
    is_short = (words <= LONGEST_WORDS) | (ends == rows + 1)
    return Shapes(sizes, is_inside & is_short & (sure_cuts == 0))


def _between(values: Sequence[float], rows: NDArray[np.int64], ends: NDArray[np.int64]) -> Floats:
    """The sum of the values of each possible post."""
    sums = np.concatenate([[0.0], np.cumsum(np.array(values, dtype=float))])
    found: Floats = sums[ends] - sums[np.minimum(rows, len(values))]
    return found


def _holding_on(parts: Sequence[Part], width: int) -> tuple[Floats, Floats]:
    """How closely the parts of each possible post hold on to its first words, and how many do not."""
    count = len(parts)
    has_words = np.array([part.words > 0 for part in parts])
    links = _links(parts, width)
    later_parts = np.minimum(np.arange(count)[:, None] + np.arange(width)[None, :], count - 1)
    counts = has_words[later_parts]
    counts[:, 0] = False
    linked = np.cumsum(np.where(counts, np.minimum(links, MOST_LINKED) - LINKED, 0.0), axis=1)
    unlinked = np.cumsum(counts & (links < UNLINKED), axis=1).astype(float)
    if has_words.all():
        return linked, unlinked
    leads = np.minimum(_next(has_words), count - 1)
    reach = np.arange(width)[None, :] - (leads - np.arange(count))[:, None]  # parts beyond the first with words
    inside = np.clip(reach, 0, width - 1)
    return tuple(  # type: ignore[return-value]  # both of them
        np.where(reach > 0, np.take_along_axis(table[leads], inside, axis=1), 0.0) for table in (linked, unlinked)
    )


def _links(parts: Sequence[Part], width: int) -> Floats:
    """How closely later parts hold on to each part's words: a row for each part, a column for each number of parts."""
    table = np.zeros((len(parts), width))
    numbers = np.repeat(np.arange(len(parts)), [len(part.links) for part in parts])
    further = np.fromiter(chain.from_iterable(part.links for part in parts), dtype=np.int64) - numbers
    sizes = np.fromiter(chain.from_iterable(part.links.values() for part in parts), dtype=float)
    is_within = further < width
    table[numbers[is_within], further[is_within]] = sizes[is_within]
    return table


def _next(flags: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For each place the number of the next one that is set, itself included; the length where none is."""
    places = np.where(flags, np.arange(len(flags)), len(flags))
    return np.minimum.accumulate(places[::-1])[::-1]


def _repeats(parts: Sequence[Part], width: int) -> Floats:
    """How often each possible post gives a full name that it has given already."""
    table = np.zeros((len(parts), width))
    last: dict[str, int] = {}
    for number, part in enumerate(parts):
        for name in part.names:
            if name in last:
                starts = np.arange(max(0, number - width + 1), last[name] + 1)
                table[starts, number - starts] += 1.0
            last[name] = number
    return np.cumsum(table, axis=1)


def _unintroduced(parts: Sequence[Part], width: int) -> Floats:
    """How many surnames each possible post uses before it gives them in full, as far as this page introduces people."""
    table = np.zeros((len(parts), width))
    trust = _introductions(parts)
    last: dict[str, int] = {}
    for number, part in enumerate(parts):
        for name in part.bare:
            if trust.get(name):
                starts = np.arange(max(last.get(name, -1) + 1, number - width + 1), number + 1)
                table[starts, number - starts] += trust[name]
            last[name] = number
        last.update(dict.fromkeys(part.families, number))
    return np.cumsum(table, axis=1)


def _introductions(parts: Sequence[Part]) -> dict[str, float]:
    """How far this page gives each surname in full before it stands alone: 0 for not more than by chance, to 1."""
    families = [part.families for part in parts]
    named = frozenset[str]().union(*families)
    alone, introduced = Counter[str](), Counter[str]()
    last: dict[str, int] = {}
    for number, part in enumerate(parts):
        last.update(dict.fromkeys(families[number], number))
        for name in part.bare & named:
            alone[name] += 1
            introduced[name] += number - last.get(name, -INTRODUCED_WITHIN - 1) <= INTRODUCED_WITHIN
    return {name: max(0.0, (introduced[name] + 1) / (count + 2) - 0.5) * 2 for name, count in alone.items()}


class _Lattice:
    """All ways to cut a page, with the odds of each possible post and of each cut."""

    def __init__(self, parts: Sequence[Part], scores: Floats) -> None:
        count, width = scores.shape
        self._count = count
        self._above = np.array([0.0, *(part.score for part in parts[1:]), 0.0])
        self._above[self._above <= FORBIDDEN] = -np.inf
        starts = np.arange(1, count + 1)[:, None] - np.arange(1, width + 1)[None, :]
        columns = np.broadcast_to(np.arange(width), starts.shape)
        ending = np.where(starts >= 0, scores[np.maximum(starts, 0), columns], -np.inf)
        self._downwards = np.exp(ending)
        self._upwards = np.exp(scores[::-1])

    def probabilities(self, shift: float) -> Floats:
        """The probability of a cut at each place, over all ways to cut the page; `shift` makes every cut likelier."""
        above = self._above.copy()
        above[1:-1] += shift
        gains = np.exp(above)
        arrived = _sweep(self._downwards, gains)
        onward = _sweep(self._upwards, gains[::-1])[::-1]
        if arrived[-1] == -np.inf:  # nothing fits the limits: leave the page whole
            return np.zeros(self._count)
        odds: Floats = np.exp(np.minimum(0.0, arrived[:-1] + above[:-1] + onward[:-1] - arrived[-1]))
        return odds


def _sweep(table: Floats, gains: Floats) -> Floats:
    """Add up all ways to come to each place.

    Args:
        table: The odds of each stretch: a row for each place but the first at which it ends, a column for each number
            of further places that it goes back.
        gains: The odds of a cut at each place.

    Returns:
        For each place the logarithm of the sum, the cut there not counted.
    """
    count, width = table.shape
    rows = [*np.ascontiguousarray(table[:, ::-1])]  # the nearest place stands last, as it does in `reached`
    gained = gains.tolist()  # plain numbers: taken one by one, those of an array cost several times as much
    reached = np.zeros(width + count)
    reached[width - 1] = 1.0
    sums, scale = [0.0], 0.0
    for place, (row, gain) in enumerate(zip(rows, gained[1:], strict=True), start=1):
        value = float(reached[place - 1 : place - 1 + width].dot(row))
        sums.append(log(value) + scale if value > 0.0 else -np.inf)
        onward = value * gain
        reached[width - 1 + place] = onward
        if onward > 0.0 and not SMALLEST < onward < LARGEST:
            reached[place : place + width] /= onward  # keep the numbers within what a float holds
            scale += log(onward)
    return np.array(sums)


def _density(odds: Floats, usual: float) -> float:
    """How much likelier than usual posts begin on this page, in log-odds.

    Args:
        odds: The probability of a cut at each place that is open, as if its page were a usual one.
        usual: The share of places at which a post begins on usual pages.
    """
    if not len(odds):
        return 0.0
    odds = np.clip(odds, 1e-6, 1 - 1e-6)
    ratio = odds / (1 - odds) / (usual / (1 - usual))
    share = usual
    for _ in range(100):
        posterior = share * ratio / (share * ratio + 1 - share)
        again = (float(posterior.sum()) + PRIOR_PLACES * usual) / (len(odds) + PRIOR_PLACES)
        if abs(again - share) < 1e-6:
            break
        share = again
    return log(share / (1 - share)) - log(usual / (1 - usual))


def _threshold(odds: Floats) -> float:
    """The probability from which a cut is made, so that the expected F-measure of all of them is best."""
    if not len(odds):
        return SUREST
    falling = np.sort(odds)[::-1]
    hits = np.cumsum(falling)
    measure = hits / (np.arange(1, len(odds) + 1) + PRECISION * float(odds.sum()))
    return max(LIKELY, min(SUREST, float(falling[int(measure.argmax())])))
