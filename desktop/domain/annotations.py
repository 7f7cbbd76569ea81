"""What the reader adds: marks, notes and tags."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.ids import AnnotationId, PostId

CONTEXT_LENGTH = 32  # characters of prefix and suffix: enough to tell two places with the same words apart


class Colour(StrEnum):
    """The colours of a mark, as the reader names them."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    PURPLE = "purple"


class AnchorState(StrEnum):
    """Whether a mark stands on its own words."""

    ANCHORED = "anchored"
    NEEDS_REVIEW = "needs-review"  # the words are gone or stand in several places; the mark stays where it was


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mark on the words of one post.

    Attributes:
        quote: The marked words. With `prefix` and `suffix` they find the place again after an edit.
        start: First code point in the post's `text`.
        end: One past the last.
        note: The reader's note; may be empty.
    """

    id: AnnotationId
    post_id: PostId
    quote: str
    prefix: str
    suffix: str
    start: int
    end: int
    note: str
    tags: tuple[str, ...]
    colour: Colour
    created: datetime
    modified: datetime
    state: AnchorState = AnchorState.ANCHORED
