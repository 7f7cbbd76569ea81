"""How well a post matches: BM25F, a word in the title weighing more than one in the text.

Import this module late: it brings numpy with it.
"""

from collections.abc import Iterator
from math import log

import numpy as np

from desktop.search.arrays import Array
from desktop.search.evaluating import word_terms
from desktop.search.querying import Pattern, Phrase, Prefix, Query, Scope, Similar, Word, wordings
from desktop.search.reading import Snapshot
from desktop.search.segments import NOWHERE

BOOSTS = {Scope.TITLE: 4.0, Scope.BODY: 1.0, Scope.CAPTIONS: 0.8, Scope.NOTES: 1.5, Scope.BYLINES: 0.8}
OTHER_FORM = 0.7  # "talks" for "talk" counts a little less than the word itself
MOST_TERMS = 24  # of the words that begin as asked, the shortest are weighed; all are found

# Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), the usual values.
K1 = 1.2  # how soon a word said again and again counts no more
B = 0.75  # how much the length of a text counts


def scores(query: Query, snapshot: Snapshot, chosen: Array) -> Array:
    """Return the score of every post that was found; 0 for all others.

    Args:
        query: What was asked.
        snapshot: Where the posts are.
        chosen: Which posts were found.
    """
    totals = np.zeros(snapshot.size, np.float32)
    for scope, term, boost in dict.fromkeys(_weighed(query, snapshot)):
        _add_scores(totals, scope, term, boost, snapshot, chosen)
    return totals


def best(chosen: Array, weights: Array, snapshot: Snapshot, limit: int | None) -> Array:
    """Return the places of a choice, those with the highest score first; of equals the older.

    Args:
        chosen: The posts to sort.
        weights: The score of every post.
        snapshot: Where they are.
        limit: How many to return at most; None for all.
    """
    places = np.flatnonzero(chosen)
    if limit is not None and len(places) > limit:
        lowest = np.partition(weights[places], len(places) - limit)[len(places) - limit] if limit else np.inf
        places = places[weights[places] >= lowest]
    return places[np.lexsort((snapshot.ranks[places], -weights[places]))][:limit]


def _weighed(query: Query, snapshot: Snapshot) -> Iterator[tuple[Scope, str, float]]:
    for wording in wordings(query):
        for scope in snapshot.in_use(wording.scopes):
            boost = BOOSTS.get(scope, 1.0)
            if isinstance(wording, Word):
                yield scope, wording.form, boost
                yield from ((scope, term, boost * OTHER_FORM) for term in word_terms(wording.form))
            elif isinstance(wording, Phrase):
                yield from ((scope, form, boost) for form in wording.forms)
            elif isinstance(wording, Prefix):
                yield from ((scope, term, boost) for term in _shortest(scope, wording.form, snapshot))
            else:
                yield from ((scope, term, boost) for term in _most_used(scope, wording, snapshot))


def _shortest(scope: Scope, prefix: str, snapshot: Snapshot) -> list[str]:
    """Return the shortest of the terms that begin so."""
    found: set[bytes] = set()
    for segment, _ in snapshot.based():
        field = segment.field(scope)
        first, last = field.places_of_prefix(prefix.encode())
        shortest = np.argsort(field.lengths_of(np.arange(first, last)), kind="stable")[:MOST_TERMS]
        found.update(field.term(first + place) for place in shortest.tolist())
    return [term.decode() for term in sorted(found, key=lambda term: (len(term), term))[:MOST_TERMS]]


def _most_used(scope: Scope, wording: Pattern | Similar, snapshot: Snapshot) -> list[str]:
    """Return the words that stand in most posts, of those that a pattern or a misspelt word means."""
    found: dict[bytes, int] = {}
    for segment, _ in snapshot.based():
        field = segment.field(scope)
        places = segment.expanded(scope, wording)
        sizes = field.sizes_of(places)
        for row in np.argsort(-sizes, kind="stable")[:MOST_TERMS].tolist():
            term = field.term(int(places[row]))
            found[term] = found.get(term, 0) + int(sizes[row])
    return [term.decode() for term in sorted(found, key=lambda term: (-found[term], term))[:MOST_TERMS]]


def _add_scores(totals: Array, scope: Scope, term: str, boost: float, snapshot: Snapshot, chosen: Array) -> None:
    """Add to each post that was found what a term in one of its parts is worth."""
    found = [
        (segment.field(scope), place, slice(base, base + segment.post_count))
        for segment, base in snapshot.based()
        if (place := segment.field(scope).place_of(term.encode())) != NOWHERE
    ]
    if not found:
        return
    having = sum(field.size(place) for field, place, _ in found)
    worth = boost * (log(snapshot.size / (having + 1)) + 1) * (K1 + 1)
    mean = sum(segment.field(scope).length for segment in snapshot.segments) / snapshot.size or 1.0
    for field, place, stretch in found:
        posts = field.posts(place)
        rows = np.flatnonzero(chosen[stretch][posts])
        if not len(rows):
            continue
        counts = field.counts(place)
        if len(rows) < len(posts):
            posts, counts = posts[rows], counts[rows]
        weights = counts.astype(np.float32)
        dulled = field.lengths[posts] * np.float32(K1 * B / mean)
        dulled += weights
        dulled += np.float32(K1 * (1 - B))
        weights *= np.float32(worth)
        weights /= dulled
        totals[stretch][posts] += weights
