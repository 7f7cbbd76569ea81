"""Article finding: the part of a page that is its article, by how its text is spread over the page's boxes.

Running text speaks for the box it stands in; links, short lines and boxes that name themselves a menu, a list of
comments or an advertisement speak against it. The article is the box for which most speaks, without the smaller boxes
in it that speak against themselves. Says how sure it is, so that a slower extractor can be asked where it is not.

Never drops single words or sentences: a passage is in or out. Every step looks at each box and passage a few times at
most, so that the time grows with the size of the page and with nothing else.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.domain.blocks import BlockKind
from desktop.importers.pages.passages import HEADINGS, Box, Passage, Survey

_BODY: Final = frozenset({BlockKind.TEXT, BlockKind.QUOTE, BlockKind.LIST, BlockKind.HEADING})
_UNLIKELY: Final = re.compile(
    r"(?:^|[\s_-])(?:comment\w*|kommentar\w*|disqus|respond|replies|remark|community|"
    r"side-?bar|foot|footer|masthead|menu|nav|navbar|navigation|breadcrumbs?|pagination|pager|search|"
    r"related|recommended|recommendations?|recirc\w*|most-?read|popular|trending|outbrain|taboola|teasers?|"
    r"more-?(?:news|stories|on|from|articles)|read-?(?:more|next)|up-?next|see-?also|also-?read|"
    r"share|sharing|social|sponsor|sponsored|advert\w*|ads?|promo\w*|skyscraper|agegate|"
    r"newsletter|subscribe|subscription|sign-?up|login|popup|modal|overlay|cookies?|consent|banner|placeholder|"
    r"widget|tags?|taglist|byline|meta|author-?(?:bio|box|card|container|description|info)|toolbar|tools|legends|rss|"
    r"extra|hidden|complementary|contentinfo)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_LIKELY: Final = re.compile(
    r"(?:^|[\s_-])(?:article|articles?-?body|body|content|entry|main|page|post|text|blog|story|story-?body|column|shadow|"
    r"hentry|h-entry|e-content|prose|rich-?text|markdown)(?:[\s_-]|$)",
    re.IGNORECASE,
)
# Pictures one leafs through, each with words of its own: they stand beside a text, not in it.
_GALLERY: Final = re.compile(r"(?:^|[\s_-])(?:gallery|slide-?show|carousel)(?:[\s_-]|$)", re.IGNORECASE)
_ALWAYS_OUT: Final = frozenset({"nav", "footer", "aside", "form", "menu"})
# Elements whose names say what their text is, not whose it is; and those that only lay text out.
_LINES: Final = HEADINGS | {"p", "li", "blockquote", "pre", "dd", "dt", "figure", "figcaption"}
_LAYOUT: Final = frozenset({"td", "tr", "tbody", "body", "html"})
_UNDIVIDED: Final = frozenset({"p", "pre", "blockquote"})

_LINE_COST: Final = 25.0  # letters: what a passage must bring before it speaks for its box
_LINKED_SHARE: Final = 0.3  # from here on, a passage is more of a signpost than of a text
_LINK_COST: Final = 2.0
_OUT_COST: Final = 40.0  # what a box that is left out costs the one around it, at most
_NAMED_LIMIT: Final = 400.0  # a box with so much to say stays, whatever it is named
_LINKED_BOX: Final = 0.5  # more links than words
_LINKED_LINE: Final = 0.8
_HEART: Final = 0.8  # the share of all that must speak for an inner box before it stands for the whole
_MOST_AROUND: Final = 2000.0  # more than this around an inner box is text of its own
_BROTHER: Final = 100.0
_TEASER_ROW: Final = 3
_TEASER_DEPTH: Final = 7
_LONGEST_TEASER: Final = 700
_LEAD_REACH: Final = (60, 40)  # passages above the text: up to a main heading, or without one
_SHORTEST_LEAD: Final = 60
_LONG: Final = 80
_COPIED: Final = 4  # long passages that stand twice; fewer may be the writer's own
_SHORTEST_ARTICLE: Final = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """The passages of the article in page order, and how sure it is that these are all and nothing else (0 to 1)."""

    passages: tuple[Passage, ...]
    sureness: float


def find_article(seen: Survey) -> Finding:
    """Find the article among the passages of a page."""
    if not seen.boxes:
        return Finding((), 0.0)
    weighed = _Weighed(seen)
    standing = _inside(seen, weighed.out, _roots(seen))
    best = max(range(len(seen.boxes)), key=lambda at: (standing[at], weighed.net[at], at))
    heart = weighed.heart(best)
    inside = _inside(seen, weighed.out, weighed.brothers(heart))
    chosen = [at for at, place in enumerate(seen.places) if inside[place]]
    if not chosen:
        return Finding((), 0.0)
    chosen = _once(seen, [*_lead(seen, weighed.out, best, chosen[0]), *chosen])
    return Finding(tuple(seen.passages[at] for at in chosen), _sureness(seen, weighed, chosen))


def in_sight(seen: Survey) -> tuple[bool, ...]:
    """Say of each passage whether no box around it is kept out of sight by its own style."""
    open_boxes = _inside(seen, [box.is_hidden for box in seen.boxes], _roots(seen))
    return tuple(open_boxes[place] for place in seen.places)


def _value(passage: Passage, linked: int) -> float:
    """Return what a passage says for the box it stands in: its words that are no links, less what any line costs."""
    if passage.kind not in _BODY:
        return 0.0
    if passage.kind is BlockKind.HEADING:
        return -_LINE_COST / 2 if linked else 0.0
    size = len(passage.text)
    cost = _LINK_COST * linked if linked >= _LINKED_SHARE * size else 0.0
    return size - linked - cost - _LINE_COST


class _Weighed:
    """The boxes of a page with what speaks for each.

    Attributes:
        net: What speaks for a box, with all that is in it and not left out.
        out: Whether a box is left out of the one around it.
        teasers: The boxes that point to other articles, each with a linked heading, in rows.
        galleries: The boxes named so.
    """

    def __init__(self, seen: Survey) -> None:
        count = len(seen.boxes)
        self._boxes = seen.boxes
        self._sizes = [0] * count
        self._linked = [0] * count
        self.net = [0.0] * count
        self.out = [False] * count
        self.teasers = _teasers(seen)
        self.galleries: set[int] = set()
        for place, passage, linked in zip(seen.places, seen.passages, seen.linked, strict=True):
            self.net[place] += _value(passage, linked)
            if passage.kind in _BODY:
                self._sizes[place] += len(passage.text)
                self._linked[place] += linked
        self._gather()

    def heart(self, best: int) -> int:
        """Return the smallest box inside for which nearly as much speaks: what stands around it is not the text."""
        fullest = self._fullest_children()
        least = max(_HEART * self.net[best], self.net[best] - _MOST_AROUND)
        heart = best
        while True:
            child = fullest.get(heart)
            if child is None or self._boxes[child].tag in _UNDIVIDED or self.net[child] < least:
                return heart
            heart = child

    def brothers(self, heart: int) -> set[int]:
        """Return a box and those beside it that are named the same and hold text too: a text in several pieces."""
        box = self._boxes[heart]
        if not box.names:
            return {heart}
        shape = _shape(box)
        return {heart} | {
            at
            for at, one in enumerate(self._boxes)
            if one.parent == box.parent and self.net[at] > _BROTHER and not self.out[at] and _shape(one) == shape
        }

    def _gather(self) -> None:
        """Add up from the innermost boxes outwards."""
        for at in range(len(self._boxes) - 1, -1, -1):
            net, parent = self.net[at], self._boxes[at].parent
            self.out[at] = self._speaks_against_itself(at)
            if parent < 0:
                continue
            if self.out[at]:
                self.net[parent] -= min(-net, _OUT_COST) if net < 0 else _LINE_COST
            else:
                self.net[parent] += net
                self._sizes[parent] += self._sizes[at]
                self._linked[parent] += self._linked[at]

    def _speaks_against_itself(self, at: int) -> bool:
        box, size = self._boxes[at], self._sizes[at]
        if box.is_hidden or box.tag in _ALWAYS_OUT or (at in self.teasers and size < _LONGEST_TEASER):
            return True
        if box.tag in _LAYOUT:
            return False
        share = self._linked[at] / size if size else 0.0
        if box.tag in _LINES:
            return share > _LINKED_LINE
        return self._is_named_out(at) or (self.net[at] < 0 and share > _LINKED_BOX)

    def _is_named_out(self, at: int) -> bool:
        names = self._boxes[at].names
        if not names or _LIKELY.search(names) is not None:
            return False
        if _GALLERY.search(names) is not None:
            self.galleries.add(at)
            return True
        return _UNLIKELY.search(names) is not None and (self.net[at] < _NAMED_LIMIT or "comment" in names.lower())

    def _fullest_children(self) -> dict[int, int]:
        """Return, for each box, the one directly inside it for which most speaks."""
        fullest: dict[int, int] = {}
        for at, box in enumerate(self._boxes):
            best = fullest.get(box.parent)
            if not self.out[at] and (best is None or self.net[at] > self.net[best]):
                fullest[box.parent] = at
        return fullest


def _teasers(seen: Survey) -> set[int]:
    """Return the boxes that hold one linked heading each and stand in rows of the same shape."""
    headed = Counter(
        box
        for place, passage, linked in zip(seen.places, seen.passages, seen.linked, strict=True)
        if passage.kind is BlockKind.HEADING and linked > (1 - _LINKED_SHARE) * len(passage.text)
        for box in _boxes_around(seen, place)
    )
    single = [at for at, count in headed.items() if count == 1]
    rows = Counter(_shape(seen.boxes[at]) for at in single)
    return {at for at in single if rows[_shape(seen.boxes[at])] >= _TEASER_ROW}


def _boxes_around(seen: Survey, place: int) -> Iterator[int]:
    at = seen.boxes[place].parent
    for _ in range(_TEASER_DEPTH):
        if at < 0:
            return
        yield at
        at = seen.boxes[at].parent


def _shape(box: Box) -> tuple[int, str, str]:
    return box.parent, box.tag, box.names.partition(" ")[0]


def _roots(seen: Survey) -> set[int]:
    return {at for at, box in enumerate(seen.boxes) if box.parent < 0}


def _inside(seen: Survey, out: Sequence[bool], roots: Collection[int]) -> list[bool]:
    """Say of each box whether it is one of the roots, or inside one and not left out."""
    inside: list[bool] = []
    for at, box in enumerate(seen.boxes):
        inside.append(at in roots or (box.parent >= 0 and inside[box.parent] and not out[at]))
    return inside


def _lead(seen: Survey, out: Sequence[bool], best: int, first: int) -> list[int]:
    """Return the passages between the page's main heading and the text: a first paragraph, a picture, a byline."""
    far, near = _LEAD_REACH
    heads = (at for at in range(first - 1, max(-1, first - far), -1) if _is_main_heading(seen, at))
    head = next(heads, None)
    inside = _inside(seen, out, {best} if head is None else _roots(seen))
    above = range(max(0, first - near) if head is None else head + 1, first)
    return [at for at in above if inside[seen.places[at]] and _is_like_a_lead(seen, at)]


def _once(seen: Survey, chosen: Sequence[int]) -> list[int]:
    """Leave out what is said again, where a page holds the same text for several widths of window."""
    texts = Counter(seen.passages[at].text for at in chosen if len(seen.passages[at].text) >= _LONG)
    if sum(count > 1 for count in texts.values()) < _COPIED:
        return list(chosen)
    said: set[str] = set()
    kept = []
    for at in chosen:
        text = seen.passages[at].text
        if len(text) < _LINE_COST or text not in said:
            kept.append(at)
        said.add(text)
    return kept


def _is_main_heading(seen: Survey, at: int) -> bool:
    return seen.passages[at].kind is BlockKind.HEADING and seen.boxes[seen.places[at]].tag == "h1"


def _is_like_a_lead(seen: Survey, at: int) -> bool:
    passage = seen.passages[at]
    if passage.kind not in _BODY:
        return True
    return len(passage.text) >= _SHORTEST_LEAD and 2 * seen.linked[at] < len(passage.text)


def _sureness(seen: Survey, weighed: _Weighed, chosen: Sequence[int]) -> float:
    """Return the share of the page's running text that was chosen; 0 for little text, which can be anything."""
    taken = set(chosen)
    size = sum(len(seen.passages[at].text) for at in taken if seen.passages[at].kind in _BODY)
    if size < _SHORTEST_ARTICLE:
        return 0.0
    not_elsewhere = [at in weighed.teasers or box.is_hidden for at, box in enumerate(seen.boxes)]
    open_boxes = _inside(seen, not_elsewhere, _roots(seen))
    no_gallery = _inside(seen, [at in weighed.galleries for at in range(len(seen.boxes))], _roots(seen))
    first, last = min(taken), max(taken)
    missed = sum(
        len(passage.text)
        for at, passage in enumerate(seen.passages)
        if at not in taken
        and _is_running_text(passage, seen.linked[at])
        # What stands in a row of teasers above or below the text is no loss; in the midst of it, it may be. A gallery
        # in the midst of the text is no loss; elsewhere, it may be the article.
        and (no_gallery if first < at < last else open_boxes)[seen.places[at]]
    )
    return size / (size + missed)


def _is_running_text(passage: Passage, linked: int) -> bool:
    return passage.kind in _BODY and len(passage.text) >= _LONG and linked < _LINKED_SHARE * len(passage.text)
