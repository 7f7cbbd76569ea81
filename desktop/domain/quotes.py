"""What somebody is quoted with, and what somebody is said to have said."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.domain.ids import EntityId, PostId, digest


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation, or one statement told in other words.

    Attributes:
        post_id: The post it stands in.
        paragraph: The number of the paragraph in that post.
        start: First code point of the words in the paragraph's text, quotation marks left out.
        end: One past the last.
        text: The words, as they stand there.
        speaker: Who said it: the name of the entity, or for an anonymous speaker the post's own words ("a senior
            official"). Empty where the text does not make it clear.
        entity_id: The person, organisation or place that said it; None if the speaker is anonymous or unknown.
        is_anonymous: Whether the speaker has no name in the post. "A resident" of two posts need not be one person.
        cue: The word that says that it was said, as it stands there ("told"); "" if there is none.
        channel: How it was said, as far as the post tells ("tweet", "interview with the BBC"); else "".
        is_indirect: Whether it is told in other words, without quotation marks.
        inserts: What an editor put into the words, as spans of `text` with their brackets.
        depth: In how many other quotations it stands.
        continues: Whether it goes on from the last quotation of the paragraph before.
    """

    post_id: PostId
    paragraph: int
    start: int
    end: int
    text: str
    speaker: str = ""
    entity_id: EntityId | None = None
    is_anonymous: bool = False
    cue: str = ""
    channel: str = ""
    is_indirect: bool = False
    inserts: tuple[tuple[int, int], ...] = ()
    depth: int = 0
    continues: bool = False


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quotation as lists show it.

    Attributes:
        same_words: Other posts in which the same words are quoted, oldest first.
    """

    quote: Quote
    same_words: tuple[PostId, ...] = ()


FEWEST_WORDS = 3
"""A shorter quotation is no sign that two posts tell of the same words."""

_WORDS = re.compile(r"[^\W_]+")


def words_key(quote: Quote) -> str:
    """Return what two quotations of the same words have in common; "" if there are too few words to tell.

    Neither capitals, punctuation nor blanks count, and what an editor put in is no part of the words.
    """
    kept, last = [], 0
    for start, end in (*quote.inserts, (len(quote.text), len(quote.text))):
        kept.append(quote.text[last:start])
        last = end
    words = _WORDS.findall(" ".join(kept).casefold().replace("’", "").replace("'", ""))
    return digest(*words) if len(words) >= FEWEST_WORDS else ""


def speakers_of(quotes: Iterable[Quote], starts: Sequence[int], start: int, end: int) -> tuple[Quote, ...]:
    """Return the quotations with a known speaker that some words of a post are a part of, or hold whole.

    Args:
        quotes: Those of the post.
        starts: Where each of its paragraphs begins in its text, see `Post.paragraph_starts`.
        start: First code point of the words in the post's text.
        end: One past the last.

    Returns:
        The innermost that holds the words, else all that they hold, in the order of the words; each speaker once.
    """
    spans = [
        (starts[quote.paragraph] + quote.start, starts[quote.paragraph] + quote.end, quote)
        for quote in quotes
        if quote.speaker and quote.paragraph < len(starts)
    ]
    around = [span for span in spans if span[0] - 1 <= start and end <= span[1] + 1]  # a quotation mark on each side
    if around:
        return (min(around, key=lambda span: span[1] - span[0])[2],)
    within = sorted((span for span in spans if start <= span[0] and span[1] <= end), key=lambda span: span[:2])
    return tuple({quote.speaker: quote for _, _, quote in reversed(within)}.values())[::-1]
