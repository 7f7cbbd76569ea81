"""Dates in words: what a post's words for a date mean, as a line or a tooltip says it.

Knows how days, months and years are written and what each kind of date is called. The day is always that of the place
where the words were said; a minute is told by the reader's clock as well.
"""

from datetime import date, timedelta, tzinfo
from typing import Final

from desktop.domain.dates import DateKind, DateMention
from desktop.domain.days import in_zone, zone_name
from desktop.ui.time_words import MONTHS, capitalised, day_span, short_day

KINDS: Final = {
    DateKind.EVENT: "event",
    DateKind.PLAN: "plan",
    DateKind.BACKGROUND: "background",
    DateKind.PHOTOGRAPH: "photograph",
}
SEVERAL: Final = {
    DateKind.EVENT: "Events",
    DateKind.PLAN: "Plans",
    DateKind.BACKGROUND: "Background",
    DateKind.PHOTOGRAPH: "Photographs",
}


def days_in_words(first: date, last: date) -> str:
    """Write days as shortly as it stays clear: "Sat 12 Feb 2022", "February 2022", "2014", "14–20 Feb 2022"."""
    if first == last:
        return short_day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.day == 1 and _is_last_of_month(last) and (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    return day_span(first, last)


def _is_last_of_month(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1


def mention_tip(mention: DateMention, zone: tzinfo | None) -> str:
    """Say what some words mean, of what they are the date, and how that is known, a reason a line.

    Args:
        mention: The words.
        zone: By whose clock times are shown to the reader; None shows only that of the words.
    """
    when = days_in_words(mention.first, mention.last)
    if mention.moment is not None:
        when += f", {mention.moment:%H:%M} {zone_name(mention.moment)}"
        own = in_zone(mention.moment, zone)
        if own.utcoffset() != mention.moment.utcoffset():
            day = f"{short_day(own.date())}, " if own.date() != mention.first else ""
            when += f" ({day}{own:%H:%M} {zone_name(own)})"
    said = " · in a quotation" if mention.is_quoted else ""
    reasons = [f"{capitalised(reason)}." for reason in mention.basis if reason]
    return "\n".join([f"{when} · {KINDS[mention.kind]}{said}", *reasons])
