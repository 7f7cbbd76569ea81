"""Spots: where words stand in a post, so that whatever speaks of them can lead there."""

from dataclasses import dataclass

from desktop.domain.ids import PostId


@dataclass(frozen=True, slots=True)
class Spot:
    """Words of a post: code points in the text of one of its paragraphs, half-open."""

    post_id: PostId
    paragraph: int
    start: int
    end: int
