"""The JSON of each command: a contract. Keys may be added, never renamed or dropped."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from desktop.domain.annotations import Annotation
from desktop.domain.blocks import ArticleKind
from desktop.domain.dates import DateMention, DatePlace
from desktop.domain.entities import Entity, Mention
from desktop.domain.ids import EntityId
from desktop.domain.posts import Article, Figure, Post
from desktop.domain.quotes import QuoteRow
from desktop.domain.repairs import (
    Act,
    BeginPost,
    EndCut,
    GiveBackground,
    GiveKind,
    GiveTime,
    GiveTitle,
    RepairState,
    TrustCut,
)
from desktop.domain.reports import CheckReport, ImportItem, ImportReport, ImportRun, ItemStatus
from desktop.domain.times import When
from desktop.library.library import PendingMark

Shape = dict[str, object]


def instant(moment: datetime | None) -> str | None:
    """An instant in ISO 8601 with its offset, or None."""
    return moment.isoformat() if moment is not None else None


def when(time: When) -> Shape:
    """A time that admits what it does not know."""
    return {
        "earliest": instant(time.earliest),
        "latest": instant(time.latest),
        "earliest_is_day": time.earliest_is_day,
        "latest_is_day": time.latest_is_day,
        "precision": time.precision.value,
        "basis": list(time.basis),
        "stated": time.stated,
        "zone": time.zone,
    }


def article(kept: Article) -> Shape:
    """One article."""
    return {
        "id": kept.id,
        "title": kept.title,
        "url": kept.url,
        "site": kept.site,
        "kind": ArticleKind(kept.kind).value,
        "published": instant(kept.published.earliest) if kept.published.is_exact else None,
        "published_time": when(kept.published),
        "modified": instant(kept.modified),
        "imported": instant(kept.imported),
        "version": kept.version,
        "posts": kept.post_count,
        "source_name": kept.source_name,
        "sha256": kept.sha256,
        "format": kept.format,
        "language": kept.language,
        "byline": list(kept.byline),
        "tags": list(kept.tags),
        "added": instant(kept.added),
        "archived": kept.is_archived,
        "starred": kept.is_starred,
        "read": kept.is_read,
        "saved_title": kept.saved_title,
    }


def post(kept: Post, *, is_gone: bool) -> Shape:
    """One post with everything that belongs to it; `is_gone` says that its page no longer shows it."""
    return {
        "id": kept.id,
        "article_id": kept.article_id,
        "ordinal": kept.ordinal,
        "kind": kept.kind.value,
        "title": kept.title,
        "text": kept.text,
        "paragraphs": [{"kind": part.kind.value, "text": part.text} for part in kept.paragraphs],
        "figures": [figure(each) for each in kept.figures],
        "byline": list(kept.byline),
        "url": kept.url,
        "time": when(kept.time),
        "event_days": [day.isoformat() for day in kept.event_days],
        "dates": [date_mention(each) for each in kept.dates],
        "boundary": {"confidence": kept.boundary.confidence, "reason": kept.boundary.reason},
        "source_lines": list(kept.source_lines) if kept.source_lines else None,
        "revision": kept.revision,
        "gone": is_gone,
    }


def date_mention(kept: DateMention) -> Shape:
    """One date of which a post speaks: the days of its own calendar, and the instants between which they lie."""
    is_caption = kept.place is DatePlace.CAPTION
    return {
        "paragraph": None if is_caption else kept.number,
        "figure": kept.number if is_caption else None,
        "start": kept.start,
        "end": kept.end,
        "text": kept.text,
        "first_day": kept.first.isoformat(),
        "last_day": kept.last.isoformat(),
        "earliest": instant(kept.earliest),
        "latest": instant(kept.latest),
        "precision": kept.precision.value,
        "kind": kept.kind.value,
        "zone": kept.zone,
        "spoken_in": kept.spoken_in,
        "quoted": kept.is_quoted,
        "basis": list(kept.basis),
    }


def figure(kept: Figure) -> Shape:
    """One picture: its words, and the digest of its bytes if the library has them."""
    return {"caption": kept.caption, "credit": kept.credit, "image": kept.picture}


def entities(kept: Sequence[Entity], mentions: Sequence[Mention]) -> list[Shape]:
    """Entities with their mentions, most often named first."""
    places: dict[EntityId, list[Mention]] = defaultdict(list)
    for mention in mentions:
        places[mention.entity_id].append(mention)
    ordered = sorted(kept, key=lambda entity: (-len(places[entity.id]), entity.name))
    return [_entity(entity, places[entity.id]) for entity in ordered if places[entity.id]]


def _entity(kept: Entity, mentions: Sequence[Mention]) -> Shape:
    return {
        "id": kept.id,
        "kind": kept.kind.value,
        "name": kept.name,
        "aliases": list(kept.aliases),
        "roles": [{"role": role.role, "post_id": role.post_id} for role in kept.roles],
        "count": len(mentions),
        "mentions": [
            {
                "post_id": mention.post_id,
                "paragraph": mention.paragraph,
                "start": mention.start,
                "end": mention.end,
                "text": mention.text,
                "demonym": mention.is_demonym,
            }
            for mention in mentions
        ],
    }


def quote(row: QuoteRow) -> Shape:
    """One quotation, or one statement told in other words."""
    kept = row.quote
    return {
        "post_id": kept.post_id,
        "paragraph": kept.paragraph,
        "start": kept.start,
        "end": kept.end,
        "text": kept.text,
        "speaker": kept.speaker or None,
        "entity_id": kept.entity_id,
        "anonymous": kept.is_anonymous,
        "channel": kept.channel or None,
        "cue": kept.cue or None,
        "indirect": kept.is_indirect,
        "inserts": [list(span) for span in kept.inserts],
        "depth": kept.depth,
        "continues": kept.continues,
        "same_words": list(row.same_words),
    }


def annotation(kept: Annotation) -> Shape:
    """One mark."""
    return {
        "id": kept.id,
        "post_id": kept.post_id,
        "quote": kept.quote,
        "prefix": kept.prefix,
        "suffix": kept.suffix,
        "start": kept.start,
        "end": kept.end,
        "note": kept.note,
        "tags": list(kept.tags),
        "colour": kept.colour.value,
        "created": instant(kept.created),
        "modified": instant(kept.modified),
        "state": kept.state.value,
    }


def pending_mark(waiting: PendingMark) -> Shape:
    """One mark from another reader that waits for the text of its article."""
    mark = waiting.mark
    return {
        "id": waiting.id,
        "article_id": waiting.article_id,
        "quote": mark.quote,
        "prefix": mark.prefix,
        "suffix": mark.suffix,
        "note": mark.note,
        "tags": list(mark.tags),
        "colour": mark.colour,
        "created": instant(mark.created),
    }


def repair(state: RepairState) -> Shape:
    """One repair of a page's cut; what is said beside "act" depends on it."""
    kept = state.repair
    return {
        "id": kept.id,
        "article_id": kept.article_id,
        "post_id": state.post_id,
        "waiting": state.is_waiting,
        "made": instant(kept.made),
        "at": {
            "post_id": kept.at.post_id,
            "quote": kept.at.quote,
            "prefix": kept.at.prefix,
            "suffix": kept.at.suffix,
        },
        **_act(kept.act),
    }


def _act(act: Act) -> Shape:
    match act:
        case BeginPost():
            return {"act": "begin", "makes": act.makes}
        case EndCut():
            return {"act": "join"}
        case TrustCut():
            return {"act": "confirm"}
        case GiveTitle():
            return {"act": "title", "title": act.title}
        case GiveTime():
            return {"act": "time", "time": when(act.time)}
        case GiveKind():
            return {"act": "kind", "kind": act.kind.value}
        case GiveBackground():
            return {"act": "background", "background": act.is_background}
        case _:
            assert_never(act)


def import_report(report: ImportReport) -> Shape:
    """What became of each source."""
    return {
        "items": [import_item(item) for item in report.items],
        "seconds": round(report.seconds, 3),
        "cancelled": report.was_cancelled,
        "run": report.run_id,
    }


def import_run(run: ImportRun) -> Shape:
    """One import as the library remembers it."""
    return {
        "run": run.id,
        "started": instant(run.started),
        "ended": instant(run.ended),
        "finished": run.is_finished,
        "cancelled": run.was_cancelled,
        "names": list(run.names),
        "counts": {status.value: run.counts.get(status, 0) for status in ItemStatus},
        "shorter": run.shorter,
    }


def import_item(item: ImportItem) -> Shape:
    """One line of an import report."""
    counts, error = item.posts, item.error
    return {
        "source": item.source,
        "format": item.format,
        "status": item.status.value,
        "article_id": item.article_id,
        "title": item.title,
        "posts": {
            "added": counts.added,
            "changed": counts.changed,
            "removed": counts.removed,
            "unchanged": counts.unchanged,
        },
        "warnings": list(item.warnings),
        "shorter": item.is_shorter,
        "error": {"kind": error.kind, "message": f"{error.message} {error.hint}".strip()} if error else None,
    }


def check_report(report: CheckReport) -> Shape:
    """What a check found."""
    return {
        "problems": list(report.problems),
        "articles": report.articles,
        "posts": report.posts,
        "annotations": report.annotations,
        "index_is_current": report.index_is_current,
    }
