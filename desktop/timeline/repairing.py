"""Repairing: what the reader said of a cut, carried out on it.

Takes the posts as a machine cut them and the reader's repairs, and gives the posts that are shown. Never loses a word
and never says one twice. A repair that is so already changes nothing, and one whose place is gone waits: so the same
repairs can be carried out on any later cut of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, assert_never

from desktop.domain.ids import PostId, digest
from desktop.domain.posts import Boundary, Figure, Paragraph, ParagraphKind, Post
from desktop.domain.repairs import (
    BeginPost,
    EndCut,
    GiveBackground,
    GiveKind,
    GiveTime,
    GiveTitle,
    Repair,
    RepairId,
    TrustCut,
    in_order,
)
from desktop.domain.times import UNKNOWN_TIME, When
from desktop.timeline.repairs.pieces import TITLE, Piece, Repaired
from desktop.timeline.repairs.repair_places import find_post, find_words
from desktop.timeline.repairs.repaired_dates import carry_dates, date_again
from desktop.timeline.times import ordering

CUT_BY_READER: Final = Boundary(1.0, "you let a post begin here")
CONFIRMED: Final = "you confirmed that a post begins here"


@dataclass(slots=True)
class _Draft:
    """A post while repairs are carried out.

    Attributes:
        title: What its title is made of, if the machine gave one.
        is_made: Whether it begins where the machine cut nothing: its time has to be worked out.
        is_timed: Whether the reader gave it a time.
    """

    post: Post
    pieces: list[Piece]
    members: set[int]
    title: Piece | None
    is_made: bool = False
    is_timed: bool = False


def carry_out(posts: Sequence[Post], repairs: Sequence[Repair]) -> Repaired:
    """Carry out repairs on a cut.

    Args:
        posts: As the machine cut and placed them, in page order.
        repairs: Of this page, in any order.

    Returns:
        The posts that are shown, in page order, and what they are made of.
    """
    page = _Page(posts)
    for repair in sorted(repairs, key=in_order):
        page.carry_out(repair)
    return page.settled()


class _Page:
    """The drafts of one page."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self._machine = tuple(posts)
        self._drafts = [_draft(number, post) for number, post in enumerate(posts)]
        self._targets: dict[RepairId, _Draft] = {}

    def carry_out(self, repair: Repair) -> None:
        """Carry out one repair, if its place is there."""
        target = self._done(repair)
        if target is not None:
            self._targets[repair.id] = target

    def _done(self, repair: Repair) -> _Draft | None:
        posts = [draft.post for draft in self._drafts]
        act = repair.act
        if isinstance(act, BeginPost | GiveBackground):
            place = find_words(repair.at, posts)
            if place is None:
                return None
            return self._begin(*place, act) if isinstance(act, BeginPost) else self._set_background(*place, act)
        number = find_post(repair.at, posts)
        if isinstance(act, EndCut):
            return self._join(number) if number is not None else self._joined_already(repair, posts)
        return None if number is None else self._change(self._drafts[number], act)

    def _joined_already(self, repair: Repair, posts: Sequence[Post]) -> _Draft | None:
        place = find_words(repair.at, posts)
        return self._drafts[place[0]] if place is not None and place[1] > 0 else None

    def _change(self, draft: _Draft, act: TrustCut | GiveTitle | GiveTime | GiveKind) -> _Draft:
        match act:
            case TrustCut():
                draft.post = replace(draft.post, boundary=Boundary(1.0, CONFIRMED))
            case GiveTitle():
                draft.post = replace(draft.post, title=act.title)
            case GiveTime():
                draft.post, draft.is_timed = replace(draft.post, time=act.time), True
            case GiveKind():
                draft.post = replace(draft.post, kind=act.kind)
            case _:
                assert_never(act)
        return draft

    def _set_background(self, number: int, start: int, act: GiveBackground) -> _Draft:
        draft = self._drafts[number]
        at, _ = _inside(draft.post, start)
        own = _kind_on_page(self._machine, draft.pieces[at])
        kind = ParagraphKind.BACKGROUND if act.is_background else own
        if not act.is_background and own is ParagraphKind.BACKGROUND:
            kind = ParagraphKind.TEXT
        paragraphs = list(draft.post.paragraphs)
        paragraphs[at] = replace(paragraphs[at], kind=kind)
        draft.post = replace(draft.post, paragraphs=tuple(paragraphs))
        return draft

    # ---- where posts begin

    def _begin(self, number: int, start: int, act: BeginPost) -> _Draft:
        draft = self._drafts[number]
        at, offset = _inside(draft.post, start)
        if at == 0 and offset == 0:
            return self._begun_already(draft, act)
        lower = _split(draft, at, offset, self._free_id(act.makes))
        if act.takes_title:
            _take_title(lower)
        self._drafts.insert(number + 1, lower)
        return lower

    def _begun_already(self, draft: _Draft, act: BeginPost) -> _Draft:
        """The machine now cuts here itself: the post keeps the id that it has had since the reader cut."""
        is_first = draft is self._drafts[0]
        makes = draft.post.id if is_first or draft.post.id == act.makes else self._free_id(act.makes)
        draft.post = replace(draft.post, id=makes, boundary=draft.post.boundary if is_first else CUT_BY_READER)
        return draft

    def _free_id(self, wanted: PostId) -> PostId:
        taken = {draft.post.id for draft in self._drafts}
        made, copy = wanted, 0
        while made in taken:
            copy += 1
            made = PostId(digest("again", wanted, str(copy)))
        return made

    def _join(self, number: int) -> _Draft | None:
        if number == 0:
            return None
        upper, lower = self._drafts[number - 1], self._drafts.pop(number)
        _join(upper, lower, self._machine)
        for repair_id, target in self._targets.items():
            if target is lower:
                self._targets[repair_id] = upper
        return upper

    # ---- when everything is done

    def settled(self) -> Repaired:
        """The posts, numbered and in their place in time."""
        for number, draft in enumerate(self._drafts):
            draft.post = replace(draft.post, ordinal=number)
        self._settle_times()
        self._settle_dates()
        posts = tuple(draft.post for draft in self._drafts)
        return Repaired(
            posts,
            {draft.post.id: tuple(draft.pieces) for draft in self._drafts},
            {draft.post.id: frozenset(draft.members) for draft in self._drafts},
            {repair_id: draft.post.id for repair_id, draft in self._targets.items()},
        )

    def _settle_dates(self) -> None:
        """Let the dates of which posts speak go with their words."""
        for draft in self._drafts:
            draft.post = carry_dates(draft.post, draft.pieces, draft.members, self._machine)
            if draft.is_timed:
                draft.post = date_again(draft.post)

    def _settle_times(self) -> None:
        """Bound what the reader cut off by its neighbours, and put what has another time in its place."""
        if not any(draft.is_made or draft.is_timed for draft in self._drafts):
            return
        newest_first = ordering.is_newest_first(self._machine)
        bounded = ordering.narrow([draft.post for draft in self._drafts], newest_first=newest_first)
        for draft, post in zip(self._drafts, bounded, strict=True):
            if draft.is_made and not draft.is_timed:
                draft.post = replace(draft.post, time=post.time)
        for number, draft in enumerate(self._drafts):
            if draft.is_made or draft.is_timed:
                between = self._between(number, newest_first=newest_first)
                draft.post = replace(draft.post, order_key=_key(draft.post.time, between))

    def _between(self, number: int, *, newest_first: bool) -> float:
        """A place between the post above and the next one below that the machine placed."""
        below = [draft for draft in self._drafts[number + 1 :] if not (draft.is_made or draft.is_timed)]
        down = -ordering.STEP if newest_first else ordering.STEP
        if number == 0:
            return below[0].post.order_key - down if below else self._drafts[0].post.order_key
        above = self._drafts[number - 1].post.order_key
        if not below:
            return above + down
        gap = below[0].post.order_key - above
        return above + gap / 2 if gap * down > 0 else above + down * ordering.TINY


def _draft(number: int, post: Post) -> _Draft:
    pieces = [Piece(number, at, 0, len(part.text)) for at, part in enumerate(post.paragraphs)]
    title = Piece(number, TITLE, 0, len(post.title)) if post.title else None
    return _Draft(post, pieces, {number}, title)


def _inside(post: Post, start: int) -> tuple[int, int]:
    """The paragraph in which a code point of the text stands, and where in it."""
    starts = post.paragraph_starts()
    at = max((n for n, first in enumerate(starts) if first <= start), default=0)
    return at, start - starts[at] if starts else 0


def first_word(post: Post, start: int) -> int | None:
    """The first letter of the text from a code point on, blanks passed over; None if none follows."""
    rest = post.text[start:]
    return start + len(rest) - len(rest.lstrip()) if rest.strip() else None


def _split(draft: _Draft, at: int, offset: int, made: PostId) -> _Draft:
    """Cut a draft in two; the upper part stays in it, the lower one is returned."""
    post, pieces = draft.post, draft.pieces
    upper, lower = list(post.paragraphs[:at]), list(post.paragraphs[at:])
    upper_pieces, lower_pieces = pieces[:at], pieces[at:]
    if offset:
        paragraph, piece = lower[0], lower_pieces[0]
        left, right = paragraph.text[:offset].rstrip(), paragraph.text[offset:].lstrip()
        upper.append(replace(paragraph, text=left))
        upper_pieces.append(replace(piece, end=piece.start + len(left)))
        lower[0] = replace(paragraph, text=right)
        lower_pieces[0] = replace(piece, start=piece.end - len(right))
    draft.post = replace(post, paragraphs=tuple(upper))
    draft.pieces = upper_pieces
    cut_off = replace(
        post,
        id=made,
        title=None,
        paragraphs=tuple(lower),
        figures=(),
        byline=(),
        url=None,
        time=UNKNOWN_TIME if post.time.is_exact or post.time.stated else post.time,  # it is said of the upper part
        boundary=CUT_BY_READER,
    )
    return _Draft(cut_off, lower_pieces, set(draft.members), None, is_made=True)


def _take_title(draft: _Draft) -> None:
    """Make the heading at the top the title, unless nothing else is there."""
    post = draft.post
    if len(post.paragraphs) > 1 and post.paragraphs[0].kind is ParagraphKind.HEADING:
        draft.post = replace(post, title=post.paragraphs[0].text, paragraphs=post.paragraphs[1:])
        draft.title = draft.pieces.pop(0)


def _join(upper: _Draft, lower: _Draft, machine: Sequence[Post]) -> None:
    """Let the upper draft go on with the lower one."""
    above, below = upper.post, lower.post
    title = above.title
    paragraphs, pieces = list(below.paragraphs), list(lower.pieces)
    if below.title and not (above.title or above.paragraphs):
        title, upper.title = below.title, lower.title
    elif below.title:
        paragraphs.insert(0, Paragraph(ParagraphKind.HEADING, below.title))
        pieces.insert(0, lower.title or Piece(min(lower.members), TITLE, 0, len(below.title)))
    dated = above if above.time.is_exact or not below.time.is_exact or upper.is_timed else below
    upper.pieces, joined = _joined(upper.pieces, list(above.paragraphs), pieces, paragraphs, machine)
    upper.post = replace(
        above,
        title=title,
        paragraphs=tuple(joined),
        figures=_each_once(above.figures, below.figures),
        byline=tuple(dict.fromkeys([*above.byline, *below.byline])),
        url=above.url or below.url,
        time=dated.time,
        order_key=dated.order_key,
        event_days=tuple(sorted({*above.event_days, *below.event_days})),
        source_lines=_lines(above.source_lines, below.source_lines),
    )
    upper.members |= lower.members


def _joined(
    above: list[Piece], upper: list[Paragraph], below: list[Piece], lower: list[Paragraph], machine: Sequence[Post]
) -> tuple[list[Piece], list[Paragraph]]:
    """Two bodies as one; the two parts of one paragraph become that paragraph again."""
    last, first = (above[-1], below[0]) if above and below else (None, None)
    is_one = last and first and last.paragraph >= 0 and (last.post, last.paragraph) == (first.post, first.paragraph)
    if not (is_one and last and first):
        return above + below, upper + lower
    whole = replace(last, end=first.end)
    text = machine[whole.post].paragraphs[whole.paragraph].text[whole.start : whole.end]
    return [*above[:-1], whole, *below[1:]], [*upper[:-1], replace(upper[-1], text=text), *lower[1:]]


def _each_once(above: tuple[Figure, ...], below: tuple[Figure, ...]) -> tuple[Figure, ...]:
    return tuple(dict.fromkeys([*above, *below]))


def _lines(above: tuple[int, int] | None, below: tuple[int, int] | None) -> tuple[int, int] | None:
    if above is None or below is None:
        return above or below
    return min(above[0], below[0]), max(above[1], below[1])


def _kind_on_page(machine: Sequence[Post], piece: Piece) -> ParagraphKind:
    if piece.paragraph == TITLE:
        return ParagraphKind.HEADING
    return machine[piece.post].paragraphs[piece.paragraph].kind


def _key(time: When, between: float) -> float:
    """Where a post stands in the list: at its time if that is known, else as close to its place as its bounds allow."""
    if time.is_exact and time.earliest:
        return time.earliest.timestamp()
    low = time.earliest.timestamp() if time.earliest else between
    high = time.latest.timestamp() if time.latest else between
    return min(max(between, low), high) if low <= high else between
