"""Prepared: a listing with all that its list needs to be painted, worked out away from the window.

Knows how days, bars and site names follow from a listing. Runs on the read lane, so that fifty thousand posts do not
hold the window up; never touches a widget.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING

from desktop.domain.dates import SpokenDays
from desktop.domain.ids import ArticleId, PostId
from desktop.domain.listings import Listing, Order, PostRow
from desktop.ui.clocks import Clocks, clocks_for
from desktop.ui.panels.posts.buckets import Buckets, count_posts
from desktop.ui.panels.posts.days import DayGroup, group_by_day

if TYPE_CHECKING:
    from desktop.library.library import Library


@dataclass(frozen=True, slots=True)
class Prepared:
    """A listing, ready for the list.

    Attributes:
        clocks: By which clock each time is shown.
        has_several_clocks: Whether times of several zones are on show, so that each must say which.
        groups: The days, if the list is in the order of time.
        names: What to call each article, if more than one is on show.
        spoken: The days of which posts speak.
        headlines: What to call the posts that `spoken` names.
    """

    listing: Listing
    order: Order = Order.TIME
    clocks: Clocks = field(default_factory=Clocks)
    has_several_clocks: bool = False
    groups: tuple[DayGroup, ...] = ()
    buckets: Buckets = field(default_factory=Buckets)
    names: Mapping[ArticleId, str] = field(default_factory=dict)
    spoken: tuple[SpokenDays, ...] = ()
    headlines: Mapping[PostId, str] = field(default_factory=dict)

    def title_of(self, group: DayGroup) -> str:
        """Return the words of a heading: the day, and the clock of its posts where others are on show."""
        return f"{group.title} · {group.clock}" if self.has_several_clocks and group.clock else group.title

    def clock_beside(self, place: int) -> str:
        """Return what to write beside the time of a row so that it cannot be mistaken; "" where its heading says it."""
        row = self.listing.rows[place]
        if not self.has_several_clocks or self._clock_above(place):
            return ""
        return self.clocks.name_for(row.time, row.article_id)

    def _clock_above(self, place: int) -> str:
        number = bisect_right(self.groups, place, key=_first_row) - 1
        return self.groups[number].clock if number >= 0 else ""


NOTHING_PREPARED = Prepared(Listing((), 0))


def _first_row(group: DayGroup) -> int:
    return group.first_row


def prepare(
    library: Library,
    listing: Listing,
    order: Order,
    chosen_zone: tzinfo | None = None,
    barred: Sequence[PostRow] | None = None,
    speaking: Sequence[PostRow] | None = None,
) -> Prepared:
    """Work out the days, bars and names of a listing.

    Args:
        library: The read lane's library.
        listing: The posts.
        order: The order in which they stand.
        chosen_zone: The zone in which the reader wants times; None takes that of each post.
        barred: The posts that the bars count, if they are others than those of the list.
        speaking: The posts whose days the lane shows, if they are others than those of the list.
    """
    rows = listing.rows
    counted = rows if barred is None else barred
    on_show = {row.article_id for row in rows}
    clocks = clocks_for(library, on_show | {row.article_id for row in counted}, chosen_zone)
    groups = group_by_day(rows, clocks) if order in (Order.TIME, Order.NEWEST) else ()
    names = _article_names(library, on_show) if len(on_show) > 1 else {}
    shown = clocks.on_show(rows)
    most_used = (shown if barred is None else clocks.on_show(counted)).most_common(1)
    buckets = count_posts(counted, most_used[0][0] if most_used else chosen_zone or UTC)
    spoken, headlines = _spoken(library, rows if speaking is None else speaking)
    return Prepared(listing, order, clocks, len(shown) > 1, groups, buckets, names, spoken, headlines)


def _spoken(library: Library, rows: Sequence[PostRow]) -> tuple[tuple[SpokenDays, ...], dict[PostId, str]]:
    spoken = library.days_spoken([row.id for row in rows])
    named = {post for each in spoken for post in each.posts}
    return spoken, {row.id: row.headline for row in rows if row.id in named}


def _article_names(library: Library, on_show: Set[ArticleId]) -> dict[ArticleId, str]:
    """Name articles by their site; by their title where two share one."""
    articles = [article for article in library.articles() if article.id in on_show]
    sites = [article.site for article in articles]
    return {
        article.id: article.site if article.site and sites.count(article.site) == 1 else article.title
        for article in articles
    }
