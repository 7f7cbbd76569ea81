"""Outlining: the list that a window shows, however long it is.

A short list comes with its rows. Of a long one the index tells the ids and how they lie in time, and the rows are read
as they are looked at.
"""

from datetime import tzinfo
from typing import Final

from desktop.domain.outlines import Outline, Places, outline_of
from desktop.library.finding import Finder, Wanted

MOST_WHOLE: Final = 500  # rows that are read at once without being felt


def outline(finder: Finder, wanted: Wanted, zone: tzinfo | None) -> Outline:
    """List the posts that match the words and the filter.

    Args:
        finder: Finds them.
        wanted: Which list; all of it is outlined.
        zone: By which clock days count; None takes each post's own.
    """
    laid_out = finder.lay_out(wanted, zone, MOST_WHOLE)
    if laid_out is None:
        return outline_of(finder.list_posts(wanted))
    library_total, place_total = finder.totals(wanted.filter)
    ids = laid_out.ids
    rows = finder.rows(ids) if len(ids) <= MOST_WHOLE else ()
    if ids and len(ids) <= MOST_WHOLE and len(rows) < len(ids):  # the database has the last word
        ids = tuple(row.id for row in rows)
    hits = laid_out.hits if wanted.query.strip() else None
    return Outline(
        ids,
        library_total,
        hits,
        place_total,
        rows,
        Places(ids),
        laid_out.runs,
        laid_out.spread,
        is_behind=not finder.is_current(),
    )
