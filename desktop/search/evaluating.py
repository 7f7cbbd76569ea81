"""A query becomes the set of posts it means.

Works on choices (one truth for each post), so that AND, OR and NOT are those of arithmetic; only words ask the index.
Import this module late: it brings numpy with it.
"""

from collections.abc import Iterable

import numpy as np

from desktop.search.arrays import Array
from desktop.search.folding import STEM_MARK, stem
from desktop.search.querying import And, Days, Everything, Label, Not, Or, Phrase, Prefix, Query, Scope, Word
from desktop.search.reading import OpenSegment, Snapshot
from desktop.search.segments import NOWHERE


def evaluate(query: Query, snapshot: Snapshot) -> Array:
    """Return the choice of the posts that a query means; deleted ones are left out."""
    chosen = _chosen(query, snapshot)
    return chosen & snapshot.live if snapshot.has_deleted else chosen


def word_terms(form: str) -> tuple[str, ...]:
    """Return the index's terms for a word in any of its English forms, the word itself first."""
    stemmed = stem(form)
    terms = [STEM_MARK + stemmed]
    if stem(stemmed) == stemmed:
        terms.insert(0, stemmed)
    return tuple(terms)


def _chosen(query: Query, snapshot: Snapshot) -> Array:
    if isinstance(query, And):
        return _all_of(query.parts, snapshot)
    if isinstance(query, Not):
        return ~_chosen(query.part, snapshot)
    if isinstance(query, Everything):
        return ~snapshot.none()
    if isinstance(query, Days):
        return snapshot.between_days(query.first, query.last)
    chosen = snapshot.none()
    if isinstance(query, Or):
        for part in query.parts:
            chosen |= _chosen(part, snapshot)
    else:
        _mark_leaf(query, snapshot, chosen)
    return chosen


def _mark_leaf(query: Query, snapshot: Snapshot, chosen: Array) -> None:
    if isinstance(query, Word):
        for term in word_terms(query.form):
            for scope in query.scopes:
                snapshot.mark(scope, term, chosen)
    elif isinstance(query, Prefix):
        for scope in query.scopes:
            snapshot.mark_prefix(scope, query.form, chosen)
    elif isinstance(query, Phrase):
        for scope in query.scopes:
            _mark_phrase(query.forms, scope, snapshot, chosen)
    elif isinstance(query, Label):
        mark = snapshot.mark_prefix if query.is_prefix else snapshot.mark
        mark(query.kind, query.value, chosen)


def _all_of(parts: Iterable[Query], snapshot: Snapshot) -> Array:
    """Return what satisfies every part; exclusions come last, and nothing is looked for in vain."""
    chosen: Array | None = None
    for part in sorted(parts, key=lambda part: isinstance(part, Not)):
        found = _chosen(part, snapshot)
        chosen = found if chosen is None else chosen & found
        if not chosen.any():
            break
    return snapshot.none() if chosen is None else chosen


def _mark_phrase(forms: tuple[str, ...], scope: Scope, snapshot: Snapshot, chosen: Array) -> None:
    """Add the posts in which these words stand one after the other."""
    if len(forms) == 1:
        snapshot.mark(scope, forms[0], chosen)
        return
    for segment, base in snapshot.based():
        chosen[base : base + segment.post_count][_with_phrase(forms, scope, segment)] = True


def _with_phrase(forms: tuple[str, ...], scope: Scope, segment: OpenSegment) -> Array:
    """Return the posts of a segment that hold a phrase."""
    field = segment.field(scope)
    places = {form: field.place_of(form.encode()) for form in forms}
    posts = _with_all(list(places.values()), segment, scope)
    if not len(posts):
        return posts
    starts: Array | None = None  # of the phrase: post and position in one number
    rarest_first = sorted(enumerate(forms), key=lambda item: int(field.sizes(places[item[1]], places[item[1]] + 1)[0]))
    for offset, form in rarest_first:
        numbers, positions = field.positions_in(places[form], posts)
        begins = (numbers << 32) + positions.astype(np.int64) - offset
        starts = begins if starts is None else starts[_among(starts, begins)]
        if not len(starts):
            return posts[:0]
    return posts[np.unique(starts >> 32)] if starts is not None else posts[:0]


def _with_all(places: list[int], segment: OpenSegment, scope: Scope) -> Array:
    """Return the posts of a segment that hold every one of some terms."""
    if NOWHERE in places:
        return np.empty(0, np.int64)
    lists = sorted((segment.field(scope).posts(place) for place in set(places)), key=len)
    posts = lists[0]
    for other in lists[1:]:
        posts = posts[_among(posts, other)]
    return posts


def _among(values: Array, rising: Array) -> Array:
    """Tell which values are among others that rise."""
    found = np.searchsorted(rising, values)
    found[found == len(rising)] = 0
    is_there: Array = rising[found] == values
    return is_there
