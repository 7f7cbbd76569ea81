"""Parts: what `evidence` tells `segmenting` of a page, in numbers and names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

SURE: Final = 30.0  # log-odds from which a cut is certain


@dataclass(frozen=True, slots=True)
class Part:
    """What cannot be divided: a paragraph, or a run of picture lines.

    Attributes:
        score: Log-odds of a cut right above it.
        words: Its length in words, captions not counted.
        names: Full names of people given in it.
        families: The surnames in these.
        bare: Surnames of people used in it without their given names.
        links: For later parts, by number: how closely they hold on to its words.
    """

    score: float
    words: int
    names: frozenset[str]
    families: frozenset[str]
    bare: frozenset[str]
    links: Mapping[int, float]
