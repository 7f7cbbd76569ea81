"""One state of the index, open for reading.

A snapshot keeps its state whatever writers do meanwhile: its files stay mapped even when they are deleted. Import this
module late: it brings Whoosh with it.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import TermNotFound
from whoosh.searching import Searcher

from desktop.domain.ids import PostId
from desktop.search.commits import INDEX_NAME, Commit
from desktop.search.schema import NEVER, Card, schema


class Snapshot:
    """The posts of one commit, by number: a number is a post's place in the index and means nothing outside.

    Attributes:
        cards: One for each number, deleted posts included.
        live: The numbers of the posts that are not deleted.
    """

    def __init__(self, commit: Commit, cards: Mapping[str, tuple[Card, ...]]) -> None:
        """Open a commit.

        Args:
            commit: The state to read.
            cards: Those of segments that an earlier snapshot read, so that they need not be read again.

        Raises:
            OSError: If a writer has replaced the commit meanwhile.
        """
        storage = FileStorage(str(commit.folder))
        table = TOC.read(storage, INDEX_NAME, gen=commit.generation, schema=schema())
        reader = FileIndex._reader(storage, table.schema, table.segments, table.generation)
        self.searcher: Any = Searcher(reader)
        self.leaves: tuple[tuple[Any, int], ...] = tuple(
            (leaf, base) for leaf, base in reader.leaf_readers() if leaf.doc_count_all()
        )
        self.segment_cards = {
            leaf.segment().segment_id(): cards.get(leaf.segment().segment_id()) or _read_cards(leaf)
            for leaf, _ in self.leaves
        }

    def close(self) -> None:
        """Give the files back."""
        self.searcher.close()

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """One for each number, deleted posts included."""
        return tuple(card for cards in self.segment_cards.values() for card in cards)

    @cached_property
    def live(self) -> frozenset[int]:
        """The numbers of the posts that are not deleted."""
        return frozenset(base + number for reader, base in self.leaves for number in reader.all_doc_ids())

    @cached_property
    def by_time(self) -> tuple[int, ...]:
        """All numbers, oldest post first; of posts of one moment, the lower on its page first."""
        cards = self.cards
        keys = [(card.order_key, -card.ordinal, card.post_id) for card in cards]
        return tuple(sorted(range(len(cards)), key=keys.__getitem__))

    @cached_property
    def ranks(self) -> tuple[int, ...]:
        """The place of each number in `by_time`."""
        ranks = [0] * len(self.cards)
        for rank, number in enumerate(self.by_time):
            ranks[number] = rank
        return tuple(ranks)

    def post_id(self, number: int) -> PostId:
        """Return the post of a number."""
        return PostId(self.cards[number].post_id)

    def in_time(self, numbers: set[int]) -> list[int]:
        """Return numbers, oldest post first."""
        if len(numbers) * 8 < len(self.cards):
            return sorted(numbers, key=self.ranks.__getitem__)
        return [number for number in self.by_time if number in numbers]

    def between_days(self, first: int | None, last: int | None) -> set[int]:
        """Return the posts that may have been published between two days, both included."""
        return {
            number
            for number in self.live
            if (card := self.cards[number]).first_day != NEVER
            and (last is None or card.first_day <= last)
            and (first is None or card.last_day >= first)
        }

    def postings(self, field: str, term: str) -> Iterator[tuple[Any, int]]:
        """Yield Whoosh's matcher for a term in each part of the index that holds it, with the part's first number."""
        for reader, base in self.leaves:
            try:
                matcher = reader.postings(field, term.encode())
            except TermNotFound:
                continue
            if matcher.is_active():
                yield matcher, base

    def having(self, field: str, term: str) -> set[int]:
        """Return the posts that hold a term in a field."""
        found: set[int] = set()
        for matcher, base in self.postings(field, term):
            found.update(base + number for number in matcher.all_ids())
        return found

    def terms(self, field: str, prefix: str = "") -> list[str]:
        """Return the terms of a field that begin so, in order."""
        found: set[bytes] = set()
        for reader, _ in self.leaves:
            found.update(reader.expand_prefix(field, prefix.encode()))
        return sorted(term.decode() for term in found)


def _read_cards(reader: Any) -> tuple[Card, ...]:  # noqa: ANN401 (Whoosh has no types)
    column = reader.column_reader("card", translate=False)
    return tuple(Card.unpack(bytes(column[number])) for number in range(reader.doc_count_all()))
