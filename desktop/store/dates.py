"""Dates: the days of which posts speak, counted over the posts on show."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from heapq import nsmallest
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from desktop.domain.dates import SpokenDays
from desktop.domain.ids import PostId
from desktop.domain.posts import Post
from desktop.store.date_rows import KINDS, write_dates
from desktop.store.part import Part, id_list
from desktop.store.posts import Posts

# Few posts are looked up one by one; for many it is quicker to walk once through all dates, day by day.
MANY_POSTS: Final = 5_000
OF_SHOWN = """SELECT d.first_day, d.last_day, d.kind, d.post FROM json_each(?) j CROSS JOIN dates d ON d.post = j.value
    ORDER BY 1, 2, 3, 4"""
OF_ALL = "SELECT first_day, last_day, kind, post FROM dates INDEXED BY dates_by_day ORDER BY 1, 2, 3, 4"
EXAMPLES: Final = 6  # posts that are named where a day is pointed at


class SpokenDates(Part):
    """The days of which posts speak."""

    def date_undated(self, posts: Sequence[Post]) -> frozenset[PostId]:
        """Store the dates of those posts that have none yet, if their words are those that the library has.

        Returns:
            The posts that have dates now.
        """
        speaking = {post.id: post for post in posts if post.dates}
        with self._connection.transaction():
            kept = Posts(self._connection).posts(list(speaking))
            undated = [speaking[each.id] for each in kept if not each.dates and _says_the_same(each, speaking[each.id])]
            sql = "SELECT id, key FROM posts WHERE id IN (SELECT value FROM json_each(?))"
            keys: dict[PostId, int] = dict(self._connection.rows(sql, (id_list(post.id for post in undated),)))
            write_dates(self._connection, undated, keys)
        return frozenset(post.id for post in undated)

    def days_spoken(self, post_ids: Sequence[PostId]) -> tuple[SpokenDays, ...]:
        """The days of which some posts speak, each kind for itself.

        Args:
            post_ids: The posts on show, in the list's order.

        Returns:
            Oldest first; of days that begin together the narrower first.
        """
        sql = "SELECT p.key, j.key FROM json_each(?) j JOIN posts p ON p.id = j.value"
        with self._connection.snapshot():
            places: dict[int, int] = dict(self._connection.rows(sql, (id_list(post_ids),)))
            is_many = len(places) >= MANY_POSTS
            rows = self._connection.rows(*((OF_ALL,) if is_many else (OF_SHOWN, (json.dumps(list(places)),))))
        return tuple(_spoken_days(rows, places, post_ids))


def _spoken_days(
    rows: Iterable[Sequence[Any]], places: Mapping[int, int], post_ids: Sequence[PostId]
) -> Iterator[SpokenDays]:
    """Count the posts that speak of each date, once a post and kind; the rows stand together by date and kind."""
    for (first, last, kind), group in groupby(rows, key=itemgetter(0, 1, 2)):
        speaking = {places[post] for *_, post in group if post in places}
        if speaking:
            examples = tuple(post_ids[place] for place in nsmallest(EXAMPLES, speaking))
            days = date.fromisoformat(first), date.fromisoformat(last)
            yield SpokenDays(*days, KINDS[kind], len(speaking), examples)


def _says_the_same(one: Post, other: Post) -> bool:
    captions = [tuple(figure.caption for figure in post.figures) for post in (one, other)]
    return one.paragraphs == other.paragraphs and captions[0] == captions[1]
