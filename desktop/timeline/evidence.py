"""Evidence: what speaks for and against a post beginning at each place of an unmarked page.

Knows the signs that hold on pages of many publishers, and learns from the page itself whether its pictures open or
close its posts. Never decides: the signs are added up here and weighed against length by `segmenting`.

Why log-odds that are added: each sign can be read, changed and explained by itself, and the reasons that are shown to
the reader are the very numbers that decided.

Units:
    Log-odds, see `openings`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.timeline.classifying import FIGURE, Line, Role
from desktop.timeline.openings import Opening, read_opening
from desktop.timeline.segmenting import SURE, Part
from desktop.timeline.words import content_words, rarity, surnames

BASE: Final = -0.9  # most paragraphs open nothing
NEARBY: Final = 3  # paragraphs before and after that are compared
ALL_NEWS: Final = 0.5  # log-odds per unit of difference between what follows and what precedes, see `_cohesion`
FIGURE_HABIT: Final = 3.5
FIGURE_WORDS: Final = 3.0
EDGES: Final = 0.7  # how many votes for each picture the top and the bottom of the page have
TITLE_WEIGHT: Final = 5.0
UNTITLED: Final = -3.5  # on a page whose posts have titles

Signs = tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that belong together: a paragraph, a run of picture lines, a title.

    Attributes:
        first: Number of its first line.
        last: Number of its last line.
        role: The role of its lines; CAPTION for a whole figure.
        opening: For a paragraph, what its words say.
        signs: What speaks for or against a cut above it.
    """

    first: int
    last: int
    role: Role
    opening: Opening | None = None
    signs: Signs = ()

    @property
    def score(self) -> float:
        """The sum of its signs, kept within what counts as sure."""
        return max(-SURE, min(SURE, sum(weight for weight, _ in self.signs)))

    def part(self) -> Part:
        """What the segmenter needs to know of it."""
        if self.opening is None:
            return Part(self.score, 0)
        return Part(self.score, self.opening.count, self.opening.names)


def gather(lines: Sequence[Line], first: int, last: int, *, has_titles: bool) -> list[Unit]:
    """Group lines into units and judge the place above each.

    Args:
        lines: All lines of the page.
        first: The first line of the stream of posts.
        last: One past its last line.
        has_titles: Whether the page's posts have titles.

    Returns:
        The units in page order; furniture is in none of them.
    """
    units = _units(lines, first, last)
    known = surnames(lines[u.first].words for u in units if u.role in _READ)
    units = [
        Unit(u.first, u.last, u.role, read_opening(lines[u.first].words, known)) if u.role in _READ else u
        for u in units
    ]
    weights = rarity([u.opening.stems for u in units if u.opening])
    habit = _figure_habit(lines, units, weights)
    return [
        Unit(u.first, u.last, u.role, u.opening, _signs(lines, units, number, weights, habit, has_titles))
        for number, u in enumerate(units)
    ]


_READ: Final = frozenset({Role.TEXT, Role.QUOTE, Role.LIST, Role.BACKGROUND})
_CLOSERS: Final = frozenset({Role.CONTRIBUTOR, Role.READ_MORE})


def _units(lines: Sequence[Line], first: int, last: int) -> list[Unit]:
    units: list[Unit] = []
    for number in range(first, last):
        line = lines[number]
        if line.role in (Role.FURNITURE, Role.PAGE_TITLE):
            continue
        role = Role.CAPTION if line.role in FIGURE else line.role
        above = units[-1] if units else None
        if role is Role.CAPTION and above and above.role is Role.CAPTION and not _opens_figure(lines, above, number):
            units[-1] = Unit(above.first, number, role)
        else:
            units.append(Unit(number, number, role))
    return units


def _opens_figure(lines: Sequence[Line], above: Unit, number: int) -> bool:
    """Whether a picture line begins another figure than the one right above it."""
    line, before = lines[number], lines[above.last]
    if line.role is Role.IMAGE:
        return True
    if line.role is Role.CREDIT:
        return before.role is Role.CREDIT
    return not line.repeats and before.role is not Role.IMAGE


def _signs(
    lines: Sequence[Line],
    units: Sequence[Unit],
    number: int,
    weights: dict[str, float],
    habit: float,
    has_titles: bool,
) -> Signs:
    unit = units[number]
    above = units[number - 1] if number else None
    if above is None:
        return ()
    if unit.role in _CLOSERS:
        return ((-SURE, "it closes a post"),)
    if above.role in _CLOSERS:
        return ((SURE, _after(above.role)),)
    if above.role is Role.NOTICE or unit.role is Role.NOTICE:
        return ((SURE, "the notice stands by itself"),)
    if unit.role is Role.HEADING or above.role is Role.HEADING:
        return _title_signs(above, has_titles)
    if unit.role is Role.BYLINE or above.role is Role.BYLINE:
        return ((4.0, "a byline opens it"),) if unit.role is Role.BYLINE else ((-SURE, "it follows its byline"),)
    untitled: Signs = ((UNTITLED, "it has no title"),) if has_titles else ()
    if unit.role is Role.CAPTION:
        return untitled + _figure_signs(units, number, lines, weights, habit)
    if above.role is Role.CAPTION:
        return untitled + _below_figure(units, number, lines, weights, habit)
    return untitled + _paragraph_signs(units, number, weights)


def _after(role: Role) -> str:
    return "the lines above close a post" if role is Role.CONTRIBUTOR else "the line above points to a story elsewhere"


def _title_signs(above: Unit, has_titles: bool) -> Signs:
    if above.role is Role.HEADING:
        return ((-SURE, "it follows its title"),)
    return ((TITLE_WEIGHT, "a title opens it"),) if has_titles else ((0.5, "a heading opens it"),)


def _paragraph_signs(units: Sequence[Unit], number: int, weights: dict[str, float]) -> Signs:
    """What speaks for a cut between two paragraphs."""
    opening = units[number].opening
    if opening is None or units[number].role is Role.BACKGROUND:
        return ((-4.0, "it is background to the news above"),)
    if units[number].role is Role.LIST:
        return ((-4.0, "it is a point of a list"),)
    return ((BASE, "most paragraphs go on"), *opening.signs, *_cohesion(units, number, weights))


def _cohesion(units: Sequence[Unit], number: int, weights: dict[str, float]) -> Signs:
    """Whether a paragraph's words look back or ahead."""
    opening = units[number].opening
    assert opening is not None
    back = _stems(units, range(number - 1, max(-1, number - 1 - NEARBY), -1))
    ahead = _stems(units, range(number + 1, min(len(units), number + 1 + NEARBY)))
    total = sum(weights[stem] for stem in opening.stems) or 1.0
    shared_back = sum(weights[stem] for stem in opening.stems & back) / total
    shared_ahead = sum(weights[stem] for stem in opening.stems & ahead) / total
    signs = [
        (
            5.0 * (shared_ahead - shared_back),
            "its words go on below" if shared_ahead > shared_back else "its words were used above",
        )
    ]
    signs.append((3.0 * (0.3 - shared_back), "its words are new"))
    if opening.subject in back:
        signs.append((-0.6, "its subject is known already"))
    elif opening.subject:
        signs.append(
            (1.2, "a new subject is taken up") if opening.subject in ahead else (0.5, "it has another subject")
        )
    return tuple(signs)


def _stems(units: Sequence[Unit], numbers: range) -> frozenset[str]:
    """The content words of the paragraphs in a direction, as far as no sure boundary lies between."""
    found: frozenset[str] = frozenset()
    for number in numbers:
        unit = units[number]
        if unit.role in _CLOSERS and numbers.step < 0:
            break
        if unit.opening is not None:
            found |= unit.opening.stems
    return found


def _figure_habit(lines: Sequence[Line], units: Sequence[Unit], weights: dict[str, float]) -> float:
    """Whether this page's pictures stand above their posts (towards 1) or below them (towards -1)."""
    leanings = [_leaning(lines, units, n, weights) for n, unit in enumerate(units) if unit.role is Role.CAPTION]
    if not leanings:
        return 0.0
    votes = sum(1.0 if leaning > 0.05 else -1.0 if leaning < -0.05 else 0.0 for leaning in leanings)
    inner = [unit for unit in units if unit.role is not Role.NOTICE]
    edges = (inner[0].role is Role.CAPTION) - (inner[-1].role is Role.CAPTION)
    return max(-1.0, min(1.0, (votes + EDGES * len(leanings) * edges) / (len(leanings) + 1)))


def _leaning(lines: Sequence[Line], units: Sequence[Unit], number: int, weights: dict[str, float]) -> float:
    """Whether a caption speaks of what stands below it (positive) or above it (negative)."""
    words = " ".join(
        lines[n].words for n in range(units[number].first, units[number].last + 1) if lines[n].role is Role.CAPTION
    )
    stems = content_words(words)
    total = sum(weights.get(stem, 1.0) for stem in stems)
    if not total:
        return 0.0
    return _share(units, number + 1, stems, weights, total) - _share(units, number - 1, stems, weights, total)


def _share(units: Sequence[Unit], number: int, stems: frozenset[str], weights: dict[str, float], total: float) -> float:
    opening = units[number].opening if 0 <= number < len(units) else None
    return sum(weights.get(stem, 1.0) for stem in stems & opening.stems) / total if opening else 0.0


def _figure_signs(
    units: Sequence[Unit], number: int, lines: Sequence[Line], weights: dict[str, float], habit: float
) -> Signs:
    """What speaks for a cut above a picture."""
    if number + 1 < len(units) and units[number + 1].role is Role.CAPTION:
        return ((-3.0 - 3.0 * habit, "of several pictures the last one opens the post"),)
    leaning = _leaning(lines, units, number, weights)
    signs = [(FIGURE_HABIT * habit, "a picture opens it" if habit > 0 else "pictures close the posts of this page")]
    if leaning:
        signs.append(
            (
                FIGURE_WORDS * leaning,
                "the caption speaks of what follows" if leaning > 0 else "the caption speaks of the text above",
            )
        )
    below = units[number + 1] if number + 1 < len(units) else None
    if below and below.opening:
        signs += [(0.6 * weight, reason) for weight, reason in below.opening.signs]
    return tuple(signs)


def _below_figure(
    units: Sequence[Unit], number: int, lines: Sequence[Line], weights: dict[str, float], habit: float
) -> Signs:
    """What speaks for a cut right below a picture."""
    leaning = _leaning(lines, units, number - 1, weights)
    signs = [
        (
            -FIGURE_HABIT * habit - (1.0 if habit > 0 else 0.0),
            "the picture above belongs to it" if habit > 0 else "a picture closes the post above",
        ),
        (
            -FIGURE_WORDS * leaning,
            "the caption speaks of this" if leaning > 0 else "the caption speaks of what stands above it",
        ),
    ]
    return tuple(signs) + _paragraph_signs(units, number, weights)
