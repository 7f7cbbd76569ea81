"""Date rows: the dates of posts as rows of their table, and back.

The rows of a post are written whole, with its text or whenever they are others than before.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from desktop.domain.dates import DateKind, DateMention, DatePlace, DatePrecision
from desktop.domain.ids import PostId
from desktop.domain.posts import Post
from desktop.store.connection import Connection
from desktop.store.rows import moment, moment_text, words_list, words_text

COLUMNS: Final = """part, {0}.place, {0}.span_start, {0}.span_end, {0}.text, {0}.first_day, {0}.last_day, {0}.precision,
    {0}.kind, {0}.basis, {0}.moment, {0}.zone, {0}.spoken_in, {0}.is_quoted"""
KINDS = {kind.value: kind for kind in DateKind}
PARTS = {place.value: place for place in DatePlace}
PRECISIONS = {precision.value: precision for precision in DatePrecision}


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
