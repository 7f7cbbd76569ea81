"""Quoted: quotations as lists show them, each with where its words stand, here and in other posts.

Knows how the same words are found again in another post, and how a speaker and a channel are put into words. Runs on
the read lane; never touches a widget.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.ids import PostId
from desktop.domain.listings import PostRow
from desktop.domain.quotes import Quote, QuoteRow, words_key
from desktop.ui.spots import Spot

if TYPE_CHECKING:
    from desktop.library.library import Library

MOST_ALSO: Final = 6  # other posts that are named for one quotation
NOBODY: Final = "Speaker not clear"


@dataclass(frozen=True, slots=True)
class AlsoIn:
    """Another post that quotes the same words, and where."""

    headline: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One quotation as a list shows it."""

    quote: Quote
    also: tuple[AlsoIn, ...] = ()

    @property
    def spot(self) -> Spot:
        """Where its words stand."""
        return spot_of(self.quote)

    @property
    def speaker(self) -> str:
        """Who said it; anonymous speakers in the post's own words."""
        return self.quote.speaker or NOBODY

    @property
    def manner(self) -> str:
        """How it was said: the cue, the channel, and whether it is told in other words."""
        quote = self.quote
        parts = [quote.channel] if quote.cue in quote.channel.split() else [quote.cue, quote.channel]
        return " · ".join([part for part in parts if part] + (["in other words"] if quote.is_indirect else []))

    @property
    def words(self) -> str:
        """The words, in quotation marks where they are the speaker's own."""
        return self.quote.text if self.quote.is_indirect else f"“{self.quote.text}”"


def spot_of(quote: Quote) -> Spot:
    """Return where the words of a quotation stand."""
    return Spot(quote.post_id, quote.paragraph, quote.start, quote.end)


def quote_lines(library: Library, rows: Sequence[QuoteRow]) -> tuple[QuoteLine, ...]:
    """Fetch where the same words stand elsewhere.

    Args:
        library: The read lane's library.
        rows: Quotations as the library gives them.

    Returns:
        One line for each, in their order.
    """
    others = list(dict.fromkeys(post_id for row in rows for post_id in row.same_words[:MOST_ALSO]))
    told = {row.id: row for row in library.rows(others)} if others else {}
    said: dict[tuple[PostId, str], Quote] = {}
    for row in library.quotes(others) if others else ():
        said.setdefault((row.quote.post_id, words_key(row.quote)), row.quote)
    return tuple(QuoteLine(row.quote, _also_in(row, told, said)) for row in rows)


def _also_in(row: QuoteRow, told: dict[PostId, PostRow], said: dict[tuple[PostId, str], Quote]) -> tuple[AlsoIn, ...]:
    key = words_key(row.quote)
    found = ((told.get(post_id), said.get((post_id, key))) for post_id in row.same_words[:MOST_ALSO])
    return tuple(AlsoIn(other.headline, spot_of(quote)) for other, quote in found if other and quote)
