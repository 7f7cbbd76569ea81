"""Evidence: what speaks for and against a post beginning at each place of an unmarked page.

Knows the signs that hold on pages of many publishers, and learns from the page itself whether its pictures open or
close its posts and how densely it is written. Never decides and never counts: the weights say how much each sign tells,
and `segmenting` weighs them all at once.

Why log-odds that are added: each sign can be read, changed and explained by itself, and the reasons that are shown to
the reader are the very numbers that decided.

Units:
    Sizes of signs are shares from 0 to 1, less what is usual, or logarithms; see `_page_signs` and `cohesion`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from types import MappingProxyType
from typing import Final

import numpy as np

from desktop.timeline.cuts.cohesion import NEARBY, cohesion
from desktop.timeline.cuts.openings import Opening, capital_of_place, read_openings
from desktop.timeline.cuts.parts import SURE, Part
from desktop.timeline.cuts.vocabulary import Integers, Uses, Vocabulary
from desktop.timeline.cuts.weights import Reasons, Signs, Weights
from desktop.timeline.cuts.words import capital, content_words, family_of, stem
from desktop.timeline.lines.classifying import FIGURE, Line, Role

WITHIN: Final = 6  # lines of any sort among which the paragraphs are looked for that one is compared with
EDGES: Final = 0.7  # how many votes for each picture the top and the bottom of the page have
LINK_WITHIN: Final = 40  # units below a first paragraph that may go on with it
LINKING: Final = 0.25  # rarity from which a word can link two paragraphs
FEW_TITLES: Final = 0.04  # titles for each paragraph: a line or two look like titles on any page
SOME_TITLES: Final = 0.12
MANY_TITLES: Final = 0.25
NO_SIGNS: Final = Signs()
NO_LINKS: Final[Mapping[int, float]] = MappingProxyType({})  # one for all parts without any
BYLINE: Final = 4.0  # log-odds of a writer's name above a text


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that belong together: a paragraph, a run of picture lines, a title.

    Attributes:
        first: Number of its first line.
        last: Number of its last line.
        role: The role of its lines; CAPTION for a whole figure.
        opening: For a paragraph, what its words say.
        certain: What the lines themselves settle about a cut above it: log-odds and reasons.
        seen: Where they settle nothing, the signs for and against a cut above it, and their sizes.
        links: For a paragraph, how closely those further down hold on to its words, by the numbers of their units.
    """

    first: int
    last: int
    role: Role
    opening: Opening | None = None
    certain: Reasons = ()
    seen: Signs = NO_SIGNS
    links: Mapping[int, float] = field(default_factory=lambda: NO_LINKS)

    def reasons(self, weights: Weights) -> Reasons:
        """What speaks for and against a cut above it, in log-odds and in words."""
        return self.certain or weights.weigh(self.seen)


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
    page = _Page(lines, _units(lines, first, last), has_titles)
    return [_judged(page, number) for number in range(len(page.units))]


def _judged(page: "_Page", number: int) -> Unit:
    """A unit with what speaks for and against a cut above it."""
    unit = page.units[number]
    certain = _certain(unit, page.units[number - 1]) if number else ()
    seen = NO_SIGNS if certain or not number else _signs(page, number)
    opening, links = page.openings.get(number), page.links.get(number, NO_LINKS)
    return Unit(unit.first, unit.last, unit.role, opening, certain, seen, links)


def parts(units: Sequence[Unit], weights: Weights) -> list[Part]:
    """Return what the segmenter needs to know of each unit."""
    scores = weights.scores(unit.seen for unit in units)
    return [_part(unit, score) for unit, score in zip(units, scores, strict=True)]


def _part(unit: Unit, score: float) -> Part:
    settled = sum(weight for weight, _ in unit.certain) if unit.certain else score
    score = max(-SURE, min(SURE, settled))
    if unit.opening is None:
        return Part(score, 0, frozenset(), frozenset(), frozenset(), NO_LINKS)
    opening = unit.opening
    families = frozenset(map(family_of, opening.names)) if opening.names else opening.names
    return Part(score, opening.count, opening.names, families, opening.bare, unit.links)


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


class _Page:
    """What is known of a page as a whole while its places are judged."""

    def __init__(self, lines: Sequence[Line], units: Sequence[Unit], has_titles: bool) -> None:
        places = [number for number, unit in enumerate(units) if unit.role in _READ]
        texts = [lines[units[place].first].words for place in places]
        vocabulary = Vocabulary(texts)
        read = read_openings(texts, vocabulary)
        self.lines = lines
        self.units = units
        self.openings = dict(zip(places, read, strict=True))  # of paragraphs, by their units, as are numbers and links
        self.stems = vocabulary.uses(stem)
        self.rarity = self.stems.rarities()
        self.numbers = {place: number for number, place in enumerate(places)}
        self.links = dict(zip(places, _links(self.stems, places), strict=True))
        self.cohesion = cohesion(
            self.stems,
            vocabulary.uses(capital).without(map(capital_of_place, texts)),
            [opening.subject for opening in read],
            _around(units, places),
        )
        self.habit = _figure_habit(self)
        self.signs = tuple(_page_signs(units, read))
        titles = sum(u.role is Role.HEADING for u in units)
        share = titles / max(1, len(read)) if has_titles else 0.0
        self.titled = _rise(share, FEW_TITLES, SOME_TITLES)
        self.all_titled = _rise(share, SOME_TITLES, MANY_TITLES)  # where a few posts have titles, others may have none


def _rise(size: float, low: float, high: float) -> float:
    """How far a size has come from low to high, from 0 to 1."""
    return max(0.0, min(1.0, (size - low) / (high - low)))


_LEANING: Final = frozenset(
    {
        "opens with a pronoun",
        "opens with a possessive",
        "opens with a connective",
        "opens with a known thing",
        "opens with a bare surname",
        "opens in mid-sentence",
    }
)
SHORT_WORDS: Final = 15


def _page_signs(units: Sequence[Unit], read: Sequence[Opening]) -> Iterator[tuple[str, float]]:
    """How the page is written, less what is usual: a page of long quotations has few posts, one of short lines many."""
    total = len(read) or 1
    leaning = sum(any(name in _LEANING for name, _ in opening.seen) for opening in read) / total
    quoted = sum(any(name == "opens with a quotation" for name, _ in opening.seen) for opening in read) / total
    words = sum(opening.count for opening in read) / total
    yield "page has long paragraphs", log(max(1.0, words)) - 3.4
    yield "page has leaning paragraphs", leaning - 0.3
    yield "page has quotations", quoted - 0.15
    yield "page has pictures", sum(u.role is Role.CAPTION for u in units) / total - 0.08
    yield "page has short paragraphs", sum(opening.count <= SHORT_WORDS for opening in read) / total - 0.2


def _certain(unit: Unit, above: Unit) -> Reasons:
    """What the lines themselves settle."""
    if unit.role in _CLOSERS:
        return ((-SURE, "it closes a post"),)
    if above.role in _CLOSERS:
        return ((SURE, _after(above.role)),)
    if above.role is Role.NOTICE or unit.role is Role.NOTICE:
        return ((SURE, "the notice stands by itself"),)
    if above.role is Role.HEADING:
        return ((-SURE, "it follows its title"),)
    if above.role is Role.BYLINE and unit.role is not Role.HEADING:
        return ((-SURE, "it follows its byline"),)
    return ((BYLINE, "a byline opens it"),) if unit.role is Role.BYLINE else ()


def _after(role: Role) -> str:
    return "the lines above close a post" if role is Role.CONTRIBUTOR else "the line above points to a story elsewhere"


def _signs(page: _Page, number: int) -> Signs:
    """All signs at one place, those of cohesion last."""
    names, sizes = zip(*_seen(page, number), strict=True)
    if page.units[number].role not in _IN_SENTENCES:
        return Signs(names, sizes)
    shared = page.cohesion[page.numbers[number]]
    return Signs(names + shared.names, sizes + shared.sizes)


_IN_SENTENCES: Final = frozenset({Role.TEXT, Role.QUOTE})
_Signs = list[tuple[str, float]]


def _seen(page: _Page, number: int) -> _Signs:
    """The signs at one place, with their sizes."""
    unit, above = page.units[number], page.units[number - 1]
    if unit.role is Role.HEADING:
        titled = page.titled
        return [("any paragraph", 1.0), ("a title opens it", titled), ("a heading opens it", 1.0 - titled)]
    untitled: _Signs = [("has no title", page.all_titled)] if page.all_titled else []
    if unit.role is Role.CAPTION:
        return untitled + _figure(page, number)
    if above.role is Role.CAPTION:
        return untitled + _below_figure(page, number)
    return untitled + _paragraph(page, number)


def _paragraph(page: _Page, number: int) -> _Signs:
    """What speaks for a cut above a paragraph."""
    unit, opening = page.units[number], page.openings.get(number)
    above = _text_above(page.units, number)
    is_below_list = above >= 0 and page.units[above].role is Role.LIST
    if opening is None or unit.role is Role.BACKGROUND:
        return [("is background", 1.0)]
    if unit.role is Role.LIST:
        return [("is a point of a list", 1.0), *([("goes on with a list", 1.0)] if is_below_list else [])]
    seen: _Signs = [("any paragraph", 1.0), *opening.seen, *opening.own, *page.signs]
    if above in page.openings:
        seen += page.openings[above].left
    if is_below_list:
        seen.append(("after a list", 1.0))
    return seen


def _text_above(units: Sequence[Unit], number: int) -> int:
    """The number of the unit above a place, pictures passed over; -1 if there is none near."""
    for n in range(number - 1, max(-1, number - 1 - WITHIN), -1):
        if units[n].role is not Role.CAPTION:
            return n
    return -1


def _around(units: Sequence[Unit], paragraphs: Sequence[int]) -> tuple[Integers, Integers]:
    """With how many paragraphs above it, and below it, each paragraph is compared; upwards no sure boundary between."""
    places = np.array(paragraphs, dtype=np.int64)
    closers = np.array([number if unit.role in _CLOSERS else -1 for number, unit in enumerate(units)], dtype=np.int64)
    highest = np.maximum(places - WITHIN, np.maximum.accumulate(closers)[places] + 1)
    numbers = np.arange(len(places))
    above = numbers - np.searchsorted(places, highest)
    below = np.searchsorted(places, places + WITHIN, side="right") - numbers - 1
    return np.minimum(above, NEARBY), np.minimum(below, NEARBY)


def _links(stems: Uses, places: Sequence[int]) -> list[Mapping[int, float]]:
    """For each paragraph, how closely each below it holds on to its words: by the two rarest that both have."""
    tell = (stems.rarity * stems.rarity).tolist()
    later_uses: list[list[int]] = [[] for _ in tell]
    links: list[Mapping[int, float]] = []
    chosen = stems.chosen((stems.rarity >= LINKING) & (stems.rarity < 1.0))
    for number, words in zip(reversed(places), reversed(chosen), strict=True):
        best, second = dict[int, float](), dict[int, float]()
        for word in words:
            weight, later = tell[word], later_uses[word]
            for place in reversed(later):
                if place > number + LINK_WITHIN:
                    break
                top = best.get(place, 0.0)
                if weight > top:
                    best[place], weight_below = weight, top
                else:
                    weight_below = weight
                if weight_below > second.get(place, 0.0):
                    second[place] = weight_below
            later.append(number)
        links.append({place: top + second.get(place, 0.0) for place, top in best.items()} if best else NO_LINKS)
    return links[::-1]


def _figure(page: _Page, number: int) -> _Signs:
    """What speaks for a cut above a picture."""
    below = page.units[number + 1] if number + 1 < len(page.units) else None
    if below and below.role is Role.CAPTION:
        return [("more pictures follow", 1.0), ("more pictures follow, by habit", page.habit)]
    leaning = _leaning(page, number)
    seen: _Signs = [("any picture", 1.0), ("pictures open posts here", page.habit), *page.signs]
    seen.append(("the caption speaks of what follows", leaning))
    if text := page.openings.get(number + 1):
        seen += [("any text below a picture", 1.0)]
        seen += [(f"below the picture: {name}", size) for name, size in text.seen if name in _TOLD_BELOW]
    return seen


_TOLD_BELOW: Final = frozenset(  # what the text below a picture tells of the place above the picture
    {
        "opens with a quotation",
        "opens in mid-sentence",
        "opens with a pronoun",
        "opens with a bare surname",
        "names a day",
        "gives a full name",
        "its speaker is a pronoun",
        "its speaker is known",
    }
)


def _below_figure(page: _Page, number: int) -> _Signs:
    """What speaks for a cut right below a picture."""
    leaning = _leaning(page, number - 1)
    return [
        ("right below a picture", 1.0),
        ("pictures open posts here, not texts", page.habit),
        ("the caption above speaks of this", leaning),
        *_paragraph(page, number),
    ]


def _figure_habit(page: _Page) -> float:
    """Whether this page's pictures stand above their posts (towards 1) or below them (towards -1)."""
    units = page.units
    leanings = [_leaning(page, n) for n, unit in enumerate(units) if unit.role is Role.CAPTION]
    if not leanings:
        return 0.0
    votes = sum(1.0 if leaning > 0.05 else -1.0 if leaning < -0.05 else 0.0 for leaning in leanings)
    inner = [unit for unit in units if unit.role is not Role.NOTICE]
    edges = (inner[0].role is Role.CAPTION) - (inner[-1].role is Role.CAPTION)
    return max(-1.0, min(1.0, (votes + EDGES * len(leanings) * edges) / (len(leanings) + 1)))


def _leaning(page: _Page, number: int) -> float:
    """Whether a caption speaks of what stands below it (positive) or above it (negative)."""
    lines = page.lines[page.units[number].first : page.units[number].last + 1]
    stems = content_words(" ".join([line.words for line in lines if line.role is Role.CAPTION]))
    total = _rare(page, stems)
    if not total:
        return 0.0
    return (_rare(page, stems & _stems(page, number + 1)) - _rare(page, stems & _stems(page, number - 1))) / total


def _rare(page: _Page, stems: Iterable[str]) -> float:
    """How much some words tell on this page; one that no paragraph has tells all."""
    return sum([page.rarity.get(stem, 1.0) for stem in stems])


def _stems(page: _Page, number: int) -> frozenset[str]:
    """The content words of a unit, if it is a paragraph."""
    return page.stems.of(page.numbers[number]) if number in page.numbers else frozenset()
