"""Rows of the database as values of the domain, and back: the columns that more than one table or query has."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from desktop.domain.blocks import ArticleKind
from desktop.domain.dates import DateMention
from desktop.domain.days import in_zone
from desktop.domain.ids import ArticleId, PostId
from desktop.domain.posts import Article, Boundary, Figure, Paragraph, Post, PostKind
from desktop.domain.times import Precision, When
from desktop.store import json_values
from desktop.store.connection import Row
from desktop.store.translating import unreadable_value

Record = dict[str, object]

POST_COLUMNS = """p.id, p.article_id, p.ordinal, p.kind, p.title, p.byline, p.url, p.order_key, p.event_days,
    p.confidence, p.reason, p.first_line, p.last_line, p.revision,
    p.earliest, p.latest, p.precision, p.basis, p.stated, p.zone, p.earliest_is_day, p.latest_is_day"""
ARTICLE_COLUMNS = """v.article_id, v.title, v.url, v.site, v.kind, v.published, v.modified, v.imported, v.version,
    v.post_count, v.source_name, v.sha256, v.format, v.language, v.byline, v.tags,
    a.added, a.is_archived, a.is_starred, a.is_read, a.saved_title"""
PRECISIONS = {precision.value: precision for precision in Precision}  # three times as fast as calling the class
HEADLINE_LENGTH = 160


def words_list(text: str) -> tuple[str, ...]:
    """A list of words that a column holds as JSON; most are empty.

    Raises:
        LibraryDamaged: It holds something else.
    """
    if text == "[]":
        return ()
    try:
        return tuple(json.loads(text))
    except (ValueError, TypeError) as error:
        raise unreadable_value() from error


def words_text(words: Sequence[str]) -> str:
    """A list of words for a column."""
    return json.dumps(words, ensure_ascii=False)


def moment(text: str | None) -> datetime | None:
    """A point in time from a column."""
    return None if text is None else datetime.fromisoformat(text)


def moment_text(at: datetime | None) -> str | None:
    """A point in time for a column, with its own offset."""
    return None if at is None else at.isoformat()


def sortable_text(at: datetime) -> str:
    """A point in time for a column that is sorted as text."""
    return in_zone(at, UTC).isoformat(timespec="microseconds")


def read_time(columns: Sequence[Any], basis: tuple[str, ...]) -> When:
    """A time from its columns: earliest, latest, precision, basis (as read), stated, zone, which bounds are days."""
    earliest, latest, precision, _, stated, zone, opens_a_day, closes_a_day = columns
    begin = moment(earliest)
    end = begin if latest == earliest else moment(latest)
    return When(begin, end, PRECISIONS[precision], basis, stated, zone, bool(opens_a_day), bool(closes_a_day))


def time_record(time: When) -> Record:
    """The columns of a time."""
    return {
        "earliest": moment_text(time.earliest),
        "latest": moment_text(time.latest),
        "precision": time.precision.value,
        "basis": json.dumps(time.basis, ensure_ascii=False),
        "stated": time.stated,
        "zone": time.zone,
        "earliest_is_day": int(time.earliest_is_day),
        "latest_is_day": int(time.latest_is_day),
        "earliest_seconds": time.earliest.timestamp() if time.earliest else None,
        "latest_seconds": time.latest.timestamp() if time.latest else None,
    }


def read_post(
    row: Sequence[Any],
    paragraphs: tuple[Paragraph, ...],
    figures: tuple[Figure, ...],
    dates: tuple[DateMention, ...],
) -> Post:
    """A post from `POST_COLUMNS` and the rows of its own tables."""
    return Post(
        id=PostId(row[0]),
        article_id=ArticleId(row[1]),
        ordinal=row[2],
        kind=PostKind(row[3]),
        title=row[4],
        paragraphs=paragraphs,
        figures=figures,
        byline=words_list(row[5]),
        url=row[6],
        time=read_time(row[14:22], words_list(row[17])),
        order_key=row[7],
        event_days=tuple(date.fromisoformat(day) for day in words_list(row[8])),
        dates=dates,
        boundary=Boundary(row[9], row[10]),
        source_lines=None if row[11] is None else (row[11], row[12]),
        revision=row[13],
    )


def post_record(post: Post) -> Record:
    """The columns of a post that its own value fills."""
    first_line, last_line = post.source_lines or (None, None)
    return {
        "id": post.id,
        "article_id": post.article_id,
        "ordinal": post.ordinal,
        "kind": post.kind.value,
        "title": post.title,
        "headline": headline(post),
        "byline": json.dumps(post.byline, ensure_ascii=False),
        "url": post.url,
        **time_record(post.time),
        "order_key": post.order_key,
        "event_days": json.dumps([day.isoformat() for day in post.event_days]),
        "confidence": post.boundary.confidence,
        "reason": post.boundary.reason,
        "first_line": first_line,
        "last_line": last_line,
        "has_figure": int(bool(post.figures)),
        "revision": post.revision,
    }


def headline(post: Post) -> str:
    """What a list shows of a post: its title, else the first words of its body, else of a caption."""
    candidates = [
        post.title,
        *(paragraph.text for paragraph in post.paragraphs),
        *(figure.caption for figure in post.figures),
    ]
    return _beginning(next((text for text in candidates if text), ""))


def _beginning(text: str) -> str:
    if len(text) <= HEADLINE_LENGTH:
        return text
    return text[:HEADLINE_LENGTH].rpartition(" ")[0] or text[:HEADLINE_LENGTH]


def read_article(row: Row) -> Article:
    """An article from `ARTICLE_COLUMNS`."""
    return Article(
        id=ArticleId(row[0]),
        title=row[1],
        url=row[2],
        site=row[3],
        kind=ArticleKind(row[4]),
        published=json_values.from_json(When, row[5]),
        modified=moment(row[6]),
        imported=datetime.fromisoformat(row[7]),
        version=row[8],
        post_count=row[9],
        source_name=row[10],
        sha256=row[11],
        format=row[12],
        language=row[13],
        byline=words_list(row[14]),
        tags=words_list(row[15]),
        added=moment(row[16]),
        is_archived=bool(row[17]),
        is_starred=bool(row[18]),
        is_read=bool(row[19]),
        saved_title=row[20],
    )


def article_record(article: Article) -> Record:
    """The columns of one version of an article, without its furniture."""
    return {
        "article_id": article.id,
        "version": article.version,
        "title": article.title,
        "url": article.url,
        "site": article.site,
        "kind": article.kind.value,
        "published": json_values.to_json(article.published),
        "modified": moment_text(article.modified),
        "imported": sortable_text(article.imported),
        "post_count": article.post_count,
        "source_name": article.source_name,
        "sha256": article.sha256,
        "format": article.format,
        "language": article.language,
        "byline": json.dumps(article.byline, ensure_ascii=False),
        "tags": json.dumps(article.tags, ensure_ascii=False),
    }
