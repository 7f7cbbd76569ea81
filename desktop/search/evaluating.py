"""A query becomes the set of posts it means.

Works on choices (one truth for each post), so that AND, OR and NOT are those of arithmetic; only words ask the index.
Import this module late: it brings numpy with it.
"""

from collections.abc import Iterable

import numpy as np

from desktop.search.arrays import Array
from desktop.search.folding import STEM_MARK, stem
from desktop.search.querying import (
    And,
    Days,
    Everything,
    In,
    Label,
    Moments,
    Not,
    Nothing,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Query,
    Scope,
    Similar,
    States,
    Word,
    Wording,
    no_states,
)
from desktop.search.reading import OpenSegment, Snapshot
from desktop.search.segments import NOWHERE


def evaluate(query: Query, snapshot: Snapshot, states: States = no_states) -> Array:
    """Return the choice of the posts that a query means; deleted ones are left out.

    Args:
        query: What is asked.
        snapshot: Where the posts are.
        states: Says under which numbers the database knows the posts in a state.
    """
    chosen = _Evaluation(snapshot, states).chosen(query)
    return chosen & snapshot.live if snapshot.has_deleted else chosen


def word_terms(form: str) -> tuple[str, ...]:
    """Return the index's terms for a word in any of its English forms, the word itself first."""
    stemmed = stem(form)
    terms = [STEM_MARK + stemmed]
    if stem(stemmed) == stemmed:
        terms.insert(0, stemmed)
    return tuple(terms)


class _Evaluation:
    """One evaluation of a query."""

    def __init__(self, snapshot: Snapshot, states: States) -> None:
        self._snapshot, self._states = snapshot, states

    def chosen(self, query: Query) -> Array:
        """Return what a query means, deleted posts included."""
        snapshot = self._snapshot
        match query:
            case And(parts):
                return self._all_of(parts)
            case Not(part):
                return ~self.chosen(part)
            case Everything():
                return ~snapshot.none()
            case Days():
                return snapshot.between_days(query)
            case Moments():
                return snapshot.between_moments(query)
            case In():
                return snapshot.of_numbers(np.fromiter(self._states(query), np.int64))
        chosen = snapshot.none()
        self._mark(query, chosen)
        return chosen

    def _mark(self, query: Query, chosen: Array) -> None:
        """Add the posts that a query means to a choice."""
        match query:
            case Or(parts):
                for part in parts:
                    self._mark(part, chosen)
            case Label(kind, value, is_prefix):
                (self._snapshot.mark_prefix if is_prefix else self._snapshot.mark)(kind, value, chosen)
            case Word() | Prefix() | Pattern() | Similar() | Phrase():
                for scope in self._snapshot.in_use(query.scopes):
                    _mark_wording(query, scope, self._snapshot, chosen)
            case Nothing():
                pass
            case _:
                chosen |= self.chosen(query)

    def _all_of(self, parts: Iterable[Query]) -> Array:
        """Return what satisfies every part; exclusions come last, and nothing is looked for in vain."""
        ordered = sorted(parts, key=_is_exclusion)
        if not ordered:
            return self._snapshot.none()
        chosen = self.chosen(ordered[0])
        for part in ordered[1:]:
            if not np.count_nonzero(chosen):  # many times as quick as `any` where there is none
                break
            chosen &= self.chosen(part)
        return chosen


def _is_exclusion(query: Query) -> bool:
    return isinstance(query, Not)


def _mark_wording(wording: Wording, scope: Scope, snapshot: Snapshot, chosen: Array) -> None:
    """Add the posts in which a part holds these words."""
    match wording:
        case Word(form):
            for term in word_terms(form):
                snapshot.mark(scope, term, chosen)
        case Prefix(form):
            snapshot.mark_prefix(scope, form, chosen)
        case Pattern() | Similar():
            snapshot.mark_expanded(scope, wording, chosen)
        case Phrase(forms):
            _mark_phrase(forms, scope, snapshot, chosen)


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
