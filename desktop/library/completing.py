"""Completing a query: fields, and what of this library can stand after each.

Knows which offers belong to which field. Offers only what finds something.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from desktop.domain.query_language import Completion, Offer, Operator
from desktop.search.completing import Begun, begun_at
from desktop.search.operators import OPERATORS
from desktop.store.store import Store

MOST = 8
SHORTEST_NAME = 2  # letters, before names are offered beside fields


def complete(store: Store, query: str, cursor: int) -> tuple[Completion, ...]:
    """Offer ways to go on with what is being typed where the cursor stands.

    Args:
        store: Where names, tags and publishers are.
        query: All that stands in the field.
        cursor: Where the cursor stands in it, in characters.

    Returns:
        At most `MOST`, the likeliest first; none where nothing is begun, or nothing begins so.
    """
    begun = begun_at(query, cursor)
    if begun is None:
        return ()
    offers = _values(store, begun) if begun.field else _beginnings(store, begun)
    return tuple(islice((offer for offer in offers if _adds(offer, query, cursor)), MOST))


def _adds(offer: Completion, query: str, cursor: int) -> bool:
    return offer.text.strip().casefold() != query[offer.start : cursor].casefold()


def _beginnings(store: Store, begun: Begun) -> Iterator[Completion]:
    """Fields that begin so, then names."""
    if not begun.text:
        return
    for row in OPERATORS:
        if row.field and row.field.startswith(begun.text.lower()):
            yield Completion(f"{row.field}:", begun.start, row.written, row.meaning, is_whole=False)
    if len(begun.text) >= SHORTEST_NAME:
        field = "about:" if any(row.field == "about" for row in OPERATORS) else ""
        for name, kind in store.names_beginning(begun.text, MOST):
            yield Completion(f"{field}{_written(name)}", begun.start, name, str(kind.value))


def _values(store: Store, begun: Begun) -> Iterator[Completion]:
    """What can stand after a field's colon."""
    row = next((row for row in OPERATORS if row.field == begun.field), None)
    if row is None:
        return
    for value in row.values:
        if value.startswith(begun.text.lower()):
            yield Completion(value, begun.start, value)
    for text, remark in _offered(store, row, begun.text):
        yield Completion(_written(text), begun.start, text, remark)


def _offered(store: Store, row: Operator, text: str) -> Iterable[tuple[str, str]]:
    match row.offer:
        case Offer.TAG:
            return _counted(_beginning(store.tags(), text), "use")
        case Offer.SOURCE:
            return _counted(_beginning(store.sites(), text), "post")
        case Offer.NAME | Offer.SPEAKER:
            names = store.names_beginning(text, MOST, only_speakers=row.offer is Offer.SPEAKER)
            return [(name, str(kind.value)) for name, kind in names]
        case Offer.DAY:
            return _counted(store.days_beginning(text, MOST), "post")
        case None:
            return ()


def _beginning(counted: Iterable[tuple[str, int]], text: str) -> Iterator[tuple[str, int]]:
    """Keep those in which a word begins so."""
    wanted = text.casefold()
    for value, count in counted:
        folded = value.casefold()
        if folded.startswith(wanted) or f" {wanted}" in folded:
            yield value, count


def _counted(counted: Iterable[tuple[str, int]], noun: str) -> Iterator[tuple[str, str]]:
    for value, count in counted:
        yield value, f"{count:,} {noun}{'' if count == 1 else 's'}"


def _written(value: str) -> str:
    """A value as it stands in a query: in quotation marks unless it is one plain word."""
    is_plain = all(sign.isalnum() or sign in "-_." for sign in value) and not value.startswith("-")
    return value if is_plain else f'"{value.replace(chr(34), "")}"'
