"""Date mentions: which dates each post speaks of, and of what they are the dates.

Knows that a caption's date is that of its picture, that what is long past or told as background is background, and that
what somebody says will happen is a plan. Never makes an event of a date in a caption or a quotation.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from desktop.domain.dates import DateKind, DateMention, DatePlace, DatePrecision
from desktop.domain.posts import ParagraphKind, Post
from desktop.timeline.days.dates import FARTHEST_BACK, Named, Reading, Told, Writing, days_told, read_texts, tell_dates
from desktop.timeline.language.tenses import Tense

IN_BACKGROUND: Final = "it stands in a paragraph of background"
_OF_THESE_DAYS: Final = re.compile(
    r"[’']s (?!(?:\w+ )?(?:meeting|match|game|vote|hearing|announcement|news|statement|briefing|session|talks|summit|"
    r"attack|strike|election|debate|decision|verdict|ruling|march|protest|race|final|speech|event|show|headlines|"
    r"updates?|developments|report|figures|numbers|action|schedule|weather|forecast|edition|episode|papers|date|"
    r"results?|deadline|conference|trial|launch|release|measures|rules|storms?|events|call|visit)\b)\w"
)
_OF_WRITING: Final = re.compile(  # a line that says when something was written, read or changed, up to its date
    r"(?:^\W{0,3}(?:(?:first|last|originally) )?(?:posted|published|updated|modified|edited|revised|reviewed|answered|"
    r"archived)(?: by [^.;]{1,40}?)?|(?:^|[,;.(\[–—]\s?)(?:retrieved|accessed))(?: on| at|:|,)? ?$",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_ASKED_OF_READERS: Final = re.compile(
    r"(?:^|[.!?]\s)(?:apply|book|buy|call|contact|donate|download|get|give|join|order|reach out|register|"
    r"shop|sign up|start|subscribe|try|visit)\b[^.!?]{0,60}$",
    re.IGNORECASE,
)
WORDS_BEHIND: Final = 3  # behind the date of a line that only says when something was written
ASKED_BEFORE: Final = 72  # how far before a day word it is looked for a request
WIDEST_EVENT: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PostReading:
    """The dates of a post as its paragraphs and captions speak of them, one reading each."""

    paragraphs: tuple[Reading, ...]
    captions: tuple[Reading, ...]


def read_post(post: Post) -> PostReading:
    """Read the dates of a post; which days are meant can be told once it is known when it was written."""
    setting = post.paragraphs[0].text if post.paragraphs else ""
    captions = [figure.caption or "" for figure in post.figures]
    return PostReading(
        read_texts([paragraph.text for paragraph in post.paragraphs], setting),
        read_texts(captions) if captions else (),
    )


def days_named(post: Post, reading: PostReading, base: date) -> list[Named]:
    """The days that the paragraphs of a post name outside quotations, if it was written on a day."""
    return [
        named
        for paragraph, each in zip(post.paragraphs, reading.paragraphs, strict=True)
        if each
        for named in days_told(paragraph.text, each, base)
    ]


def find_dates(post: Post, reading: PostReading, writing: Writing) -> tuple[DateMention, ...]:
    """Find the dates of which a post speaks.

    Args:
        post: Its paragraphs and captions are read.
        reading: What `read_post` made of it.
        writing: When and where it was written.

    Returns:
        Paragraph by paragraph, then caption by caption, each in the order of its text.
    """
    return (*_in_paragraphs(post, reading, writing), *_in_captions(post, reading, writing))


def event_days(mentions: Iterable[DateMention], post: Post, written_on: date) -> tuple[date, ...]:
    """The days of whose events a post tells, oldest first.

    Args:
        mentions: Of that post.
        post: The post.
        written_on: The day on which it was written. Where the post does not say when its news was, it was that day.
    """
    told = [each for each in mentions if _is_day_of_event(each)]
    days = {each.first for each in told if written_on - FARTHEST_BACK <= each.first <= written_on}
    lede = next((n for n, part in enumerate(post.paragraphs) if part.kind is not ParagraphKind.HEADING), 0)
    if not any(each.number <= lede and each.first in days for each in told):
        days.add(written_on)
    return tuple(sorted(days))


def days_of_events(mentions: Iterable[DateMention]) -> frozenset[date]:
    """The days on which something happened of which a post tells itself, not in somebody's words."""
    return frozenset(each.first for each in mentions if _is_day_of_event(each))


def _is_day_of_event(mention: DateMention) -> bool:
    is_day = mention.precision in (DatePrecision.DAY, DatePrecision.MINUTE)
    return is_day and mention.kind is DateKind.EVENT and not mention.is_quoted


def _in_paragraphs(post: Post, reading: PostReading, writing: Writing) -> Iterator[DateMention]:
    for number, (paragraph, each) in enumerate(zip(post.paragraphs, reading.paragraphs, strict=True)):
        for told in tell_dates(each, writing) if each else ():
            is_background = paragraph.kind is ParagraphKind.BACKGROUND
            kind, reason = _kind(told, paragraph.text, is_background=is_background)
            is_quoted = told.is_quoted or paragraph.kind is ParagraphKind.QUOTE
            place = DatePlace.PARAGRAPH
            yield _mention(told, paragraph.text, place, number, kind, reason, is_quoted=is_quoted)


def _in_captions(post: Post, reading: PostReading, writing: Writing) -> Iterator[DateMention]:
    reason = "it stands in the caption of a picture"
    for number, (figure, each) in enumerate(zip(post.figures, reading.captions, strict=True)):
        for told in tell_dates(each, writing) if each else ():
            kind, quoted = DateKind.PHOTOGRAPH, told.is_quoted
            yield _mention(told, figure.caption or "", DatePlace.CAPTION, number, kind, reason, is_quoted=quoted)


def _may_mean_these_days(told: Told, text: str) -> bool:
    """Whether "today" may be no day at all: nothing happens in its sentence, or it is a time that owns a thing."""
    if text[told.start : told.end].lower() != "today":
        return False
    is_asked = _ASKED_OF_READERS.search(text, max(0, told.start - ASKED_BEFORE), told.start) is not None
    return is_asked or told.tense is Tense.OPEN or _OF_THESE_DAYS.match(text, told.end) is not None


def _is_of_writing(told: Told, text: str) -> bool:
    """Whether a date tells when something was written ("Updated on 3 May"): nothing else stands in its paragraph."""
    is_alone = _WORD.search(text[: told.start] + text[told.end :]) is None
    rest = text[told.end :]
    return is_alone or (len(_WORD.findall(rest)) <= WORDS_BEHIND and _OF_WRITING.search(text[: told.start]) is not None)


def _kind(told: Told, text: str, *, is_background: bool) -> tuple[DateKind, str]:
    """What a date in a text is the date of, and why."""
    if _is_of_writing(told, text):
        return DateKind.BACKGROUND, "it is the date of something written, and of no event"
    if _may_mean_these_days(told, text):
        return DateKind.BACKGROUND, "the sentence tells of no event: “today” may mean these days"
    if told.is_ahead:
        return DateKind.PLAN, "the post speaks of it as still to come"
    if is_background:
        return DateKind.BACKGROUND, IN_BACKGROUND
    if told.base is None:
        return DateKind.BACKGROUND, "the day on which the post was written is not known"
    if told.base - told.meaning.last > FARTHEST_BACK:
        return DateKind.BACKGROUND, "it is long before the post"
    if told.meaning.last - told.meaning.first > WIDEST_EVENT:
        return DateKind.BACKGROUND, f"so wide a {told.meaning.precision.value} is no day of an event"
    return DateKind.EVENT, "the post tells of it as something that happened"


def _mention(
    told: Told, text: str, place: DatePlace, number: int, kind: DateKind, reason: str, *, is_quoted: bool
) -> DateMention:
    meaning = told.meaning
    whose = f"by the clock of {told.spoken_in}" if told.spoken_in else ""
    quoted = "somebody is quoted with it" if is_quoted else ""
    return DateMention(
        place,
        number,
        told.start,
        told.end,
        text[told.start : told.end],
        meaning.first,
        meaning.last,
        meaning.precision,
        kind,
        tuple(filter(None, (meaning.basis, whose, told.remark, reason, quoted))),
        told.moment,
        told.zone.name if told.zone else None,
        told.spoken_in,
        is_quoted,
    )
