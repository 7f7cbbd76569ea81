"""Prepared: a listing with all that its list needs to be painted, worked out away from the window.

Knows how days, bars and site names follow from a listing. Runs on the read lane, so that fifty thousand posts do not
hold the window up; never touches a widget.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TYPE_CHECKING

from desktop.domain.ids import ArticleId
from desktop.domain.listings import Listing, Order
from desktop.domain.times import When
from desktop.ui.panels.posts.buckets import Buckets, count_posts
from desktop.ui.panels.posts.days import DayGroup, group_by_day
from desktop.ui.time_words import shared_zone

if TYPE_CHECKING:
    from desktop.library.library import Library


@dataclass(frozen=True, slots=True)
class Prepared:
    """A listing, ready for the list.

    Attributes:
        zones: The zone in which the times of each article are shown.
        groups: The days, if the list is in the order of time.
        names: What to call each article, if more than one is on show.
    """

    listing: Listing
    order: Order = Order.TIME
    zones: Mapping[ArticleId, tzinfo | None] = field(default_factory=dict)
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
        chosen_zone: The zone in which the reader wants times; None takes that of each page.
    """
    rows = listing.rows
    times: dict[ArticleId, list[When]] = {}
    for row in rows:
        times.setdefault(row.article_id, []).append(row.time)
    on_show = times.keys()
    zones = {article_id: chosen_zone or shared_zone(times[article_id]) for article_id in on_show}
    groups = group_by_day(rows, zones) if order is Order.TIME else ()
    names = _article_names(library, on_show) if len(on_show) > 1 else {}
    return Prepared(listing, order, zones, groups, count_posts(rows, zones), names)


def _article_names(library: Library, on_show: Set[ArticleId]) -> dict[ArticleId, str]:
    """Name articles by their site; by their title where two share one."""
    articles = [article for article in library.articles() if article.id in on_show]
    sites = [article.site for article in articles]
    return {
        article.id: article.site if article.site and sites.count(article.site) == 1 else article.title
        for article in articles
    }
