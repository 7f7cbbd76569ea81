"""Weights: how much each sign of a new post counts, and how it is put into words.

Knows the table in `resources/segmentation`, which a script fits on pages whose posts are known and which a person can
read and change. Never knows what a sign is: `evidence` names them.

Units:
    Log-odds: the natural logarithm of how many times likelier a post begins where the sign is seen; for a sign that has
    a size, for each unit of it.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.domain.errors import LibraryDamaged

COLUMNS: Final = ("sign", "weight", "for", "against")
SHARE: Final = "share of places"  # the row that holds no weight

Reasons = tuple[tuple[float, str], ...]


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

    def weigh(self, seen: Iterable[tuple[str, float]]) -> Reasons:
        """Turn signs and their sizes into log-odds and reasons; a sign that the table does not know is an error."""
        return tuple(
            (weight, sign.pro if weight > 0 else sign.con)
            for name, size in seen
            if (weight := (sign := self.signs[name]).weight * size)
        )

    def __getitem__(self, name: str) -> float:
        """The weight of one sign."""
        return self.signs[name].weight


def read_weights(path: Path) -> Weights:
    """Read the table.

    Args:
        path: A file of tab-separated rows: sign, weight, the reason for a cut, the reason against one.

    Raises:
        LibraryDamaged: It is no such table.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = {row["sign"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
        share = float(rows.pop(SHARE)["weight"])
        signs = {name: Sign(float(row["weight"]), row["for"], row["against"]) for name, row in rows.items()}
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise LibraryDamaged(f"{path.name} cannot be read: {error}", "Install the program anew.") from error
    return Weights(signs, share)
