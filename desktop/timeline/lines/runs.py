"""Runs: the longest part of a row that is in order.

Knows rows of anything that can be compared; never what they stand for. It tells what fits a page's order from what was
pinned, or is no time of a post at all.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, Protocol, TypeVar


class Comparable(Protocol):
    """What can be put in order."""

    def __lt__(self, other: Any, /) -> bool: ...  # noqa: ANN401 - each type compares with itself


Value = TypeVar("Value", bound=Comparable)


def longest_rise(values: Sequence[Value]) -> list[int]:
    """Return the numbers of the longest run of values, gaps allowed, that never falls."""
    tails: list[Value] = []
    last: list[int] = []
    before: list[int] = []
    for n, value in enumerate(values):
        place = bisect_right(tails, value)
        before.append(last[place - 1] if place else -1)
        tails[place : place + 1] = [value]
        last[place : place + 1] = [n]
    chain, n = [], last[-1] if last else -1
    while n >= 0:
        chain.append(n)
        n = before[n]
    return chain[::-1]
