"""Dates: the days of which posts speak, kept beside their words.

The rows of a post are written whole, with its text or whenever they are others than before.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from heapq import nsmallest
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from desktop.domain.dates import DateKind, DateMention, DatePlace, DatePrecision, SpokenDays
from desktop.domain.ids import PostId
from desktop.domain.posts import Post
from desktop.store.connection import Connection
from desktop.store.part import Part, id_list
from desktop.store.rows import moment, moment_text, words_list, words_text

COLUMNS: Final = """part, {0}.place, {0}.span_start, {0}.span_end, {0}.text, {0}.first_day, {0}.last_day, {0}.precision,
    {0}.kind, {0}.basis, {0}.moment, {0}.zone, {0}.spoken_in, {0}.is_quoted"""
# Few posts are looked up one by one; for many it is quicker to walk once through all dates, day by day.
MANY_POSTS: Final = 5_000
OF_SHOWN = """SELECT d.first_day, d.last_day, d.kind, d.post FROM json_each(?) j CROSS JOIN dates d ON d.post = j.value
    ORDER BY 1, 2, 3, 4"""
OF_ALL = "SELECT first_day, last_day, kind, post FROM dates INDEXED BY dates_by_day ORDER BY 1, 2, 3, 4"
EXAMPLES: Final = 6  # posts that are named where a day is pointed at
KINDS = {kind.value: kind for kind in DateKind}
PARTS = {place.value: place for place in DatePlace}
PRECISIONS = {precision.value: precision for precision in DatePrecision}


class SpokenDates(Part):
    """Reading the days of which posts speak."""

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


def read_date(row: Sequence[Any]) -> DateMention:
    """A date from `COLUMNS`."""
    part, place, start, end, text, first, last, precision, kind, basis, at, zone, spoken_in, is_quoted = row
    return DateMention(
        PARTS[part],
        place,
        start,
        end,
        text,
        date.fromisoformat(first),
        date.fromisoformat(last),
        PRECISIONS[precision],
        KINDS[kind],
        words_list(basis),
        moment(at),
        zone,
        spoken_in,
        bool(is_quoted),
    )


def in_order(dates: Iterable[DateMention]) -> tuple[DateMention, ...]:
    """The dates of one post as its text has them: its paragraphs, then its captions."""
    return tuple(sorted(dates, key=_place))


def _place(mention: DateMention) -> tuple[bool, int, int, int]:
    return mention.place is DatePlace.CAPTION, mention.number, mention.start, mention.end


def write_dates(connection: Connection, posts: Iterable[Post], keys: Mapping[PostId, int]) -> None:
    """Write the dates of posts in the place of those they had, inside the caller's transaction."""
    changed = list(posts)
    connection.write_all("DELETE FROM dates WHERE post = ?", [(keys[post.id],) for post in changed])
    connection.write_all(
        f"INSERT INTO dates VALUES ({', '.join('?' * 15)})",
        [(keys[post.id], *_record(each)) for post in changed for each in post.dates],
    )


def _record(mention: DateMention) -> tuple[object, ...]:
    return (
        mention.place.value,
        mention.number,
        mention.start,
        mention.end,
        mention.text,
        mention.first.isoformat(),
        mention.last.isoformat(),
        moment_text(mention.moment),
        mention.precision.value,
        mention.kind.value,
        words_text(mention.basis),
        mention.zone,
        mention.spoken_in,
        int(mention.is_quoted),
    )
