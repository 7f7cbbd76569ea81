"""Pieces: which words of a machine's cut each paragraph of a repaired one is made of.

Repairs move no letter: they only draw other lines between the same words. So every place in the posts before a repair
is exactly one place in the posts after it, and marks and names move with their words without being searched for.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from desktop.domain.ids import PostId
from desktop.domain.posts import Post
from desktop.domain.repairs import RepairId

TITLE: Final = -1  # stands for the number of a paragraph where the words are those of a title


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph of one post of the machine's cut, in code points, half-open."""

    post: int
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Repaired:
    """The posts of a page after its repairs.

    Attributes:
        posts: In page order.
        pieces: What each paragraph of each post is made of.
        members: Which posts of the machine's cut have a part in each post, by number.
        targets: The post that each repair concerns in the end. One that is not here waits: its place is gone.
    """

    posts: tuple[Post, ...]
    pieces: Mapping[PostId, tuple[Piece, ...]]
    members: Mapping[PostId, frozenset[int]] = field(default_factory=dict)
    targets: Mapping[RepairId, PostId] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a post: a code point in the text of one of its paragraphs."""

    post_id: PostId
    paragraph: int
    offset: int


class Moves:
    """Where the words of one repaired cut stand in another one of the same machine's cut."""

    def __init__(self, before: Repaired, after: Repaired) -> None:
        self._before, self._after = before, after
        self._old = {post.id: post for post in before.posts}
        self._new = {post.id: post for post in after.posts}
        self._index: dict[tuple[int, int], list[tuple[int, PostId, int]]] = {}
        for post_id, pieces in after.pieces.items():
            for number, piece in enumerate(pieces):
                self._index.setdefault((piece.post, piece.paragraph), []).append((piece.start, post_id, number))
        for entries in self._index.values():
            entries.sort()

    def spot(self, post_id: PostId, paragraph: int, offset: int) -> Spot | None:
        """Where a code point of a paragraph stands now; None if its words are no paragraph any more."""
        pieces = self._before.pieces.get(post_id, ())
        if paragraph >= len(pieces):
            return None
        piece = pieces[paragraph]
        entries = self._index.get((piece.post, piece.paragraph))
        if not entries:
            return None
        point = piece.start + offset
        start, to, number = entries[max(0, bisect_right(entries, point, key=_start) - 1)]
        length = len(self._new[to].paragraphs[number].text)
        return Spot(to, number, min(max(0, point - start), length))

    def span(self, post_id: PostId, paragraph: int, start: int, end: int) -> tuple[Spot, int] | None:
        """Where a stretch of a paragraph stands now, and its end; None if it was cut in two."""
        first, last = self.spot(post_id, paragraph, start), self.spot(post_id, paragraph, max(start, end - 1))
        if first is None or last is None or (first.post_id, first.paragraph) != (last.post_id, last.paragraph):
            return None
        stop = first.offset + end - start
        words = self._old[post_id].paragraphs[paragraph].text[start:end]
        return (
            (first, stop)
            if self._new[first.post_id].paragraphs[first.paragraph].text[first.offset : stop] == words
            else None
        )

    def place(self, post_id: PostId, start: int) -> tuple[PostId, int] | None:
        """Where a code point of a post's text stands now: the post, and the code point in its text."""
        starts = self._old[post_id].paragraph_starts()
        number = bisect_right(starts, start) - 1
        if number < 0:
            return None
        length = len(self._old[post_id].paragraphs[number].text)
        spot = self.spot(post_id, number, min(start - starts[number], length))
        return (
            None
            if spot is None
            else (spot.post_id, self._new[spot.post_id].paragraph_starts()[spot.paragraph] + spot.offset)
        )

    def successor(self, post_id: PostId) -> PostId | None:
        """The post that now holds the beginning of a post."""
        found = self.place(post_id, 0) if self._old[post_id].paragraphs else None
        if found is not None:
            return found[0]
        own = self._before.members.get(post_id, frozenset())
        return next((post.id for post in self._after.posts if own & self._after.members[post.id]), None)


def _start(entry: tuple[int, PostId, int]) -> int:
    return entry[0]
