"""Did you mean: another query, for one that finds nothing.

Import this module late: it brings numpy with it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from desktop.search.evaluating import evaluate
from desktop.search.parsing import parse
from desktop.search.querying import Query, Scope, Similar, Word, wordings
from desktop.search.reading import Snapshot

SHORTEST = 3  # shorter words have too many neighbours
ONE_MISTAKE_BELOW = 6  # letters; longer words may hold two mistakes
MOST_WORDS = 4


def suggest(text: str, query: Query, snapshot: Snapshot) -> str | None:
    """Return the query with unknown words replaced by known ones, or None if that finds nothing either.

    Args:
        text: The query as it was typed.
        query: What it means.
        snapshot: The posts it was asked of.
    """
    unknown = {
        word.raw: word for word in wordings(query) if isinstance(word, Word) and not evaluate(word, snapshot).any()
    }
    suggestion = text
    for raw, word in list(unknown.items())[:MOST_WORDS]:
        candidate = next(_nearest(word, snapshot), None)
        if candidate is None:
            return None
        suggestion = re.sub(rf"(?<!\w){re.escape(raw)}(?!\w)", candidate, suggestion)
    if suggestion == text or not evaluate(parse(suggestion).query, snapshot).any():
        return None
    return suggestion


def _nearest(word: Word, snapshot: Snapshot) -> Iterator[str]:
    """Yield known words with few mistakes, those with fewest mistakes and then those in most posts first."""
    if len(word.form) < SHORTEST or not word.form.isalpha():
        return
    for mistakes in (1,) if len(word.form) < ONE_MISTAKE_BELOW else (1, 2):
        posts = _posts_with(Similar(word.form, mistakes), word.scopes, snapshot)
        yield from sorted(posts, key=lambda term: (-posts[term], term))


def _posts_with(similar: Similar, scopes: Iterable[Scope], snapshot: Snapshot) -> Mapping[str, int]:
    """Return the known words that are similar, and how many posts hold each."""
    found: Counter[str] = Counter()
    for scope in scopes:
        for segment, _ in snapshot.based():
            field, places = segment.field(scope), segment.expanded(scope, similar)
            for place, size in zip(places.tolist(), field.sizes_of(places).tolist(), strict=True):
                found[field.term(place).decode()] += size
    return found
