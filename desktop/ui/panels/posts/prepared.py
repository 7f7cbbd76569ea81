"""Prepared: a listing with all that its list needs to be painted, worked out away from the window.

Knows how days, bars and site names follow from a listing. Runs on the read lane, so that fifty thousand posts do not
hold the window up; never touches a widget.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, Final

from desktop.domain.dates import SpokenDays
from desktop.domain.ids import ArticleId, PostId
from desktop.domain.listings import Order, PostRow
from desktop.domain.outlines import Outline
from desktop.domain.posts import Article
from desktop.ui.clocks import Clocks, clocks_for
from desktop.ui.panels.posts.buckets import Buckets, buckets_of, count_posts
from desktop.ui.panels.posts.days import DayGroup, group_by_day, group_runs

if TYPE_CHECKING:
    from desktop.library.library import Library


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lists need to know of all articles: how each is called, and on which clock it speaks."""

    articles: Mapping[ArticleId, Article] = field(default_factory=dict)
    clocks: Clocks = field(default_factory=Clocks)

    def names_of(self, on_show: Collection[ArticleId]) -> dict[ArticleId, str]:
        """Name articles by their site; by their title where two share one."""
        articles = [self.articles[article_id] for article_id in on_show if article_id in self.articles]
        sites = Counter(article.site for article in articles)
        return {
            article.id: article.site if article.site and sites[article.site] == 1 else article.title
            for article in articles
        }


@dataclass(frozen=True, slots=True)
class Prepared:
    """A listing, ready for the list.

    Attributes:
        clocks: By which clock each time is shown.
        has_several_clocks: Whether times of several zones are on show, so that each must say which.
        groups: The days, if the list is in the order of time.
        names: What to call each article, if more than one is on show.
        rows: The rows that were read for it: all of a short list, of a long one those that will be in sight.
    """

    listing: Outline
    order: Order = Order.TIME
    clocks: Clocks = field(default_factory=Clocks)
    has_several_clocks: bool = False
    groups: tuple[DayGroup, ...] = ()
    buckets: Buckets = field(default_factory=Buckets)
    names: Mapping[ArticleId, str] = field(default_factory=dict)
    rows: tuple[PostRow, ...] = ()

    def title_of(self, group: DayGroup) -> str:
        """Return the words of a heading: the day, and the clock of its posts where others are on show."""
        return f"{group.title} · {group.clock}" if self.has_several_clocks and group.clock else group.title

    def clock_beside(self, place: int, row: PostRow) -> str:
        """Return what to write beside the time of a row so that it cannot be mistaken; "" where its heading says it."""
        if not self.has_several_clocks or self._clock_above(place):
            return ""
        return self.clocks.name_for(row.time, row.article_id)

    def _clock_above(self, place: int) -> str:
        number = bisect_right(self.groups, place, key=_first_row) - 1
        return self.groups[number].clock if number >= 0 else ""


NOTHING_PREPARED = Prepared(Outline())
IN_ORDER_OF_TIME: Final = (Order.TIME, Order.NEWEST)


def _first_row(group: DayGroup) -> int:
    return group.first_row


def prepare(
    listing: Outline,
    order: Order,
    around: Surroundings,
    barred: Outline | None = None,
) -> Prepared:
    """Work out the days, bars and names of a list whose rows are all here.

    Args:
        listing: The posts.
        order: The order in which they stand.
        around: The names and clocks of all articles.
        barred: The posts that the bars count, if they are others than those of the list.
    """
    rows = listing.rows
    counted = rows if barred is None else barred.rows
    on_show = {row.article_id for row in rows}
    clocks, utc = around.clocks, around.clocks.chosen or UTC
    groups = group_by_day(rows, clocks) if order in IN_ORDER_OF_TIME else ()
    names = around.names_of(on_show) if len(on_show) > 1 else {}
    shown = clocks.on_show(rows)
    if barred is not None and not barred.has_rows:
        buckets = buckets_of(barred.spread)
    else:
        most_used = (shown if barred is None else clocks.on_show(counted)).most_common(1)
        buckets = count_posts(counted, most_used[0][0] if most_used else utc)
    return Prepared(listing, order, clocks, len(shown) > 1, groups, buckets, names, rows)


def prepare_long(
    listing: Outline,
    order: Order,
    around: Surroundings,
    rows: tuple[PostRow, ...],
    barred: Outline | None = None,
) -> Prepared:
    """The same for a list of which only some rows are here: its outline tells the days and the bars.

    Where several clocks are in use each row names its own, for the headings of a long list do not know it.
    """
    groups = group_runs(listing.runs) if order in IN_ORDER_OF_TIME else ()
    spread = listing.spread if barred is None else barred.spread
    buckets = buckets_of(spread)
    several = around.clocks.chosen is None and len(set(around.clocks.of_articles.values())) > 1
    return Prepared(listing, order, around.clocks, several, groups, buckets, around.names_of(around.articles), rows)


def look_around(library: Library, chosen_zone: tzinfo | None) -> Surroundings:
    """Ask the library for the names and clocks of all articles."""
    articles = {article.id: article for article in library.articles()}
    return Surroundings(articles, clocks_for(library, articles, chosen_zone))


@dataclass(frozen=True, slots=True)
class Spoken:
    """The days of which the posts of a list speak, and what to call the posts that they name."""

    days: tuple[SpokenDays, ...] = ()
    headlines: Mapping[PostId, str] = field(default_factory=dict)


def load_spoken(library: Library, ids: Sequence[PostId]) -> Spoken:
    """Ask the library of which days some posts speak."""
    days = library.days_spoken(ids)
    named = tuple(dict.fromkeys(post_id for each in days for post_id in each.posts))
    return Spoken(days, {row.id: row.headline for row in library.rows(named)})
