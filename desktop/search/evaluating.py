"""A query becomes the set of posts it means, and their order.

Works on sets of numbers, so that AND, OR and NOT are those of arithmetic; only words ask the index.
"""

from collections.abc import Iterable
from typing import Any

from desktop.search.folding import STEM_MARK, stem
from desktop.search.querying import And, Days, Everything, Label, Not, Or, Phrase, Prefix, Query, Scope, Word
from desktop.search.reading import Snapshot


def evaluate(query: Query, snapshot: Snapshot) -> set[int]:
    """Return the numbers of the posts that a query means."""
    if isinstance(query, And):
        return _all_of(query.parts, snapshot)
    if isinstance(query, Or):
        return set().union(*(evaluate(part, snapshot) for part in query.parts))
    if isinstance(query, Not):
        return set(snapshot.live - evaluate(query.part, snapshot))
    if isinstance(query, Everything):
        return set(snapshot.live)
    return _leaf(query, snapshot)


def word_terms(form: str) -> tuple[str, ...]:
    """Return the index's terms for a word in any of its English forms, the word itself first."""
    stemmed = stem(form)
    terms = [STEM_MARK + stemmed]
    if stem(stemmed) == stemmed:
        terms.insert(0, stemmed)
    return tuple(terms)


def _leaf(query: Query, snapshot: Snapshot) -> set[int]:
    if isinstance(query, Word):
        return _any_of(query.scopes, word_terms(query.form), snapshot)
    if isinstance(query, Prefix):
        found: set[int] = set()
        for scope in query.scopes:
            found |= _any_of((scope,), snapshot.terms(scope, query.form), snapshot)
        return found
    if isinstance(query, Phrase):
        return set().union(*(_phrase(query.forms, scope, snapshot) for scope in query.scopes))
    if isinstance(query, Label):
        labels = snapshot.terms(query.kind, query.value) if query.is_prefix else (query.value,)
        return set().union(*(snapshot.having(query.kind, label) for label in labels))
    return snapshot.between_days(query.first, query.last) if isinstance(query, Days) else set()


def _all_of(parts: Iterable[Query], snapshot: Snapshot) -> set[int]:
    """Return what satisfies every part; exclusions come last, so that they only take away."""
    found: set[int] | None = None
    for part in sorted(parts, key=lambda part: isinstance(part, Not)):
        if found is None:
            found = evaluate(part, snapshot)
        elif isinstance(part, Not):
            found -= evaluate(part.part, snapshot)
        else:
            found &= evaluate(part, snapshot)
        if not found:
            return set()
    return found or set()


def _any_of(scopes: Iterable[Scope], terms: Iterable[str], snapshot: Snapshot) -> set[int]:
    terms = tuple(terms)
    return set().union(*(snapshot.having(scope, term) for scope in scopes for term in terms))


def _phrase(forms: tuple[str, ...], scope: Scope, snapshot: Snapshot) -> set[int]:
    found: set[int] | None = None
    for form in dict.fromkeys(forms):
        having = snapshot.having(scope, form)
        found = having if found is None else found & having
        if not found:
            return set()
    if found is None or len(forms) == 1:
        return found or set()
    starts: dict[int, set[int]] | None = None
    for offset, form in enumerate(forms):
        places = _places(form, scope, found if starts is None else set(starts), snapshot)
        begins = {number: {place - offset for place in at} for number, at in places.items()}
        starts = begins if starts is None else {number: at & begins[number] for number, at in starts.items()}
        starts = {number: at for number, at in starts.items() if at}
    return set(starts or ())


def _places(form: str, scope: Scope, numbers: set[int], snapshot: Snapshot) -> dict[int, list[int]]:
    """Return where a form stands in each of the posts, all of which hold it."""
    places: dict[int, list[int]] = {}
    wanted = sorted(numbers)
    for matcher, base in snapshot.postings(scope, form):
        for number in wanted:
            if not _moved_to(matcher, number - base):
                continue
            places[number] = matcher.value_as("positions")
    return places


def _moved_to(matcher: Any, number: int) -> bool:  # noqa: ANN401 (Whoosh has no types)
    """Move a matcher to a number and say whether the number is there."""
    if number < 0 or not matcher.is_active():
        return False
    matcher.skip_to(number)
    return bool(matcher.is_active() and matcher.id() == number)
