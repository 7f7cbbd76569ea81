"""A made-up library of any size whose words are as common and as rare as in real ones.

Words follow Zipf's law: the n-th most common is about 1/n as common as the first. Posts are imported in another order
than they were written in, as happens when old pages are saved late. The same size is the same library each time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np

from desktop.domain.ids import ArticleId, PostId
from desktop.search.documents import IndexedPost

MEAN_WORDS = 120
POSTS_A_PAGE = 60
SITES = 40
FIRST_DAY = date(2019, 1, 1)
DAYS = 1_500
SEED = 7
_VOCABULARY = 400_000
_KERNEL = 8_000
_SYLLABLES = [first + second for first in "bcdfghjklmnprstvz" for second in "aeiou"]
_ENDINGS = ("", "", "", "", "s", "ed", "ing", "er", "n", "th")
_MADE_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many posts hold a word of each kind, as shares of all."""

    low: float
    high: float


RARE, MIDDLING, COMMON = Sizes(0.00002, 0.0005), Sizes(0.004, 0.015), Sizes(0.34, 0.70)


class Corpus:
    """The posts of a made-up library.

    Attributes:
        count: How many there are.
        having: For each word how many posts hold it; filled while the posts are made.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self.having = np.zeros(_VOCABULARY, np.int64)
        self._commonness = _commonness()
        chance = np.random.default_rng(SEED)
        self.ranks = chance.permutation(count)  # the place of each post in time

    @cached_property
    def words(self) -> list[str]:
        """All words, the most common first."""
        base = len(_SYLLABLES)
        made = []
        for number in range(_VOCABULARY):
            rest, word = number, ""
            while rest or len(word) < 2:
                rest, place = divmod(rest, base)
                word += _SYLLABLES[(place * 37 + 11) % base]
            made.append(word + _ENDINGS[(number * 7) % len(_ENDINGS)])
        return made

    def posts(self) -> Iterator[IndexedPost]:
        """Yield the posts in the order of their import."""
        for first in range(0, self.count, _MADE_AT_ONCE):
            yield from self._made(first, min(first + _MADE_AT_ONCE, self.count))

    def extra(self, page: int) -> list[IndexedPost]:
        """Return the posts of a page that is imported later."""
        first = self.count + page * POSTS_A_PAGE
        return list(self._made(first, first + POSTS_A_PAGE))

    def of_kind(self, kind: Sizes, number: int) -> list[str]:
        """Return some words of a kind, the same each time."""
        shares = self.having / max(1, self.count)
        places = np.flatnonzero((shares >= kind.low) & (shares <= kind.high) & (self.having >= 2))
        if not len(places):
            places = np.argsort(np.abs(shares - kind.high))[:number]
        chosen = np.random.default_rng(SEED).choice(places, number)
        return [self.words[place] for place in chosen.tolist()]

    def _made(self, first: int, last: int) -> Iterator[IndexedPost]:
        chance = np.random.default_rng((SEED, first))
        sizes = np.maximum(chance.lognormal(np.log(MEAN_WORDS * 0.9), 0.45, last - first).astype(int), 8)
        drawn = np.minimum(np.searchsorted(self._commonness, chance.random(int(sizes.sum()))), _VOCABULARY - 1)
        ends = np.cumsum(sizes)
        words = self.words
        for number, begin, end in zip(range(first, last), (ends - sizes).tolist(), ends.tolist(), strict=True):
            places = drawn[begin:end]
            if number < self.count:
                self.having[np.unique(places)] += 1
            yield self._post(number, [words[place] for place in places.tolist()])

    def _post(self, number: int, words: Sequence[str]) -> IndexedPost:
        rank = int(self.ranks[number]) if number < self.count else number
        day = FIRST_DAY + timedelta(days=rank * DAYS // max(1, self.count))
        page = number // POSTS_A_PAGE
        return IndexedPost(
            id=PostId(f"{number * 2654435761 % 2**80:020x}"),
            article_id=ArticleId(f"{page:020x}"),
            title=" ".join(words[:6]) if number % 3 else "",
            body=_sentences(words),
            captions=(" ".join(words[6:14]),) if number % 4 == 0 else (),
            order_key=float(rank * 60),
            ordinal=number % POSTS_A_PAGE,
            site=f"site{page % SITES}",
            days=(day, day),
            number=number + 1,
        )


def _commonness() -> Any:
    """Return how probable a word is that is no rarer than each.

    Source: Ferrer i Cancho and Solé, "Two Regimes in the Frequency of Words" (2001): 1/n for the first thousands of
    words, 1/n² beyond. The head is flattened a little, so that the first words do not stand in every post.
    """
    places = np.arange(1, _VOCABULARY + 1, dtype=float)
    shares = 1 / (places + 10)
    shares[_KERNEL:] *= _KERNEL / places[_KERNEL:]
    return np.cumsum(shares) / shares.sum()


def _sentences(words: Sequence[str]) -> str:
    return " ".join(
        " ".join(words[place : place + 14]).capitalize() + (".\n" if place % 42 == 28 else ".")
        for place in range(0, len(words), 14)
    )
