"""Passages and proposals: what the finders read, and what they say.

A passage is one paragraph of one post. A proposal says that a span of a passage names something.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from desktop.domain.entities import EntityKind
from desktop.domain.ids import PostId
from desktop.domain.posts import Post
from desktop.entities.words import Word, split_words


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: the post it stands in (and that post's number), its own number there, its text and words."""

    post_id: PostId
    post: int
    paragraph: int
    text: str
    words: tuple[Word, ...]


class Origin(IntEnum):
    """Who proposes; where spans cross, the higher one wins."""

    REPEAT = 1  # the same words were decided elsewhere in the article
    MODEL = 2
    GAZETTEER = 3
    GRAMMAR = 4


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span that may be a name.

    Attributes:
        start: Offset into the passage's text, code points; `end` is half-open.
        weight: How much it says for `kind`; 1 is one opinion of the model.
        name: The gazetteer's name for it, or the long form that an abbreviation stands for.
        is_demonym: "Russian" for Russia.
    """

    start: int
    end: int
    kind: EntityKind
    origin: Origin
    weight: float = 1.0
    name: str = ""
    is_demonym: bool = False

    def moved(self, start: int, end: int) -> "Proposal":
        """Return the same opinion on another span."""
        return self if (start, end) == (self.start, self.end) else replace(self, start=start, end=end)


def passages_of(posts: Sequence[Post]) -> list[Passage]:
    """Return every paragraph of the posts' bodies in order. Captions, credits and bylines are no part of them."""
    return [
        Passage(post.id, number, index, paragraph.text, tuple(split_words(paragraph.text)))
        for number, post in enumerate(posts)
        for index, paragraph in enumerate(post.paragraphs)
    ]
