"""Weights: how much each sign of a new post counts, and how it is put into words.

Knows the table in `resources/segmentation`, which a script fits on pages whose posts are known and which a person can
read and change. Never knows what a sign is: `evidence` names them.

Units:
    Log-odds: the natural logarithm of how many times likelier a post begins where the sign is seen; for a sign that has
    a size, for each unit of it.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from operator import mul
from pathlib import Path
from typing import Final

from desktop.domain.errors import LibraryDamaged

COLUMNS: Final = ("sign", "weight", "for", "against")
SHARE: Final = "share of places"  # the row that holds no weight
REMEDY: Final = "Install the program anew."

Seen = tuple[tuple[str, float], ...]  # a few signs, each with its size
Reasons = tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """All signs at one place.

    Why two rows and no pairs: a long page has a hundred thousand signs, and to keep an object for each takes longer
    than to weigh them.

    Attributes:
        names: Of the signs.
        sizes: As many.
    """

    names: tuple[str, ...] = ()
    sizes: tuple[float, ...] = ()

    def __iter__(self) -> Iterator[tuple[str, float]]:
        """Each sign with its size."""
        return zip(self.names, self.sizes, strict=True)


@dataclass(frozen=True, slots=True)
class Sign:
    """One row of the table.

    Attributes:
        weight: Log-odds for each unit of the sign.
        pro: The reason in words where it speaks for a cut.
        con: The reason in words where it speaks against one.
    """

    weight: float
    pro: str
    con: str


@dataclass(frozen=True, slots=True)
class Weights:
    """The whole table.

    Attributes:
        signs: By name.
        share: Of the places between two paragraphs, how many begin a post on the pages that the weights come from.
    """

    signs: Mapping[str, Sign]
    share: float

    def weigh(self, seen: Signs) -> Reasons:
        """Turn signs and their sizes into log-odds and reasons.

        Raises:
            LibraryDamaged: The table has no row for a sign.
        """
        try:
            return tuple(
                (weight, sign.pro if weight > 0 else sign.con)
                for name, size in seen
                if (weight := (sign := self.signs[name]).weight * size)
            )
        except KeyError as error:
            raise _no_row(error.args[0]) from error

    def scores(self, places: Iterable[Signs]) -> list[float]:
        """What the signs at each place come to, in log-odds."""
        weight_of = {name: sign.weight for name, sign in self.signs.items()}.__getitem__
        return [sum(map(mul, map(weight_of, signs.names), signs.sizes)) for signs in places]

    def __getitem__(self, name: str) -> float:
        """The weight of one sign.

        Raises:
            LibraryDamaged: The table has no row for it.
        """
        try:
            return self.signs[name].weight
        except KeyError as error:
            raise _no_row(name) from error


def _no_row(name: str) -> LibraryDamaged:
    return LibraryDamaged(f"The table of weights has no row “{name}”.", REMEDY)


def read_weights(path: Path) -> Weights:
    """Read the table.

    Args:
        path: A file of tab-separated rows: sign, weight, the reason for a cut, the reason against one.

    Raises:
        LibraryDamaged: It is no such table, or a number in it counts nothing.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = {row["sign"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
        share = float(rows.pop(SHARE)["weight"])
        if not 0.0 < share < 1.0:
            raise ValueError(f"the {SHARE} is {share} and has to lie between 0 and 1")
        return Weights({name: _sign(row) for name, row in rows.items()}, share)
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise LibraryDamaged(f"{path.name} cannot be read: {error}", REMEDY) from error


def _sign(row: Mapping[str, str]) -> Sign:
    weight = float(row["weight"])
    if not isfinite(weight):
        raise ValueError(f"the weight of “{row['sign']}” is no number")
    return Sign(weight, row["for"], row["against"])
