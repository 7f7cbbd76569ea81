"""Repaired dates: the dates of posts whose words the reader's repairs laid elsewhere.

A date goes with its words; one that was cut in two is none any more. Only where the reader said when a post was written
are its dates reckoned anew, for then "today" is another day.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from desktop.domain.dates import DateKind, DateMention, DatePlace
from desktop.domain.days import in_zone
from desktop.domain.posts import ParagraphKind, Post, PostKind
from desktop.domain.times import Precision
from desktop.timeline.days.date_mentions import IN_BACKGROUND, days_of_events, event_days, find_dates, read_post
from desktop.timeline.days.dates import Writing
from desktop.timeline.days.zones import named_zone
from desktop.timeline.repairs.pieces import Piece


def carry_dates(post: Post, pieces: Sequence[Piece], members: Collection[int], machine: Sequence[Post]) -> Post:
    """Give a post the dates that stand on its words.

    Args:
        post: As repaired.
        pieces: What its paragraphs are made of.
        members: The numbers of the machine's posts that have a part in it.
        machine: The posts as the machine cut them, with their dates.

    Returns:
        The post with `dates`, and the days among `event_days` that its own words name.
    """
    dates = (*_on_words(post, pieces, machine), *_on_captions(post, members, machine))
    if dates == post.dates:
        return post
    named = {each.first for number in members for each in machine[number].dates}
    own = {*days_of_events(dates), *(day for day in post.event_days if day not in named)}
    return replace(post, dates=dates, event_days=tuple(sorted(own)) or _day_of_writing(post))


def _day_of_writing(post: Post) -> tuple[date, ...]:
    """The day on which a post was written, which is that of its news where its words name none; nothing if unknown."""
    when = post.time
    has_none = not post.event_days or when.earliest is None
    if has_none or when.earliest is None or not (when.is_exact or when.precision is Precision.DAY):
        return ()
    zone = named_zone(when.zone, "") if when.zone else None
    return (when.whole_day or in_zone(when.earliest, zone.info if zone else None).date(),)


def date_again(post: Post) -> Post:
    """Reckon the dates of a post from the time that the reader gave it."""
    when = post.time
    if when.earliest is None or not (when.is_exact or when.precision is Precision.DAY):
        return post
    own = next((each.zone for each in post.dates if each.zone and not each.spoken_in), None)
    zone = named_zone(when.zone or own or "UTC", "the time that the reader gave")
    day = when.whole_day or in_zone(when.earliest, zone.info if zone else None).date()
    dates = find_dates(post, read_post(post), Writing(day, when.earliest if when.is_exact else None, zone))
    return replace(post, dates=dates, event_days=_days(post, dates, day))


def _days(post: Post, dates: Sequence[DateMention], day: date) -> tuple[date, ...]:
    has_none = post.kind in (PostKind.SUMMARY, PostKind.NOTICE)
    return () if has_none else event_days(dates, post, day)


def _on_words(post: Post, pieces: Sequence[Piece], machine: Sequence[Post]) -> Iterator[DateMention]:
    for number, (piece, paragraph) in enumerate(zip(pieces, post.paragraphs, strict=True)):
        for each in machine[piece.post].dates:
            is_here = each.place is DatePlace.PARAGRAPH and each.number == piece.paragraph
            if is_here and piece.start <= each.start and each.end <= piece.end:
                start, end = each.start - piece.start, each.end - piece.start
                yield _as_told(replace(each, number=number, start=start, end=end), paragraph.kind)


def _as_told(mention: DateMention, kind: ParagraphKind) -> DateMention:
    """A date as its paragraph now speaks of it: what is told as background is background."""
    if kind is ParagraphKind.BACKGROUND and mention.kind is DateKind.EVENT:
        return replace(mention, kind=DateKind.BACKGROUND, basis=(*mention.basis[:-1], IN_BACKGROUND))
    if kind is not ParagraphKind.BACKGROUND and IN_BACKGROUND in mention.basis:
        basis = tuple(reason for reason in mention.basis if reason != IN_BACKGROUND)
        return replace(mention, kind=DateKind.EVENT, basis=basis)
    return mention


def _on_captions(post: Post, members: Collection[int], machine: Sequence[Post]) -> Iterator[DateMention]:
    for number, figure in enumerate(post.figures):
        for member in sorted(members):
            if figure in machine[member].figures:
                at = machine[member].figures.index(figure)
                for each in machine[member].dates:
                    if each.place is DatePlace.CAPTION and each.number == at:
                        yield replace(each, number=number)
                break
