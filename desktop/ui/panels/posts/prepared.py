"""Prepared: a listing with all that its list needs to be painted, worked out away from the window.

Knows how days, bars and site names follow from a listing. Runs on the read lane, so that fifty thousand posts do not
hold the window up; never touches a widget.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TYPE_CHECKING

from desktop.domain.ids import ArticleId
from desktop.domain.listings import Listing, Order
from desktop.ui.panels.posts.buckets import Buckets, count_posts
from desktop.ui.panels.posts.days import DayGroup, group_by_day
from desktop.ui.time_words import shared_zone

if TYPE_CHECKING:
    from desktop.library.library import Library


@dataclass(frozen=True, slots=True)
class Prepared:
    """A listing, ready for the list.

    Attributes:
        zone: The zone in which its times are shown, the chosen one or that of most posts.
        groups: The days, if the list is in the order of time.
        names: What to call each article, if more than one is on show.
    """

    listing: Listing
    order: Order = Order.TIME
    zone: tzinfo | None = None
    groups: tuple[DayGroup, ...] = ()
    buckets: Buckets = field(default_factory=Buckets)
    names: Mapping[ArticleId, str] = field(default_factory=dict)


NOTHING_PREPARED = Prepared(Listing((), 0))


def prepare(library: Library, listing: Listing, order: Order, chosen_zone: tzinfo | None = None) -> Prepared:
    """Work out the days, bars and names of a listing.

    Args:
        library: The read lane's library.
        listing: The posts.
        order: The order in which they stand.
        chosen_zone: The zone in which the reader wants times; None takes that of the pages.
    """
    rows = listing.rows
    zone = chosen_zone or shared_zone([row.time for row in rows])
    groups = group_by_day(rows, zone) if order is Order.TIME else ()
    on_show = {row.article_id for row in rows}
    names = _article_names(library, on_show) if len(on_show) > 1 else {}
    return Prepared(listing, order, zone, groups, count_posts(rows, zone), names)


def _article_names(library: Library, on_show: set[ArticleId]) -> dict[ArticleId, str]:
    """Name articles by their site; by their title where two share one."""
    articles = [article for article in library.articles() if article.id in on_show]
    sites = [article.site for article in articles]
    return {
        article.id: article.site if article.site and sites.count(article.site) == 1 else article.title
        for article in articles
    }
