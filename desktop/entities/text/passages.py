"""Passages and proposals: what the finders read, and what they say.

A passage is one paragraph of one post, or a piece of a very long one. A proposal says that a span of a passage names
something.

Why pieces and a limit: some rules look at a whole passage for each name, and the worker's memory must stay bounded even
for a file of fifty megabytes on one line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from desktop.domain.entities import EntityKind
from desktop.domain.ids import PostId
from desktop.domain.posts import Post
from desktop.entities.text.words import Word, is_inside_word, split_words

LONGEST_PASSAGE = 6_000
MOST_TEXT = 3_000_000
"""Characters of one article that are read; some ten novels. What comes after that is not looked at."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph or a piece of it.

    Attributes:
        post: The number of the post it stands in.
        paragraph: The number of the paragraph in that post.
        offset: Where `text` begins in the paragraph.
        words: The words of `text`, in order.
    """

    post_id: PostId
    post: int
    paragraph: int
    offset: int
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
    passages, left = [], MOST_TEXT
    for number, post in enumerate(posts):
        for index, paragraph in enumerate(post.paragraphs):
            for offset, text in pieces_of(paragraph.text[:left]):
                passages.append(Passage(post.id, number, index, offset, text, tuple(split_words(text))))
            left = max(0, left - len(paragraph.text))
    return passages


def pieces_of(text: str, longest: int = LONGEST_PASSAGE) -> Iterator[tuple[int, str]]:
    """Yield a text whole, or in pieces that end with a sentence if they can and never inside a word, with offsets."""
    start = 0
    while len(text) - start > longest:
        limit = start + longest
        end = text.rfind(". ", start, limit) + 1 or text.rfind(" ", start, limit)
        end = end if end > start else limit
        while is_inside_word(text, end):
            end += 1
        yield start, text[start:end]
        start = end
    yield start, text[start:]
