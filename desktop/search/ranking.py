"""How well a post matches: BM25F, a word in the title weighing more than one in the text."""

from collections.abc import Iterator
from typing import Any

from desktop.search.evaluating import word_terms
from desktop.search.querying import Phrase, Prefix, Query, Scope, Word, wordings
from desktop.search.reading import Snapshot

BOOSTS = {Scope.TITLE: 4.0, Scope.BODY: 1.0, Scope.CAPTIONS: 0.8, Scope.NOTES: 1.5}
OTHER_FORM = 0.7  # "talks" for "talk" counts a little less than the word itself
MOST_TERMS = 24  # of the words that begin as asked, the shortest are weighed; all are found


def scores(query: Query, numbers: set[int], snapshot: Snapshot) -> dict[int, float]:
    """Return the score of each post.

    Args:
        query: What was asked.
        numbers: The posts that it means.
        snapshot: Where they are.

    Returns:
        A score of 0 or more for every one of the numbers.
    """
    totals = dict.fromkeys(numbers, 0.0)
    for scope, term, boost in dict.fromkeys(_weighed(query, snapshot)):
        _add_scores(totals, scope, term, boost, snapshot)
    return totals


def _weighed(query: Query, snapshot: Snapshot) -> Iterator[tuple[Scope, str, float]]:
    for wording in wordings(query):
        for scope in wording.scopes:
            boost = BOOSTS.get(scope, 1.0)
            if isinstance(wording, Word):
                yield scope, wording.form, boost
                yield from ((scope, term, boost * OTHER_FORM) for term in word_terms(wording.form))
            elif isinstance(wording, Phrase):
                yield from ((scope, form, boost) for form in wording.forms)
            elif isinstance(wording, Prefix):
                terms = sorted(snapshot.terms(scope, wording.form), key=len)[:MOST_TERMS]
                yield from ((scope, term, boost) for term in terms)


def _add_scores(totals: dict[int, float], scope: Scope, term: str, boost: float, snapshot: Snapshot) -> None:
    searcher = snapshot.searcher
    for leaf, base in searcher.leaf_searchers():
        if (scope.value, term.encode()) not in leaf.reader():
            continue
        matcher = leaf.postings(scope.value, term.encode(), qf=1)
        for number in _matching(matcher, base, totals):
            totals[number] += boost * matcher.score()


def _matching(matcher: Any, base: int, totals: dict[int, float]) -> Iterator[int]:  # noqa: ANN401 (Whoosh has no types)
    """Yield the numbers on which the matcher stands and that are wanted."""
    while matcher.is_active():
        number = base + matcher.id()
        if number in totals:
            yield number
        matcher.next()
