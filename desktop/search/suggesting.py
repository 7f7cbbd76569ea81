"""Did you mean: another query, for one that finds nothing.

Import this module late: it brings numpy and the search for similar words with it.
"""

import re
from collections.abc import Iterator
from itertools import islice

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from desktop.search.evaluating import evaluate
from desktop.search.folding import STEM_MARK
from desktop.search.parsing import parse
from desktop.search.querying import Query, Word, wordings
from desktop.search.reading import Snapshot

SHORTEST = 3  # shorter words have too many neighbours
ONE_MISTAKE_BELOW = 6  # letters; longer words may hold two mistakes
MOST_CANDIDATES = 50
AT_ONCE = 4_000  # words; while they are compared no other thread can do anything
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
    mistakes = 1 if len(word.form) < ONE_MISTAKE_BELOW else 2
    near: dict[str, int] = {}
    for scope in word.scopes:
        known = (term for term in snapshot.terms(scope) if not term.startswith(STEM_MARK))
        while some := list(islice(known, AT_ONCE)):
            found = extract(word.form, some, scorer=OSA.distance, score_cutoff=mistakes, limit=None, processor=None)
            near.update((term, distance) for term, distance, _ in found)
    fewest = sorted(near, key=lambda term: (near[term], term))[:MOST_CANDIDATES]
    posts = {term: sum(snapshot.count(scope, term) for scope in word.scopes) for term in fewest}
    yield from sorted(fewest, key=lambda term: (near[term], -posts[term], term))
