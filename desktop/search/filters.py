"""A filter of the list becomes a query, so that words and filter are answered together."""

from datetime import date, datetime, time

from desktop.domain.days import named_zone
from desktop.domain.listings import Filter, Shelf
from desktop.search.parsing import label_form
from desktop.search.querying import Days, In, Label, LabelKind, Moments, Not, Query, State, both


def conditions(filter: Filter) -> Query:
    """Return the query that a filter means; one that filters nothing means everything."""
    asked: list[Query] = [*_shelf(filter.shelf)]
    if filter.article_id is not None:
        asked.append(Label(LabelKind.ARTICLE, label_form(filter.article_id)))
    asked += [Label(LabelKind.ENTITY, entity) for entity in sorted(filter.entities)]
    asked += [Not(Label(LabelKind.ENTITY, entity)) for entity in sorted(filter.without)]
    if filter.days is not None:
        asked.append(_days(*filter.days, filter.zone))
    if filter.moments is not None:
        begin, end = filter.moments
        asked.append(Moments(begin.timestamp(), end.timestamp()))
    return both(*asked)


def _shelf(shelf: Shelf) -> tuple[Query, ...]:
    match shelf:
        case Shelf.UNREAD:
            return (Not(In(State.READ)),)
        case Shelf.STARRED:
            return (In(State.STARRED),)
        case Shelf.MARKED:
            return (Label(LabelKind.HAS, "highlight"),)
        case Shelf.CHANGED:
            return (In(State.FRESH),)
    return ()


def _days(first: date, last: date, zone_name: str | None) -> Days:
    zone = named_zone(zone_name)
    if zone is None:
        return Days(first.toordinal(), last.toordinal())
    begin, end = datetime.combine(first, time.min, zone), datetime.combine(last, time.max, zone)
    return Days(first.toordinal(), last.toordinal(), (begin.timestamp(), end.timestamp()))
