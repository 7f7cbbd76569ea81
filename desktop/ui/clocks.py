"""Clocks: on which clock is the time of a post shown?

Knows one rule, the same in every list and in the reading pane, so that a post never changes its time from one place to
the next: the zone that the reader chose, else the zone that the post itself names, else the one in which its article
speaks, else UTC.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TYPE_CHECKING

from desktop.domain.days import clock_of, in_zone, named_zone, zone_name
from desktop.domain.ids import ArticleId
from desktop.domain.listings import PostRow
from desktop.domain.times import When

if TYPE_CHECKING:
    from desktop.library.library import Library


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks of some articles.

    Attributes:
        chosen: The zone in which the reader wants all times, if any.
        of_articles: The zone in which each article speaks, where it says so.
    """

    chosen: tzinfo | None = None
    of_articles: Mapping[ArticleId, tzinfo] = field(default_factory=dict)

    def of(self, when: When, article_id: ArticleId) -> tzinfo:
        """Return the clock of a post's time."""
        return self.chosen or clock_of(when, self.of_articles.get(article_id))

    def on_show(self, rows: Iterable[PostRow]) -> Counter[tzinfo]:
        """Return the clocks by which these rows show an hour, and how many rows each has."""
        return Counter(self.of(row.time, row.article_id) for row in rows if row.time.tells_an_hour)

    def name_for(self, when: When, article_id: ArticleId) -> str:
        """Return what the clock of a time is called on that day: "EST"; "" for a time of which no hour is shown."""
        bound = when.earliest or when.latest
        if bound is None or not when.tells_an_hour:
            return ""
        return zone_name(in_zone(bound, self.of(when, article_id)))


def clocks_for(library: Library, article_ids: Iterable[ArticleId], chosen: tzinfo | None = None) -> Clocks:
    """Ask the library in which zones these articles speak."""
    if chosen is not None:
        return Clocks(chosen)
    spoken = {article_id: named_zone(name) for article_id, name in library.zones(tuple(article_ids)).items()}
    return Clocks(None, {article_id: zone for article_id, zone in spoken.items() if zone is not None})
